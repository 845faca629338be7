"""The level word before an office: 区, 市, 岚汀新区, 示范区(高新区), 焦城市, 省, 区委, 市人民政府."""

from __future__ import annotations

import re
from dataclasses import dataclass

HAN = "\u4e00-\u9fff"

_ZONE = r"(?:示范区|高新区|开发区|经开区|新区|自贸区|保税区|工业区|风景区|度假区|试验区|合作区|经济区|产业园区|园区|高新技术产业开发区|经济技术开发区)"
# Letters that make 区, 市, 县, 省 the end of another word: 社区, 城市, 超市, 节省.
_NOT_LEVEL = re.compile(
    r"(?:[社小片校院景厂辖山灾库牧老街郊禁战林矿特]区|[城超上股楼夜门集都辖级]市|[节反]省|市区|城区|地区|郊县)$"
)
_LEVELS = {"区": "区", "县": "区", "旗": "区", "市": "市", "州": "市", "盟": "市", "省": "省"}
_ZONE_END = re.compile(rf"{_ZONE}(?:[（(][{HAN}]{{2,6}}[）)])?$")
# A place name begins behind one of these; else only the level word itself is taken.
_BOUND = set("由在到与和及从向对据让按照经被把将给为是的了、赴请同共示令请往过于至入访")
# Letters that are in verbs and counts before 市科协 or 区财政局 and in hardly a place name: 获得市科协, 组织县财政局.
_VERBAL = re.compile(
    r"[来自获得组织开展召举参加会议报送通知联合协调邀走进深看望慰问检查督导要求推动成立全各该我本某多近日今昨明前后上下我们他她它这那此其每个名家位项并且还也又再就都把受取申领予以及或因所被称]"
)
_ALONE = re.compile(r"(?<=、)([一-鿿]{2,3})$")
_PROVINCES = (
    "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾"
)
_PROVINCE_END = re.compile(rf"(?:{_PROVINCES})省$")
_REGION_END = re.compile(r"(?:内蒙古|广西壮族|广西|西藏|宁夏回族|宁夏|新疆维吾尔|新疆)自治区$")
_BODY_END = re.compile(r"(?:委|人民政府|政府|党工委|工委|管委会)$")


@dataclass(frozen=True, slots=True)
class Prefix:
    """The printed prefix of an office and its level; both empty where none is printed."""

    text: str
    level: str
    virtual: bool = False
    """The level is known without being printed as a prefix, so it heads no list."""


NONE = Prefix("", "")


def prefix_before(text: str, start: int, taken: int) -> Prefix:
    """The prefix that ends where the office's own name starts; nothing before `taken` is looked at."""
    left = text[max(taken, start - 16) : start]
    if not left:
        return NONE
    if left.endswith(("国家", "全国", "中央")):
        return Prefix(left[-2:], "国家")
    core = left
    body = ""
    body_match = _BODY_END.search(left)
    if body_match and len(left) > len(body_match[0]):
        core, body = left[: body_match.start()], body_match[0]
        if body in ("委", "政府", "人民政府") and core[-1:] not in _LEVELS:
            return NONE
        if body in ("党工委", "工委", "管委会") and not (core[-1:] in _LEVELS or core.endswith((")", "）"))):
            # 党工委组织部: the body alone stands for the zone.
            return Prefix(body, "区")
    elif body_match:
        return Prefix(body_match[0], "区") if body_match[0] in ("党工委", "工委", "管委会") else NONE
    zone = _ZONE_END.search(core)
    if zone:
        return Prefix(_with_place(core, zone.start()) + body, "区")
    region = _REGION_END.search(core) or _PROVINCE_END.search(core)
    if region:
        return Prefix(region[0] + body, "省")
    unit = core[-1:]
    if unit not in _LEVELS or _NOT_LEVEL.search(core):
        return _place_alone(core) if not body and unit not in _LEVELS else NONE
    if len(core) > 1 and core[-2] in "该我全本各":
        return Prefix(core[-2:] + body, _LEVELS[unit])
    return Prefix(_with_place(core, len(core) - 1) + body, _LEVELS[unit])


def _with_place(core: str, end: int) -> str:
    """The level word with the place name before it, where it is certain where that begins (焦城市, 岚汀新区)."""
    begin = end
    while begin > 0 and end - begin < 4 and "\u4e00" <= core[begin - 1] <= "\u9fff" and core[begin - 1] not in _BOUND:
        begin -= 1
    length = end - begin
    bounded = begin == 0 or core[begin - 1] in _BOUND or not "\u4e00" <= core[begin - 1] <= "\u9fff"
    place = core[begin:end]
    if length in (2, 3) and bounded and not re.search(r"[区县市省]", place) and not _VERBAL.search(place):
        return core[begin:]
    return core[end:]


def _place_alone(core: str) -> Prefix:
    """A place without its level word, as in a list of offices: 、望川生态环境局."""
    found = _ALONE.search(core)
    if found is None or _VERBAL.search(found[1]):
        return NONE
    return Prefix(found[1], "", virtual=True)


def stands_apart(text: str, start: int) -> bool:
    """True when a word can begin here: at the head of the text, behind a mark, or behind a word such as 由, 到, 向, 和."""
    return start == 0 or text[start - 1] in _BOUND or not "\u4e00" <= text[start - 1] <= "\u9fff"
