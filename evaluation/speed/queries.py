"""Some hundreds of searches as readers make them, drawn from the records by a fixed seed, in classes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from evaluation.search.library import Document
from evaluation.search.material import REPORTERS
from evaluation.search.scan import is_typeable, quoted
from webui.search.request import SearchRequest

OF_EACH = 25
_SENTENCES = "，。！？；：\n"

Requests = dict[str, list[SearchRequest]]


def reader_requests(documents: Sequence[Document], seed: int = 13_000) -> Requests:
    """By class, its searches, each a page of twenty: every second one with filters."""
    draw = _Draw(documents, random.Random(seed))
    texts: dict[str, Callable[[], str]] = {
        "one character, quoted": lambda: quoted(draw.run(1)),
        "one character, bare": lambda: draw.hanzi(1),
        "two characters": lambda: draw.hanzi(2),
        "a quoted run": lambda: quoted(draw.run(draw.chance.randint(3, 12))),
        "a bare word of three or four": lambda: draw.hanzi(draw.chance.randint(3, 4)),
        "a bare word of five to twelve": lambda: draw.hanzi(draw.chance.randint(5, 12)),
        "two words": lambda: f"{draw.hanzi(2)} {draw.hanzi(2)}",
        "a person or an office": draw.name,
        "a reporter": lambda: draw.chance.choice(REPORTERS),
        "a field": lambda: draw.chance.choice((f"标题:{draw.hanzi(2)}", f"记者:{draw.chance.choice(REPORTERS)}", "版:3")),
        "a date": draw.date,
        "near": lambda: f'"{draw.hanzi(2)} {draw.hanzi(1)}"~8',
        "an exclusion": lambda: f"{draw.hanzi(2)} -{draw.hanzi(2)}",
        "a long sentence": draw.sentence,
        "nothing but filters": lambda: "",
    }
    found = {name: [_request(text(), number, draw) for number in range(OF_EACH)] for name, text in texts.items()}
    found["a very common character"] = [_request(run, n, draw) for n, run in enumerate(draw.common(1))]
    found["a very common phrase"] = [_request(run, n, draw) for n, run in enumerate(draw.common(4))]
    return found


def _request(text: str, number: int, draw: _Draw) -> SearchRequest:
    return SearchRequest(text=text, **(draw.conditions() if number % 2 else {}))


class _Draw:
    """Pieces of the records at random."""

    def __init__(self, documents: Sequence[Document], chance: random.Random) -> None:
        self.chance = chance
        self._documents = documents
        self._lines = [line for document in documents for line in document.get("body", "").split("\n") if len(line) > 20]
        self._names: list[str] = [
            name for document in documents for field in ("people", "departments") for name in document.get(field, ())
        ]

    def run(self, length: int) -> str:
        """A stretch that can be typed between quotation marks."""
        return next(run for run in self._stretches(length) if is_typeable(run))

    def hanzi(self, length: int) -> str:
        """A stretch of letters alone: what a bare word is."""
        return next(run for run in self._stretches(length) if run.isalpha() and not run.isascii())

    def _stretches(self, length: int) -> Iterator[str]:
        while True:
            line = self.chance.choice(self._lines)
            start = self.chance.randint(0, len(line) - length)
            yield line[start : start + length]

    def name(self) -> str:
        """A person or an office that some record names."""
        return self.chance.choice(self._names)

    def date(self) -> str:
        """A day, a month or a year as it is printed."""
        day = date(2022, 10, 1) + timedelta(days=self.chance.randrange(1200))
        return self.chance.choice((f"{day.month}月{day.day}日", f"{day.year}年{day.month}月", f"{day.year}年"))

    def sentence(self) -> str:
        """A stretch of about a sentence, half of them with its middle left out, so that no record holds it."""
        line = self.chance.choice([line for line in self._lines[:: 1 + self.chance.randrange(50)] if len(line) > 60])
        text = "".join(character for character in line[: self.chance.randint(20, 60)] if character not in _SENTENCES)
        return text if self.chance.random() < 0.5 else text[: len(text) // 3] + "怎么办理" + text[-len(text) // 3 :]

    def common(self, length: int) -> list[str]:
        """The stretches of this length that stand in most lines."""
        counted = Counter(
            run
            for line in self._lines
            for run in {line[at : at + length] for at in range(len(line) - length + 1)}
            if run.isalpha() and not run.isascii()
        )
        return [run for run, _ in counted.most_common(OF_EACH)]

    def conditions(self) -> dict[str, Any]:
        """One to three filters, the values mostly of one record."""
        one = self.chance.choice(self._documents)
        possible: list[dict[str, Any]] = [
            {"reporters": tuple(one.get("reporters", ()))},
            {"departments": tuple(one.get("departments", ())[:1])},
            {"kinds": ("article",)},
            {"years": (int(one["issue_date"][:4]),)},
            {"months": (one["issue_date"][:7],)},
            {"from_": (day := date.fromisoformat(one["issue_date"])), "to": day.replace(day=1) + timedelta(days=300)},
            {"sort": self.chance.choice(("date", "date_asc"))},
        ]
        changes: dict[str, Any] = {}
        for condition in self.chance.sample(possible, self.chance.randint(1, 3)):
            changes |= condition
        return changes
