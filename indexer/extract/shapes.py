"""Names that have the shape of an office and stand in no table: 区低空经济发展局, 望川市岚汀新区大数据发展服务中心. Kept as unconfirmed."""

from __future__ import annotations

import re
from collections.abc import Container

from indexer.extract.hits import Hit
from indexer.extract.places import HAN, bounded
from indexer.extract.prefixes import prefix_before
from indexer.extract.surroundings import GOES_ON

# How a name of an office ends; the longer endings first where one ends in another.
_WORK = r"服务|管理|发展|事务|保障|促进|监测|执法|检测|评审|治理|救助|推广|养护|储备|稽查|统筹|协调|受理|登记|应急|信息|举报|预警|仲裁|普查|测绘|质量"
TAILS = (
    r"管理局|服务局|执法局|事务局|监督局|保障局|发展局|建设局|促进局|局|"
    r"委员会办公室|领导小组办公室|指挥部办公室|委员会|指挥部|领导小组|联席会议办公室|厅|"
    rf"(?:{_WORK})(?:服务)?中心|(?:{_WORK})(?:处(?![置理罚分于在境长])|站|所)|办公室|(?:执法|监察|稽查|巡查|救援|管理|养护|消防|治安|巡警|刑警|刑侦|禁毒|城管|特警)(?:大队|支队|总队)|事务所"
)
_NAME = re.compile(rf"[{HAN}]{{2,12}}?(?:{TAILS})(?![{HAN}]*?(?:会议|主任委员))")
# A set in front, for such a pattern is searched for much faster than one that begins with many forms.
_HAS_TAIL = re.compile(
    r"[局厅处站所队委指领中办](?:(?<=[局厅处站所队])|(?<=委)员会|(?<=指)挥部|(?<=领)导小组|(?<=中)心|(?<=办)公室)"
)
_LEVEL = re.compile(r"[区县市省旗]|自治州")
# Words that end so and are no office, and letters that no name of an office has.
NOT_OFFICE = re.compile(
    r"(?:格局|结局|布局|大局|全局|时局|局局|开局|残局|败局|僵局|战局|变局|危局|饭局|棋局|赛局|书局|药局|邮局|电信局|餐厅|客厅|大厅|展厅|舞厅|门厅|歌厅|影厅|展览厅|报告厅|演播厅|音乐厅|宴会厅|"
    r"村民委员会|居民委员会|业主委员会|居委会|家长委员会|组织委员会|职工委员会|学术委员会|评审委员会|志愿服务站|加油站|车站|场所|厕所|研究所|诊所|托管所|服务区服务中心)$"
    r"|[的了在是为从向将把被于由和与及其该每等将已并到个名家以对给让请]|[区县市]局$|[两三]级|警|政府|当局|州长|总统|军政|联邦|起诉|检察官|志愿|物业|养老|托育|日间|康养|购物|会展|文体|活动|健身|医疗|医学|创业|孵化|研发|公司|学院|大学|学校|医院|银行|协会|学会|集团|商会|推进|加强|开展|召开|前往|组织|组建|设立|建立|组成|建设了|成立|负责|参加|配合|联合|会同|位于|走进|书记|市长|区长|县长|省长|代表|领导(?!小组)|干部|全体|群众|市民(?!服务中心)|居民|企业|社区|小区|街道"
)
# 区域, 市场, 省级, 县城, 区间: the level word begins another word.
_OTHER_WORD = frozenset("域间位场民级内外直际里上下属长委容花值面貌政人党")


LONGEST = 22
"""So many characters a name behind its level word may have, its ending included."""


def shape_hits(text: str, rejected: Container[str], known: Container[int] = ()) -> list[Hit]:
    """Unknown names behind a level word or behind a place with one; `rejected` are names that archivists have turned down.

    `known` are places where an office of the table begins behind its level word: nothing unknown can begin there.
    """
    if not _HAS_TAIL.search(text):
        return []
    hits: dict[int, Hit] = {}
    for level in _LEVEL.finditer(text):
        at = level.end()
        if at >= len(text) or at in known or text[at] in _OTHER_WORD or not _HAS_TAIL.search(text, at, at + LONGEST):
            continue
        found = _NAME.match(text, at)
        if found is None or NOT_OFFICE.search(found[0]) or GOES_ON.match(text, found.end()) or found[0] in rejected:
            continue
        prefix = prefix_before(text, at, 0)
        if not prefix.level or (len(prefix.text) == 1 and not bounded(text, at - 1)):
            continue
        # Of two level words before one name the later one is its own: 望川市岚汀区大数据发展服务中心.
        hits[found.end()] = Hit(found.start(), found.end(), None, found[0], prefix, "shape")
    return list(hits.values())
