"""A page whose search takes long is sent in two parts: the header with the search box at once, the rest when the engine has answered.

Most searches are over long before; their pages are sent whole, with a status that says how the search went. A status that is out
cannot be taken back: where the engine fails after `PATIENCE_SECONDS`, the error stands in a page that began with 200, which
`Cache-Control` keeps from being used again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response, StreamingResponse

from webui.dependencies import render_beginning
from webui.errors import answer_to
from webui.words import WORDS

PATIENCE_SECONDS = 0.15
"""A page that comes sooner is not felt to be late; the limit of what seems to be at once is put at a tenth of a second to two."""

HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
"""A proxy that collects the parts would undo what they are for."""

_MAIN = "<main "
"""Where the second part begins."""


async def answered(request: Request, template: str, beginning: Callable[[], Any], work: Callable[[], Response]) -> Response:
    """What `work` answers: as it is where that is soon, else in two parts, of which `beginning`, with what the template needs until
    its main part, makes the first.

    Raises what `work` raises in that time. Who asks for the headers alone waits for them.
    """
    answer = asyncio.ensure_future(run_in_threadpool(work))
    is_head = request.scope.get("is_head", False)
    done, _ = await asyncio.wait({answer}, timeout=None if is_head else PATIENCE_SECONDS)
    if done:
        return answer.result()
    return StreamingResponse(_parts(request, template, beginning, answer), media_type="text/html", headers=HEADERS)


async def _parts(
    request: Request, template: str, beginning: Callable[[], Any], answer: asyncio.Future[Response]
) -> AsyncIterator[bytes]:
    yield render_beginning(request, template, beginning(), _MAIN).encode()
    # The style sheet puts the rest over it. No <p>: of lines it shows those that something follows.
    yield f'<div class="waiting" role="status"><span>{WORDS["waiting"]}</span></div>\n'.encode()
    try:
        page = await answer
    except Exception as error:  # noqa: BLE001 — half of the page is out, and its reader is told whatever it is
        page = answer_to(request, error)
    text = bytes(page.body)
    yield text[text.index(_MAIN.encode()) :]
