"""The one place that knows the order of the steps: bytes, text, pages, annotation; and the JSON of a page."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from indexer.documents import record_id
from indexer.errors import SourceError, SourceTooLarge
from indexer.extract import annotate
from indexer.extract.vocabulary import Vocabulary, shipped
from indexer.jumps import join_pages
from indexer.model import (
    NO_FACTS,
    Failure,
    FolderFacts,
    IssueIdentity,
    Page,
    PageLabel,
    ParsedSource,
    ParseWarning,
    PrintedSize,
    Recognition,
    Record,
    SourceText,
)
from indexer.pages import FoundIdentity, IdentityOptions, find_identity, page_name_of, parse_page, require_date, split_lines
from indexer.pages.laid_out import head_lines, parse_laid_out, printed_text
from indexer.pages.layout import lay_out
from indexer.pages.lines import Line
from indexer.pages.parts import PagePart, split_parts
from indexer.printed import PrintedPage, PrintedSource
from indexer.readers import read
from indexer.record_json import (
    box_json,
    byline_json,
    credits_json,
    dateline_json,
    departments_json,
    event_dates_json,
    jump_json,
    lines_json,
    people_json,
    photo_box_json,
    warning_json,
)

LONGEST_PAGE = 350_000
"""Characters, a megabyte of Hanzi. A broadsheet page set without a picture has fifteen thousand; a million of them in one record stop the engine for ten
seconds, and three megabytes of one character are no page."""
MOST_PAGES = 500
"""Pages of one file, which are all of one issue; the engine takes no page number past 32,767."""


@dataclass(frozen=True, slots=True)
class ParseOptions:
    """What the caller says about a source; `require_date` False lets a page without an issue date through (`bulletin parse`)."""

    paper: str
    paper_name: str = ""
    issue_date: date | None = None
    encoding: str | None = None
    local_level: str = "区"
    require_date: bool = True
    folder: FolderFacts = NO_FACTS
    """What the `bulletin.toml` of the source's folder says of its path."""


def parse_source(
    data: bytes, name: str, options: ParseOptions, vocabulary: Vocabulary | None = None, recognized: Path | None = None
) -> ParsedSource | Failure:
    """The pages of one source file, or why there are none; a form feed in a text file begins the next page.

    `recognized` is the folder where text that was recognised on pictures is kept.
    """
    step = "read"
    try:
        source = read(data, name, options.encoding, recognized)
        step = "identity"
        if isinstance(source, PrintedSource):
            pages, encoding = printed_pages(source, name, options, vocabulary or shipped()), ""
        else:
            pages, encoding = _pages(source, name, options, vocabulary or shipped()), source.encoding
    except SourceError as error:
        return Failure(name, step, error.code, error.zh, str(error))
    return ParsedSource(name, hashlib.sha256(data).hexdigest(), encoding, pages, source.reader)


def _pages(source: SourceText, name: str, options: ParseOptions, vocabulary: Vocabulary) -> tuple[Page, ...]:
    pages: list[Page] = []
    for part in split_parts(source.text):
        _refuse_what_is_no_page(part, len(pages) + 1, name)
        pages.append(_page(source, part, name, options, vocabulary, pages))
    return join_pages(pages)


def _page(
    source: SourceText, part: PagePart, name: str, options: ParseOptions, vocabulary: Vocabulary, before: list[Page]
) -> Page:
    text = replace(source, text=part.text, warnings=_of_part(source.warnings, part, first=not before))
    lines = split_lines(part.text, part.first_line, part.offset)
    found = _identified(name, lines, options, before)
    page = parse_page(
        text, found.identity, label=found.label, paper_name=options.paper_name, lines=lines, masthead=found.masthead
    )
    page = replace(page, warnings=(*found.warnings, *page.warnings))
    return annotate(page, text, vocabulary=vocabulary, local_level=options.local_level, offset=part.offset)


def _identified(name: str, lines: list[Line], options: ParseOptions, before: Sequence[Page]) -> FoundIdentity:
    """Which page this is, by its own lines, the file's name and folder, and the pages of the file before it."""
    # What is said of a path is said of the file's first page; the date holds for all.
    folder = replace(options.folder, page_name=None, unmatched=()) if before else options.folder
    found = find_identity(name, lines, IdentityOptions(options.paper, options.paper_name, options.issue_date, folder))
    if options.require_date:
        require_date(found, name)
    identity, label, warnings = found.identity, found.label, found.warnings
    if before:
        identity, label, warnings = _continue(found, before[-1])
    identity, label = _named(identity, label, folder)
    return replace(found, identity=identity, label=label, warnings=warnings)


