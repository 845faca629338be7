"""Makes `mappings/traditional.tsv`: how a simplified text is written in traditional characters, for showing, never for finding.

A character has its usual traditional form; a word of two characters is there where it is written otherwise (头发 is 頭髮, not 頭發).
By OpenCC's `s2tw`, which gives the characters that are typed today (為 眾 裡, not 爲 衆 裏); only forms that folding takes back are kept. Run it with `python -m tools.make_traditional` (half a minute); a test
holds each row against OpenCC and the folding table.
"""

from __future__ import annotations

from pathlib import Path

import opencc

from mappings.folding import fold
from tools.table_files import in_two_columns, shortest_first, write

TARGET = Path(__file__).parent.parent / "mappings" / "traditional.tsv"


def common_characters() -> list[str]:
    """The 6,763 characters of GB 2312: all that a modern paper is set in."""
    found = []
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            character = bytes((row, cell)).decode("gb2312", "ignore")
            if character:
                found.append(character)
    return found


def table() -> dict[str, str]:
    """Simplified to traditional: characters, then words that are not written character by character."""
    convert = opencc.OpenCC("s2tw").convert
    common = common_characters()
    usual = {character: convert(character) for character in common}
    rows = {a: b for a, b in usual.items() if b != a and fold(b) == fold(a)}
    # Only characters with more than one traditional form can be written otherwise in a word.
    simplify = opencc.OpenCC("t2s").convert
    sources: dict[str, set[str]] = {}
    for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)):
        sources.setdefault(simplify(chr(code)), set()).add(chr(code))
    several = [character for character in common if len(sources.get(character, ())) > 1]
    for one in several:
        pairs = [pair for other in common for pair in (one + other, other + one)]
        for pair, written in zip(pairs, convert("\n".join(pairs)).split("\n"), strict=True):
            by_character = "".join(usual[character] for character in pair)
            if written != by_character and fold(written) == fold(pair):
                rows[pair] = written
    return shortest_first(rows)


def render() -> str:
    """The text of the file."""
    return in_two_columns("Made by tools/make_traditional.py; simplified, traditional.", table())


if __name__ == "__main__":
    write(TARGET, render())
