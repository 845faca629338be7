"""Pages as no paper prints them: a megabyte of random characters, rule words over and over, nothing, one line, only captions."""

from __future__ import annotations

import random
from datetime import date

import pytest

from indexer.model import Failure, Kind, ParsedSource
from indexer.pipeline import ParseOptions, parse_source

OPTIONS = ParseOptions("ltdb", "岚汀导报", date(2024, 11, 5))
MEGABYTE = 1_000_000 // 3
"""Hanzi in a megabyte of UTF-8."""


def parse(text: str) -> ParsedSource:
    parsed = parse_source(text.encode(), "01.txt", OPTIONS)
    assert isinstance(parsed, ParsedSource), parsed
    return parsed


def random_hanzi(count: int) -> str:
    chance = random.Random(20241105)
    return "".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(count))


@pytest.mark.parametrize("width", [None, 40, 12])
def test_a_megabyte_of_random_hanzi_is_parsed_whole(width: int | None) -> None:
    text = random_hanzi(MEGABYTE)
    if width:
        text = "\n".join(text[start : start + width] for start in range(0, len(text), width))
    assert parse(text).pages[0].coverage == 1.0


# Each would take hours if a rule went back over what it has read: 发改、 took 8 s for 20,000 characters once.
@pytest.mark.parametrize(
    "unit",
    [
        "发改、",
        "区发改委、",
        "区发改委和",
        "本报讯（记者",
        "本报记者 ",
        "记者",
        "（",
        "）",
        "“",
        "11月",
        "11月1日至",
        "1日、",
        "区领导赵三、",
        "主任",
        "市",
        "望潮街道",
        "岚汀新区",
        "摄 ",
        "乔·",
        "十",
        "2024年",
        "编辑：",
        "电话：",
        "　",
        "国家统计局",
    ],
)
def test_rule_words_over_and_over_are_parsed_whole(unit: str) -> None:
    for text in (unit * (60_000 // len(unit)), f"{unit}\n" * (20_000 // len(unit))):
        for page in parse(f"街灯亮了\n本报讯（记者 乔知远）{text}").pages:
            assert page.coverage == 1.0


def test_nothing_is_an_empty_page_or_a_refusal() -> None:
    for text in ("", "\n", "　\n \n"):
        result = parse_source(text.encode(), "01.txt", OPTIONS)
        assert isinstance(result, Failure) or (result.pages[0].records == () and result.pages[0].coverage == 1.0)


def test_one_line_has_its_place() -> None:
    for line in ("街灯亮了", "本报讯（记者 乔知远）街灯亮了。", "。", "岚汀导报 2024年11月5日 第1版", "本报记者 柯木 摄"):
        (page,) = parse(line).pages
        assert page.coverage == 1.0


def test_a_page_of_captions_has_a_record_for_each() -> None:
    lines = [f"11月{day}日，居民在老街散步。本报记者 柯木 摄" for day in range(1, 5)]
    for between in ("\n", "\n\n"):
        (page,) = parse(between.join(lines)).pages
        assert [record.kind for record in page.records] == [Kind.CAPTION] * 4
        assert {record.names("photographer") for record in page.records} == {("柯木",)}
