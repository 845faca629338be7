"""The head and the foot of a page: what stands above and below its articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.pages.furniture import furniture_reason
from indexer.pages.layout.boxes import height, union, width
from indexer.pages.layout.values import PrintedLine
from indexer.pages.masthead import PAGE, WEEKDAY
from indexer.pages.numerals import fold_numerals
from indexer.printed import Box

HEAD = 0.2
"""Share of the page's height within which a date line closes the head: the name of a title page takes an eighth of it."""
FOOT = 0.93
MOST_HEAD_TEXT = 160
"""Characters of running text beside a masthead that stands in a corner and not over the whole page."""
_DATE = re.compile(
    r"(?:\d{4}|[〇零一二三四五六七八九]{4}) ?年 ?[\d一二三四五六七八九十]{1,3} ?月 ?[\d一二三四五六七八九十]{1,3} ?日|\d{4}[.\-/·]\d{1,2}[.\-/·]\d{1,2}"
)


def split_zones(
    lines: Sequence[PrintedLine], rules: Sequence[Box], page_height: float, body_size: float
) -> tuple[list[PrintedLine], list[PrintedLine], list[PrintedLine]]:
    """The lines of the head, of the middle and of the foot; each line is in one."""
    if not lines:
        return [], [], []
    content = union(line.box for line in lines)
    bottom = _head_bottom(lines, rules, page_height, content)
    head = [line for line in lines if _centre(line) <= bottom] if bottom else []
    running = [line for line in head if line.size <= body_size * 1.1 and len(line.text) > 8 and not _names_issue(line.text)]
    dates = [line for line in head if _names_issue(line.text)]
    if sum(len(line.text) for line in running) > MOST_HEAD_TEXT and not dates:
        # A rule over text is no foot of a head.
        head = []
    elif sum(len(line.text) for line in running) > MOST_HEAD_TEXT:
        # Articles beside it: the masthead stands in a corner, under or over its date line.
        corner = union(line.box for line in dates)
        head = [line for line in head if line.box[0] >= corner[0] - 20 and line.box[2] <= corner[2] + 20]
    in_head = {id(line) for line in head}
    foot_rule = max((rule[1] for rule in rules if _spans(rule, content) and rule[1] >= FOOT * page_height), default=None)
    foot = []
    for line in lines:
        if id(line) in in_head:
            continue
        if (foot_rule is not None and _centre(line) > foot_rule) or (
            _centre(line) > FOOT * page_height and (furniture_reason(line.text) or _lonely_number(line.text))
        ):
            foot.append(line)
    in_foot = {id(line) for line in foot}
    middle = [line for line in lines if id(line) not in in_head and id(line) not in in_foot]
    return head, middle, foot


def _head_bottom(lines: Sequence[PrintedLine], rules: Sequence[Box], page_height: float, content: Box) -> float | None:
    dated = [line for line in lines if line.box[3] <= HEAD * page_height and _names_issue(line.text)]
    top = content[1]
    if not dated:
        found = [rule[1] for rule in rules if _spans(rule, content) and rule[1] <= 0.1 * page_height and rule[1] > top]
        return max(found, default=None)
    # The date of an article below the head has text around it; that of a head stands alone on its line.
    bottom = max(line.box[3] for line in dated if len(line.text) <= 60)
    return bottom + 0.3 * max(line.size for line in dated)


def _names_issue(text: str) -> bool:
    """True for a line that dates the issue: a date alone or with the weekday, the number of the issue or the page."""
    folded = fold_numerals(text)
    found = _DATE.search(folded)
    if not found or len(text) > 60 or re.search(r"[，。；！？]", text):
        return False
    rest = (folded[: found.start()] + folded[found.end() :]).strip(" \u3000")
    return not rest or bool(WEEKDAY.search(rest) or PAGE.search(rest) or "期" in rest or "版" in rest) or len(rest) <= 8


def _spans(rule: Box, content: Box) -> bool:
    return width(rule) > height(rule) and width(rule) >= 0.8 * width(content)


def _centre(line: PrintedLine) -> float:
    return (line.box[1] + line.box[3]) / 2


def _lonely_number(text: str) -> bool:
    return bool(re.fullmatch(r"[\d\-—–· 　第页版/]{1,10}", text))
