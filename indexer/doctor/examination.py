"""The whole examination, in order. Starts no engine and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.catalog import Originals, has_catalog, open_catalog
from indexer.doctor.finding import Finding, Verdict
from indexer.doctor.index import examine_index
from indexer.doctor.surroundings import examine_engine, examine_home, examine_vocabulary
from indexer.doctor.truth import examine_catalog, examine_corrections, examine_originals, examine_page_images
from indexer.errors import ArchiveError
from indexer.extract.vocabulary import shipped
from indexer.ingest.rereading import reading_of
from indexer.settings import Settings


def examine(settings: Settings, *, full: bool) -> Iterator[Finding]:
    """Every finding; `full` also reads and hashes every original, and has SQLite compare its indices."""
    yield from examine_home(settings)
    vocabulary, finding = examine_vocabulary(settings)
    yield finding
    client, finding = examine_engine(settings)
    yield finding
    # Without the archive's own tables the corrections can still be looked at, with the shipped ones.
    reading = reading_of(Originals.of(settings.home), settings, vocabulary or shipped())
    try:
        with open_catalog(settings.home, write=False) as catalog:
            for found in examine_catalog(catalog, vocabulary, full=full):
                yield found
                if found.verdict is Verdict.FAULT:
                    return
            yield from examine_originals(catalog, settings.home, full=full)
            yield from examine_page_images(catalog, settings.home)
            yield from examine_corrections(catalog, reading)
            if client is not None:
                yield from examine_index(client, settings, catalog, reading)
    except ArchiveError as error:
        yield Finding("目录库", Verdict.FAULT if has_catalog(settings.home) else Verdict.NOTE, error.zh)
