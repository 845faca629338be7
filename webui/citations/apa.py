"""APA, 7th edition: an article of a newspaper. Chinese names stay whole, family name first, as readers of Chinese look for them."""

from __future__ import annotations

from datetime import date

from webui.citations.citation import Citation, pages_text

MOST_NAMES = 20
"""Of more authors the first 19 and the last are named."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DESCRIBED = {"caption": " [Photograph]"}
"""What is no article is told in brackets behind its title."""


def apa(citation: Citation) -> str:
    """The entry of a list of references, as plain text: what stands in italics there, the newspaper, has no mark."""
    title = f"{citation.title}{_DESCRIBED.get(citation.kind, '')}"
    day = f"({_day(citation.day)})."
    # A work without an author begins with its title.
    head = f"{_stopped(_names(citation.authors))} {day} {_stopped(title)}" if citation.authors else f"{_stopped(title)} {day}"
    where = f"{citation.paper}, {pages_text(citation.pages, '–', ', ')}."
    return " ".join(filter(None, (head, where, citation.url)))


def _names(authors: tuple[str, ...]) -> str:
    if len(authors) > MOST_NAMES:
        return ", ".join(authors[: MOST_NAMES - 1]) + f", . . . {authors[-1]}"
    if len(authors) == 1:
        return authors[0]
    return ", ".join(authors[:-1]) + f", & {authors[-1]}"


def _day(day: date) -> str:
    return f"{day.year}, {_MONTHS[day.month - 1]} {day.day}"


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!", "。", "？", "！")) else f"{text}."
