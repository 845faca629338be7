"""`/`, `/search`, `/photos`, `/search/facet` and `/search/form`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from indexer.errors import IndexMissing
from indexer.settings import Settings
from webui.dependencies import ArchiveDep, PageRequestDep, PicturesDep, SettingsDep, render
from webui.page_pictures import PagePictures
from webui.pages.facet_list import facet_page
from webui.pages.form import form_page
from webui.pages.frame import paper_names
from webui.pages.hits import address_of
from webui.pages.home import EMPTY, home_page
from webui.pages.results import search_beginning, search_page
from webui.routes.early import answered
from webui.search.archive import Archive
from webui.search.facet_request import FacetRequest
from webui.search.form import request_of_form
from webui.search.request import SearchRequest
from webui.search.results import IssueSummary

router = APIRouter(include_in_schema=False)

FIRST_OF_DAY = 6
"""Records of this day in other years on the first page."""


@router.get("/")
def home(request: Request, archive: ArchiveDep, settings: SettingsDep, pictures: PicturesDep) -> HTMLResponse:
    """The search box, what is in the archive, the latest issue; an archive without an index is an empty one."""
    issues = _issues(archive)
    if not issues:
        return render(request, "home.html", EMPTY)
    newest = issues[0]
    latest = archive.issue(newest.paper, newest.issue_date, newest.edition)
    picture = pictures.find(newest.paper, newest.issue_date, newest.edition, newest.pages[0])
    today = SearchRequest(month_days=(date.today().strftime("%m-%d"),), size=FIRST_OF_DAY)
    names = archive.names("reporters"), archive.names("departments")
    page = home_page(issues, latest, *names, archive.search(today), picture, settings)
    return render(request, "home.html", page)


def _issues(archive: Archive) -> Sequence[IssueSummary]:
    try:
        return archive.issues()
    except IndexMissing:
        return ()


@router.get("/search")
async def search(
    request: Request, archive: ArchiveDep, wanted: PageRequestDep, settings: SettingsDep, pictures: PicturesDep
) -> Response:
    """The results."""
    if wanted.view == "photos":
        return RedirectResponse(wanted.url(), 308)
    return await _results(request, archive, wanted, settings, pictures)


@router.get("/photos")
async def photos(
    request: Request, archive: ArchiveDep, wanted: PageRequestDep, settings: SettingsDep, pictures: PicturesDep
) -> Response:
    """The captions found, as a wall of photos."""
    return await _results(request, archive, wanted.with_(view="photos", page=wanted.page), settings, pictures)


async def _results(
    request: Request, archive: Archive, wanted: SearchRequest, settings: Settings, pictures: PagePictures
) -> Response:
    def page() -> Response:
        results = archive.search(wanted, date.today())
        pictured = pictures.find_all(map(address_of, results.hits)) if wanted.view == "photos" else {}
        return render(request, "search.html", search_page(results, paper_names(settings), pictured))

    return await answered(request, "search.html", lambda: search_beginning(wanted), page)


def _facet_request(request: Request) -> FacetRequest:
    params = request.query_params
    return FacetRequest.from_params(params.get("name", ""), params.multi_items(), strict=False)


@router.get("/search/facet")
def facet(
    request: Request, archive: ArchiveDep, wanted: Annotated[FacetRequest, Depends(_facet_request)], settings: SettingsDep
) -> HTMLResponse:
    """All values of one facet under a search."""
    return render(request, "facet.html", facet_page(archive.facet(wanted), paper_names(settings)))


@router.get("/search/form")
def form(request: Request) -> Response:
    """The form with a field for each wish; what was filled in leads to its search."""
    wanted = request_of_form(request.query_params)
    return RedirectResponse(wanted.url(), 303) if wanted else render(request, "form.html", form_page())