def printed_pages(source: PrintedSource, name: str, options: ParseOptions, vocabulary: Vocabulary) -> tuple[Page, ...]:
    """The pages of a printed source, laid out and annotated."""
    pages: list[Page] = []
    offset, first_line = 0, 1
    for printed in source.pages:
        laid_out = lay_out(printed)
        text = printed_text(laid_out)
        part = PagePart(text.text, first_line, offset)
        _refuse_what_is_no_page(part, len(pages) + 1, name)
        found = _identified(name, head_lines(text, first_line, offset), options, pages)
        page = parse_laid_out(
            laid_out,
            text,
            found.identity,
            label=found.label,
            paper_name=options.paper_name,
            offset=offset,
            first_line=first_line,
        )
        page = replace(
            page, warnings=(*found.warnings, *printed.warnings, *(source.warnings if not pages else ()), *page.warnings)
        )
        size = PrintedSize(printed.width, printed.height, printed.skew)
        page = replace(page, printed=size, pictures=printed.pictures, recognition=_recognition(printed))
        read_as = SourceText(text.text, "", source.reader)
        pages.append(annotate(page, read_as, vocabulary=vocabulary, local_level=options.local_level, offset=offset))
        offset += len(text.text) + 1
        first_line += text.text.count("\n") + 1
    return join_pages(pages)


def _recognition(printed: PrintedPage) -> Recognition:
    if not printed.scanned:
        return Recognition(False, None)
    confidences = [glyph.confidence for glyph in printed.glyphs]
    return Recognition(True, round(sum(confidences) / len(confidences), 4) if confidences else None)


def _refuse_what_is_no_page(part: PagePart, number: int, name: str) -> None:
    if number > MOST_PAGES:
        raise SourceTooLarge(
            f"{name}：里面的换页符把它分成了 {MOST_PAGES} 多版，一期报纸没有这么多，未收录。请把各期分成各自的文件；换页符是多余的，请删去。",
            f"{name} holds more than {MOST_PAGES} pages; give each issue a file of its own, or take out form feeds",
        )
    if len(part.text) > LONGEST_PAGE:
        raise SourceTooLarge(
            f"{name}：从第 {part.first_line} 行起的一版有 {len(part.text):,} 个字，一版报纸没有这么多（上限 {LONGEST_PAGE:,}），未收录。"
            "若是多版的合集，请按版拆成小文件，或在各版之间加换页符；不是报纸的就移出文件夹。",
            f"{name}: the page from line {part.first_line} on has {len(part.text):,} characters, no printed page has more than {LONGEST_PAGE:,}",
        )


def _of_part(warnings: Sequence[ParseWarning], part: PagePart, *, first: bool) -> tuple[ParseWarning, ...]:
    """What a file's own warnings say of one of its pages; those that name no line stand at the first."""
    last_line = part.first_line + len(part.lines) - 1
    found = []
    for warning in warnings:
        lines = tuple(number for number in warning.lines if part.first_line <= number <= last_line)
        if lines or (first and not warning.lines):
            found.append(replace(warning, lines=lines))
    return tuple(found)


def _continue(found: FoundIdentity, last: Page) -> tuple[IssueIdentity | None, PageLabel, tuple[ParseWarning, ...]]:
    """A later page of a file counts on from the one before, unless its own masthead gives a later number."""
    previous = last.identity.page if last.identity else (last.label.page or 1) if last.label else 1
    printed = found.identity.page if found.identity else found.label.page or 1
    number = printed if printed > previous else previous + 1
    warnings = tuple(warning for warning in found.warnings if warning.code != "page number assumed")
    identity = replace(found.identity, page=number) if found.identity else None
    return identity, replace(found.label, page=number), warnings


def _named(identity: IssueIdentity | None, label: PageLabel, folder: FolderFacts) -> tuple[IssueIdentity | None, PageLabel]:
    """The page with the section name that the folder's table has for its number, where neither page nor path says one."""
    if label.page_name or not folder.page_names:
        return identity, label
    page_name = page_name_of(identity.page if identity else label.page or 1, folder.page_names)
    return replace(identity, page_name=page_name) if identity else None, replace(label, page_name=page_name)


def page_json(page: Page) -> dict[str, Any]:
    """The page as the contract's `bulletin parse --json` prints it."""
    identity, label = page.identity, page.label
    return {
        "paper": identity.paper if identity else label.paper if label else None,
        "issue_date": identity.issue_date.isoformat() if identity else None,
        "issue_number": identity.issue_number if identity else label.issue_number if label else None,
        "page": identity.page if identity else label.page if label else None,
        "page_name": identity.page_name if identity else label.page_name if label else None,
        "records": [_record_json(record, identity) for record in page.records],
        "furniture": [{"text": item.text, "lines": [item.lines.first, item.lines.last]} for item in page.furniture],
        "warnings": [warning_json(warning) for warning in page.warnings],
        "coverage": page.coverage,
    }


def _record_json(record: Record, identity: IssueIdentity | None) -> dict[str, Any]:
    return {
        "id": record_id(identity, record) if identity else None,
        "kind": record.kind.value,
        "headline": record.headline,
        "kicker": record.kicker,
        "subtitle": record.subtitle,
        "byline": byline_json(record),
        **credits_json((credit.role, credit.name) for credit in record.credits),
        "dateline": dateline_json(record),
        "event_dates": event_dates_json(record),
        "departments": departments_json(record),
        "people": people_json(record),
        "paragraphs": [paragraph.text for paragraph in record.paragraphs],
        "lines": lines_json(record),
        "box": box_json(record),
        "photo_box": photo_box_json(record),
        "continues_to": jump_json(record.continues_to),
        "continued_from": jump_json(record.continued_from),
        "warnings": [warning_json(warning) for warning in record.warnings],
    }


__all__ = ["ParseOptions", "page_json", "parse_source"]
