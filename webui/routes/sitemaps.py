"""`/sitemap.xml`, which names `/sitemap-PAPER-YYYY-MM.xml` (a very full month: `…-MM.2.xml`, too) and `/sitemap-lists.xml`."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from indexer.errors import IndexMissing, NotInArchive
from webui.dependencies import ArchiveDep, CatalogDep
from webui.exports.sitemap import Chunk, sitemap, sitemap_index, sitemap_of_lists
from webui.routes.fresh import fresh
from webui.search.archive import Archive
from webui.search.results import IssueSummary

router = APIRouter(include_in_schema=False)

XML = "application/xml"


@router.get("/sitemap.xml")
def index(request: Request, archive: ArchiveDep, catalog: CatalogDep) -> Response:
    """Every sitemap, with when it last changed."""
    most = request.app.state.sitemap_addresses
    body = sitemap_index(_issues(archive), catalog.last_changes(), str(request.base_url), most)
    return fresh(request, Response(body, media_type=XML), archive.unchanged_since())


@router.get("/sitemap-lists.xml")
def lists(request: Request) -> Response:
    """The pages that lead to the others."""
    return Response(sitemap_of_lists(str(request.base_url)), media_type=XML)


@router.get("/sitemap-{name}.xml")
def month(name: str, request: Request, archive: ArchiveDep, catalog: CatalogDep) -> Response:
    """The issues, pages and records of a paper in a month."""
    chunk = Chunk.named(name)
    first, last = (chunk.first, chunk.last) if chunk else (None, None)
    issues = [
        issue
        for issue in _issues(archive)
        if chunk and issue.paper == chunk.paper and chunk.first <= issue.issue_date <= chunk.last
    ]
    body = None
    if chunk and issues:
        ids = archive.ids(chunk.paper, chunk.first, chunk.last)
        changes = catalog.last_changes(first, last)
        body = sitemap(issues, ids, changes, str(request.base_url), chunk.part, request.app.state.sitemap_addresses)
    if body is None:
        raise NotInArchive("没有这一份站点地图。全部站点地图见 /sitemap.xml。", f"there is no sitemap {name[:60]!r}")
    return fresh(request, Response(body, media_type=XML), archive.unchanged_since())


def _issues(archive: Archive) -> tuple[IssueSummary, ...]:
    try:
        return archive.issues()
    except IndexMissing:
        return ()  # an archive without an index is an empty one
