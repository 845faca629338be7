"""The command before the folder, the folder before the settings; and the whole way from a zip to pages without an engine."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from indexer.catalog.rows import State
from indexer.ingest import reading
from indexer.ingest.options import IngestOptions, read_options, read_options_json
from indexer.ingest.run import preview
from indexer.ingest.source_options import source_options
from indexer.model import FolderFacts, ParsedSource
from indexer.pipeline import ParseOptions, parse_source
from indexer.settings import Settings
from indexer.sources import Source, find_sources
from tests.indexer.sources.zip_files import GbkInfo, found_in, packed, written

PAGE = "岚汀新区举办厨艺赛\n\n本报讯(记者乔知远)近日,岚汀新区举办厨艺赛。\n"


@pytest.fixture
def named(tmp_path: Path) -> Settings:
    """The settings of an archive with a paper."""
    return Settings.from_env(home=tmp_path / "home", paper="ltdb", paper_name="岚汀导报", local_level="省")


def source_with(folder: Path, text: str) -> Source:
    written(folder, "a/bulletin.toml", text)
    written(folder, "a/01.txt", PAGE)
    (source,) = found_in(folder / "a")
    assert isinstance(source, Source)
    return source


@pytest.mark.parametrize(
    ("text", "command", "paper", "paper_name"),
    [
        ("", None, "ltdb", "岚汀导报"),
        ('paper = "ltwb"', None, "ltwb", ""),
        ('paper = "ltwb"\npaper_name = "岚汀晚报"', None, "ltwb", "岚汀晚报"),
        ('paper_name = "岚汀晚报"', None, "ltdb", "岚汀晚报"),
        ('paper = "ltwb"\npaper_name = "岚汀晚报"', "ltdb", "ltdb", "岚汀导报"),
        ('paper = "ltwb"\npaper_name = "岚汀晚报"', "other", "other", ""),
    ],
)
def test_a_printed_name_goes_with_its_paper(
    tmp_path: Path, named: Settings, text: str, command: str | None, paper: str, paper_name: str
) -> None:
    options = source_options(source_with(tmp_path, text), named, command, None, None)
    assert (options.paper, options.paper_name) == (paper, paper_name)


def test_each_value_comes_from_the_nearest_who_says_it(tmp_path: Path, named: Settings) -> None:
    source = source_with(tmp_path, 'encoding = "big5"\nlocal_level = "市"\nissue_date = 2024-11-05')
    options = source_options(source, named, None, None, None)
    assert options == ParseOptions("ltdb", "岚汀导报", None, "big5", "市", folder=FolderFacts(issue_date=date(2024, 11, 5)))
    options = source_options(source, named, None, date(2024, 11, 6), "gbk")
    assert (options.issue_date, options.encoding, options.local_level) == (date(2024, 11, 6), "gbk", "市")
    (plain,) = found_in(written(tmp_path, "b/01.txt", PAGE))
    assert isinstance(plain, Source)
    assert source_options(plain, named, None, None, None) == ParseOptions("ltdb", "岚汀导报", None, None, "省")


def test_section_names_follow_the_number_of_each_page_of_a_file() -> None:
    folder = FolderFacts(date(2024, 11, 5), 2, "民生", ((2, "综合"), (3, "文化"), (4, "体育")), ("page_pattern",))
    text = f"{PAGE}\f{PAGE}\f岚汀导报 2024年11月5日 第4版 副刊\n{PAGE}"
    parsed = parse_source(text.encode(), "a.txt", ParseOptions("ltdb", "岚汀导报", folder=folder))
    assert isinstance(parsed, ParsedSource)
    pages = [(page.identity.page, page.identity.page_name) for page in parsed.pages if page.identity]
    assert pages == [(2, "民生"), (3, "文化"), (4, "副刊")]
    codes = [[warning.code for warning in page.warnings] for page in parsed.pages]
    assert "pattern not matched" in codes[0] and "pattern not matched" not in codes[1]


def test_section_names_are_shown_without_a_date_too() -> None:
    options = ParseOptions("ltdb", require_date=False, folder=FolderFacts(page=2, page_names=((2, "综合"),)))
    parsed = parse_source(PAGE.encode(), "a.txt", options)
    assert isinstance(parsed, ParsedSource)
    label = parsed.pages[0].label
    assert label and (label.page, label.page_name) == (2, "综合")


def test_the_options_come_back_out_of_the_catalog_as_they_were() -> None:
    folder = FolderFacts(date(2024, 11, 5), 2, "民生", ((2, "综合"), (3, "文化")), ("page_pattern",))
    options = ParseOptions("ltdb", "岚汀导报", date(2024, 11, 6), "big5", "市", folder=folder)
    assert read_options(read_options_json(options)) == options
    assert read_options(read_options_json(ParseOptions("ltdb"))) == ParseOptions("ltdb")
    assert read_options('{"paper": "ltdb"}') == ParseOptions("ltdb")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_zip_with_a_settings_file_gives_its_pages(tmp_path: Path, named: Settings, workers: int) -> None:
    text = 'paper = "ltwb"\nencoding = "big5"\ndate_pattern = "{day}{month}{year}/第{page}版"'
    entries = {
        "bulletin.toml": text,
        "05112024/第2版.txt": PAGE.replace("举办", "舉辦").encode("big5", "ignore"),
        "../x.txt": "x",
    }
    zipped = written(tmp_path, "报纸.zip", packed(entries, GbkInfo))
    report = preview([zipped, written(tmp_path, "2024-11-05/01.txt", PAGE)], IngestOptions(workers=workers), named)
    assert [
        (outcome.source_name, outcome.state, outcome.page_path) for outcome in report.outcomes if outcome.state is State.NEW
    ] == [
        ("报纸.zip/05112024/第2版.txt", State.NEW, "ltwb/2024-11-05/2"),
        (f"{tmp_path.name}/2024-11-05/01.txt", State.NEW, "ltdb/2024-11-05/1"),
    ]
    (failed,) = report.of(State.FAILED)
    assert failed.source_name == "报纸.zip/../x.txt" and "指向压缩包外面" in (failed.zh or "")


def test_a_file_that_is_still_written_is_deferred(tmp_path: Path, named: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "2024-11-05/01.txt", PAGE)
    written_meanwhile = partial(find_sources, sleep=lambda _: path.write_text(PAGE * 2))
    monkeypatch.setattr(reading, "find_sources", written_meanwhile)
    hasty = named.model_copy(update={"quiet_seconds": 5.0})
    report = preview([path], IngestOptions(), hasty)
    assert [(outcome.state, outcome.code) for outcome in report.outcomes] == [(State.DEFERRED, "still_written")]
