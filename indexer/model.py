"""The values that go from step to step: source text, page, records, failures. Frozen, without behaviour beyond their own facts.

    SourceFile --readers.read--> SourceText --pages.parse_page--> Page --extract.annotate--> Page (annotated records)

Spans are `[start, end)` in code points of `SourceText.text` (line ends counted, as in the source). Lines are numbered from 1,
first and last included.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a record is."""

    ARTICLE = "article"
    CAPTION = "caption"
    NOTICE = "notice"

    @property
    def letter(self) -> str:
        """The letter that stands for the kind in ids: a, c, n."""
        return self.value[0]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch `[start, end)` of code points of the source text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LineRange:
    """Lines `first` to `last`, both included, numbered from 1."""

    first: int
    last: int


class LineRole(StrEnum):
    """What a line is, as the document itself says."""

    HEAD = "head"
    """Paper, date, page: what a masthead prints."""
    SECTION = "section"
    """A heading over headlines."""
    KICKER = "kicker"
    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    TEXT = "text"
    CAPTION = "caption"
    ROW = "row"
    """A row of a table."""
    LINK = "link"
    """Nothing but a short way elsewhere (查看原文)."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one page as it was read, untouched except for the decoding and the line ends (\\n)."""

    text: str
    encoding: str
    """Name of the encoding it was decoded with, in Python's spelling (utf-8, gb18030, utf-16 …)."""
    reader: str = "text"
    warnings: tuple[ParseWarning, ...] = ()
    roles: tuple[LineRole | None, ...] = ()
    """By line, what it is, blank ones None; empty where the document does not say (plain text)."""


@dataclass(frozen=True, slots=True)
class ParseWarning:
    """What the parser is not sure of: a code out of `docs/ref-warnings.md`, the lines it concerns, a sentence in Chinese."""

    code: str
    lines: tuple[int, ...]
    note: str


@dataclass(frozen=True, slots=True)
class IssueIdentity:
    """Which page of which issue: the address that every id begins with."""

    paper: str
    issue_date: date
    page: int
    edition: int = 1
    issue_number: str | None = None
    page_name: str | None = None

    @property
    def issue_path(self) -> str:
        """`PAPER/YYYY-MM-DD`, with `-eN` behind the date for an edition other than 1."""
        edition = "" if self.edition == 1 else f"-e{self.edition}"
        return f"{self.paper}/{self.issue_date.isoformat()}{edition}"

    @property
    def page_path(self) -> str:
        """`PAPER/YYYY-MM-DD/PAGE`."""
        return f"{self.issue_path}/{self.page}"


@dataclass(frozen=True, slots=True)
class PageLabel:
    """What is known of a page whose issue date is not: enough to show it, too little to give its records an address."""

    paper: str
    page: int | None = None
    issue_number: str | None = None
    page_name: str | None = None


@dataclass(frozen=True, slots=True)
class Byline:
    """The credit as printed, with its brackets (本报讯(记者乔知远))."""

    raw: str
    span: Span
    rule: str
    """Name of the row of the byline table that fired."""


@dataclass(frozen=True, slots=True)
class Credit:
    """One credited name: role is reporter, correspondent, intern or photographer; `name` is without padding."""

    role: str
    name: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """The time words (and the place, where printed) that open an article: 11月13日上午, 近日, 连日来."""

    raw: str
    span: Span
    place: str | None = None


@dataclass(frozen=True, slots=True)
class EventDate:
    """A date named in the text, as an interval of days, both included; None where no issue date fixes the year."""

    raw: str
    span: Span
    month_day_from: str
    """`--MM-DD`, or `YYYY-MM-DD` where the year is printed; what the text itself says."""
    month_day_to: str
    from_: date | None
    to: date | None
    rule: str


@dataclass(frozen=True, slots=True)
class DepartmentMention:
    """An office named in the record.

    `name` is canonical and without level, `level` is 区 市 省 国家, `facet` is both as one, `as_printed` is the form on the page.
    `confirmed` is False for a name of the right shape that no table knows.
    """

    name: str
    level: str
    facet: str
    as_printed: str
    confirmed: bool
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person named with a title or office."""

    name: str
    title: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, its pieces joined; `lines` are the source lines it was printed on."""

    text: str
    lines: tuple[int, ...]
    spans: tuple[Span, ...]
    """Where each piece of the text stands in the source, in order."""
    box: tuple[float, float, float, float] | None = None
    """Its place on a printed page."""


