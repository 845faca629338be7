"""The same text elsewhere and similar reports, on the engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch, helpers

from indexer.engine.state import EngineState
from indexer.indices import delete_indices
from indexer.settings import Settings
from mappings.same_text import fingerprint
from tests.mappings.test_same_text import REPORT
from tests.webui.search.corpus import record
from tests.webui.search.loaded import loaded
from tools.live_site import PAPER, load_samples
from webui.search.archive import Archive, neighbours
from webui.search.names import KnownNames
from webui.search.query import similar as builders
from webui.search.request import SearchRequest

pytestmark = pytest.mark.engine

FOLLOWED = REPORT + "水厂由望溪镇水务站管理，扩建后原先的三口深井转作备用水源。"
FOLLOW_UP = (
    "望溪镇第三水厂扩建工程通水满月，记者再到望溪镇。镇水务站站长岑立方说，新厂日供水能力提高以后，管网漏损率又降了一个百分点，"
    "转作备用的三口深井至今没有启用。沿沄河铺设的主管道运行平稳，青珩社区的老樟树也都活着。鹭洲村村民林屿家在高处，楼顶也有水；"
    "镇里逐户更换旧水表，他家排在下星期。\n水厂的自来水供给全镇十一个村，原先傍晚洗菜要等水的人家，如今不必再等。"
)
HAIRCUT = "老街的理发店今天关门。店主用了四十年的推子，放进了玻璃柜。来道别的人排到了街口，有人带来当年的照片。" * 2


def printed(ordinal: int, headline: str | None, body: str, **fields: Any) -> dict[str, Any]:
    """A document as the indexer makes it."""
    document = record(ordinal, headline, body, **fields)
    marks = fingerprint(body)
    return {**document, **({"fingerprint": list(marks)} if marks else {})}


def joined(other: str, page: int) -> dict[str, Any]:
    return {"raw": f"（第{page}版）", "page": page, "id": other, "headline": None}


DOCUMENTS = [
    printed(1, "望溪镇第三水厂通水", FOLLOWED, details={"continues_to": joined("lanting/2024-11-05/3/a1", 3)}),
    printed(
        1,
        None,
        "水厂扩建以后，望溪镇水务站把深井封存备用，管网漏损逐年下降。" * 3,
        page=3,
        details={"continued_from": joined("lanting/2024-11-05/1/a1", 1)},
    ),
    printed(1, None, "望溪镇第三水厂外景，远处是水务站的深井。", kind="caption"),
    printed(1, "镇上喝上了一厂水", FOLLOWED.replace("樟树", "梓树"), day="2024-11-12"),
    printed(1, None, "望溪镇第三水厂通水那天的水务站和深井。", day="2024-11-12", kind="caption"),
    printed(1, "水厂通水", FOLLOWED.rpartition("\n")[0], day="2024-10-29", page=2),
    printed(2, "水厂通水一个月以后", FOLLOW_UP, day="2024-12-03"),
    printed(3, "理发店的最后一天", HAIRCUT, day="2024-12-03"),
]
ARTICLE, PART, CAPTION, AGAIN, CAPTION_AGAIN, CUT, LATER, OTHER = (document["id"] for document in DOCUMENTS[:8])


@pytest.fixture(scope="module", params=["ik", "smartcn"])
def archive(
    client: Elasticsearch, engine: EngineState, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Archive]:
    """A report with its copies, parts, captions and a follow-up, among the reports of the sample bulletin."""
    alias = f"nearby{uuid4().hex[:10]}"
    home = tmp_path_factory.mktemp("nearby-home")
    settings = Settings.from_env(home=home, elasticsearch_url=engine.address, alias=alias, paper=PAPER, analyzer=request.param)
    load_samples(client, settings)
    actions = ({"_index": alias, "_id": document["id"], "_source": document} for document in DOCUMENTS)
    helpers.bulk(client, actions, refresh=True)
    yield Archive(client, alias)
    delete_indices(client, settings)


def unread(archive: Archive) -> Archive:
    """The same index, of which nothing was read yet."""
    names = KnownNames()
    return Archive(archive._index._client, archive._index.alias, names=lambda: names)


def copies(archive: Archive, record_id: str) -> list[str]:
    return [view.id for view in archive.nearby(archive.record(record_id)).copies.records]


def similar(archive: Archive, record_id: str) -> list[str]:
    return [view.id for view in archive.nearby(archive.record(record_id)).similar]


def test_the_same_text_in_other_issues_is_found_from_each_of_them(archive: Archive) -> None:
    same = {ARTICLE, AGAIN, CUT}
    for record_id in same:
        assert set(copies(archive, record_id)) == same - {record_id}
    assert copies(archive, ARTICLE) == [CUT, AGAIN]
    for record_id in {document["id"] for document in DOCUMENTS} - same:
        assert copies(archive, record_id) == []


def test_a_follow_up_is_similar_and_copies_parts_and_captions_are_not(archive: Archive) -> None:
    assert similar(archive, ARTICLE) == [LATER]
    found = similar(archive, LATER)
    assert len(found) == 1 and found[0] in (ARTICLE, AGAIN, CUT)


def test_nothing_is_similar_where_nothing_is_near(archive: Archive) -> None:
    assert similar(archive, OTHER) == []
    assert similar(archive, CAPTION) == []


def test_results_say_where_the_text_stands_and_count_every_record(archive: Archive) -> None:
    results = archive.search(SearchRequest(text='"管网漏损率由百分之十九"'))
    told = {hit.id: [copy.id for copy in hit.copies.records] for hit in results.hits}
    assert told == {ARTICLE: [CUT, AGAIN], AGAIN: [CUT, ARTICLE], CUT: [ARTICLE, AGAIN]}
    assert results.total == 3
    alone = archive.search(SearchRequest(text='"管网漏损率由百分之十九"', size=1, sort="date"))
    assert alone.total == 3 and [hit.id for hit in alone.hits] == [AGAIN]
    assert [copy.id for copy in alone.hits[0].copies.records] == [CUT, ARTICLE]
    assert all(hit.copies.complete for hit in results.hits)


def test_a_filter_does_not_hide_that_the_text_stands_elsewhere(archive: Archive) -> None:
    results = archive.search(SearchRequest(text="管网漏损率", papers=("lanting",), years=(2024,), months=("2024-10",)))
    assert {hit.id: len(hit.copies.records) for hit in results.hits} == {CUT: 2}


def test_more_candidates_than_are_read_are_told_as_incomplete(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builders, "MOST_COPIES", 1)
    monkeypatch.setattr(neighbours, "MOST_COPIES", 1)
    found = unread(archive).nearby(archive.record(ARTICLE)).copies
    assert [view.id for view in found.records] == [CUT] and not found.complete


def test_one_request_is_enough_for_a_page_of_a_record_and_none_for_one_read_before(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = unread(archive)
    view = archive.record(ARTICLE)
    asked: list[int] = []
    index = archive._index
    searches = index.searches
    monkeypatch.setattr(index, "searches", lambda bodies: asked.append(len(bodies)) or searches(bodies))  # type: ignore[func-returns-value]
    monkeypatch.setattr(index, "search", lambda _: pytest.fail("a second request"))
    assert archive.nearby(view) == archive.nearby(view)
    assert asked == [3]


def test_an_index_without_fingerprints_is_an_archive_without_copies(client: Elasticsearch) -> None:
    bare = [{key: value for key, value in document.items() if key != "fingerprint"} for document in DOCUMENTS]
    with loaded(client, bare) as archive:
        assert copies(archive, ARTICLE) == []
        assert all(not hit.copies.records for hit in archive.search(SearchRequest(text="水厂")).hits)


def test_the_samples_have_related_reports_and_no_copies(archive: Archive) -> None:
    ours = SearchRequest(papers=(PAPER,), size=50)
    hits = [hit for page in (1, 2) for hit in archive.search(ours.with_(page=page)).hits]
    assert len(hits) == 84 and not [hit.id for hit in hits if hit.copies.records]
    alike = {hit.id: similar(archive, hit.id) for hit in hits}
    # Homes for the old: of a report that runs over two pages one part is shown.
    assert alike["ltdb/2024-10-29/1/a2"] in (["ltdb/2024-11-05/1/a4"], ["ltdb/2024-11-05/3/a1"])
    assert alike["ltdb/2024-10-29/2/a1"] == ["ltdb/2024-11-05/2/a4"]  # the fire brigade
    assert alike["ltdb/2024-11-05/2/a5"] == ["ltdb/2024-10-29/2/a3"]  # fraud by telephone
    for nothing in ("ltdb/2024-10-29/4/a1", "ltdb/2024-11-05/4/a1", "ltdb/2024-10-29/2/a10", "ltdb/2024-10-29/4/c1"):
        assert alike[nothing] == []  # poems, a list of briefs, a caption of eight words
