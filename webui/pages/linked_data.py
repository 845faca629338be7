"""What search engines, chats and other programs read of a record's page: schema.org as JSON-LD, and OpenGraph."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from indexer.settings import Settings
from webui.citations.citation import Citation
from webui.pages.frame import issue_url
from webui.pages.items import day_of, description
from webui.search.results import RecordView
from webui.words import KIND_LABELS, SITE

_TYPES = {"article": "NewsArticle", "caption": "ImageObject"}
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_ESCAPES = {"'": "\\u0027", "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""A `</script>` in a headline would end the block, a `<!--` would swallow the page: in JSON both can be written without a bracket."""


def linked_data(view: RecordView, citation: Citation, base_url: str, image_url: str | None, photo_url: str | None) -> str:
    """The record as JSON-LD: NewsArticle, ImageObject for a caption, Article for a notice; safe to stand between script tags.

    `image_url` is the path of the picture of its page, `photo_url` that of a caption's photo.
    """
    source = view.source
    key = (source["paper"], day_of(source), source["edition"])
    base = base_url.rstrip("/")
    url = f"{base}/{view.id}"
    kind = source["kind"]
    record: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(kind, "Article"),
        "@id": url,
        "url": url,
        "mainEntityOfPage": url,
        "name" if kind == "caption" else "headline": citation.title,
        "alternativeHeadline": source.get("subtitle"),
        "caption": source.get("body") if kind == "caption" else None,
        "description": description(view) if kind != "caption" else None,
        "genre": KIND_LABELS.get(kind, kind),
        "inLanguage": "zh-CN",
        "datePublished": source["issue_date"],
        "author" if kind != "caption" else "creator": [{"@type": "Person", "name": name} for name in citation.authors],
        "dateline": (source.get("details", {}).get("dateline") or {}).get("place") if kind == "article" else None,
        "contentUrl": base + photo_url if photo_url else None,
        "image": base + image_url if image_url else None,
        "mentions": [
            *({"@type": "GovernmentOrganization", "name": name} for name in source.get("departments", ())),
            *({"@type": "Person", "name": name} for name in source.get("people", ())),
        ],
        **_place(source, kind),
        "isPartOf": {
            "@type": "PublicationIssue",
            "@id": base + issue_url(*key),
            "url": base + issue_url(*key),
            "datePublished": source["issue_date"],
            **({"issueNumber": source["issue_number"]} if source.get("issue_number") else {}),
            "isPartOf": {"@type": "Newspaper", "name": citation.paper},
        },
        "publisher": {"@type": "NewsMediaOrganization", "name": citation.paper},
    }
    written = json.dumps({name: value for name, value in record.items() if value}, ensure_ascii=False)
    # A quote within a text is \" in JSON, which a reader of HTML alone would take for the end of something.
    written = _ESCAPED.sub(lambda found: "\\u0022" if found[0] == '\\"' else found[0], written)
    return "".join(_ESCAPES.get(sign, sign) for sign in written)


def social(
    view: RecordView, citation: Citation, settings: Settings, base_url: str, image_url: str | None
) -> tuple[tuple[str, str], ...]:
    """Property and content of the record's OpenGraph tags."""
    source = view.source
    base = base_url.rstrip("/")
    pairs = [
        ("og:type", "article"),
        ("og:title", citation.title),
        ("og:description", description(view)),
        ("og:url", f"{base}/{view.id}"),
        ("og:site_name", settings.paper_name or SITE),
        ("og:locale", "zh_CN"),
        ("og:image", base + image_url if image_url else ""),
        ("article:published_time", source["issue_date"]),
        *(("article:author", name) for name in citation.authors),
        ("article:section", citation.page_name or ""),
    ]
    return tuple((name, value) for name, value in pairs if value)


def _place(source: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """Where it is printed, in the words that schema.org has for the kind; an ImageObject has none."""
    if kind == "article":
        edition = str(source["edition"]) if source["edition"] != 1 else None
        return {"printPage": str(source["page"]), "printSection": source.get("page_name"), "printEdition": edition}
    return {"pagination": str(source["page"])} if kind == "notice" else {}
