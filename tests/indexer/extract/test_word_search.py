"""The search of a large table finds what the table's pattern finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.vocabulary.tables import trie_pattern
from indexer.extract.word_search import WordSearch

LETTERS = "区长书记-]^"


@given(words=st.sets(st.text(LETTERS, min_size=1, max_size=4), max_size=8), text=st.text(LETTERS, max_size=40))
def test_finds_what_the_pattern_finds(words: set[str], text: str) -> None:
    """Places and words are the same, also where words overlap and where letters mean something in a set."""
    pattern = re.compile(trie_pattern(words) if words else r"(?!)")
    found = [match.span() for match in WordSearch(pattern, words).finditer(text)]
    assert found == [match.span() for match in pattern.finditer(text)]
