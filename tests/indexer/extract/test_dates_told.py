"""Days told from the day of writing or of the dateline, weekdays, and days without their month: found where they are days, and only there."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.dates import find_dates
from indexer.extract.located import Located
from indexer.extract.lone_days import Story

# A Monday.
ISSUE = date(2021, 11, 15)


def days(text: str, issue_date: date = ISSUE, opening_end: int | None = None, story: Story | None = None) -> list[str]:
    """Each day as MM-DD, a range as MM-DD/MM-DD, an open one as ?."""
    found = find_dates(Located(text, (0,), (0,)), issue_date, (1,), story, opening_end)
    assert found.warnings == ()
    return [
        "?"
        if event.from_ is None or event.to is None
        else f"{event.from_:%m-%d}" + ("" if event.from_ == event.to else f"/{event.to:%m-%d}")
        for event in found.events
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("昨日上午，", "11-14"),
        ("今天，", "11-15"),
        ("今日，", "11-15"),
        ("昨天我区召开会议", "11-14"),
        ("前天，", "11-13"),
        ("昨晚，", "11-14"),
        ("今晨，", "11-15"),
        ("明天，", "11-16"),
        ("今明两天，", "11-15/11-16"),
        ("上周五，", "11-12"),
        ("周三上午，", "11-10"),
        ("星期日，", "11-14"),
        ("10日下午，", "11-10"),
        ("十日下午，", "11-10"),
        ("20日，", "10-20"),
        ("9日至13日，", "11-09/11-13"),
        ("9—13日，", "11-09/11-13"),
        ("28日至3日，", "10-28/11-03"),
        ("12号上午，", "11-12"),
        ("31日，", "10-31"),
    ],
)
def test_straight_behind_the_byline_a_day_may_be_told_in_any_way(text: str, day: str) -> None:
    assert days(text, opening_end=0) == [day]
    byline = "本报讯（记者 乔知远）"
    assert days(byline + text, opening_end=len(byline)) == [day]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("望川市防汛办昨日通报，水位回落。", ["11-14"]),
        ("岚汀大桥今日正式通车，首日车流平稳。", ["11-15"]),
        ("记者今天从市水利局获悉，水位回落。", ["11-15"]),
        ("展览将于明日开幕，为期一个月。", ["11-16"]),
        ("截至昨日，报名人数过千。", ["11-14"]),
        ("昨天，市水利局派出三支队伍。", ["11-14"]),
        ("全市昨晚出现大风，水位上涨。", ["11-14"]),
        ("预计后天起气温下降，请添衣。", ["11-17"]),
        ("从昨天下午两点到今天上午，水位回落。", ["11-14/11-15"]),
        ("道路今天至11月20日封闭，请绕行。", ["11-15/11-20"]),
        ("他上周四到岚汀，本周三返回。", ["11-11", "11-17"]),
        ("施工从上周四到11月20日进行，请绕行。", ["11-11/11-20"]),
        ("比赛在下下周日举行，请报名。", ["12-05"]),
        ("刚刚过去的这个周末，游客过万。", ["11-13/11-14"]),
        ("上周末，游客过万。", ["11-13/11-14"]),
        ("比赛将于周五举行，请报名。", ["11-19"]),
        ("上个星期五和这个礼拜天都有演出。", ["11-12", "11-21"]),
        ("上周五至周日举办了三场演出。", ["11-12/11-14"]),
        ("市水利局13日通报，水位回落。", ["11-13"]),
        ("截至13日，报名人数过千。", ["11-13"]),
        ("3日、4日和5日，培训班开课。", ["11-03", "11-04", "11-05"]),
    ],
)
def test_in_running_text_a_day_counts_where_something_happens_on_it(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "今日头条报道了此事。",
        "明天会更好",
        "昨日重现",
        "共同开创更加美好的明天。",
        "走进今日岚汀",
        "今天的岚汀，处处是新气象，今日之岚汀，已非昔比。",
        "发展到今天，产业已成规模。",
        "如今日子好了，村里修了路。",
        "《今日说法》栏目组来到村里。",
        "他说：“今天上午我很高兴。”",
        "“明天上午去看海，”她说。",
        "《光明日报》刊发文章，表明日本的立场。",
        "已探明天然气储量。",
        "数百年前天津的老街。",
        "前日本首相来访。",
        "先天不足，后天努力。",
        "两年后天气转好。",
        "今晚报社派出记者。",
        "这周三次获奖，本周一批项目开工。",
        "周一鸣来到现场，一周一次。",
        "每周五开放，周一至周五上班，周六、周日休息。",
        "开放时间：周一上午9:00至下午5:00。",
        "每年5月的第三个星期日",
        "30日内办结，为期10日，拘留5日，7日游，13日元，第13日。",
        "12号楼和20路公交12号站。",
        "近日，连日来，日前，最近，上周，当月，年底前。",
        "三天后，他又来到村里。大家都说，这样的干部，好。两天前还没有这条路，五天以后就修通了。",
    ],
)
def test_words_that_only_look_like_days_are_none(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("昨日我不在家。", "11-14"),
        ("他5天前就回来了", "11-10"),
        ("三天后", "11-18"),
        ("大后天可以吗", "11-18"),
        ("後天你有空嗎？", "11-17"),
        ("禮拜一", "11-15"),
        ("週三", "11-10"),
        ("29日你去吃饭吗", "10-29"),
        ("我20号回来", "10-20"),
        ("下次的星期一", "11-22"),
        ("8月的最后一个星期一", "08-30"),
        ("从8月的最后一个星期一到十月一日", "08-30/10-01"),
        ("2021年5月的第二个星期日", "05-09"),
    ],
)
def test_in_a_text_of_one_sentence_there_is_only_the_issue_to_count_from(text: str, day: str) -> None:
    assert days(text) == [day]


def test_the_datelines_own_day_is_today() -> None:
    text = "本报岚汀12月31日讯 今天上午，大桥合龙。昨天，主塔封顶。"
    found = find_dates(Located(text, (0,), (0,)), date(2022, 1, 2), (1,), None, text.index(" "))
    assert [str(event.from_) for event in found.events] == ["2021-12-31", "2021-12-31", "2021-12-30"]
    later = find_dates(Located("记者今天从市水利局获悉。", (0,), (0,)), date(2022, 1, 2), (2,), found.story)
    assert [str(event.from_) for event in later.events] == ["2021-12-31"]


@pytest.mark.parametrize("text", ["今天（11月13日）上午，大桥合龙。", "今天是11月13日。"])
def test_a_day_that_is_printed_as_well_is_one_day(text: str) -> None:
    assert days(text, opening_end=0) == ["11-13"]


def test_the_month_of_a_day_alone_is_the_one_of_the_story() -> None:
    assert days("10月18日，论坛开幕，19日，论坛闭幕。") == ["10-18", "10-19"]
    assert days("论坛10月30日开幕，2日，论坛闭幕。", date(2021, 11, 3)) == ["10-30", "11-02"]
    # 20 November or 20 October: not sure.
    assert days("论坛11月10日开幕，20日，论坛闭幕。") == ["11-10", "?"]
    # A feature of another time: which 3日 is meant, nobody can tell.
    assert days("1949年10月1日，岚汀县城张灯结彩。3日，县文工团演出。") == ["10-01", "?"]
    assert days("市水利局3日通报，水位回落。", story=Story(far=True)) == ["?"]


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)), st.integers(1, 31))
def test_a_day_alone_behind_the_byline_is_never_behind_the_issue(issue_date: date, day: int) -> None:
    for event in find_dates(Located(f"{day}日上午，会议召开。", (0,), (0,)), issue_date, (1,), None, 0).events:
        assert event.from_ is not None and event.from_.day == day and 0 <= (issue_date - event.from_).days <= 61


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)), st.sampled_from("一二三四五六日"))
def test_a_weekday_is_that_weekday_of_that_week(issue_date: date, letter: str) -> None:
    for word, weeks in (("上", -1), ("本", 0), ("下", 1)):
        (event,) = find_dates(Located(f"{word}周{letter}，会议召开。", (0,), (0,)), issue_date, (1,), None, 0).events
        assert event.from_ is not None and event.from_.weekday() == "一二三四五六日".index(letter)
        assert (event.from_.toordinal() - 1) // 7 - (issue_date.toordinal() - 1) // 7 == weeks
