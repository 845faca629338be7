"""Marks and fragments, made in Python from the stored text and the folding table. Pure.

The engine's highlighter marks tokens, whose ends are not where the reader's word ends; here a mark covers exactly the characters
that equal the query after folding (with the gaps between them: 习 近 平), and a fragment is a literal piece of the stored text. Both
sides fold by one table, so that what the engine found is what is marked.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from mappings.folding import as_seen, fold, searchable
from mappings.record import SEARCHED_FIELDS, SUPERSEDED
from webui.search.query.clauses import TITLE_FIELDS
from webui.search.results import Fragment, TextPart
from webui.search.tree import And, ExactRun, Field, Near, Node, Not, Or, Run, Word
from webui.search.variants import searched

FRAGMENT_LENGTH = 120
"""Characters of a fragment, about: four lines of a phone."""
CONTEXT_BEFORE = 30
"""Characters shown before the first mark of a fragment when no sentence begins nearer."""
MOST_FRAGMENTS = 3

_FRAGMENT_FIELDS = ("kicker", "subtitle", "byline", "body")
_SENTENCE_ENDS = "。！？；!?;\n"
_CREDIT_FIELDS = ("byline", "body")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to mark: runs of characters, folded unless `exact`, in these fields.

    With a `distance`, a run is marked only near the others. `words` are marked too; `characters` only where nothing else is.
    """

    runs: tuple[str, ...]
    fields: tuple[str, ...] = SEARCHED_FIELDS
    exact: bool = False
    distance: int | None = None
    words: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlighted:
    """The headline in parts, whole, and the best fragments in the order of the text."""

    headline: tuple[TextPart, ...]
    fragments: tuple[Fragment, ...]


def terms_of(node: Node, words: Mapping[str, Sequence[str]] | None = None) -> tuple[Term, ...]:
    """What to mark for this query; `words` gives, for a bare word, the words that the engine's analyzer sees in it."""
    return tuple(_terms(searched(node), words or {}, SEARCHED_FIELDS))


def _terms(node: Node, words: Mapping[str, Sequence[str]], fields: tuple[str, ...]) -> Iterator[Term]:
    match node:
        case And(nodes) | Or(nodes):
            for part in nodes:
                yield from _terms(part, words, fields)
        case Not() | Field("page", _):
            return
        case Field("title", inner):
            yield from _terms(inner, words, TITLE_FIELDS)
        case Field("department", inner):
            # Found in the list of offices, which was read from all of the text.
            yield from _terms(inner, {}, SEARCHED_FIELDS)
        case Field(_, inner):
            # 记者:知远 is found in the list of names; in the text it is marked where credits are printed.
            yield from _terms(inner, {}, _CREDIT_FIELDS)
        case Run(text):
            yield Term((searchable(text).text,), fields)
        case ExactRun(text):
            yield Term((text,), fields, exact=True)
        case Near(runs, distance):
            yield Term(tuple(searchable(run).text for run in runs), fields, distance=distance)
        case Word(text):
            folded = searchable(text).text
            # A token that is no piece of the query (IK may rewrite numbers) could mark what nobody asked for.
            pieces = [piece for piece in dict.fromkeys(map(fold, words.get(text, ()))) if piece in folded and piece != folded]
            yield Term(
                (folded,),
                fields,
                words=_joined(folded, pieces),
                characters=tuple(piece for piece in pieces if len(piece) == 1),
            )


def _joined(text: str, pieces: Sequence[str]) -> tuple[str, ...]:
    """The pieces of several characters, and the stretches between them: where the analyzer knows no word (防汛/值/守), 值守 is one."""
    words = [piece for piece in pieces if len(piece) > 1]
    single = [piece for piece in pieces if len(piece) == 1]
    covered = bytearray(len(text))
    for word in words:
        for start, end in occurrences(text, word):
            covered[start:end] = b"\x01" * (end - start)
    stretches = [""]
    for character, is_covered in zip(text, covered, strict=True):
        if character in single and not is_covered:
            stretches[-1] += character
        elif stretches[-1]:
            stretches.append("")
    return tuple(dict.fromkeys([*words, *(stretch for stretch in stretches if 1 < len(stretch) < len(text))]))


