"""Which status an error of the archive has, and how it is shown: a page for people, an object for programs. Never a trace."""

from __future__ import annotations

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from indexer.errors import (
    ArchiveError,
    EngineError,
    EngineUnavailable,
    IndexMissing,
    NotInArchive,
    QueryError,
    SettingsError,
)
from webui.dependencies import render
from webui.pages.frame import ErrorPage
from webui.words import ERROR_TEXTS, ERROR_TITLES, WORDS

log = structlog.get_logger()

RETRY_AFTER_SECONDS = 10

STATUS: tuple[tuple[type[ArchiveError], int], ...] = (
    (QueryError, 400),
    (NotInArchive, 404),
    (IndexMissing, 503),
    (EngineUnavailable, 503),
    (EngineError, 503),
    (SettingsError, 503),
    (ArchiveError, 500),
)
"""The first row whose class fits counts."""


def status_of(error: ArchiveError) -> int:
    """The HTTP status that stands for this error."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def install_error_handlers(app: FastAPI) -> None:
    """From now on every error of the app ends in a page or an object."""
    app.add_exception_handler(ArchiveError, _archive_error)  # type: ignore[arg-type]
    app.add_exception_handler(HTTPException, _http_error)  # type: ignore[arg-type]
    app.add_exception_handler(RequestValidationError, _validation_error)  # type: ignore[arg-type]
    app.add_exception_handler(Exception, _fault)


def _archive_error(request: Request, error: ArchiveError) -> Response:
    status = status_of(error)
    if status >= 500:
        log.warning("request failed", path=request.url.path, code=error.code, reason=error.en)
        request.app.state.metrics.engine_error(error.code)
        request.app.state.gateway.forget()
    title = WORDS["index_missing"] if isinstance(error, IndexMissing) else None
    return _answer(request, status, error.code, error.zh, error.en, getattr(error, "field", None), title)


def _http_error(request: Request, error: HTTPException) -> Response:
    code = {404: "not_found", 405: "method_not_allowed"}.get(error.status_code, "bad_request")
    zh = ERROR_TEXTS.get(error.status_code, "")
    return _answer(request, error.status_code, code, zh, str(error.detail), headers=dict(error.headers or {}))


def _validation_error(request: Request, error: RequestValidationError) -> Response:
    first = error.errors()[0]
    field = str(first["loc"][-1]) if first["loc"] else None
    return _answer(request, 422, "bad_request", f"参数 {field} 的值不能使用。", f"{field}: {first['msg']}", field)


def _fault(request: Request, error: Exception) -> Response:
    log.error("fault", path=request.url.path, exc_info=error)
    return _answer(request, 500, "internal_error", ERROR_TEXTS[500], "an error of ours; it is in the log")


def _answer(
    request: Request,
    status: int,
    code: str,
    zh: str,
    en: str,
    field: str | None = None,
    title: str | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    headers = dict(headers or {})
    if status == 503:
        headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    if request.url.path.startswith("/api/") or request.url.path in ("/healthz", "/readyz", "/metrics"):
        return JSONResponse({"error": {"code": code, "message": en, "field": field}}, status, headers)
    page = ErrorPage(status, title or ERROR_TITLES.get(status, ERROR_TITLES[500]), zh, retry=status == 503)
    response = render(request, "error.html", page, status)
    response.headers.update(headers)
    return response
