"""The source note of a statistical bulletin (邮政数据来自县邮政公司): who stands there answers for figures, a firm or an association too.

Elsewhere firms, associations and institutes are organisations and no offices.
"""

from __future__ import annotations

import re

from indexer.extract.hits import Hit
from indexer.extract.places import HAN
from indexer.extract.prefixes import NONE, Prefix, prefix_before

# 财政数据来自…；客运量数据来源于…；资料来源：…、…。
NOTE = re.compile(
    r"(?:(?:数据|资料|指标|情况|其余|其他|其它)(?:均|主要|分别|都)?(?:来自于?|来源于|取自|源自)|(?:资料|数据)来源)[:：]?([^；。;\n]{2,400})"
)
# 用电量由县供电公司提供
GIVEN = re.compile(r"由([^，；。;\n]{2,60}?)提供")
# What a source that is no office is called, its prefix left out.
NAME = re.compile(rf"(?=([{HAN}]{{2,12}}?(?:公司|集团|协会|学会|融媒体中心|电视台|气象站|水文站|车站|图书馆|研究院)))")
# 国网望川供电公司, 中国电信望川分公司: the firm's own name stands before the place.
BRAND = re.compile(rf"(国网|中国(?:电信|移动|联通|邮政|铁塔|石油|石化|人寿|人保))[{HAN}（）()]{{0,10}}?公司")
_WORDS = ("来自", "来源", "取自", "源自", "提供")
_LEAD = re.compile(r".*(?:来自于?|来源于|取自|源自|[:：由])")
_JOINT = re.compile(r"[、，,]|[和与及]|以及")


def source_note_hits(text: str) -> list[Hit]:
    """Firms, associations and the like that a source note names, each with a level or a place before it, or in a list under one."""
    if not any(word in text for word in _WORDS):
        return []
    hits = []
    for note in (*NOTE.finditer(text), *GIVEN.finditer(text)):
        start = note.start(1)
        for piece in _pieces(text, start, note.end(1)):
            hit = _source(text, *piece, listed=piece[0] > start)
            if hit:
                hits.append(hit)
    return hits


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    for joint in _JOINT.finditer(text, start, end):
        pieces.append((start, joint.start()))
        start = joint.end()
    pieces.append((start, end))
    # …来自市邮政管理局，电信数据来自县电信公司
    return [(lead.end() if (lead := _LEAD.match(text, *piece)) else piece[0], piece[1]) for piece in pieces]


def _source(text: str, start: int, end: int, listed: bool) -> Hit | None:
    brand = BRAND.fullmatch(text, start, end)
    if brand:
        # The brand stands where others have their level word, so no head of a list is printed before it.
        return Hit(brand.end(1), end, None, brand[0], Prefix(brand[1], "", virtual=True), "source-note")
    for found in NAME.finditer(text, start, end):
        at = found.start()
        if found.end(1) < end:
            continue
        prefix = prefix_before(text, at, start, by_place=True)
        if prefix.text and len(prefix.text) == at - start:
            return Hit(at, end, None, found[1], prefix, "source-note")
    alone = NAME.match(text, start, end)
    if listed and alone and alone.end(1) == end:
        return Hit(start, end, None, alone[1], NONE, "source-note")
    return None
