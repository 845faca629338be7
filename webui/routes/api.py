"""`/api/v1/…` and its description."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from webui.dependencies import ApiRequestDep, ArchiveDep, render
from webui.pages.api import api_page
from webui.search.payload import search_payload
from webui.search.request import PARAMETERS

router = APIRouter()

# The parameters are read by SearchRequest alone (one reader for page, API and command line), so they are described here by hand.
_DESCRIBED = {
    "q": "Query text; see the query language.",
    "reporter": "Credited reporter, whole name; repeatable, any of them.",
    "department": "Office named in the record, level and canonical name; repeatable.",
    "kind": "article, caption or notice; repeatable.",
    "page_no": "Page number; repeatable.",
    "paper": "Short name of the paper; repeatable.",
    "year": "YYYY; repeatable.",
    "month": "YYYY-MM; repeatable.",
    "from": "First issue date, included: YYYY-MM-DD, YYYY-MM or YYYY.",
    "to": "Last issue date, included.",
    "sort": "relevance, date or date_asc.",
    "page": "Page of results, from 1.",
    "size": "Results a page, at most 100.",
}
SEARCH_PARAMETERS = [
    {"name": name, "in": "query", "required": False, "description": _DESCRIBED[name], "schema": {"type": "string"}}
    for name in PARAMETERS
]


@router.get("/api/v1/search", openapi_extra={"parameters": SEARCH_PARAMETERS})
def search(archive: ArchiveDep, wanted: ApiRequestDep) -> dict[str, Any]:
    """Searches the archive: the same answer as the page's."""
    return search_payload(archive.search(wanted))


@router.get("/api/v1/records/{record_id:path}")
def record(record_id: str, archive: ArchiveDep) -> dict[str, Any]:
    """One record as stored, by its id (PAPER/YYYY-MM-DD/PAGE/a3)."""
    return archive.record(record_id).source


@router.get("/api/docs", include_in_schema=False)
def docs(request: Request) -> HTMLResponse:
    """The description for people, made from the OpenAPI document; no script."""
    return render(request, "api.html", api_page(request.app.openapi()))
