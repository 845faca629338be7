"""The doctor on the real engine: every difference between catalog, originals and index is named; what can be mended is."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from indexer.catalog import Catalog, Originals, open_catalog
from indexer.doctor import Finding, Verdict, examine, repair
from indexer.indices import current_index, delete_indices
from indexer.page_images.making import missing
from indexer.settings import Settings
from tests.engine.archive import contents, opened, take_in, write
from tests.printed import ARTICLE, enter_printed, pdf

pytestmark = pytest.mark.engine

A1 = "ltdb/2024-11-05/1/a1"


@pytest.fixture
def filled(client: Elasticsearch, archive_settings: Settings, tmp_path: Path) -> Settings:
    """An archive of two pages."""
    for day in ("2024-11-05", "2024-11-08"):
        write(tmp_path, f"报纸/{day}/01.txt")
    assert take_in(archive_settings, client, tmp_path / "报纸").complete
    return archive_settings


def bad(settings: Settings) -> list[Finding]:
    return [finding for finding in examine(settings, full=False) if finding.verdict is not Verdict.OK]


def spoil(settings: Settings, client: Elasticsearch, how: str) -> None:
    index = current_index(client, settings).name
    if how == "a record is gone":
        client.delete(index=index, id=A1, refresh=True)
    elif how == "a record says something else":
        client.update(index=index, id=A1, doc={"headline": "别的"}, refresh=True)
    elif how == "a record is too much":
        client.index(index=index, id="ltdb/2024-11-05/1/a9", document={"id": "x"}, refresh=True)
    elif how == "a record of no page":
        client.index(index=index, id="other/2020-01-01/1/a1", document={"id": "x"}, refresh=True)
    elif how == "the index is gone":
        delete_indices(client, settings)
    else:
        with open_catalog(settings.home, write=True) as catalog:
            IN_CATALOG[how](catalog, current_index(client, settings).uuid, client, index)


def crashed_in_a_large_load(catalog: Catalog, uuid: str, client: Elasticsearch, index: str) -> None:
    catalog.following.keep_settings(uuid, '{"refresh_interval": "1s"}')
    client.indices.put_settings(index=index, settings={"refresh_interval": "30s"})


IN_CATALOG: dict[str, Callable[[Catalog, str, Elasticsearch, str], None]] = {
    "a page was not loaded": lambda catalog, *_: catalog.pages.touch([1]),
    "a large load was cut off": crashed_in_a_large_load,
}


@pytest.mark.parametrize(
    "how",
    [
        "a record is gone",
        "a record says something else",
        "a record is too much",
        "a record of no page",
        "the index is gone",
        *IN_CATALOG,
    ],
)
def test_what_differs_is_mended(client: Elasticsearch, filled: Settings, how: str) -> None:
    before = contents(client, filled)
    assert bad(filled) == []
    spoil(filled, client, how)
    if how != "a record says something else":  # told by `index check`, which reads every record
        assert bad(filled), how
    with opened(filled) as archive:
        repair(filled, archive.catalog, archive.connection, archive.reading)
    assert bad(filled) == []
    assert contents(client, filled) == before
    index = current_index(client, filled).name
    assert client.indices.get_settings(index=index).body[index]["settings"]["index"]["refresh_interval"] == "1s"


def test_originals_that_are_missing_unknown_or_half_written_are_named(client: Elasticsearch, filled: Settings) -> None:
    originals = Originals(filled.home / "originals")
    unknown = originals.store(b"nobody entered this")
    part = originals.path(unknown).parent / ".part-x"
    part.write_bytes(b"half")
    os.utime(part, (0, 0))
    said = " ".join(finding.found for finding in bad(filled))
    assert unknown in said and "没有写完" in said
    with opened(filled) as archive:
        assert repair(filled, archive.catalog, archive.connection, archive.reading).parts == 1
    assert not part.exists()
    with open_catalog(filled.home, write=False) as catalog:
        sha256 = next(catalog.sources.hashes())
    originals.path(sha256).unlink()
    (fault,) = [finding for finding in bad(filled) if finding.verdict is Verdict.FAULT]
    assert fault.subject == "原件" and sha256 in fault.found and "备份" in fault.advice


def test_pictures_of_pages_that_are_missing_are_drawn_again_from_the_originals(filled: Settings) -> None:
    """A printed page without its picture is named, and has it after a repair; one that cannot be drawn is said."""
    enter_printed(filled.home, pdf([ARTICLE]), page=1, batch="print")
    enter_printed(filled.home, b"%PDF-1.7 broken", page=2, batch="print")
    with opened(filled) as archive:
        assert "2 个版面缺版面图" in " ".join(finding.found for finding in bad(filled))
        done = repair(filled, archive.catalog, archive.connection, archive.reading)
        assert done.images == 1
        assert [said.partition("（")[0] for said in done.image_failures] == ["lanting/2024-11-05/2"]
        assert [version.identity.page for version in missing(archive.catalog, filled.home)] == [2]
