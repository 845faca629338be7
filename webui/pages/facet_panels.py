"""The facets beside the results: every value a link that chooses it or gives it up, and a link to the list of all values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webui.pages.frame import Link
from webui.search.facet_request import FacetRequest
from webui.search.facets import FACET_BY_NAME, LEVELS, OTHER_LEVEL, ROLES, Facet, RoleName, level_of
from webui.search.request import SearchRequest
from webui.search.results import FacetValue, SearchResults
from webui.words import LEVEL_LABELS, WORDS

SHOWN_VALUES = 10
"""Values of a facet that are seen at once; the others stand behind 还有 N 项 or in the list of all, never left out."""
SHOWN_OF_LEVEL = 5
"""The same of each level, where the offices have several."""
FOLDED_VALUES = 40
"""Values behind the fold; what is beyond stands in the list of all, which can be searched."""
FOLDED_OF_LEVEL = 20
"""The same of each level."""

LISTED = ("department", "person", "kind", "page_no", "paper")
"""Facets that are plain lists, in the order of the page; before them stand the dates and the credits."""
ALWAYS_WHOLE = ("kind", "paper")
"""Facets with few values: a list of all would show nothing more."""


@dataclass(frozen=True, slots=True)
class ValueLink:
    """A value of a facet: choosing it, or giving it up when it is chosen."""

    text: str
    """The value as readers see it."""
    count: int
    """Records that have it under all other filters."""
    selected: bool
    """True when it is chosen."""
    url: str
    """The search with it, or without it when it is chosen."""
    inner: tuple[ValueLink, ...] = ()
    """Of a year, its months; of a month, its days; where they are wanted."""


@dataclass(frozen=True, slots=True)
class ValueGroup:
    """Values of one level, or all values of a facet that has no levels: the first ones, and the rest behind a fold."""

    level: Link | None
    """The level, as a link to the list of its values."""
    values: tuple[ValueLink, ...]
    """Seen at once; the chosen ones first."""
    more: tuple[ValueLink, ...]
    """Behind the fold."""
    more_text: str
    """How many stand behind the fold."""


@dataclass(frozen=True, slots=True)
class FacetPanel:
    """A facet."""

    name: str
    """URL parameter; of credits `reporter`, whichever role is shown."""
    label: str
    """What it is a list of."""
    roles: tuple[Link, ...]
    """Of credits, the roles to choose from."""
    groups: tuple[ValueGroup, ...]
    """The values; several groups only for levels."""
    none_text: str
    """Not empty when there is no value."""
    rest_text: str
    """Not empty when there are so many values that some were not even counted."""
    all: Link | None
    """The list of all values, where not all are seen at once."""


def credits_panel(results: SearchResults) -> FacetPanel | None:
    """The credits in one role, with the other roles to choose from; None where nothing is found and nothing chosen."""
    request = results.request
    role = request.shown_role
    panel = _panel(results, role, FACET_BY_NAME[ROLES[0]].label)
    if not panel.groups and not results.total:
        return None
    return FacetPanel(
        name=ROLES[0],
        label=panel.label,
        roles=tuple(
            # The fragment opens the filters of a phone, which are folded when the page appears.
            Link(
                role_text(name),
                request.with_(role=None if name == request.usual_role else name).url() + "#facet-reporter",
                current=name == role,
            )
            for name in ROLES
        ),
        groups=panel.groups,
        none_text="" if panel.groups else WORDS["no_credits"],
        rest_text=panel.rest_text,
        all=panel.all,
    )


def listed_panels(results: SearchResults, papers: Mapping[str, str]) -> tuple[FacetPanel, ...]:
    """The other facets that have values; papers, by their names, only where there are several or one is chosen."""
    panels = []
    for name in LISTED:
        if name == "kind" and results.request.view == "photos":
            continue
        values = results.facets.get(name, ())
        if name == "paper" and len(values) < 2 and not any(value.selected for value in values):
            continue
        if values:
            panels.append(_panel(results, name, FACET_BY_NAME[name].label, papers if name == "paper" else {}))
    return tuple(panels)


def role_text(role: RoleName) -> str:
    """The role as it is offered: 全部署名 is all of the others."""
    return WORDS["all_roles"] if role == "contributor" else FACET_BY_NAME[role].label


def value_link(
    facet: Facet,
    value: FacetValue,
    request: SearchRequest,
    text: str | None = None,
    inner: tuple[ValueLink, ...] = (),
) -> ValueLink:
    """The value as a link to the search with it, or without it where it is chosen."""
    shown = text or facet.value_label(value.value)
    return ValueLink(shown, value.count, value.selected, request.toggle(facet.name, value.value).url(), inner)


def chosen_first(values: Sequence[FacetValue]) -> list[FacetValue]:
    """One sees at once what is chosen, and it does not move when the counts change."""
    return sorted(values, key=lambda value: not value.selected)


def value_group(links: Sequence[ValueLink], level: Link | None = None, most: int = SHOWN_VALUES, beyond: int = 0) -> ValueGroup:
    """The links, the first ones to be seen at once; `beyond` is how many values stand only in the list of all."""
    shown = max(most, sum(link.selected for link in links))
    if len(links) == shown + 1:  # a fold for one value would take the place of the value
        shown += 1
    more = links[shown:]
    word = WORDS["first_values" if beyond else "more_values"]
    return ValueGroup(level, tuple(links[:shown]), tuple(more), word.format(count=len(more)))


def _panel(results: SearchResults, name: str, label: str, texts: Mapping[str, str] | None = None) -> FacetPanel:
    facet, request = FACET_BY_NAME[name], results.request
    values = chosen_first(results.facets.get(name, ()))
    rest = results.facet_rest.get(name, 0)
    groups = _levels(request, values) if name == "department" else ()
    if not groups and values:
        kept = _kept(values, SHOWN_VALUES + FOLDED_VALUES)
        links = [value_link(facet, value, request, (texts or {}).get(value.value)) for value in kept]
        groups = (value_group(links, beyond=len(values) - len(kept) + rest),)
    seen = sum(len(group.values) for group in groups)
    has_list = name not in ALWAYS_WHOLE and (rest or len(values) > seen)
    return FacetPanel(
        name=name,
        label=label,
        roles=(),
        groups=groups,
        none_text="",
        rest_text=WORDS["facet_rest"].format(count=f"{rest:,}") if rest else "",
        all=Link(
            WORDS["all_values_rest" if rest else "all_values"].format(count=f"{len(values):,}"),
            FacetRequest(facet, request).url(),
        )
        if has_list
        else None,
    )


def _levels(request: SearchRequest, values: Sequence[FacetValue]) -> tuple[ValueGroup, ...]:
    """The offices by level, the nearest level first; none where all have one level."""
    facet = FACET_BY_NAME["department"]
    of_level: dict[str, list[FacetValue]] = {level: [] for level in (*LEVELS, OTHER_LEVEL)}
    for value in values:
        of_level[level_of(value.value)].append(value)
    groups = []
    for level, own in of_level.items():
        if own:
            link = Link(LEVEL_LABELS[level], FacetRequest(facet, request, level=level).url())
            kept = _kept(own, SHOWN_OF_LEVEL + FOLDED_OF_LEVEL)
            links = [value_link(facet, value, request) for value in kept]
            groups.append(value_group(links, link, SHOWN_OF_LEVEL, len(own) - len(kept)))
    return tuple(groups) if len(groups) > 1 else ()


def _kept(values: Sequence[FacetValue], most: int) -> Sequence[FacetValue]:
    """What stands on the page of results: the chosen values, which come first, and as many others as there is room for."""
    return values[: max(most, sum(value.selected for value in values))]
