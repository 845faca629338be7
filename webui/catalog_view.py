"""What the catalog knows and the index does not: when an issue last changed.

The site works without a catalog (a cluster elsewhere, a copy of the index): then nothing of this is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import structlog

from indexer.catalog import has_catalog, open_catalog
from indexer.errors import ArchiveError

log = structlog.get_logger()


class CatalogView:
    """Asks the catalog of an archive home; it is opened anew each time."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def last_changes(self, first: date | None = None, last: date | None = None) -> Mapping[str, str]:
        """By issue, `PAPER/YYYY-MM-DD`, when it last changed (UTC, ISO 8601), of those of these days; nothing where it is not known."""
        if not has_catalog(self._home):
            return {}
        try:
            with open_catalog(self._home, write=False) as catalog:
                return catalog.issues.last_changes(first, last)
        except ArchiveError as error:
            log.warning("no times of changes", reason=error.en)
            return {}
