"""The query language: from what a person types to a tree. Nothing a person types is an error.

    防汛 值守          both must occur                      "行动计划" “…” 「…」   exactly this run of characters
    防汛 -演练         without 演练                         ="網絡"                as printed, not folded
    防汛 OR 抗旱       one of the two; also 防汛|抗旱        "防汛 值守"~8          both, at most 8 characters apart
    标题:防汛          only in headlines; also 记者: 部门: 人物: 版: (title: reporter: department: person: page:)

Syntax is read on the folded text, so that full-width ＂ － ｜ ： and 標題 are the same as their plain forms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from mappings.folding import fold
from webui.search.tree import EVERYTHING, NOTHING, ExactRun, Field, FieldName, Near, Node, Not, Run, Word, all_of, one_of

LONGEST_TEXT = 500
"""Characters of a query that count; a pasted paragraph is cut here, and the page says so."""
MOST_LEAVES = 64
"""Words and runs that count; each is a query of its own for the engine."""

FIELD_WORDS: dict[str, FieldName] = {
    "标题": "title",
    "title": "title",
    "记者": "reporter",
    "reporter": "reporter",
    "部门": "department",
    "department": "department",
    "人物": "person",
    "person": "person",
    "版": "page",
    "page": "page",
}

# Only at the beginning of a word and only with something behind it: 水务局：保障供水 is a headline, not a field.
_FIELD = re.compile(f"({'|'.join(FIELD_WORDS)}):\\s*(?=[^\\s|])")
_DISTANCE = re.compile("~([0-9]+)")
FURTHEST = 9999
"""Characters between two runs; a larger distance means this one."""

_OPENING = '"“「'

_AFTER = "，。、；：？！…—–·,.;:?!()[]{}<>《》〈〉【】〔〕“”‘’「」『』\"'`-~/\\*#@&^_="
_BEFORE = _AFTER + "+"
"""Marks that do not belong to a word when they stand behind or before it: 行动计划: (防汛) 防汛* +防汛; those of 118.35% and C++ do."""

_SILENT = frozenset(("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "Zs", "Zl", "Zp", "Cc", "Cf"))


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """The tree, and what the reader should be told about how the text was understood (Chinese sentences)."""

    node: Node
    notes: tuple[str, ...] = ()


def is_punctuation(text: str) -> bool:
    """True when no character of the text is a letter, a number or a sign with a meaning of its own (℃, ♥).

    Told by what punctuation is, not by what letters are: Python knows no category for the newest rare characters of names.
    """
    return all(unicodedata.category(character) in _SILENT for character in text)


def parse(text: str) -> ParsedQuery:
    """The tree of this text; empty text is everything, text without anything to look for is nothing."""
    parser = _Parser(text)
    return ParsedQuery(parser.read(), tuple(parser.notes))


class _Parser:
    def __init__(self, text: str) -> None:
        stripped = text.strip()
        self.notes: dict[str, None] = {}
        if len(stripped) > LONGEST_TEXT:
            self.notes[f"检索词太长，只用了前 {LONGEST_TEXT} 个字。"] = None
        self._text = stripped[:LONGEST_TEXT]
        self._folded = fold(self._text)
        self._at = 0
        self._leaves = 0

    def read(self) -> Node:
        groups: list[list[Node]] = []  # every group must match; of a group, one node
        operators: list[str] = []
        joining = False  # an OR stands between the last operand and the next
        while self._at < len(self._folded):
            if self._folded[self._at].isspace():
                self._at += 1
            elif operator := self._operator():
                operators.append(operator)
                joining = operator != "AND" and bool(groups)
            elif (node := self._term()) is not None:
                if joining:
                    groups[-1].append(node)
                else:
                    groups.append([node])
                joining = False
        if groups:
            return all_of([one_of(group) for group in groups])
        if not self._text:
            return EVERYTHING
        # AND OR alone: the two English words, for want of anything they could join.
        words: list[Node] = [Word(operator) for operator in operators if operator != "|"]
        if words:
            return all_of(words)
        self.notes['检索词里只有标点。要查标点本身，请加引号，如 "《"。'] = None
        return NOTHING

    def _next(self, offset: int = 0) -> str:
        at = self._at + offset
        return self._folded[at] if at < len(self._folded) else " "

    def _operator(self) -> str:
        """The operator that stands here, passed over; empty when none does. In capitals only: `or` is an English word."""
        if self._next() == "|":
            self._at += 1
            return "|"
        end = self._at
        while end < len(self._folded) and not self._folded[end].isspace():
            end += 1
        chunk = unicodedata.normalize("NFKC", self._text[self._at : end])
        if chunk not in ("OR", "AND"):
            return ""
        self._at = end
        return chunk

    def _term(self) -> Node | None:
        """-X, X|Y or X; None for what says nothing, such as a lone comma."""
        negative = self._is_minus(self._at)
        if negative:
            self._at += 1
        field = self._field_at(self._at)
        if field and self._is_minus(field.end()):  # 标题:-灯会 is -标题:灯会, as likely typed, and never its opposite
            negative = not negative
        node = self._choice(self._fielded)
        return Not(node) if negative and node is not None else node

    def _is_minus(self, at: int) -> bool:
        """True for the mark that says not: one alone, with something behind it."""
        following = self._folded[at + 1 : at + 2]
        return self._folded[at : at + 1] == "-" and following not in ("", "-", "|") and not following.isspace()

    def _choice(self, read: Callable[[], Node | None]) -> Node | None:
        """X|Y|Z without blanks between, each as `read` reads it."""
        found = [read()]
        while self._next() == "|" and self._next(1) != "|" and not self._next(1).isspace():
            self._at += 1
            found.append(read())
        nodes = [node for node in found if node is not None]
        return one_of(nodes) if nodes else None

    def _fielded(self) -> Node | None:
        match = self._field_at(self._at)
        if match is None:
            return self._operand()
        self._at = match.end()
        # 记者:甲|乙 is a choice inside the field; 记者:甲|标题:乙 is a choice between two fields.
        nodes = [self._operand()]
        while self._next() == "|" and self._next(1) != "|" and not self._next(1).isspace():
            if self._field_at(self._at + 1):
                break
            self._at += 1
            nodes.append(self._operand())
        found = [node for node in nodes if node is not None]
        return Field(FIELD_WORDS[match[1]], one_of(found)) if found else None

    def _field_at(self, at: int) -> re.Match[str] | None:
        """The field word here, also behind marks that do not belong to a word: a byline pasted with its brackets, (记者:林屿)."""
        while at < len(self._folded) and self._folded[at] in _BEFORE:
            if self._folded[at] in _OPENING and self._closing(at) is not None:
                return None
            at += 1
        return _FIELD.match(self._folded, at)

    def _operand(self) -> Node | None:
        """A quoted run, or a bare word up to the next blank, bar or quoted run; marks before either are passed over."""
        while self._next() in _BEFORE:
            exact = self._next() == "=" and self._next(1) in _OPENING
            opening = self._at + 1 if exact else self._at
            if self._folded[opening] in _OPENING:
                closing = self._closing(opening)
                if closing is not None:
                    self._at = closing + 1
                    return self._counted(self._quoted(self._text[opening + 1 : closing].strip(), exact))
                self.notes["引号没有成对，已按普通词检索。"] = None
            self._at += 1
        start = self._at
        while not self._next().isspace() and self._next() != "|":
            # Mid-word, only the plain mark opens a run: “ and 「 there are the quotation marks of a pasted headline.
            if self._at > start and self._next() == '"' and self._closing(self._at) is not None:
                break
            self._at += 1
        end = self._at
        while end > start and self._folded[end - 1] in _AFTER:
            end -= 1
        word = self._text[start:end]
        return self._counted(Word(word)) if word and not is_punctuation(word) else None

    def _closing(self, opening: int) -> int | None:
        """Where the quotation that opens here is closed; pairs inside it (“示范园“十五五”规划”) are passed over."""
        mark = self._folded[opening]
        inner = "「" if mark == "「" else "“"
        closing = "」" if mark == "「" else "”"
        depth = 0
        fallback: int | None = None
        for at in range(opening + 1, len(self._folded)):
            character = self._folded[at]
            if character == mark == '"' or (character == closing and depth == 0):
                return at
            if character == closing:
                depth -= 1
                fallback = at if fallback is None else fallback
            elif character == inner:
                depth += 1
        if fallback is None and mark == "“":  # “防汛" of a keyboard half in Chinese
            plain = self._folded.find('"', opening + 1)
            return None if plain < 0 else plain
        return fallback

    def _quoted(self, content: str, exact: bool) -> Node | None:
        distance = _DISTANCE.match(self._folded, self._at)
        if distance:
            self._at = distance.end()
        if not content:
            return None
        if exact:
            return ExactRun(content)
        runs = tuple(dict.fromkeys(content.split()))
        if distance and len(runs) > 1:
            return Near(runs, min(int(distance[1][:9]), FURTHEST))
        return Run(content)

    def _counted(self, node: Node | None) -> Node | None:
        if node is None:
            return None
        self._leaves += 1
        if self._leaves > MOST_LEAVES:
            self.notes[f"检索词太多，只用了前 {MOST_LEAVES} 个。"] = None
            return None
        return node
