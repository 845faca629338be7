"""A record, a page, an issue and the calendar."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, Field
from typing_extensions import TypedDict

CLOSED = ConfigDict(extra="forbid")
"""No key that is not named."""

Kind = Literal["article", "caption", "notice"]
Day = Annotated[str, Field(description="YYYY-MM-DD, a calendar day without a time zone.", json_schema_extra={"format": "date"})]
Path = Annotated[str, Field(description="Address on this site, from its root.", pattern="^/")]
RecordId = Annotated[str, Field(description="PAPER/YYYY-MM-DD/PAGE/a3; an edition other than 1 as YYYY-MM-DD-e2.")]


class Byline(TypedDict, total=False):
    raw: str
    span: list[int]


class Dateline(TypedDict, total=False):
    raw: str
    place: str | None


EventDate = TypedDict("EventDate", {"raw": str, "from": str | None, "to": str | None}, total=False)


class Department(TypedDict, total=False):
    """A mention of an office."""

    name: Annotated[str, Field(description="Canonical name without its level.")]
    level: str | None
    facet: Annotated[str, Field(description="Level and name as one: the value of facet and filter.")]
    as_printed: str
    confirmed: bool


class Person(TypedDict, total=False):
    """A person named with a title."""

    name: str
    title: str


class Warning(TypedDict, total=False):
    """What the parser is not sure of."""

    code: str
    lines: list[int]
    note: str


class Jump(TypedDict, total=False):
    """Where an article goes on, or where it comes from."""

    raw: str
    page: int | None
    id: RecordId | None
    headline: str | None


class Source(TypedDict):
    """Where a record comes from."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    name: str | None
    sha256: str | None
    reader: Annotated[str | None, Field(description="text, pdf, ocr, docx …")]
    encoding: str | None
    batch: str | None
    parser_version: str | None


class SimilarRecord(TypedDict):
    """A record that reports the same things."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    id: RecordId
    kind: Kind
    headline: str | None
    issue_date: Day
    page: int
    page_name: str | None
    url: Path


class RecordAnswer(TypedDict):
    """A record, whole."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    id: RecordId
    url: Path
    paper: str
    issue_date: Day
    edition: int
    issue_number: str | None
    page: int
    page_name: str | None
    kind: Kind
    headline: str | None
    kicker: str | None
    subtitle: str | None
    byline: Byline | None
    reporters: list[str]
    correspondents: list[str]
    interns: list[str]
    photographers: list[str]
    contributors: Annotated[list[str], Field(description="Everybody credited, in any role.")]
    dateline: Dateline | None
    event_dates: Annotated[
        list[EventDate], Field(description="Days named in the text; `from` and `to` null where not resolved.")
    ]
    departments: list[Department]
    people: list[Person]
    paragraphs: list[str]
    lines: Annotated[list[list[int]], Field(description="Stretches of lines of the source, first and last included.")]
    box: Annotated[list[float] | None, Field(description="x0, y0, x1, y1 on the printed page, in points.")]
    photo_box: Annotated[
        list[float] | None, Field(description="Of a caption: the same, around its photo or photos; null where not known.")
    ]
    continues_to: Jump | None
    continued_from: Jump | None
    warnings: list[Warning]
    corrections: NotRequired[list[dict[str, Any]]]
    same_text: NotRequired[Annotated[list[RecordId], Field(description="Records that print the same text elsewhere.")]]
    similar: NotRequired[list[SimilarRecord]]
    source: Source


class Picture(TypedDict):
    """The picture of a printed page."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    small: Path
    large: Path
    width: Annotated[float, Field(description="Of the page, in points: what boxes count in.")]
    height: float


class PageAnswer(TypedDict):
    """A page with its records in printed order."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    paper: str
    issue_date: Day
    edition: int
    issue_number: str | None
    page: int
    page_name: str | None
    url: Path
    issue: Annotated[Path, Field(description="The issue's address.")]
    pages: Annotated[list[int], Field(description="All pages of the issue that are in the archive.")]
    picture: Picture | None
    records: list[RecordAnswer]


class RecordLine(TypedDict):
    """A record in the list of its page."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    id: RecordId
    kind: Kind
    headline: str | None
    url: Path


class PageLine(TypedDict):
    """A page in the list of its issue."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    page: int
    page_name: str | None
    url: Path
    records: list[RecordLine]


class IssueLine(TypedDict):
    """An issue in the calendar."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    paper: str
    issue_date: Day
    edition: int
    issue_number: str | None
    pages: list[int]
    records: int
    url: Path


class IssueAnswer(TypedDict):
    """An issue as its pages."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    paper: str
    issue_date: Day
    edition: int
    issue_number: str | None
    url: Path
    manifest: Annotated[Path, Field(description="IIIF Presentation 3 manifest.")]
    pages: list[PageLine]
    previous: Annotated[IssueLine | None, Field(description="The issue of the paper before this one.")]
    next: IssueLine | None


class CalendarAnswer(TypedDict):
    """The issues of a time, newest first."""

    __pydantic_config__ = CLOSED  # type: ignore[misc]
    total: int
    issues: list[IssueLine]
