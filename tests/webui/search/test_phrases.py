"""Phrases that headlines have in common."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mappings.folding import searchable
from webui.search.phrases import FEWEST_HEADLINES, LONGEST_PHRASE, MOST_PHRASES, frequent_phrases, inner_places


def phrases(typed: str, *headlines: str, inner: tuple[int, ...] = ()) -> tuple[str, ...]:
    return frequent_phrases(typed, headlines, [frozenset(inner)] * len(headlines))


def test_the_longest_that_as_many_headlines_have() -> None:
    assert phrases("防汛", "防汛值守到位", "防汛值守有序") == ("防汛值守",)
    assert phrases("防汛", "防汛值守到位", "今日花展") == ()
    assert phrases("防", "防汛值守甲", "防汛值守乙", "防汛演练甲", "防汛演练乙", "防汛演练丙") == (
        "防汛",
        "防汛演练",
        "防汛值守",
    )


def test_no_phrase_ends_inside_a_word() -> None:
    """防汛工 of 防汛工作 and 防汛工程."""
    assert phrases("防汛", "防汛工作", "防汛工程", inner=(3,)) == ()


def test_no_phrase_goes_over_a_mark_or_a_gap_between_letters() -> None:
    assert phrases("防汛", "防汛：值守甲", "防汛：值守乙") == ()
    assert phrases("5G", "5G 网络甲", "5G 网络乙") == ("5G 网络",)


def test_the_same_headline_of_every_week_is_one() -> None:
    assert phrases("沄河", "沄河水情", "沄河水情") == ()


def test_what_is_shown_is_what_is_printed() -> None:
    """Folded to compare, as printed to read."""
    assert phrases("防汛", "防汛　值守甲", "防汛值守乙") == ("防汛　值守",)
    assert phrases("網絡", "网络安全周", "網絡安全月") == ("网络安全",)


def test_places_are_those_of_characters() -> None:
    """The engine counts a rare character twice."""
    tokens = [{"start_offset": 0, "end_offset": 2}, {"start_offset": 2, "end_offset": 4}, {"start_offset": 2, "end_offset": 5}]
    assert inner_places("𠮷防汛甲", tokens) == {2, 3}


texts = st.text("防汛值守演练 　，𠮷aB", max_size=14)


@given(st.text("防汛a", min_size=1, max_size=3), st.lists(texts, max_size=8))
def test_every_phrase_stands_in_several_headlines(typed: str, headlines: list[str]) -> None:
    found = frequent_phrases(typed, headlines, [frozenset()] * len(headlines))
    assert len(found) <= MOST_PHRASES
    for phrase in found:
        form = searchable(phrase).text
        assert form.startswith(searchable(typed).text)
        assert len(form) <= LONGEST_PHRASE
        assert len({text for text in (searchable(one).text for one in headlines) if form in text}) >= FEWEST_HEADLINES
        assert any(phrase in headline for headline in headlines)
