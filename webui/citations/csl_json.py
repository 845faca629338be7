"""CSL-JSON, for Zotero, pandoc and all that reads styles of the Citation Style Language."""

from __future__ import annotations

from datetime import date
from typing import Any

from webui.citations.citation import Citation, pages_text


def csl_item(citation: Citation) -> dict[str, Any]:
    """The item; the file is a list of them."""
    item: dict[str, Any] = {
        "id": citation.key,
        "type": "article-newspaper",
        "title": citation.title,
        "container-title": citation.paper,
        # A Chinese name is one word: taken apart it would be turned round.
        "author": [{"literal": name} for name in citation.authors],
        "issued": _parts(citation.day),
        "edition": str(citation.edition) if citation.edition != 1 else None,
        "page": pages_text(citation.pages, "-", ", "),
        "section": citation.page_name,
        "URL": citation.url,
        "accessed": _parts(citation.accessed) if citation.url else None,
        "language": "zh-CN",
    }
    return {key: value for key, value in item.items() if value}


def _parts(day: date) -> dict[str, Any]:
    return {"date-parts": [[day.year, day.month, day.day]]}
