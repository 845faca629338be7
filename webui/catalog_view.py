"""What the catalog knows and the index does not: when an issue last changed, and what was in the archive and was taken back.

The site works without a catalog (a cluster elsewhere, a copy of the index): then nothing of this is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import structlog

from indexer.catalog import IssueIdentity, has_catalog, open_catalog
from indexer.errors import ArchiveError

log = structlog.get_logger()

_ADDRESS = re.compile(
    r"/(?:api/v1/(?:records|pages|issues)/)?(?P<paper>[a-z0-9][a-z0-9-]{0,31})/(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?:-e(?P<edition>[1-9][0-9]{0,2}))?(?:/(?P<page>[1-9][0-9]{0,3})(?:/(?P<record>[acn][1-9][0-9]{0,4}))?)?(?:[./].*)?"
)
"""An issue, a page or a record, with whatever form of it follows (.json, page.webp)."""


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

    def withdrawn(self, path: str) -> str | None:
        """The issue, page or record that this address of the site means, where it was in the archive; None where it never was.

        To be asked of what is not there now.
        """
        address = _ADDRESS.fullmatch(path)
        if address is None or not has_catalog(self._home):
            return None
        try:
            day = date.fromisoformat(address["day"])
        except ValueError:
            return None
        identity = IssueIdentity(address["paper"], day, int(address["page"] or 1), int(address["edition"] or 1))
        try:
            with open_catalog(self._home, write=False) as catalog:
                if not address["page"]:
                    entries = catalog.issues.entries(identity)
                    return identity.issue_path if entries and not any(entry.shown for entry in entries) else None
                row, version = catalog.pages.row(identity), catalog.pages.current(identity)
        except ArchiveError as error:
            log.warning("withdrawn records not known", reason=error.en)
            return None
        if row is None:
            return None
        if not address["record"]:
            return identity.page_path if version is None else None
        record = f"{identity.page_path}/{address['record']}"
        shown = version.record_ids if version else ()
        return record if record in row.known_ids and record not in shown else None
