"""`/api/v1/…` and its description."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from indexer.errors import NotInArchive, QueryError
from webui.answers import examples
from webui.answers.records import CalendarAnswer, IssueAnswer, PageAnswer, RecordAnswer
from webui.answers.searches import FacetAnswer, SearchAnswer, SuggestAnswer
from webui.dependencies import ApiRequestDep, ArchiveDep, PicturesDep, render
from webui.issue_payload import calendar_payload, issue_payload, page_payload
from webui.pages.api import api_page
from webui.record_payload import record_payload
from webui.routes.api_description import (
    CALENDAR,
    CALENDAR_PARAMETERS,
    FACET_PARAMETERS,
    SEARCH_PARAMETERS,
    SUGGEST_PARAMETERS,
    answers,
)
from webui.routes.fresh import fresh
from webui.routes.records import read_issue, read_page
from webui.search.facet_request import FacetRequest
from webui.search.facets import LISTED_FACETS
from webui.search.parameters import shortened
from webui.search.payload import facet_payload, search_payload
from webui.search.request import SearchRequest
from webui.search.suggest import read_text, suggest_payload

router = APIRouter(default_response_class=JSONResponse)

FacetName = Annotated[
    str,
    Path(
        description="Name of the facet: " + ", ".join(facet.name for facet in LISTED_FACETS) + ".",
        openapi_examples={"department": {"value": "department"}},
        json_schema_extra={"enum": [facet.name for facet in LISTED_FACETS]},
    ),
]
RecordId = Annotated[
    str,
    Path(
        description="PAPER/YYYY-MM-DD/PAGE/a3 (a article, c caption, n notice).",
        openapi_examples={"article": {"value": "lanting/2024-11-05/1/a1"}},
    ),
]
Paper = Annotated[str, Path(description="Short name of the paper.", openapi_examples={"paper": {"value": "lanting"}})]
Issue = Annotated[
    str,
    Path(
        description="YYYY-MM-DD; an edition other than 1 as YYYY-MM-DD-e2.", openapi_examples={"issue": {"value": "2024-11-05"}}
    ),
]
PageNumber = Annotated[str, Path(description="Number of the page.", openapi_examples={"page": {"value": "1"}})]


@router.get(
    "/api/v1/search",
    openapi_extra={"parameters": SEARCH_PARAMETERS},
    responses=answers(SearchAnswer, examples.SEARCH, 400, 503),
)
def search(archive: ArchiveDep, wanted: ApiRequestDep) -> Response:
    """Searches the archive: the same answer as the page's."""
    return JSONResponse(search_payload(archive.search(wanted)))


def _facet_request(name: FacetName, request: Request) -> FacetRequest:
    return FacetRequest.from_params(name, request.query_params.multi_items(), strict=True)


@router.get(
    "/api/v1/facets/{name}",
    openapi_extra={"parameters": FACET_PARAMETERS},
    responses=answers(FacetAnswer, examples.FACET, 400, 404, 503),
)
def facet(archive: ArchiveDep, wanted: Annotated[FacetRequest, Depends(_facet_request)]) -> Response:
    """All values of one facet under a search, each with its true count under all filters but those of the facet itself."""
    return JSONResponse(facet_payload(archive.facet(wanted)))


def _typed_text(request: Request) -> str:
    return read_text(request.query_params.multi_items())


@router.get(
    "/api/v1/suggest",
    openapi_extra={"parameters": SUGGEST_PARAMETERS},
    responses=answers(SuggestAnswer, examples.SUGGEST, 400, 503),
)
def suggest(text: Annotated[str, Depends(_typed_text)], archive: ArchiveDep) -> Response:
    """What somebody who has typed so much may be looking for: at most 10, names first, then headlines, each with its true count."""
    return JSONResponse(suggest_payload(text, archive.suggest(text)))


@router.get(
    "/api/v1/records/{record_id:path}",
    responses={
        **answers(RecordAnswer, examples.RECORD, 404, 410, 503),
        307: {
            "description": "The record was joined to another one, moved or made another kind: `Location` is its address now."
        },
    },
)
def record(record_id: RecordId, request: Request, archive: ArchiveDep) -> Response:
    """One record by its id, whole: where it comes from, where the same text stands, and which reports are similar."""
    view = archive.record(record_id)
    return fresh(request, JSONResponse(record_payload(view, archive.nearby(view))), archive.unchanged_since())


@router.get("/api/v1/pages/{paper}/{issue}/{page}", responses=answers(PageAnswer, examples.PAGE, 404, 410, 503))
def page(
    paper: Paper, issue: Issue, page: PageNumber, request: Request, archive: ArchiveDep, pictures: PicturesDep
) -> Response:
    """One page: its picture where there is one, and its records in printed order, whole."""
    address, number = read_issue(paper, issue), read_page(page)
    views = archive.issue(address.paper, address.day, address.edition)
    found = page_payload(number, views, pictures.find(address.paper, address.day, address.edition, number))
    if found is None:
        raise NotInArchive(f"这一期没有收录第 {number} 版。", f"no page {number} in {paper}/{issue}")
    return fresh(request, JSONResponse(found), archive.unchanged_since())


@router.get("/api/v1/issues/{paper}/{issue}", responses=answers(IssueAnswer, examples.ISSUE, 404, 410, 503))
def issue(paper: Paper, issue: Issue, request: Request, archive: ArchiveDep) -> Response:
    """One issue: its pages, the records of each in printed order by id and headline, and the issues before and after it."""
    address = read_issue(paper, issue)
    views = archive.issue(address.paper, address.day, address.edition)
    return fresh(request, JSONResponse(issue_payload(views, archive.issues())), archive.unchanged_since())


def _calendar_request(request: Request) -> SearchRequest:
    params = request.query_params.multi_items()
    for name, _ in params:
        if name not in CALENDAR:
            raise QueryError(
                f"这里没有名为“{shortened(name)}”的参数。可用的参数：{'、'.join(CALENDAR)}。",
                f"there is no parameter {shortened(name)!r} here; the parameters are {', '.join(CALENDAR)}",
                name,
            )
    return SearchRequest.from_params(params, strict=True)


@router.get(
    "/api/v1/calendar",
    openapi_extra={"parameters": CALENDAR_PARAMETERS},
    responses=answers(CalendarAnswer, examples.CALENDAR, 400, 503),
)
def calendar(archive: ArchiveDep, wanted: Annotated[SearchRequest, Depends(_calendar_request)]) -> Response:
    """The issues in the archive, newest first, each with its pages and how many records it has."""
    found = [
        issue
        for issue in archive.issues()
        if (not wanted.papers or issue.paper in wanted.papers)
        and (not wanted.years or issue.issue_date.year in wanted.years)
        and (wanted.from_ is None or issue.issue_date >= wanted.from_)
        and (wanted.to is None or issue.issue_date <= wanted.to)
    ]
    return JSONResponse(calendar_payload(found))


@router.get("/api/docs", include_in_schema=False)
def docs(request: Request) -> HTMLResponse:
    """The description for people, made from the OpenAPI document; no script."""
    return render(request, "api.html", api_page(request.app.openapi()))
