"""What stands in a credit and is neither a role nor a name: agencies, papers, titles, days and places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mappings.traditional import simplified

HAN = "\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff〇"
OWN = "本报|本刊|本网|本台|本社|本站"
AGENCIES = (
    "新华社|新华网|新华每日电讯|中新社|中新网|中国新闻社|中国新闻网|人民网|央视网|央视新闻|央视|央广网|中央社|光明网|中国网|法新社|路透社|"
    "美联社|塔斯社|俄新社|共同社|韩联社|朝中社|总台央视|总台|中央广播电视总台"
)
_OF_PAPERS = (
    "日报|晚报|晨报|导报|早报|商报|快报|都市报|时报|周报|广播电视台|电视台|广播电台|融媒体中心|融媒体|融媒|新闻网|客户端|通讯社"
)
# A paper's name goes back no further than the last role word: 通讯员苏晚 望川日报记者乔知远.
PAPERS = rf"《?(?:(?!记者|通讯员|实习生|评论员|摄|[讯电][ \u3000（(])[{HAN}]){{1,8}}(?:{_OF_PAPERS})(?!道)》?"
SOURCE = rf"(?:{OWN}|{AGENCIES}|{PAPERS}|(?:区|县|市)?融媒体中心)"
# Titles before a role word are no part of a name: 首席记者, 全媒体记者, 见习记者, 特约记者, 本报驻京记者.
TITLES = rf"(?:(?:首席|资深|高级|主任|见习|实习|全媒体|融媒体|全媒|融媒|特约|特派|特邀|特别|小|摄影|文字|视频|驻站|前方|随军|本地|报道组|驻[{HAN}]{{1,4}}?)+)?"
_DAY = (
    r"(?:(?:\d{2,4}|[〇○零一二三四五六七八九]{4})年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})日(?:上午|下午|晚|凌晨|夜)?"
)


@dataclass(frozen=True, slots=True)
class Blank:
    """A form that is blanked; the example has it."""

    pattern: re.Pattern[str]
    example: str


# In this order: what is longer goes first.
BLANKS: tuple[Blank, ...] = (
    Blank(re.compile(r"(?:作者)?单位[ \u3000]*[:：]?[^（()）]{2,40}"), "作者单位：岚汀新区第一小学"),
    Blank(re.compile(rf"(?<=作者)[系为是].*|(?<=[{HAN}]{{2}})系[{HAN}、]{{3,40}}(?=[）)]?$)"), "作者系岚汀新区文联会员"),
    Blank(
        re.compile(
            r"(?:来源|转自|选自|原载|据)[ \u3000]*[:：]?[ \u3000]*(?:《[^》]{1,20}》|[^ \u3000（()）:：《]{1,20})(?:报道|消息|电)?"
        ),
        "来源：新华网",
    ),
    Blank(re.compile(_DAY), "11月6日"),
    Blank(re.compile(rf"发自[{HAN}]{{2,10}}|(?:(?<=摄)|(?<=摄影)|(?<=拍摄))(?:于|自)[{HAN}]{{0,20}}"), "摄于岚汀渡口"),
    Blank(
        re.compile(
            rf"(?<![{HAN}])(?:[{HAN}]{{0,4}}爱好者|志愿者|市民|读者|网友|村民|居民|学生|教师|老师|民警|会员|职工|学员|小记者|评论部|摄影部|采访组|报道组)(?=[ \u3000])"
        ),
        "摄影爱好者 ",
    ),
    Blank(re.compile(rf"(?<![{HAN}])(?:无人机照片|资料图片?|资料照片|组图|本组图片|新媒体出品)"), "无人机照片"),
    Blank(re.compile(SOURCE), "望川日报"),
    Blank(
        re.compile(
            r"(?:首席|资深|高级|主任|见习(?!生)|实习(?!生)|全媒体|融媒体|全媒|融媒|特约(?![通撰作])|特派|特邀(?!通)|特别|文字(?=记者)|视频(?=记者)|"
            rf"驻站|前方|随军|小(?=记者)|驻[{HAN}]{{1,4}}(?=记者))+"
        ),
        "首席",
    ),
    Blank(re.compile(rf"(?<=[{HAN}\u3000 ])等(?![{HAN}])"), " 等"),
    Blank(re.compile(r"[□■◎●○▲△◆◇☆★▌▍▎⊙【】〔〕［］\[\]]"), "□"),
)


_RARE = re.compile("[\t\xa0\u2002\u2003\u2009報記訊電攝員實習編輯責論圖綜轉據聞啟聲]")
_PLAIN = {ord(blank): " " for blank in "\t\xa0\u2002\u2003\u2009"}


def plain(text: str) -> str:
    """The text with every kind of blank but the ideographic one made the usual one, in simplified characters where the words of
    credits and furniture are in traditional ones (本報訊, 責任編輯); as long as before."""
    # Hardly a line has one of them, and to look costs a tenth of a translation.
    return simplified(text.translate(_PLAIN)) if _RARE.search(text) else text


def without_sources(raw: str) -> str:
    """The credit with all that is blanked, so that role words and names are left; as long as before."""
    # The stroke 丨 is typed for a bar, and counts as a Hanzi: 记者丨乔知远
    raw = plain(raw).replace("丨", "|")
    for blank in BLANKS:
        raw = blank.pattern.sub(_spaces, raw)
    return raw


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])
