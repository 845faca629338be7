"""Phrases that several headlines have in common, beginning with what was typed: 防汛 becomes 防汛值守, 防汛演练. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mappings.folding import searchable
from webui.search.highlight import occurrences

MOST_PHRASES = 3
LONGEST_PHRASE = 12
"""Characters: 岚汀新区防汛值守工作会议. What is longer is a headline, and those are suggested themselves."""
FEWEST_HEADLINES = 2
"""Different headlines that have a phrase in common."""


def inner_places(text: str, tokens: Iterable[Mapping[str, Any]]) -> frozenset[int]:
    """The places of the text that lie inside one of the analyzer's tokens, where no phrase may end.

    The engine counts in UTF-16 units: a rare character takes two.
    """
    at = [place for place, character in enumerate(text) for _ in range(1 + (ord(character) > 0xFFFF))]
    inner: set[int] = set()
    for token in tokens:
        inner.update(range(at[token["start_offset"]] + 1, at[token["end_offset"] - 1] + 1))
    return frozenset(inner)


def frequent_phrases(
    typed: str, headlines: Sequence[str], inner: Sequence[frozenset[int]], *, longer: bool = True
) -> tuple[str, ...]:
    """At most MOST_PHRASES, as printed, the most frequent first; `inner` has, by headline, the places where no phrase may end.

    With `longer`, only those that go on behind what was typed; without, that itself, too (typed in letters, it is not there yet).
    A phrase that never stands without a longer one (防汛值 in 防汛值守) is not a phrase.
    """
    wanted = searchable(typed).text
    found: dict[str, set[str]] = {}
    printed: dict[str, str] = {}
    for headline, no_end in zip(headlines, inner, strict=True):
        form = searchable(headline)
        for start, end in occurrences(form.text, wanted):
            for last in range(end, min(start + LONGEST_PHRASE, len(form.text)) + 1):
                if last > end and not form.text[last - 1].isalnum():
                    break
                first_printed, last_printed = form.printed(start, last)
                if (last > end or not longer) and last_printed not in no_end:
                    phrase = form.text[start:last]
                    # The same headline of every week is one headline.
                    found.setdefault(phrase, set()).add(form.text)
                    printed.setdefault(phrase, headline[first_printed:last_printed])
    counts = {phrase: len(where) for phrase, where in found.items() if len(where) >= FEWEST_HEADLINES}
    whole = [
        phrase
        for phrase in counts
        if not any(other != phrase and other.startswith(phrase) and counts[other] == counts[phrase] for other in counts)
    ]
    best = sorted(whole, key=lambda phrase: (-counts[phrase], len(phrase), phrase))[:MOST_PHRASES]
    return tuple(printed[phrase] for phrase in best)
