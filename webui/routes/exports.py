"""`/export.csv`, `/export.xlsx` and `/export.jsonl`: any search or selection as a file, the same records in the same order as on the page."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import chain, islice
from typing import Annotated, Any, BinaryIO
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from webui.dependencies import ArchiveDep, PageRequestDep
from webui.export_slots import Slot
from webui.exports.table import csv_lines, json_lines
from webui.exports.workbook import write_workbook
from webui.routes.fresh import NOT_INDEXED, state_tag, unchanged
from webui.search.archive import Archive
from webui.search.request import SearchRequest
from webui.search.results import RecordView
from webui.search.selection import selected_ids
from webui.words import WORDS

router = APIRouter(include_in_schema=False)

_PIECE = 1 << 16
"""Bytes that are read at once of a file that is ready."""

CSV, XLSX, JSONL = (
    "text/csv; charset=utf-8",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/x-ndjson",
)


def _selected(request: Request) -> tuple[str, ...]:
    return selected_ids(request.query_params.multi_items())


SelectedDep = Annotated[tuple[str, ...], Depends(_selected)]


@router.get("/export.csv")
def export_csv(request: Request, archive: ArchiveDep, wanted: PageRequestDep, ids: SelectedDep) -> Response:
    """All records as a table, however many they are."""
    base = str(request.base_url)
    return exported(request, archive, wanted, ids, "csv", CSV, lambda records: csv_lines(records, base))


@router.get("/export.jsonl")
def export_jsonl(request: Request, archive: ArchiveDep, wanted: PageRequestDep, ids: SelectedDep) -> Response:
    """All records, a line each."""
    return exported(request, archive, wanted, ids, "jsonl", JSONL, json_lines)


@router.get("/export.xlsx")
def export_xlsx(request: Request, archive: ArchiveDep, wanted: PageRequestDep, ids: SelectedDep) -> Response:
    """All records as a workbook. It is written to the disk before the first byte is sent, since a half one cannot be opened."""
    base = str(request.base_url)

    def written(records: Iterable[RecordView]) -> Iterator[bytes]:
        # It lives as long as it is sent, and has no name under which it could be left behind.
        target = tempfile.TemporaryFile()  # noqa: SIM115
        write_workbook(records, base, target)
        return _sent(target)

    return exported(request, archive, wanted, ids, "xlsx", XLSX, written)


def _sent(target: BinaryIO) -> Iterator[bytes]:
    with target:
        target.seek(0)
        while piece := target.read(_PIECE):
            yield piece


def exported(
    request: Request,
    archive: Archive,
    wanted: SearchRequest,
    ids: tuple[str, ...],
    ending: str,
    media_type: str,
    made: Callable[[Iterable[RecordView]], Iterator[str] | Iterator[bytes]],
) -> Response:
    """The records of the selection, or where none is made of the search, as a file: `made` turns them into its pieces.

    304 for who has it, 503 while too many others are under way.
    """
    headers = {**as_file(wanted, ending), **state_tag(request, archive)}
    if unchanged(request, headers):
        return Response(status_code=304, headers=headers)
    if request.scope.get("is_head"):
        # Nobody reads it: an archive is not gone through for nothing.
        return Response(media_type=media_type, headers=headers)
    slot = request.app.state.exports.take()
    try:
        # The first is fetched before anything is answered, so that an engine that is away is a 503 and no half file.
        records = iter(archive.chosen(ids)) if ids else archive.every_record(wanted)
        pieces = made(chain(list(islice(records, 1)), records))
    except BaseException:
        slot.give_back()
        raise
    return _Held(slot, pieces, media_type=media_type, headers=headers)


class _Held(StreamingResponse):
    """Sends the pieces; the slot is given back when the last is sent or the reader goes away."""

    def __init__(self, slot: Slot, pieces: Iterator[str] | Iterator[bytes], **given: Any) -> None:
        super().__init__(pieces, **given)
        self._slot = slot
        self._pieces = pieces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._slot.give_back()
            # In a thread: the state of the index that the engine holds for it is let go.
            asyncio.get_running_loop().run_in_executor(None, close, self._pieces)


def close(pieces: Iterator[str] | Iterator[bytes]) -> None:
    """Ends a generator that may not be at its end."""
    if isinstance(pieces, Generator):
        pieces.close()


def as_file(wanted: SearchRequest, ending: str) -> dict[str, str]:
    """Headers that name the file after its search."""
    name = f"{wanted.text or WORDS['results']}"[:60] + f".{ending}"
    # The plain name is for programs that do not read the other one (RFC 6266).
    return {
        "Content-Disposition": f"attachment; filename=\"search.{ending}\"; filename*=UTF-8''{quote(name, safe='')}",
        **NOT_INDEXED,
    }
