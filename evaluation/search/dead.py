"""Dead searches: of 40 that find nothing, how many offer a way on, and whether each offer finds what it says.

Every search is made of the material by a fixed seed, in classes that readers know: too narrow a condition, a quotation mark too
many, a name written wrongly, two mistakes at once. It counts only when it really finds nothing; nothing is chosen by what is offered.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pypinyin import lazy_pinyin

from evaluation.scores import Score, Tally
from evaluation.search.library import Document, Library, timed
from evaluation.search.material import REPORTERS
from evaluation.search.scan import Scan, absent_runs, is_typeable, quoted
from mappings.traditional import traditional
from webui.search.pinyin import alike
from webui.search.request import SearchRequest

DEAD = 40
_TRIES = 400
"""A class that gives no dead search in so many tries has lost its meaning."""
_LONG_AGO = date(1987, 5, 1)
_BODY_FROM = 40
"""Where runs of a body begin at the earliest: behind what most openings have in common."""


@dataclass(frozen=True, slots=True)
class Dead:
    """A search made to find nothing; `name` is the name that is meant, where it is one written wrongly."""

    request: SearchRequest
    name: str = ""


def score_dead(library: Library, scan: Scan, count: int = DEAD) -> list[Score]:
    """Searches with a way on; ways on whose count is above 0 and what the search behind it finds; names that are led to."""
    some, true, names = Tally(), Tally(), Tally()
    with timed(f"{count} dead searches"):
        for kind, dead in dead_searches(library, scan, count):
            results = library.archive.search(dead.request)
            some.add(bool(results.suggestions), f"{kind}: {dead.request.url()}")
            for way in results.suggestions:
                total = library.archive.search(way.request).total
                same = way.request == dead.request.with_()
                true.add(way.count == total > 0 and not same, f"{kind}: {way.request.url()} offered {way.count}, finds {total}")
            if dead.name:
                offered = [*(way.request for way in results.suggestions), *(offer.request for offer in results.offers)]
                led = any(dead.name in request.text or dead.name in request.reporters for request in offered)
                names.add(led, f"{kind}: {dead.request.url()} does not lead to {dead.name}")
    return [
        some.score("dead searches with a way on"),
        true.score("ways on that find what they say"),
        names.score("names written wrongly lead to the name"),
    ]


def dead_searches(library: Library, scan: Scan, count: int) -> Iterator[tuple[str, Dead]]:
    """Class and search, the classes in turn; each finds nothing.

    Raises AssertionError for a class of which none does.
    """
    chance = random.Random(404)
    maker = _Maker(library, chance, absent_runs(library.documents, scan, 40, seed=404))
    kinds = list(CLASSES.items())
    for number in range(count):
        kind, make = kinds[number % len(kinds)]
        made = (make(maker) for _ in range(_TRIES))
        dead = next((one for one in made if one and not library.archive.search(one.request).total), None)
        assert dead is not None, f"no dead search of the class {kind}"
        yield kind, dead


class _Maker:
    """Gives pieces of the material by chance."""

    def __init__(self, library: Library, chance: random.Random, absent: list[str]) -> None:
        self.chance = chance
        self.absent = [run for run in absent if run.isalpha() and not run.isascii() and len(run) <= 6]
        self._documents = [d for d in library.documents if d["paper"] != "planted" and len(d.get("body", "")) > 4 * _BODY_FROM]
        self._letters = sorted(
            {letter for d in self._documents[::40] for letter in d["body"] if "\u4e00" <= letter <= "\u9fff"}
        )

    def document(self) -> Document:
        return self.chance.choice(self._documents)

    def run(self, document: Document, length: int = 4) -> str:
        """A run of Hanzi in the body."""
        body = document["body"]
        for _ in range(_TRIES):
            start = self.chance.randrange(_BODY_FROM, len(body) - length)
            run = body[start : start + length]
            if is_typeable(run) and all("\u4e00" <= letter <= "\u9fff" for letter in run):
                return str(run)
        return "岚汀沄河"[:length]

    def days(self) -> dict[str, date]:
        """Some days long before the material, or one of its own days."""
        first = _LONG_AGO + timedelta(days=self.chance.randrange(300))
        if self.chance.random() < 0.5:
            first = date.fromisoformat(self.document()["issue_date"])
        return {"from_": first, "to": first + timedelta(days=self.chance.randrange(3))}

    def misspelt(self) -> Dead:
        """A reporter's name with one character that is another, or one that sounds the same."""
        name = self.chance.choice(REPORTERS)
        at = self.chance.randrange(1, len(name))
        same_sound = self.chance.random() < 0.5
        others = [c for c in self._letters if c != name[at] and alike(c, name[at]) == same_sound]
        wrong = name[:at] + self.chance.choice(others) + name[at + 1 :]
        return Dead(SearchRequest(text=wrong), name)


