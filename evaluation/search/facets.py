"""Facet counts against a Python count: 500 random combinations of a query and filters over all records."""

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
from webui.search.facets import COUNTED_FACETS, FACET_BY_NAME
from webui.search.names import KnownNames
from webui.search.request import SearchRequest

COMBINATIONS = 500
_FIRST, _LAST = date(2022, 10, 1), date(2026, 8, 31)

VALUES: dict[str, Callable[[Document], list[str]]] = {
    "reporter": lambda document: document.get("reporters", []),
    "department": lambda document: document.get("departments", []),
    "kind": lambda document: [document["kind"]],
    "year": lambda document: [document["issue_date"][:4]],
    "month": lambda document: [document["issue_date"][:7]],
    "page_no": lambda document: [str(document["page"])],
    "paper": lambda document: [document["paper"]],
}
"""By facet, the values of a record as they stand in an address."""
assert {facet.name for facet in COUNTED_FACETS} <= set(VALUES), "a counted facet that nobody counts here"


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
    """
    right = Tally()
    with timed(f"{combinations} combinations of query and filters"):
        credits = Scan([{"id": d["id"], "body": "\n".join(d.get("reporters", []))} for d in library.documents])
        records = counted_records(library.documents)
        for asked in _asked(library, scan, credits, combinations):
            results = library.archive.search(asked.request)
            total, counts = count(records, asked)
            found = {name: {value.value: value.count for value in results.facets[name]} for name in counts}
            wrong = [name for name in counts if found[name] != counts[name]]
            same = results.total == total and not wrong and not results.facet_rest
            right.add(same, f"{asked.request.url()}: total {results.total}, counted {total}; {wrong}")
    return [right.score("facet counts equal a count")]


def counted_records(documents: Iterable[Document]) -> list[Counted]:
    """The records as `count` reads them."""
    return [Counted(d["id"], d["issue_date"], {name: read(d) for name, read in VALUES.items()}) for d in documents]


def count(records: Sequence[Counted], asked: Asked) -> tuple[int, dict[str, dict[str, int]]]:
    """The total and, by counted facet, the records of each value under all conditions but its own."""
    request = asked.request
    names = [facet.name for facet in COUNTED_FACETS]
    chosen = {name: set(request.selected(name)) for name in VALUES if request.selected(name)}
    first, last = (day.isoformat() if day else "" for day in (request.from_, request.to))
    counts: dict[str, Counter[str]] = {name: Counter() for name in names}
    total = 0
    for record in records:
        if record.id not in asked.found or record.day < first or (last and record.day > last):
            continue
        failed = [name for name, values in chosen.items() if values.isdisjoint(record.values[name])]
        total += not failed
        for name in names:
            if not failed or failed == [name]:
                counts[name].update(record.values[name])
    for name in names:
        for value in chosen.get(name, ()):
            counts[name].setdefault(value, 0)
    return total, {name: dict(found) for name, found in counts.items()}


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
    for name in chance.sample(sorted(VALUES), chance.randint(0, 4)):
        values = list(VALUES[name](like))
        if chance.random() < 0.4:
            values += VALUES[name](chance.choice(library.documents))
        attribute = FACET_BY_NAME[name].attribute
        numbers = FACET_BY_NAME[name].kind in ("number", "year")
        changes[attribute] = tuple(int(value) if numbers else value for value in dict.fromkeys(values))
    if chance.random() < 0.3:
        first = _FIRST + timedelta(days=chance.randrange((_LAST - _FIRST).days))
        changes["from_"] = first
        changes["to"] = first + timedelta(days=chance.randrange(500)) if chance.random() < 0.7 else None
    return changes
