"""What routes are given: the archive, the search request, the way to a rendered page."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from indexer.settings import Settings
from webui.pages.frame import Frame
from webui.search.archive import Archive
from webui.search.request import SearchRequest
from webui.words import WORDS

TEMPLATES = Path(__file__).parent / "templates"


def make_templates() -> Environment:
    """The templates: everything escaped, an unknown name is an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals["w"] = WORDS
    return environment


def render(request: Request, template: str, page: Any, status: int = 200) -> HTMLResponse:
    """The page: the template with the context's fields, and the frame around every page."""
    app = request.app
    context = {field.name: getattr(page, field.name) for field in fields(page)}
    frame = Frame.of(app.state.settings, request.url.path, getattr(page, "request", None), str(request.base_url))
    text = app.state.templates.get_template(template).render(**context, frame=frame)
    return HTMLResponse(text, status)


def _archive(request: Request) -> Archive:
    archive: Archive = request.app.state.gateway.archive()
    return archive


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _page_request(request: Request) -> SearchRequest:
    return SearchRequest.from_params(request.query_params.multi_items(), strict=False)


def _api_request(request: Request) -> SearchRequest:
    return SearchRequest.from_params(request.query_params.multi_items(), strict=True)


ArchiveDep = Annotated[Archive, Depends(_archive)]
SettingsDep = Annotated[Settings, Depends(_settings)]
PageRequestDep = Annotated[SearchRequest, Depends(_page_request)]
ApiRequestDep = Annotated[SearchRequest, Depends(_api_request)]
