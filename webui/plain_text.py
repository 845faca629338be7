"""A record as plain text, for memos and for those who read without a browser. Pure."""

from __future__ import annotations

from indexer.settings import Settings
from webui.pages.frame import issue_text, page_text
from webui.pages.items import day_of
from webui.search.results import RecordView


def plain_text(view: RecordView, settings: Settings, base_url: str) -> str:
    """Headlines, credit and text as printed, a paragraph a line; below them where it stands, and its address."""
    source = view.source
    head = [source[field] for field in ("kicker", "headline", "subtitle", "byline") if source.get(field)]
    where = issue_text(source["paper"], day_of(source), source["edition"], settings)
    foot = [f"{where} {page_text(source['page'], source.get('page_name'))}", f"{base_url}{view.id}"]
    blocks = ("\n".join(head), str(source.get("body", "")), "\n".join(foot))
    return "\n\n".join(filter(None, blocks)) + "\n"
