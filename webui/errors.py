"""Which status an error of the archive has, and how it is shown: a page for people, an object for programs. Never a trace.

What is wrong with the engine is for the log and for whoever started the site; readers are told that it is away, not where its
files are.
"""

from __future__ import annotations

import dataclasses

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from indexer.errors import (
    ArchiveError,
    EngineError,
    EngineUnavailable,
    IndexMissing,
    NotInArchive,
    QueryError,
    RecordMoved,
    SettingsError,
    TooBusy,
    Withdrawn,
)
from webui.addresses import address_of
from webui.dependencies import render
from webui.pages.errors import ErrorPage, error_ways, near_ways
from webui.pages.frame import OF_A_SEARCH, Link
from webui.search.request import SearchRequest
from webui.withdrawn import withdrawn
from webui.words import (
    BUSY_TITLE,
    ERROR_TEXTS,
    ERROR_TITLES,
    INDEX_MISSING_TEXT,
    INDEX_MISSING_TITLE,
    STARTING_TEXT,
    STARTING_TITLE,
)

log = structlog.get_logger()

RETRY_AFTER_SECONDS = 10

STATUS: tuple[tuple[type[ArchiveError], int], ...] = (
    (QueryError, 400),
    (RecordMoved, 307),
    (Withdrawn, 410),
    (NotInArchive, 404),
    (TooBusy, 503),
    (IndexMissing, 503),
    (EngineUnavailable, 503),
    (EngineError, 503),
    (SettingsError, 503),
    (ArchiveError, 500),
)
"""The first row whose class fits counts."""

HTTP_CODES = {404: "not_found", 405: "method_not_allowed"}

MACHINE_PATHS = ("/healthz", "/readyz", "/metrics")
"""Asked by programs, like everything below /api/."""


@dataclasses.dataclass(frozen=True, slots=True)
class Trouble:
    """An error as it is answered."""

    status: int
    code: str
    title: str
    """Chinese, a few words."""
    zh: str
    """What is wrong and what to do, for people."""
    en: str
    """The same for programs."""
    field: str | None = None
    """The parameter that is to blame."""
    headers: dict[str, str] = dataclasses.field(default_factory=dict)


def status_of(error: ArchiveError) -> int:
    """The HTTP status that stands for this error."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def trouble_of(error: ArchiveError, *, starting: bool) -> Trouble:
    """How this error is answered; `starting` while the engine is on its way for the first time."""
    status = status_of(error)
    if status < 500:
        return Trouble(status, error.code, ERROR_TITLES[status], error.zh, error.en, getattr(error, "field", None))
    if status == 500:
        return Trouble(500, error.code, ERROR_TITLES[500], ERROR_TEXTS[500], "an error of ours; it is in the log")
    if isinstance(error, TooBusy):
        return Trouble(503, error.code, BUSY_TITLE, error.zh, error.en)
    if isinstance(error, IndexMissing):
        return Trouble(
            503, error.code, INDEX_MISSING_TITLE, INDEX_MISSING_TEXT, "nothing was ingested yet, or the index is being rebuilt"
        )
    if starting:
        return Trouble(503, error.code, STARTING_TITLE, STARTING_TEXT, "the search engine is starting")
    return Trouble(503, error.code, ERROR_TITLES[503], ERROR_TEXTS[503], "the search engine does not answer")


def install_error_handlers(app: FastAPI) -> None:
    """From now on every error of the app ends in a page or an object; what is not named here is `fault`'s."""
    app.add_exception_handler(ArchiveError, _archive_error)  # type: ignore[arg-type]
    app.add_exception_handler(HTTPException, _http_error)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _validation_error)  # type: ignore[arg-type]


def answer_to(request: Request, error: Exception) -> Response:
    """The answer to any exception, as the app itself would give it: for those who cannot let it fly any more."""
    return _archive_error(request, error) if isinstance(error, ArchiveError) else fault(request, error)


def fault(request: Request, error: Exception) -> Response:
    """The answer to an exception that nobody expected; it is logged with its trace."""
    log.error("fault", path=request.url.path, exc_info=error)
    return _answer(
        request, Trouble(500, "internal_error", ERROR_TITLES[500], ERROR_TEXTS[500], "an error of ours; it is in the log")
    )


def _moved(request: Request, error: RecordMoved) -> Response:
    """On to the same form of the record where it is now. Not for good: the correction may be undone."""
    path = request.url.path.replace(f"/{error.former}", f"/{error.now}", 1)
    return RedirectResponse(f"{path}?{request.url.query}" if request.url.query else path, status_of(error))


def _archive_error(request: Request, error: ArchiveError) -> Response:
    if isinstance(error, RecordMoved):
        return _moved(request, error)
    if isinstance(error, NotInArchive):
        error = withdrawn(request.app.state.settings.home, request.url.path) or error
    gateway = request.app.state.gateway
    trouble = trouble_of(error, starting=gateway.starting)
    if trouble.status >= 500 and not isinstance(error, TooBusy):
        if gateway.is_news(error.code):
            log.warning("request failed", path=request.url.path, code=error.code, reason=error.en)
        request.app.state.metrics.engine_error(error.code)
        gateway.forget()
    return _answer(request, trouble)


def _http_error(request: Request, error: HTTPException) -> Response:
    status = error.status_code
    title = ERROR_TITLES.get(status, ERROR_TITLES[400 if status < 500 else 500])
    text = ERROR_TEXTS.get(status, ERROR_TEXTS[400 if status < 500 else 500])
    code = HTTP_CODES.get(status, "bad_request")
    headers = dict(error.headers or {}) | ({"Allow": "GET, HEAD"} if status == 405 else {})
    return _answer(request, Trouble(status, code, title, text, str(error.detail), headers=headers))


def _validation_error(request: Request, error: RequestValidationError) -> Response:
    first = error.errors()[0]
    name = str(first["loc"][-1]) if first["loc"] else None
    return _answer(request, Trouble(422, "bad_request", ERROR_TITLES[422], ERROR_TEXTS[400], f"{name}: {first['msg']}", name))


def _answer(request: Request, trouble: Trouble) -> Response:
    headers = dict(trouble.headers)
    if trouble.status == 503:
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    if trouble.status >= 500:
        headers["Cache-Control"] = "no-store"
    path = request.url.path
    if path.startswith("/api/") or path in MACHINE_PATHS:
        error = {"code": trouble.code, "message": trouble.en, "field": trouble.field}
        return JSONResponse({"error": error}, trouble.status, headers)
    again = f"{path}?{request.url.query}" if request.url.query else path
    page = ErrorPage(
        status=trouble.status,
        title=trouble.title,
        text=trouble.zh,
        again_url=again if trouble.status == 503 else None,
        ways=error_ways(trouble.status, _near(request) if trouble.status in (404, 410) else ()),
        # What was typed is not lost with an error in a date beside it.
        request=SearchRequest(text=request.query_params.get("q", "")) if path.startswith(OF_A_SEARCH) else None,
    )
    response = render(request, "error.html", page, trouble.status)
    response.headers.update(headers)
    return response


def _near(request: Request) -> tuple[Link, ...]:
    """What lies about the address that was asked for; nothing where that cannot be told."""
    address, state = address_of(request.url.path), request.app.state
    if address is None:
        return ()
    issue = address.issue
    try:
        archive = state.gateway.archive()
        try:
            of_issue, beside = archive.issue(issue.paper, issue.issue_date, issue.edition), None
        except NotInArchive:
            of_issue, beside = (), archive.beside(issue)
    except ArchiveError:
        return ()  # the page that says what is wrong is worth more than its links
    return near_ways(address, of_issue, beside, state.settings)
