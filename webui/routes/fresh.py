"""What a reader has already is not sent again: ETag and Last-Modified, and 304 for those who ask with them (RFC 9110)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import cache
from pathlib import Path

from fastapi import Request
from fastapi.responses import Response

from webui.search.archive import Archive

# Addresses without end: no crawler needs them, and a record's own page is what is to be found.
NOT_INDEXED = {"X-Robots-Tag": "noindex"}

CACHE = {"Cache-Control": "no-cache"}
"""Kept, and asked about before each use: a correction is seen at once."""

SETTLED = timedelta(seconds=10)
"""A time counts in whole seconds, and a change of the index is noticed after five: one so young names no content yet."""

_WEBUI = Path(__file__).parent.parent


def fresh(request: Request, response: Response, since: datetime) -> Response:
    """The whole answer with its marks, or 304 without a body where the reader has it.

    The tag is of the content itself, so whatever changes the page (a correction, a rebuild, another template) changes it. `since` is
    when the archive was last seen to change: for those who know no tags.
    """
    digest = hashlib.sha256(bytes(response.body)).hexdigest()[:32]
    marks = {"ETag": f'"{digest}"', **CACHE}
    if datetime.now(UTC) - since >= SETTLED:
        marks["Last-Modified"] = format_datetime(since, usegmt=True)
    if unchanged(request, marks):
        return Response(status_code=304, headers=marks)
    response.headers.update(marks)
    return response


def state_tag(request: Request, archive: Archive) -> dict[str, str]:
    """The marks of an answer too long to be made before it is sent: of the state of the index, the address, and this program.

    A weak tag, since it says that the records are the same and not the bytes.
    """
    today = datetime.now(UTC).date()  # an order by relevance may depend on the day
    state = repr((archive.version(), request.url.path, request.url.query, str(request.base_url), program(), today))
    return {"ETag": f'W/"{hashlib.sha256(state.encode("utf-8", "replace")).hexdigest()[:32]}"', **CACHE}


def unchanged(request: Request, headers: Mapping[str, str]) -> bool:
    """True when the reader has what these marks stand for; a tag counts before a time."""
    asked = request.headers.get("if-none-match")
    if asked is not None:
        known = {item.strip().removeprefix("W/") for item in asked.split(",")}
        return bool(known & {headers["ETag"].removeprefix("W/"), "*"})
    since, changed = request.headers.get("if-modified-since"), headers.get("Last-Modified")
    if since is None or changed is None:
        return False
    try:
        return parsedate_to_datetime(changed) <= parsedate_to_datetime(since)
    except (TypeError, ValueError):
        return False  # no date that HTTP knows, or one without a zone


@cache
def program() -> str:
    """Names this program's code and templates by their content."""
    digest = hashlib.sha256()
    for path in sorted(_WEBUI.rglob("*")):
        if path.suffix in (".py", ".html"):
            digest.update(path.read_bytes())
    return digest.hexdigest()
