"""Credits: who is named as writer, correspondent, intern or photographer, from the byline and the picture credit alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.extract.located import Located
from indexer.extract.names import FoundName, is_likely, read_names
from indexer.extract.vocabulary.tables import Vocabulary
from indexer.model import Byline, Credit, Kind, Record, SourceText, Span
from indexer.pages.credit_lines import closing_credit, inner_opening, opening_credit, own_line_credit
from indexer.pages.credit_sources import plain, without_sources
from indexer.pages.credit_words import read_groups, role_words
from indexer.pages.found_credit import FoundCredit
from indexer.pages.picture_credits import TEXT_AND_PICTURE, inner_picture_credits, photo_credit

# Places where other things stand, too, so that a name must begin as names do: …受到好评。（乔知远）, …受到好评。（待续）
_WEAK = frozenset({"closing-names", "closing-tail"})
_CLOSING_PHOTO = frozenset({"photo-role", "photo-bracket", "photo-names", TEXT_AND_PICTURE})
# 记者乔知远从会议获悉: the sentence begins behind the name.
_FROM = re.compile(r"从[^。，]{1,30}(?:获悉|了解到|得知).*$")
_DATELINE = re.compile(r"[（(]?(?:(?!记者|通讯员|实习生)[^（()）])*?(?:讯(?!员)|电(?![话子]))")
# By rule: how much likelier than words the names must be (`names.is_likely`). Behind 记者 in a bracket every name is taken.
_MARGINS = {
    "closing-names": -2.0,
    "closing-tail": 2.0,
    "closing-open": 6.0,
    "own-line": 6.0,
    "own-line-tail": 4.0,
    "photo-names": 6.0,
    "photo-camera": 4.0,
    "photo-inside": 6.0,
    TEXT_AND_PICTURE: 4.0,
}


def find_credits(
    record: Record, paragraphs: Sequence[Located], source: SourceText, vocabulary: Vocabulary, offset: int = 0
) -> tuple[Byline | None, tuple[Credit, ...]]:
    """The byline and the credited names of a record; text outside a byline gives no name (记者从…了解到, 随行记者).

    `paragraphs` are those of the record, with their places in the source.
    """
    if record.kind is Kind.NOTICE or (not paragraphs and record.byline_line is None):
        return None, ()
    if record.kind is Kind.CAPTION:
        return _caption(paragraphs, vocabulary)
    byline, found_credits = _head(record, paragraphs, source, vocabulary, offset)
    if paragraphs:
        last = paragraphs[-1]
        closing = (
            closing_credit(last.text)
            or _closing_photo(last.text)
            or (own_line_credit(last.text) if not found_credits else None)
        )
        opening = opening_credit(last.text) if closing and len(paragraphs) == 1 else None
        if closing and not (opening and closing.start < opening.end):
            end_byline, end_credits = _from(last, closing, vocabulary)
            # （乔知远） after a sentence is a credit only where nobody is credited yet, and （系列报道） never is one.
            doubtful = closing.rule in _WEAK and not end_credits
            if not doubtful and not (closing.rule == "closing-names" and found_credits):
                byline = byline if byline and found_credits else end_byline
                found_credits = [*found_credits, *end_credits]
    return byline, _once(found_credits)


def _head(
    record: Record, paragraphs: Sequence[Located], source: SourceText, vocabulary: Vocabulary, offset: int
) -> tuple[Byline | None, list[Credit]]:
    """The credit between headline and body: on lines of its own, of which the body may hold the later ones, or opening the text."""
    byline = None
    found_credits: list[Credit] = []
    if record.byline_line is not None:
        span = record.byline_line
        raw = source.text[span.start - offset : span.end - offset]
        rule = own_line_credit(raw)
        byline = Byline(raw, span, rule.rule if rule else "own-line")
        found_credits = read_credit(raw, byline.rule, vocabulary, Located(raw, (0,), (span.start,)))
    for paragraph in paragraphs[:-1]:
        found = own_line_credit(paragraph.text)
        if found is None:
            break
        line, names = _from(paragraph, found, vocabulary)
        byline, found_credits = byline or line, [*found_credits, *names]
    if byline is None and paragraphs:
        first = paragraphs[0]
        opening = opening_credit(first.text) or inner_opening(first.text)
        if opening:
            return _from(first, opening, vocabulary)
    return byline, found_credits


def _closing_photo(text: str) -> FoundCredit | None:
    found = photo_credit(text)
    return found if found and found.rule in _CLOSING_PHOTO and found.start > 0 else None


def _caption(paragraphs: Sequence[Located], vocabulary: Vocabulary) -> tuple[Byline | None, tuple[Credit, ...]]:
    last = paragraphs[-1]
    found = photo_credit(last.text)
    byline = None
    found_credits: list[Credit] = []
    for text in paragraphs:
        for inner in inner_picture_credits(text.text):
            if text is not last or found is None or inner.end <= found.start:
                line, names = _from(text, inner, vocabulary, photo=True)
                byline, found_credits = byline or line, [*found_credits, *names]
    if found:
        byline, names = _from(last, found, vocabulary, photo=True)
        found_credits = [*found_credits, *names]
    return byline, _once(found_credits)


def _from(text: Located, found: FoundCredit, vocabulary: Vocabulary, *, photo: bool = False) -> tuple[Byline, list[Credit]]:
    if found.rule == "photo-page":
        found = _from_role(text.text, found)
    raw = text.text[found.start : found.end]
    shifted = Located(raw, tuple(start - found.start for start in text.starts), text.sources)
    byline = Byline(raw, text.span(found.start, found.end), found.rule)
    if found.rule == "photo-provided":
        return byline, []
    return byline, read_credit(raw, found.rule, vocabulary, shifted, photo=photo)


def _from_role(text: str, found: FoundCredit) -> FoundCredit:
    """照片除署名外均为本报记者乔知远摄: the names begin with the role word."""
    words = role_words(text[found.start : found.end])
    return replace(found, start=found.start + words[0].start) if words else found


def read_credit(raw: str, rule: str, vocabulary: Vocabulary, where: Located, *, photo: bool = False) -> list[Credit]:
    """The names of one credit with their roles; `where` says where the credit stands."""
    text = _without_dateline(plain(raw))
    text = without_sources(_FROM.sub("", text) if "从" in text else text)
    # （记者 半夏） on a line of its own is as sure as behind 本报讯.
    margin = None if rule == "own-line" and raw[:1] in ("（", "(") else _MARGINS.get(rule)
    found_credits: list[Credit] = []
    for group in read_groups(text, photo=photo):
        names = read_names(text[group.start : group.end], vocabulary.surnames, group.start) if group.roles else ()
        for name in names:
            if margin is not None and not is_likely(name.name, vocabulary.surnames, margin):
                continue
            span = where.span(name.start, name.end)
            printed = _as_printed(name, text, raw)
            found_credits.extend(Credit(role, printed, span, rule) for role in group.roles)
    return found_credits


def _as_printed(name: FoundName, text: str, raw: str) -> str:
    """The name in the characters of the page: what was read of 記者 喬木 in simplified ones is 喬木."""
    letters = iter(zip(text[name.start : name.end], raw[name.start : name.end], strict=True))
    found = [next((printed for read, printed in letters if read == letter), None) for letter in name.name]
    return name.name if None in found else "".join(letter for letter in found if letter)


def _without_dateline(raw: str) -> str:
    """The credit with 本报望川11月7日讯 blanked; as long as before."""
    opening = _DATELINE.match(raw) if "讯" in raw or "电" in raw else None
    return " " * opening.end() + raw[opening.end() :] if opening else raw


def _once(found_credits: list[Credit]) -> tuple[Credit, ...]:
    seen: dict[tuple[str, str], Credit] = {}
    for credit in found_credits:
        seen.setdefault((credit.role, credit.name), credit)
    return tuple(seen.values())


def page_photographer(text: str, start: int, vocabulary: Vocabulary) -> list[Credit]:
    """The credits of a line such as （照片除署名外均为本报记者乔知远摄）, which hold for every unsigned picture of the page."""
    found = photo_credit(text)
    if found is None or found.rule != "photo-page":
        return []
    found = _from_role(text, found)
    raw = text[found.start : found.end]
    where = Located(raw, (0,), (start + found.start,))
    return read_credit(raw, found.rule, vocabulary, where, photo=True)


__all__ = ["Span", "find_credits", "page_photographer", "read_credit"]
