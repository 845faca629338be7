"""How much of a page found its place."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.model import Page
from indexer.pages.lines import Line


def coverage(page: Page, lines: Sequence[Line]) -> float:
    """The share of the characters that stand in exactly one record or furniture: counted from the result, not from the way to it, so that a lost or doubled line shows."""
    owners: dict[int, int] = {}
    for record in page.records:
        for part in record.lines:
            for number in range(part.first, part.last + 1):
                owners[number] = owners.get(number, 0) + 1
    for furniture in page.furniture:
        owners[furniture.lines.first] = owners.get(furniture.lines.first, 0) + 1
    total = sum(len(line.text) for line in lines)
    covered = sum(len(line.text) for line in lines if owners.get(line.number) == 1)
    return covered / total if total else 1.0
