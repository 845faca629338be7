"""Offices that a text names: full forms, lists under one head (区发改委、财政局) or one tail (发改、住建和应急部门), unknown names of the shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.extract.located import Located
from indexer.extract.prefixes import HAN, Prefix, prefix_before, stands_apart
from indexer.extract.vocabulary.tables import DepartmentRow, Vocabulary
from indexer.model import DepartmentMention

# Behind a form: the name goes on and means something else (组织部署, 教育部门, 审计局面, 公安部队, 外交部长 is a person's title).
GOES_ON = re.compile(
    r"[分大]?队伍|部队|门(?!口)|面|限|势|级|件|位|落(?![实地细到])|类|次(?!会)|员(?!会)|属|所有制|学院|大学|学校|小学|中学|幼儿园|医院|公司|集团|协会|学会|银行|家属院|小区|社区|出版社|杂志|报社|子弟|城|路|街|桥|广场|公园|站(?:台|点)|性"
)
# Behind a form: a room or a meeting of the office, or a post in it. Leading bodies are then no acting office.
ROOM = re.compile(
    r"^(?:[一二三四五六七八九十\d]+楼)?(?:会议室|大楼|办公楼|机关大院|大院|门口|门前|院内|食堂|礼堂|广场|旧址|机关(?:食堂|大院)|第?[一二三四五六七八九十百\d]+(?:次|届)|全体会议|全会|常务会议|常委会会议|主任会议|扩大会议|工作报告)"
)
POST = re.compile(
    r"^(?:党委|党组|党工委|党支部|原|常务|分管|班子)?(?:副?书记|副?主任|副?局长|副?部长|副?主席|副?市长|副?区长|副?县长|副?省长|副?院长|副?检察长|副?会长|副?秘书长|副?队长|副?大队长|副?支队长|常委(?!会)|委员(?!会)|成员|领导|班子|代表|负责人|主要负责|调研员|政委|教导员|干部|党员)"
)
FORMER_YEARS = 5
"""So long a ministry's old name is still met in print after the reform."""
# 组织部署, 武装部队, 宣传部分, 干部门类
BEHIND_BU = re.compile(r"[队署分位门件落级属]")
# 美国国防部, 俄罗斯自然资源部: another country's office.
FOREIGN = re.compile(
    r"(?:(?<![我全中])国|罗斯|日本|印度|以色列|加沙|巴勒斯坦|黎巴嫩|叙利亚|乌克兰|阿富汗|苏丹|古巴|委内瑞拉|墨西哥|沙特|卡塔尔|约旦|也门|缅甸|泰国|老挝|柬埔寨|马来西亚|印尼|尼西亚|菲律宾|蒙古|哈萨克斯坦|尔兰|瑞士|瑞典|挪威|芬兰|丹麦|荷兰|比利时|希腊|波兰|匈牙利|捷克|塞尔维亚|南非|尼日利亚|肯尼亚|埃塞俄比亚|秘鲁|智利|阿根廷|哥伦比亚|朝方|韩方|美方|俄方|日方|以方|伊方|联邦|欧盟|朝鲜|越南|巴基斯坦|伊朗|伊拉克|土耳其|巴西|埃及|加拿大|澳大利亚|新加坡|意大利|西班牙|[美俄英法德日韩])$"
)
LEADING = frozenset({"党工委", "管理委员会", "人民政府", "党委", "人民代表大会", "人民政治协商会议委员会"})
SEPARATOR = re.compile(r"^[ 　]*(?:[、，,]|和|与|及|以及|、以及|，以及)[ 　]*$")
# A list of list forms with its tail: 区发改、住建、农业农村、卫健、教育和应急部门; 城管和农业农村等相关部门
TAIL = r"(?:等)?(?:多个|各|相关|有关|职能|主管|责任|成员|[一二两三四五六七八九十\d]+个|市直|区直|县直)*(?:部门|单位|系统(?=干部|负责))"
# 区委, 市政府 and the like as the whole name: body word to canonical name and the word it stands for.
BODY = re.compile(r"(?:中共)?(?P<level>区|县|市|省|州|旗)(?P<body>委|政府|人民政府|人大|政协)")
# 区大数据应用局: a name of the right shape that no table knows
UNKNOWN = re.compile(
    rf"[{HAN}]{{2,10}}?(?:管理局|服务局|执法局|事务局|监督局|保障局|发展局|建设局|促进局|局|委员会办公室|领导小组办公室|指挥部办公室|委员会|指挥部|领导小组|厅)(?![{HAN}]*?(?:会议|主任委员))"
)
NOT_OFFICE = re.compile(
    r"(?:格局|结局|布局|大局|全局|时局|局局|开局|残局|败局|僵局|战局|餐厅|客厅|大厅|展厅|舞厅|门厅|歌厅|影厅|展览厅|报告厅|演播厅|村民委员会|居民委员会|业主委员会|居委会)$|[的了在是为从向将把被于]"
)
STREET = re.compile(
    rf"(?<![{HAN}])(?P<name>[{HAN}]{{2,4}})街道(?P<office>办事处|办|党工委)?|(?P<name2>[{HAN}]{{2,3}})街道(?P<office2>办事处|办(?![理法公好事])|党工委)"
)
STREET_ACTS = re.compile(
    r"^(?:$|[、，。；：,.;:！（()）“”]|和|与|及|等|联合|组织|开展|召开|举行|举办|积极|通过|党|机关|干部|工作人员|负责|相关|主要|有关|辖区|各|纪|人大|武装|应急|综治|包村|切实|坚持|结合|迅速|认真|严格|全面|持续|扎实|多措|聚焦|深入)"
)
STREET_NOT = re.compile(
    r"(?:乡镇|各|该|沿|本|两|条|主要|城市|城区|背街|商业|步行|主次|美食|特色|文化|全区|辖区|个|所辖|镇|这|那|一|几|的|在)$"
)
STREET_LEAD = re.compile(
    r"^(?:由|到|在|向|对|与|和|赴|经|让|是|为|将|把|从|据|请|给|走进|深入|来到|前往|位于|联合|走访|邀请|协调|会同|指导|组织|调研|慰问|视察|检查|督导|示范区|开发区|高新区|新区|区|县|市|全区|我区|该区)+"
)
SURVEY = re.compile(rf"国家统计局(?P<place>[{HAN}]{{2,6}})调查(?P<unit>总?队)")


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    """Of the form itself; the printed prefix stands before `start`."""
    row: DepartmentRow | None
    name: str
    prefix: Prefix
    rule: str
    stem: bool = False


