"""An article that runs on over several pages, put together for the page of any of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webui.pages.frame import Link, page_text
from webui.search.highlight import Term, marks_of, parts
from webui.search.results import RecordView, TextPart


@dataclass(frozen=True, slots=True)
class OtherPart:
    """What stands on another page of the same issue."""

    page: Link
    """The page it is printed on, leading to the record there."""
    paragraphs: tuple[tuple[TextPart, ...], ...]
    """Its whole text, with marks."""


def other_parts(views: Sequence[RecordView], terms: Sequence[Term]) -> tuple[OtherPart, ...]:
    """These parts of an article as its page shows them."""
    return tuple(_part(view, terms) for view in views)


def marked_paragraphs(body: str, marks: Sequence[tuple[int, int]]) -> tuple[tuple[TextPart, ...], ...]:
    """The paragraphs of a text, one a line, with these stretches marked."""
    paragraphs = []
    start = 0
    for text in body.split("\n") if body else ():
        paragraphs.append(parts(body, marks, start, start + len(text)))
        start += len(text) + 1
    return tuple(paragraphs)


def _part(view: RecordView, terms: Sequence[Term]) -> OtherPart:
    source = view.source
    body = source.get("body", "")
    marks = marks_of({"body": body}, terms).get("body", ()) if body else ()
    link = Link(page_text(source["page"], source.get("page_name")), f"/{view.id}")
    return OtherPart(link, marked_paragraphs(body, marks))
