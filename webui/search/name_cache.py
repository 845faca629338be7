"""The names of the archive, read from the index and kept: read again when the index has changed, looked at not more often than needed.

The index says by itself that it has changed: its name (a rebuild brings another), its number of records and the highest sequence
number that searches see. Whoever writes, ingest, correction, purge or rebuild, in this process or another, need not tell anybody.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, Mapping

import structlog

from indexer.errors import ArchiveError
from webui.search.names import KnownNames, NameKind

log = structlog.get_logger()

LOOK_SECONDS = 5.0
"""So long the names may be behind the index; a look is a request of one or two milliseconds."""
MOST_SHARE = 20
"""While the index changes all the time (a long ingest), reading names takes at most a twentieth of the time."""

Counts = Mapping[NameKind, Mapping[str, int]]


class NameCache:
    """Gives `KnownNames`. `version` tells one state of the index from another, `load` reads the names, `forms` the aliases of
    offices (the same object as long as they are the same)."""

    def __init__(
        self,
        version: Callable[[], Hashable],
        load: Callable[[], Counts],
        forms: Callable[[], Mapping[str, str]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._version = version
        self._load = load
        self._forms = forms
        self._clock = clock
        self._lock = threading.Lock()
        self._names = KnownNames()
        self._seen: Hashable = None
        self._next_look = float("-inf")

    def names(self) -> KnownNames:
        """The names as the index had them at most LOOK_SECONDS ago (longer while one reading takes long).

        Raises nothing: a search is right without them, and what is wrong with the engine the search itself will say.
        """
        if self._clock() < self._next_look:
            return self._names
        # While one request reads the names anew, the others go on with the old ones; the first ones wait.
        if not self._lock.acquire(blocking=self._seen is None):
            return self._names
        try:
            if self._clock() >= self._next_look:
                self._look()
        finally:
            self._lock.release()
        return self._names

    def _look(self) -> None:
        begin = self._clock()
        try:
            forms = self._forms()
            # Before the names: what is written in between is seen as a change at the next look.
            version = self._version()
            if version != self._seen or forms is not self._names.forms:
                self._names = KnownNames(self._load(), forms)
                self._seen = version
        except ArchiveError as error:
            log.warning("names not read", reason=error.en)
        now = self._clock()
        self._next_look = now + max(LOOK_SECONDS, MOST_SHARE * (now - begin))
