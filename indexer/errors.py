"""One error tree for the whole archive; no HTTP in it.

Every error carries the same sentence twice: in Chinese for archivists and readers (`zh`), in English for logs and programs
(`str(error)`). A sentence says what is wrong, where, and what to do. Two tables elsewhere map the classes: to status codes in
`webui/errors.py`, to exit codes in `indexer/cli/`.
"""

from __future__ import annotations

from typing import ClassVar


class ArchiveError(Exception):
    """Base of all errors of the archive."""

    code: ClassVar[str] = "archive_error"

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


class SettingsError(ArchiveError):
    """A setting has a value that cannot be used."""

    code = "bad_setting"


class SourceError(ArchiveError):
    """A source file cannot be turned into pages."""

    code = "bad_source"


class SourceUnreadable(SourceError):
    """The file does not exist, is no regular file, may not be read, or is of a format that no reader knows."""

    code = "source_unreadable"


class SourceChanged(SourceError):
    """The file is still being written, or was written to while it was read."""

    code = "still_written"


class EncodingUnknown(SourceError):
    """The bytes are text in no encoding that the archive knows."""

    code = "encoding_unknown"


class IssueDateMissing(SourceError):
    """Neither the caller, the name nor the masthead says which issue the page belongs to."""

    code = "issue_date_missing"


class SourceTooLarge(SourceError):
    """The file, or what a zip unpacks to, is more than a source may be."""

    code = "source_too_large"


class PageImageFailed(SourceError):
    """No picture of a page can be made from its source."""

    code = "page_image_failed"


class ReaderTimedOut(SourceError):
    """A page of the file takes its reader longer than a page may."""

    code = "reader_timed_out"


class ReaderOutOfMemory(SourceError):
    """A page of the file takes its reader more memory than it may."""

    code = "reader_out_of_memory"


class ReaderDied(SourceError):
    """The process that read the file came to a sudden end; the file is probably damaged."""

    code = "reader_died"


class ReaderFailed(SourceError):
    """A library that read the file raised what nobody expected."""

    code = "reader_failed"


class ReaderMissing(SourceError):
    """The library that reads this format is not installed."""

    code = "reader_missing"


class FolderSettingsError(SourceError):
    """A `bulletin.toml` cannot be read, or says what cannot be; the files of its folder are not taken in."""

    code = "bad_folder_settings"


class EngineError(ArchiveError):
    """Base of everything that is wrong with Elasticsearch."""

    code = "engine_error"


class EngineUnavailable(EngineError):
    """No engine answers at the address where one is expected."""

    code = "engine_unavailable"


class EngineStartFailed(EngineError):
    """The embedded engine was started and did not become healthy."""

    code = "engine_start_failed"


class EngineFetchFailed(EngineError):
    """The parts of the embedded engine could not be fetched or do not have the locked hashes."""

    code = "engine_fetch_failed"


class EngineRefused(EngineError):
    """The engine answers and refuses: bad password, wrong version, missing plugin."""

    code = "engine_refused"


class IndexMissing(EngineError):
    """The alias points to no index: nothing was ingested yet, or the index was removed."""

    code = "index_missing"


class IndexStale(EngineError):
    """The index was made with another schema: it can be searched and takes nothing new until it is made again."""

    code = "index_stale"


class RebuildFailed(EngineError):
    """A new index is not what the catalog says; the one before stays in use."""

    code = "rebuild_failed"


class CatalogError(ArchiveError):
    """The catalog cannot be opened, or was written by another version."""

    code = "catalog_error"


class DiskFull(CatalogError):
    """The disk of the archive home is full; what was written before is whole."""

    code = "disk_full"


class BackupError(ArchiveError):
    """A backup cannot be made, read or restored."""

    code = "backup_failed"


class CorrectionError(ArchiveError):
    """A correction cannot be made: unknown record or field, a value that cannot be, nothing that would change, nothing to undo."""

    code = "bad_correction"


class QueryError(ArchiveError):
    """A parameter of a search has a value that cannot be used; `field` names the parameter."""

    code = "bad_query"

    def __init__(self, zh: str, en: str, field: str) -> None:
        super().__init__(zh, en)
        self.field = field


class NotInArchive(ArchiveError):
    """No record, page or issue has this address."""

    code = "not_found"


class Withdrawn(NotInArchive):
    """A record, page or issue had this address, and was taken back."""

    code = "withdrawn"


class RecordMoved(NotInArchive):
    """A correction joined the record to another one, moved it or made it another kind: `now` is the id it has, `former` what was asked."""

    code = "moved"

    def __init__(self, former: str, now: str) -> None:
        super().__init__(f"条目 {former} 现在是 {now}。", f"the record {former!r} is {now!r} now")
        self.former = former
        self.now = now


class TooBusy(ArchiveError):
    """So many exports are under way that one more would slow down all; waiting helps."""

    code = "too_busy"
