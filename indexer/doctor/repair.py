"""What can be mended from the truth on disk is mended: the index made to say what the catalog says, left-overs taken away."""

from __future__ import annotations

import time
from dataclasses import dataclass

from indexer.catalog import Catalog, Originals
from indexer.following import Follower, Reading, compare, live_index, restore_settings
from indexer.indices import current_index
from indexer.ingest.parsing import all_cores
from indexer.load import Connection, remove_strangers
from indexer.page_images.making import make_missing
from indexer.page_images.store import PageImageStore
from indexer.settings import Settings

STRANGERS = 500
"""Records that are removed in one request."""
OLD_SECONDS = 3600.0
"""A part of a file that nobody has written to for so long belongs to no run that is under way."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did."""

    parts: int
    """Half-written files taken away."""
    settings: tuple[str, ...]
    """Indices whose settings were set back."""
    pages: int
    """Pages loaded again."""
    refused: tuple[str, ...]
    """Records that the engine refused."""
    strangers: int
    """Records removed that no page of the catalog ever gave."""
    images: int
    """Pictures of pages made again."""
    image_failures: tuple[str, ...]
    """Why there are others that cannot be made; in Chinese."""


def repair(settings: Settings, catalog: Catalog, connection: Connection, reading: Reading) -> Repaired:
    """Loads what is pending, sets back what a large load has left, draws missing pictures, takes half-written files away; nothing that is truth is touched.

    Raises IndexStale when the index was made with another schema (a rebuild is the remedy), and what the engine raises.
    """
    parts = 0
    for path in (*Originals.of(settings.home).leftovers(), *PageImageStore.of(settings.home).leftovers()):
        if time.time() - path.stat().st_mtime > OLD_SECONDS:
            path.unlink(missing_ok=True)
            parts += 1
    made = make_missing(catalog, settings.home, all_cores())
    live_index(connection.client(), settings, catalog)
    restored = restore_settings(connection, catalog)
    client = connection.client()
    live = current_index(client, settings)
    # What is pending is loaded first; what then differs was changed by somebody else.
    with Follower(catalog, connection, reading) as follower:
        pending = follower.follow()
    comparison = compare(catalog, client, live, reading)
    with catalog.transaction():
        for page_id, version in comparison.pages():
            catalog.pages.raise_above(page_id, version)
    strangers = tuple(comparison.strangers())
    for start in range(0, len(strangers), STRANGERS):
        remove_strangers(connection, live.name, strangers[start : start + STRANGERS])
    with Follower(catalog, connection, reading) as follower:
        differing = follower.follow()
    refused = dict.fromkeys(rejection.id for rejection in (*pending.refused, *differing.refused))
    failures = tuple(failure.zh for failure in made.failures)
    return Repaired(parts, restored, pending.pages + differing.pages, tuple(refused), len(strangers), made.made, failures)
