"""The archive as a place to correct it: the log in the catalog, and the pages that show something else because of it, loaded at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

import orjson

from indexer.addresses import identity_of
from indexer.catalog import Catalog
from indexer.corrections import Corrected, Correction, Proposal, apply, as_json, from_json, seal
from indexer.engine import LastingEngine
from indexer.errors import CorrectionError, EngineError
from indexer.following import Follower, Reading, corrected_issue, live_index
from indexer.load import connection_to
from indexer.settings import Settings

OpenEngine = Callable[[], AbstractContextManager[LastingEngine]]


class ArchiveDesk:
    """The `CorrectionDesk` of an archive; the engine is asked for only when something was corrected."""

    def __init__(self, catalog: Catalog, settings: Settings, reading: Reading, open_engine: OpenEngine) -> None:
        self._catalog = catalog
        self._settings = settings
        self._reading = reading
        self._open_engine = open_engine

    def issue(self, record: str) -> Corrected:
        """The issue of this record as it is today; one without pages where the archive has none of it."""
        identity = identity_of(record)
        if identity is None:
            return apply({}, (), self._reading.annotate)
        return corrected_issue(self._catalog, identity, self._reading)

    def tried(self, proposals: Sequence[Proposal]) -> Corrected:
        """The issue of the proposals as it would be with them; nothing is written."""
        identity = identity_of(proposals[0].record)
        if identity is None:
            return apply({}, (), self._reading.annotate)
        return corrected_issue(self._catalog, identity, self._reading, self._sealed(proposals))

    def _sealed(self, proposals: Sequence[Proposal]) -> list[Correction]:
        """The proposals as the lines that would follow the log of now."""
        last = self._catalog.corrections.last()
        previous = None if last is None else from_json(orjson.loads(last))
        sealed = []
        for proposal in proposals:
            previous = seal(proposal, previous)
            sealed.append(previous)
        return sealed

    def log(self) -> Sequence[Correction]:
        """Every correction ever made, in order."""
        return [from_json(orjson.loads(entry)) for entry in self._catalog.corrections.entries()]

    def append(self, proposals: Sequence[Proposal]) -> Sequence[Correction]:
        """Writes all of them into the log, or none, and makes them searchable.

        Raises CorrectionError when they are written and the engine cannot have them now: the next command that reaches it loads them.
        """
        pages: set[int] = set()
        with self._catalog.transaction():
            written = self._sealed(proposals)
            for correction in written:
                entry = orjson.dumps(as_json(correction), option=orjson.OPT_SORT_KEYS)
                self._catalog.corrections.append(correction.number, correction.issue, entry)
                identity = identity_of(correction.record)
                if identity is not None:
                    pages |= {page_id for page_id, _ in self._catalog.pages.issue(identity)}
            self._catalog.pages.touch(sorted(pages))
        try:
            self._load(sorted(pages))
        except EngineError as error:
            raise CorrectionError(
                f"更正已记下（第 {written[-1].number} 号），但检索引擎现在用不了，还检索不到：{error.zh}引擎恢复后运行 bulletin doctor --repair 即可。",
                f"correction {written[-1].number} is written, but the engine cannot have it now: {error.en}",
            ) from error
        return written

    def _load(self, pages: Sequence[int]) -> None:
        with self._open_engine() as engine:
            connection = connection_to(engine)
            live_index(connection.client(), self._settings, self._catalog)
            with Follower(self._catalog, connection, self._reading) as follower:
                answers = [*follower.offer_pages(pages), *follower.settle()]
        for answer in answers:
            if answer.rejections:
                first = answer.rejections[0]
                raise CorrectionError(
                    f"更正已记下，但检索引擎拒收 {first.id}：{first.reason}。可以用 --undo 撤销。",
                    f"the correction is written, and the engine refused {first.id}: {first.reason}",
                )
