"""The rows of the catalog as values."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from indexer.model import IssueIdentity, PrintedSize


class State(StrEnum):
    """What became of a page (or of a file that gave no page) in a batch."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DEFERRED = "deferred"
    DUPLICATE = "duplicate"
    FAILED = "failed"


class Role(StrEnum):
    """Why an index follows the catalog: searches read it, a rebuild is filling it, or it waits for a rollback."""

    LIVE = "live"
    BUILDING = "building"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Batch:
    """One run of `ingest`; times are UTC in ISO 8601, `options` is JSON."""

    id: int
    name: str
    started_at: str
    finished_at: str | None
    options: str = "{}"
    purged_at: str | None = None


@dataclass(frozen=True, slots=True)
class PageVersion:
    """One version of one page: which source it came from, how that was read, and which records it gave."""

    identity: IssueIdentity
    version: int
    source_sha256: str
    source_name: str
    place_in_source: int
    batch_id: int
    digest: str
    record_ids: tuple[str, ...]
    warning_count: int
    coverage: float
    parser_version: str
    read_options: str = "{}"
    """How the source was read, as JSON; `{}` for versions of before this was kept."""
    vocabulary_sha256: str = ""
    printed: PrintedSize | None = None
    """Of a page that has a picture."""
    id: int = 0
    """Row number; 0 until it is stored."""


@dataclass(frozen=True, slots=True)
class PageRow:
    """An address of the archive: its current version (None when withdrawn), its revision, every id it ever gave."""

    id: int
    path: str
    current: int | None
    revision: int
    known_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page with what it shows by itself; `documents` is None where they have to be read again, or nothing is shown."""

    page: PageRow
    identity: IssueIdentity
    source_name: str
    batch_id: int
    record_ids: tuple[str, ...]
    documents: tuple[bytes, ...] | None
    layered: bool
    """True when its issue has jumps or corrections, so that it cannot be told from this page alone what it shows."""


@dataclass(frozen=True, slots=True)
class PageSummary:
    """What two archives with the same contents have in common of a page; empty after `versions` when it shows nothing."""

    path: str
    versions: int
    digest: str
    source_sha256: str
    record_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FollowedIndex:
    """An index that follows the catalog; `settings_before` is what a large load has to restore, as JSON."""

    uuid: str
    name: str
    role: Role
    settings_before: str | None = None


@dataclass(frozen=True, slots=True)
class UnconfirmedName:
    """A name of the shape of an office that no table knew, in one record: how often, and the sentence around its first mention."""

    record_id: str
    name: str
    level: str
    as_printed: str
    mentions: int
    context: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A line of the report of a batch: a page's state, or why a file (a line of it, a record of it) gave none."""

    source_name: str
    state: State
    page_path: str | None = None
    code: str | None = None
    zh: str | None = None
    en: str | None = None
    path: str | None = None
    """The file on disk, with `!/` before the entry of a zip."""
    record: str | None = None
    """The line of a `.jsonl` file, or the id of the record that was refused."""

    def as_row(self) -> tuple[str | None, ...]:
        """The values of `OUTCOME_COLUMNS`, in that order."""
        return (self.source_name, self.state.value, self.page_path, self.code, self.zh, self.en, self.path, self.record)

    @classmethod
    def of_row(cls, row: Sequence[str]) -> Outcome:
        """The outcome with these values of `OUTCOME_COLUMNS`."""
        name, state, *rest = row
        return cls(name, State(state), *rest)


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue that the archive shows: its pages in order, and the number of the issue that each of them prints."""

    paper: str
    issue_date: date
    edition: int
    pages: tuple[int, ...]
    numbers: tuple[str | None, ...]
    records: int
    warnings: int

    @property
    def path(self) -> str:
        """`PAPER/YYYY-MM-DD`, with `-eN` behind the date for an edition other than 1."""
        return IssueIdentity(self.paper, self.issue_date, 1, self.edition).issue_path

    @property
    def issue_number(self) -> str | None:
        """The number of most pages, the first of them among equals."""
        given = [number for number in self.numbers if number]
        return max(given, key=given.count, default=None)


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A version of a page as its issue and its batch list it; times are UTC in ISO 8601."""

    identity: IssueIdentity
    version: int
    records: int
    warnings: int
    coverage: float
    source_name: str
    source_sha256: str
    place_in_source: int
    batch: str
    added_at: str
    withdrawn_at: str | None
    shown: bool
    """True for the version that the archive shows."""


OUTCOME_COLUMNS = "source_name, state, page_path, code, zh, en, path, record"
"""The columns of an outcome wherever outcomes are kept: in the catalog, and in the private file of a run."""


def printed_identity(row: sqlite3.Row) -> IssueIdentity:
    """The page that a row of a page version names, with the issue number and the page name that it prints."""
    return IssueIdentity(
        row["paper"],
        date.fromisoformat(row["issue_date"]),
        row["page"],
        row["edition"],
        row["issue_number"],
        row["page_name"],
    )
