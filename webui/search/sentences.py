"""Sentences: a bare text so long that it is not one word, such as a question. Pure.

Nothing printed holds every word of 望川市怎么办理居住证明; read as one word it finds nothing. Where few records hold all of it, those that
hold most of its words are found as well, ranked behind and marked. Measured on 100 real questions: without this 25 find nothing and
53 of 100 relevant pages are missed. Words set apart by blanks, quoted runs and excluded ones are never loosened.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from mappings.folding import fold
from webui.search.numerals import without_dates
from webui.search.tree import And, Node, Sentence, Word

FEW = 10
"""With fewer records than this, half a page, a sentence is widened."""
SHORTEST = 6
"""Characters of a sentence: 岚汀新区预算. Four and five are names and set phrases."""
SHORTEST_QUESTION = 4
"""Characters of a question: 谁是馆长."""
LONGEST = 100
"""Characters of all sentences of a query: a long headline. A pasted paragraph would be more clauses than the engine takes (8,192)."""
LEAST_WORDS = 2
"""Words of several letters in a sentence: of 阿依古丽·买买提, which falls into single characters, no half is worth showing."""

QUESTION_WORDS: tuple[tuple[str, str], ...] = (
    ("为什么", "为什么停水"),
    ("为何", "大桥为何封闭"),
    ("怎么(?:样|回事|办(?=$|[ ?!,.，。？！]))?", "公交卡怎么办理"),
    ("怎样", "怎样申请低保"),
    ("如何", "如何办理落户"),
    ("什么(?:样|时候|地方)?", "花展有什么活动"),
    ("是不是|能不能|有没有|可不可以", "有没有夜班车"),
    ("哪(?:里|儿|个|些|家|位|年|天|所|种)", "哪家医院有儿科"),
    ("多少|多久|多大|多高|多长|多远", "学费多少"),
    ("几(?=[个月日号点天年次岁位家所])", "几月几日开幕"),
    ("谁", "谁是馆长"),
    ("(?:吗|呢|么)(?=$|[ ?!,.，。？！])", "图书馆周一开门吗"),
)
"""Words that ask, with an example each; an answer does not hold them, so they need not occur. Behind 么 and 吗, which are also parts of
names, the text must end, as behind 怎么办 (not 怎么办理); 几 must count something (not 几内亚)."""

_QUESTION = re.compile("|".join(pattern for pattern, _ in QUESTION_WORDS))

Words = Callable[[str], Sequence[str]]
"""By text, the words that the engine's analyzer sees in it."""


def is_question(text: str) -> bool:
    """True when the text holds a word that asks."""
    return bool(_QUESTION.search(fold(text)))


def content(text: str) -> str:
    """The text, folded, without the words that ask; the whole text where nothing else is in it."""
    return _QUESTION.sub(" ", fold(text)).strip() or fold(text)


def widened(node: Node, words: Words) -> Node | None:
    """The query with its sentences as such; None where it has none. Only what stands alone or beside other words is looked at."""
    parts = node.nodes if isinstance(node, And) else (node,)
    # 为什么停了三天水 没人通知一声: the second clause of a question is no word either.
    asks = any(isinstance(part, Word) and is_question(part.text) for part in parts)

    def loosened(part: Node) -> Node:
        if not isinstance(part, Word):
            return part
        is_clause = asks and len(part.text) > SHORTEST_QUESTION
        return Sentence(part.text) if is_clause or is_sentence(part.text, words) else part

    changed = tuple(loosened(part) for part in parts)
    if changed == parts or sum(len(part.text) for part in changed if isinstance(part, Sentence)) > LONGEST:
        return None
    return And(changed) if isinstance(node, And) else changed[0]


def is_sentence(text: str, words: Words) -> bool:
    """True for a question, and for a long text in which the analyzer knows several words."""
    if is_question(text):
        return len(text) >= SHORTEST_QUESTION
    rest = without_dates(text)  # 2021年11月13日 is as little a sentence as 二〇二一年十一月十三日
    return len(rest) >= SHORTEST and sum(len(word) > 1 or word.isascii() for word in words(rest)) >= LEAST_WORDS
