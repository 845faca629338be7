"""The HTML report: one file, no script, nothing loaded, everything escaped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from indexer.ingest.options import IngestOptions
from indexer.ingest.run import preview
from indexer.preview.html import LINES_MOST, TEXT_MOST, ReportNotWritten, page_report, run_report, write_report
from indexer.preview.totals import Tally
from indexer.preview.view import view_page
from indexer.settings import Settings
from tests.indexer.preview.pages import BROKEN_OFF, GOOD, STRAY, parsed

ATTACK = """\
<script>alert(1)</script>

本报讯（记者乔知远）近日，<img src=x onerror=alert(1)>"'&amp;{{ 7*7 }}\x1b[31m \u202e反写，没有
"""


def report_of(text: str) -> str:
    pages, parts = parsed(text)
    tally = Tally()
    for page in pages:
        tally.count("01.txt", page)
    views = [view_page(page, part) for page, part in zip(pages, parts, strict=True)]
    return page_report("2024-11-05/<01>.txt", views, tally.totals())


def run_of(tmp_path: Path, files: dict[str, str]) -> str:
    for name, text in files.items():
        path = tmp_path / "报纸" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return run_report(preview([tmp_path / "报纸"], IngestOptions(), Settings.from_env(home=tmp_path / "home")))


def assert_self_contained(html: str) -> BeautifulSoup:
    page = BeautifulSoup(html, "html.parser")
    assert not page.find_all(["script", "link", "img", "iframe", "object", "form", "base", "video", "audio"])
    assert all(link["href"].startswith("#") for link in page.find_all("a"))  # type: ignore[union-attr]
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on") or name in ("src", "style")]
    assert not re.search(r"url\(|@import|https?:", page.style.string or "")  # type: ignore[union-attr]
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert policy and policy["content"] == "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    return page


def test_a_page_text_cannot_become_markup_or_script() -> None:
    html = report_of(ATTACK)
    page = assert_self_contained(html)
    texts = [tag.get_text() for tag in page.select(".text")]
    assert texts[0] == "<script>alert(1)</script>"
    assert "<img src=x onerror=alert(1)>\"'&amp;{{ 7*7 }}␛[31m ‹U+202E›反写" in texts[1]
    assert "\x1b" not in html and "\u202e" not in html


def test_every_line_stands_beside_what_it_became() -> None:
    page = assert_self_contained(report_of(GOOD + "\f" + BROKEN_OFF))
    lines = {line["id"]: line for line in page.select(".line")}
    body = lines["p1-5"]
    assert "记者 乔知远" in body.get_text() and "日期 11月4日 = 2024-11-04" in body.get_text()
    assert "furniture" in lines["p1-1"]["class"] and "报头" in lines["p1-1"].get_text()
    broken = next(line for line in page.select(".warned") if "第二座泵站" in line.get_text())
    assert "！" in broken.get_text() and "文末断开" in broken.get_text()
    assert f"#{broken['id']}" in [link["href"] for link in page.select(".marked a")]
    assert len(page.select("article")) == 2


def test_ids_are_there_once() -> None:
    page = assert_self_contained(report_of(GOOD + "\f" + GOOD))
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_the_report_on_a_folder_has_the_lists_apart(tmp_path: Path) -> None:
    html = run_of(
        tmp_path,
        {"2024-11-05/01.txt": GOOD, "20241105-1版.txt": BROKEN_OFF, "无日期.txt": BROKEN_OFF, "2024-11-05/02.txt": ATTACK},
    )
    page = assert_self_contained(html)
    lists = {name: section.get_text() for name in ("failed", "duplicate", "warnings") if (section := page.find(id=name))}
    assert "无日期.txt" in lists["failed"] and "--issue-date" in lists["failed"]
    assert "报纸/2024-11-05/01.txt" in lists["duplicate"] and "报纸/20241105-1版.txt" in lists["duplicate"]
    assert "文末断开" in lists["warnings"] and "无日期.txt" not in lists["warnings"] + lists["duplicate"]
    assert page.select("#worst .command code")[0].get_text().startswith("bulletin parse ")
    assert page.select("#worst .line .text")


def test_a_huge_page_is_shown_in_part_in_the_report_on_a_folder(tmp_path: Path) -> None:
    html = run_of(tmp_path, {"2024-11-05/01.txt": "长" * (TEXT_MOST * 4), "2024-11-05/02.txt": STRAY * (LINES_MOST * 2)})
    page = assert_self_contained(html)
    assert f"本行共 {TEXT_MOST * 4} 字" in html and "只显示一部分" in html
    assert max(len(tag.get_text()) for tag in page.select(".text")) < TEXT_MOST + 100
    assert len(page.select(".line")) <= LINES_MOST + 1


def test_a_report_replaces_a_report_and_nothing_else(tmp_path: Path) -> None:
    report, page, empty = tmp_path / "报告.html", tmp_path / "01.txt", tmp_path / "空"
    page.write_text(GOOD, encoding="utf-8")
    empty.touch()
    html = report_of(GOOD)
    for path in (report, report, empty):
        write_report(path, html)
        assert path.read_text(encoding="utf-8") == html
    with pytest.raises(ReportNotWritten) as refused:
        write_report(page, html)
    assert "换一个文件名" in refused.value.zh and page.read_text(encoding="utf-8") == GOOD
    with pytest.raises(ReportNotWritten) as missing:
        write_report(tmp_path / "没有" / "报告.html", html)
    assert "请检查文件夹是否存在" in missing.value.zh


def test_the_templates_are_shipped() -> None:
    import tomllib

    root = Path(__file__).parents[3]
    shipped = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["package-data"][
        "indexer"
    ]
    templates = {path for pattern in shipped for path in (root / "indexer").glob(pattern)}
    assert set((root / "indexer" / "preview" / "templates").iterdir()) <= templates
