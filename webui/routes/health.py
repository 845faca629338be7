"""`/healthz`, `/readyz`, `/metrics`."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from webui.dependencies import ArchiveDep
from webui.metrics import CONTENT_TYPE

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
def readyz(archive: ArchiveDep) -> JSONResponse:
    """Searches can be answered: the engine is there and the alias leads to an index; 503 with the reason where not.

    An index made with other settings, tables or an older program is ready all the same; `stale` says what differs.
    """
    health = archive.health()
    if health.problem is not None:
        raise health.problem
    return JSONResponse(
        {
            "status": "ok",
            "engine": health.engine_version,
            "index": health.index,
            "records": health.records,
            "stale": list(health.stale),
        }
    )


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Counts and times for Prometheus."""
    return Response(request.app.state.metrics.text(), media_type=CONTENT_TYPE)
