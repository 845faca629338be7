"""`/help`: there when the engine is away, too."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from indexer.errors import ArchiveError
from webui.dependencies import render
from webui.pages.help import help_page

router = APIRouter(include_in_schema=False)


@router.get("/help")
def help_(request: Request) -> HTMLResponse:
    """How to search, in plain words."""
    return render(request, "help.html", help_page(_known_names(request)))


def _known_names(request: Request) -> dict[str, str]:
    """Of reporters and offices the one with most records, for the examples; none while the engine does not answer."""
    try:
        archive = request.app.state.gateway.archive()
        names = {"reporter": archive.names("reporters"), "department": archive.names("departments")}
    except ArchiveError:
        return {}
    return {kind: found[0][0] for kind, found in names.items() if found}
