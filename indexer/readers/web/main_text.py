"""Which of the lines of a web page are its main text: the element that holds nearly all of what is no link and reads like sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from indexer.readers.web.tree import Shown

SHARE = 0.75
"""Of the score of an element that one inside it must have to be the main text in its place."""
PARAGRAPH = 8
"""Score from which a paragraph is text of the element that it stands in."""
_SENTENCE = re.compile(r"[，。；！？、：]")
_CONTROL = re.compile(
    r"^[\s【\[［|｜]*(?:打印|关闭|返回|上一篇|下一篇|上一版|下一版|上一期|下一期|分享|收藏|字体|字号|大 ?中 ?小|放大|缩小|默认|网站地图|扫一扫|朗读|"
    r"点击查看|查看大图|版权所有|Copyright|附件[:：]\s*$|相关(?:新闻|链接|附件|稿件)|关联稿件)"
)
FEW = 40
"""Characters up to which a line may be a control of the page."""


def main_range(lines: Sequence[Shown]) -> tuple[int, int]:
    """The first line of the main text and the line behind its last; (0, 0) for a page without text.

    From outside to inside, as long as one element holds nearly everything and the one around it has no paragraph of its own: of two
    paragraphs the longer one is not the main text, and unclosed elements hold the next paragraph each.
    """
    scores: dict[int, float] = {}
    depths: dict[int, int] = {}
    inside: dict[int, int] = {}
    own: Counter[int] = Counter()
    for line in lines:
        score = _score(line)
        for depth, element in enumerate(line.path):
            scores[element] = scores.get(element, 0.0) + score
            depths[element] = depth
            if depth:
                inside[element] = line.path[depth - 1]
        if line.tag == "p" and len(line.path) >= 2 and score >= PARAGRAPH and not is_control(line):
            own[line.path[-2]] += 1
    if not scores:
        return 0, 0
    by_depth = sorted(scores, key=lambda element: (depths[element], -scores[element]))
    chosen = by_depth[0]
    for element in by_depth[1:]:
        if own[chosen] > (0 if depths[chosen] else 1):
            break
        if inside.get(element) == chosen and scores[element] >= SHARE * scores[chosen] > 0:
            chosen = element
    places = [place for place, line in enumerate(lines) if chosen in line.path]
    return places[0], places[-1] + 1


def is_control(line: Shown) -> bool:
    """True for lists of links and for what a reader of the page would press."""
    text = line.text.strip()
    return line.linked * 2 > len(text) or (len(text) <= FEW and _CONTROL.match(text) is not None)


def _score(line: Shown) -> float:
    plain = max(0, len(line.text.strip()) - 2 * line.linked)
    return plain if _SENTENCE.search(line.text) else plain / 8
