"""Which issue and page: every form of name and masthead, what goes before what, and what is never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.errors import IssueDateMissing
from indexer.model import FolderFacts
from indexer.pages.identity import IdentityOptions, find_identity, read_name, require_date
from indexer.pages.lines import split_lines

DAY = date(2024, 11, 5)
OPTIONS = IdentityOptions("ltdb", "岚汀导报")


@pytest.mark.parametrize(
    ("name", "day", "page", "issue_number"),
    [
        ("报纸/2024-11-05/01.txt", DAY, 1, None),
        ("20241105-2版.txt", DAY, 2, None),
        ("2024年11月5日第2版.txt", DAY, 2, None),
        ("2024年11月05日第02版.txt", DAY, 2, None),
        ("２０２４年１１月５日第３版.txt", DAY, 3, None),
        ("二〇二四年十一月五日第四版.txt", DAY, 4, None),
        ("2024.11.05/A1版.txt", DAY, 1, None),
        ("2024.11.05/B2版.txt", DAY, 102, None),
        ("2024_11_05/p3.txt", DAY, 3, None),
        ("2024-11/05/3.txt", DAY, 3, None),
        ("2024/11/05/3.txt", DAY, 3, None),
        ("2024年/11月/5日/第3版.txt", DAY, 3, None),
        ("2024/11/05.txt", DAY, None, None),
        ("ltdb20241105.txt", DAY, None, None),
        ("第1234期/2024-11-05 第1版.txt", DAY, 1, "1234"),
        ("2024-11-05第2024-51期第2版.txt", DAY, 2, "2024-51"),
        ("第1234期第2版.txt", None, 2, "1234"),
        ("稿件/会议纪要.txt", None, None, None),
        ("2024-11-05/岚汀导报.txt", DAY, None, None),
        ("a\\2024-11-05\\02.txt", DAY, 2, None),
        ("2024.zip/11/05/3.txt", DAY, 3, None),
        ("2024-11-05.ZIP/3.txt", DAY, 3, None),
    ],
)
def test_a_path_says_date_page_and_number(name: str, day: date | None, page: int | None, issue_number: str | None) -> None:
    facts = read_name(name)
    assert (facts.issue_date, facts.page, facts.issue_number) == (day, page, issue_number)


@pytest.mark.parametrize(
    "name", ["2024-13-05/01.txt", "20240230.txt", "1234-11-05/01.txt", "20241105123.txt", "13812345678.txt"]
)
def test_a_date_that_does_not_exist_is_no_date(name: str) -> None:
    assert read_name(name).issue_date is None


@pytest.mark.parametrize(
    "masthead",
    [
        "岚汀导报 2024年11月5日 星期二 第1234期 第2版 综合新闻",
        "岚汀导报　二〇二四年十一月五日　星期二　农历甲辰年十月初五　总第1234期　第二版　综合新闻",
        "2024 年 11 月 5 日 星期二 第1234期\n第2版 综合新闻",
        "岚汀导报\n2024年11月5日 第1234期 今日4版\n2 综合新闻",
        "２０２４年１１月５日　星期二　第１２３４期\n第２版　综合新闻",
    ],
)
def test_a_masthead_says_all_of_it(masthead: str) -> None:
    found = find_identity("a.txt", split_lines(f"{masthead}\n\n新区召开会议\n本报讯 会议召开。"), OPTIONS)
    assert found.identity is not None
    identity = found.identity
    assert (identity.issue_date, identity.page, identity.issue_number, identity.page_name) == (DAY, 2, "1234", "综合新闻")
    assert found.warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "新区召开会议\n本报讯 2024年11月5日，会议召开。",
        "停水公告\n因施工停水。\n岚汀新区水利局\n2024年11月5日" + "\n结尾。" * 3,
        "（二〇二四年十一月五日）（附图片1张）",
    ],
)
def test_a_date_in_the_text_is_not_the_issue_date(text: str) -> None:
    lead = "新区召开会议\n本报讯 会议召开。\n会议要求认真落实。\n各单位参加会议。\n会后进行了座谈。\n会议于当日结束。\n大家表示赞同。\n"
    assert find_identity("a.txt", split_lines(lead + text), OPTIONS).identity is None


def test_the_option_goes_before_the_name_and_the_name_before_the_masthead() -> None:
    masthead = "岚汀导报 2024年11月5日 星期二 第2版 要闻\n"
    by_option = find_identity("2024-11-06/01.txt", split_lines(masthead), IdentityOptions("ltdb", "", date(2024, 11, 7)))
    assert by_option.identity and by_option.identity.issue_date == date(2024, 11, 7)
    by_name = find_identity("2024-11-06/01.txt", split_lines(masthead), OPTIONS)
    assert by_name.identity and (by_name.identity.issue_date, by_name.identity.page) == (date(2024, 11, 6), 1)
    assert [warning.code for warning in by_name.warnings] == ["date conflict", "page conflict"]


FOLDER = FolderFacts(date(2024, 11, 8), 5, "文化", ((1, "要闻"), (2, "综合")))


def test_what_the_folder_says_goes_after_the_option_and_before_the_name() -> None:
    masthead = "岚汀导报 2024年11月5日 星期二 第2版 要闻\n"
    lines = split_lines(masthead)
    by_option = find_identity("2024-11-06/01.txt", lines, IdentityOptions("ltdb", "", date(2024, 11, 7), FOLDER))
    assert by_option.identity and (by_option.identity.issue_date, by_option.identity.page) == (date(2024, 11, 7), 5)
    by_folder = find_identity("2024-11-06/01.txt", lines, IdentityOptions("ltdb", "", None, FOLDER))
    assert by_folder.identity and (by_folder.identity.issue_date, by_folder.identity.page) == (date(2024, 11, 8), 5)
    assert [warning.code for warning in by_folder.warnings] == ["date conflict", "page conflict"]
    assert all("bulletin.toml" in warning.note for warning in by_folder.warnings)


def test_an_option_against_the_folder_is_a_conflict_and_the_folder_against_the_name_is_none() -> None:
    lines = split_lines("新区召开会议")
    by_option = find_identity("2024-11-06/01.txt", lines, IdentityOptions("ltdb", "", date(2024, 11, 7), FOLDER))
    assert [warning.code for warning in by_option.warnings] == ["date conflict"]
    assert "bulletin.toml 给的日期是 2024-11-08" in by_option.warnings[0].note
    assert find_identity("2024-11-06/01.txt", lines, IdentityOptions("ltdb", "", None, FOLDER)).warnings == ()


def test_the_printed_name_of_a_page_goes_before_the_one_of_the_path() -> None:
    options = IdentityOptions("ltdb", "", None, FOLDER)
    printed = find_identity("a.txt", split_lines("岚汀导报 2024年11月8日 星期五 第5版 副刊\n"), options)
    assert printed.identity and printed.identity.page_name == printed.label.page_name == "副刊"
    silent = find_identity("a.txt", split_lines("新区召开会议"), options)
    assert silent.identity and silent.identity.page_name == silent.label.page_name == "文化"


def test_a_pattern_that_does_not_fit_is_said_and_the_name_is_read() -> None:
    options = IdentityOptions("ltdb", "", None, FolderFacts(unmatched=("date_pattern", "page_pattern")))
    found = find_identity("2024-11-05/01.txt", split_lines("新区召开会议"), options)
    assert found.identity and (found.identity.issue_date, found.identity.page) == (DAY, 1)
    assert [warning.code for warning in found.warnings] == ["pattern not matched"] * 2
    assert "date_pattern" in found.warnings[0].note and "2024-11-05/01.txt" in found.warnings[0].note


def test_a_page_without_a_number_is_the_first_with_a_warning() -> None:
    found = find_identity("2024-11-05/岚汀导报.txt", split_lines("新区召开会议"), OPTIONS)
    assert found.identity and found.identity.page == 1
    assert [warning.code for warning in found.warnings] == ["page number assumed"]


@pytest.mark.parametrize("name", ["a.txt", "2024-02-30/01.txt"])
def test_without_a_date_the_sentence_says_how_to_give_one(name: str) -> None:
    with pytest.raises(IssueDateMissing) as caught:
        require_date(find_identity(name, split_lines("新区召开会议"), OPTIONS), name)
    assert "--issue-date" in caught.value.zh and name in caught.value.zh
