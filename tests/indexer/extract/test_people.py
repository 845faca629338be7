"""Persons with titles: what the title is, where the name ends, and who is none."""

from __future__ import annotations

import pytest

from indexer.extract.departments import DepartmentFinder
from indexer.extract.located import Located
from indexer.extract.people import find_people
from indexer.extract.vocabulary import shipped

FINDER = DepartmentFinder(shipped(), "区")


def people(text: str) -> list[tuple[str, str]]:
    texts = [Located(text, (0,), (0,))]
    return [(person.name, person.title) for person in find_people(texts, FINDER.find(texts), shipped(), frozenset({"乔知远"}))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("区领导沈知秋主持会议。", [("沈知秋", "区领导")]),
        ("区领导沈知秋、陆一鸣、周叙参加活动。", [("沈知秋", "区领导"), ("陆一鸣", "区领导"), ("周叙", "区领导")]),
        (
            "岚汀新区(高新区)党委书记顾青,党工委副书记、管委会主任江雁出席会议。",
            [("顾青", "岚汀新区(高新区)党委书记"), ("江雁", "党工委副书记、管委会主任")],
        ),
        ("传达学习市委书记祝清和在动员会上的讲话。", [("祝清和", "市委书记")]),
        ("深入学习习近平总书记重要讲话。", [("习近平", "总书记")]),
        ("区财政局局长江恒与企业负责人座谈。", [("江恒", "区财政局局长")]),
        ("讲座邀请岚汀大学水利工程教授谢望舒授课。", [("谢望舒", "岚汀大学水利工程教授")]),
        ("区长欧阳听澜讲话。", [("欧阳听澜", "区长")]),
        ("区委书记顾　青主持会议。", [("顾青", "区委书记")]),
        ("副区长古丽娜尔·艾山江出席。", [("古丽娜尔·艾山江", "副区长")]),
        ("大队长李远正在检查。", [("李远", "大队长")]),
    ],
)
def test_persons_are_found_with_their_title(text: str, expected: list[tuple[str, str]]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "主任会议研究了方案。",
        "书记处书记会议召开。",
        "领导干部要带头。",
        "汀江造船集团董事长到会。",
        "局长高度重视此事。",
        "教授方法灵活。",
        "记者乔知远到场。区领导乔知远",
        "市民王女士说。",
        "居民郑大娘说。",
        "学生宁可步行。",
        "经理安排工人施工。",
    ],
)
def test_what_is_no_person_is_not_taken_for_one(text: str) -> None:
    assert people(text) == []


def test_a_person_stands_once_with_the_first_title() -> None:
    assert people("区长顾青主持。区长顾青强调，要抓紧。") == [("顾青", "区长")]
