"""Offices that a text names: full forms, lists under one head (区发改委、财政局) or one tail (发改、住建和应急部门), unknown names of the shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.extract.bodies import body_hits
from indexer.extract.branches import branch_hits
from indexer.extract.hits import Hit, placed
from indexer.extract.located import Located
from indexer.extract.places import HAN, LEVELS
from indexer.extract.prefixes import NONE, Prefix, prefix_before, stands_apart
from indexer.extract.shapes import shape_hits
from indexer.extract.source_notes import source_note_hits
from indexer.extract.streets import station_hits, street_hits
from indexer.extract.surroundings import (
    BEHIND_BU,
    LEADING,
    is_elsewhere,
    is_foreign,
    is_foreign_place,
    leading_body_rests,
    name_goes_on,
)
from indexer.extract.vocabulary.tables import Vocabulary
from indexer.model import DepartmentMention

FORMER_YEARS = 5
"""So long a ministry's old short name (农业部, 卫生部) is met in print after the reform; later it is some other country's."""
# Offices that are named by their place alone: 来自望川生态环境局, 望川税务局, 望川法院.
BY_PLACE = frozenset(
    "生态环境局 税务局 公安局 气象局 海事局 海事法院 出入境边防检查站 出入境检验检疫局 烟草专卖局 人民法院 人民检察院 消防救援大队 消防救援支队 邮政管理局 公路局 公安交通警察大队 公安交通警察支队 消防救援站".split()
)
TWO_LEVELS = re.compile(rf"(?:^|[^{HAN}]|[由和与及经从向对据])([省市区县])[、和]$")
HEAD_BODY = re.compile(r"(?<=[区县市省州旗])(?:委|人民政府|政府)$")
OF_COMMITTEE = frozenset(
    "组织部 宣传部 统一战线工作部 政法委员会 社会工作部 老干部局 督查室 政策研究室 党校 党史研究室 直属机关工作委员会".split()
)
UNITS = {
    "市": {"消防救援大队": "消防救援支队", "公安交通警察大队": "公安交通警察支队"},
    "省": {"消防救援大队": "消防救援总队", "公安交通警察大队": "公安交通警察总队"},
}
TAIL_WORD = re.compile(r"部门|单位|系统")
LONGEST_LIST = 80
"""So many characters before its end a list of short forms is looked for."""
CLOSE = frozenset(("", "(", "（"))
SEPARATOR = re.compile(r"[ 　]*(?:[、，,]|和|与|及|以及|、以及|，以及)[ 　]*")
# 市生态环境局岚汀分局, 市公积金中心岚汀管理部: one office, the lower one.
BRANCH_BEHIND = re.compile(rf"[{HAN}]{{2,4}}?(?:区|县|市)?(?:分局|管理部|分中心)")
# 区税务局第一税务分局, 区人民法院青禾法庭: a part of it that is no office of its own.
PART_BEHIND = re.compile(rf"(?:第[一二三四五六七八九十]+)?(?:税务(?:分局|所)|稽查局)|执行局|[{HAN}]{{2,3}}?(?:人民法庭|法庭)")
# A list of list forms with its tail: 区发改、住建、农业农村、卫健、教育和应急部门; 城管和农业农村等相关部门
TAIL = r"(?:等)?(?:多个?|各|相关|有关|职能|主管|责任|成员|[一二两三四五六七八九十\d]+个|市直|区直|县直)*(?:部门|单位|系统(?=干部|负责))"


class DepartmentFinder:
    """Finds the offices of one record; `vocabulary` and the paper's own level are fixed, so one finder serves many records."""

    def __init__(self, vocabulary: Vocabulary, local_level: str) -> None:
        self.vocabulary = vocabulary
        self.local_level = local_level
        self.year: int | None = None
        self.ended = {
            name: ended
            for row in vocabulary.departments
            if row.level == "国家"
            for name, ended in row.former
            if len(name) <= len("外经贸部") and name.endswith("部")
        }
        self.by_name = {row.name: row for row in vocabulary.departments}
        stem = vocabulary.stem_pattern
        self.tail_list = re.compile(rf"(?P<list>{stem}(?:(?:、|和|与|及|以及){stem})*){TAIL}")
        self.head_list = re.compile(rf"(?P<list>{stem}(?:、{stem})*)(?=(?:、|和|与|及)(?:{stem})[局委办])")
        self.head_end = re.compile(rf"[、和与及](?:{stem})[局委办]")
        self.piece = re.compile(stem)

    def find(self, texts: Sequence[Located], year: int | None = None) -> tuple[DepartmentMention, ...]:
        """The mentions of a record's texts (headline and paragraphs), in order, each with the level that governs it.

        `year` is the issue's: a ministry's name that a reform ended long before is some other country's by then (卫生部 in 2024).
        """
        self.year = year
        known: dict[str, str] = {}
        mentions: list[DepartmentMention] = []
        for text in texts:
            hits = self._hits(text.text)
            mentions.extend(self._govern(text, hits, known))
        return tuple(mentions)

    def _hits(self, text: str) -> list[Hit]:
        hits: list[Hit] = []
        taken = 0
        for found in self.vocabulary.form_pattern.finditer(text):
            hit = self._full(text, found.start(), found.end(), taken)
            if hit and hit.start >= taken:
                hits.append(hit)
                taken = hit.end
        for more in (
            self._lists(text),
            body_hits(text),
            branch_hits(text, self.by_name),
            station_hits(text),
            street_hits(text),
            shape_hits(text, self.vocabulary.rejected, {hit.start for hit in hits if hit.prefix.text}),
        ):
            if more:
                hits = placed(hits, self._settled(more))
        return placed(hits, self._settled(source_note_hits(text)))

    def _settled(self, hits: Sequence[Hit]) -> list[Hit]:
        """The hits of rules that look into no table, under the names that the tables and the archivists give them, without rejected ones."""
        return [self._known(hit) for hit in hits if hit.name not in self.vocabulary.rejected]

    def _known(self, hit: Hit) -> Hit:
        """The hit under the name that a table has for it: archivists may have merged 栖桐街道办事处 into another name."""
        row = self.vocabulary.by_form.get(hit.name) if hit.row is None else None
        if row is None or ((hit.rule == "shape" or row.level) and hit.name not in self.vocabulary.decided):
            return hit
        return replace(hit, row=row, name=row.name)

    def _full(self, text: str, start: int, end: int, taken: int) -> Hit | None:
        form = text[start:end]
        row = self.vocabulary.by_form[form]
        prefix = prefix_before(text, start, taken, row.name in BY_PLACE)
        if form[0] == "团" and form[1] in LEVELS and not prefix.text:
            # 团市委: the level word stands inside.
            prefix = Prefix("", LEVELS[form[1]], virtual=True)
        after = text[end : end + 12]
        if self.year is not None and self.year > self.ended.get(form, self.year) + FORMER_YEARS:
            return None
        if prefix.text == "全国" and not row.name.endswith("会"):
            # 全国法院, 全国公安: all of them, no office of its own; 全国妇联 and 全国工商联 are.
            return None
        if prefix.level == "国家" and (row.name in LEADING or row.name == "海关"):
            # 各国家海关, 中央政协工作会议
            return None
        if form.endswith("部") and BEHIND_BU.match(after):
            return None
        if row.needs_prefix and not (prefix.level or (prefix.text and row.name in BY_PLACE)):
            return None
        before = text[max(0, start - 10) : start]
        if is_foreign_place(text[max(0, start - 40) : start]) if prefix.text else not row.level and is_elsewhere(before):
            return None
        if name_goes_on(after):
            return None
        if end - start == 2 and not prefix.text and not row.level and not stands_apart(text, start):
            # 消防指战员 holds 防指: a form of two letters without a level counts only where a word can begin.
            return None
        if row.level == "国家" and row.name.endswith("部") and is_foreign(before):
            return None
        if leading_body_rests(row.name, after):
            return None
        branch = BRANCH_BEHIND.match(text, end) if form[-1] in "局心" else None
        if branch:
            return Hit(start, branch.end(), row, row.name, prefix, level="区" if prefix.level != "国家" else "")
        part = PART_BEHIND.match(text, end) if row.name in ("税务局", "人民法院") else None
        return Hit(start, part.end() if part else end, row, row.name, prefix)

    def _lists(self, text: str) -> list[Hit]:
        hits: list[Hit] = []
        for pattern, rule, end in ((self.tail_list, "one-tail", TAIL_WORD), (self.head_list, "one-head", self.head_end)):
            if rule == "one-tail" and not ("部门" in text or "单位" in text or "系统" in text):
                continue
            if rule == "one-head" and not any(joint in text for joint in "、和与及"):
                continue
            for found in _before(pattern, end, text):
                pieces = list(self.piece.finditer(text, found.start("list"), found.end("list")))
                prefix = prefix_before(text, found.start(), 0)
                alone = rule == "one-tail" and len(pieces) < 2
                if not self._holds(text, found, prefix) or (alone and not self._stands_alone(text, found, prefix)):
                    continue
                for place, piece in enumerate(pieces):
                    row = self.vocabulary.by_stem[piece[0]]
                    hits.append(Hit(piece.start(), piece.end(), row, row.name, prefix if place == 0 else NONE, rule))
        return hits

    def _name_at(self, hit: Hit, level: str) -> str:
        """The office's name at this level: a province has a 厅 where a city has a 局, and 市消防部门 are a 支队."""
        if hit.row is None or level not in ("省", "市"):
            return hit.name
        if level == "省" and hit.name.endswith("局"):
            office = hit.name.removesuffix("局") + "厅"
            return office if office in self.by_name else hit.name
        return UNITS[level].get(hit.name, hit.name) if hit.rule in ("one-tail", "one-head") else hit.name

    @staticmethod
    def _holds(text: str, found: re.Match[str], prefix: Prefix) -> bool:
        """False for a list that names no offices of its own: 当地应急、消防等部门."""
        if prefix.text == "全国" or is_foreign_place(text[max(0, found.start() - 40) : found.start()]):
            return False
        return bool(prefix.text) or not is_elsewhere(text[max(0, found.start() - 10) : found.start()])

    @staticmethod
    def _stands_alone(text: str, found: re.Match[str], prefix: Prefix) -> bool:
        """True for one short form that is an office by itself: 区应急部门, not 应急部门 and not 区组织各部门 (a verb)."""
        return bool(prefix.level) and text.startswith(("部门", "系统"), found.end("list"))

    def _govern(self, text: Located, hits: Sequence[Hit], known: dict[str, str]) -> list[DepartmentMention]:
        """Gives each hit its level: its own prefix, else the head of its list, else the record's earlier word, else the paper's."""
        mentions = []
        head = NONE
        end_of_last = -1
        level = ""
        for hit in hits:
            start = hit.begin
            in_list = end_of_last >= 0 and SEPARATOR.fullmatch(text.text, end_of_last, start) is not None
            if not in_list:
                head = NONE
            own = (hit.row.level if hit.row else "") or hit.level or hit.prefix.level
            governed = ""
            if own:
                level = own
                if hit.prefix.level and hit.rule != "branch":
                    head = hit.prefix
            elif end_of_last >= 0 and text.text[end_of_last:start] in CLOSE:
                # 教育部关工委, 省交通运输厅公路局: what follows without a break is its own. 市市场监管局（知识产权局）
                pass
            elif in_list and head.level:
                level = head.level
                # 区财政局、望川税务局: what has its own place is not printed under the head.
                governed = "" if head.virtual or hit.prefix.text else _head_of(hit.name, head.text)
            else:
                level = known.get(hit.name) or self.local_level
            if hit.prefix.level or (hit.row and hit.row.level):
                known.setdefault(hit.name, level)
            # The short head is enough for the printed form: 区 of 岚汀新区.
            printed = (governed or "") + text.text[start : hit.end]
            name = self._name_at(hit, level)
            facet = name if name.startswith(level) else level + name
            confirmed = hit.row is not None or hit.rule != "shape"
            other = TWO_LEVELS.search(text.text, max(0, start - 3), start) if hit.prefix.text in LEVELS else None
            if other and LEVELS[other[1]] != level:
                # 市、区财政局 are two offices.
                mentions.append(
                    DepartmentMention(
                        self._name_at(hit, LEVELS[other[1]]),
                        LEVELS[other[1]],
                        LEVELS[other[1]] + self._name_at(hit, LEVELS[other[1]]),
                        other[1] + text.text[hit.start : hit.end],
                        confirmed,
                        text.span(other.start(1), hit.end),
                        hit.rule,
                    )
                )
            mentions.append(DepartmentMention(name, level, facet, printed, confirmed, text.span(start, hit.end), hit.rule))
            end_of_last = hit.end
        return mentions


def _head_of(name: str, head: str) -> str:
    """The head as it governs this office: 区委 holds for 宣传部 in 区委组织部、宣传部、财政局 and only its 区 for 财政局."""
    body = HEAD_BODY.search(head)
    if not body or (body[0] == "委" and (name in OF_COMMITTEE or name.endswith("办公室"))):
        return head
    return head[: body.start()]


def _before(pattern: re.Pattern[str], end: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The lists of a large pattern, looked for only where their end stands: most paragraphs have none."""
    last = 0
    for tail in end.finditer(text):
        for found in pattern.finditer(text, max(last, tail.start() - LONGEST_LIST), tail.end() + 2):
            last = found.end()
            yield found
