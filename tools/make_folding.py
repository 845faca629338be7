"""Makes `mappings/folding.tsv`: which characters are one and the same for search.

Sources: width forms, compatibility ideographs and Kangxi radicals by Unicode NFKC (only where one code point becomes one); lower case
by Unicode; traditional to simplified by OpenCC's `t2s` character by character; variant characters by `variants.txt` beside this file;
the rest is the small tables below. Run it with `make folding`; a test holds the file against this script. What the table may and may
not hold is told in docs/adr/0010-folding.md.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import opencc

from tools.table_files import write

TARGET = Path(__file__).parent.parent / "mappings" / "folding.tsv"
VARIANTS = Path(__file__).parent / "variants.txt"

# CJK Radicals Supplement has no NFKC mapping but for two; PDF extractors put these in place of the letters they look like.
# Left: the radical, right: the ideograph (Unicode's EquivalentUnifiedIdeograph), written by hand.
RADICALS = (
    "⺀冫⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目"
    "⺬示⺭礻⺮竹⺯糸⺰纟⺱罓⺲罒⺳网⺴罓⺵罒⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝"
    "⻐钅⻑长⻒長⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟⻳龟"
)

# One character in several code points on real pages: the zero of years (二○二一, 二〇二一, 二零二一; 零 is the one that dictionaries of
# words know: 零售), the dot inside minority names (阿依古丽•买买提), blanks of a fixed width.
SAME = {"零": "〇○◯", "·": "・•‧･∙⋅", " ": "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"}

WIDTH_AND_COMPATIBILITY = (
    range(0xFF01, 0xFFEF),
    range(0x2F00, 0x2FD6),
    range(0xF900, 0xFB00),
    range(0x2F800, 0x2FA20),
    range(0x3038, 0x303B),  # 〸〹〺, ten to thirty
)
LETTERS = (range(0x41, 0x5B), range(0xC0, 0x250), range(0x370, 0x530), range(0x2160, 0x2170), range(0xFF21, 0xFF3B))
IDEOGRAPHS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0x20000, 0x323B0))


def pairs() -> Iterator[tuple[str, str]]:
    """Each single step of folding: a character and what it becomes."""
    for i in range(0, len(RADICALS), 2):
        yield RADICALS[i], RADICALS[i + 1]
    for kept, others in SAME.items():
        for other in others:
            yield other, kept
    for block in WIDTH_AND_COMPATIBILITY:
        for code in block:
            yield chr(code), unicodedata.normalize("NFKC", chr(code))
    for block in LETTERS:
        for code in block:
            yield chr(code), chr(code).lower()
    simplify = opencc.OpenCC("t2s").convert
    for block in IDEOGRAPHS:
        for code in block:
            yield chr(code), simplify(chr(code))
    for row in VARIANTS.read_text(encoding="utf-8").split("\n"):
        if not row.startswith("#"):
            for variant in row[1:]:
                yield variant, row[0]


def table() -> dict[str, str]:
    """The whole table, each character to its last form, so that folding twice is folding once."""
    steps = {a: b for a, b in pairs() if a != b and len(b) == 1}
    closed: dict[str, str] = {}
    for start in steps:
        seen, end = {start}, steps[start]
        while end in steps and end not in seen:
            seen.add(end)
            end = steps[end]
        if end != start:
            closed[start] = end
    return dict(sorted(closed.items()))


def render() -> str:
    """The text of the file: code point and code point, tab between, the characters behind for the reader."""
    rows = [f"{ord(a):04X}\t{ord(b):04X}\t{a if a.isprintable() and not a.isspace() else '·'} {b}" for a, b in table().items()]
    head = "# Made by tools/make_folding.py; from, to (code points), and the characters for the reader.\n"
    return head + "\n".join(row.rstrip() for row in rows) + "\n"


if __name__ == "__main__":
    write(TARGET, render())
