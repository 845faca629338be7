"""One harmful file among good pages: the run ends, names it and nothing else, the others are in, nothing outside is touched."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from elasticsearch import Elasticsearch

from evaluation.ingest.commands import Home
from evaluation.ingest.poisons import DAY, NO_PERMISSION, POISONS, RECORDS_A_PAGE, Poison, surroundings, write_good_pages
from indexer.engine.state import EngineState
from indexer.indices import delete_indices
from indexer.ingest.options import IngestOptions
from indexer.ingest.run import ingest, preview
from indexer.pipeline import LONGEST_PAGE
from indexer.settings import Settings
from tests.engine.archive import write
from webui.search.archive import Archive
from webui.search.request import SearchRequest

pytestmark = pytest.mark.engine

GOOD = 24


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory, engine: EngineState, client: Elasticsearch) -> Iterator[Settings]:
    """An archive that all tests of this file share; each ingests into a paper of its own."""
    home = tmp_path_factory.mktemp("poisons") / "home"
    settings = Settings.from_env(home=home, elasticsearch_url=engine.address, alias=f"t{uuid.uuid4().hex[:12]}")
    yield settings
    delete_indices(client, settings)


@pytest.mark.parametrize("number", range(len(POISONS)), ids=[poison.name for poison in POISONS])
def test_a_harmful_file_is_named_and_the_others_are_in(
    number: int, shelf: Settings, client: Elasticsearch, tmp_path: Path
) -> None:
    poison, paper = POISONS[number], f"poison-{number}"
    folder = tmp_path / "外面" / "报纸"
    write_good_pages(folder, GOOD)
    (tmp_path / "外面" / "邻居.txt").write_text("不要动我。\n", encoding="utf-8")
    poison.make(folder)
    before = surroundings(tmp_path)
    foretold = preview([folder / DAY], IngestOptions(paper=paper), shelf)

    report = ingest([folder], IngestOptions(paper=paper), shelf, client)

    assert [(bad.source_name, bad.code) for bad in report.outcomes if bad.code] == expected(poison)
    assert report.counts["new"] == GOOD + poison.pages and report.stopped is None
    assert report.complete == (not poison.code) and json.loads(b"".join(report.json()))["counts"] == report.counts
    assert [bad.code for bad in foretold.outcomes if bad.code] == [bad.code for bad in report.outcomes if bad.code]
    total = Archive(client, shelf.alias).search(SearchRequest(text=f'"岚汀新区第{GOOD}号社区食堂"', papers=(paper,))).total
    assert (
        total == 1 and client.count(index=shelf.alias, query={"term": {"paper": paper}}).body["count"] >= GOOD * RECORDS_A_PAGE
    )
    assert surroundings(tmp_path) == before


@pytest.mark.parametrize("analyzer", ["ik", "smartcn"])
def test_the_longest_page_and_the_longest_word_are_taken_by_both_dictionaries(
    analyzer: Literal["ik", "smartcn"], client: Elasticsearch, archive_settings: Settings, tmp_path: Path
) -> None:
    """One character as often as a page may hold it, and a word of 100,000 letters: the engine refuses terms of 32,766 bytes."""
    settings = archive_settings.model_copy(update={"analyzer": analyzer})
    write(tmp_path, "报纸/2024-11-05/01.txt", "云" * LONGEST_PAGE)
    write(tmp_path, "报纸/2024-11-05/02.txt", "abcdefghij" * 10_000)
    report = ingest([tmp_path / "报纸"], IngestOptions(paper="ltdb"), settings, client)
    assert report.complete and report.counts["new"] == 2
    archive = Archive(client, settings.alias)
    assert [archive.search(SearchRequest(text=text)).total for text in ('"云云云云"', '"jabcdefghijabc"')] == [1, 1]


def expected(poison: Poison) -> list[tuple[str, str]]:
    return [(f"报纸/{poison.reported}", poison.code)] if poison.code else []


def test_a_file_without_permission_is_named_and_the_others_are_in(tmp_path: Path, engine: EngineState, alias: str) -> None:
    folder = tmp_path / "报纸"
    write_good_pages(folder, GOOD)
    NO_PERMISSION.make(folder)
    before = surroundings(folder)
    code, report = Home(tmp_path / "home", obeying=True, ELASTICSEARCH_URL=engine.address, BULLETIN_ALIAS=alias).run(
        "ingest", str(folder), "--json"
    )
    assert code == 1 and report["counts"]["new"] == GOOD
    assert [(failure["source"], failure["error"]["code"]) for failure in report["failures"]] == expected(NO_PERMISSION)
    assert "没有权限" in report["failures"][0]["error"]["message_zh"]
    assert surroundings(folder) == before


def test_a_home_that_may_not_be_written_is_said_in_one_sentence(tmp_path: Path, engine: EngineState, alias: str) -> None:
    """The first ingest into it, and one into an archive whose folder has become read-only."""
    folder = tmp_path / "报纸"
    write_good_pages(folder, 4)
    variables = {"ELASTICSEARCH_URL": engine.address, "BULLETIN_ALIAS": alias}
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    filled = Home(tmp_path / "filled", obeying=True, **variables)
    assert filled.run("ingest", str(folder))[0] == 0
    write_good_pages(folder, 8)
    for path in (filled.home, *filled.home.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222)
    for home in (Home(closed / "home", obeying=True, **variables), Home(closed, obeying=True, **variables), filled):
        before = without_logs(tmp_path)
        code, _ = home.run("ingest", str(folder), "--json")
        said = home.log()
        assert code == 1 and "不能写入" in said and "Traceback" not in said, said
        assert without_logs(tmp_path) == before


def without_logs(folder: Path) -> dict[str, tuple[int, int, int]]:
    logs = {path.name for path in folder.rglob("*.log")}
    # What the test itself keeps of the commands' words, and the folders that it stands in.
    return {
        name: found
        for name, found in surroundings(folder).items()
        if Path(name).name not in logs and Path(name) != folder / "closed"
    }
