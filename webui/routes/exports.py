"""`/export.csv`, `/export.jsonl` and `/feed.atom`: any search as a file, the same records in the same order as on the page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response, StreamingResponse

from webui.dependencies import ArchiveDep, PageRequestDep, SettingsDep
from webui.exports.feed import atom_feed
from webui.exports.table import csv_lines, json_lines
from webui.search.archive import Archive
from webui.search.request import SearchRequest
from webui.search.results import RecordView
from webui.words import SITE, WORDS

router = APIRouter(include_in_schema=False)

# Addresses without end: no crawler needs them, and a record's own page is what is to be found.
NOT_INDEXED = {"X-Robots-Tag": "noindex"}


@router.get("/export.csv")
def export_csv(request: Request, archive: ArchiveDep, wanted: PageRequestDep) -> StreamingResponse:
    """All records of the search as a table, however many they are."""
    lines = csv_lines(records_of(archive, wanted), str(request.base_url))
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=as_file(wanted, "csv"))


@router.get("/export.jsonl")
def export_jsonl(archive: ArchiveDep, wanted: PageRequestDep) -> StreamingResponse:
    """All records of the search, a line each."""
    lines = json_lines(records_of(archive, wanted))
    return StreamingResponse(lines, media_type="application/x-ndjson", headers=as_file(wanted, "jsonl"))


@router.get("/feed.atom")
def feed(request: Request, archive: ArchiveDep, wanted: PageRequestDep, settings: SettingsDep) -> Response:
    """The newest records of the search; in another order only where one is asked for."""
    if "sort" not in request.query_params:
        wanted = wanted.with_(sort="date", page=wanted.page)
    named = "、".join((*((wanted.text,) if wanted.text else ()), *(chip.value for chip in wanted.chips())))
    site = settings.paper_name or SITE
    body = atom_feed(archive.search(wanted), f"{named} - {site}" if named else site, str(request.base_url))
    return Response(body, media_type="application/atom+xml; charset=utf-8", headers=NOT_INDEXED)


def records_of(archive: Archive, wanted: SearchRequest) -> Iterator[RecordView]:
    """The records; the first is fetched before anything is answered, so that an engine that is away is a 503 and no half file."""
    records = archive.every_record(wanted)
    return chain(list(islice(records, 1)), records)


def as_file(wanted: SearchRequest, ending: str) -> dict[str, str]:
    """Headers that name the file after its search."""
    name = f"{wanted.text or WORDS['results']}"[:60] + f".{ending}"
    # The plain name is for programs that do not read the other one (RFC 6266).
    return {
        "Content-Disposition": f"attachment; filename=\"search.{ending}\"; filename*=UTF-8''{quote(name, safe='')}",
        **NOT_INDEXED,
    }
