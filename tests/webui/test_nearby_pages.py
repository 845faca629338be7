"""The same text elsewhere and similar reports: at a hit, on the page of a record, for programs."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.webui.fake_archive import ATTACK, FakeArchive, away, details
from tests.webui.search.corpus import record
from tests.webui.site import Site, address, one, text, texts
from tests.webui.test_injection import ATTACKS, is_clean
from webui.search.results import Copies, RecordView

RECORD = "/lanting/2024-11-05/1/a1"


def other(ordinal: int, headline: str | None = "步道通了", **fields: object) -> RecordView:
    document = record(ordinal, headline, "步道通了，一圈九公里。", details=details(), **fields)  # type: ignore[arg-type]
    return RecordView(document["id"], document)


NEXT_WEEK = other(2, day="2024-11-12", page=3, page_name="综合新闻")
SECOND_EDITION = RecordView("lanting/2024-11-05-e2/1/a1", {**other(1).source, "edition": 2})
OTHER_PAPER = RecordView("wanbao/2024-11-06/1/a1", {**other(1, day="2024-11-06").source, "paper": "wanbao"})
CAPTION = other(3, None, day="2024-11-19", kind="caption")


def test_without_anything_near_the_page_says_nothing_of_it(site: Site) -> None:
    soup = site.page(RECORD)
    assert not soup.select("#same-text, #similar, .elsewhere")
    assert "同文" not in soup.get_text() and "相关报道" not in soup.get_text()


def test_the_same_text_stands_above_similar_reports_and_both_above_the_page(site: Site, archive: FakeArchive) -> None:
    archive.copies[RECORD[1:]] = Copies((SECOND_EDITION, OTHER_PAPER))
    archive.similar[RECORD[1:]] = (NEXT_WEEK, CAPTION)
    soup = site.page(RECORD)
    assert texts(soup, ".around h2") == ["同文另见 2 处", "相关报道", "本版其他条目", "当日各版"]
    copies, similar = soup.select(".elsewhere")
    assert texts(copies, ".by") == ["2024年11月5日 第2次版 第1版", "wanbao 2024年11月6日 第1版"]
    assert [link["href"] for link in copies.select("a")] == ["/lanting/2024-11-05-e2/1/a1", "/wanbao/2024-11-06/1/a1"]
    assert texts(similar, "a") == ["步道通了", "步道通了，一圈九公里。"]
    assert texts(similar, ".by") == ["2024年11月12日 第3版 综合新闻", "2024年11月19日 第1版"]
    assert texts(similar, ".kind") == ["图片说明"]


def test_a_hit_names_the_first_places_of_its_text_and_leads_to_all(site: Site, archive: FakeArchive) -> None:
    archive.copies[RECORD[1:]] = Copies((SECOND_EDITION, OTHER_PAPER, NEXT_WEEK, CAPTION))
    hit = site.page("/search?q=全线贯通").select_one(".hit")
    assert hit is not None
    assert texts(hit, ".copies > span") == [
        "同文另见 4 处",
        "2024年11月5日 第2次版 第1版",
        "wanbao 2024年11月6日 第1版",
        "2024年11月12日 第3版 综合新闻",
        "全部",
    ]
    links = [str(link["href"]) for link in hit.select(".copies a")]
    search = f"?q={quote('全线贯通')}"
    assert links[0] == f"/lanting/2024-11-05-e2/1/a1{search}" and links[-1] == f"{RECORD}{search}#same-text"
    assert address(hit, "h2 a") == f"{RECORD}{search}"


def test_few_places_are_named_whole_and_an_incomplete_count_says_so(site: Site, archive: FakeArchive) -> None:
    archive.copies[RECORD[1:]] = Copies((NEXT_WEEK,), complete=False)
    assert texts(site.page("/search?q=全线贯通"), ".copies > span") == ["同文另见 1 处以上", "2024年11月12日 第3版 综合新闻"]
    assert text(site.page(RECORD), "#same-text") == "同文另见 1 处以上"


def test_marking_changes_no_count_and_no_hit(site: Site, archive: FakeArchive) -> None:
    before = site.page("/search?q=步道")
    archive.copies[RECORD[1:]] = Copies((NEXT_WEEK,))
    after = site.page("/search?q=步道")
    for selector in (".total", ".hit h2", ".facet .n"):
        assert [tag.get_text() for tag in before.select(selector)] == [tag.get_text() for tag in after.select(selector)]


def test_programs_get_the_ids(site: Site, archive: FakeArchive) -> None:
    archive.copies[RECORD[1:]] = Copies((SECOND_EDITION, OTHER_PAPER))
    archive.similar[RECORD[1:]] = (NEXT_WEEK,)
    first, *others = site.get("/api/v1/search?q=步道").json()["hits"]
    assert first["same_text"] == [SECOND_EDITION.id, OTHER_PAPER.id]
    assert not [hit for hit in others if "same_text" in hit]
    answer = site.get(f"/api/v1/records{RECORD}").json()
    assert answer["same_text"] == [SECOND_EDITION.id, OTHER_PAPER.id]
    assert answer["similar"] == [
        {
            "id": NEXT_WEEK.id,
            "kind": "article",
            "headline": "步道通了",
            "issue_date": "2024-11-12",
            "page": 3,
            "page_name": "综合新闻",
            "url": f"/{NEXT_WEEK.id}",
        }
    ]
    bare = site.get("/api/v1/records/lanting/2024-11-05/1/c1").json()
    assert (bare["same_text"], bare["similar"]) == ([], [])


@pytest.mark.parametrize("attack", [ATTACK, *ATTACKS])
def test_markup_in_what_is_near_is_shown_as_printed(site: Site, archive: FakeArchive, attack: str) -> None:
    bad = RecordView(
        "lanting/2024-11-12/1/a1", {**other(1, attack, day="2024-11-12").source, "page_name": attack, "paper": attack}
    )
    archive.copies[RECORD[1:]] = Copies((bad,))
    archive.similar[RECORD[1:]] = (bad,)
    soup = site.page(RECORD)
    assert is_clean(soup)
    assert [tag.get_text() for tag in soup.select(".elsewhere a")] == [attack, attack]
    results = site.page("/search?q=全线贯通")
    assert is_clean(results)
    assert attack in one(results, ".copies").get_text()


def test_an_engine_that_is_away_is_the_same_page_as_ever(site: Site, archive: FakeArchive) -> None:
    archive.fail = away()
    assert text(site.page(RECORD, 503), "h1") == "检索暂时不可用"
    assert site.get(f"/api/v1/records{RECORD}", 503).json()["error"]["code"]
