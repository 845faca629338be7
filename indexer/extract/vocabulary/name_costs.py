"""What names and ordinary words are made of, and how usual each piece is: the costs by which a name is told from a word.

A cost is the natural logarithm of how many pieces of its kind hold one of it: 5.4 is one in 220.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

RARE_FROM, RARE_STEP = 150, 5
"""The rank from which the rare surnames of the table count on, and by how much: they are seldom names where they stand, whoever bears them."""


@dataclass(frozen=True, slots=True)
class NameCosts:
    """Costs of common words (up to four letters), of letters of given and of foreign names, of surnames of one letter."""

    words: dict[str, float]
    given: dict[str, float]
    foreign: dict[str, float]
    surnames: dict[str, float]


@lru_cache(maxsize=1)
def shipped_costs() -> NameCosts:
    """The costs that come with the archive; files of the package, read once."""
    folder = resources.files("indexer.extract.vocabulary")

    def read(name: str) -> str:
        return folder.joinpath(name).read_text(encoding="utf-8")

    return NameCosts(
        read_words(read("common_words.txt")),
        read_letters(read("given_names.txt")),
        read_letters(read("foreign_letters.txt")),
        read_ranks(read("surnames.txt")),
    )


def read_words(text: str) -> dict[str, float]:
    """Lines of a cost and words of that cost, blanks between; `#` begins a comment."""
    costs: dict[str, float] = {}
    for line in _lines(text):
        cost, *words = line.split()
        costs.update(dict.fromkeys(words, float(cost)))
    return costs


def read_letters(text: str) -> dict[str, float]:
    """Groups of letters, each behind a line `cost N`; a letter of two groups has the higher cost."""
    costs: dict[str, float] = {}
    cost = 0.0
    for line in _lines(text):
        if line.startswith("cost "):
            cost = float(line.removeprefix("cost "))
            continue
        for letter in line:
            costs[letter] = max(cost, costs.get(letter, 0.0))
    return costs


def read_ranks(text: str) -> dict[str, float]:
    """Surnames of one letter, the most usual first: 7 of 100 people bear the first one, 2 of 1,000 the hundredth."""
    usual: dict[str, None] = {}
    rare: dict[str, None] = {}
    for line in _lines(text):
        if line.startswith("rare "):
            rare.update(dict.fromkeys(line.removeprefix("rare ")))
        elif " " not in line:
            usual.update(dict.fromkeys(line))
    ranked = list(enumerate(usual, 1))
    ranked += [(RARE_FROM + RARE_STEP * place, letter) for place, letter in enumerate(rare) if letter not in usual]
    # The share of the surname of rank r is about 2.2 / (r + 9)^1.5: the counts of the household registers follow it closely.
    return {letter: 1.5 * math.log(rank + 9) - math.log(2.2) for rank, letter in ranked}


def _lines(text: str) -> list[str]:
    return [line for raw in text.split("\n") if (line := raw.strip()) and not line.startswith("#")]
