"""The rows of the catalog as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from indexer.model import IssueIdentity


class State(StrEnum):
    """What became of a page (or of a file that gave no page) in a batch."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DEFERRED = "deferred"
    DUPLICATE = "duplicate"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Batch:
    """One run of `ingest`; times are UTC in ISO 8601."""

    id: int
    name: str
    started_at: str
    finished_at: str | None


@dataclass(frozen=True, slots=True)
class PageVersion:
    """One version of one page: which source it came from and which records it gave."""

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
    loaded_index: str | None
    id: int = 0
    """Row number; 0 until it is stored."""


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
    """A line of the report of a batch: a page's state, or why a file gave none."""

    source_name: str
    state: State
    page_path: str | None = None
    code: str | None = None
    zh: str | None = None
    en: str | None = None