class DepartmentFinder:
    """Finds the offices of one record; `vocabulary` and the paper's own level are fixed, so one finder serves many records."""

    def __init__(self, vocabulary: Vocabulary, local_level: str) -> None:
        self.vocabulary = vocabulary
        self.local_level = local_level
        self.year: int | None = None
        self.ended = {name: (row, ended) for row in vocabulary.departments if row.level == "国家" for name, ended in row.former}
        stem = vocabulary.stem_pattern
        self.tail_list = re.compile(rf"(?P<list>{stem}(?:(?:、|和|与|及|以及){stem})*){TAIL}")
        self.head_list = re.compile(rf"(?P<list>{stem}(?:、{stem})*)(?=(?:、|和|与|及)(?:{stem})[局委办])")
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

    def _hits(self, text: str) -> list[_Hit]:
        hits: list[_Hit] = []
        taken = 0
        for found in self.vocabulary.form_pattern.finditer(text):
            hit = self._full(text, found.start(), found.end(), taken)
            if hit:
                hits.append(hit)
                taken = found.end()
        spans = [(hit.start - len(hit.prefix.text), hit.end) for hit in hits]
        for extra in (self._lists(text), _bodies(text), _streets(text), _surveys(text), self._unknown(text)):
            for hit in extra:
                start = hit.start - len(hit.prefix.text)
                if hit.rule == "survey-team":
                    # 国家统计局望川调查队 is one office; 国家统计局 inside it is not another.
                    hits = [other for other in hits if not (other.start < hit.end and hit.start < other.end)]
                    spans = [(other.start - len(other.prefix.text), other.end) for other in hits]
                if all(hit.end <= other[0] or start >= other[1] for other in spans):
                    hits.append(hit)
                    spans.append((start, hit.end))
        hits.sort(key=lambda hit: hit.start)
        return hits

    def _full(self, text: str, start: int, end: int, taken: int) -> _Hit | None:
        row = self.vocabulary.by_form[text[start:end]]
        prefix = prefix_before(text, start, taken)
        after = text[end : end + 12]
        if (
            text[start:end] in self.ended
            and self.year is not None
            and self.year > self.ended[text[start:end]][1] + FORMER_YEARS
        ):
            return None
        if prefix.text == "全国" and not row.name.endswith("会"):
            # 全国法院, 全国公安: all of them, no office of its own; 全国妇联 and 全国工商联 are.
            return None
        if row.name == "人民政府" and prefix.level == "国家":
            return None
        if text[end - 1] == "部" and BEHIND_BU.match(after):
            return None
        if row.needs_prefix and not prefix.level:
            return None
        if GOES_ON.match(after) and not POST.match(after):
            return None
        if end - start == 2 and not prefix.level and not row.level and not stands_apart(text, start):
            # 消防指战员 holds 防指: a form of two letters without a level counts only where a word can begin.
            return None
        if row.level == "国家" and row.name.endswith("部") and FOREIGN.search(text[max(0, start - 6) : start]):
            return None
        if row.name in LEADING and (ROOM.match(after) or POST.match(after)):
            return None
        if ROOM.match(after) and row.name in ("人民代表大会", "人民政治协商会议委员会", "管理委员会"):
            return None
        return _Hit(start, end, row, row.name, prefix, "table")

    def _lists(self, text: str) -> list[_Hit]:
        hits = []
        for pattern, rule in ((self.tail_list, "one-tail"), (self.head_list, "one-head")):
            for found in pattern.finditer(text):
                pieces = list(self.piece.finditer(text, found.start("list"), found.end("list")))
                prefix = prefix_before(text, found.start(), 0)
                # One stem with 部门 behind it is a generic word (应急部门) unless a level stands before it (区应急部门).
                if rule == "one-tail" and len(pieces) < 2 and not prefix.level:
                    continue
                for place, piece in enumerate(pieces):
                    row = self.vocabulary.by_stem[piece[0]]
                    hits.append(
                        _Hit(
                            piece.start(), piece.end(), row, row.name, prefix if place == 0 else Prefix("", ""), rule, stem=True
                        )
                    )
        return hits

    def _unknown(self, text: str) -> list[_Hit]:
        hits: list[_Hit] = []
        if not any(tail in text for tail in ("局", "委员会", "指挥部", "领导小组", "厅")):
            return hits
        for level in re.finditer(rf"(?<![{HAN}])(?:区|县|市|省)|(?<=[、，。：；由和与及])(?:区|县|市|省)(?![委政人])", text):
            found = UNKNOWN.match(text, level.end())
            if found is None or NOT_OFFICE.search(found[0]) or GOES_ON.match(text[found.end() : found.end() + 4]):
                continue
            if found[0][0] in "域间位场民级内外直际里上下属长委":
                continue
            prefix = prefix_before(text, level.end(), 0)
            hits.append(_Hit(found.start(), found.end(), None, found[0], prefix, "shape"))
        return hits

    def _govern(self, text: Located, hits: Sequence[_Hit], known: dict[str, str]) -> list[DepartmentMention]:
        """Gives each hit its level: its own prefix, else the head of its list, else the record's earlier word, else the paper's."""
        mentions = []
        head = Prefix("", "")
        end_of_last = -1
        for hit in hits:
            start = hit.start - len(hit.prefix.text)
            in_list = end_of_last >= 0 and bool(SEPARATOR.match(text.text[end_of_last:start]))
            if not in_list:
                head = Prefix("", "")
            own = hit.row.level if hit.row and hit.row.level else hit.prefix.level
            governed = ""
            if own:
                level = own
                if hit.prefix.level:
                    head = hit.prefix
            elif in_list and head.level:
                level, governed = head.level, head.text
            else:
                level = known.get(hit.name) or self.local_level
            if hit.prefix.level or (hit.row and hit.row.level):
                known.setdefault(hit.name, level)
            # The short head is enough for the printed form: 区 of 岚汀新区.
            printed = (governed or "") + text.text[start : hit.end]
            facet = hit.name if hit.name.startswith(level) else level + hit.name
            confirmed = hit.row is not None or hit.rule in ("body", "survey-team")
            mentions.append(DepartmentMention(hit.name, level, facet, printed, confirmed, text.span(start, hit.end), hit.rule))
            end_of_last = hit.end
        return mentions


