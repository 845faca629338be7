"""`/issues/`, `/reporters/`, `/departments/`."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from webui.dependencies import ArchiveDep, SettingsDep, render
from webui.pages.browse import issues_page, names_page
from webui.words import WORDS

router = APIRouter(include_in_schema=False)


@router.get("/issues/")
def issues(request: Request, archive: ArchiveDep, settings: SettingsDep) -> HTMLResponse:
    """All issues by year and month."""
    return render(request, "issues.html", issues_page(archive.issues(), settings))


@router.get("/reporters/")
def reporters(request: Request, archive: ArchiveDep) -> HTMLResponse:
    """All reporters with their counts."""
    return render(request, "names.html", names_page(WORDS["reporters"], archive.names("reporters"), reporters=True))


@router.get("/departments/")
def departments(request: Request, archive: ArchiveDep) -> HTMLResponse:
    """All departments with their counts."""
    return render(request, "names.html", names_page(WORDS["departments"], archive.names("departments"), reporters=False))