def highlight(source: Mapping[str, Any], terms: Sequence[Term]) -> Highlighted:
    """The marked headline and fragments of a stored record; without a hit in today's text, the opening of the body.

    An earlier form comes last, and only where it shows a hit that today's text does not: one place at least is kept for it.
    """
    texts = {field: source[field] for field in SEARCHED_FIELDS if source.get(field)}
    marks = marks_of(texts, terms)
    earlier = _earlier(texts, marks) if marks.get(SUPERSEDED) else []
    most = MOST_FRAGMENTS - min(len(earlier), MOST_FRAGMENTS - 1)
    fragments: list[Fragment] = []
    for field in _FRAGMENT_FIELDS:
        if marks.get(field):
            room = most - len(fragments)
            fragments.extend(_fragments(field, texts[field], marks[field])[:room])
    if not fragments and "body" in texts:
        fragments.append(_opening(texts["body"]))
    fragments.extend(earlier[: MOST_FRAGMENTS - len(fragments)])
    headline = parts(texts["headline"], marks.get("headline", ())) if "headline" in texts else ()
    return Highlighted(headline, tuple(fragments))


def _earlier(texts: Mapping[str, str], marks: Mapping[str, Sequence[tuple[int, int]]]) -> list[Fragment]:
    """Pieces of the earlier forms, none of two forms at once, that show a marked piece which nothing before them shows."""
    shown = {texts[field][start:end] for field in texts if field != SUPERSEDED for start, end in marks[field]}
    found = []
    start = 0
    for form in texts[SUPERSEDED].split("\n"):
        inside = [(first - start, last - start) for first, last in _inside(marks[SUPERSEDED], start, start + len(form))]
        for fragment in _fragments(SUPERSEDED, form, inside):
            pieces = {part.text for part in fragment.parts if part.hit}
            if pieces - shown:
                found.append(fragment)
                shown |= pieces
        start += len(form) + 1
    return found


def marks_of(texts: Mapping[str, str], terms: Sequence[Term]) -> dict[str, tuple[tuple[int, int], ...]]:
    """By field, the stretches `[start, end)` to mark: in order, none over another, the longest first served.

    Stretches that touch stay two: 岚汀岚汀 has 岚汀 twice.
    """
    forms = {field: searchable(text) for field, text in texts.items()}
    folded = {field: form.text for field, form in forms.items()}
    found: dict[str, list[tuple[int, int]]] = {field: [] for field in texts}
    for term in terms:
        fields = [field for field in term.fields if field in texts]
        if term.exact:
            for field in fields:
                printed = as_seen(texts[field])
                for run in term.runs:
                    found[field].extend(printed.printed(*stretch) for stretch in occurrences(printed.text, run))
            continue
        matched: dict[str, list[tuple[int, int]]] = {field: [] for field in fields}
        if term.words or term.characters:
            _add(matched, folded, fields, (*term.runs, *term.words))
            if term.characters and not any(matched[field] or found[field] for field in fields):
                _add(matched, folded, fields, term.characters)
        elif term.distance is not None:
            for field in fields:
                matched[field].extend(_near(folded[field], term.runs, term.distance))
        else:
            _add(matched, folded, fields, term.runs)
        for field, stretches in matched.items():
            found[field].extend(forms[field].printed(start, end) for start, end in stretches)
    return {field: _longest(stretches, len(texts[field])) for field, stretches in found.items()}


def _add(found: dict[str, list[tuple[int, int]]], texts: Mapping[str, str], fields: list[str], runs: tuple[str, ...]) -> None:
    for field in fields:
        for run in runs:
            found[field].extend(occurrences(texts[field], run))


def occurrences(text: str, run: str) -> Iterator[tuple[int, int]]:
    """Where the run stands in the text, from the left, none over another."""
    at = text.find(run) if run else -1
    while at >= 0:
        yield at, at + len(run)
        at = text.find(run, at + len(run))


def _near(text: str, runs: tuple[str, ...], distance: int) -> Iterator[tuple[int, int]]:
    """The occurrences that have one of every other run within the distance.

    Each looks up its nearest neighbour: a text of one character, compared pair by pair, took a minute.
    """
    places = [[start for start, _ in occurrences(text, run)] for run in runs]
    for run, own in zip(runs, places, strict=True):
        for start in own:
            end = start + len(run)
            if all(
                _any_between(others, start - distance - len(other), end + distance)
                for other, others in zip(runs, places, strict=True)
                if other != run
            ):
                yield start, end


