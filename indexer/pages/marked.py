"""Pages of documents that say themselves what each line is: what they mark as headlines, bylines and captions is believed."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.model import Kind, LineRole
from indexer.pages.drafts import Blocks, Draft
from indexer.pages.furniture import furniture_reason
from indexer.pages.lines import Line

_SELDOM_TEXT = frozenset({"staff", "qr-code"})
"""Furniture that a web page has in its text, too; telephone numbers and publishers there are part of what it says."""


def split_marked(lines: Sequence[Line], roles: Sequence[LineRole | None], masthead: frozenset[int], paper_name: str) -> Blocks:
    """The drafts and the furniture of a page; `roles` by line of the file, every row is in one of them.

    Text before the first headline is an article without one.
    """
    drafts: list[Draft] = []
    furniture: dict[int, str] = {}
    article: Draft | None = None
    caption: Draft | None = None
    for row, line in enumerate(lines):
        role = roles[line.number - 1] if line.number <= len(roles) else None
        if role is LineRole.HEAD or (line.number in masthead and role is not LineRole.TITLE):
            furniture[row] = "masthead"
        elif role is LineRole.LINK:
            furniture[row] = "link"
        elif role is LineRole.SECTION:
            furniture[row] = "section"
            article = None
        elif role is LineRole.CAPTION:
            # A caption of several lines is one, those of two pictures have a blank line between them.
            if caption is not None and not line.gap and caption.body[-1] == row - 1:
                caption.body.append(row)
            else:
                caption = Draft(Kind.CAPTION, body=[row], first=row)
                drafts.append(caption)
        elif role in (LineRole.KICKER, LineRole.TITLE, LineRole.SUBTITLE):
            if article is None or article.body or article.byline is not None:
                article = Draft(Kind.ARTICLE, first=row)
                drafts.append(article)
            article.titles.append(row)
            if role is not LineRole.TITLE:
                article.beside[row] = role
        elif (reason := furniture_reason(line.text, paper_name)) in _SELDOM_TEXT and reason:
            furniture[row] = reason
        else:
            if article is None:
                article = Draft(Kind.ARTICLE, first=row)
                drafts.append(article)
            if role is LineRole.BYLINE and article.byline is None and not article.body:
                article.byline = row
            else:
                article.body.append(row)
    return Blocks(drafts, furniture, [])
