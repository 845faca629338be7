"""Pages as no paper prints them: as many random characters as one may have, rule words over and over, nothing, one line, only captions."""

from __future__ import annotations

import random
from datetime import date

import pytest

from indexer.model import Failure, Kind, ParsedSource
from indexer.pipeline import LONGEST_PAGE, MOST_PAGES, ParseOptions, parse_source

OPTIONS = ParseOptions("ltdb", "岚汀导报", date(2024, 11, 5))


def parse(text: str) -> ParsedSource:
    parsed = parse_source(text.encode(), "01.txt", OPTIONS)
    assert isinstance(parsed, ParsedSource), parsed
    return parsed


def random_hanzi(count: int) -> str:
    chance = random.Random(20241105)
    return "".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(count))


@pytest.mark.parametrize("width", [None, 40, 12])
def test_the_longest_page_of_random_hanzi_is_parsed_whole(width: int | None) -> None:
    text = random_hanzi(LONGEST_PAGE)
    if width:
        text = "\n".join(text[start : start + width] for start in range(0, len(text), width))[:LONGEST_PAGE]
    assert parse(text).pages[0].coverage == 1.0


def test_what_is_longer_than_a_page_can_be_is_refused_with_its_place() -> None:
    before = "街灯亮了\n本报讯 灯亮。\n\f"
    refused = parse_source((before + "云" * (LONGEST_PAGE + 1)).encode(), "01.txt", OPTIONS)
    assert isinstance(refused, Failure) and refused.code == "source_too_large"
    assert "01.txt：从第 3 行起的一版有 350,001 个字" in refused.zh and "请按版拆成小文件" in refused.zh
    assert len(parse(before + "云" * LONGEST_PAGE).pages) == 2


def test_a_file_of_more_pages_than_an_issue_has_is_refused() -> None:
    page = "街灯亮了\n本报讯 灯亮。\f"
    assert len(parse(page * MOST_PAGES).pages) == MOST_PAGES
    refused = parse_source((page * (MOST_PAGES + 1)).encode(), "01.txt", OPTIONS)
    assert isinstance(refused, Failure) and refused.code == "source_too_large" and "换页符" in refused.zh


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
    for text in (unit * (30_000 // len(unit)), f"{unit}\n" * (20_000 // len(unit))):
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
