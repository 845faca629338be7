"""The state of a search as a frozen value. Only this file reads the query string, and only this file writes one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, Literal, Self, cast, get_args
from urllib.parse import quote

from indexer.errors import QueryError
from webui.search.facets import DAY, FACET_BY_NAME, FACETS, ROLES, Facet, RoleName
from webui.search.parameters import printable, read_day, read_number, read_role, read_values, refused, shortened, typed

Sort = Literal["relevance", "recent", "date", "date_asc"]
"""Best first, best first with the newer before the older where they are equally good, newest issue first, oldest issue first."""

View = Literal["list", "compact", "photos"]
"""How the results are shown: with fragments, a line each, or as a wall of photos (`/photos`), which is of captions alone."""

EVENT_LABEL = "文中日期"
"""The days that a text names, apart from the day on which it was printed."""

SEARCH_PATH, PHOTOS_PATH = "/search", "/photos"

DEFAULT_SIZE = 20
LARGEST_SIZE = 100
MOST_VALUES = 200
"""Of all parameters of one search together; nobody chooses so many, and each is a condition for the engine."""

_SINGLE = ("q", "from", "to", "event_from", "event_to", "role", "sort", "page", "size")
PARAMETERS = ("q", *(facet.name for facet in FACETS), "from", "to", "event_from", "event_to", "role", "sort", "page", "size")
"""Every parameter of a search's address, in the order they are written; the pages know `view`, too, which changes nothing found."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen filter, as shown above the results: 记者 · 乔知远, and the search without it."""

    facet: str
    """URL parameter: a facet's name, from / to, or `day` where both are one day."""
    label: str
    value: str
    """The value as readers see it (2021年11月, 图片说明)."""
    request_without: SearchRequest


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What is asked for: text, filters, order and page. Equal requests have equal addresses."""

    text: str = ""
    reporters: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    interns: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    """Credited in any role."""
    people: tuple[str, ...] = ()
    page_nos: tuple[int, ...] = ()
    papers: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    months: tuple[str, ...] = ()
    """As 2021-11."""
    month_days: tuple[str, ...] = ()
    """As 11-16: this day in any year."""
    from_: date | None = None
    """First day, included."""
    to: date | None = None
    """Last day, included."""
    event_from: date | None = None
    """The text names a day (昨日, 11月4日) that is this one or later …"""
    event_to: date | None = None
    """… and not later than this one."""
    role: RoleName | None = None
    """Which credits are listed beside the results; None for `usual_role`."""
    sort: Sort = "relevance"
    """Without text there is no relevance: the order is then by date."""
    page: int = 1
    size: int = DEFAULT_SIZE
    view: View = "list"

    def __post_init__(self) -> None:
        if self.view == "photos":
            object.__setattr__(self, "kinds", ("caption",))
        # The engine refuses half surrogates, and a pasted line end is a blank: cleaned here, so that no caller can forget it.
        object.__setattr__(self, "text", typed(self.text))
        if self.sort == "relevance" or (self.sort == "recent" and not self.text):
            object.__setattr__(self, "sort", default_sort(self.text))

    @classmethod
    def from_params(cls, params: Iterable[tuple[str, str]], *, strict: bool) -> Self:
        """The request that these parameters spell; an empty value is as good as none (a form sends `from=&to=`).

        Raises QueryError for a value that cannot be used; with `strict`, also for a parameter that does not exist and for a
        second value where only one can count.
        """
        values: dict[str, list[str]] = {}
        for name, raw in params:
            if name not in PARAMETERS and (strict or name != "view"):
                if strict:
                    raise QueryError(
                        f"没有名为“{shortened(name)}”的参数。可用的参数：{'、'.join(PARAMETERS)}。",
                        f"there is no parameter {shortened(name)!r}; the parameters are {', '.join(PARAMETERS)}",
                        name,
                    )
                continue
            value = typed(raw) if name == "q" else printable(raw)
            if value:
                values.setdefault(name, []).append(value)
        if (given := sum(map(len, values.values()))) > MOST_VALUES:
            largest = max(values, key=lambda name: len(values[name]))
            raise QueryError(
                f"条件太多：共 {given} 个，最多 {MOST_VALUES} 个。请减少 {largest} 的值。",
                f"{given} values are too many, at most {MOST_VALUES} are taken; give fewer for {largest}",
                largest,
            )
        for name in _SINGLE:
            if strict and len(values.get(name, ())) > 1:
                raise QueryError(f"参数 {name} 只能有一个值。", f"parameter {name} takes one value", name)
        last = {name: found[-1] for name, found in values.items()}
        request = cls(
            text=last.get("q", ""),
            **{facet.attribute: read_values(facet, values.get(facet.name, ())) for facet in FACETS},
            from_=read_day("from", last["from"]) if "from" in last else None,
            to=read_day("to", last["to"]) if "to" in last else None,
            event_from=read_day("event_from", last["event_from"]) if "event_from" in last else None,
            event_to=read_day("event_to", last["event_to"]) if "event_to" in last else None,
            role=read_role(last["role"]) if "role" in last else None,
            sort=_read_sort(last.get("sort", "relevance")),
            page=read_number("page", last.get("page", "1"), 1, None),
            size=read_number("size", last.get("size", str(DEFAULT_SIZE)), 1, LARGEST_SIZE),
            view=_read_view(last.get("view", "list")),
        )
        _in_order("from", "to", request.from_, request.to)
        _in_order("event_from", "event_to", request.event_from, request.event_to)
        return request

    def params(self) -> list[tuple[str, str]]:
        """Parameters and values in canonical order, defaults left out; `from_params` reads them back to an equal request."""
        return self._pairs(with_kinds=self.view != "photos", with_view=True)

    def query_string(self) -> str:
        """The parameters percent-encoded, so that & + # and 汉字 come back as they were; empty for the empty request."""
        return _joined(self.params())

    def url(self, base: str | None = None) -> str:
        """The address of this search on the page of its view, or below another `base`, for which views mean nothing."""
        if base is not None:
            path, pairs = base, self._pairs(with_kinds=True, with_view=False)
        elif self.view == "photos":
            # The path says the view, and the view says the kind.
            path, pairs = PHOTOS_PATH, self._pairs(with_kinds=False, with_view=False)
        else:
            path, pairs = SEARCH_PATH, self.params()
        return f"{path}?{_joined(pairs)}" if pairs else path

    def _pairs(self, *, with_kinds: bool, with_view: bool) -> list[tuple[str, str]]:
        pairs: list[tuple[str, str]] = []
        if self.text:
            pairs.append(("q", self.text))
        # A page of results has some two hundred addresses: most facets have no value, and they cost nothing here.
        for facet in FACETS:
            if (chosen := getattr(self, facet.attribute)) and (with_kinds or facet.name != "kind"):
                pairs.extend((facet.name, str(value)) for value in chosen)
        if self.from_:
            pairs.append(("from", self.from_.isoformat()))
        if self.to:
            pairs.append(("to", self.to.isoformat()))
        if self.event_from:
            pairs.append(("event_from", self.event_from.isoformat()))
        if self.event_to:
            pairs.append(("event_to", self.event_to.isoformat()))
        if self.role:
            pairs.append(("role", self.role))
        if self.sort != default_sort(self.text):
            pairs.append(("sort", self.sort))
        if self.page != 1:
            pairs.append(("page", str(self.page)))
        if self.size != DEFAULT_SIZE:
            pairs.append(("size", str(self.size)))
        if with_view and self.view != "list":
            pairs.append(("view", self.view))
        return pairs

    def with_(self, **changes: Any) -> SearchRequest:
        """A copy with these attributes; on page 1 unless `page` is among them.

        An order that was only the default becomes the default for the new text.
        """
        changes.setdefault("page", 1)
        if "text" in changes and "sort" not in changes and self.sort == default_sort(self.text):
            changes["sort"] = "relevance"
        return replace(self, **changes)

    def selected(self, facet: str) -> tuple[str, ...]:
        """The chosen values of this facet, as they stand in the address."""
        return tuple(map(str, getattr(self, FACET_BY_NAME[facet].attribute)))

    def toggle(self, facet: str, value: str) -> SearchRequest:
        """A copy with this value added to the facet, or removed where it was chosen."""
        if value in self.selected(facet):
            return self.without(facet, value)
        return self._with_values(FACET_BY_NAME[facet], (*self.selected(facet), value))

    def without(self, facet: str, value: str | None = None) -> SearchRequest:
        """A copy without this value of the facet, or without all of them; `from`, `to` and `day` (both) can be dropped
        in the same way, and so can `event_from`, `event_to` and `event`."""
        if facet == "day":
            return self.with_(from_=None, to=None)
        if facet == "from":
            return self.with_(from_=None)
        if facet == "to":
            return self.with_(to=None)
        if facet == "event":
            return self.with_(event_from=None, event_to=None)
        if facet in ("event_from", "event_to"):
            return self.with_(**{facet: None})
        kept = () if value is None else tuple(chosen for chosen in self.selected(facet) if chosen != value)
        return self._with_values(FACET_BY_NAME[facet], kept)

    def _with_values(self, facet: Facet, values: tuple[str, ...]) -> SearchRequest:
        return self.with_(**{facet.attribute: read_values(facet, values)})

    @property
    def named(self) -> str:
        """What is searched, in words: the text and the chosen values; empty for all records."""
        return "、".join((*((self.text,) if self.text else ()), *(chip.value for chip in self.chips())))

    def chips(self) -> tuple[Chip, ...]:
        """The chosen filters in the order of the address."""
        chips = [
            Chip(facet.name, facet.label, facet.value_label(value), self.without(facet.name, value))
            for facet in FACETS
            for value in self.selected(facet.name)
            if facet.name != "kind" or self.view != "photos"
        ]
        if self.day:
            chips.append(Chip(DAY.name, DAY.label, DAY.value_label(self.day.isoformat()), self.without("day")))
        else:
            chips.extend(self._end_chips(("from", "起始日期", self.from_), ("to", "结束日期", self.to)))
        if self.event_from and self.event_from == self.event_to:
            day = DAY.value_label(self.event_from.isoformat())
            chips.append(Chip("event", EVENT_LABEL, day, self.without("event")))
        else:
            ends = ("event_from", f"{EVENT_LABEL}起", self.event_from), ("event_to", f"{EVENT_LABEL}止", self.event_to)
            chips.extend(self._end_chips(*ends))
        return tuple(chips)

    def _end_chips(self, *ends: tuple[str, str, date | None]) -> list[Chip]:
        return [Chip(name, label, day.isoformat(), self.without(name)) for name, label, day in ends if day]

    @property
    def day(self) -> date | None:
        """The only day that is asked for, where `from` and `to` are one."""
        return self.from_ if self.from_ == self.to else None

    @property
    def shown_role(self) -> RoleName:
        """The role whose credits are listed."""
        return self.role or self.usual_role

    @property
    def usual_role(self) -> RoleName:
        """The role whose credits are listed where none is asked for: that of a chosen name, else reporters (of photos, photographers)."""
        usual: RoleName = "photographer" if self.view == "photos" else ROLES[0]
        return next((role for role in ROLES if self.selected(role)), usual)

    @property
    def only_filters(self) -> SearchRequest:
        """The filters and the shown role alone: equal for all texts, orders and pages."""
        return replace(
            self, text="", sort="date", page=1, size=DEFAULT_SIZE, view=self.view if self.view == "photos" else "list"
        )

    @property
    def is_empty(self) -> bool:
        """True when neither text nor a filter is given: everything is browsed."""
        return not self.text and not self.chips()


