"""A record that a correction joined, moved or made another kind: whatever door its former id is asked at leads to it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.webui.fake_archive import FakeArchive, details
from tests.webui.search.corpus import record
from tests.webui.site import Site, address, one, text, texts
from tests.webui.test_exports import table
from tests.webui.test_record_files import FORMS
from webui.search.moved import issue_of, present_ids
from webui.search.results import RecordView

NOW, JOINED, SPLIT_FROM = (f"lanting/2024-11-05/1/{place}" for place in ("c1", "c8", "c9"))
TOLD = {"number": 1, "at": "2024-11-06T04:20:00Z", "by": "沈雁秋", "note": "", "field": "id", "after": NOW}
CORRECTIONS: list[dict[str, Any]] = [
    {**TOLD, "operation": "join", "before": JOINED},
    {**TOLD, "operation": "split", "before": SPLIT_FROM},
    {**TOLD, "operation": "reassign", "field": "paragraphs_from", "before": "lanting/2024-11-05/1/a1", "after": "一段。"},
    {**TOLD, "operation": "reassign", "field": "paragraphs_to", "before": "两段。", "after": "lanting/2024-11-05/7/a7"},
]
DOORS = ("/{}", "/{}?q=步道", "/{}.webp", "/api/v1/records/{}", *(f"/{{}}.{ending}" for ending in FORMS))


@pytest.fixture
def moved(site: Site, archive: FakeArchive) -> Site:
    """The site; another record was joined to the caption of the first page, and one was split off it."""
    view = next(view for view in archive.records if view.id == NOW)
    view.source["details"] = details(corrections=CORRECTIONS)
    return site


@pytest.mark.parametrize("door", DOORS)
def test_every_door_leads_on_within_the_site_and_not_for_good(moved: Site, door: str) -> None:
    answer = moved.get(door.format(JOINED), 307)
    assert answer.headers["location"] == str(moved.client.build_request("GET", door.format(NOW)).url.raw_path, "ascii")
    assert moved.client.head(door.format(JOINED)).status_code == 307


@pytest.mark.parametrize("door", DOORS)
def test_what_a_part_was_split_off_is_not_led_to_the_part(moved: Site, door: str) -> None:
    moved.get(door.format(SPLIT_FROM), 404)
    moved.get(door.format(JOINED.replace("2024-11-05", "1999-01-01")), 404)


def test_a_selection_has_the_record_where_it_is_now_in_place_and_once(moved: Site) -> None:
    first, last = "lanting/2024-11-05/2/n1", "lanting/2024-11-05/1/a1"
    query = "&".join(f"id={each}" for each in (first, JOINED, last, NOW))
    soup = moved.page(f"/selection?{query}")
    assert [str(link["href"]) for link in soup.select(".chosen .record-link")] == [f"/{each}" for each in (first, NOW, last)]
    assert text(soup, ".total") == "共 3 条" and not soup.select("main .also")
    dropped = soup.select("a.drop")[1]
    assert dropped["data-drop"] == f"{JOINED} {NOW}" and dropped["href"] == f"/selection?id={first}&id={last}"
    expected = [first, NOW, last]
    assert [row["编号"] for row in table(moved.get(f"/export.csv?{query}").text)] == expected
    assert [json.loads(line)["id"] for line in moved.get(f"/export.jsonl?{query}").text.splitlines()] == expected
    assert moved.get(f"/export.bib?{query}").text.count("@article") == 3
    missing = moved.get(f"/export.csv?{query}&id={SPLIT_FROM}", 404)
    assert SPLIT_FROM in missing.text


def test_the_history_links_the_ids_that_lead_somewhere(moved: Site) -> None:
    section = one(moved.page(f"/{NOW}"), ".corrections")
    assert texts(section, "li strong") == ["编号", "编号", "从另一条移来的段落", "移到另一条的段落"]
    assert texts(section, "del .value") == [JOINED, SPLIT_FROM, "lanting/2024-11-05/1/a1", "两段。"]
    assert [str(link["href"]) for link in section.select("a")] == [
        *(f"/{each}" for each in (JOINED, NOW, NOW, "lanting/2024-11-05/1/a1"))
    ]
    assert address(section, "li:nth-of-type(3) del a") == "/lanting/2024-11-05/1/a1"
    assert texts(section, "ins .value")[-1] == "lanting/2024-11-05/7/a7", "what is there no more is named without a link"


def test_of_a_record_with_several_former_ids_each_leads_to_it() -> None:
    marks = [
        {"field": "id", "before": "lanting/2024-11-05/1/c3", "after": "lanting/2024-11-05/2/c5", "operation": "move"},
        {"field": "id", "before": "lanting/2024-11-05/2/c5", "after": "lanting/2024-11-05/2/n2", "operation": "set"},
        {"field": "body", "before": "lanting/2024-11-05/1/c4", "after": "", "operation": "set"},
    ]
    document = record(2, "迁移", kind="notice", page=2, details=details(corrections=marks))
    of_issue = [RecordView(document["id"], document)]
    former = ("lanting/2024-11-05/1/c3", "lanting/2024-11-05/2/c5")
    assert [present_ids(of_issue).get(each) for each in former] == ["lanting/2024-11-05/2/n2"] * 2
    assert present_ids(of_issue).get("lanting/2024-11-05/1/c4") is None


@pytest.mark.parametrize("name", ["", "x", "lanting/2024-02-31/1/a1", "lanting/2024-11-05/1", "../2024-11-05/1/a1", "a/b/c/d"])
def test_what_can_be_no_id_is_of_no_issue(name: str) -> None:
    assert issue_of(name) is None
