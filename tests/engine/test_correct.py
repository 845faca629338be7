"""Corrections on the real engine: searchable at once, kept over rebuild, re-ingest and undo, both forms found."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch
from rich.console import Console

from indexer.catalog import Catalog, open_catalog
from indexer.corrections import (
    Signature,
    propose_join,
    propose_move,
    propose_order,
    propose_reassign,
    propose_set,
    propose_split,
    propose_undo,
)
from indexer.desk import ArchiveDesk
from indexer.doctor import Verdict, examine
from indexer.engine import LastingEngine
from indexer.errors import CorrectionError, EngineUnavailable, RecordMoved
from indexer.indices import delete_indices
from indexer.office_forms import OfficeForms
from indexer.preview.console_run import show_run
from indexer.preview.html import run_report
from indexer.rebuilding import rebuild
from indexer.settings import Settings
from tests.engine.archive import PAGE, contents, opened, take_in, write
from webui.search.archive import Archive
from webui.search.request import SearchRequest

pytestmark = pytest.mark.engine

BY = Signature("2026-11-30T00:00:00Z", "纪望舒", "据原报")
FIRST, SECOND, CAPTION = "ltdb/2024-11-05/1/a1", "ltdb/2024-11-05/1/a2", "ltdb/2024-11-05/1/c1"


@pytest.fixture
def filled(client: Elasticsearch, archive_settings: Settings, tmp_path: Path) -> Settings:
    """An archive of an issue of two pages."""
    write(tmp_path, "报纸/2024-11-05/01.txt")
    write(
        tmp_path,
        "报纸/2024-11-05/02.txt",
        "汀澜河边种树人\n\n本报讯（记者 乔知远）老宋说，树要一棵一棵种。\n\n人要一天一天等。\n",
    )
    assert take_in(archive_settings, client, tmp_path / "报纸").complete
    return archive_settings


@contextmanager
def desk(settings: Settings, client: Elasticsearch) -> Iterator[ArchiveDesk]:
    with opened(settings) as archive:
        yield ArchiveDesk(archive.catalog, settings, archive.reading, lambda: nullcontext(LastingEngine(client, settings)))


def found(settings: Settings, client: Elasticsearch, text: str) -> list[str]:
    archive = Archive(client, settings.alias, office_forms=OfficeForms(settings.home))
    return sorted(hit.id for hit in archive.search(SearchRequest(text=text)).hits)


def test_a_correction_is_searchable_at_once_in_both_forms_and_outlives_the_index(
    client: Elasticsearch, filled: Settings
) -> None:
    before = contents(client, filled)
    with desk(filled, client) as archive:
        archive.append(propose_set(archive.issue(FIRST), FIRST, ["headline=岚汀新区举办社区烘焙赛", "reporters=沈知远"], BY))
    assert found(filled, client, '"社区烘焙赛"') == [FIRST] == found(filled, client, '"社区厨艺赛"')
    after = contents(client, filled)[FIRST]
    assert after["reporters"] == after["contributors"] == ["沈知远"] and "乔知远" in after["superseded"]
    assert [item["field"] for item in after["details"]["corrections"]] == ["headline", "reporters"]

    delete_indices(client, filled)
    with opened(filled) as archive:
        rebuild(filled, archive.connection, archive.catalog)
    assert contents(client, filled)[FIRST] == after

    with desk(filled, client) as archive:
        for number in (1, 2):
            archive.append([propose_undo(archive.log(), number, BY)])
    assert contents(client, filled) == before


def test_records_are_split_joined_and_moved_and_none_is_there_twice(client: Elasticsearch, filled: Settings) -> None:
    before = contents(client, filled)
    inside = "ltdb/2024-11-05/2/a1"
    with desk(filled, client) as archive:
        archive.append([propose_split(archive.issue(inside), inside, 2, "等树的人", BY)])
        archive.append([propose_join(archive.issue(FIRST), FIRST, SECOND, BY)])
        archive.append([propose_move(archive.issue(CAPTION), CAPTION, 2, None, BY)])
        assert sorted(contents(client, filled)) == [FIRST, inside, "ltdb/2024-11-05/2/a2", "ltdb/2024-11-05/2/c1"]
        moved = contents(client, filled)["ltdb/2024-11-05/2/c1"]
        assert (moved["page"], moved["source_name"]) == (2, before[CAPTION]["source_name"])
        site = Archive(client, filled.alias)
        asked = (CAPTION, SECOND, inside, FIRST, "ltdb/2024-11-05/1/a9", "ltdb/1999-01-01/1/a1", "no id")
        assert {one: view.id for one, view in site.present(asked).items()} == {
            CAPTION: moved["id"],
            SECOND: FIRST,
            inside: inside,
            FIRST: FIRST,
        }
        assert [view.source for view in site.chosen([CAPTION, FIRST, SECOND])] == [moved, contents(client, filled)[FIRST]]
        with pytest.raises(RecordMoved) as led:
            site.record(CAPTION)
        assert (led.value.former, led.value.now) == (CAPTION, moved["id"])
        for number in (1, 2, 3):
            archive.append([propose_undo(archive.log(), number, BY)])
    assert contents(client, filled) == before


def test_paragraphs_are_put_in_order_and_given_to_another_record_and_the_index_can_be_made_again(
    client: Elasticsearch, filled: Settings, tmp_path: Path
) -> None:
    before = contents(client, filled)
    inside = "ltdb/2024-11-05/2/a1"
    with desk(filled, client) as archive:
        order = propose_order(archive.issue(inside), inside, "2,1", BY)
        assert archive.tried([order]).applied == (1,) and contents(client, filled) == before and archive.log() == []
        archive.append([order])
        archive.append([propose_reassign(archive.issue(inside), inside, "1", FIRST, 1, BY)])
        archive.append([propose_join(archive.issue(FIRST), FIRST, SECOND, BY)])
    after = contents(client, filled)
    assert after[FIRST]["body"].startswith("人要一天一天等。\n") and after[inside]["reporters"] == ["乔知远"]
    assert found(filled, client, '"人要一天一天等"') == [FIRST]
    delete_indices(client, filled)
    with opened(filled) as archive:
        rebuild(filled, archive.connection, archive.catalog)
    assert contents(client, filled) == after
    # The page is ingested anew, and the paragraph has another text.
    write(
        tmp_path,
        "报纸/2024-11-05/02.txt",
        "汀澜河边种树人\n\n本报讯（记者 乔知远）老宋说，树要一棵一棵种。\n\n人要一年一年等，树才成林。\n",
    )
    report = take_in(filled, client, tmp_path / "报纸")
    assert [conflict.number for conflict in report.conflicts] == [1, 2]
    assert "人要" not in contents(client, filled)[FIRST]["body"]
    assert contents(client, filled)[inside]["body"].endswith("\n人要一年一年等，树才成林。")


def test_a_correction_holds_when_the_page_is_ingested_anew_and_a_conflict_is_reported(
    client: Elasticsearch, filled: Settings, tmp_path: Path
) -> None:
    with desk(filled, client) as archive:
        archive.append(propose_set(archive.issue(FIRST), FIRST, ["headline=岚汀新区举办社区烘焙赛"], BY))
    # An article is inserted above: the ids shift, the correction follows its record.
    path = write(tmp_path, "报纸/2024-11-05/01.txt", "湖边步道亮灯\n\n本报讯（记者乔知远）近日，湖边步道亮起了灯。\n\n" + PAGE)
    report = take_in(filled, client, tmp_path / "报纸")
    assert report.counts["changed"] == 1 and report.conflicts == ()
    assert contents(client, filled)[SECOND]["headline"] == "岚汀新区举办社区烘焙赛"
    # The source itself says something else now.
    path.write_text(PAGE.replace("举办社区厨艺赛", "举办社区包粽赛", 1), encoding="utf-8")
    report = take_in(filled, client, tmp_path / "报纸")
    (conflict,) = report.conflicts
    assert conflict.number == 1 and "社区包粽赛" in conflict.zh
    assert json.loads(b"".join(report.json()))["conflicts"][0]["number"] == 1
    console = Console(width=200, record=True, file=io.StringIO())
    show_run(console, report)
    said = "".join(console.export_text().split())  # the terminal breaks the lines
    assert "".join(conflict.zh.split()) in said and "更正未套用" in said
    assert "更正未套用" in run_report(report) and conflict.zh[:20] in run_report(report)
    assert contents(client, filled)[FIRST]["headline"] == "岚汀新区举办社区包粽赛"
    assert any("更正" in finding.subject and finding.verdict is Verdict.NOTE for finding in examine(filled, full=False))


def test_a_line_of_the_log_that_was_tampered_with_is_named(client: Elasticsearch, filled: Settings) -> None:
    with desk(filled, client) as archive:
        for headline in ("甲", "乙", "丙"):
            archive.append(propose_set(archive.issue(FIRST), FIRST, [f"headline={headline}"], BY))
    assert not [f for f in examine(filled, full=False) if f.verdict is Verdict.FAULT]
    with open_catalog(filled.home, write=True) as catalog:
        tamper(catalog)
    (fault,) = [finding for finding in examine(filled, full=False) if finding.verdict is Verdict.FAULT]
    assert fault.subject == "更正" and "2" in fault.found


def tamper(catalog: Catalog) -> None:
    catalog._connection.execute("DROP TRIGGER correction_stays")
    catalog._connection.execute("UPDATE correction SET entry = replace(entry, '乙', '丁') WHERE number = 2")


def test_a_correction_that_the_engine_cannot_have_now_is_kept_and_said(
    client: Elasticsearch, filled: Settings, tmp_path: Path
) -> None:
    def gone() -> nullcontext[LastingEngine]:
        raise EngineUnavailable("引擎停了。", "engine gone")

    with opened(filled) as archive:
        here = ArchiveDesk(archive.catalog, filled, archive.reading, gone)
        with pytest.raises(CorrectionError, match="is written"):
            here.append(propose_set(here.issue(FIRST), FIRST, ["headline=岚汀新区举办社区烘焙赛"], BY))
    assert found(filled, client, '"社区烘焙赛"') == []
    take_in(filled, client, tmp_path / "报纸")
    assert found(filled, client, '"社区烘焙赛"') == [FIRST]
