"""Invented records for the tests of search: people, offices and places that do not exist."""

from __future__ import annotations

import random
from typing import Any

LETTER = {"article": "a", "caption": "c", "notice": "n"}


def record(
    ordinal: int,
    headline: str | None = None,
    body: str = "",
    *,
    day: str = "2024-11-05",
    page: int = 1,
    kind: str = "article",
    **fields: Any,
) -> dict[str, Any]:
    """A document of the index, complete in what the mapping wants; `fields` are further ones (reporters, departments …)."""
    document: dict[str, Any] = {
        "id": f"lanting/{day}/{page}/{LETTER[kind]}{ordinal}",
        "paper": "lanting",
        "issue_date": day,
        "month_day": day[5:],
        "edition": 1,
        "page": page,
        "kind": kind,
        "ordinal": ordinal,
        "first_line": 10 * ordinal,
        "body": body,
        **fields,
    }
    if headline is not None:
        document["headline"] = headline
    return document


PLACES = ("岚汀新区", "栖霖街道", "望溪镇", "鹭洲村", "青珩社区", "示范园", "云棹湖", "沄河", "６号闸口", "５Ｇ产业园", "Ａ座")
OFFICES = ("区财政局", "区科创局", "区农业农村局", "市水务局", "区发改委", "住建局", "“两山”办", "党工委（管委会）")
PEOPLE = ("乔知远", "林屿", "司徒听澜", "施𫖯", "阿依古丽·买买提", "7程传梁", "岑立方", "柯（木可）", "尉迟雪青")
ACTIONS = (
    "召开防汛值守工作会议",
    "完成全年计划的118.35%",
    "慰问老党员",
    "開展網絡安全宣傳",
    "推进“36412”行动计划",
    "调研《岚汀条例》落实情况",
    "架设铁塔１６座",
    "参加第8届花展（12.20—12.26）",
    "为群众办实事",
    "清淤2.5公里",
    "签约项目7个,总投资¥3.2亿元",
    "举办A/B(测试)培训",
    "走访⻓者⼈家",
    "二○二四年冬训开班",
    "答记者问<b>直播</b>",
    "气温-3℃～5℃",
)
JOINERS = ("，", "；", "。", "、", "：", "\n", " ", "　", "——", "…")


def invented_texts(count: int, seed: int) -> list[str]:
    """Texts in the manner of a district paper, the same for the same seed."""
    choice = random.Random(seed)
    texts = []
    for _ in range(count):
        pieces = []
        for _ in range(choice.randint(4, 16)):
            pieces += [
                choice.choice((*PLACES, *OFFICES)),
                choice.choice(PEOPLE),
                choice.choice(ACTIONS),
                choice.choice(JOINERS),
            ]
        texts.append("".join(pieces).strip())
    return texts
