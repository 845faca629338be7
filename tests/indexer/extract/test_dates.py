"""Days: every printed form, the year that no one prints, ranges, and days that do not exist."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.dates import find_dates
from indexer.extract.located import Located

ISSUE = date(2021, 11, 15)


def days(
    text: str, issue_date: date | None = ISSUE, opening_end: int | None = None
) -> list[tuple[str, str | None, str | None]]:
    found = find_dates(Located(text, (0,), (0,)), issue_date, (1,), None, opening_end)
    return [(e.raw, e.from_.isoformat() if e.from_ else None, e.to.isoformat() if e.to else None) for e in found.events]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11月13日上午", "2021-11-13"),
        ("二〇二一年十一月十三日", "2021-11-13"),
        ("二○二一年三月五日", "2021-03-05"),
        ("二零二一年三月五日", "2021-03-05"),
        ("二Ｏ二一年三月五日", "2021-03-05"),
        ("二ＯＯ一年三月五日", "2001-03-05"),
        ("二００一年三月五日", "2001-03-05"),
        ("两千年三月五日", "2000-03-05"),
        ("二千零二十一年三月五日", "2021-03-05"),
        ("三月卅日", "2021-03-30"),
        ("11月的13日", "2021-11-13"),
        ("10月12號", "2021-10-12"),
        ("10月12日（星期二）", "2021-10-12"),
        ("２０２１年３月５日", "2021-03-05"),
        ("2020 年 3 月 5 日", "2020-03-05"),
        ("一月二十三日", "2021-01-23"),
        ("2016年06月30日09时30分许", "2016-06-30"),
        ("2021-11-13", "2021-11-13"),
        ("2021.11.13", "2021-11-13"),
        ("2021/11/13", "2021-11-13"),
        ("２０２１．１１．１３".replace("．", "."), "2021-11-13"),
        ("2021 11 13", "2021-11-13"),
        ("2021-11-13 10:00", "2021-11-13"),
        ("1937-07-07", "1937-07-07"),
        ("公示日期：20211113", "2021-11-13"),
        ("2019年12月31。", "2019-12-31"),
        ("二〇一九年八月十六，大桥通车。", "2019-08-16"),
        ("一月二十三，大桥通车。", "2021-01-23"),
        ("12月31日", "2020-12-31"),
        ("11月15日", "2021-11-15"),
        ("11月16日", "2020-11-16"),
        ("2020年2月29日", "2020-02-29"),
        ("将于12月1日举行", "2021-12-01"),
        ("11月20日前完成", "2021-11-20"),
        ("截止日期：12月1日", "2021-12-01"),
        ("即日起至12月31日", "2021-12-31"),
        ("展览持续至12月20日", "2021-12-20"),
        ("办法自12月1日起施行", "2021-12-01"),
        ("明天（11月16日）", "2021-11-16"),
        ("截止11月13日24时", "2021-11-13"),
        ("截至11月13日", "2021-11-13"),
        ("10月1日前后", "2021-10-01"),
        ("原定于10月14日返回", "2021-10-14"),
        ("2月29日", "2020-02-29"),
    ],
)
def test_a_day_is_read_in_every_form(text: str, day: str) -> None:
    assert [(a, b) for _, a, b in days(text)] == [(day, day)]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("10月18日至19日", ("2021-10-18", "2021-10-19")),
        ("10月18—19日", ("2021-10-18", "2021-10-19")),
        ("9月29日—10月15日", ("2021-09-29", "2021-10-15")),
        ("9月10日到9月25日", ("2021-09-10", "2021-09-25")),
        ("12月30日至1月2日", ("2020-12-30", "2021-01-02")),
        ("2020年12月30日至2021年1月2日", ("2020-12-30", "2021-01-02")),
        ("2020年12月30日至1月2日", ("2020-12-30", "2021-01-02")),
        ("12月30日至次年1月2日", ("2020-12-30", "2021-01-02")),
        ("12月30日至2022年1月2日", ("2021-12-30", "2022-01-02")),
        ("从12月30日到明年1月2日", ("2021-12-30", "2022-01-02")),
        ("10月18日上午9时至19日下午5时", ("2021-10-18", "2021-10-19")),
        ("10月18日（星期一）至22日", ("2021-10-18", "2021-10-22")),
        ("18年10月1日到19年2月3日", ("2018-10-01", "2019-02-03")),
        ("7月1日起至9月30日止", ("2021-07-01", "2021-09-30")),
        ("2021.11.13—11.15", ("2021-11-13", "2021-11-15")),
        ("2021-11-13至2021-11-15", ("2021-11-13", "2021-11-15")),
        ("2月28日至2月29日", ("2020-02-28", "2020-02-29")),
    ],
)
def test_a_range_keeps_its_month_and_turns_the_year(text: str, interval: tuple[str, str]) -> None:
    assert [(a, b) for _, a, b in days(text)] == [interval]


def test_further_days_of_a_month_are_days_of_their_own() -> None:
    assert [a for _, a, _ in days("11月9日、10日和12日，培训班开课。")] == ["2021-11-09", "2021-11-10", "2021-11-12"]
    assert [a for _, a, _ in days("3月5、6、9日，培训班开课。")] == ["2021-03-05", "2021-03-06", "2021-03-09"]
    assert [(a, b) for _, a, b in days("3月5日、9日至12日，培训班开课。")] == [
        ("2021-03-05", "2021-03-05"),
        ("2021-03-09", "2021-03-12"),
    ]


def test_a_list_stays_in_its_year() -> None:
    assert [a for _, a, _ in days("2020年3月5日、4月8日，培训班开课。")] == ["2020-03-05", "2020-04-08"]
    assert [a for _, a, _ in days("培训班将于12月6日和7日开课。")] == ["2021-12-06", "2021-12-07"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("去年11月3日", "2020-11-03"),
        ("今年12月5日", "2021-12-05"),
        ("明年的1月5日", "2022-01-05"),
        ("18年10月1日", "2018-10-01"),
        ("自零八年八月八日起", "2008-08-08"),
        ("98年5月1日", "1998-05-01"),
        ("民国二十六年七月七日", "1937-07-07"),
        ("1949年办学。同年12月1日开课", "1949-12-01"),
        ("1949年办学。次年3月1日扩建", "1950-03-01"),
        ("本月10日", "2021-11-10"),
        ("本月28日", "2021-11-28"),
        ("上月28日", "2021-10-28"),
        ("上个月的28号", "2021-10-28"),
        ("下月6日", "2021-12-06"),
    ],
)
def test_a_year_or_month_in_words_is_that_year_or_month(text: str, day: str) -> None:
    assert [(a, b) for _, a, b in days(text)] == [(day, day)]


@pytest.mark.parametrize("text", ["康熙20年9月1日", "建校20年10月1日", "三六七年一月一日", "同年12月1日"])
def test_a_year_that_nobody_can_tell_leaves_the_day_open_without_a_warning(text: str) -> None:
    found = find_dates(Located(text, (0,), (0,)), ISSUE, (1,))
    assert [event.from_ for event in found.events] == [None]
    assert found.warnings == ()


@pytest.mark.parametrize(
    "text", ["2月30日", "13月5日", "2021年2月29日", "4月31日至5月2日", "10月18日至9日", "上月31日", "2021.2.30"]
)
def test_a_day_that_does_not_exist_stays_unresolved_with_a_warning(text: str) -> None:
    issue_date = date(2021, 10, 15) if text == "上月31日" else ISSUE
    found = find_dates(Located(text, (0,), (0,)), issue_date, (7,))
    assert [(event.from_, event.to) for event in found.events] == [(None, None)]
    assert [(warning.code, warning.lines) for warning in found.warnings] == [("impossible date", (7,))]


@pytest.mark.parametrize(
    "text",
    [
        "近日",
        "连日来",
        "今年年初以来",
        "截至目前",
        "2022年项目谋划",
        "正月初八",
        "每年3月5日",
        "每年的3月5日",
        "八月十五月儿圆",
        "六月十五",
        "电话20211113",
        "编号 1520 2021 11 13 7",
        "13.5.2021",
        "3-7-07",
        "“9·10”案件",
        "3.5日元",
        "30日内办结",
    ],
)
def test_words_without_a_day_give_none(text: str) -> None:
    assert days(text) == []


def test_without_an_issue_date_only_a_printed_year_fixes_a_day() -> None:
    assert days("11月13日和2020年3月5日", None) == [("11月13日", None, None), ("2020年3月5日", "2020-03-05", "2020-03-05")]


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.dates(date(1950, 1, 1), date(2050, 12, 31)))
def test_a_day_with_its_year_is_that_day_whatever_the_issue(day: date, issue_date: date) -> None:
    assert [a for _, a, _ in days(f"{day.year}年{day.month}月{day.day}日，会议召开。", issue_date)] == [day.isoformat()]


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)), st.dates(date(1950, 1, 1), date(2050, 12, 31)))
def test_a_day_without_its_year_never_lies_behind_the_issue_nor_a_year_before_it(day: date, issue_date: date) -> None:
    for _, resolved, _ in days(f"{day.month}月{day.day}日，会议召开。", issue_date):
        if resolved is not None:
            found = date.fromisoformat(resolved)
            # 29 February is looked for in the last leap year.
            assert found <= issue_date and (issue_date - found).days <= (366 if (day.month, day.day) != (2, 29) else 8 * 366)
            assert (found.month, found.day) == (day.month, day.day)


@given(
    st.text(
        alphabet="年月日号至到、—-.0123456789〇一二三十廿卅周星期今昨明前后天晚上下本农历正腊初大年将于，。“”《》（） 一二三",
        max_size=60,
    )
)
def test_no_text_raises_and_every_day_stands_where_it_says(text: str) -> None:
    found = find_dates(Located(text, (0,), (0,)), ISSUE, (1,), None, 0)
    ends = [0]
    for event in found.events:
        assert text[event.span.start : event.span.end] == event.raw
        assert event.span.start >= ends[-1]
        assert event.from_ is None or (event.to is not None and event.from_ <= event.to)
        ends.append(event.span.end)
