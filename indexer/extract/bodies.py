"""区委, 市政府, 县人大, 市政协: the leading bodies under their short names."""

from __future__ import annotations

import re

from indexer.extract.hits import Hit
from indexer.extract.places import LEVELS
from indexer.extract.prefixes import Prefix, prefix_before
from indexer.extract.surroundings import POST, ROOM, is_foreign_place, name_goes_on

BODY = re.compile(r"(?P<level>[区县市省州旗])(?P<body>委|政府|人民政府|人大|政协)")
# 区委员会, 县委托, 市委组织部: 委 begins another word, or the office that follows is the one meant.
WEI_GOES_ON = re.compile(r"[员会托派任培属内外全领组宣统政纪编巡办机党深网老农社督改]")
# 市政府采购, 县政府网, 市人大常委会 (the table has it)
BODY_GOES_ON = ("常", "系统", "采购", "网", "性", "办", "信息公开")
# 民盟望川市委, 共青团望川市委, 团市委
OTHER_PARTY = re.compile(
    r"(?:民革|民盟|民建|民进|农工党|农工民主党|致公党|九三学社|学社|台盟|共青团|团|同盟会)[\u4e00-\u9fff]{0,5}$"
)
NAMES = {"政府": "人民政府", "人民政府": "人民政府", "人大": "人民代表大会", "政协": "人民政治协商会议委员会"}
COMMITTEES = {"区": "区委", "市": "市委", "省": "省委"}


# 共青团望川市委员会: the level word stands inside the name.
YOUTH_LEAGUE = re.compile(r"共青团(?P<place>[\u4e00-\u9fff]{0,5}?)(?P<level>[区县市省州旗])委(?:员会)?")


def body_hits(text: str) -> list[Hit]:
    """The bodies that act; in a post (区委书记) or a meeting (市政府第四次全体会议) they do not."""
    hits = [
        Hit(
            found.start(),
            found.end(),
            None,
            "共产主义青年团委员会",
            Prefix("", LEVELS[found["level"]], virtual=True),
            "body",
            whole=True,
        )
        for found in (YOUTH_LEAGUE.finditer(text) if "共青团" in text else ())
    ]
    if not ("委" in text or "政" in text or "人大" in text):
        return hits
    for found in BODY.finditer(text):
        after = text[found.end() : found.end() + 12]
        committee = found["body"] == "委"
        if committee and OTHER_PARTY.search(text, max(0, found.start() - 12), found.start()):
            continue
        if committee and WEI_GOES_ON.match(after):
            continue
        if ROOM.match(after) or POST.match(after) or name_goes_on(after) or after.startswith(BODY_GOES_ON):
            continue
        at = found.start("level")
        prefix = prefix_before(text, at + 1, 0)
        if not prefix.level or is_foreign_place(text[max(0, at - 40) : at + 1]):
            # 社区, 城市, 超市: the level word is the end of another word.
            continue
        if committee:
            # 岚汀县委 is printed with its place; the facet of a county's committee is the one of a district's.
            place = Prefix(prefix.text[:-1], prefix.level, virtual=True)
            hits.append(Hit(at, found.end(), None, COMMITTEES[prefix.level], place, "body"))
        else:
            hits.append(Hit(found.start("body"), found.end(), None, NAMES[found["body"]], prefix, "body"))
    return hits
