"""Addresses of what was taken out of the archive: the catalog remembers them, so that a dead link is told from a slip of the pen."""

from __future__ import annotations

from pathlib import Path

import structlog

from indexer.catalog import Catalog, IssueIdentity, has_catalog, open_catalog
from indexer.errors import ArchiveError, Withdrawn
from webui.addresses import address_of

log = structlog.get_logger()


def withdrawn(home: Path, path: str) -> Withdrawn | None:
    """What stood at this address and was taken out; None where nothing did, and where the catalog cannot say."""
    address = address_of(path)
    if address is None or not address.is_whole or not has_catalog(home):
        return None
    issue = address.issue
    identity = IssueIdentity(issue.paper, issue.issue_date, address.page or 1, issue.edition)
    try:
        with open_catalog(home, write=False) as catalog:
            if not address.page:
                return _issue(catalog, identity)
            return _record(catalog, identity, address.record) if address.record else _page(catalog, identity)
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
