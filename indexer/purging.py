"""A batch taken back: what it brought is searched no more, what was there before it is shown again, nothing is deleted from disk."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.catalog import Batch, Catalog
from indexer.errors import NotInArchive
from indexer.following import Follower, Reading
from indexer.load import Connection


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """What became of the pages of a purged batch."""

    batch: Batch
    withdrawn: int
    """Pages that show nothing any more."""
    restored: int
    """Pages that show again what an earlier batch brought."""
    kept: int
    """Pages that a later batch has replaced since; they stay as they are."""


def find_batch(catalog: Catalog, name: str) -> Batch:
    """The batch of this name or number; raises NotInArchive."""
    batch = catalog.batches.find(name)
    if batch is None:
        raise NotInArchive(f"没有名为 {name} 的批次。可用的见 bulletin batch list。", f"there is no batch {name}")
    return batch


def purge(catalog: Catalog, connection: Connection, reading: Reading, batch: Batch) -> PurgeReport:
    """Withdraws the pages of a batch, all in one transaction, and has the index follow; doing it again changes nothing.

    Raises EngineError when the index cannot follow now: the catalog has the change, and the next command goes on.
    """
    with catalog.transaction():
        brought = {version.identity.page_path for version in catalog.pages.of_batch(batch.id)}
        changed = catalog.pages.withdraw(batch.id)
        rows = [catalog.pages.row_of(page) for page in changed]
        linked: set[int] = set()
        for identity in {catalog.pages.identity_of(page) for page in changed}:
            linked |= {page for page, _ in catalog.pages.issue(identity)}
        catalog.pages.touch(linked.difference(changed))
        catalog.batches.mark_purged(batch.id)
    with Follower(catalog, connection, reading) as follower:
        for _ in follower.drain():
            pass
    withdrawn = sum(row.current is None for row in rows)
    return PurgeReport(batch, withdrawn, len(rows) - withdrawn, len(brought) - len(rows))
