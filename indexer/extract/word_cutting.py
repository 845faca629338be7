"""Running text cut into words by what the words cost: the cheapest way to cut it is the likeliest one."""

from __future__ import annotations

import math
from collections.abc import Set

LONGEST_WORD = 4
UNKNOWN_LETTER = 13.5
"""The cost of a letter that is no word of the table."""
LEAD = 10.0
"""The cost, at most, of a word that the caller brings."""


class Words:
    """Cuts text by a table of words and costs (`common_words.txt`)."""

    def __init__(self, costs: dict[str, float]) -> None:
        self.costs = costs

    def __contains__(self, word: str) -> bool:
        return word in self.costs

    def cut(self, run: str, leads: Set[str] = frozenset()) -> list[str]:
        """The cheapest way to cut letters into words; `leads` are words, too, whether the table has them or not."""
        costs = self.costs
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(run) + 1):
            ways = []
            for place in range(max(0, end - LONGEST_WORD), end):
                word = run[place:end]
                cost = costs.get(word, UNKNOWN_LETTER if end - place == 1 else math.inf)
                if word in leads:
                    cost = min(cost, LEAD)
                ways.append((cost + best[place][0], place))
            best.append(min(ways))
        pieces, end = [], len(run)
        while end:
            place = best[end][1]
            pieces.append(run[place:end])
            end = place
        return pieces[::-1]

    def from_here(self, text: str) -> list[float]:
        """By place: the cost of the cheapest way to cut what stands from there into words; the place behind the last letter costs nothing."""
        get = self.costs.get
        size = len(text)
        # Places that a word cannot reach, as the text ends before, cost infinitely much.
        rest = [0.0] * (size + 1) + [math.inf] * (LONGEST_WORD - 1)
        for place in range(size - 1, -1, -1):
            best = get(text[place], UNKNOWN_LETTER) + rest[place + 1]
            for end in (place + 2, place + 3, place + LONGEST_WORD):
                way = rest[end]
                if way < best and (cost := get(text[place:end])) is not None and cost + way < best:
                    best = cost + way
            rest[place] = best
        return rest

    def so_far(self, text: str) -> list[float]:
        """By place: the cost of the cheapest way to cut what stands before it into words."""
        costs = self.costs
        size = len(text)
        before = [0.0] * (size + 1)
        for end in range(1, size + 1):
            best = costs.get(text[end - 1], UNKNOWN_LETTER) + before[end - 1]
            for place in range(max(0, end - LONGEST_WORD), end - 1):
                cost = costs.get(text[place:end])
                if cost is not None and cost + before[place] < best:
                    best = cost + before[place]
            before[end] = best
        return before

    def crossed(self, text: str, place: int) -> bool:
        """True when a word of the table goes over this place with two or three letters before it: 司令|官."""
        return any(text[place - size : place + 1] in self.costs for size in (2, 3) if place >= size)

    def parted(self, text: str, start: int, end: int) -> bool:
        """True when the first letters here end a word and the last ones begin one: 确保|安全 is no 保安."""
        middle = (start + end) // 2
        before = any(text[start - size : middle] in self.costs for size in (1, 2) if start >= size)
        return before and any(text[middle : end + size] in self.costs for size in (1, 2) if end + size <= len(text))
