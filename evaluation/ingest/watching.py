"""A reader who searches on and on while something else is done to the archive."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote

from elasticsearch import Elasticsearch
from fastapi.testclient import TestClient

from indexer.settings import Settings
from webui.app import create_app
from webui.search.archive import Archive


@dataclass(slots=True)
class Watched:
    """What the reader was told: every total, in order, and every answer that was none."""

    totals: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def steps(self) -> list[int]:
        """The totals, each time that it is another one."""
        return [total for place, total in enumerate(self.totals) if not place or self.totals[place - 1] != total]


@contextmanager
def searching(settings: Settings, client: Elasticsearch, text: str) -> Iterator[Watched]:
    """Asks the site's interface for this text again and again, until the block ends; at least once before it begins and after it."""
    with TestClient(create_app(settings, Archive(client, settings.alias)), raise_server_exceptions=False) as pages:
        watched = Watched()
        url = f"/api/v1/search?q={quote(text)}&size=1"
        _ask(pages, url, watched)
        over = threading.Event()
        reader = threading.Thread(target=_until, args=(over, lambda: _ask(pages, url, watched)))
        reader.start()
        try:
            yield watched
        finally:
            over.set()
            reader.join()
            _ask(pages, url, watched)


def _until(over: threading.Event, ask: Callable[[], None]) -> None:
    while not over.is_set():
        ask()


def _ask(pages: TestClient, url: str, watched: Watched) -> None:
    answer = pages.get(url)
    if answer.status_code == 200:
        watched.totals.append(int(answer.json()["total"]))
    else:
        watched.errors.append(f"{answer.status_code} {answer.text[:200]}")
