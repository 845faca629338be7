"""Branches of national bodies, named by their place: 国家统计局望川调查队, 人民银行望川支行, 望川银保监分局, 国家税务总局望川市税务局.

`国家统计局` inside such a name is no second office. What the pattern finds is one office with a canonical name of its own or, where the
table has it (税务局), of the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from indexer.extract.hits import Hit
from indexer.extract.places import HAN, LEVELS, PROVINCES, is_bare_place
from indexer.extract.prefixes import NONE, Prefix, prefix_before
from indexer.extract.vocabulary.tables import DepartmentRow

PLACE = rf"(?P<place>[{HAN}]{{2,8}}?)"
SUPERVISION = "金融监督管理总局"


@dataclass(frozen=True, slots=True)
class Branch:
    """A kind of branch: how it is printed, the name it gets, its level (empty: of its place, else of its unit)."""

    pattern: re.Pattern[str]
    name: str
    """Canonical; `{place}` and `{unit}` are taken from the print."""
    level: str = ""
    units: Mapping[str, str] | None = None
    """Level by unit, where the place does not say it: 支行 is a county's, 中心支行 a city's."""


BRANCHES = (
    # 国家统计局望川调查队, 国家统计局江西调查总队
    Branch(re.compile(rf"国家统计局(?:驻)?{PLACE}(?P<unit>调查总?队)"), "统计局{place}{unit}", "国家"),
    # 国家税务总局望川市税务局, 国家税务总局望川市岚汀区税务局第一税务分局
    Branch(re.compile(rf"国家税务总局{PLACE}(?P<unit>税务局(?:稽查局|第[一二三四五六七八九十]+税务(?:分局|所))?)"), "税务局"),
    # 中国人民银行望川市中心支行, 人行望川支行, 人民银行望川营业管理部
    Branch(
        re.compile(rf"(?:中国)?(?:人民银行|人行){PLACE}(?P<unit>中心支行|支行|分行|营业管理部|营管部)"),
        "人民银行",
        units={"中心支行": "市", "支行": "区", "分行": "市", "营业管理部": "市", "营管部": "市"},
    ),
    # 国家金融监督管理总局望川监管分局, 中国银保监会江西监管局; 国家外汇管理局望川市中心支局; 中国证监会江西监管局
    Branch(
        re.compile(
            rf"(?:国家金融监督管理总局|国家金融监管总局|金融监管总局|(?:中国)?银保监会|(?:中国)?银监会|(?:中国)?保监会){PLACE}(?P<unit>监管分局|监管支局|监管局)"
        ),
        SUPERVISION + "{unit}",
        units={"监管分局": "市", "监管支局": "区", "监管局": "省"},
    ),
    Branch(re.compile(rf"(?:中国)?证监会{PLACE}(?P<unit>监管局)"), "证券监督管理委员会监管局", "省"),
    Branch(
        re.compile(rf"国家外汇管理局{PLACE}(?P<unit>中心支局|支局|分局)"),
        "外汇管理局",
        units={"中心支局": "市", "支局": "区", "分局": "省"},
    ),
    Branch(re.compile(rf"国家矿山安全监察局{PLACE}(?P<unit>局)"), "矿山安全监察局{place}局", "国家"),
    # 财政部江西监管局, 国家能源局华中监管局, 生态环境部华南督察局, 审计署驻望川特派员办事处
    Branch(
        re.compile(
            rf"(?P<parent>国家(?:能源局|林业和草原局)|财政部|生态环境部|自然资源部|审计署)(?:驻)?{PLACE}(?P<unit>监管局|监管办|督察局|监察局|特派员办事处|特派办)"
        ),
        "{parent}{place}{unit}",
        "国家",
    ),
)
# The parent is left out, the place stands first: 望川银保监分局, 望川监管分局岚汀监管组, 江西证监局, 望川海关, 县人民银行.
SHORT = re.compile(
    r"(?P<kind>银保监|银监|保监|金融监管)(?P<unit>分局|支局|局)|(?P<post>监管组)|(?P<plain>监管分局|监管支局)|(?P<stock>证监局)|(?P<customs>海关)(?![总学关法系监特])(?:驻[\u4e00-\u9fff]{2,4}?办事处)?|(?P<bank>人民银行|人行(?![道横天通桥]))(?:支行|中心支行|分行)?"
)
SHORT_LEVELS = {"分局": "市", "支局": "区", "局": "省", "监管分局": "市", "监管支局": "区", "监管组": "区"}
SHORT_UNITS = {"分局": "监管分局", "支局": "监管支局", "局": "监管局", "监管组": "监管支局"}
PLAIN_END = re.compile(r"(?:银保监|银监|保监|金融)?监管(?:分局|局)$|(?:银保监|银监|保监)(?:分局|局)$")
CHEAP = re.compile(r"调查|人民银行|人行|监|海关|税务总局|外汇管理局|督察局|特派|安全监察局")
_PROVINCE = re.compile(rf"^(?:{PROVINCES}|内蒙古|广西|西藏|宁夏|新疆)$")
# 市监管局, 省监管组: behind these letters it is no place.
_VERB_IN_PLACE = re.compile(r"[的了在是和与及为对向从由将被把]|公布|发布|数据|资料|组织|开展|开始|要求")
REACH = 20


def branch_hits(text: str, table: Mapping[str, DepartmentRow]) -> list[Hit]:
    """The branches of national bodies that a text names; `table` gives the row of a canonical name, where it has one."""
    if not CHEAP.search(text):
        return []
    hits = []
    for branch in BRANCHES:
        for found in branch.pattern.finditer(text):
            place = found["place"]
            if _VERB_IN_PLACE.search(place):
                continue
            name = branch.name.format_map(found.groupdict()).removeprefix("国家")
            level = branch.level or _level(place) or (branch.units or {}).get(found["unit"], "")
            hits.append(_hit(found.start(), found.end(), name, level, table))
    hits.extend(_short(text, table))
    # 望川监管分局 of 望川监管分局岚汀监管组 is no second office.
    return [hit for hit in hits if not any(hit != o and o.begin <= hit.begin and hit.end <= o.end for o in hits)]


def _short(text: str, table: Mapping[str, DepartmentRow]) -> list[Hit]:
    hits = []
    for found in SHORT.finditer(text):
        begin, level = _place_before(text, found.start())
        if begin == found.start() or level == "国家":
            continue
        unit = found["unit"] or found["post"] or found["plain"] or ""
        if found["bank"]:
            if level:
                hits.append(_hit(begin, found.end(), "人民银行", level, table))
        elif found["customs"]:
            hits.append(_hit(begin, found.end(), "海关", level or "市", table))
        elif found["stock"]:
            hits.append(_hit(begin, found.end(), "证券监督管理委员会监管局", "省", table))
        else:
            name = SUPERVISION + SHORT_UNITS.get(unit, unit)
            hits.append(_hit(begin, found.end(), name, SHORT_LEVELS[unit], table))
    return hits


def _place_before(text: str, at: int) -> tuple[int, str]:
    """Where the place before `at` begins, with its level where it says one; `at` itself where there is none."""
    low = max(0, at - REACH)
    left = text[low:at]
    upper = next((m for n in (2, 3) if is_bare_place(left[-n:]) and (m := PLAIN_END.search(left[: len(left) - n]))), None)
    if upper:
        # 望川监管分局岚汀监管组: one office, the lower one.
        begin, _ = _place_before(text, low + upper.start())
        return begin, "区"
    prefix = prefix_before(text, at, 0, by_place=True)
    if prefix.text:
        return at - len(prefix.text), prefix.level
    return at, ""


def _level(place: str) -> str:
    if _PROVINCE.match(place) or place.endswith("自治区"):
        return "省"
    return LEVELS.get(place[-1], "")


def _hit(begin: int, end: int, name: str, level: str, table: Mapping[str, DepartmentRow]) -> Hit:
    prefix = Prefix("", level, virtual=True) if level else NONE
    return Hit(begin, end, table.get(name), name, prefix, "branch", whole=True)