def _in_letters(make: _Maker) -> Dead:
    name = make.chance.choice(REPORTERS)
    syllables = lazy_pinyin(name)
    initials = "".join(syllable[0] for syllable in syllables)
    return Dead(SearchRequest(text=make.chance.choice(("".join(syllables), " ".join(syllables), initials))), name)


def _filtered(make: _Maker) -> Dead:
    name = make.chance.choice(REPORTERS)
    return Dead(SearchRequest(text=quoted(make.run(make.document())), reporters=(name,)))


def _dated(make: _Maker) -> Dead:
    return Dead(SearchRequest(text=quoted(make.run(make.document())), **make.days()))  # type: ignore[arg-type]


def _by_month(make: _Maker) -> Dead:
    month = f"{make.chance.choice((1987, 2023, 2025))}-{make.chance.randint(1, 12):02}"
    return Dead(SearchRequest(text=make.run(make.document(), 3), months=(month,)))


def _many_filters(make: _Maker) -> Dead:
    document = make.document()
    kind = make.chance.choice(("notice", "caption"))
    return Dead(
        SearchRequest(
            text=make.run(document, 2),
            kinds=(kind,),
            reporters=(make.chance.choice(REPORTERS),),
            years=(make.chance.choice((1987, 2024)),),
        )
    )


def _filters_alone(make: _Maker) -> Dead:
    return Dead(SearchRequest(reporters=(make.chance.choice(REPORTERS),), kinds=("caption",), **make.days()))  # type: ignore[arg-type]


def _quoted_too_much(make: _Maker) -> Dead:
    document = make.document()
    return Dead(SearchRequest(text=quoted(f"{make.run(document)} {make.run(document)}")))


def _exact(make: _Maker) -> Dead | None:
    run = make.run(make.document(), 4)
    other = traditional(run)
    return Dead(SearchRequest(text=f'="{other}"')) if other != run else None


def _in_the_title(make: _Maker) -> Dead:
    return Dead(SearchRequest(text=f"标题:{quoted(make.run(make.document()))}"))


def _behind_a_name(make: _Maker) -> Dead:
    return Dead(SearchRequest(text=f"人物:{make.run(make.document(), 3)}"))


def _too_near(make: _Maker) -> Dead:
    document = make.document()
    return Dead(SearchRequest(text=f'"{make.run(document, 3)} {make.run(document, 3)}"~{make.chance.randint(0, 3)}'))


def _one_word_at_fault(make: _Maker) -> Dead:
    words = [quoted(make.run(make.document(), 2)), quoted(make.chance.choice(make.absent))]
    make.chance.shuffle(words)
    return Dead(SearchRequest(text=" ".join(words)))


def _excluded(make: _Maker) -> Dead:
    run = make.run(make.document())
    return Dead(SearchRequest(text=f"{quoted(run)} -{quoted(run[:2])}"))


def _name_and_dates(make: _Maker) -> Dead:
    wrong = make.misspelt()
    return Dead(SearchRequest(text=f"记者:{wrong.request.text}", **make.days()), wrong.name)  # type: ignore[arg-type]


def _name_and_filter(make: _Maker) -> Dead:
    wrong = make.misspelt()
    return Dead(SearchRequest(text=f"记者:{wrong.request.text}", papers=("niemals",)), wrong.name)


def _exact_and_filter(make: _Maker) -> Dead | None:
    dead = _exact(make)
    return dead and Dead(dead.request.with_(kinds=("caption",)))


def _nowhere(make: _Maker) -> Dead:
    return Dead(SearchRequest(text=quoted(make.chance.choice(make.absent))))


CLASSES: dict[str, Callable[[_Maker], Dead | None]] = {
    "a condition": _filtered,
    "days": _dated,
    "a month": _by_month,
    "several conditions": _many_filters,
    "conditions without a text": _filters_alone,
    "quoted too much": _quoted_too_much,
    "form as printed": _exact,
    "only in titles": _in_the_title,
    "behind a name's field": _behind_a_name,
    "too near": _too_near,
    "a word that is nowhere": _one_word_at_fault,
    "excluded": _excluded,
    "a name written wrongly": _Maker.misspelt,
    "a name in Latin letters": _in_letters,
    "a wrong name and dates": _name_and_dates,
    "a wrong name and a condition": _name_and_filter,
    "form as printed and a condition": _exact_and_filter,
    "nowhere at all": _nowhere,
}
"""Name of a class and how one of it is made."""
