"""The parts of a record as plain values: the same in `bulletin parse --json` and in the stored document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from indexer.model import Jump, ParseWarning, Record

ROLE_FIELDS = {
    "reporter": "reporters",
    "correspondent": "correspondents",
    "intern": "interns",
    "photographer": "photographers",
}
"""By role of a credit the field that holds its names, in the order of the contract."""


def byline_json(record: Record) -> dict[str, Any] | None:
    """The credit as printed, and its span."""
    byline = record.byline
    return {"raw": byline.raw, "span": [byline.span.start, byline.span.end]} if byline else None


def credits_json(credits: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The names by field, out of pairs of role and name; each name once in its field, in the order given."""
    named: dict[str, dict[str, None]] = {field: {} for field in ROLE_FIELDS.values()}
    for role, name in credits:
        named[ROLE_FIELDS[role]][name] = None
    return {field: list(names) for field, names in named.items()}


def dateline_json(record: Record) -> dict[str, Any] | None:
    """The opening time words and the place."""
    return {"raw": record.dateline.raw, "place": record.dateline.place} if record.dateline else None


def event_dates_json(record: Record) -> list[dict[str, Any]]:
    """The days named, `from` and `to` null where they are not resolved."""
    return [
        {
            "raw": event.raw,
            "from": event.from_.isoformat() if event.from_ else None,
            "to": event.to.isoformat() if event.to else None,
        }
        for event in record.event_dates
    ]


def departments_json(record: Record) -> list[dict[str, Any]]:
    """Every mention of an office, in the order of the text."""
    return [
        {
            "name": mention.name,
            "level": mention.level,
            "facet": mention.facet,
            "as_printed": mention.as_printed,
            "confirmed": mention.confirmed,
        }
        for mention in record.departments
    ]


def people_json(record: Record) -> list[dict[str, str]]:
    """The persons named with a title."""
    return [{"name": person.name, "title": person.title} for person in record.people]


def lines_json(record: Record) -> list[list[int]]:
    """The stretches of source lines, first and last included."""
    return [[line.first, line.last] for line in record.lines]


def box_json(record: Record) -> list[float] | None:
    """The place on the printed page, where it is known."""
    return list(record.box) if record.box else None


def photo_box_json(record: Record) -> list[float] | None:
    """The place of the photo that a caption speaks of, where it is known."""
    return list(record.photo_box) if record.photo_box else None


def places_json(record: Record) -> dict[str, Any]:
    """Where the titles and each paragraph are printed: what goes along when a correction gives a paragraph to another record."""
    # A record of another system may say on which lines it stands, not which paragraph on which: all of them name its first.
    known = len({paragraph.lines for paragraph in record.paragraphs}) == len(record.paragraphs)
    return {
        "head": list(record.head_box) if record.head_box else None,
        "paragraphs": [
            {"lines": _ranges(paragraph.lines) if known else [], "box": list(paragraph.box) if paragraph.box else None}
            for paragraph in record.paragraphs
        ],
    }


def _ranges(numbers: Iterable[int]) -> list[list[int]]:
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ranges


def warning_json(warning: ParseWarning) -> dict[str, Any]:
    """A warning with its lines and its sentence."""
    return {"code": warning.code, "lines": list(warning.lines), "note": warning.note}


def jump_json(jump: Jump | None) -> dict[str, Any] | None:
    """The words as printed, the page they name; id and headline of the other part where the issue's pages were seen together."""
    return {"raw": jump.raw, "page": jump.page, "id": jump.record, "headline": jump.headline} if jump else None
