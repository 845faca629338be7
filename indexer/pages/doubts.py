"""What a page's own text shows to be doubtful: passages that stand twice, articles that end in mid-sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from indexer.model import Kind, ParseWarning, Record
from indexer.pages.credit_lines import closing_credit, own_line_credit
from indexer.pages.lines import Line
from indexer.pages.titles import DATE_ONLY, SIGNATURE

SHORTEST_REPEAT = 28
"""Characters of a sentence that make a repetition: shorter ones are set phrases (深入学习贯彻……精神) that articles share."""
_SENTENCE = re.compile(r"[^。！？；;!?]+[。！？；;!?”’」』）)]*")
_ENDED = re.compile(r"[。！？!?…”’」』）)》】]$")
_BLANK = re.compile(r"[\s　]+")
MOST_LINES_NAMED = 12


def warn(records: Sequence[Record]) -> tuple[Record, ...]:
    """The records with the warnings that their texts give."""
    repeated = _repeated(records)
    return tuple(
        replace(record, warnings=(*record.warnings, *repeated.get(place, ()), *_unfinished(record)))
        for place, record in enumerate(records)
    )


def _repeated(records: Sequence[Record]) -> dict[int, list[ParseWarning]]:
    """Sentences of some length that stand more than once on the page, by record; one warning for each set of lines."""
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, record in enumerate(records):
        for paragraph in record.paragraphs:
            offset = 0
            ends = []
            for span, line in zip(paragraph.spans, _lines_of(paragraph.lines, len(paragraph.spans)), strict=True):
                offset += span.end - span.start
                ends.append((offset, line))
            for sentence in _SENTENCE.finditer(paragraph.text):
                if sentence.end() - sentence.start() < SHORTEST_REPEAT:
                    continue
                line = next((line for end, line in ends if sentence.start() < end), paragraph.lines[-1])
                places[_BLANK.sub("", sentence[0].strip("。；;"))].append((number, line))
    warnings: defaultdict[int, list[ParseWarning]] = defaultdict(list)
    seen: set[tuple[int, tuple[int, ...]]] = set()
    for text, found in places.items():
        lines = tuple(sorted({line for _, line in found}))
        if len(found) < 2:
            continue
        named = lines[:MOST_LINES_NAMED]
        for number in dict.fromkeys(number for number, _ in found):
            if (number, named) in seen:
                continue
            seen.add((number, named))
            note = f"「{text[:16]}……」在本版出现 {len(found)} 次;各处都照原样保留。"
            warnings[number].append(ParseWarning("repeated passage", named, note))
    return warnings


def _lines_of(lines: tuple[int, ...], count: int) -> tuple[int, ...]:
    return lines if len(lines) == count else (lines * count)[:count]


def _unfinished(record: Record) -> list[ParseWarning]:
    if record.kind is not Kind.ARTICLE or not record.paragraphs or record.continues_to:
        return []
    last = record.paragraphs[-1]
    if _ENDED.search(last.text) or closing_credit(last.text) or own_line_credit(last.text):
        return []
    if not any(_ENDED.search(paragraph.text) for paragraph in record.paragraphs):
        # Verse, tables and lists have no sentence to break off.
        return []
    if DATE_ONLY.match(last.text) or (SIGNATURE.search(last.text) and len(last.text) < 24):
        return []
    return [ParseWarning("ends mid-sentence", (last.lines[-1],), f"文章在「……{last.text[-12:]}」处断开,版面上没有下文。")]


def missing_headline(record: Record, line: Line) -> ParseWarning:
    """The warning of an article above which no line looks like its headline."""
    return ParseWarning("headline missing", (line.number,), f"「{record.body[:14]}……」上方没有找到标题。")
