"""When the names are read from the index again, and what holds while they cannot be read."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from indexer.errors import EngineUnavailable
from webui.search.name_cache import LOOK_SECONDS, MOST_SHARE, NameCache
from webui.search.names import NameKind


class Index:
    """An index that counts how often it is asked; reading its names takes `seconds`."""

    def __init__(self) -> None:
        self.now = 100.0
        self.version = 1
        self.names = {"乔知远": 1}
        self.seconds = 0.0
        self.looks = self.reads = 0
        self.away = False
        self.forms: Mapping[str, str] = {}
        self.cache = NameCache(self.look, self.read, lambda: self.forms, lambda: self.now)

    def look(self) -> int:
        self.looks += 1
        if self.away:
            raise EngineUnavailable("没有应答。", "gone")
        return self.version

    def read(self) -> dict[NameKind, dict[str, int]]:
        self.reads += 1
        self.now += self.seconds
        return {"reporter": dict(self.names)}

    def known(self) -> list[str]:
        return list(self.cache.names().counts.get("reporter", ()))

    def change(self, name: str) -> None:
        self.version += 1
        self.names = {name: 1}


def test_an_unchanged_index_is_read_once_and_looked_at_rarely() -> None:
    index = Index()
    for _ in range(100):
        assert index.known() == ["乔知远"]
        index.now += LOOK_SECONDS / 10
    assert index.reads == 1 and 9 <= index.looks <= 11


def test_a_changed_index_is_seen_after_the_look_seconds_at_the_latest() -> None:
    index = Index()
    index.known()
    index.change("柯木")
    index.now += LOOK_SECONDS
    assert index.known() == ["柯木"]


def test_a_changed_vocabulary_is_seen_in_the_same_way() -> None:
    index = Index()
    index.known()
    index.forms = {"发改委": "发展和改革委员会"}
    index.now += LOOK_SECONDS
    assert index.cache.names().forms == index.forms and index.reads == 2


def test_reading_takes_a_small_share_of_the_time_while_the_index_changes() -> None:
    index = Index()
    index.seconds = 2.0
    begin = index.now
    for number in range(2000):
        index.change(f"乔{number}")
        index.known()
        index.now += 0.5
    assert index.reads * index.seconds <= (index.now - begin) / MOST_SHARE + 2 * index.seconds


def test_an_engine_that_is_away_leaves_the_names_as_they_were() -> None:
    index = Index()
    index.away = True
    assert index.known() == []
    index.away = False
    index.now += LOOK_SECONDS
    assert index.known() == ["乔知远"]
    index.away = True
    index.now += LOOK_SECONDS
    assert index.known() == index.known() == ["乔知远"]
    assert index.looks == 3


def test_one_request_reads_and_the_others_go_on() -> None:
    index = Index()
    index.known()
    index.change("柯木")
    index.now += LOOK_SECONDS
    reading, go_on = threading.Event(), threading.Event()
    look = index.look

    def slow() -> int:
        reading.set()
        assert go_on.wait(10)
        return look()

    index.cache._version = slow
    reader = threading.Thread(target=index.known)
    reader.start()
    assert reading.wait(10)
    assert index.known() == ["乔知远"]
    go_on.set()
    reader.join()
    assert index.known() == ["柯木"] and index.reads == 2
