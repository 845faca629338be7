"""`/selection?id=…&id=…`: the records that somebody chose on pages of results."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from webui.dependencies import ArchiveDep, SettingsDep, render
from webui.pages.selection import selection_page
from webui.search.selection import selected_ids
from webui.visit import Visit

router = APIRouter(include_in_schema=False)


@router.get("/selection")
def selection(request: Request, archive: ArchiveDep, settings: SettingsDep) -> HTMLResponse:
    """The chosen records, in the order of the address."""
    ids = selected_ids(request.query_params.multi_items())
    views = archive.present(ids) if ids else ()
    visit = Visit(str(request.base_url), date.today())
    return render(request, "selection.html", selection_page(ids, views, visit, settings))
