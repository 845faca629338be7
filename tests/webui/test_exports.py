"""Exports and feed: what stands in the files, and that they can do no harm."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.webui.fake_archive import FakeArchive, away
from tests.webui.search.corpus import record
from tests.webui.site import Site
from webui.exports.feed import ATOM, atom_feed
from webui.exports.table import BYTE_ORDER_MARK, COLUMNS, csv_lines
from webui.search.request import SearchRequest
from webui.search.results import RecordView

FILES = ("/export.csv", "/export.xlsx", "/export.jsonl", "/export.docx", "/export.bib", "/export.ris", "/feed.atom")


def table(answer: str) -> list[dict[str, str]]:
    assert answer.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(answer[1:], newline="")))


def test_the_table_has_every_record_of_the_search_in_its_order(site: Site, archive: FakeArchive) -> None:
    response = site.get("/export.csv?q=步道&size=1&page=2")
    rows = table(response.text)
    assert [row["编号"] for row in rows] == [hit.id for hit in archive.search(SearchRequest(text="步道", size=100)).hits]
    assert len(rows) > 2
    assert rows[0]["记者"] == "乔知远"
    assert rows[0]["部门"] == "区财政局；区住房和城乡建设局"
    assert rows[0]["类型"] == "报道"
    assert rows[0]["网址"] == "http://testserver/lanting/2024-11-05/1/a1"
    assert "\n" in rows[0]["正文"]
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"].startswith("attachment; filename=\"search.csv\"; filename*=UTF-8''")


def test_a_search_that_finds_nothing_gives_the_heading_alone(site: Site) -> None:
    assert table(site.get("/export.csv?q=无此词").text) == []
    assert site.get("/export.jsonl?q=无此词").text == ""


def test_the_lines_have_the_form_of_a_record(site: Site) -> None:
    lines = [json.loads(line) for line in site.get("/export.jsonl?q=步道").text.splitlines()]
    for line in lines:
        whole = site.get(f"/api/v1/records/{line['id']}").json()
        assert line == {key: value for key, value in whole.items() if key not in ("same_text", "similar", "corrections")}


@given(st.text(max_size=30), st.sampled_from(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "－")))
def test_no_cell_runs_in_a_spreadsheet(rest: str, sign: str) -> None:
    """=HYPERLINK(…) as a headline stays a text."""
    view = RecordView("lanting/2024-11-05/1/a1", record(1, sign + rest, sign + rest, reporters=[sign + rest]))
    text = "".join(csv_lines([view], "http://archive.example/"))
    (row,) = table(text)
    assert len(row) == len(COLUMNS) + 1
    for column in ("标题", "记者", "正文"):
        assert row[column] == f"'{sign}{rest}"


def test_the_feed_is_atom_with_the_newest_first(site: Site) -> None:
    response = site.get("/feed.atom?q=步道&size=2")
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(response.content)
    names = {"a": ATOM}
    entries = feed.findall("a:entry", names)
    assert len(entries) == 2
    first = entries[0]
    assert first.findtext("a:id", None, names) == "http://testserver/lanting/2024-11-05/1/a1"
    assert first.findtext("a:title", None, names) == "环湖步道全线贯通"
    assert first.findtext("a:updated", None, names) == "2024-11-05T00:00:00Z"
    assert [author.text for author in first.findall("a:author/a:name", names)] == ["乔知远"]
    assert feed.findtext("a:title", None, names) == "步道 - 岚汀导报"
    links = {link.get("rel"): str(link.get("href")) for link in feed.findall("a:link", names)}
    assert links["alternate"].startswith("http://testserver/search?q=")
    following = ElementTree.fromstring(site.get(links["next"].removeprefix("http://testserver")).content)
    ids = [entry.findtext("a:id", None, names) for page in (feed, following) for entry in page.findall("a:entry", names)]
    assert len(set(ids)) == len(ids) > 2


def test_a_feed_asks_for_the_newest_unless_told_otherwise(site: Site, archive: FakeArchive) -> None:
    site.get("/feed.atom?q=步道")
    site.get("/feed.atom?q=步道&sort=relevance")
    assert [request.sort for request in archive.seen] == ["date", "relevance"]


def test_a_feed_of_nothing_is_a_feed(site: Site) -> None:
    feed = ElementTree.fromstring(site.get("/feed.atom?q=无此词").content)
    assert not feed.findall(f"{{{ATOM}}}entry")
    assert feed.findtext(f"{{{ATOM}}}updated")


@given(st.text(max_size=40))
def test_any_text_makes_a_feed_that_can_be_read(text: str) -> None:
    """Also U+FFFE and half pairs, which XML cannot hold."""
    archive = FakeArchive([record(1, f"标题{text}", f"正文{text}", reporters=[f"记{text}"], departments=[f"局{text}"])])
    feed = ElementTree.fromstring(atom_feed(archive.search(SearchRequest()), text, "http://archive.example/"))
    assert len(feed.findall(f"{{{ATOM}}}entry")) == 1


@pytest.mark.parametrize("path", FILES)
def test_an_engine_that_is_away_is_a_503_and_no_half_file(site: Site, archive: FakeArchive, path: str) -> None:
    archive.fail = away()
    answer = site.get(f"{path}?q=步道", 503)
    assert answer.headers["retry-after"]
    assert "/secret" not in answer.text


@pytest.mark.parametrize("path", FILES)
def test_bad_values_are_told_as_on_the_page(site: Site, path: str) -> None:
    assert "不能使用" in site.get(f"{path}?from=昨天", 400).text


@pytest.mark.parametrize("path", FILES)
def test_crawlers_are_kept_out(site: Site, path: str) -> None:
    assert f"Disallow: {path.partition('.')[0]}" in site.get("/robots.txt").text
    assert site.get(path).headers["x-robots-tag"] == "noindex"


def test_the_results_lead_to_their_files(site: Site) -> None:
    soup = site.page("/search?q=步道&kind=article")
    links = {str(link["href"]) for link in soup.select(".files a")}
    query = SearchRequest(text="步道", kinds=("article",)).query_string()
    assert links == {f"{path}?{query}" for path in FILES}
    (feed,) = soup.select('link[rel="alternate"]')
    assert feed["href"] == f"/feed.atom?{query}"
    assert not site.page("/search?q=无此词").select(".files a")


def test_a_line_break_of_unicode_within_a_text_ends_no_line(site: Site, archive: FakeArchive) -> None:
    """Libraries that read a stream by lines end one at each of them."""
    archive.records[0].source["body"] = "甲\u2028乙\x85丙\u2029丁"
    lines = site.get("/export.jsonl").text.splitlines()
    assert len(lines) == len(archive.records)
    assert json.loads(lines[0])["paragraphs"] == ["甲\u2028乙\x85丙\u2029丁"]
