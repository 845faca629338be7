"""Facet counts against a Python count: 500 random combinations of a query and filters over all records, and lists of all values."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from evaluation.scores import Score, Tally
from evaluation.search.library import Document, Library, timed
from evaluation.search.scan import Scan, present_runs, quoted
from indexer.office_forms import OfficeForms
from webui.search.counted import counted_facets, month_days
from webui.search.facet_request import FacetRequest
from webui.search.facets import DAY, FACET_BY_NAME, LISTED_FACETS, ROLES
from webui.search.histogram import histogram
from webui.search.names import KnownNames
from webui.search.request import SearchRequest

COMBINATIONS = 500
_FIRST, _LAST = date(2022, 10, 1), date(2026, 8, 31)

VALUES: dict[str, Callable[[Document], list[str]]] = {
    "reporter": lambda document: document.get("reporters", []),
    "department": lambda document: document.get("departments", []),
    "kind": lambda document: [document["kind"]],
    "photographer": lambda document: document.get("photographers", []),
    "correspondent": lambda document: document.get("correspondents", []),
    "intern": lambda document: document.get("interns", []),
    "contributor": lambda document: document.get("contributors", []),
    "person": lambda document: document.get("people", []),
    "year": lambda document: [document["issue_date"][:4]],
    "month": lambda document: [document["issue_date"][:7]],
    "page_no": lambda document: [str(document["page"])],
    "paper": lambda document: [document["paper"]],
    "on": lambda document: [document["issue_date"][5:]],
    "day": lambda document: [document["issue_date"]],
}
"""By facet, the values of a record as they stand in an address."""
assert {*FACET_BY_NAME, DAY.name} <= set(VALUES), "a facet that nobody counts here"
_ANY_YEAR = {"on", "year", "month", "day"}
"""What is left out where this day in any year is counted."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, and the ids that its text alone finds."""

    request: SearchRequest
    found: frozenset[str]


@dataclass(frozen=True, slots=True)
class Counted:
    id: str
    day: str
    values: dict[str, list[str]]


def score_facets(library: Library, scan: Scan, combinations: int = COMBINATIONS) -> list[Score]:
    """The share of combinations whose total and whose every facet, value by value, equal the count in Python.

    Each facet is counted under all conditions but its own; a chosen value is listed even with 0. Every combination has a query of one
    of six forms (none, a quoted run, a short word, two words, an exclusion, a part of a reporter's name) and up to four conditions.
    Of each, one facet is also listed as a whole, and its values must be all that there are; and the bars over time must add up to
    the total, wherever no neighbour of a single day is shown with it.
    """
    right, lists, bars = Tally(), Tally(), Tally()
    with timed(f"{combinations} combinations of query and filters"):
        credits = Scan([{"id": d["id"], "body": "\n".join(d.get("reporters", []))} for d in library.documents])
        records = counted_records(library.documents)
        chance = random.Random(501)
        for asked in _asked(library, scan, credits, combinations):
            results = library.archive.search(asked.request)
            total, counts = count(records, asked)
            found = {name: {value.value: value.count for value in results.facets[name]} for name in counts}
            # Beyond a thousand values those that are listed must be right, and how many others there are.
            wrong = [name for name in counts if not _same(found[name], counts[name], results.facet_rest.get(name, 0))]
            right.add(results.total == total and not wrong, f"{asked.request.url()}: {results.total}, counted {total}; {wrong}")
            facet = chance.choice(LISTED_FACETS)
            _, whole = count(records, asked, (facet.name,))
            request = FacetRequest(facet, asked.request, size=1000)
            listed = _all_values(library, request)
            lists.add(listed == whole[facet.name], f"{request.url()}: {len(listed)} values, counted {len(whole[facet.name])}")
            shown = histogram(results)
            if shown and not asked.request.day:
                drawn = sum(bar.count for bar in shown.bars)
                bars.add(drawn == total and len(shown.bars) <= 62, f"{asked.request.url()}: bars {drawn}, total {total}")
    return [
        right.score("facet counts equal a count"),
        lists.score("lists of all values of a facet equal a count"),
        bars.score("bars over time add up to the total"),
    ]


def _same(found: dict[str, int], counted: dict[str, int], rest: int) -> bool:
    return all(counted.get(value) == n for value, n in found.items()) and sum(counted.values()) == sum(found.values()) + rest


