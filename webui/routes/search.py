"""`/` and `/search`."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from indexer.errors import IndexMissing
from webui.dependencies import ArchiveDep, PageRequestDep, SettingsDep, render
from webui.pages.home import EMPTY, home_page
from webui.pages.results import search_page
from webui.search.archive import Archive
from webui.search.results import IssueSummary

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request, archive: ArchiveDep, settings: SettingsDep) -> HTMLResponse:
    """The search box, what is in the archive, the latest issue; an archive without an index is an empty one."""
    issues = _issues(archive)
    if not issues:
        return render(request, "home.html", EMPTY)
    newest = issues[0]
    latest = archive.issue(newest.paper, newest.issue_date, newest.edition)
    page = home_page(issues, latest, archive.names("reporters"), archive.names("departments"), settings)
    return render(request, "home.html", page)


def _issues(archive: Archive) -> Sequence[IssueSummary]:
    try:
        return archive.issues()
    except IndexMissing:
        return ()


@router.get("/search")
def search(request: Request, archive: ArchiveDep, wanted: PageRequestDep) -> HTMLResponse:
    """The results."""
    return render(request, "search.html", search_page(archive.search(wanted)))
