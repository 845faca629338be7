"""What OpenAPI says of the parameters and answers of `/api/v1`.

The parameters are read by SearchRequest alone (one reader for page, API and command line), so they are described here by hand; a
test holds the two lists to each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from webui.answers import examples
from webui.answers.searches import ErrorAnswer
from webui.search import facet_request
from webui.search.facets import FACET_BY_NAME, LEVELS, OTHER_LEVEL, ROLES
from webui.search.request import DEFAULT_SIZE, LARGEST_SIZE, PARAMETERS, Sort

_DESCRIBED = {
    "q": "Query text; see the query language.",
    "reporter": "Credited reporter, whole name; repeatable, any of them.",
    "department": "Office named in the record, level and canonical name; repeatable.",
    "kind": "article, caption or notice; repeatable.",
    "photographer": "Credited photographer, whole name; repeatable.",
    "correspondent": "Credited correspondent, whole name; repeatable.",
    "intern": "Credited intern, whole name; repeatable.",
    "contributor": "Credited in any role, whole name; repeatable.",
    "person": "Person named with a title, whole name; repeatable.",
    "page_no": "Page number; repeatable.",
    "paper": "Short name of the paper; repeatable.",
    "year": "YYYY; repeatable.",
    "month": "YYYY-MM; repeatable.",
    "on": "MM-DD: this day in any year; repeatable.",
    "from": "First issue date, included: YYYY-MM-DD, YYYY-MM or YYYY.",
    "to": "Last issue date, included.",
    "event_from": "Records whose text names a day (昨日, 11月4日, resolved against the issue date) that is this one or later.",
    "event_to": "The same, a day that is this one or earlier; with event_from, a day or stretch of days that meets these.",
    "role": "Facet of credits that is counted beside reporter: correspondent, intern, photographer or contributor.",
    "sort": "relevance, recent (relevance, the newer of equals first), date or date_asc.",
    "page": "Page of results, from 1 to the last.",
    "size": "Results a page, at most 100.",
}
_EXAMPLES: dict[str, Any] = {
    "q": "环湖步道",
    "reporter": ["乔知远"],
    "department": ["区财政局"],
    "kind": ["article"],
    "year": ["2024"],
    "month": ["2024-11"],
    "on": ["11-05"],
    "from": "2024-01-01",
    "to": "2024-12",
    "event_from": "2024-11-01",
    "event_to": "2024-11-30",
    "sort": "date",
}


def _many(**items: Any) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", **items}}


_DAY = {"type": "string", "pattern": "^([12][0-9]{3}(-[0-9]{2}(-[0-9]{2})?)?)?$"}
_SCHEMAS: dict[str, dict[str, Any]] = {
    "q": {"type": "string"},
    "kind": _many(enum=list(FACET_BY_NAME["kind"].value_labels)),
    "page_no": {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 999}},
    "year": _many(pattern="^[12][0-9]{3}$"),
    "month": _many(pattern="^[12][0-9]{3}-(0[1-9]|1[0-2])$"),
    "on": _many(pattern="^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"),
    "from": _DAY,
    "to": _DAY,
    "event_from": _DAY,
    "event_to": _DAY,
    "role": {"type": "string", "enum": list(ROLES)},
    "sort": {"type": "string", "enum": list(get_args(Sort))},
    "page": {"type": "integer", "minimum": 1, "maximum": 999_999_999, "default": 1},
    "size": {"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE, "default": DEFAULT_SIZE},
}
_LIST_DESCRIBED = {
    "find": "Only values with this in them: a part of the name, its pinyin or initials.",
    "letter": "Only names whose pinyin begins with this letter; # for all others.",
    "level": "Of department: only offices of this level.",
    "order": "count (most records first) or pinyin (A to Z; dates and numbers in their own order).",
    "page": "Page of the list, from 1.",
    "size": f"Values a page, at most {facet_request.LARGEST_SIZE}.",
}
_LIST_SCHEMAS: dict[str, dict[str, Any]] = {
    "find": {"type": "string"},
    "letter": {"type": "string", "enum": list(facet_request.LETTERS)},
    "level": {"type": "string", "enum": [*LEVELS, OTHER_LEVEL]},
    "order": {"type": "string", "enum": list(get_args(facet_request.Order)), "default": "count"},
    "page": _SCHEMAS["page"],
    "size": {"type": "integer", "minimum": 1, "maximum": facet_request.LARGEST_SIZE, "default": facet_request.DEFAULT_SIZE},
}

CALENDAR = ("paper", "year", "from", "to")
"""The parameters of the calendar."""


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    example = {"example": _EXAMPLES[name]} if name in _EXAMPLES else {}
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema, **example}


def _of_search(names: Iterable[str]) -> list[dict[str, Any]]:
    return [_parameter(name, _DESCRIBED[name], _SCHEMAS.get(name, _many())) for name in names]


SEARCH_PARAMETERS = _of_search(PARAMETERS)
CALENDAR_PARAMETERS = _of_search(CALENDAR)
FACET_PARAMETERS = [
    _parameter(name, _LIST_DESCRIBED.get(name) or _DESCRIBED[name], _LIST_SCHEMAS.get(name) or _SCHEMAS.get(name, _many()))
    for name in facet_request.FACET_PARAMETERS
]
SUGGEST_PARAMETERS = [_parameter("q", "What was typed so far: Hanzi, pinyin or initials.", {"type": "string"})]

_ERRORS = {
    400: "A parameter cannot be used: `error.field` names it.",
    404: "There is nothing at this address.",
    410: "What was at this address was taken back.",
    503: "The search engine does not answer; `Retry-After` says when to try again.",
}


def answers(model: Any, example: dict[str, Any], *errors: int) -> dict[int | str, dict[str, Any]]:
    """The answers of an address: what it is for, and these errors; any other refusal has the form of an error, too."""
    found: dict[int | str, dict[str, Any]] = {200: {"model": model, "content": {"application/json": {"example": example}}}}
    for status in errors:
        found[status] = {
            "description": _ERRORS[status],
            "model": ErrorAnswer,
            "content": {"application/json": {"example": {"error": examples.ERRORS[status]}}},
        }
    found["4XX"] = {"description": "The request cannot be answered as it is.", "model": ErrorAnswer}
    return found
