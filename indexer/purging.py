"""A batch taken back: what it brought is searched no more, what was there before it is shown again, nothing is deleted from disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.catalog import Batch, Catalog
from indexer.following import Follower, Reading
from indexer.load import Connection


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """What became of the pages of purged batches."""

    withdrawn: int
    """Pages that show nothing any more."""
    restored: int
    """Pages that show again what an earlier batch brought."""
    kept: int
    """Pages that another batch has replaced since; they stay as they are."""
    refused: tuple[str, ...]
    """Records of restored pages that the engine refused."""


def purge(catalog: Catalog, connection: Connection, reading: Reading, batches: Sequence[Batch]) -> PurgeReport:
    """Withdraws the pages of these batches, all in one transaction, and has the index follow; doing it again changes nothing.

    Raises EngineError when the index cannot follow now: the catalog has the change, and the next command goes on.
    """
    changed: dict[int, None] = {}
    brought: set[str] = set()
    with catalog.transaction():
        for batch in batches:
            brought |= {version.identity.page_path for version in catalog.pages.of_batch(batch.id)}
            changed |= dict.fromkeys(catalog.pages.withdraw(batch.id))
            catalog.batches.mark_purged(batch.id)
        rows = [catalog.pages.row_of(page) for page in changed]
        linked: set[int] = set()
        for identity in {catalog.pages.identity_of(page) for page in changed}:
            # The other pages of the issue lose a part of an article, or a record that was moved there.
            linked |= {page for page, _ in catalog.pages.issue(identity)}
        catalog.pages.touch(linked.difference(changed))
    with Follower(catalog, connection, reading) as follower:
        refused = tuple(rejection.id for rejection in follower.follow().refused)
    withdrawn = sum(row.current is None for row in rows)
    return PurgeReport(withdrawn, len(rows) - withdrawn, len(brought) - len(rows), refused)