def _bodies(text: str) -> list[_Hit]:
    """区委, 市政府, 县人大 as acting bodies; in a post (区委书记) or a meeting (市政府第四次全体会议) they do not act."""
    hits = []
    for found in BODY.finditer(text):
        after = text[found.end() : found.end() + 12]
        before = text[found.start() - 1 : found.start()] if found.start() else ""
        if found["body"] == "委" and re.match(r"[员会托派任培属内外全领组宣统政纪编巡办机党深网老农社督改]", after):
            continue
        if (
            ROOM.match(after)
            or POST.match(after)
            or GOES_ON.match(after)
            or after.startswith(("常", "系统", "采购", "网", "性", "办", "信息公开"))
        ):
            continue
        if before and before in "社小片园校地郊城都超上股楼夜门集各灾山牧院厂街辖特治":
            continue
        level = {"区": "区", "县": "区", "旗": "区", "市": "市", "州": "市", "省": "省"}[found["level"]]
        body = found["body"]
        name = {
            "委": f"{found['level']}委",
            "政府": "人民政府",
            "人民政府": "人民政府",
            "人大": "人民代表大会",
            "政协": "人民政治协商会议委员会",
        }[body]
        start = found.start("body") if body != "委" else found.start("level")
        prefix = prefix_before(text, start, 0) if body != "委" else Prefix("", level, virtual=True)
        hits.append(_Hit(start, found.end(), None, name, prefix if prefix.level else Prefix("", level), "body"))
    return hits


def _streets(text: str) -> list[_Hit]:
    """望潮街道 where it acts: the office itself, or a name that is not the beginning of a longer one (…街道综合养老服务中心)."""
    if "街道" not in text:
        return []
    hits = []
    for found in STREET.finditer(text):
        printed = found["name"] or found["name2"]
        office = found["office"] or found["office2"]
        lead = STREET_LEAD.match(printed)
        name = printed[lead.end() :] if lead else printed
        if not 2 <= len(name) <= 3 or STREET_NOT.search(name):
            continue
        if not office and not STREET_ACTS.match(text[found.end() : found.end() + 4]):
            continue
        start = text.index(name, found.start())
        hits.append(_Hit(start, found.end(), None, f"{name}街道办事处", Prefix("", "区", virtual=True), "street"))
    return hits


def _surveys(text: str) -> list[_Hit]:
    return [
        _Hit(
            found.start(),
            found.end(),
            None,
            f"统计局{found['place']}调查{found['unit']}",
            Prefix("", "国家", virtual=True),
            "survey-team",
        )
        for found in SURVEY.finditer(text)
    ]
