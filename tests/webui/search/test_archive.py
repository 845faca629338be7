"""How the archive asks the engine: as little as possible, and never for nothing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from elasticsearch import Elasticsearch

from indexer.errors import EngineRefused, EngineUnavailable, IndexMissing
from tests.webui.search.corpus import record
from tests.webui.search.test_reading import answer
from webui.search.archive import Archive
from webui.search.names import KnownNames
from webui.search.request import SearchRequest


class CountingClient:
    """Answers like the engine and writes down what it was asked."""

    def __init__(self, found: dict[str, Any], counts: tuple[Any, ...] = ()) -> None:
        self.found = found
        self.counts = counts
        self.asked: list[str] = []
        self.indices = SimpleNamespace(analyze=self.analyze)

    def search(self, **_: Any) -> Any:
        self.asked.append("search")
        return SimpleNamespace(body=self.found)

    def analyze(self, *, text: str, **_: Any) -> Any:
        self.asked.append(f"analyze {text}")
        return SimpleNamespace(body={"tokens": [{"token": text[:2]}, {"token": text[2:]}]})

    def msearch(self, *, searches: list[Any]) -> Any:
        self.asked.append("msearch")
        counts = iter(self.counts)
        answers = [self.found if "_source" in body else self.counted(next(counts)) for body in searches[1::2]]
        assert next(counts, "no more") == "no more"
        return SimpleNamespace(body={"responses": answers})

    @staticmethod
    def counted(count: int | None) -> dict[str, Any]:
        return {"error": {"reason": "boom"}} if count is None else {"hits": {"total": {"value": count}}}


def archive_of(client: CountingClient, names: KnownNames = KnownNames()) -> Archive:  # noqa: B008 - a value
    return Archive(cast(Elasticsearch, client), "bulletin", names=lambda: names)


REPORTER = KnownNames({"reporter": {"乔知远": 3}})


def test_a_search_with_hits_is_one_request() -> None:
    client = CountingClient(answer(record(1, "防汛", "正文")))
    archive_of(client).search(SearchRequest(text="防汛"))
    assert client.asked == ["search"]


def test_the_words_of_a_long_word_are_asked_for_once() -> None:
    client = CountingClient(answer(record(1, "防汛值守", "正文")))
    archive = archive_of(client)
    for _ in range(3):
        archive.search(SearchRequest(text="防汛值守"))
    assert client.asked.count("analyze 防汛值守") == 1


def test_nothing_found_costs_one_request_more_and_shows_only_what_was_counted() -> None:
    client = CountingClient(answer(), counts=(3, None, 7))
    results = archive_of(client).search(SearchRequest(text="防汛 花展"))
    assert client.asked == ["search", "msearch"]
    assert [(suggestion.text, suggestion.count) for suggestion in results.suggestions] == [("防汛", 3), ("防汛 OR 花展", 7)]


def test_what_is_offered_beside_a_page_is_counted_in_the_same_request() -> None:
    client = CountingClient(answer(record(1, "防汛", "乔知远")), counts=(4,))
    results = archive_of(client, REPORTER).search(SearchRequest(text="乔知远"))
    assert client.asked == ["msearch"]
    assert [(offer.text, offer.count) for offer in results.offers] == [("乔知远", 4)]
    assert [hit.headline for hit in results.hits] == ["防汛"]


@pytest.mark.parametrize(
    ("refused", "error"),
    [
        ({"error": {"type": "index_not_found_exception", "reason": "no such index"}, "status": 404}, IndexMissing),
        ({"error": {"type": "search_phase_execution_exception", "reason": "rejected"}, "status": 429}, EngineUnavailable),
        ({"error": {"type": "x", "reason": "y"}, "status": 400}, EngineRefused),
    ],
)
def test_a_page_that_is_refused_among_several_searches_is_an_error_of_ours(refused: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        archive_of(CountingClient(refused, counts=(None,)), REPORTER).search(SearchRequest(text="乔知远"))


def test_an_engine_that_does_not_answer_is_an_error_of_ours() -> None:
    archive = Archive(Elasticsearch("http://127.0.0.1:9", max_retries=0, retry_on_timeout=False), "bulletin")
    for ask in (lambda: archive.search(SearchRequest()), lambda: archive.record("x"), archive.issues):
        with pytest.raises(EngineUnavailable):
            ask()
    assert isinstance(archive.health().problem, EngineUnavailable)


def test_only_fields_of_names_have_lists_of_names() -> None:
    with pytest.raises(ValueError, match="headline"):
        archive_of(CountingClient(answer())).names("headline")
