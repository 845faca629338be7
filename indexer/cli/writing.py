"""What commands that write need open at once: the settings, the catalog, the engine, and how pages are read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from indexer.archive_vocabulary import vocabulary_of
from indexer.catalog import Catalog, Originals, open_catalog
from indexer.engine import lasting_engine
from indexer.errors import CatalogError
from indexer.following import Reading
from indexer.ingest.rereading import reading_of
from indexer.load import Connection, connection_to
from indexer.settings import Settings


@dataclass(frozen=True, slots=True)
class Writing:
    """An archive that is open for a command that writes."""

    settings: Settings
    catalog: Catalog
    connection: Connection
    reading: Reading


@contextmanager
def writing(settings: Settings) -> Iterator[Writing]:
    """The archive of these settings; raises CatalogError when nothing was ever ingested into it, and what the engine raises."""
    if not (settings.home / "catalog.sqlite").is_file():
        raise CatalogError(
            f"{settings.home} 里还没有收录任何内容。请先用 bulletin ingest 收录。",
            f"nothing was ingested into {settings.home} yet",
        )
    reading = reading_of(Originals(settings.home / "originals"), settings, vocabulary_of(settings.home))
    with open_catalog(settings.home, write=True) as catalog, lasting_engine(settings) as engine:
        yield Writing(settings, catalog, connection_to(engine), reading)
