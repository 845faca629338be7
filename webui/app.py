"""The site: `create_app(settings)`. Importing this has no effect."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from indexer.settings import Settings
from webui.catalog_view import CatalogView
from webui.dependencies import templates
from webui.errors import fault, install_error_handlers
from webui.export_slots import ExportSlots
from webui.exports.sitemap import MOST_ADDRESSES
from webui.gateway import Announce, Gateway
from webui.metrics import Metrics
from webui.middleware import Compressed, Envelope
from webui.page_pictures import PagePictures
from webui.routes import (
    api,
    browse,
    exports,
    feeds,
    health,
    help,
    manifests,
    pictures,
    record_files,
    records,
    reference_exports,
    search,
    selection,
    sitemaps,
    wellknown,
)
from webui.search.archive import Archive

STATIC = Path(__file__).parent / "static"


def create_app(settings: Settings, archive: Archive | None = None, announce: Announce | None = None) -> FastAPI:
    """The app for these settings; `archive` takes the place of the engine in tests, `announce` is told how the engine fares.

    It answers at once; while the engine is not there, searches are answered with 503 and a page that says so.
    """
    gateway = Gateway(settings, archive, announce) if announce else Gateway(settings, archive)
    metrics = Metrics()

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        gateway.open()
        try:
            yield
        finally:
            gateway.close()

    app = FastAPI(
        title="bulletin-archive",
        version=version("bulletin-archive"),
        description="Full-text search in the archive of a local newspaper. Public, read only, no key.",
        lifespan=lifespan,
        # The usual documentation page loads scripts from another site; ours is in routes/api.py.
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.settings = settings
    app.state.gateway = gateway
    app.state.templates = templates()
    app.state.metrics = metrics
    app.state.stylesheet = _kept_address("style.css")
    app.state.script = _kept_address("suggest.js")
    app.state.page_script = _kept_address("page.js")
    app.state.print_script = _kept_address("print.js")
    app.state.copy_script = _kept_address("copy.js")
    app.state.pictures = PagePictures(settings.home)
    app.state.exports = ExportSlots()
    app.state.sitemap_addresses = MOST_ADDRESSES
    app.state.catalog = CatalogView(settings.home)
    install_error_handlers(app)
    app.add_middleware(Compressed)
    app.add_middleware(Envelope, metrics=metrics, fault=fault)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    # Records last: /PAPER/DATE/PAGE/RECORD would take the addresses of all others.
    routers = (
        health,
        wellknown,
        sitemaps,
        api,
        search,
        exports,
        reference_exports,
        feeds,
        selection,
        browse,
        help,
        pictures,
        manifests,
    )
    for module in (*routers, record_files, records):
        app.include_router(module.router)
    return app


def _kept_address(name: str) -> str:
    """The address of a static file that names its content."""
    return f"/static/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"
