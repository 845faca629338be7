"""The jumps that stand among the lines of a body: 上接 in front of its first one, 下转 at the end of one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.model import Jump
from indexer.pages.numerals import fold_numerals, number
from indexer.pages.titles import JUMP_FROM, jump_to

BLANKS = " \u3000"


@dataclass(frozen=True, slots=True)
class WithoutJumps:
    """The lines of a body without its jumps."""

    lines: tuple[tuple[str, int], ...]
    """What is left of each line, as many as there were, and where it starts; empty where a line was nothing but a jump."""
    continues_to: Jump | None
    continued_from: Jump | None


def without_jumps(lines: Iterable[tuple[str, int]]) -> WithoutJumps:
    """The body that these lines are, each a text and where it starts; of several 下转 the last one counts."""
    left: list[tuple[str, int]] = []
    continues_to: Jump | None = None
    continued_from: Jump | None = None
    begun = False
    for text, start in lines:
        jump = JUMP_FROM.match(text)
        if jump and continued_from is None and not begun:
            continued_from = read_jump(jump)
            rest = text[jump.end() :].lstrip(BLANKS)
            start += len(text) - len(rest)
            text = rest
        jump = jump_to(text)
        if jump:
            continues_to = read_jump(jump)
            text = text[: jump.start()].rstrip(BLANKS)
        begun = begun or bool(text)
        left.append((text, start))
    return WithoutJumps(tuple(left), continues_to, continued_from)


def read_jump(found: re.Match[str]) -> Jump:
    """The jump that `JUMP_FROM` or `jump_to` found, with the page it names."""
    printed = re.search(r"\d+|[一二三四五六七八九十]+", fold_numerals(found[0]))
    return Jump(found[0], number(printed[0]) if printed else None)
