"""`/robots.txt`, `/opensearch.xml` with its suggestions, `/favicon.ico`."""

from __future__ import annotations

from xml.sax.saxutils import escape

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from webui.dependencies import ArchiveDep, SettingsDep
from webui.search.request import SearchRequest
from webui.words import SITE

router = APIRouter(include_in_schema=False)

# Searches have endless addresses; records, pages and issues are what a search engine is to find.
# With the sign for anything (RFC 9309): some libraries take the question mark alone for nothing, and would leave /photos out, too.
_ENDLESS = ("/search", "/photos?*", "/selection", "/export", "/feed", "/opensearch-suggestions", "/api/", "/metrics")
ROBOTS = "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in _ENDLESS)
SUGGESTIONS = "application/x-suggestions+json"


@router.get("/robots.txt")
def robots(request: Request) -> Response:
    """What crawlers may read, and where all of it is named."""
    return Response(f"{ROBOTS}Sitemap: {request.base_url}sitemap.xml\n", media_type="text/plain; charset=utf-8")


@router.get("/opensearch.xml")
def opensearch(request: Request, settings: SettingsDep) -> Response:
    """Lets a browser add the site to its search engines, with suggestions while one types, and readers of feeds follow a search."""
    base = escape(str(request.base_url))
    name = escape((settings.paper_name or SITE)[:16])
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        f"<ShortName>{name}</ShortName><Description>{name}</Description><InputEncoding>UTF-8</InputEncoding>"
        f'<Image width="32" height="32" type="image/svg+xml">{base}static/icon.svg</Image>'
        f'<Url type="text/html" template="{base}search?q={{searchTerms}}"/>'
        f'<Url type="application/atom+xml" template="{base}feed.atom?q={{searchTerms}}&amp;page={{startPage?}}"/>'
        f'<Url type="{SUGGESTIONS}" rel="suggestions" template="{base}opensearch-suggestions?q={{searchTerms}}"/>'
        f'<Url type="application/opensearchdescription+xml" rel="self" template="{base}opensearch.xml"/>'
        "</OpenSearchDescription>\n"
    )
    return Response(body, media_type="application/opensearchdescription+xml")


@router.get("/opensearch-suggestions")
def suggestions(request: Request, archive: ArchiveDep) -> Response:
    """What may be meant, in the form that browsers know."""
    text = SearchRequest(text=request.query_params.get("q", "")).text
    return JSONResponse([text, [found.text for found in archive.suggest(text)]], media_type=SUGGESTIONS)


@router.get("/favicon.ico")
def favicon() -> Response:
    """Old browsers ask here for the icon."""
    return RedirectResponse("/static/icon.svg", 308)
