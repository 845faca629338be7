"""How headlines sound: the table, and that Python reads as the engine does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.folding import fold
from mappings.pinyin import LONGEST_SYLLABLE, pinyin_table, spoken, syllables
from tools.make_pinyin import TARGET, render


def test_the_table_is_what_pypinyin_says() -> None:
    assert TARGET.read_text(encoding="utf-8") == render()
    assert all(fold(text) == text and len(text) == len(sounds) for text, sounds in pinyin_table().items())
    assert 380 < len(syllables()) < 430
    assert max(map(len, syllables())) == LONGEST_SYLLABLE


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("防汛值守", "fang xun zhi shou"),
        ("銀行行長", "yin hang hang zhang"),
        ("重庆旅游", "chong qing lv you"),
        ("5G　女足，", "   nv zu "),
        ("", ""),
    ],
)
def test_a_text_is_read_by_words_then_by_characters(text: str, sounds: str) -> None:
    assert " ".join(spoken(text)) == sounds


@given(st.text(max_size=30))
def test_every_character_has_one_place(text: str) -> None:
    assert len(spoken(text)) == len(text)
