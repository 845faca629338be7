"""Streets, towns, villages and their stations where they act: 月白街道会同…, 桑榆镇作了发言, 望荻村村委会, 桑榆派出所民警."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.extract.hits import Hit
from indexer.extract.places import HAN, is_bare_place, place_start
from indexer.extract.prefixes import Prefix, prefix_before

# 乡村, 乡亲 and 镇江市, 镇平县 are other words; of villages only those with an organ behind them are looked at.
_UNIT = re.compile(
    r"街道|镇(?![江海赉雄沅坪巴静痛压乡]|[平安远原宁康]县)|乡(?![村镇亲愁土情音里])|村(?=[村委党两支“\"])|社区(?=[居党两“\"])"
)
OFFICES = {
    "街道": "街道办事处",
    "镇": "镇人民政府",
    "乡": "乡人民政府",
    "村": "村村民委员会",
    "社区": "社区居民委员会",
}
# The unit's own office, or a part of it, named in full: it acts wherever it stands.
ORGANS = {
    "街道": re.compile(
        r"办事处|党工委|人大工委|纪工委|纪检监察工委|办(?=$|[，。、；：,;:）)主副负干党组联会召相有积通在]|工作|开展|[和与及等])|(?:应急|综治|平安|党政|社会事务|城建|城管|经济发展|民政|司法)办(?:公室)?|综合(?:行政)?执法(?:大队|中队|队)|武装部"
    ),
    "镇": re.compile(r"党委政府|(?:党委|人民政府|政府|人大主席团|人大(?!代表)|纪委|武装部|党政办|综治办|应急办)(?:办公室)?"),
    "村": re.compile(r"村?(?:村民委员会|村委会|党支部|党总支|党委|[“\"]?两委[”\"]?|支两委|支部委员会)|委会"),
    "社区": re.compile(r"居民委员会|居委会|党委|党总支|党支部|[“\"]?两委[”\"]?"),
}
ORGANS["乡"] = ORGANS["镇"]
# Behind a unit that acts; each with what it was seen in.
_ADVERB = r"(?:在|将|还|已|也|要|正|都|应|须|能|可|不|就|先|从|把|对|以|为|与|率先|主动|及时|立即|随即|迅速|当场|先后|同时|共同|一直|始终|积极|认真|切实|严格|全面|持续|扎实|深入|聚焦|坚持|结合|通过|针对|围绕|依托|利用|借助|多措|今年|去年|明年|近年|近日|日前|目前|连日|现已|每[天月周]|按照|按|根据|充分)"
_VERB = (
    r"(?:会同|牵头|发起|组织|联合|联动|联手|携手|协同|协助|配合|邀请|召集|召开|举行|举办|开展|开设|启动|承办|主办|协办|发布|印发|出台|制定|推出|推行|推动|探索|创新|打造|建立|成立|设立|完善|健全|落实|压实|加强|加大|加快|强化|"
    r"细化|抓|筹资|出资|投入|选派|抽调|派出|派人|安排|部署|动员|发动|号召|引导|鼓励|表示|介绍|回复|答复|回应|汇报|报告|通报|发言|作[了出]?(?:交流|典型|表态|经验)|作[了出]|提出|提供|建议|承诺|认为|计划|打算|准备|拟|"
    r"争取|力争|负责|接到|收到|获|荣获|办结|采纳|收集|征集|登记|参加|参与|出席|到场|到会|会商|现场|"
    r"(?:改造|整治|清理|排查|巡查|检查|化解|调解|走访|慰问|处理|解决|督促|拆除|新建|新增|完成)(?!工作|行动|项目|室|队|站|中心|员|现场|点|会|工程|力度|任务))"
)
_STAFF = r"(?:的?(?:工作人员|负责人|主要负责|相关负责|有关负责|分管|主任|书记|党员干部|干部|领导)|[、和及](?:相关|有关)(?:部门|单位)|等(?:部门|单位|有关|相关))"
_ACTS = re.compile(rf"{_VERB}|{_STAFF}")
# For streets only: of a town the text says where something grows or stands (云荻镇以莲藕种植为主).
_ADVERB_BEHIND = re.compile(_ADVERB)
# 承办单位：月白街道
_ROLE_BEFORE = re.compile(r"(?:单位|主体|部门|主办|承办|协办|牵头|责任|配合)[:：]$")
_BREAK = re.compile(r"[，。；、：,;:）)]|等|联合|共同|$")
# 在青梧街道召开, 家住石庵街道, 涉及月白街道: a place, whatever follows.
_PLACE_BEFORE = re.compile(
    r"(?:[在于住到赴经]|来自|位于|地处|涉及|途经|途径|走进|走访|深入|来到|前往|辖|包括|覆盖|惠及|图为|惊现|落户|返回|回到|抵达|离开)$"
)
_JOIN = re.compile(r"[、，,]|[和与及]|以及|会同|联合")
# An office stands on the other side of the joint: 区林业局、望潮街道; 月白街道和区住建局.
_OFFICE_BEFORE = re.compile(r"(?:(?<!街)[局委办厅]|大队|支队|公司)(?:[、和与及]|以及)$")
_OFFICE_BEHIND = re.compile(
    rf"(?:[、和与及]|以及)[{HAN}]{{0,10}}?(?:[局厅]|[委办](?![员托会理])|大队|支队|管委会|派出所|服务中心)"
)
# 小镇, 城镇, 家乡, 水乡, 农村, 各村, 小社区 … are no names.
_NO_NAME = {
    "街道": re.compile(
        r"(?:乡镇|各|该|沿|两|条|主要|城市|城区|背街|商业|步行|主次|美食|特色|文化|辖区|所辖|当地|属地|有关|相关|试点|示范)$"
    ),
    "镇": re.compile(r"[小古重城集村乡市名建制水强新老特县各该全两色点心]$|(?:当地|所在|有关|相关)$"),
    "乡": re.compile(r"[家老故回返下城水侨异他山同还民族思离归怀鱼茶花之梦各该全两四外醉原]$|(?:当地|所在|有关|相关)$"),
    "村": re.compile(
        r"[农乡山渔新老古各该全两三进驻下入到中本同邻名困零强富示范度]$|(?:当地|所在|有关|相关|文化|传统|行政|自然|美丽|奥运|亚运|民俗|示范)$"
    ),
    "社区": re.compile(r"[小新老各该全两三进入本到个际]$|(?:当地|所在|有关|相关|城市|农村|国际|示范|智慧|居民|街道)$"),
}
STATION = re.compile(r"派出所|司法所|市场监管所|市监所|税务所|自然资源所|国土资源所|国土所|工商所|财政所|交警中队")
_STATION_NO_NAME = re.compile(r"(?:当地|辖区|属地|附近|基层|公安|边防|所属|所在|水上|铁路|户籍|就近|最近|有关|相关)$")
# 区公安分局桑榆派出所, 望川市公安局岚汀分局桑榆派出所, 岚汀分局桑榆派出所: one office, the lower one.
_STATION_PARENT = re.compile(
    rf"(?:(?:公安|司法|市场监管|市场监督管理|税务|自然资源和规划)局(?:[{HAN}]{{2,4}}分局)?|公安分局|交警[大支]队)$"
)
_STATION_BRANCH = re.compile(r"分局$")
_STATION_SPLIT = re.compile(r"[区县市省州旗]")
_SPLIT = re.compile(r"[区县市省州旗镇乡]|街道")
_HIGHER = re.compile(r"(?:街道|[镇乡])$")
REACH = 24


@dataclass(frozen=True, slots=True)
class _Unit:
    begin: int
    """Where the printed name begins, places of higher level included (望川区月白街道)."""
    end: int
    name: str
    kind: str
    organ: bool


def street_hits(text: str) -> list[Hit]:
    """The streets, towns and villages of a text that act, each as its office (月白街道: 月白街道办事处)."""
    units = _units(text)
    if not units:
        return []
    hits = []
    for group in _groups(text, units):
        acting = _acts(text, group)
        for unit in group:
            if unit.organ or (acting and unit.kind not in ("村", "社区")):
                name = unit.name + OFFICES[unit.kind]
                hits.append(Hit(unit.begin, unit.end, None, name, Prefix("", "区", virtual=True), "street", whole=True))
    return hits


def _units(text: str) -> list[_Unit]:
    units = []
    for found in _UNIT.finditer(text):
        kind, at = found[0], found.start()
        organ = ORGANS[kind].match(text, found.end())
        if kind in ("村", "社区") and not organ:
            continue
        begin = _name_begin(text, at)
        name = _SPLIT.split(text[begin:at])[-1]
        if begin == at or not 2 <= len(name) <= 4 or _NO_NAME[kind].search(text[begin:at]):
            continue
        units.append(_Unit(begin, organ.end() if organ else found.end(), name, kind, bool(organ)))
    return units


def _name_begin(text: str, at: int) -> int:
    """Where the name begins that ends at `at`, with the places of higher level before it (桑榆镇望荻); `at` where none is certain."""
    low = max(0, at - REACH)
    begin = low + place_start(text[low:at], at - low)
    if begin < at:
        return begin
    for length in (2, 3):
        unit = _HIGHER.search(text, max(low, at - length - 2), max(low, at - length))
        if unit and is_bare_place(text[at - length : at]):
            higher = low + place_start(text[low : unit.start()], unit.start() - low)
            return higher if higher < unit.start() else at - length
    return at


def _groups(text: str, units: list[_Unit]) -> list[list[_Unit]]:
    """Units that stand in one list: 青梧街道、柳渡街道和桑榆镇."""
    groups: list[list[_Unit]] = []
    for unit in units:
        if groups and _JOIN.fullmatch(text[groups[-1][-1].end : unit.begin]):
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return groups


def _acts(text: str, group: list[_Unit]) -> bool:
    before = text[max(0, group[0].begin - 4) : group[0].begin]
    after = text[group[-1].end : group[-1].end + 16]
    if _PLACE_BEFORE.search(before) or (group[0].kind != "街道" and before.endswith("的")):
        # 来到湖畔的桑榆镇开展义诊
        return False
    if group[-1].kind == "街道" and _ADVERB_BEHIND.match(after):
        return True
    return bool(
        after[:1] in ("：", ":")
        or _ROLE_BEFORE.search(before)
        or _ACTS.match(after)
        or _OFFICE_BEHIND.match(after)
        or (_OFFICE_BEFORE.search(before) and _BREAK.match(after))
    )


def station_hits(text: str) -> list[Hit]:
    """Police posts, justice offices and the like that are named by their place: 桑榆派出所, 区公安分局桑榆派出所."""
    hits: list[Hit] = []
    if "所" not in text and "交警中队" not in text:
        return hits
    for found in STATION.finditer(text):
        at = found.start()
        begin = _name_begin(text, at)
        name = _STATION_SPLIT.split(text[begin:at])[-1]
        if begin == at:
            begin, name = _behind_parent(text, at)
        if len(name) >= 2 and not _STATION_NO_NAME.search(name):
            hits.append(Hit(begin, found.end(), None, name + found[0], Prefix("", "区", virtual=True), "station", whole=True))
    return hits


def _behind_parent(text: str, at: int) -> tuple[int, str]:
    """Where the whole name begins and the station's own name, when an office of which it is a part stands right before that."""
    for length in (2, 3):
        middle = at - length
        low = max(0, middle - REACH)
        left = text[low : max(0, middle)]
        parent = _STATION_PARENT.search(left)
        if parent:
            start = low + parent.start()
            return start - len(prefix_before(text, start, 0, by_place=True).text), text[middle:at]
        if _STATION_BRANCH.search(left):
            end = middle - len("分局")
            return low + place_start(text[low:end], end - low), text[middle:at]
    return at, ""
