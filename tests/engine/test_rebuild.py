"""Rebuilding on the real engine: complete or not at all, taken up where it was cut off, with a way back that lacks nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from indexer.catalog import Role
from indexer.errors import EngineUnavailable, IndexMissing, IndexStale, RebuildFailed
from indexer.indices import current_index, list_indices
from indexer.load import chunks, loader, sending
from indexer.purging import purge
from indexer.rebuilding import prune, rebuild, rollback
from indexer.settings import Settings
from tests.engine.archive import PAGE, contents, opened, take_in, write

pytestmark = pytest.mark.engine

FRONT = "汀澜河边种树人\n\n本报讯（记者 乔知远）老宋说，树要一棵一棵种，\n\n（下转第2版）\n"
INSIDE = "（上接第1版）人要一天一天等。\n\n三年过去，河边有了荫凉。\n"


@pytest.fixture
def filled(client: Elasticsearch, archive_settings: Settings, tmp_path: Path) -> Settings:
    """An archive of four pages, two of them with an article that runs over both."""
    for day in ("2024-11-05", "2024-11-08"):
        write(tmp_path, f"报纸/{day}/03.txt")
    write(tmp_path, "报纸/2024-11-05/01.txt", FRONT)
    write(tmp_path, "报纸/2024-11-05/02.txt", INSIDE)
    assert take_in(archive_settings, client, tmp_path / "报纸").complete
    return archive_settings


def test_a_rebuilt_index_holds_the_same_and_the_old_one_waits(client: Elasticsearch, filled: Settings) -> None:
    before, old = contents(client, filled), current_index(client, filled).name
    with opened(filled) as archive:
        report = rebuild(filled, archive.connection, archive.catalog)
        assert (report.before, report.pages, report.records, report.golden) == (old, 4, len(before), 4)
        assert [index.role for index in archive.catalog.following.indices()] == [Role.LIVE, Role.KEPT]
    assert current_index(client, filled).name == report.index != old
    assert contents(client, filled) == before
    assert client.indices.get_settings(index=report.index).body[report.index]["settings"]["index"]["refresh_interval"] == "1s"


def test_a_way_back_lacks_nothing_that_came_since(client: Elasticsearch, filled: Settings, tmp_path: Path) -> None:
    old = current_index(client, filled).name
    with opened(filled) as archive:
        rebuild(filled, archive.connection, archive.catalog)
    write(tmp_path, "报纸/2024-11-12/01.txt")
    write(tmp_path, "报纸/2024-11-08/03.txt", PAGE.split("新区图书馆")[0])
    take_in(filled, client, tmp_path / "报纸")
    now = contents(client, filled)
    with opened(filled) as archive:
        assert rollback(filled, archive.connection, archive.catalog, archive.reading).name == old
        assert contents(client, filled) == now
        (removed,) = prune(filled, archive.connection, archive.catalog, keep=0)
        with pytest.raises(IndexMissing):
            rollback(filled, archive.connection, archive.catalog, archive.reading)
    assert [info.name for info in list_indices(client, filled)] == [old] != [removed.name]


def test_what_is_ingested_while_an_index_is_built_is_in_both(
    client: Elasticsearch, filled: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late: list[Path] = []

    def ingest_once(_: object) -> list[object]:
        if not late:
            late.append(write(tmp_path, "报纸/2024-11-12/01.txt"))
            take_in(filled, client, tmp_path / "报纸")
        return []

    # Before the last look, when everything was loaded: the moment that would lose it.
    monkeypatch.setattr("indexer.rebuilding.building.draw", ingest_once)
    with opened(filled) as archive:
        old = current_index(client, filled).name
        report = rebuild(filled, archive.connection, archive.catalog)
    for name in (old, report.index):
        client.indices.refresh(index=name)
        assert client.exists(index=name, id="ltdb/2024-11-12/1/a1")


def test_a_rebuild_that_was_cut_off_is_taken_up_and_the_live_index_serves_meanwhile(
    client: Elasticsearch, filled: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, old = contents(client, filled), current_index(client, filled).name

    def cut_off(*_: object) -> None:
        raise EngineUnavailable("引擎停了", "engine gone")

    with opened(filled) as archive, monkeypatch.context() as cut:
        cut.setattr(loader, "send", cut_off)
        with pytest.raises(EngineUnavailable):
            rebuild(filled, archive.connection, archive.catalog)
        (building,) = archive.catalog.following.indices(Role.BUILDING)
    assert current_index(client, filled).name == old and contents(client, filled) == before
    with opened(filled) as archive:
        assert rebuild(filled, archive.connection, archive.catalog).index == building.name
    assert contents(client, filled) == before


def test_an_index_that_lacks_a_record_is_not_put_in_place(
    client: Elasticsearch, filled: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, old = sending.send, current_index(client, filled).name

    def lose_one(connection: object, index: str, chunk: tuple[chunks.Operation, ...]) -> object:
        return real(connection, index, tuple(op for op in chunk if op.id != "ltdb/2024-11-08/3/a1"))  # type: ignore[arg-type]

    with opened(filled) as archive, monkeypatch.context() as losing:
        losing.setattr(loader, "send", lose_one)
        with pytest.raises(RebuildFailed, match="ltdb/2024-11-08/3/a1"):
            rebuild(filled, archive.connection, archive.catalog)
    assert [info.name for info in list_indices(client, filled)] == [old]


def test_pages_are_read_again_when_the_vocabulary_has_changed(client: Elasticsearch, filled: Settings, tmp_path: Path) -> None:
    (filled.home / "vocabulary").mkdir()
    (filled.home / "vocabulary" / "departments.tsv").write_text("拿手菜办公室\t社区厨艺赛\n", encoding="utf-8")
    assert "vocabulary_sha256" in current_index(client, filled).stale
    with opened(filled) as archive:
        report = rebuild(filled, archive.connection, archive.catalog)
        assert report.reparsed == 2 and report.unreadable == []
        assert rebuild(filled, archive.connection, archive.catalog).reparsed == 0
    assert current_index(client, filled).stale == ()
    assert "拿手菜办公室" in str(contents(client, filled)["ltdb/2024-11-08/3/a1"]["departments"])


def test_an_index_of_an_earlier_schema_serves_until_it_is_rebuilt_and_takes_nothing(
    client: Elasticsearch, filled: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.staleness.SCHEMA_VERSION", 999)
    write(tmp_path, "报纸/2024-11-12/01.txt")
    with pytest.raises(IndexStale, match="index rebuild"):
        take_in(filled, client, tmp_path / "报纸")


def test_a_purged_batch_gives_back_what_was_before(client: Elasticsearch, filled: Settings, tmp_path: Path) -> None:
    before = contents(client, filled)
    write(tmp_path, "报纸/2024-11-05/01.txt", FRONT.replace("（下转第2版）", "人要等。"))
    write(tmp_path, "报纸/2024-11-12/01.txt")
    take_in(filled, client, tmp_path / "报纸", batch="二月")
    assert contents(client, filled) != before
    with opened(filled) as archive:
        batch = archive.catalog.batches.find("二月")
        assert batch is not None
        report = purge(archive.catalog, archive.connection, archive.reading, [batch])
        assert (report.withdrawn, report.restored, report.kept) == (1, 1, 0)
        assert contents(client, filled) == before
        again = purge(archive.catalog, archive.connection, archive.reading, [batch])
        assert (again.withdrawn, again.restored) == (0, 0)
    assert take_in(filled, client, tmp_path / "报纸", batch="三月").counts["new"] == 1
