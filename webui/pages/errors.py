"""The page of an error: what is wrong, what to do, and ways on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from webui.pages.frame import Link, year_url
from webui.search.request import PHOTOS_PATH, SearchRequest
from webui.words import WORDS


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What went wrong and what to do."""

    status: int
    """The HTTP status."""
    title: str
    """What is wrong, in a few words."""
    text: str
    """What is wrong and what to do, in a sentence."""
    again_url: str | None
    """The same address once more, where waiting helps."""
    ways: tuple[Link, ...]
    """Pages that are there."""
    request: SearchRequest | None
    """What was typed, to stand in the search box, where that can be told."""


def error_ways(status: int, day: date | None) -> tuple[Link, ...]:
    """Where to go from an error with this status; `day` is that of the issue whose address was asked for.

    While the engine is away, help alone is there.
    """
    help_link = Link(WORDS["help"], "/help")
    if status >= 500:
        return (help_link,)
    calendar = (
        Link(WORDS["calendar_of"].format(year=day.year), year_url(day.year)) if day else Link(WORDS["issues"], "/issues/")
    )
    return (
        calendar,
        Link(WORDS["photos"], PHOTOS_PATH),
        Link(WORDS["reporters"], "/reporters/"),
        Link(WORDS["departments"], "/departments/"),
        help_link,
    )