def _all_values(library: Library, request: FacetRequest) -> dict[str, int]:
    values: dict[str, int] = {}
    while True:
        found = library.archive.facet(request)
        values |= {value.value: value.count for value in found.values}
        if request.page >= found.last_page:
            return values
        request = request.with_(page=request.page + 1)


def counted_records(documents: Iterable[Document]) -> list[Counted]:
    """The records as `count` reads them."""
    return [Counted(d["id"], d["issue_date"], {name: read(d) for name, read in VALUES.items()}) for d in documents]


def count(
    records: Sequence[Counted], asked: Asked, names: Sequence[str] | None = None
) -> tuple[int, dict[str, dict[str, int]]]:
    """The total and, by facet (`names`, else those that the search counts), the records of each value under all conditions but its
    own; of this day in any year without other dates as well, of days only those of the month of a single day."""
    request = asked.request
    if names is None:
        names = [facet.name for facet in counted_facets(request)]
    chosen = {name: set(request.selected(name)) for name in FACET_BY_NAME if request.selected(name)}
    first, last = (day.isoformat() if day else "" for day in (request.from_, request.to))
    if request.day:
        chosen["day"] = {request.day.isoformat()}
        first = last = ""
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    total = 0
    for record in records:
        if record.id not in asked.found or record.day < first or (last and record.day > last):
            continue
        failed = [name for name, values in chosen.items() if values.isdisjoint(record.values[name])]
        total += not failed
        for name in names:
            if set(failed) <= (_ANY_YEAR if name == "on" else {name}):
                counts[name].update(_counted_values(name, record, request))
    for name in names:
        for value in chosen.get(name, ()):
            counts[name].setdefault(value, 0)
    return total, {name: dict(found) for name, found in counts.items()}


def _counted_values(name: str, record: Counted, request: SearchRequest) -> list[str]:
    values = record.values[name]
    if name == "on":
        return [value for value in values if value in month_days(request)]
    if name == "day" and request.day:
        return [value for value in values if value[:7] == request.day.isoformat()[:7]]
    return values


def _asked(library: Library, scan: Scan, credits: Scan, combinations: int) -> Iterator[Asked]:
    chance = random.Random(500)
    everything = frozenset(document["id"] for document in library.documents)
    runs = [run for _, run in present_runs(library.documents, 20 * combinations, seed=9)]
    # An office is found by its other names as well, which a scan for the run does not know.
    offices = KnownNames(forms=OfficeForms(library.settings.home)())
    short = [run for run in runs if len(run) <= 3 and run.isalpha() and not run.isascii() and not offices.also_called(run)]
    for number in range(combinations):
        run, word, other = chance.choice(runs), chance.choice(short), chance.choice(short)
        if number % 6 == 0:
            text, found = "", everything
        elif number % 6 == 1:
            text, found = quoted(run), frozenset(scan.holding(run))
        elif number % 6 == 2:
            text, found = word, frozenset(scan.holding(word))
        elif number % 6 == 3:
            text, found = f"{word} {other}", frozenset(scan.holding(word) & scan.holding(other))
        elif number % 6 == 4:
            text, found = f"-{quoted(run)}", everything - scan.holding(run)
        else:
            part = chance.choice("乔沈施桑林纪闻青砚屿远秋雪舒木")
            text, found = f"记者:{part}", frozenset(credits.holding(part))
        yield Asked(SearchRequest(text=text, **_conditions(library, chance)), found)


def _conditions(library: Library, chance: random.Random) -> dict[str, Any]:
    """Up to four conditions, values mostly of one record, so that most combinations find something."""
    like = chance.choice(library.documents)
    changes: dict[str, Any] = {}
    for name in chance.sample(sorted(FACET_BY_NAME), chance.randint(0, 4)):
        values = list(VALUES[name](like))
        if chance.random() < 0.4:
            values += VALUES[name](chance.choice(library.documents))
        attribute = FACET_BY_NAME[name].attribute
        numbers = FACET_BY_NAME[name].kind in ("number", "year")
        changes[attribute] = tuple(int(value) if numbers else value for value in dict.fromkeys(values))
    if chance.random() < 0.3:
        first = _FIRST + timedelta(days=chance.randrange((_LAST - _FIRST).days))
        changes["from_"] = first
        changes["to"] = first + timedelta(days=chance.choice((0, 5, 40, 500))) if chance.random() < 0.7 else None
    if chance.random() < 0.2:
        changes["from_"] = changes["to"] = date.fromisoformat(like["issue_date"])
    if chance.random() < 0.3:
        changes["role"] = chance.choice(ROLES)
    return changes
