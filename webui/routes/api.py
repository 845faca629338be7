"""`/api/v1/…` and its description."""

from __future__ import annotations

from typing import Annotated, Any, get_args

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from indexer.errors import NotInArchive
from webui.dependencies import ApiRequestDep, ArchiveDep, render
from webui.pages.api import api_page
from webui.pages.corrections import present_id
from webui.record_payload import record_payload
from webui.routes.records import read_issue
from webui.search import facet_request
from webui.search.archive import Archive
from webui.search.facet_request import FacetRequest
from webui.search.facets import LEVELS, LISTED_FACETS, OTHER_LEVEL, ROLES
from webui.search.payload import facet_payload, search_payload
from webui.search.request import DEFAULT_SIZE, LARGEST_SIZE, PARAMETERS, Sort
from webui.search.suggest import read_text, suggest_payload

router = APIRouter()

# The parameters are read by SearchRequest alone (one reader for page, API and command line), so they are described here by hand.
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
    "role": "Facet of credits that is counted beside reporter: correspondent, intern, photographer or contributor.",
    "sort": "relevance, recent (relevance, the newer of equals first), date or date_asc.",
    "page": "Page of results, from 1.",
    "size": "Results a page, at most 100.",
}
_MANY = {"type": "array", "items": {"type": "string"}}
_SCHEMAS: dict[str, dict[str, Any]] = {
    "q": {"type": "string"},
    "from": {"type": "string"},
    "to": {"type": "string"},
    "role": {"type": "string", "enum": list(ROLES)},
    "sort": {"type": "string", "enum": list(get_args(Sort))},
    "page": {"type": "integer", "minimum": 1, "default": 1},
    "size": {"type": "integer", "minimum": 1, "maximum": LARGEST_SIZE, "default": DEFAULT_SIZE},
}
SEARCH_PARAMETERS = [
    {"name": name, "in": "query", "required": False, "description": _DESCRIBED[name], "schema": _SCHEMAS.get(name, _MANY)}
    for name in PARAMETERS
]


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
FACET_PARAMETERS = [
    {
        "name": name,
        "in": "query",
        "required": False,
        "description": _LIST_DESCRIBED.get(name) or _DESCRIBED[name],
        "schema": _LIST_SCHEMAS.get(name) or _SCHEMAS.get(name, _MANY),
    }
    for name in facet_request.FACET_PARAMETERS
]

FacetName = Annotated[str, Path(description="Name of the facet: " + ", ".join(facet.name for facet in LISTED_FACETS) + ".")]

RecordId = Annotated[str, Path(description="PAPER/YYYY-MM-DD/PAGE/a3 (a article, c caption, n notice).")]

ERROR_ANSWERS: dict[int | str, dict[str, Any]] = {
    400: {"description": "A parameter cannot be used: `error.field` names it."},
    404: {"description": "There is no such record or facet."},
    503: {"description": "The search engine does not answer; `Retry-After` says when to try again."},
}


@router.get(
    "/api/v1/search",
    openapi_extra={"parameters": SEARCH_PARAMETERS},
    responses={status: ERROR_ANSWERS[status] for status in (400, 503)},
)
def search(archive: ArchiveDep, wanted: ApiRequestDep) -> dict[str, Any]:
    """Searches the archive: the same answer as the page's."""
    return search_payload(archive.search(wanted))


def _facet_request(name: FacetName, request: Request) -> FacetRequest:
    return FacetRequest.from_params(name, request.query_params.multi_items(), strict=True)


@router.get(
    "/api/v1/facets/{name}",
    openapi_extra={"parameters": FACET_PARAMETERS},
    responses={status: ERROR_ANSWERS[status] for status in (400, 404, 503)},
)
def facet(archive: ArchiveDep, wanted: Annotated[FacetRequest, Depends(_facet_request)]) -> dict[str, Any]:
    """All values of one facet under a search, each with its true count under all filters but those of the facet itself."""
    return facet_payload(archive.facet(wanted))


def _typed_text(request: Request) -> str:
    return read_text(request.query_params.multi_items())


@router.get(
    "/api/v1/suggest",
    openapi_extra={
        "parameters": [
            {
                "name": "q",
                "in": "query",
                "required": False,
                "description": "What was typed so far: Hanzi, pinyin or initials.",
                "schema": {"type": "string"},
            }
        ]
    },
    responses={status: ERROR_ANSWERS[status] for status in (400, 503)},
)
def suggest(text: Annotated[str, Depends(_typed_text)], archive: ArchiveDep) -> dict[str, Any]:
    """What somebody who has typed so much may be looking for: at most 10, names first, then headlines, each with its true count."""
    return suggest_payload(text, archive.suggest(text))


@router.get(
    "/api/v1/records/{record_id:path}",
    response_model=dict[str, Any],
    responses={
        307: {
            "description": "The record was joined to another one, moved or made another kind: `Location` is its address now."
        },
        **{status: ERROR_ANSWERS[status] for status in (404, 503)},
    },
)
def record(record_id: RecordId, archive: ArchiveDep) -> dict[str, Any] | Response:
    """One record by its id, whole: where it comes from, where the same text stands, and which reports are similar."""
    try:
        view = archive.record(record_id)
    except NotInArchive:
        now = _present_id(record_id, archive)
        if now is None:
            raise
        return RedirectResponse(f"/api/v1/records/{now}", 307)
    return record_payload(view, archive.nearby(view))


def _present_id(record_id: str, archive: Archive) -> str | None:
    paper, issue, *_ = (*record_id.split("/", 2), "")
    try:
        address = read_issue(paper, issue)
        return present_id(record_id, archive.issue(address.paper, address.day, address.edition))
    except NotInArchive:
        return None


@router.get("/api/docs", include_in_schema=False)
def docs(request: Request) -> HTMLResponse:
    """The description for people, made from the OpenAPI document; no script."""
    return render(request, "api.html", api_page(request.app.openapi()))
