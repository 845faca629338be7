"""The words that lead to a day to come: without them a month and day is the last one on or before the issue."""

from __future__ import annotations

import re
from enum import Enum

_PLANNED = re.compile(
    r"(?:(?<!原)[将拟定][于在]|(?:计划|规划|预定|有望|力争|争取)[于在]?|择于|(?:提前|调整|改)[至到在为]|"  # 定于12月1日
    r"(?:将|拟|计划|有望)(?:从|自|在|于|到|持续到|持续至)|"  # 将从12月1日
    r"(?:报名|投标|开标|开会|召开|施工|停水|停电|活动|举办|开幕|考试|面试|笔试)(?:日期|时间)(?:为|是|：|:)?)(?:今年|的|当地时间|北京时间| )?[ “‘]?$"  # 报名时间：12月1日
)
_DEADLINE_BEFORE = re.compile(
    r"(?:截止(?:日期|时间)?(?:为|是|到|至|：|:)?|(?:延长|推迟|延期|顺延|延迟|改期|持续|延续|展期|有效期|展出|开放|保留|暂停|关闭)(?:至|到)|"
    r"原定[于在]?|原计划[于在]?|(?:预计|预报|预测)(?:将?[于在从自]|到)?[，,：:]?|即日起 ?(?:至|到|—)|不[迟晚]于|最[迟晚]于?|至迟)[ “‘]?$"  # 即日起至12月1日
)
_DEADLINE_AFTER = re.compile(
    r"^ ?(?:前(?![后夕往期来些的一二三四五六七八九十日天\d])|之前|以前|截止|止(?!步)|为止|到期|届满)"
)  # 11月20日前
# 12月1日起将施行, 3日，展览将开幕; not 区长将奖牌颁给.
_WILL_AFTER = re.compile(
    r"^(?:起|开始)?[，,]?[^，。；,;]{0,12}?[将拟](?:[于在从有对会]|举[办行]|召开|开[始幕展放]|正式|启[动用]|迎来|施行|实施|执行|全面|出[现台]|持续|进行|继续|陆续|暂停|停|再|首次|达|降)"
)
# Weaker signs, anywhere near in the sentence. They count only where the last such day is ten months gone, of which print says 去年:
# 明天（2月4日）立春, 《办法》自9月1日起施行, 5月6日结束, 韩某将出席10月20日举行的典礼.
_SIGN = re.compile(
    r"将(?![军领士近帅相])|拟(?!人|态)|预计|计划|预报|明[天日]|后[天日]|即将|届时|有望|原定|为期|截止|结束|生效|[施实]行|正式|延[至长]|"
    r"瞄准|迎接|同意|决定|出席|最早|可能|公告|征集|报名|春运|暑运|实施(?!以来)|明[（(]|[日号时][）)]?起|开始|倒计时|敬请|(?<=[起天日）)])[至到]$|[起天]至"
)
_SENTENCE_END = re.compile(r"[。；！？;!?]")


class Coming(Enum):
    """What the words around a day without its year say of it."""

    NO = "the last one on or before the issue"
    PLANNED = "the next one: 将于, 定于, 拟于"
    DEADLINE = "the next one, unless the last one is only just past: 11月10日前 in an issue of 15 November tells what was due"


def coming(folded: str, start: int, end: int) -> Coming:
    """What stands around the day at `start`…`end`."""
    before = folded[max(0, start - 12) : start]
    if _PLANNED.search(before):
        return Coming.PLANNED
    if _DEADLINE_BEFORE.search(before) or _DEADLINE_AFTER.match(folded[end : end + 6]):
        return Coming.DEADLINE
    if _WILL_AFTER.match(folded[end : end + 20]):
        return Coming.DEADLINE
    return Coming.NO


def may_come(folded: str, start: int, end: int) -> bool:
    """True when anything near in the sentence speaks of days to come."""
    before = _SENTENCE_END.split(folded[max(0, start - 20) : start])[-1]
    after = _SENTENCE_END.split(folded[end - 1 : end + 24])[0]
    return bool(_SIGN.search(before) or _SIGN.search(after))
