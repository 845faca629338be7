"""`/issues/`, `/reporters/`, `/departments/`."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from webui.dependencies import ArchiveDep, SettingsDep, render
from webui.pages.calendar import calendar_page
from webui.pages.names import names_page
from webui.search.archive import Archive
from webui.search.facets import FACET_BY_NAME
from webui.search.parameters import printable, read_number
from webui.words import WORDS

router = APIRouter(include_in_schema=False)


@router.get("/issues/")
def issues(request: Request, archive: ArchiveDep, settings: SettingsDep) -> HTMLResponse:
    """The calendar: the newest year, or the one that is asked for."""
    asked = request.query_params
    year = read_number("year", asked["year"], 1, 9999) if asked.get("year") else None
    page = calendar_page(archive.calendar(), printable(asked.get("paper", "")), year, settings)
    return render(request, "issues.html", page)


@router.get("/reporters/")
def reporters(request: Request, archive: ArchiveDep) -> HTMLResponse:
    """All reporters, A to Z."""
    return _names(request, archive, "reporter", WORDS["reporters"])


@router.get("/departments/")
def departments(request: Request, archive: ArchiveDep) -> HTMLResponse:
    """All departments, A to Z."""
    return _names(request, archive, "department", WORDS["departments"])


def _names(request: Request, archive: Archive, name: str, title: str) -> HTMLResponse:
    facet, letter = FACET_BY_NAME[name], request.query_params.get("letter", "").upper()
    return render(request, "names.html", names_page(title, facet, archive.names_by_year(facet.field), letter))
