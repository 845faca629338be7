"""Where a record comes from and how it was read, as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from webui.words import READER_LABELS, WORDS


@dataclass(frozen=True, slots=True)
class Source:
    """Where the record comes from."""

    name: str
    """The file, as it was named when it was ingested."""
    facts: tuple[tuple[str, str], ...]
    """Label and value: how it was read, how sure the recognition was, encoding, lines, batch."""


def source_of(source: Mapping[str, Any]) -> Source:
    """The provenance of a stored record."""
    details: Mapping[str, Any] = source.get("details", {})
    reader = source.get("reader", "")
    facts = (
        (WORDS["source_format"], READER_LABELS.get(reader, reader)),
        (WORDS["source_text"], _read_as(details)),
        (WORDS["source_encoding"], (details.get("encoding") or "").upper()),
        (WORDS["source_lines"], lines_text(details.get("lines", ()))),
        (WORDS["batch"], source.get("batch", "")),
    )
    return Source(source.get("source_name", ""), tuple((label, value) for label, value in facts if value))


def lines_text(ranges: Sequence[Sequence[int]]) -> str:
    """3–9、14."""
    return "、".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges)


def _read_as(details: Mapping[str, Any]) -> str:
    """From the text layer or recognised; empty for sources that are text, and for records read before that was kept."""
    recognition = details.get("recognition")
    if recognition is None:
        return ""
    if not recognition["recognised"]:
        return WORDS["text_layer"]
    # Down, never up: 99.96 is not 100.
    tenths = int(recognition["confidence"] * 1000)
    return WORDS["text_recognised"].format(percent=f"{tenths / 10:.1f}")
