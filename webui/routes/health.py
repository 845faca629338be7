"""`/healthz`, `/readyz`, `/metrics`."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from webui.dependencies import ArchiveDep

router = APIRouter(include_in_schema=False)


@router.api_route("/healthz", methods=["GET", "HEAD"])
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.api_route("/readyz", methods=["GET", "HEAD"])
def readyz(archive: ArchiveDep, request: Request) -> JSONResponse:
    """Searches can be answered: the engine is there and the alias leads to an index; 503 with the reason where not."""
    health = archive.health()
    if health.problem is not None:
        request.app.state.gateway.forget()
        body = {"status": "unavailable", "error": {"code": health.problem.code, "message": health.problem.en, "field": None}}
        return JSONResponse(body, 503, {"Retry-After": "10"})
    return JSONResponse({"status": "ok", "engine": health.engine_version, "index": health.index, "records": health.records})


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Counts and times for Prometheus."""
    return Response(request.app.state.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
