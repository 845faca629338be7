"""Loads pages into every index that follows the catalog, and enters there what each has acknowledged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType

import structlog

from indexer.catalog import Catalog, FollowedIndex, Role
from indexer.errors import IndexMissing
from indexer.following.effective import PageToLoad, Reading, pages_to_load
from indexer.following.large import LARGE, begin_large_load, restore_settings
from indexer.load import Connection, Loader, Rejection, ask, remove_records

log = structlog.get_logger()

ACKNOWLEDGE_PAGES = 200
"""So many acknowledged pages are entered in one transaction, each of which waits for the disk."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A page that the live index (or the only one that is loaded) has answered for: whole, or with the records that it refused."""

    page_id: int
    page_path: str
    source_name: str
    rejections: tuple[Rejection, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of following to the end: how many pages were loaded, the records refused, and of how many pages these are."""

    pages: int
    refused: tuple[Rejection, ...]
    refused_pages: int


@dataclass(slots=True)
class _Target:
    index: FollowedIndex
    loader: Loader
    under_way: dict[int, PageToLoad] = field(default_factory=dict)
    acknowledged: list[tuple[int, int]] = field(default_factory=list)
    offered: int = 0


class Follower:
    """Use it as a context; raises what the loader raises. Whatever was not acknowledged stays pending in the catalog."""

    def __init__(self, catalog: Catalog, connection: Connection, reading: Reading, only: str | None = None) -> None:
        """`only` is the UUID of the one index to load; all that follow are loaded without it."""
        self._only = only
        self._catalog = catalog
        self._connection = connection
        self._reading = reading
        self._targets: dict[str, _Target] = {}
        self._refused: set[tuple[str, int, int]] = set()

    def __enter__(self) -> Follower:
        restore_settings(self._connection, self._catalog)
        self.find_targets()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for target in self._targets.values():
            target.loader.__exit__(kind, error, trace)
            # What a run that stops has reported as done is not to be done again; on a full disk it is, and changes nothing.
            with suppress(sqlite3.Error):
                self._enter(target)

    def find_targets(self) -> None:
        """Looks which indices follow today: a rebuild may have begun or ended meanwhile."""
        wanted = {index.uuid: index for index in self._catalog.following.indices() if self._is_wanted(index)}
        for uuid, index in wanted.items():
            if uuid not in self._targets:
                self._targets[uuid] = _Target(index, Loader(self._connection, index.name))
            self._targets[uuid].index = index
        for uuid in [uuid for uuid in self._targets if uuid not in wanted]:
            self._targets.pop(uuid).loader.__exit__(None, None, None)

    def _is_wanted(self, index: FollowedIndex) -> bool:
        return index.uuid == self._only if self._only else index.role in (Role.LIVE, Role.BUILDING)

    def offer(self, page: PageToLoad) -> Iterator[Loaded]:
        """Puts a page in line for every index; what the live one has answered for meanwhile."""
        for target in tuple(self._targets.values()):
            yield from self._offer_to(target, page)

    def offer_pages(self, page_ids: Iterable[int]) -> Iterator[Loaded]:
        """The same for pages as the catalog has them now."""
        for page in self._pages(page_ids):
            yield from self.offer(page)

    def _pages(self, page_ids: Iterable[int]) -> Iterator[PageToLoad]:
        for page in pages_to_load(self._catalog, page_ids, self._reading):
            if not page.is_known:
                # Corrections give ids, too: entered before the records are sent, so that they can be removed whatever happens then.
                with self._catalog.transaction():
                    self._catalog.pages.know_ids(page.page_id, page.load.ids)
            yield page

    def settle(self) -> Iterator[Loaded]:
        """Waits until everything offered is answered, and makes it searchable."""
        for target in tuple(self._targets.values()):
            if self._finish(target):
                yield from self._taken(target)
                self._enter(target)
                self._refresh(target)
        restore_settings(self._connection, self._catalog)

    def drain(self) -> Iterator[Loaded]:
        """Loads whatever is pending for any index, until nothing is but what was refused in this run."""
        yield from self.settle()
        while True:
            self.find_targets()
            offered = 0
            for target in tuple(self._targets.values()):
                uuid = target.index.uuid
                for page in self._pages(self._catalog.following.pending_all(uuid)):
                    if (uuid, page.page_id, page.revision) not in self._refused:
                        offered += 1
                        yield from self._offer_to(target, page)
            yield from self.settle()
            if not offered:
                return

    def follow(self) -> Followed:
        """Does `drain` to its end, for callers that want to know only what came of it."""
        pages = 0
        refused: list[Rejection] = []
        refused_pages = 0
        for loaded in self.drain():
            pages += 1
            refused += loaded.rejections
            refused_pages += bool(loaded.rejections)
        return Followed(pages, tuple(refused), refused_pages)

    def _offer_to(self, target: _Target, page: PageToLoad) -> Iterator[Loaded]:
        before, target.offered = target.offered, target.offered + len(page.load.ids)
        try:
            if before < LARGE <= target.offered:
                begin_large_load(self._connection, self._catalog, target.index)
            target.under_way[target.loader.load(page.load)] = page
        except IndexMissing as error:
            self._lost(target, error)
            return
        yield from self._taken(target)
        if len(target.acknowledged) >= ACKNOWLEDGE_PAGES:
            self._enter(target)

    def _finish(self, target: _Target) -> bool:
        """True when everything is answered; False when the index is gone because its rebuild was given up."""
        try:
            target.loader.finish()
        except IndexMissing as error:
            self._lost(target, error)
            return False
        return True

    def _refresh(self, target: _Target) -> None:
        try:
            ask(self._connection, lambda client: client.indices.refresh(index=target.index.name))
        except IndexMissing as error:
            self._lost(target, error)

    def _lost(self, target: _Target, error: IndexMissing) -> None:
        """An index that was being built may go; raises the error when it is the live one."""
        if target.index.role is Role.LIVE:
            raise error
        log.warning("index gone while it was built", index=target.index.name)
        self._targets.pop(target.index.uuid, None)
        with self._catalog.transaction():
            self._catalog.following.forget(target.index.uuid)

    def _taken(self, target: _Target) -> Iterator[Loaded]:
        told = target.index.role is Role.LIVE or target.index.uuid == self._only
        for number, answer in target.loader.done():
            page = target.under_way.pop(number)
            if answer.rejections:
                self._refused.add((target.index.uuid, page.page_id, page.revision))
                # What an earlier version left under the refused ids goes: no page is searched half old, half new.
                refused = (rejection.id for rejection in answer.rejections)
                remove_records(self._connection, target.index.name, refused, page.revision)
                log.error("records refused", page=answer.page_path, index=target.index.name, reason=answer.rejections[0].reason)
            else:
                target.acknowledged.append((page.page_id, page.revision))
            if told:
                yield Loaded(page.page_id, answer.page_path, page.source_name, answer.rejections)

    def _enter(self, target: _Target) -> None:
        if not target.acknowledged:
            return
        with self._catalog.transaction():
            self._catalog.following.acknowledge(target.index.uuid, target.acknowledged)
        target.acknowledged.clear()
