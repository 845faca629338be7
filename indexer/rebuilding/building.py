"""A new index beside the live one, from the catalog; compared with it and put in its place in one step."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

import structlog

from indexer.addresses import identity_of
from indexer.archive_vocabulary import vocabulary_of
from indexer.catalog import Catalog, FollowedIndex, Originals, Role
from indexer.engine import translate_errors
from indexer.errors import RebuildFailed
from indexer.extract.vocabulary import Vocabulary
from indexer.following import Follower, Reading, corrected_issue
from indexer.indices import create_index, list_indices
from indexer.ingest.parsing import all_cores
from indexer.ingest.rereading import reading_of
from indexer.load import Connection, Rejection
from indexer.page_images.making import Made, make_missing
from indexer.rebuilding.golden import Differing, differing, draw, missed, own_queries
from indexer.rebuilding.reparse import Reparsed, reparse
from indexer.rebuilding.switch import move_alias
from indexer.settings import Settings

log = structlog.get_logger()

Progress = Callable[[str, int, int], None]
"""Called with the step (`reparse`, `load`), how many pages are done, and of how many (0: not known)."""


@dataclass(slots=True)
class RebuildReport:
    """What a rebuild did."""

    index: str = ""
    before: str | None = None
    pages: int = 0
    records: int = 0
    reparsed: int = 0
    """Pages that read differently now."""
    unreadable: list[Reparsed] = field(default_factory=list)
    """Pages whose source no longer gives them; they are as they were."""
    refused: list[Rejection] = field(default_factory=list)
    differing: tuple[Differing, ...] = ()
    """The archivist's own queries whose totals are others than before."""
    golden: int = 0
    """Fragments that the new index was asked for, all of them found."""
    images: Made = field(default_factory=Made)
    """Pictures of pages that were missing."""
    seconds: float = 0.0


def rebuild(settings: Settings, connection: Connection, catalog: Catalog, progress: Progress | None = None) -> RebuildReport:
    """Makes the index anew; the live one serves until the new one is complete and then waits for a rollback.

    A rebuild that was cut off is taken up where it was. Raises RebuildFailed when the new index is not what the catalog says: the live
    one stays, the new one is removed.
    """
    started = time.monotonic()
    vocabulary = vocabulary_of(settings.home)
    reading = reading_of(Originals.of(settings.home), settings, vocabulary)
    report = RebuildReport()
    tell = progress or (lambda *_: None)
    index = _index(settings, connection, catalog)
    report.index = index.name
    _reparse(catalog, settings, vocabulary, report, tell)
    report.images = make_missing(catalog, settings.home, all_cores())
    refused_pages = _fill(connection, catalog, reading, index, report, tell)
    while not _switch(settings, connection, catalog, reading, index, refused_pages, report):
        # Somebody ingested or corrected in the last moment.
        refused_pages = _fill(connection, catalog, reading, index, report, tell)
    report.seconds = time.monotonic() - started
    return report


def _index(settings: Settings, connection: Connection, catalog: Catalog) -> FollowedIndex:
    """The index to fill: one that a rebuild which was cut off has begun today's way, else a new one."""
    client = connection.client()
    there = {info.uuid: info for info in list_indices(client, settings)}
    for building in catalog.following.indices(Role.BUILDING):
        info = there.get(building.uuid)
        if info and not info.stale and not info.current:
            log.info("going on with a rebuild that was cut off", index=building.name)
            return building
        _give_up(connection, catalog, building)
    name = create_index(client, settings, catalog.archive_id, live=False)
    info = next(info for info in list_indices(client, settings) if info.name == name)
    with catalog.transaction():
        catalog.following.follow(info.uuid, name, Role.BUILDING)
    return FollowedIndex(info.uuid, name, Role.BUILDING)


def _give_up(connection: Connection, catalog: Catalog, index: FollowedIndex) -> None:
    with catalog.transaction():
        catalog.following.forget(index.uuid)
    connection.client().options(ignore_status=404).indices.delete(index=index.name)


def _reparse(catalog: Catalog, settings: Settings, vocabulary: Vocabulary, report: RebuildReport, tell: Progress) -> None:
    for done, page in enumerate(reparse(catalog, settings, vocabulary), 1):
        report.reparsed += page.changed
        if page.zh:
            report.unreadable.append(page)
        tell("reparse", done, 0)


def _fill(
    connection: Connection, catalog: Catalog, reading: Reading, index: FollowedIndex, report: RebuildReport, tell: Progress
) -> int:
    """Loads all that is pending for the index; how many pages it has refused."""
    total = catalog.following.pending_count(index.uuid)
    refused: list[Rejection] = []
    refused_pages = 0
    with Follower(catalog, connection, reading, only=index.uuid) as follower:
        for done, page in enumerate(follower.drain(), 1):
            refused.extend(page.rejections)
            refused_pages += bool(page.rejections)
            tell("load", done, total)
    report.refused = refused
    return refused_pages


def _switch(
    settings: Settings,
    connection: Connection,
    catalog: Catalog,
    reading: Reading,
    index: FollowedIndex,
    refused_pages: int,
    report: RebuildReport,
) -> bool:
    """Compares and moves the alias while nobody can change the catalog; False when something is pending again."""
    client = connection.client()
    before = next((info for info in list_indices(client, settings) if info.current), None)
    golden = list(draw(catalog))
    with catalog.transaction():
        if catalog.following.pending_count(index.uuid) > refused_pages:
            return False
        expected = expected_records(catalog, reading) - len(report.refused)
        with translate_errors():
            client.indices.refresh(index=index.name)
            found = int(client.count(index=index.name).body["count"])
        refused = {rejection.id for rejection in report.refused}
        lost = [query for query in missed(client, index.name, golden) if query.record not in refused]
        if found != expected or lost:
            _fail(connection, catalog, index, expected, found, [query.record for query in islice(lost, 5)])
        if before is not None and before.uuid != index.uuid:
            report.before = before.name
            report.differing = differing(client, before.name, index.name, own_queries(settings.home))
        move_alias(client, settings, catalog, index)
    report.pages, report.records, report.golden = catalog.pages.count(), found, len(golden)
    return True


def expected_records(catalog: Catalog, reading: Reading) -> int:
    """How many records an index has that follows the catalog: those of the versions shown, corrected issues as they are corrected."""
    plain = catalog.pages.records()
    for path in catalog.corrections.issues():
        identity = identity_of(path)
        if identity is not None:
            parsed = sum(len(version.record_ids) for _, version in catalog.pages.issue(identity))
            shown = corrected_issue(catalog, identity, reading).documents.values()
            plain += sum(len(documents) for documents in shown) - parsed
    return plain


def _fail(connection: Connection, catalog: Catalog, index: FollowedIndex, expected: int, found: int, lost: list[str]) -> None:
    connection.client().options(ignore_status=404).indices.delete(index=index.name)
    catalog.following.forget(index.uuid)
    missing = f"，按原文查不到 {'、'.join(lost)}" if lost else ""
    raise RebuildFailed(
        f"新索引与目录库不一致：应有 {expected} 条，实有 {found} 条{missing}。仍用原来的索引，新索引已删除。请运行 bulletin doctor，再把日志交给开发者。",
        f"the new index has {found} records, the catalog says {expected}; not found by their own text: {lost}; the live one stays",
    )