def default_sort(text: str) -> Sort:
    """The order when none is chosen: best first for a text, newest first for browsing."""
    return "relevance" if text else "date"


def _in_order(name_first: str, name_last: str, first: date | None, last: date | None) -> None:
    if first and last and first > last:
        raise QueryError(
            f"起始日期 {first.isoformat()} 晚于结束日期 {last.isoformat()}，请对调或改正。",
            f"{name_first} ({first.isoformat()}) is after {name_last} ({last.isoformat()})",
            name_first,
        )


def _joined(pairs: Iterable[tuple[str, str]]) -> str:
    return "&".join([f"{name}={_encoded(value)}" for name, value in pairs])


@lru_cache(maxsize=8192)
def _encoded(value: str) -> str:
    """One text, and the same names, stand in the addresses of a page again and again."""
    return quote(value, safe="")


def _read_sort(value: str) -> Sort:
    if value in get_args(Sort):
        return cast(Sort, value)
    raise refused("sort", value, f"可用的值：{'、'.join(get_args(Sort))}", f"one of {', '.join(get_args(Sort))}")


def _read_view(value: str) -> View:
    if value in get_args(View):
        return cast(View, value)
    raise refused("view", value, f"可用的值：{'、'.join(get_args(View))}", f"one of {', '.join(get_args(View))}")
