"""`/feed.atom`: any search as a feed."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from webui.dependencies import ArchiveDep, PageRequestDep, SettingsDep
from webui.exports.feed import atom_feed
from webui.routes.fresh import NOT_INDEXED, fresh
from webui.words import SITE

router = APIRouter(include_in_schema=False)


@router.get("/feed.atom")
def feed(request: Request, archive: ArchiveDep, wanted: PageRequestDep, settings: SettingsDep) -> Response:
    """The newest records of the search; in another order only where one is asked for."""
    if "sort" not in request.query_params:
        wanted = wanted.with_(sort="date", page=wanted.page)
    named = wanted.named
    site = settings.paper_name or SITE
    body = atom_feed(archive.search(wanted), f"{named} - {site}" if named else site, str(request.base_url))
    return fresh(
        request,
        Response(body, media_type="application/atom+xml; charset=utf-8", headers=NOT_INDEXED),
        archive.unchanged_since(),
    )
