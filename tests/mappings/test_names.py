"""Names of indices can be read back, and sort by time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.names import SCHEMA_VERSION, index_pattern, new_index_name, parse_index_name

TIMES = st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))


@given(TIMES)
def test_a_name_made_is_a_name_read(made: datetime) -> None:
    name = new_index_name("bulletin", made)
    assert parse_index_name(str(name)) == name
    assert name.schema == SCHEMA_VERSION


@given(TIMES, TIMES)
def test_sorting_by_name_is_sorting_by_time(one: datetime, other: datetime) -> None:
    assert (str(new_index_name("bulletin", one)) < str(new_index_name("bulletin", other))) == (one < other)


def test_the_time_is_utc_wherever_the_machine_stands() -> None:
    there = datetime(2024, 11, 5, 7, 30, tzinfo=timezone(timedelta(hours=8)))
    assert str(new_index_name("bulletin", there)) == f"bulletin-v{SCHEMA_VERSION}-20241104t233000000000z"


@pytest.mark.parametrize(
    "name", ["bulletin", "bulletin-v1", "bulletin-v1-2024", "other-thing", "bulletin-v1-20241105t073000000000", ".security-7"]
)
def test_names_of_others_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a name of ours"):
        parse_index_name(name)


def test_the_pattern_matches_our_names_only() -> None:
    assert index_pattern("bulletin") == "bulletin-v*"
