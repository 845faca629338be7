"""An archive without an engine whose searches take as long as a test wants."""

from __future__ import annotations

from datetime import date
from threading import Event

from tests.webui.fake_archive import FakeArchive, invented_records
from webui.search.request import SearchRequest
from webui.search.results import SearchResults

LONG = 30.0
"""Seconds after which a test that waits has failed."""
SHORT = 0.05
"""Seconds after which the first part of a page goes out, where a test waits for it."""


class SlowArchive(FakeArchive):
    """An archive whose searches end when they are let."""

    def __init__(self) -> None:
        super().__init__(invented_records())
        self.let = Event()
        self.failure: Exception | None = None

    def search(self, request: SearchRequest, today: date | None = None) -> SearchResults:
        """The answer, or the failure, once it is let."""
        assert self.let.wait(LONG), "nobody let this search end"
        if self.failure is not None:
            raise self.failure
        return super().search(request, today)
