"""What offices are called, for those who search: every form with the canonical name, shipped and own tables of the archive together.

The one door through which the site looks into the vocabulary; see docs/adr/0009-names-in-search.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import structlog

from indexer.archive_vocabulary.home import DEPARTMENTS, FOLDER, MERGED, REJECTED, vocabulary_of
from indexer.extract.vocabulary import VocabularyError, shipped

log = structlog.get_logger()


class OfficeForms:
    """Called, it gives every form of every office with the canonical name without level; the same mapping until a table changes."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._seen: tuple[tuple[int, int] | None, ...] | None = None
        self._forms: Mapping[str, str] = {}

    def __call__(self) -> Mapping[str, str]:
        """The forms by now. A slip in a table of the archive must not take searches away: the shipped table counts meanwhile."""
        state = tuple(_state(self._home / FOLDER / name) for name in (DEPARTMENTS, MERGED, REJECTED))
        if state != self._seen:
            try:
                vocabulary = vocabulary_of(self._home)
            except VocabularyError as error:
                log.warning("vocabulary not read", reason=error.en)
                vocabulary = shipped()
            self._forms = {form: row.name for form, row in vocabulary.by_form.items()}
            self._seen = state
        return self._forms


def _state(path: Path) -> tuple[int, int] | None:
    """What changes when the file does: time of change and size; None for no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
