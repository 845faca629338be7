"""Any number of records out of the real ones: the first as they are, the others with paragraphs drawn from them, by a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from evaluation.search.library import Document

FIRST_DAY = date(2004, 1, 1)
DAYS = 20 * 365
_SEED = 200_000


def grown(real: Sequence[Document], count: int) -> Iterator[Document]:
    """The real records, then drawn ones, `count` in all; the same ones at every call.

    A drawn record has the headline, the names and the number of paragraphs of one real record each, and every paragraph of another,
    so that words, names and lengths are as frequent as in the real ones; its day is one of twenty years.
    """
    yield from islice(real, count)
    chance = random.Random(_SEED)
    paragraphs = [line for document in real for line in document.get("body", "").split("\n") if line]
    lengths = [document.get("body", "").count("\n") + 1 for document in real]
    for number in range(len(real), count):
        model = chance.choice(real)
        day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        page = number % 8 + 1
        yield {
            **model,
            "id": f"drawn/{day.isoformat()}/{page}/a{number}",
            "paper": "drawn",
            "issue_date": day.isoformat(),
            "month_day": day.isoformat()[5:],
            "page": page,
            "ordinal": number % 100 + 1,
            "headline": chance.choice(real).get("headline", "岚汀要闻"),
            "body": "\n".join(chance.choices(paragraphs, k=chance.choice(lengths))),
        }
