"""Issue numbers: gaps, doubles, misprints, counts that begin anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indexer.issues.numbers import Number, Numbering, Oddness, examine_numbers, read_number
from tests.indexer.issues.papers import counted, published

DAYS = published("2021-01-04", 30, {1, 4})


def examined(days: Sequence[date], numbers: Sequence[str | None]) -> Numbering:
    return examine_numbers([(day, [number] * 4) for day, number in zip(days, numbers, strict=True)])


def spans(numbering: Numbering) -> list[tuple[str, str, int]]:
    return [(str(gap.first), str(gap.last), gap.absent) for gap in numbering.gaps]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("1188", Number(1188)),
        ("第1188期", Number(1188)),
        ("２０２１-５１", Number(51, 2021)),
        ("2021-51", Number(51, 2021)),
        ("2021年第51期", Number(51, 2021)),
        ("2021年第51期（总第1188期）", Number(1188)),
        ("总1188期", Number(1188)),
        ("增刊", None),
        ("", None),
        ("12 34", None),
    ],
)
def test_the_printed_forms_are_read(printed: str, number: Number | None) -> None:
    assert read_number(printed) == number


@given(st.sets(st.integers(1, len(DAYS) - 2)), st.integers(1, 5000))
def test_every_issue_left_out_is_counted_absent_and_no_other(lost: set[int], first: int) -> None:
    numbers = counted(DAYS, first)
    kept = [place for place in range(len(DAYS)) if place not in lost]
    found = examined([DAYS[place] for place in kept], [numbers[place] for place in kept])
    assert sum(gap.absent for gap in found.gaps) == len(lost)
    named = {number for gap in found.gaps for number in range(gap.first.count, gap.last.count + 1)}
    assert named == {first + place for place in lost}
    assert (found.odd, found.new_counts) == ((), ())


@given(st.integers(2, len(DAYS) - 3), st.integers(1, 99999))
def test_one_misprint_is_named_with_what_it_should_be_and_not_followed(place: int, misprint: int) -> None:
    numbers = counted(DAYS)
    assume(str(misprint) != numbers[place])
    right, numbers[place] = numbers[place], str(misprint)
    found = examined(DAYS, numbers)
    assert [(odd.day, odd.printed, odd.expected) for odd in found.odd] == [(DAYS[place], str(misprint), right)]
    assert (found.gaps, found.new_counts) == ((), ())


@given(
    st.lists(st.tuples(st.sampled_from(DAYS), st.text("0123456789-第期总年增 ", max_size=9)), unique_by=lambda pair: pair[0])
)
def test_every_number_is_followed_or_named(pairs: list[tuple[date, str]]) -> None:
    pairs.sort()
    found = examined([day for day, _ in pairs], [printed for _, printed in pairs])
    followed = len(found.steps) + len(found.new_counts) + 1 if found.numbered else 0
    named = [odd for odd in found.odd if odd.kind is not Oddness.UNREADABLE]
    assert followed + len(named) == found.numbered
    readable = [printed for _, printed in pairs if printed and read_number(printed)]
    assert len(readable) == found.numbered
    assert len(found.odd) - len(named) == len([printed for _, printed in pairs if printed]) - len(readable)


def test_a_number_that_stands_twice_is_named_with_the_other_day() -> None:
    found = examined(DAYS[:5], ["1186", "1187", "1187", "1189", "1190"])
    (odd,) = found.odd
    assert (odd.day, odd.kind, odd.other, odd.expected) == (DAYS[2], Oddness.REPEATED, DAYS[1], "1188")
    assert found.gaps == ()


def test_of_two_issues_with_one_number_the_first_may_be_the_misprint() -> None:
    found = examined(DAYS[:5], ["1186", "1188", "1188", "1189", "1190"])
    (odd,) = found.odd
    assert (odd.day, odd.other, odd.expected) == (DAYS[1], DAYS[2], "1187")


def test_numbers_that_go_back_or_ahead_are_told_apart() -> None:
    numbers = counted(DAYS)
    numbers[10], numbers[20], numbers[28] = "101", "1201", "2021-3"
    kinds = [odd.kind for odd in examined(DAYS, numbers).odd]
    assert kinds == [Oddness.BACK, Oddness.AHEAD, Oddness.OTHER_FORM]


@pytest.mark.parametrize("form", ["{year}-{count}", "{count}", "{year}年第{count}期"])
def test_a_count_begins_anew_with_the_year(form: str) -> None:
    days = published("2020-12-01", 12, {1, 4})
    in_year = [sum(other.year == day.year and other <= day for other in days) + (40 if day.year == 2020 else 0) for day in days]
    numbers = [form.format(year=day.year, count=count) for day, count in zip(days, in_year, strict=True)]
    assert examined(days, numbers).gaps == ()
    assert examined(days, numbers).odd == ()
    january = next(place for place, day in enumerate(days) if day.year == 2021)
    found = examined(days[:january] + days[january + 2 :], numbers[:january] + numbers[january + 2 :])
    assert [(gap.first.count, gap.last.count, gap.absent) for gap in found.gaps] == [(1, 2, 2)]
    assert found.new_counts == () and found.odd == ()


def test_a_jump_for_good_is_a_new_count_and_no_gap_of_hundreds() -> None:
    numbers = counted(DAYS[:20], 1001) + counted(DAYS[20:], 1901)
    found = examined(DAYS, numbers)
    ((before, after),) = [(new.before.number.count, new.after.number.count) for new in found.new_counts]
    assert (before, after) == (1020, 1901)
    assert (found.gaps, found.odd) == ((), ())


def test_an_issue_without_a_number_takes_the_place_of_one() -> None:
    numbers = counted(DAYS)
    numbers[7] = None
    found = examined(DAYS, numbers)
    assert (found.gaps, found.odd, found.numbered) == ((), (), len(DAYS) - 1)
    assert [step.sure for step in found.steps].count(False) == 1


def test_pages_that_print_different_numbers_are_named_and_most_of_them_believed() -> None:
    found = examine_numbers([(DAYS[0], ["1001", "1001", "1010", None]), (DAYS[1], ["1002"] * 4), (DAYS[2], ["1003"] * 4)])
    (odd,) = found.odd
    assert (odd.kind, odd.printed) == (Oddness.PAGES_DIFFER, "1001、1010")
    assert found.numbered == 3 and len(found.steps) == 2


def test_a_second_edition_under_the_same_number_is_no_double() -> None:
    found = examine_numbers([(DAYS[0], ["1001"]), (DAYS[0], ["1001"]), (DAYS[1], ["1002"])])
    assert (found.odd, found.gaps, found.numbered) == ((), (), 2)
