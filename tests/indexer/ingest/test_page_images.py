"""An ingest of printed pages, the engine's part played by a stand-in and the reader's by a table: the pictures are there when it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from indexer.catalog import State, open_catalog
from indexer.catalog.originals import sha256_of
from indexer.ingest import prepare as preparing
from indexer.ingest.options import IngestOptions
from indexer.ingest.report import IngestReport
from indexer.ingest.run import ingest
from indexer.model import IssueIdentity, Kind, LineRange, Page, Paragraph, ParsedSource, PrintedSize, Record
from indexer.page_images.making import missing
from indexer.preview.console import open_console
from indexer.preview.console_run import show_run
from indexer.settings import Settings
from tests.indexer.engine_stand_in import EngineStandIn
from tests.printed import ARTICLE, DAY, FAR, SIZE, pdf


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_env(home=tmp_path / "home", paper="lanting")


@pytest.fixture(autouse=True)
def read_as_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every source is read as a PDF of two pages with an article each."""

    def parse(data: bytes, name: str, *_: Any) -> ParsedSource:
        pages = tuple(page_of(number, SIZE) for number in (1, 2))
        return ParsedSource(name, sha256_of(data), "", pages, "pdf")

    monkeypatch.setattr(preparing, "parse_source", parse)


def page_of(number: int, printed: PrintedSize) -> Page:
    paragraph = Paragraph("步道长九公里。", (2,), ())
    record = Record(Kind.ARTICLE, 1, "环湖步道全线贯通", None, (paragraph,), (LineRange(1, 2),), box=ARTICLE)
    return Page(IssueIdentity("lanting", DAY, number), (record,), (), (), 1.0, text="", printed=printed)


def take_in(folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> IngestReport:
    engine = EngineStandIn()
    engine.play(monkeypatch)
    return ingest([folder], IngestOptions(batch="b", workers=1), settings, engine.client)


def write(folder: Path, data: bytes) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "2024-11-05.pdf").write_bytes(data)


def test_every_printed_page_has_its_picture_when_the_run_ends(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "报纸", pdf([ARTICLE], [FAR]))
    report = take_in(tmp_path / "报纸", settings, monkeypatch)
    assert report.complete and report.image_failures == ()
    with open_catalog(settings.home, write=False) as catalog:
        versions = list(catalog.pages.with_pictures())
        assert [(version.identity.page, version.printed) for version in versions] == [(1, SIZE), (2, SIZE)]
        assert not list(missing(catalog, settings.home))


def test_a_run_that_passes_a_known_source_over_draws_what_an_earlier_one_left_out(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "报纸", pdf([ARTICLE], [FAR]))
    take_in(tmp_path / "报纸", settings, monkeypatch)
    for path in settings.home.glob("page-images/*/*-2-*"):
        path.unlink()
    report = take_in(tmp_path / "报纸", settings, monkeypatch)
    assert report.counts["same"] == 2
    with open_catalog(settings.home, write=False) as catalog:
        assert not list(missing(catalog, settings.home))


def test_a_page_that_cannot_be_drawn_is_taken_in_and_said(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "报纸", pdf([ARTICLE]))  # of the two pages that are read only the first can be drawn
    report = take_in(tmp_path / "报纸", settings, monkeypatch)
    assert report.complete and len(report.of(State.NEW)) == 2
    (failure,) = json.loads(b"".join(report.json()))["page_image_failures"]
    assert failure["page"] == "lanting/2024-11-05/2"
    assert "原件里没有第 2 页" in failure["message_zh"] and "no page 2" in failure["message"]
    show_run(open_console(), report)
    shown = "".join(capsys.readouterr().out.split())  # it is broken into lines
    assert "没有版面图1" in shown and "bulletindoctor--repair" in shown