def _any_between(places: Sequence[int], first: int, last: int) -> bool:
    at = bisect_left(places, first)
    return at < len(places) and places[at] <= last


def _inside(marks: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """The marks, which are in order, that lie in this stretch."""
    found = marks[bisect_left(marks, (start, 0)) : bisect_left(marks, (end, 0))]
    return [(first, last) for first, last in found if last <= end]


def _longest(stretches: list[tuple[int, int]], length: int) -> tuple[tuple[int, int], ...]:
    ordered = sorted(set(stretches))
    if all(before[1] <= after[0] for before, after in pairwise(ordered)):
        return tuple(ordered)  # one run has nothing to choose among, and of one character thousands of places
    taken = bytearray(length)
    kept = []
    for start, end in sorted(ordered, key=lambda stretch: (stretch[0] - stretch[1], stretch[0])):
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append((start, end))
    return tuple(sorted(kept))


def parts(text: str, marks: Sequence[tuple[int, int]], start: int = 0, end: int | None = None) -> tuple[TextPart, ...]:
    """The text from `start` to `end`, cut at the marks that lie inside; joined again it is the same text."""
    end = len(text) if end is None else end
    inside = _inside(marks, start, end)
    cuts = [start, *(cut for mark in inside for cut in mark), end]
    hits = set(inside)
    return tuple(TextPart(text[first:last], (first, last) in hits) for first, last in pairwise(cuts) if first < last)


def _fragments(field: str, text: str, marks: Sequence[tuple[int, int]]) -> list[Fragment]:
    """The richest stretches around marks, at most MOST_FRAGMENTS, in the order of the text."""
    windows: list[tuple[int, int]] = []
    for first, last in marks:
        if not windows or first >= windows[-1][1]:
            start = _start(text, first, windows[-1][1] if windows else 0)
            windows.append((start, max(last, _end(text, start))))
        elif last > windows[-1][1]:
            windows[-1] = (windows[-1][0], last)  # a mark is never cut in two
    best = windows if len(windows) <= MOST_FRAGMENTS else _richest(windows, text, marks)
    return [_fragment(field, text, marks, start, end) for start, end in best]


def _richest(windows: Sequence[tuple[int, int]], text: str, marks: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The windows with most different marked pieces, then with most of them, in the order of the text."""
    folded = fold(text)

    def worth(window: tuple[int, int]) -> tuple[int, int]:
        inside = [folded[first:last] for first, last in _inside(marks, *window)]
        return -len(set(inside)), -len(inside)

    return sorted(sorted(windows, key=worth)[:MOST_FRAGMENTS])


def _opening(text: str) -> Fragment:
    return _fragment("body", text, (), 0, _end(text, 0))


def _fragment(field: str, text: str, marks: Sequence[tuple[int, int]], start: int, end: int) -> Fragment:
    return Fragment(field, parts(text, marks, start, end), cut_before=start > 0, cut_after=end < len(text))


def _start(text: str, mark: int, least: int) -> int:
    """Where a fragment around a mark begins: at its sentence, if that is near, else a little before the mark.

    Near the end of the text it begins earlier, so that the last sentence does not stand alone.
    """
    earliest = max(least, min(mark - CONTEXT_BEFORE, len(text) - FRAGMENT_LENGTH))
    if earliest <= 0:
        return 0
    nearest = range(mark, earliest, -1) if mark - earliest <= CONTEXT_BEFORE else range(earliest, mark)
    for at in nearest:
        if text[at - 1] in _SENTENCE_ENDS:
            return at
    return _whole_character(text, earliest) if earliest > least else earliest


def _end(text: str, start: int) -> int:
    """Where a fragment ends: at a sentence's end or a line's end in its second half, else at full length."""
    latest = start + FRAGMENT_LENGTH
    if latest >= len(text):
        return len(text)
    for at in range(latest, start + FRAGMENT_LENGTH // 2, -1):
        if text[at - 1] in _SENTENCE_ENDS:
            return at - 1 if text[at - 1] == "\n" else at
    return _whole_character(text, latest)


def _whole_character(text: str, at: int) -> int:
    """The nearest place not after `at` where no accent or variation selector is torn from its character."""
    while 0 < at < len(text) and unicodedata.category(text[at]) in ("Mn", "Me", "Cf"):
        at -= 1
    return at