@dataclass(frozen=True, slots=True)
class Jump:
    """The words that lead to another part of the article on another page: （下转第3版）, 上接第1版."""

    raw: str
    page: int | None
    """The page they name; None where the number cannot be read."""
    record: str | None = None
    """Id of the other part, once the issue's pages are seen together."""
    headline: str | None = None
    """Headline of the other part, known with its id."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is found: an article, a caption or a notice of one page."""

    kind: Kind
    ordinal: int
    """Counted from 1 within kind and page, in the order of the page."""
    headline: str | None
    headline_span: Span | None
    paragraphs: tuple[Paragraph, ...]
    lines: tuple[LineRange, ...]
    kicker: str | None = None
    subtitle: str | None = None
    byline: Byline | None = None
    credits: tuple[Credit, ...] = ()
    dateline: Dateline | None = None
    event_dates: tuple[EventDate, ...] = ()
    departments: tuple[DepartmentMention, ...] = ()
    people: tuple[Person, ...] = ()
    box: tuple[float, float, float, float] | None = None
    head_box: tuple[float, float, float, float] | None = None
    """Of a printed page: the place of the titles and of the writers' line, without the text."""
    photo_box: tuple[float, float, float, float] | None = None
    """Of a caption on a printed page: around the photo that it speaks of, or around all of them; None where none was found."""
    continues_to: Jump | None = None
    continued_from: Jump | None = None
    warnings: tuple[ParseWarning, ...] = ()
    byline_line: Span | None = None
    """Where a byline stands that has a line of its own and so is in no paragraph."""

    def names(self, role: str) -> tuple[str, ...]:
        """The names credited in this role, each once, in the order of the page."""
        return tuple(dict.fromkeys(credit.name for credit in self.credits if credit.role == role))

    @property
    def body(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line of the page that belongs to no record: masthead, slogan, QR-code text, page name."""

    text: str
    lines: LineRange
    reason: str


@dataclass(frozen=True, slots=True)
class PrintedSize:
    """How large a page is that has a picture, in points (1/72 inch), upright and deskewed: what the boxes of its records count in."""

    width: float
    height: float
    skew: float = 0.0
    """Degrees, counter-clockwise, by which the scan was turned before it was set straight."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """How the characters of a printed page were had: read from its text layer, or recognised on its picture."""

    recognised: bool
    confidence: float | None
    """Mean of the recognised characters, 0 to 1; None for a text layer, and for a page without a character."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page, understood: its records in order, its furniture, and what stayed unassigned."""

    identity: IssueIdentity | None
    """None only for `parse` without an issue date."""
    records: tuple[Record, ...]
    furniture: tuple[Furniture, ...]
    warnings: tuple[ParseWarning, ...]
    coverage: float
    """Share of the page's characters (lines without outer blanks) that stand in exactly one record or in furniture."""
    label: PageLabel | None = None
    """Set where `identity` is None."""
    text: str | None = None
    """The text that spans and lines of a printed page count in, a printed line a line; None where the source is the text itself."""
    printed: PrintedSize | None = None
    """None for a page of a text or of a `.jsonl`, which has no picture."""
    line_boxes: tuple[tuple[float, float, float, float], ...] = ()
    """Of a printed page: where each line of `text` is printed."""
    pictures: tuple[tuple[float, float, float, float], ...] = ()
    """Of a printed page: its photographs and drawings; what stands in them is not read."""
    recognition: Recognition | None = None
    """None where `printed` is."""


@dataclass(frozen=True, slots=True)
class FolderFacts:
    """What the `bulletin.toml` of a source's folder says of its path, as plain values."""

    issue_date: date | None = None
    page: int | None = None
    page_name: str | None = None
    page_names: tuple[tuple[int, str], ...] = ()
    """Page number and section name, for pages that print no name."""
    unmatched: tuple[str, ...] = ()
    """Keys whose patterns do not fit the path."""


NO_FACTS = FolderFacts()


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be taken in: where, at which step, why, and what to do, in both languages."""

    source: str
    step: str
    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class ParsedSource:
    """One source file with the pages read from it."""

    source: str
    sha256: str
    encoding: str
    pages: tuple[Page, ...] = field(default=())
    reader: str = "text"
