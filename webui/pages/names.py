"""Reporters or offices from A to Z by pinyin, each with its records over the years as a spark line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webui.pages.frame import Link
from webui.search.facet_list import facet_list, letter_of
from webui.search.facet_request import LETTERS, FacetRequest
from webui.search.facets import Facet
from webui.search.request import SearchRequest
from webui.search.results import NameYears
from webui.words import WORDS

MOST_AT_ONCE = 400
"""Names on one page; more are shown letter by letter."""
SPARK_STEP, SPARK_HEIGHT = 4, 16
"""Of a year, in units of the picture."""


@dataclass(frozen=True, slots=True)
class Spark:
    """The records of a name over the years: a bar for each, as high as its share of the highest."""

    view_box: str
    """The picture, as SVG writes it."""
    path: str
    """The bars."""
    label: str
    """The same in words."""


@dataclass(frozen=True, slots=True)
class NameItem:
    """A name."""

    link: Link
    """Its records, with their number."""
    spark: Spark | None
    """Its years; None where the archive has a single one."""


@dataclass(frozen=True, slots=True)
class NameGroup:
    """The names under one letter."""

    letter: str
    """The letter; # for names that begin with none."""
    names: tuple[NameItem, ...]
    """By pinyin."""


@dataclass(frozen=True, slots=True)
class NamesPage:
    """A list of names."""

    address: str
    """The page's own address, for the frame."""
    title: str
    """Whose names."""
    count_text: str
    """How many."""
    facet: str
    """The facet whose list can be searched."""
    find_label: str
    """What the box of this page finds."""
    letters: tuple[Link, ...]
    """The letters to choose from, with their names."""
    groups: tuple[NameGroup, ...]
    """The names that are shown."""


def names_page(title: str, facet: Facet, names: Sequence[NameYears], letter: str) -> NamesPage:
    """All names, or those of a letter; where they are too many for a page, those of the first letter."""
    by_name = {one.name: one for one in names}
    counts = {one.name: one.count for one in names}
    wanted = FacetRequest(facet, letter=letter if letter in LETTERS else "", order="pinyin", size=max(1, len(names)))
    found = facet_list(counts, wanted)
    is_long = len(names) > MOST_AT_ONCE
    if is_long and not wanted.letter:
        wanted = wanted.with_(letter=found.letters[0][0])
        found = facet_list(counts, wanted)
    path = f"/{facet.attribute}/"
    span = _span(names)
    groups: dict[str, list[NameItem]] = {}
    for value in found.values:
        item = _item(by_name[value.value], facet, span)
        groups.setdefault(letter_of(facet, value.value), []).append(item)
    links = [
        Link(mark, f"{path}?letter={'%23' if mark == '#' else mark}", count, mark == wanted.letter)
        for mark, count in found.letters
    ]
    everything = [] if is_long else [Link(WORDS["any"], path, current=not wanted.letter)]
    return NamesPage(
        address=next((link.url for link in links if link.current and letter), path),
        title=title,
        count_text=WORDS["values_all"].format(total=f"{len(names):,}"),
        facet=facet.name,
        find_label=WORDS["find_in"].format(label=facet.label),
        letters=(*everything, *links) if len(links) > 1 else (),
        groups=tuple(NameGroup(mark, tuple(items)) for mark, items in groups.items()),
    )


def _item(one: NameYears, facet: Facet, span: range) -> NameItem:
    link = Link(one.name, SearchRequest().toggle(facet.name, one.name).url(), one.count)
    return NameItem(link, _spark(dict(one.years), span) if len(span) > 1 else None)


def _span(names: Sequence[NameYears]) -> range:
    """All years between the first and the last of any name, so that the lines can be compared."""
    years = [year for one in names for year, _ in one.years]
    return range(min(years), max(years) + 1) if years else range(0)


def _spark(years: dict[int, int], span: range) -> Spark:
    most = max(years.values())
    bars = [
        f"M{SPARK_STEP * place} {SPARK_HEIGHT}v-{max(1, round(SPARK_HEIGHT * years[year] / most))}h3V{SPARK_HEIGHT}z"
        for place, year in enumerate(span)
        if year in years
    ]
    label = "、".join(WORDS["spark_year"].format(year=year, count=count) for year, count in years.items())
    return Spark(f"0 0 {SPARK_STEP * len(span)} {SPARK_HEIGHT}", "".join(bars), WORDS["spark"].format(years=label))
