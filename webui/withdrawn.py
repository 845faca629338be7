"""Addresses of what was taken out of the archive: the catalog remembers them, so that a dead link is told from a slip of the pen."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import structlog

from indexer.catalog import Catalog, IssueIdentity, has_catalog, open_catalog
from indexer.errors import ArchiveError, Withdrawn

log = structlog.get_logger()

_ADDRESS = re.compile(
    r"(?:/api/v1/(?:records|pages|issues))?/(?P<paper>[a-z0-9][a-z0-9-]{0,31})/(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:-e(?P<edition>[1-9][0-9]{0,2}))?"
    r"(?:/(?P<page>[1-9][0-9]{0,3})(?:/(?P<record>[acn][1-9][0-9]{0,4})(?:\.[a-z0-9.-]+)?)?)?(?:/|/manifest\.json|/page(?:-small)?\.webp)?"
)


def issue_day(path: str) -> date | None:
    """The day of the issue that an address is of; None for other addresses."""
    match = _ADDRESS.fullmatch(path)
    try:
        return date.fromisoformat(match["day"]) if match else None
    except ValueError:
        return None


def withdrawn(home: Path, path: str) -> Withdrawn | None:
    """What stood at this address and was taken out; None where nothing did, and where the catalog cannot say."""
    match, day = _ADDRESS.fullmatch(path), issue_day(path)
    if match is None or day is None or not has_catalog(home):
        return None
    identity = IssueIdentity(match["paper"], day, int(match["page"] or 1), int(match["edition"] or 1))
    try:
        with open_catalog(home, write=False) as catalog:
            if not match["page"]:
                return _issue(catalog, identity)
            return _record(catalog, identity, match["record"]) if match["record"] else _page(catalog, identity)
    except ArchiveError as error:
        log.warning("withdrawn pages not looked up", reason=error.en)
        return None


def _issue(catalog: Catalog, identity: IssueIdentity) -> Withdrawn | None:
    entries = catalog.issues.entries(identity)
    if not entries or any(entry.shown for entry in entries):
        return None
    return Withdrawn("这一期曾经收录，现在已经撤下。", f"the issue {identity.issue_path} was withdrawn")


def _page(catalog: Catalog, identity: IssueIdentity) -> Withdrawn | None:
    row = catalog.pages.row(identity)
    if row is None or row.current is not None:
        return None
    return Withdrawn("这一版曾经收录，现在已经撤下。", f"the page {identity.page_path} was withdrawn")


def _record(catalog: Catalog, identity: IssueIdentity, record: str) -> Withdrawn | None:
    row, shown = catalog.pages.row(identity), catalog.pages.current(identity)
    name = f"{identity.page_path}/{record}"
    if row is None or name not in row.known_ids or (shown is not None and name in shown.record_ids):
        return None
    return Withdrawn("这一条曾经收录，现在已经撤下，或者在重新收录后并入了别的条目。", f"the record {name} was withdrawn")
