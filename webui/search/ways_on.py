"""From a search that finds nothing to searches that find something, each with its true count. Asks only through `Ask`.

In steps, each only as far as needed: single changes; for a date the nearest dates that have hits, for several words the one at fault;
two changes together; at last what there is at all. A dead search of an archive that holds any record always gets a way on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from webui.search.changes import conditions, label
from webui.search.instead import Instead
from webui.search.language import parse
from webui.search.names import KnownNames
from webui.search.request import SearchRequest
from webui.search.results import Suggestion
from webui.search.spans import month_of, whole_spans, year_span
from webui.search.suggestions import (
    MOST_SHOWN,
    Candidate,
    alone,
    any_of,
    candidates,
    lifted,
    living,
    nowhere,
)
from webui.search.tree import Node

MOST_PAIRS = 60
"""Two changes together: all are counted in one request."""
MOST_DATED = 4
"""Searches without dates for which the nearest dates are looked up."""

Month = tuple[int, int]


class Ask(Protocol):
    """What must be asked of the archive; every search goes through the door that answers readers."""

    def counts(self, requests: Sequence[SearchRequest]) -> Sequence[int | None]:
        """How many records each finds; None for what could not be counted."""

    def months(self, requests: Sequence[SearchRequest]) -> Sequence[Sequence[Month]]:
        """The months with records of each, the earliest first."""

    def newest(self, papers: tuple[str, ...]) -> date | None:
        """The day of the newest issue (of one of these papers, where any are named); None where there is none."""


def ways_on(
    request: SearchRequest,
    node: Node,
    words: Mapping[str, Sequence[str]],
    names: KnownNames,
    ask: Ask,
    *,
    shows_nothing: bool = True,
) -> tuple[Suggestion, ...]:
    """At most MOST_SHOWN searches that find something, the smallest change first.

    Without `shows_nothing` the page has widened results to show, and what there is at all is no way on.
    """
    instead = Instead(names)
    single = candidates(request, node, words, instead)
    found = _single_changes(request, node, single, ask)
    blunt = [way for way in found if not conditions(way.request) and len(conditions(request)) > 1]
    if len(blunt) == len(found):
        # Two of three conditions given up is less than all of them.
        found = _each_once([*_counted(_pairs(request, single, words, instead), ask), *blunt])
    found = _with_nearest_dates(request, found or _without_conditions(request, node, words, instead, ask), ask)
    if not found and shows_nothing:
        found = _what_there_is(request, ask)
    return tuple(_worth_their_price(found)[:MOST_SHOWN])


def _worth_their_price(ways: Sequence[Suggestion]) -> list[Suggestion]:
    """Without the ways that give up more conditions than one before them for the same text, and find no more."""
    kept: list[Suggestion] = []
    for way in ways:
        if not any(way.count <= other.count and _gives_up_more(way.request, other.request) for other in kept):
            kept.append(way)
    return kept


def _gives_up_more(request: SearchRequest, other: SearchRequest) -> bool:
    """True for the same text under some of the same conditions."""
    kept, wanted = conditions(request), conditions(other)
    same = (request.from_, request.to) == (other.from_, other.to) if "days" in kept else True
    same &= (request.event_from, request.event_to) == (other.event_from, other.event_to) if "events" in kept else True
    chosen = all(request.selected(name) == other.selected(name) for name in kept if name not in ("days", "events"))
    return request.text == other.text and set(kept) < set(wanted) and same and chosen


def proven(possible: Sequence[Candidate], counts: Sequence[int | None]) -> list[Suggestion]:
    """The candidates that find something; of those of one group the first."""
    kept: dict[object, Suggestion] = {}
    for candidate, count in zip(possible, counts, strict=True):
        if count:
            kept.setdefault(
                candidate.group or candidate.request, Suggestion(candidate.text, count, candidate.why, candidate.request)
            )
    return list(kept.values())


def _single_changes(request: SearchRequest, node: Node, single: Sequence[Candidate], ask: Ask) -> list[Suggestion]:
    by_itself = alone(request, node)
    one_is_enough = any_of(request, node, ())
    every = (*by_itself.values(), *single, *([one_is_enough] if one_is_enough else ()))
    possible = list({candidate.request: candidate for candidate in every}.values())
    count_of = (
        dict(zip((c.request for c in possible), ask.counts([c.request for c in possible]), strict=True)) if possible else {}
    )
    dead = [part for part, candidate in by_itself.items() if count_of[candidate.request] == 0]
    told = [replace(c, why=nowhere([c.dropped])) if c.dropped in dead and c.dropped else c for c in single]
    joined = [living(request, node, dead) if len(dead) > 1 else None, any_of(request, node, dead)]
    more = [candidate for candidate in joined if candidate]
    asked = [candidate.request for candidate in more if candidate.request not in count_of]
    count_of |= dict(zip(asked, ask.counts(asked) if asked else (), strict=True))
    after = max((at for at, candidate in enumerate(told, 1) if candidate.dropped), default=len(told))
    told[after:after] = more
    found = proven(told, [count_of[c.request] for c in told])
    known = {suggestion.request for suggestion in found}
    return found + [
        way
        for way in proven([*by_itself.values()], [count_of[c.request] for c in by_itself.values()])
        if way.request not in known
    ]


def _counted(possible: Sequence[Candidate], ask: Ask) -> list[Suggestion]:
    return proven(possible, ask.counts([candidate.request for candidate in possible])) if possible else []


def _pairs(
    request: SearchRequest, single: Sequence[Candidate], words: Mapping[str, Sequence[str]], instead: Instead
) -> list[Candidate]:
    """Two changes, one after the other, the smaller ones first."""
    known = {request.with_(), *(candidate.request for candidate in single)}
    ranked: list[tuple[int, Candidate]] = []
    for at, first in enumerate(single):
        for after, second in enumerate(candidates(first.request, parse(first.request.text).node, words, instead)):
            if second.request not in known and not (second.request.is_empty and request.text):
                known.add(second.request)
                why = first.why if first.why == second.why else f"{first.why}；{second.why}"
                both = Candidate(label(request, second.request), why, second.request, first.group or second.group)
                ranked.append((at + after, both))
    ranked.sort(key=lambda pair: pair[0])
    return [candidate for _, candidate in ranked[:MOST_PAIRS]]


def _without_conditions(
    request: SearchRequest, node: Node, words: Mapping[str, Sequence[str]], instead: Instead, ask: Ask
) -> list[Suggestion]:
    """The single changes of the text with all conditions given up: where several words and several conditions are at fault."""
    bare = SearchRequest(text=request.text, sort=request.sort, size=request.size)
    if bare == request.with_():
        return []
    found = _single_changes(bare, node, candidates(bare, node, words, instead), ask)
    return [replace(way, text=label(request, way.request), why=f"{way.why}；这些条件下没有结果") for way in found]


def _each_once(ways: Sequence[Suggestion]) -> list[Suggestion]:
    kept: dict[SearchRequest, Suggestion] = {}
    for way in ways:
        kept.setdefault(way.request, way)
    return list(kept.values())


def _with_nearest_dates(request: SearchRequest, found: list[Suggestion], ask: Ask) -> list[Suggestion]:
    """Before each way on that gives up the dates, the same with the nearest dates that have hits."""
    if lifted(request) == request.with_():
        return found
    dated = [way for way in found if way.request == lifted(way.request)][:MOST_DATED]
    nearer: dict[SearchRequest, Candidate] = {}
    for way, months in zip(dated, ask.months([way.request for way in dated]) if dated else (), strict=True):
        first, last = nearest_dates(request, months)
        wanted = way.request.with_(from_=first, to=last)
        # Within the chosen dates there are hits already: then it is another condition that was at fault.
        if (first or last) and (first, last) != chosen_span(request):
            nearer[way.request] = Candidate(label(request, wanted), way.why, wanted)
    counts = dict(zip(nearer, ask.counts([c.request for c in nearer.values()]) if nearer else (), strict=True))
    ways: list[Suggestion] = []
    for way in found:
        count = counts.get(way.request)
        if count:
            near = nearer[way.request]
            ways.append(Suggestion(near.text, count, near.why, near.request))
        if not count or count < way.count:  # where all hits are near, 不限日期 finds no more
            ways.append(way)
    return ways


def nearest_dates(request: SearchRequest, months: Sequence[Month]) -> tuple[date | None, date | None]:
    """The chosen days widened to whole months, else to whole years, else as far as the nearest year in which there is something.

    (None, None) where no date was chosen or nothing is anywhere.
    """
    first, last = chosen_span(request)
    if not months or (first is None and last is None):
        return None, None
    begin = (first.year, first.month) if first else months[0]
    end = (last.year, last.month) if last else months[-1]
    if any(begin <= month <= end for month in months):
        return (month_of(*begin).first if first else None), (month_of(*end).last if last else None)
    years = sorted({year for year, _ in months})
    low, high = begin[0], max(begin[0], end[0])
    if not any(low <= year <= high for year in years):
        before = max((year for year in years if year < low), default=None)
        after = min((year for year in years if year > high), default=None)
        if after is None or (before is not None and low - before <= after - high):
            low = before if before is not None else low
        if before is None or (after is not None and after - high <= begin[0] - before):
            high = after if after is not None else high
    return (year_span(low).first if first else None), (year_span(high).last if last else None)


def chosen_span(request: SearchRequest) -> tuple[date | None, date | None]:
    """The first and the last day that the conditions allow; None for an open end. Where they exclude each other, all of them together."""
    spans: list[tuple[date | None, date | None]] = [(request.from_, request.to)] if request.from_ or request.to else []
    spans += [(whole.first, whole.last) for whole in whole_spans(request)]
    firsts = [first for first, _ in spans if first]
    lasts = [last for _, last in spans if last]
    first, last = max(firsts, default=None), min(lasts, default=None)
    if first and last and first > last:
        return min(firsts), max(lasts)
    return first, last


def _what_there_is(request: SearchRequest, ask: Ask) -> list[Suggestion]:
    """What can be read at all: the records under the conditions, and the newest issue."""
    possible = []
    if request.text and request.chips():
        browsed = request.with_(text="")
        possible.append(Candidate("只按条件浏览", "这些条件下有条目，检索词没有找到", browsed))
    for papers in dict.fromkeys((request.papers, ())):
        day = ask.newest(papers)
        if day:
            issue = SearchRequest(papers=papers, from_=day, to=day, size=request.size)
            why = "没有找到，可以看看库里最近的一期"
            possible.append(Candidate(f"浏览最近一期（{day.year}年{day.month}月{day.day}日）", why, issue, "newest"))
    return _counted([candidate for candidate in possible if candidate.request != request.with_()], ask)
