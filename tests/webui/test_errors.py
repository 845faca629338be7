"""Every error ends in a Chinese page or an object, with the right status, and never in a trace."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from fastapi import FastAPI
from structlog.testing import capture_logs

from indexer import errors
from indexer.errors import (
    ArchiveError,
    CatalogError,
    EngineFetchFailed,
    EngineRefused,
    EngineStartFailed,
    EngineUnavailable,
    IndexMissing,
    NotInArchive,
    QueryError,
    SettingsError,
    SourceError,
)
from tests.webui.fake_archive import FakeArchive, away
from tests.webui.site import Site, address, one, text
from webui.errors import status_of
from webui.search.language import LONGEST_TEXT

STATUS = {
    QueryError: 400,
    NotInArchive: 404,
    errors.RecordMoved: 307,
    errors.Withdrawn: 410,
    errors.TooBusy: 503,
    IndexMissing: 503,
    EngineUnavailable: 503,
    EngineStartFailed: 503,
    EngineFetchFailed: 503,
    EngineRefused: 503,
    errors.EngineError: 503,
    SettingsError: 503,
    errors.IndexStale: 503,
    errors.RebuildFailed: 503,
    CatalogError: 500,
    errors.DiskFull: 500,
    errors.BackupError: 500,
    errors.CorrectionError: 500,
    SourceError: 500,
    errors.SourceUnreadable: 500,
    errors.EncodingUnknown: 500,
    errors.IssueDateMissing: 500,
    errors.SourceTooLarge: 500,
    errors.SourceChanged: 500,
    errors.FolderSettingsError: 500,
    errors.ReaderTimedOut: 500,
    errors.ReaderOutOfMemory: 500,
    errors.ReaderDied: 500,
    errors.ReaderFailed: 500,
    errors.PageImageFailed: 500,
    errors.ReaderMissing: 500,
    ArchiveError: 500,
}


def test_every_error_of_the_tree_has_a_status() -> None:
    tree = {kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, ArchiveError)}
    assert tree == set(STATUS)
    for kind, status in STATUS.items():
        error = QueryError("坏", "bad", "q") if kind is QueryError else kind("坏", "bad")
        assert status_of(error) == status, kind


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/search?page=abc", "page"),
        ("/search?page=0", "page"),
        ("/search?page=-1", "page"),
        ("/search?page=１", "page"),
        ("/search?size=100000", "size"),
        ("/search?size=0", "size"),
        ("/search?from=2024-13-01", "from"),
        ("/search?from=2024-02-30", "from"),
        ("/search?to=昨天", "to"),
        ("/search?from=2024-12-01&to=2024-01-01", "from"),
        ("/search?sort=best", "sort"),
        ("/search?kind=poem", "kind"),
        ("/search?year=24", "year"),
        ("/search?month=2024-13", "month"),
        ("/search?page_no=0", "page_no"),
    ],
)
def test_bad_input_is_a_400_that_names_the_parameter(site: Site, path: str, field: str) -> None:
    soup = site.page(path + "&q=步道", 400)
    assert text(soup, "h1") == "检索条件有误"
    assert field in text(soup, ".notice") or field in ("from", "to")
    assert one(soup, "#q")["value"] == "步道", "what was typed is not lost"
    answer = site.get(path.replace("/search", "/api/v1/search"), 400).json()
    assert answer["error"]["code"] == "bad_query" and answer["error"]["field"] == field
    assert set(answer) == {"error"} and set(answer["error"]) == {"code", "message", "field"}


def test_the_api_refuses_what_it_does_not_know_and_the_page_ignores_it(site: Site) -> None:
    assert site.get("/api/v1/search?reporters=x", 400).json()["error"]["field"] == "reporters"
    site.get("/search?q=步道&utm_source=x")


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/nothing.php",
        "/lanting/2024-02-30/",
        "/lanting/2024-11-05/9/",
        "/lanting/2024-11-05/0/",
        "/lanting/2024-11-05/1/a99",
        "/lanting/2024-11-05/1/z1",
        "/lanting/2024-11-05/1/a1/more",
        "/Lanting/2024-11-05/",
        "/lanting/2024-11-06/",
        "/lanting/2024-11-05/1/a%00",
        "/lanting/2024-11-05/1/a1%0d%0aX: y",
        "/%ff%fe/2024-11-05/",
        "/static/nothing.css",
        "/static/..%2f..%2fapp.py",
        "//evil.example/2024-11-05",
    ],
)
def test_what_is_not_there_is_a_404_with_a_page(site: Site, path: str) -> None:
    soup = site.page(path, 404)
    assert one(soup, "html")["lang"] == "zh-CN"
    assert text(soup, "h1") == "没有这一页"
    assert one(soup, "#q") and address(soup, ".notice .tags li:first-child a") == "/"


@pytest.mark.parametrize("path", ["/api/v1/records/lanting/2024-11-05/1/a99", "/api/v1/nothing", "/api/v2/search"])
def test_what_the_api_does_not_have_is_a_404_object(site: Site, path: str) -> None:
    assert site.get(path, 404).json()["error"]["code"] == "not_found"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_get_and_head_are_served(site: Site, method: str) -> None:
    assert site.client.request(method, "/search?q=x").status_code == 405
    answer = site.client.request(method, "/api/v1/search?q=x")
    assert answer.status_code == 405 and answer.json()["error"]["code"] == "method_not_allowed"


@pytest.mark.parametrize(
    "value",
    [
        *("\x00", "a\x00b", "\ud7ff", "\U0002b5af", "\u202e", "\r\nX: y"),
        *("'; DROP TABLE", "${7*7}", "{{7*7}}", "%", "\\", "../../etc/passwd", "* ?"),
        *("“" * 99, '"' * 99, "(" * 999, "-" * 999, "OR OR", "标题:", "~8"),
    ],
)
def test_nothing_a_person_types_is_an_error(site: Site, value: str) -> None:
    for name in ("q", "reporter", "department"):
        site.page(f"/search?{name}={quote(value)}")
        site.get(f"/api/v1/search?{name}={quote(value)}")
        site.page(f"/lanting/2024-11-05/1/a1?{name}={quote(value)}")


def test_bytes_that_are_no_text_are_no_error(site: Site) -> None:
    site.page("/search?q=%FF%FE%80&reporter=%C0%AF")
    site.page("/search?q=%E6%AD%A5%E9%81%9&%ZZ=%")
    site.page("/search?" + "&" * 500 + "=&=x")


def test_a_very_long_query_is_answered(site: Site) -> None:
    """Every link of the page carries the query: what the search does not use is not repeated in them."""
    soup = site.page("/search?q=" + quote("步" * 7_000))
    assert len(str(one(soup, "#q")["value"])) == LONGEST_TEXT + 1


def test_an_engine_that_is_away_is_a_503_page_that_says_when_to_come_again(site: Site, archive: FakeArchive) -> None:
    archive.fail = away()
    for path in ("/", "/search?q=步道&kind=article", "/issues/", "/reporters/", "/lanting/2024-11-05/1/a1"):
        response = site.get(path, 503)
        assert int(response.headers["retry-after"]) > 0
        assert response.headers["cache-control"] == "no-store"
        soup = site.page(path, 503)
        assert text(soup, "h1") == "检索暂时不可用"
        assert address(soup, ".actions .button") == quote(path, safe="/?=&%")
        assert "/secret" not in response.text, "readers are not told where our files are"
    archive.fail = None
    site.page("/search?q=步道")


def test_an_engine_that_is_away_is_a_503_object_for_programs(site: Site, archive: FakeArchive) -> None:
    archive.fail = away()
    for path in ("/api/v1/search?q=x", "/api/v1/records/lanting/2024-11-05/1/a1", "/readyz"):
        response = site.get(path, 503)
        assert response.headers["retry-after"]
        assert response.json()["error"] == {
            "code": "engine_unavailable",
            "message": "the search engine does not answer",
            "field": None,
        }
    assert site.get("/healthz").json() == {"status": "ok"}
    assert "engine_unavailable" in site.get("/metrics").text


def test_an_outage_is_logged_once_and_counted_each_time(site: Site, archive: FakeArchive) -> None:
    archive.fail = away()
    with capture_logs() as logged:
        for _ in range(5):
            site.get("/search", 503)
    assert [(entry["event"], entry["reason"]) for entry in logged] == [("request failed", archive.fail.en)]
    assert 'bulletin_engine_errors_total{code="engine_unavailable"} 5.0' in site.get("/metrics").text


def test_an_index_that_is_missing_is_told_apart(site: Site, archive: FakeArchive) -> None:
    archive.fail = IndexMissing("别名 bulletin 没有指向任何索引。", "the alias points to no index")
    assert text(site.page("/search?q=x", 503), "h1") == "索引尚未就绪"
    assert site.get("/api/v1/search?q=x", 503).json()["error"]["code"] == "index_missing"


def test_a_fault_of_ours_is_a_500_page_without_a_trace(site: Site, archive: FakeArchive) -> None:
    def broken() -> None:
        raise RuntimeError("secret detail")

    archive.fault = broken
    with capture_logs() as logged:
        response = site.get("/search?q=步道", 500)
        soup = site.page("/search?q=步道", 500)
        answer = site.get("/api/v1/search?q=x", 500)
    assert text(soup, "h1") == "网站出错了"
    assert "secret" not in response.text and "Traceback" not in response.text and "RuntimeError" not in response.text
    assert response.headers["content-security-policy"] and response.headers["cache-control"] == "no-store"
    assert answer.json()["error"]["code"] == "internal_error" and "secret" not in answer.text
    assert [str(entry["exc_info"]) for entry in logged if entry["event"] == "fault"] == ["secret detail"] * 3, (
        "it is in the log"
    )


def test_a_fault_is_counted(site: Site, archive: FakeArchive) -> None:
    archive.fault = lambda: 1 / 0
    site.get("/search", 500)
    assert 'bulletin_requests_total{route="/search",status="500"} 1.0' in site.get("/metrics").text


def test_no_handler_of_the_framework_is_left_in_english(site: Site) -> None:
    app = site.client.app
    assert isinstance(app, FastAPI)
    assert "Not Found" not in site.get("/nothing", 404).text
