"""What routes are given: the archive, the search request, the way to a rendered page."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from indexer.settings import Settings
from webui.catalog_view import CatalogView
from webui.page_pictures import PagePictures
from webui.pages.frame import Frame
from webui.search.archive import Archive
from webui.search.language import LONGEST_TEXT
from webui.search.request import SearchRequest
from webui.words import WORDS

TEMPLATES = Path(__file__).parent / "templates"


@cache
def templates() -> Environment:
    """The templates, compiled once in a process: everything escaped, an unknown name is an error."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    # As attributes and nothing else: of a dict, `w.clear` would be its method.
    environment.globals["w"] = SimpleNamespace(**WORDS)
    return environment


def render(request: Request, template: str, page: Any, status: int = 200) -> HTMLResponse:
    """The page: the template with the context's fields, and the frame around every page."""
    return HTMLResponse(request.app.state.templates.get_template(template).render(**_context(request, page)), status)


def render_beginning(request: Request, template: str, beginning: Any, end: str) -> str:
    """The page as far as before `end`, from a value that has what the template needs until there."""
    pieces: list[str] = []
    for piece in request.app.state.templates.get_template(template).generate(**_context(request, beginning)):
        pieces.append(piece)
        if end in piece:
            break
    text = "".join(pieces)
    return text[: text.index(end)]


def _context(request: Request, page: Any) -> dict[str, Any]:
    state = request.app.state
    context = {field.name: getattr(page, field.name) for field in fields(page)}
    wanted, address = getattr(page, "request", None), getattr(page, "address", None)
    scripts = state.script, state.page_script, state.print_script, state.copy_script
    frame = Frame.of(state.settings, request.url.path, str(request.base_url), state.stylesheet, scripts, wanted, address)
    return {**context, "frame": frame}


def _archive(request: Request) -> Archive:
    archive: Archive = request.app.state.gateway.archive()
    return archive


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _pictures(request: Request) -> PagePictures:
    pictures: PagePictures = request.app.state.pictures
    return pictures


def _catalog(request: Request) -> CatalogView:
    catalog: CatalogView = request.app.state.catalog
    return catalog


def _page_request(request: Request) -> SearchRequest:
    wanted = SearchRequest.from_params(request.query_params.multi_items(), strict=False)
    if len(wanted.text) > LONGEST_TEXT:
        # Every link of the page carries the text. One character more than counts, so that the page says that the rest does not.
        wanted = wanted.with_(text=wanted.text[: LONGEST_TEXT + 1], page=wanted.page)
    return wanted


def _api_request(request: Request) -> SearchRequest:
    return SearchRequest.from_params(request.query_params.multi_items(), strict=True)


ArchiveDep = Annotated[Archive, Depends(_archive)]
PicturesDep = Annotated[PagePictures, Depends(_pictures)]
CatalogDep = Annotated[CatalogView, Depends(_catalog)]
SettingsDep = Annotated[Settings, Depends(_settings)]
PageRequestDep = Annotated[SearchRequest, Depends(_page_request)]
ApiRequestDep = Annotated[SearchRequest, Depends(_api_request)]
