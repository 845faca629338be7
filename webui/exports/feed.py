"""A search as an Atom feed (RFC 4287), page by page where there is more (RFC 5005). Pure."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from webui.search.results import Fragment, Hit, SearchResults
from webui.words import KIND_LABELS, WORDS

ATOM = "http://www.w3.org/2005/Atom"
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""

_NOTHING_YET = date(1970, 1, 1)
"""The time of a feed without entries: Atom wants one, and any later one would claim that something has come."""


def atom_feed(results: SearchResults, title: str, base_url: str) -> bytes:
    """The feed of these results, one entry a record in their order; `base_url` ends in a slash.

    Days have no time of day; Atom wants one, so it is midnight UTC.
    """
    ElementTree.register_namespace("", ATOM)
    base = base_url.rstrip("/")
    request = results.request
    feed = Element(_name("feed"))
    _text(feed, "id", base + request.with_(page=1).url("/feed.atom"))
    _text(feed, "title", title)
    _text(feed, "updated", _time(max((hit.issue_date for hit in results.hits), default=_NOTHING_YET)))
    _link(feed, "self", base + request.url("/feed.atom"), "application/atom+xml")
    _link(feed, "alternate", base + request.url(), "text/html")
    if request.page < results.last_page:
        _link(feed, "next", base + request.with_(page=request.page + 1).url("/feed.atom"), "application/atom+xml")
    if 1 < request.page <= results.last_page:
        _link(feed, "previous", base + request.with_(page=request.page - 1).url("/feed.atom"), "application/atom+xml")
    # Atom wants an author of each entry or of the feed; captions and notices have none of their own.
    _text(SubElement(feed, _name("author")), "name", title)
    for hit in results.hits:
        _entry(feed, hit, base)
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(feed: Element, hit: Hit, base: str) -> None:
    entry = SubElement(feed, _name("entry"))
    address = base + hit.url
    opening = next((fragment.text for fragment in hit.fragments if not fragment.is_superseded), "")
    _text(entry, "id", address)
    _text(entry, "title", hit.headline or opening or KIND_LABELS.get(hit.kind, hit.kind))
    _text(entry, "updated", _time(hit.issue_date))
    _link(entry, "alternate", address, "text/html")
    for name in (*hit.reporters, *hit.photographers):
        _text(SubElement(entry, _name("author")), "name", name)
    for department in hit.departments:
        SubElement(entry, _name("category"), term=_written(department))
    _text(entry, "summary", "……".join(map(_labelled, hit.fragments)))


def _labelled(fragment: Fragment) -> str:
    return f"{WORDS['superseded']}：{fragment.text}" if fragment.is_superseded else fragment.text


def _name(tag: str) -> str:
    return f"{{{ATOM}}}{tag}"


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, _name(tag)).text = _written(text)


def _link(parent: Element, rel: str, address: str, kind: str) -> None:
    SubElement(parent, _name("link"), rel=rel, href=address, type=kind)


def _written(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
