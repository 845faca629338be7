"""Letters split into syllables and initials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.pinyin import spoken, syllables
from webui.search.spelling import LONGEST, sounding, split


@pytest.mark.parametrize(
    ("letters", "ways"),
    [
        ("fangxun", ["fang xun"]),
        ("fangx", ["fang x"]),
        ("fx", ["f x"]),
        ("fxzs", ["f x z s"]),
        ("xian", ["xi an"]),
        ("gaj", ["ga j", "g a j"]),
        ("nvzu", ["nv zu"]),
        ("fang", ["f a n g"]),
        ("f", []),
        ("xu", []),
        ("防汛", []),
        ("5g", []),
        ("vvvv", []),
        ("a" * (LONGEST + 1), []),
    ],
)
def test_letters_are_syllables_of_which_the_last_may_be_begun_or_initials(letters: str, ways: list[str]) -> None:
    assert [" ".join(way) for way in split(letters)] == ways


@given(st.lists(st.sampled_from(sorted(syllables())), min_size=2, max_size=6))
def test_what_is_spelled_in_full_can_be_read(typed: list[str]) -> None:
    ways = split("".join(typed))
    assert ways
    assert all("".join(way) == "".join(typed) for way in ways)


@given(st.text("angxuhizqw", max_size=LONGEST))
def test_any_letters_are_split_in_few_ways(letters: str) -> None:
    assert len(split(letters)) <= 5


def test_where_a_headline_sounds_so() -> None:
    assert sounding("望溪镇防汛值守到位", split("fangxun")) == "防汛"
    assert sounding("望溪镇防汛值守到位", split("fxzs")) == "防汛值守"
    assert sounding("望溪镇花展", split("fangxun")) == ""


@given(st.text("防汛值守演练", max_size=8), st.integers(0, 4), st.integers(2, 4))
def test_any_stretch_is_found_by_its_own_sound(headline: str, start: int, length: int) -> None:
    piece = headline[start : start + length]
    if len(piece) > 1:
        assert sounding(headline, split("".join(spoken(piece))))
