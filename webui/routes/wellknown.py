"""`/robots.txt`, `/opensearch.xml`, `/favicon.ico`."""

from __future__ import annotations

from xml.sax.saxutils import escape

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from webui.dependencies import SettingsDep
from webui.words import SITE

router = APIRouter(include_in_schema=False)

# Searches have endless addresses; records, pages and issues are what a search engine is to find.
ROBOTS = "User-agent: *\nDisallow: /search\nDisallow: /export\nDisallow: /feed\nDisallow: /api/\nDisallow: /metrics\n"


@router.get("/robots.txt")
def robots() -> Response:
    """What crawlers may read."""
    return Response(ROBOTS, media_type="text/plain; charset=utf-8")


@router.get("/opensearch.xml")
def opensearch(request: Request, settings: SettingsDep) -> Response:
    """Lets a browser add the site to its search engines."""
    base = escape(str(request.base_url))
    name = escape((settings.paper_name or SITE)[:16])
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        f"<ShortName>{name}</ShortName><Description>{name}</Description><InputEncoding>UTF-8</InputEncoding>"
        f'<Image width="32" height="32" type="image/svg+xml">{base}static/icon.svg</Image>'
        f'<Url type="text/html" template="{base}search?q={{searchTerms}}"/></OpenSearchDescription>\n'
    )
    return Response(body, media_type="application/opensearchdescription+xml")


@router.get("/favicon.ico")
def favicon() -> Response:
    """Old browsers ask here for the icon."""
    return RedirectResponse("/static/icon.svg", 308)
