"""Persons with a title against the hand-tagged sentences of a newspaper: is every one found a person, and how many are found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.scores import Score, Tally
from indexer.extract.departments import DepartmentFinder
from indexer.extract.located import Located
from indexer.extract.people import find_people
from indexer.extract.vocabulary import shipped
from indexer.model import Person


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """A sentence and the stretches `[start, end)` of it that are tagged as persons."""

    text: str
    persons: tuple[tuple[int, int], ...]


def score_people(shared: Path) -> list[Score]:
    """Precision over the persons found, recall over the persons that stand straight behind a post of the table; none without the file."""
    path = shared / "data" / "ner" / "pd-dev.bio.tsv"
    if not path.exists():
        return []
    finder = DepartmentFinder(shipped(), "区")
    right, reached = Tally(), Tally()
    for sentence in read_sentences(path.read_text(encoding="utf-8")):
        texts = [Located(sentence.text, (0,), (0,))]
        found = find_people(texts, finder.find(texts), shipped(), frozenset())
        for person in found:
            context = sentence.text[max(0, person.span.start - 12) : person.span.end + 8]
            right.add(_is_tagged(person, sentence), f"{person.name} in …{context}…")
        names = {person.name for person in found}
        for start, end in sentence.persons:
            if _behind_a_post(sentence.text, start):
                name = sentence.text[start:end]
                reached.add(name in names, f"{name} in …{sentence.text[max(0, start - 8) : end + 6]}…")
    return [right.score("tagged people precision"), reached.score("tagged people recall behind a post")]


def read_sentences(text: str) -> Iterator[TaggedSentence]:
    """The sentences of a file of lines `character tab tag`, blank lines between sentences, tags B-PER, I-PER and others."""
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if line]
        if not rows:
            continue
        tags = [tag for _, tag in rows]
        starts = [place for place, tag in enumerate(tags) if tag == "B-PER"]
        spans = []
        for start in starts:
            end = start + 1
            while end < len(tags) and tags[end] == "I-PER":
                end += 1
            spans.append((start, end))
        yield TaggedSentence("".join(character for character, _ in rows), tuple(spans))


def _is_tagged(person: Person, sentence: TaggedSentence) -> bool:
    """True when exactly these characters are tagged; a surname tagged apart from the given name counts as one name with it."""
    start, end = person.span.start, person.span.end
    if (start, end) in sentence.persons:
        return True
    return any(
        first == start and (last, end) in sentence.persons and sentence.text[start:end] == person.name
        for first, last in sentence.persons
    )


def _behind_a_post(text: str, start: int) -> bool:
    """True when a post of the table ends where the name begins."""
    return any(text[max(0, start - length) : start] in shipped().titles.before for length in range(2, 9))
