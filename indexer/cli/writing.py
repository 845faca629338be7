"""What commands that write need open at once: the settings, the catalog, the engine, and how pages are read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from indexer.catalog import Catalog, has_catalog, open_catalog
from indexer.engine import lasting_engine
from indexer.errors import CatalogError
from indexer.following import Reading
from indexer.ingest.rereading import reading_in
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
def filled_catalog(settings: Settings) -> Iterator[Catalog]:
    """The catalog, open for writing; raises CatalogError when nothing was ever ingested into it: no command but `ingest` makes one."""
    if not has_catalog(settings.home):
        raise CatalogError(
            f"{settings.home} 里还没有收录任何内容。请先用 bulletin ingest 收录。",
            f"nothing was ingested into {settings.home} yet",
        )
    with open_catalog(settings.home, write=True) as catalog:
        yield catalog


@contextmanager
def writing(settings: Settings) -> Iterator[Writing]:
    """The archive of these settings, with a running engine; raises as `filled_catalog`, and what the engine raises."""
    reading = reading_in(settings)
    with filled_catalog(settings) as catalog, lasting_engine(settings) as engine:
        yield Writing(settings, catalog, connection_to(engine), reading)
