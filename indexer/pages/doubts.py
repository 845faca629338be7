"""What a page's own text shows to be doubtful: passages that stand twice, articles that end in mid-sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from indexer.model import Kind, Paragraph, ParseWarning, Record
from indexer.pages.credit_lines import closing_credit, own_line_credit
from indexer.pages.titles import DATE_ONLY, SIGNATURE

SHORTEST_REPEAT = 28
"""Characters of a sentence that make a repetition: shorter ones are set phrases (深入学习贯彻……精神) that articles share."""
_SENTENCE = re.compile(r"[^。！？；;!?]+[。！？；;!?”’」』）)]*")
_ENDED = re.compile(r"[。！？!?…”’」』）)》】]$")
_BLANK = re.compile(r"[\s　]+")
_NEVER_FIRST = frozenset("，。、；：！？,;:!?”’）》」』】)%％")
MOST_LINES_NAMED = 12


def warn(records: Sequence[Record]) -> tuple[Record, ...]:
    """The records with the warnings that their texts give."""
    repeated = _repeated(records)
    warned = []
    for place, record in enumerate(records):
        found = (*repeated.get(place, ()), *_headless(record), *_unfinished(record))
        warned.append(replace(record, warnings=(*record.warnings, *found)) if found else record)
    return tuple(warned)


def _repeated(records: Sequence[Record]) -> dict[int, list[ParseWarning]]:
    """Sentences of some length that stand more than once on the page, by record; one warning for each set of lines."""
    places: defaultdict[str, list[tuple[int, Paragraph, int]]] = defaultdict(list)
    for number, record in enumerate(records):
        for paragraph in record.paragraphs:
            for sentence in _SENTENCE.finditer(paragraph.text):
                if sentence.end() - sentence.start() >= SHORTEST_REPEAT:
                    places[_BLANK.sub("", sentence[0].strip("。；;"))].append((number, paragraph, sentence.start()))
    warnings: defaultdict[int, list[ParseWarning]] = defaultdict(list)
    seen: set[tuple[int, tuple[int, ...]]] = set()
    for text, found in places.items():
        if len(found) < 2:
            continue
        named = tuple(sorted({_line_at(paragraph, start) for _, paragraph, start in found}))[:MOST_LINES_NAMED]
        for number in dict.fromkeys(number for number, _, _ in found):
            if (number, named) in seen:
                continue
            seen.add((number, named))
            note = f"「{text[:16]}……」在本版出现 {len(found)} 次；各处都照原样保留。"
            warnings[number].append(ParseWarning("repeated passage", named, note))
    return warnings


def _line_at(paragraph: Paragraph, position: int) -> int:
    """The source line of a place in the paragraph's text; of several pieces on one line each counts."""
    if len(paragraph.lines) != len(paragraph.spans):
        return paragraph.lines[0]
    ends = list(accumulate(span.end - span.start for span in paragraph.spans))
    return paragraph.lines[min(bisect_right(ends, position), len(ends) - 1)]


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
    return [ParseWarning("ends mid-sentence", (last.lines[-1],), f"文章在「……{last.text[-12:]}」处断开，版面上没有下文。")]


def _headless(record: Record) -> list[ParseWarning]:
    """Paragraphs that begin with a mark that no sentence begins with: what stood before was lost, or columns were read out of order."""
    if record.continued_from:
        return []
    lines = tuple(p.lines[0] for p in record.paragraphs if p.text[0] in _NEVER_FIRST)
    if not lines:
        return []
    return [ParseWarning("starts mid-sentence", lines, "段落从半句话开始，上文可能缺失，也可能是分栏次序读错了；照原样保留。")]


def spread(records: Sequence[Record], warnings: Sequence[ParseWarning]) -> tuple[Record, ...]:
    """The records with those of the file's own warnings (乱码) whose lines stand in them."""
    if not warnings:
        return tuple(records)
    found = []
    for record in records:
        own = []
        for warning in warnings:
            lines = tuple(number for number in warning.lines if any(part.first <= number <= part.last for part in record.lines))
            if lines:
                own.append(replace(warning, lines=lines))
        found.append(replace(record, warnings=(*record.warnings, *own)))
    return tuple(found)


def missing_headline(record: Record, line: int) -> ParseWarning:
    """The warning of an article above which no line looks like its headline; `line` is the number of its first."""
    return ParseWarning("headline missing", (line,), f"「{record.body[:14]}……」上方没有找到标题。")


def no_article() -> ParseWarning:
    """The warning of a page without a report."""
    return ParseWarning("no article", (), "这一版没有识别出任何报道；请核对文件内容。")
