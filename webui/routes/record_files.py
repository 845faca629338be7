"""`/PAPER/DATE/PAGE/a3.bib .ris .csl.json .gbt7714 .txt .json`: a record in other forms than its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from webui.citations.citation import make_citation
from webui.citations.files import FILES, CitationFile
from webui.dependencies import ArchiveDep, SettingsDep
from webui.plain_text import plain_text
from webui.record_payload import record_payload
from webui.routes.records import read_issue, read_page, read_record
from webui.search.archive import Archive
from webui.search.results import RecordView

router = APIRouter(include_in_schema=False)

_RECORD = "/{paper}/{issue}/{page}/{record}"


def _read(paper: str, issue: str, page: str, record: str, archive: Archive) -> RecordView:
    read_issue(paper, issue)
    return archive.record(f"{paper}/{issue}/{read_page(page)}/{read_record(record)}")


def _canonical(view: RecordView) -> dict[str, str]:
    # The same record in another form: search engines are to show its page.
    return {"Link": f'</{view.id}>; rel="canonical"'}


def _serve_citation(file: CitationFile) -> Callable[..., Response]:
    def citation(
        paper: str, issue: str, page: str, record: str, request: Request, archive: ArchiveDep, settings: SettingsDep
    ) -> Response:
        view = _read(paper, issue, page, record, archive)
        (_, parts), *_ = archive.with_parts([view])
        cited = make_citation(view, settings, str(request.base_url), date.today(), parts)
        name = f"{view.id.replace('/', '-')}.{file.ending}"
        saved = {"Content-Disposition": f'attachment; filename="{name}"'} if file.saved else {}
        content = file.content(cited, settings.citation_edition)
        return Response(content, media_type=file.media_type, headers={**_canonical(view), **saved})

    return citation


for _file in FILES:
    router.add_api_route(f"{_RECORD}.{_file.ending}", _serve_citation(_file), methods=["GET"])


@router.get(f"{_RECORD}.txt")
def text(
    paper: str, issue: str, page: str, record: str, request: Request, archive: ArchiveDep, settings: SettingsDep
) -> Response:
    """The record as plain text."""
    view = _read(paper, issue, page, record, archive)
    content = plain_text(view, settings, str(request.base_url))
    return Response(content, media_type="text/plain; charset=utf-8", headers=_canonical(view))


@router.get(f"{_RECORD}.json")
def data(paper: str, issue: str, page: str, record: str, archive: ArchiveDep) -> Response:
    """The record as programs read it: the same object as at `/api/v1/records/`."""
    view = _read(paper, issue, page, record, archive)
    return JSONResponse(record_payload(view, archive.nearby(view)), headers=_canonical(view))
