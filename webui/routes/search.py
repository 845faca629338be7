"""`/` and `/search`."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from indexer.errors import IndexMissing
from webui.dependencies import ArchiveDep, PageRequestDep, SettingsDep, render
from webui.pages.browse import home_page
from webui.pages.results import search_page

router = APIRouter(include_in_schema=False)


@router.api_route("/", methods=["GET", "HEAD"])
def home(request: Request, archive: ArchiveDep, settings: SettingsDep) -> HTMLResponse:
    """The search box, what is in the archive, the latest issue; an archive without an index is an empty one."""
    try:
        issues = archive.issues()
    except IndexMissing:
        issues = ()
    if not issues:
        return render(request, "home.html", home_page((), (), (), (), settings))
    newest = issues[0]
    latest = archive.issue(newest.paper, newest.issue_date, newest.edition)
    page = home_page(issues, latest, archive.names("reporters"), archive.names("departments"), settings)
    return render(request, "home.html", page)


@router.api_route("/search", methods=["GET", "HEAD"])
def search(request: Request, archive: ArchiveDep, wanted: PageRequestDep) -> HTMLResponse:
    """The results."""
    return render(request, "search.html", search_page(archive.search(wanted)))
