"""What is missing, as one answer."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from indexer.issues import Question, Why, find_missing
from indexer.issues.telling import missing_json, missing_lines
from tests.indexer.issues.papers import counted, issue, paper, published

DAYS = published("2021-01-04", 50, {1, 4})


def told(text: str, *words: str) -> bool:
    return all(word in text for word in words)


@given(
    st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2021, 12, 31)), st.sets(st.integers(1, 8), min_size=1)), max_size=30),
    st.one_of(st.none(), st.sets(st.integers(0, 6), min_size=1)),
    st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2020, 12, 31))),
    st.one_of(st.none(), st.dates(date(2021, 1, 1), date(2021, 12, 31))),
)
def test_what_is_there_is_never_called_absent(
    held: list[tuple[date, set[int]]], days: set[int] | None, first: date | None, last: date | None
) -> None:
    issues = [issue(day, None, sorted(pages)) for day, pages in sorted(dict(held).items())]
    weekdays = None if days is None else frozenset(days)
    missing = find_missing(issues, Question(first, last, weekdays, Why.ASKED))
    absent = [day for run in missing.absent for day in run.days]
    assert absent == sorted(set(absent)) and not {one.issue_date for one in issues} & set(absent)
    assert all((first or date.min) <= day <= (last or date.max) for day in absent)
    assert all(not set(lacking.absent) & set(lacking.issue.pages) for lacking in missing.pages)
    if days is not None and missing.first and missing.last and missing.first <= missing.last:
        range_days = (missing.first + timedelta(step) for step in range((missing.last - missing.first).days + 1))
        there = {one.issue_date for one in issues}
        assert absent == [day for day in range_days if day.weekday() in days and day not in there]
    assert "".join(missing_lines("ltdb", missing)) and missing_json("ltdb", missing)["absent_runs"] is not None


def test_a_holiday_is_one_run_and_named_but_not_excused() -> None:
    pause = {date(2021, 2, 12), date(2021, 2, 16)}
    missing = find_missing(paper([day for day in DAYS if day not in pause]), Question())
    (run,) = missing.absent
    assert (set(run.days), run.holiday, run.unpublished) == (pause, "春节前后", False)
    assert missing.anything
    assert told("\n".join(missing_lines("ltdb", missing)), "2021-02-12 周五 至 2021-02-16 周二", "可能休刊")


def test_numbers_that_follow_each_other_say_that_no_issue_came_out() -> None:
    pause = {date(2021, 2, 12), date(2021, 2, 16)}
    days = [day for day in DAYS if day not in pause]
    missing = find_missing(paper(days, counted(days)), Question())
    (run,) = missing.absent
    assert run.unpublished and not missing.anything
    answer = missing_json("ltdb", missing)
    assert answer["absent_dates"] == answer["probably_unpublished"] == ["2021-02-12", "2021-02-16"]
    assert told("\n".join(missing_lines("ltdb", missing)), "不算缺", "号码相连")


def test_a_number_that_lacks_with_its_day_is_told_once() -> None:
    numbers = counted(DAYS)
    gone = 12
    days, left = DAYS[:gone] + DAYS[gone + 1 :], numbers[:gone] + numbers[gone + 1 :]
    missing = find_missing(paper(days, left), Question())
    assert [run.absent_numbers for run in missing.absent] == [1]
    assert [(gap.absent_days, gap.on_other_days) for gap in missing.gaps] == [(1, 0)]
    assert "1 期与缺的日期相符" in "\n".join(missing_lines("ltdb", missing))


def test_a_number_that_lacks_without_its_day_was_an_issue_of_another_day() -> None:
    numbers = counted(DAYS[:10]) + counted(DAYS[10:], 1012)
    missing = find_missing(paper(DAYS, numbers), Question())
    assert missing.absent == ()
    ((gap, on_other_days),) = [(one.gap, one.on_other_days) for one in missing.gaps]
    assert (str(gap.first), gap.absent, on_other_days) == ("1011", 1, 1)
    assert "出在别的日子" in "\n".join(missing_lines("ltdb", missing)) and missing.anything


def test_pages_below_the_highest_are_absent_and_fewer_than_usual_are_a_doubt() -> None:
    issues = paper(DAYS[:20])
    issues[4] = issue(DAYS[4], None, (1, 2, 4))
    issues[9] = issue(DAYS[9], None, (1, 2))
    missing = find_missing(issues, Question())
    assert [(one.issue.issue_date, one.absent) for one in missing.pages] == [(DAYS[4], (3,))]
    assert [(one.issue.issue_date, one.usual) for one in missing.few] == [(DAYS[9], 4)]
    told_of_four = find_missing(issues, Question(pages=4))
    assert [one.absent for one in told_of_four.pages] == [(3,), (3, 4)] and told_of_four.few == ()


def test_a_thick_friday_is_no_measure_for_a_thin_tuesday() -> None:
    issues = [issue(day, None, range(1, 9) if day.weekday() == 4 else range(1, 5)) for day in DAYS]
    assert find_missing(issues, Question()).few == ()


def test_a_section_in_between_lacks_at_least_its_first_page() -> None:
    issues = [issue(day, None, (1, 2, 101, 201, 203)) for day in DAYS[:3]]
    missing = find_missing(issues, Question())
    assert [one.absent for one in missing.pages] == [(202,)] * 3
    assert "C2版" in "\n".join(missing_lines("ltdb", missing))
    (lacking,) = find_missing([issue(DAYS[0], None, (1, 201))], Question()).pages
    assert lacking.absent == (101,)


def test_a_day_that_is_asked_for_beyond_the_archive_is_answered_by_the_last_habit() -> None:
    missing = find_missing(paper(DAYS), Question(last=DAYS[-1] + timedelta(days=14)))
    assert [len(run.days) for run in missing.absent] == [4]
    earlier = find_missing(paper(DAYS), Question(first=date(2021, 3, 1), last=date(2021, 3, 31)))
    assert (earlier.absent, earlier.issues) == ((), 9)


def test_an_issue_on_another_day_is_named_beside_the_day_that_lacks() -> None:
    days = sorted({*DAYS, DAYS[8] + timedelta(days=1)} - {DAYS[8]})
    missing = find_missing(paper(days), Question())
    assert [run.days for run in missing.absent] == [(DAYS[8],)]
    assert missing.other_days == (DAYS[8] + timedelta(days=1),)


def test_without_a_habit_long_intervals_are_a_doubt_and_the_answer_says_so() -> None:
    days = [date(2020, 1, 1) + timedelta(days=10 * step) for step in range(30) if step != 12]
    missing = find_missing(paper(days), Question())
    assert missing.days.why is Why.UNKNOWN and missing.absent == ()
    assert [(one.days, one.usual) for one in missing.intervals] == [(20, 10)]
    assert not missing.anything
    assert told("\n".join(missing_lines("ltdb", missing)), "看不出固定的出版日", "--days", "相隔 20 天")


def test_an_archive_without_issues_lacks_every_day_that_was_told() -> None:
    asked = Question(date(2021, 1, 4), date(2021, 1, 17), frozenset({1, 4}), Why.ASKED)
    (run,) = find_missing([], asked).absent
    assert len(run.days) == 4
    assert find_missing([], Question()).first is None
