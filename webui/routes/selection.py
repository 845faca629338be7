"""`/selection?id=…&id=…`: the records that somebody chose on pages of results."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from webui.citations.citation import make_citation
from webui.dependencies import ArchiveDep, SettingsDep, render
from webui.pages.selection import selection_page
from webui.search.moved import each_once
from webui.search.selection import selected_ids

router = APIRouter(include_in_schema=False)


@router.get("/selection")
def selection(request: Request, archive: ArchiveDep, settings: SettingsDep) -> HTMLResponse:
    """The chosen records, in the order of the address."""
    ids = selected_ids(request.query_params.multi_items())
    there, base, today = archive.present(ids), str(request.base_url), date.today()
    cited = [make_citation(view, settings, base, today, parts) for view, parts in archive.with_parts(each_once(ids, there))]
    return render(request, "selection.html", selection_page(ids, there, cited, settings))
