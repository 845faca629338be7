"""The publishing days that the issues themselves show."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from indexer.issues.seasons import PublishingDays, Season, Why, inferred, stretched
from tests.indexer.issues.papers import published

days_of_years = st.dates(date(2003, 1, 1), date(2012, 12, 31))


def habits(days: PublishingDays) -> list[set[int]]:
    return [set(season.days) for season in days.seasons]


def test_three_mondays_of_four_show_a_weekly_paper() -> None:
    """Case rd-068: a missing issue is named, also in a small archive."""
    days = inferred([date(2021, 11, 8), date(2021, 11, 15), date(2021, 11, 29)])
    assert (days.why, habits(days)) == (Why.INFERRED, [{0}])
    assert date(2021, 11, 22) in list(days.expected())


def test_three_weeks_are_enough_to_miss_a_friday() -> None:
    found = inferred(day for day in published("2024-11-04", 3, {1, 4}) if day != date(2024, 11, 15))
    assert habits(found) == [{1, 4}]
    assert inferred(published("2024-11-04", 5, {1})[::2]).why is Why.UNKNOWN


@given(
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(12, 80),
    st.lists(st.tuples(st.integers(0, 15), st.sets(st.integers(0, 6)))),
)
def test_what_is_left_out_of_a_steady_paper_is_expected(
    weekdays: set[int], weeks: int, losses: list[tuple[int, set[int]]]
) -> None:
    """In one week of five, at most, any of its issues are left out."""
    days = published("2018-01-01", weeks, weekdays)
    monday = date(2018, 1, 1)
    lost = {monday + timedelta(days=35 * fifth + 14 + day) for fifth, week in losses for day in week} & set(days[1:-1])
    found = inferred(set(days) - lost)
    assert habits(found) == [weekdays]
    assert set(found.expected()) == set(days)


@given(st.sets(days_of_years, max_size=60))
def test_seasons_lie_side_by_side_from_the_first_issue_to_the_last(days: set[date]) -> None:
    found = inferred(days)
    assert bool(found.seasons) == bool(days)
    if days:
        assert (found.seasons[0].first, found.seasons[-1].last) == (min(days), max(days))
    for one, other in pairwise(found.seasons):
        assert one.first <= one.last and other.first == one.last + timedelta(days=1) and one.days != other.days


@given(st.sets(days_of_years, min_size=1, max_size=40), days_of_years, days_of_years)
def test_stretched_seasons_cover_just_what_is_asked(days: set[date], one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    seasons = stretched(inferred(days), first, last).seasons
    assert (seasons[0].first, seasons[-1].last) == (first, last)
    assert all(left.last + timedelta(days=1) == right.first for left, right in pairwise(seasons))
    assert all(season.first <= season.last for season in seasons)


def test_a_lasting_change_of_the_days_begins_a_season_in_its_week() -> None:
    days = [*published("2018-01-01", 30, {1, 4}), *published("2018-07-30", 30, {0, 1, 2, 3, 4})]
    found = inferred(days)
    assert [(season.first, set(season.days)) for season in found.seasons] == [
        (date(2018, 1, 2), {1, 4}),
        (date(2018, 7, 30), {0, 1, 2, 3, 4}),
    ]


def test_years_that_were_never_ingested_are_no_change_of_habit() -> None:
    days = [*published("2010-01-04", 40, {1, 4}), *published("2015-01-05", 40, {1, 4})]
    found = inferred(days)
    assert habits(found) == [{1, 4}]
    assert date(2012, 5, 8) in list(found.expected())


def test_a_month_of_extras_is_no_publishing_day() -> None:
    days = [*published("2018-01-01", 40, {1, 4}), *published("2018-05-02", 4, {2})]
    assert habits(inferred(days)) == [{1, 4}]


def test_a_paper_of_every_other_week_has_no_weekday_of_its_own() -> None:
    days = published("2018-01-01", 60, {4})[::2]
    assert inferred(days) == PublishingDays(Why.UNKNOWN, (Season(days[0], days[-1], frozenset()),))


def test_two_issues_show_no_habit_and_none_no_season() -> None:
    assert inferred([date(2021, 11, 8), date(2021, 11, 15)]).why is Why.UNKNOWN
    assert inferred([]).seasons == ()
