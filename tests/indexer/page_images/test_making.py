"""Pictures in the home: made once, whole or absent, made again when they are missing; a bad page costs its own picture only."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer.catalog import Catalog, IssueIdentity, Originals, open_catalog
from indexer.doctor import Verdict
from indexer.doctor.truth import examine_page_images
from indexer.model import PrintedSize
from indexer.page_images import making
from indexer.page_images.making import make_missing, missing
from indexer.page_images.rendering import PageImages
from indexer.page_images.store import ImageKey, PageImageStore, Size
from tests.printed import ARTICLE, DAY, FAR, enter_printed, pdf, withdraw

KEY = ImageKey("ab" * 32, 1)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with two printed pages of one PDF, not yet drawn."""
    for place in (1, 2):
        enter_printed(tmp_path, pdf([ARTICLE], [FAR]), page=place, place=place)
    return tmp_path


def files(home: Path) -> dict[str, int]:
    return {str(path.relative_to(home)): path.stat().st_mtime_ns for path in home.glob("page-images/*/*")}


def absent(catalog: Catalog, home: Path) -> list[str]:
    return [version.identity.page_path for version in missing(catalog, home)]


def test_what_is_missing_is_made_once(home: Path) -> None:
    with open_catalog(home, write=True) as catalog:
        assert absent(catalog, home) == ["lanting/2024-11-05/1", "lanting/2024-11-05/2"]
        made = make_missing(catalog, home, 2)
        assert (made.made, made.failures) == (2, ())
        first = files(home)
        assert len(first) == 4 and not absent(catalog, home)
        assert make_missing(catalog, home, 2).made == 0
        assert files(home) == first
        next(home.glob("page-images/*/*-2-*small.webp")).unlink()
        assert absent(catalog, home) == ["lanting/2024-11-05/2"]
        assert make_missing(catalog, home, 1).made == 1
        assert files(home).keys() == first.keys()


def test_the_doctor_names_the_pages_without_a_picture(home: Path) -> None:
    with open_catalog(home, write=True) as catalog:
        (found,) = examine_page_images(catalog, home)
        assert (found.subject, found.verdict) == ("版面图", Verdict.NOTE)
        assert found.found == "2 个版面缺版面图：lanting/2024-11-05/1、lanting/2024-11-05/2"
        assert "bulletin doctor --repair" in found.advice
        make_missing(catalog, home, 1)
        (found,) = examine_page_images(catalog, home)
        assert (found.verdict, found.found) == (Verdict.OK, "2 个版面的图都在")
        folder = next(home.glob("page-images/*"))
        (folder / ".part-x").write_bytes(b"RIFF")
        assert [finding.found for finding in examine_page_images(catalog, home)][1:] == ["1 个没有写完的临时文件"]


def test_an_archive_of_text_pages_has_nothing_to_say_of_pictures(tmp_path: Path) -> None:
    with open_catalog(tmp_path, write=True) as catalog:
        assert not list(examine_page_images(catalog, tmp_path))
        assert make_missing(catalog, tmp_path, 1).made == 0


def test_a_source_that_cannot_be_drawn_is_said_and_the_others_are_drawn(home: Path) -> None:
    enter_printed(home, b"%PDF-1.7 broken", page=3)
    with open_catalog(home, write=True) as catalog:
        made = make_missing(catalog, home, 2)
        assert made.made == 2
        (failure,) = made.failures
        assert failure.page_path == "lanting/2024-11-05/3"
        assert failure.zh.startswith("lanting/2024-11-05/3（2024-11-05/报纸.pdf）：第 1 页画不成版面图")
        assert absent(catalog, home) == ["lanting/2024-11-05/3"]


def test_a_lost_original_is_said(home: Path) -> None:
    sha256 = enter_printed(home, pdf([FAR]), page=3)
    Originals.of(home).path(sha256).unlink()
    with open_catalog(home, write=True) as catalog:
        (failure,) = make_missing(catalog, home, 1).failures
        assert "版面图没有写成" in failure.zh and str(home) not in failure.zh


def make_or_die(job: Any) -> tuple[str, str] | None:
    """In the place of the worker's own work: its process ends at page 3, as that of a library does which breaks down."""
    if job.page_path.endswith("/3"):
        os._exit(11)
    return making_of_old(job)


making_of_old = making._make


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Workers that end at page 3."""
    monkeypatch.setattr(making, "_make", make_or_die)
    yield


def test_a_page_that_brings_its_worker_down_costs_its_own_picture_only(home: Path, deadly: None) -> None:
    enter_printed(home, pdf([FAR]), page=3)
    with open_catalog(home, write=True) as catalog:
        made = make_missing(catalog, home, 2)
        assert (made.made, [failure.page_path for failure in made.failures]) == (2, ["lanting/2024-11-05/3"])
        assert "中途退出" in made.failures[0].zh
        assert absent(catalog, home) == ["lanting/2024-11-05/3"]


def test_another_skew_is_another_picture() -> None:
    names = {
        ImageKey(sha256, place, skew).name(size)
        for sha256 in ("ab" * 32, "cd" * 32)
        for place in (1, 2)
        for skew in (0.0, 0.4, -0.4)
        for size in Size
    }
    assert len(names) == 24
    assert ImageKey("ab" * 32, 3, -0.4).name(Size.SMALL) == f"ab/{'ab' * 32}-3-r1-s-40-page-small.webp"


def test_a_picture_is_whole_or_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = PageImageStore.of(tmp_path)
    assert not store.holds(KEY)

    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="No space"):
            store.store(KEY, PageImages(b"large", b"small"))
    assert not store.holds(KEY) and not list(tmp_path.rglob("*.webp")) and not list(store.leftovers())
    store.store(KEY, PageImages(b"large", b"small"))
    assert store.holds(KEY)
    assert store.path(KEY, Size.LARGE).read_bytes() == b"large"
    store.path(KEY, Size.SMALL).write_bytes(b"")
    assert not store.holds(KEY)


def test_the_catalog_keeps_the_size_of_a_printed_page_and_knows_the_shown_ones(home: Path) -> None:
    size = PrintedSize(822.5, 1190, -0.96)
    sha256 = enter_printed(home, pdf([FAR]), page=2, size=size, batch="newer")
    with open_catalog(home, write=True) as catalog:
        current = catalog.pages.current(IssueIdentity("lanting", DAY, 2))
        assert current is not None and current.printed == size
        assert [version.identity.page for version in catalog.pages.with_pictures(sha256)] == [2]
        withdraw(catalog, "newer")
        assert not list(catalog.pages.with_pictures(sha256))
        assert sorted(version.identity.page for version in catalog.pages.with_pictures()) == [1, 2]
