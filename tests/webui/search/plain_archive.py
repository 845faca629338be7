"""An archive in Python, as `ways_on` asks it: every search is a look through all records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from mappings.folding import searchable
from mappings.record import SEARCHED_FIELDS
from webui.search.facets import FACETS
from webui.search.language import parse
from webui.search.names import KnownNames
from webui.search.query.clauses import TITLE_FIELDS, page_number
from webui.search.request import SearchRequest
from webui.search.tree import And, ExactRun, Field, Near, Node, Not, Or, Run, Word
from webui.search.ways_on import Month

Document = dict[str, Any]
NAMES = {"reporter": "reporters", "department": "departments", "person": "people"}


class PlainArchive:
    """What `Ask` wants, and the names that the records have."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self.asked: list[SearchRequest] = []

    def total(self, request: SearchRequest) -> int:
        return len(self._found(request))

    def counts(self, requests: Sequence[SearchRequest]) -> list[int | None]:
        self.asked += requests
        return [self.total(request) for request in requests]

    def months(self, requests: Sequence[SearchRequest]) -> list[list[Month]]:
        days = [{date.fromisoformat(document["issue_date"]) for document in self._found(request)} for request in requests]
        return [sorted({(day.year, day.month) for day in found}) for found in days]

    def newest(self, papers: tuple[str, ...]) -> date | None:
        days = [document["issue_date"] for document in self.documents if not papers or document["paper"] in papers]
        return date.fromisoformat(max(days)) if days else None

    def names(self) -> KnownNames:
        counts: dict[Any, dict[str, int]] = {}
        for kind, field in NAMES.items():
            for document in self.documents:
                for name in document.get(field, ()):
                    found = counts.setdefault(kind, {})
                    found[name] = found.get(name, 0) + 1
        return KnownNames(counts)

    def _found(self, request: SearchRequest) -> list[Document]:
        node = parse(request.text).node
        return [
            document for document in self.documents if _passes(request, document) and _holds(node, document, SEARCHED_FIELDS)
        ]


def _passes(request: SearchRequest, document: Document) -> bool:
    day = document["issue_date"]
    if (request.from_ and day < request.from_.isoformat()) or (request.to and day > request.to.isoformat()):
        return False
    if request.event_from or request.event_to:
        first, last = (end.isoformat() if end else None for end in (request.event_from, request.event_to))
        told = document.get("event_dates", ())
        if not any((not first or event["lte"] >= first) and (not last or event["gte"] <= last) for event in told):
            return False
    for facet in FACETS:
        chosen = set(request.selected(facet.name))
        value = document.get(facet.field, ())
        own = {value[: 4 if facet.kind == "year" else 7]} if facet.kind in ("year", "month") else _values(value)
        if chosen and chosen.isdisjoint(own):
            return False
    return True


def _values(value: Any) -> set[str]:
    return set(value) if isinstance(value, list | tuple) else {str(value)}


def _holds(node: Node, document: Document, fields: Sequence[str]) -> bool:
    texts = [document[field] for field in fields if document.get(field)]
    match node:
        case And(nodes):
            return all(_holds(part, document, fields) for part in nodes)
        case Or(nodes):
            return any(_holds(part, document, fields) for part in nodes)
        case Not(inner):
            return not _holds(inner, document, fields)
        case Field("title", inner):
            return _holds(inner, document, TITLE_FIELDS)
        case Field("page", inner):
            return any(page_number(part.text) == document["page"] for part in _leaves(inner))
        case Field(name, inner):
            names = document.get(NAMES[name], ())
            return any(searchable(part.text).text in searchable(own).text for part in _leaves(inner) for own in names)
        case ExactRun(text):
            return any(text in own for own in texts)
        case Word(text) | Run(text):
            return any(searchable(text).text in searchable(own).text for own in texts)
        case Near(runs, distance):
            return any(_near(searchable(own).text, runs, distance) for own in texts)
    raise AssertionError(node)


def _leaves(node: Node) -> list[Any]:
    parts = node.nodes if isinstance(node, Or) else (node,)
    return [Word(" ".join(part.runs)) if isinstance(part, Near) else part for part in parts]


def _near(text: str, runs: Sequence[str], distance: int) -> bool:
    wanted = [searchable(run).text for run in runs]
    length = sum(map(len, wanted)) + distance
    return any(all(run in text[start : start + length] for run in wanted) for start in range(len(text)))
