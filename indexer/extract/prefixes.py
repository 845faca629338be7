"""The level word before an office: 区, 市, 岚汀新区, 示范区(高新区), 焦城市, 省, 区委, 市人民政府."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.extract.places import HAN, LEVELS, PROVINCES, bounded, is_bare_place, place_start, with_higher

_ZONE = r"(?:示范区|高新区|开发区|自由贸易试验区|经开区|新区|自贸区|保税区|工业区|风景区|度假区|试验区|合作区|经济区|产业园区|园区|高新技术产业开发区|经济技术开发区)"
# Letters that make 区, 市, 县, 省 the end of another word whatever stands before it: 社区, 超市, 节省.
_NOT_LEVEL = re.compile(
    r"(?:[社小片校院景厂辖灾街郊禁战赛专时分场特]区|行政区|[红国军党战锦校队团会星]旗|[欧结同联东会]盟|[超上股楼夜辖级]市|[节反]省|市区|地区|[郊各]县)$"
)
# Letters that do so unless a whole place name stands there: 城市 but 盐城市, 山区 but 房山区, 门市 but 荆门市.
_DOUBTFUL = re.compile(r"(?:[山库牧老林矿湖城]区|[城都门集]市)$")
_DOUBTFUL_PLACE = re.compile(r"[区县].|市.*市$|^[大小新老旧各全本该此特双多主中贫深高石丘边远]|^[一二两三四五六七八九十\d]")
_ZONE_END = re.compile(rf"{_ZONE}(?:[（(][{HAN}]{{2,6}}[）)])?$")
_ALONE = re.compile(r"(?<=、)([一-鿿]{2,3})$")
_PROVINCE_END = re.compile(rf"(?:{PROVINCES})省$")
_REGION_END = re.compile(r"(?:内蒙古|广西壮族|广西|西藏|宁夏回族|宁夏|新疆维吾尔|新疆)自治区$")
_AUTONOMOUS_END = re.compile(r"自治[区州县旗]$")
_BARE_PROVINCE_END = re.compile(rf"(?:{PROVINCES}|内蒙古|广西|西藏|宁夏|新疆)$")
_BODY_END = re.compile(r"(?:委|人民政府|政府|党工委|工委|管委会)$")
WINDOW = 20
"""So far back a prefix is looked for: 恩施土家族苗族自治州 and a body behind it fit in."""


@dataclass(frozen=True, slots=True)
class Prefix:
    """The printed prefix of an office and its level; both empty where none is printed."""

    text: str
    level: str
    virtual: bool = False
    """The level is known without being printed as a prefix, so it heads no list."""


NONE = Prefix("", "")


def prefix_before(text: str, start: int, taken: int, by_place: bool = False) -> Prefix:
    """The prefix that ends where the office's own name starts; nothing before `taken` is looked at.

    `by_place`: the office is of a kind that is named by its place alone (望川税务局, 望川法院); the prefix then has no level.
    """
    left = text[max(taken, start - WINDOW) : start]
    if not left:
        return NONE
    if left[-1] == "原" and left[-2:-1] in LEVELS:
        # 省原粮食局
        before = prefix_before(text, start - 1, taken)
        return Prefix(before.text + "原", before.level) if before.level else NONE
    if left.endswith(("国家", "全国", "中央")):
        return Prefix(left[-2:], "国家")
    core = left
    body = ""
    # Each pattern is only tried where the last letter lets it match: most names have no prefix at all.
    body_match = _BODY_END.search(left) if left[-1] in "委府会" else None
    if body_match and len(left) > len(body_match[0]):
        core, body = left[: body_match.start()], body_match[0]
        if body in ("委", "政府", "人民政府") and core[-1:] not in LEVELS:
            return NONE
        if body in ("党工委", "工委", "管委会") and not (core[-1:] in LEVELS or core.endswith((")", "）"))):
            # 党工委组织部: the body alone stands for the zone.
            return Prefix(body, "区")
    elif body_match:
        return Prefix(body_match[0], "区") if body_match[0] in ("党工委", "工委", "管委会") else NONE
    last = core[-1:]
    zone = _ZONE_END.search(core) if last in ("区", ")", "）") else None
    if zone:
        return Prefix(core[place_start(core, zone.start()) :] + body, "区")
    region = (_REGION_END if last == "区" else _PROVINCE_END).search(core) if last in ("区", "省") else None
    if region:
        return Prefix(region[0] + body, "省")
    autonomous = _AUTONOMOUS_END.search(core) if last in LEVELS else None
    if autonomous and place_start(core, len(core) - 1) == len(core) - 1:
        # 自治区党委, 自治州政府: the name is left out.
        return Prefix(autonomous[0] + body, "省" if core.endswith("区") else LEVELS[core[-1]])
    unit = last
    if unit not in LEVELS:
        return NONE if body else _without_level(core, by_place)
    if _NOT_LEVEL.search(core):
        return NONE
    begin = place_start(core, len(core) - 1)
    if _DOUBTFUL.search(core) and (begin > len(core) - 3 or _DOUBTFUL_PLACE.search(core[begin:])):
        return NONE
    if by_place and unit == "州" and begin == len(core) - 1 and begin and bounded(core, begin - 1):
        # 杭州海关, 广州税务局: a city whose name ends so.
        return Prefix(core[-2:], "市", virtual=True)
    if len(core) > 1 and core[-2] in "该我全本各":
        return Prefix(core[-2:] + body, LEVELS[unit])
    return Prefix(core[begin:] + body, LEVELS[unit])


def _without_level(core: str, by_place: bool) -> Prefix:
    """A place without its level word: in a list of offices (、望川生态环境局), or before an office that is named so (来自望川税务局)."""
    province = _BARE_PROVINCE_END.search(core)
    if province and bounded(core, province.start()):
        return Prefix(province[0], "省")
    found = _ALONE.search(core)
    if found and is_bare_place(found[1]):
        return Prefix(found[1], "", virtual=True)
    if by_place:
        for length in (2, 3):
            begin = len(core) - length
            start = with_higher(core, begin) if begin >= 0 and is_bare_place(core[begin:]) else None
            if start is not None:
                # 望川市岚汀生态环境局: below a city it is a district's or a county's.
                return Prefix(core[start:], "区" if core[begin - 1 : begin] == "市" and start < begin else "", virtual=True)
    return NONE


def stands_apart(text: str, start: int) -> bool:
    """True when a word can begin here: at the head of the text, behind a mark, or behind a word such as 由, 到, 向, 和."""
    return bounded(text, start)


__all__ = ["HAN", "NONE", "Prefix", "prefix_before", "stands_apart"]
