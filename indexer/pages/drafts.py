"""Records in the making, and all that a page was cut into."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.model import Kind, LineRole


@dataclass(slots=True)
class Draft:
    """A record in the making: rows are places in the list of lines."""

    kind: Kind
    titles: list[int] = field(default_factory=list)
    byline: int | None = None
    """Row of a byline that has its own line, above or under the body."""
    body: list[int] = field(default_factory=list)
    first: int = 0
    """Row that decides the order on the page."""
    beside: dict[int, LineRole] = field(default_factory=dict)
    """Title rows that the document itself calls kicker or subtitle."""


@dataclass(slots=True)
class Blocks:
    """Everything of a page: drafts in order, furniture rows with their reason, rows that found no place."""

    drafts: list[Draft]
    furniture: dict[int, str]
    homeless: list[int]
    page_photo: int | None = None
    """Row with the credit for all unsigned pictures of the page."""
