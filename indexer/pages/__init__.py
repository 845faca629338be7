"""From text to a page: lines, layout, blocks, paragraphs, doubts; pure, and linear in the length of the text.

Every line that is not blank ends in exactly one record or in furniture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from indexer.model import (
    Furniture,
    IssueIdentity,
    Kind,
    LineRange,
    LineRole,
    Page,
    PageLabel,
    ParseWarning,
    Record,
    SourceText,
    Span,
)
from indexer.pages.blocks import split_blocks
from indexer.pages.coverage import coverage
from indexer.pages.credit_lines import CAPTION_LABEL, opening_credit
from indexer.pages.doubts import missing_headline, no_article, spread, warn
from indexer.pages.drafts import Blocks, Draft
from indexer.pages.identity import FoundIdentity, IdentityOptions, find_identity, page_name_of, read_name, require_date
from indexer.pages.lines import Line, split_lines
from indexer.pages.marked import split_marked
from indexer.pages.masthead import Masthead, read_masthead
from indexer.pages.paragraphs import join_lines
from indexer.pages.titles import sort_titles
from indexer.pages.typesetting import MARKED, Typesetting, read_typesetting


def parse_page(
    source: SourceText,
    identity: IssueIdentity | None,
    *,
    label: PageLabel | None = None,
    paper_name: str = "",
    lines: list[Line] | None = None,
    masthead: Masthead | None = None,
) -> Page:
    """The page as records without extracted values, furniture and warnings.

    `lines` and `masthead` are those of the text where the caller has read them already (of a later page of a file, with its place there).
    """
    lines = split_lines(source.text) if lines is None else lines
    masthead = masthead or read_masthead(lines, paper_name)
    if LineRole.TITLE in source.roles:
        layout = MARKED
        blocks = split_marked(lines, source.roles, frozenset(masthead.lines), paper_name)
    else:
        layout = read_typesetting(lines)
        blocks = split_blocks(lines, layout, frozenset(masthead.lines), paper_name)
    records = spread(warn(_records(blocks.drafts, lines, layout)), source.warnings)
    furniture = tuple(
        Furniture(lines[row].text, LineRange(lines[row].number, lines[row].number), reason)
        for row, reason in sorted(blocks.furniture.items())
    )
    warnings = (*source.warnings, *_page_warnings(blocks, lines, records))
    page = Page(identity, records, furniture, warnings, 1.0, None if identity else label)
    return Page(identity, records, furniture, warnings, coverage(page, lines), page.label)


def _records(drafts: Sequence[Draft], lines: Sequence[Line], layout: Typesetting) -> list[Record]:
    """The records in the order of the page, counted within their kind."""
    counts: Counter[Kind] = Counter()
    records = []
    for draft in drafts:
        counts[draft.kind] += 1
        records.append(_record(draft, counts[draft.kind], lines, layout))
    return records


def _record(draft: Draft, ordinal: int, lines: Sequence[Line], layout: Typesetting) -> Record:
    body_lines = [lines[row] for row in draft.body]
    body = join_lines(body_lines, layout, each=draft.kind is Kind.NOTICE)
    rows = sorted({*draft.titles, *draft.body, *([draft.byline] if draft.byline is not None else [])})
    headline = kicker = subtitle = None
    headline_span = None
    named = [row for row in draft.titles if not CAPTION_LABEL.match(lines[row].text)]
    if named:
        titles = sort_titles(
            [lines[row].text for row in named if row not in draft.beside] or [lines[row].text for row in named]
        )
        kicker = _beside(draft, LineRole.KICKER, lines) or titles.kicker
        headline, subtitle = titles.headline, _beside(draft, LineRole.SUBTITLE, lines) or titles.subtitle
        headline_span = Span(lines[named[0]].start, lines[named[-1]].span.end)
    record = Record(
        kind=draft.kind,
        ordinal=ordinal,
        headline=headline,
        headline_span=headline_span,
        paragraphs=body.paragraphs,
        lines=_ranges(rows, lines),
        kicker=kicker,
        subtitle=subtitle,
        continues_to=body.continues_to,
        continued_from=body.continued_from,
        byline_line=lines[draft.byline].span if draft.byline is not None else None,
    )
    if draft.kind is Kind.ARTICLE and headline is None and body_lines and not body.continued_from:
        return replace(record, warnings=(missing_headline(record, body_lines[0].number),))
    return record


def _beside(draft: Draft, role: LineRole, lines: Sequence[Line]) -> str | None:
    return " ".join(lines[row].text for row in draft.titles if draft.beside.get(row) is role) or None


def _ranges(rows: Sequence[int], lines: Sequence[Line]) -> tuple[LineRange, ...]:
    """Runs of lines; blank lines inside a run count to it, lines of another record or of furniture end it."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return tuple(LineRange(lines[first].number, lines[last].number) for first, last in runs)


def _page_warnings(blocks: Blocks, lines: Sequence[Line], records: Sequence[Record]) -> list[ParseWarning]:
    warnings = []
    if blocks.homeless:
        numbers = tuple(lines[row].number for row in blocks.homeless)
        warnings.append(
            ParseWarning("unassigned lines", numbers, "这些行不像报道、图片说明或公告，已按版面附件保存，不进入检索。")
        )
    if blocks.page_photo is not None:
        line = lines[blocks.page_photo]
        warnings.append(ParseWarning("page photo credit", (line.number,), f"「{line.text[-30:]}」为本版未署名图片的摄影者。"))
    if not any(record.kind is Kind.ARTICLE for record in records):
        warnings.append(no_article())
    return warnings


__all__ = [
    "FoundIdentity",
    "IdentityOptions",
    "find_identity",
    "opening_credit",
    "page_name_of",
    "parse_page",
    "read_name",
    "require_date",
    "split_lines",
]
