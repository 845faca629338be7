"""A selection as a file, how many exports run at once, and what is not sent again."""

from __future__ import annotations

import contextlib
import json
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from structlog.testing import capture_logs

from indexer.errors import TooBusy
from tests.webui.fake_archive import FakeArchive
from tests.webui.site import Site, text
from tests.webui.test_export_workbook import sheets
from tests.webui.test_exports import table
from webui.export_slots import MOST_EXPORTS, ExportSlots
from webui.search.selection import MOST_IDS

EXPORTS = ("/export.csv", "/export.xlsx", "/export.jsonl")
CHOSEN = ("lanting/2024-11-05/2/a1", "lanting/2024-11-05/1/a1", "lanting/2024-10-29/1/a1")
SELECTION = "&".join(f"id={quote(record_id)}" for record_id in CHOSEN)


def test_a_selection_is_exported_in_the_order_of_its_address(site: Site) -> None:
    assert [row["编号"] for row in table(site.get(f"/export.csv?{SELECTION}").text)] == list(CHOSEN)
    assert [json.loads(line)["id"] for line in site.get(f"/export.jsonl?{SELECTION}").text.splitlines()] == list(CHOSEN)
    (rows,) = sheets(site.get(f"/export.xlsx?{SELECTION}").content)
    assert [row[0] for row in rows[1:]] == list(CHOSEN)


def test_an_id_that_is_named_twice_is_one_record_and_a_leading_slash_is_none_of_it(site: Site) -> None:
    lines = site.get(f"/export.jsonl?id=/{CHOSEN[0]}&id={CHOSEN[0]}&id=").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [CHOSEN[0]]


@pytest.mark.parametrize("path", EXPORTS)
def test_a_selection_with_a_record_that_is_not_there_is_no_file(site: Site, path: str) -> None:
    site.page(f"{path}?{SELECTION}&id=lanting/2024-11-05/9/a9", 404)


@pytest.mark.parametrize("path", EXPORTS)
def test_a_selection_has_a_largest_size(site: Site, path: str) -> None:
    ids = "&".join(f"id=lanting/2024-11-05/1/a{n}" for n in range(1, MOST_IDS + 2))
    assert f"{MOST_IDS} 条" in text(site.page(f"{path}?{ids}", 400), ".notice")


def slots(site: Site) -> ExportSlots:
    app = site.client.app
    assert isinstance(app, FastAPI)
    found: ExportSlots = app.state.exports
    return found


def test_one_export_too_many_is_asked_to_come_again(site: Site) -> None:
    taken = [slots(site).take() for _ in range(MOST_EXPORTS)]
    for path in EXPORTS:
        response = site.get(f"{path}?q=步道", 503)
        assert int(response.headers["retry-after"]) > 0
        assert "正在导出" in text(site.page(f"{path}?q=步道", 503), "h1")
    taken[0].give_back()
    for path in EXPORTS:
        site.get(f"{path}?q=步道")


@pytest.mark.parametrize("path", EXPORTS)
def test_an_export_gives_its_slot_back_whatever_becomes_of_it(site: Site, archive: FakeArchive, path: str) -> None:
    for _ in range(2 * MOST_EXPORTS):
        site.get(f"{path}?q=步道")
        site.client.head(f"{path}?q=步道")
        site.page(f"{path}?id=lanting/2024-11-05/9/a9", 404)
        with site.client.stream("GET", path) as response:
            assert response.status_code == 200
        archive.records[1].source["kind"] = None  # the second record cannot be written: the answer breaks off
        with contextlib.suppress(Exception), capture_logs():
            site.client.get(path)
        archive.records[1].source["kind"] = "caption"
    assert len([slots(site).take() for _ in range(MOST_EXPORTS)]) == MOST_EXPORTS


def test_a_slot_that_is_forgotten_is_free_again() -> None:
    one = ExportSlots(1)
    slot = one.take()
    with pytest.raises(TooBusy):
        one.take()
    slot.give_back()
    slot.give_back()
    again = one.take()
    with pytest.raises(TooBusy):
        one.take()
    del again
    one.take()


@pytest.mark.parametrize("path", EXPORTS)
def test_an_export_that_somebody_has_is_not_made_again(site: Site, archive: FakeArchive, path: str) -> None:
    tag = site.get(f"{path}?q=步道").headers["etag"]
    answer = site.client.get(f"{path}?q=步道", headers={"if-none-match": tag})
    assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
    assert site.get(f"{path}?q=花展").headers["etag"] != tag
    archive.records[0].source["headline"] = "更正后的标题"
    assert site.client.get(f"{path}?q=步道", headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("path", EXPORTS)
def test_head_of_an_export_reads_no_record(site: Site, archive: FakeArchive, path: str) -> None:
    get = site.get(path)
    archive.records.clear()
    head = site.client.head(path)
    assert head.status_code == 200 and head.content == b""
    assert head.headers["content-type"] == get.headers["content-type"]
