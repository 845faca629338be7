"""Some of the sources that paths mean: the same as without the choice, under the same names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.sources import Found, Refused, Source, amount_of, files_below, find_sources
from tests.indexer.sources.zip_files import packed

TREE = ("甲/01.txt", "甲/02.txt", "甲/下/03.txt", "乙/01.txt", "单.txt")
ZIP = {"2024-11-05/01.txt": "一", "2024-11-05/02.txt": "二", "内.zip": packed({"03.txt": "三", "04.txt": "四"})}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("树") / "报纸"
    for name in TREE:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    (folder / "乙" / "包.zip").write_bytes(packed(ZIP))
    (folder / "甲" / "坏.zip").write_bytes(b"PK\x03\x04broken")
    return folder


def known_by(found: Found) -> tuple[str, Path]:
    return found.name, found.address


def find(folder: Path, only: list[Path] | None = None) -> list[tuple[str, Path]]:
    return [known_by(found) for found in find_sources([folder], only=only)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_choice_gives_what_the_whole_gives_at_these_addresses(tree: Path, data: st.DataObject) -> None:
    whole = find(tree)
    chosen = data.draw(st.lists(st.sampled_from([address for _, address in whole]), unique=True))
    assert find(tree, chosen) == [found for found in whole if found[1] in chosen]


def test_with_a_folder_or_a_zip_goes_all_that_stands_below(tree: Path) -> None:
    whole = find(tree)
    assert find(tree, [tree / "甲"]) == [found for found in whole if str(found[1]).startswith(f"{tree}/甲/")]
    inner = tree / "乙" / "包.zip!" / "内.zip"
    assert [address.name for _, address in find(tree, [inner])] == ["03.txt", "04.txt"]
    assert find(tree, [tree]) == whole


def test_what_is_gone_is_named_and_nothing_else_is(tree: Path) -> None:
    gone = [tree / "甲" / "没有.txt", Path(f"{tree}/乙/包.zip!/没有.txt"), tree / "bulletin.toml"]
    found = list(find_sources([tree], only=[*gone, tree / "单.txt"]))
    assert isinstance(found[0], Source)
    assert [item.address for item in found[1:]] == sorted(gone[:2])
    for item in found[1:]:
        assert isinstance(item, Refused)
        assert "不在" in item.error.zh


def test_a_zip_that_cannot_be_opened_any_more_is_named_instead_of_its_entries(tree: Path) -> None:
    (found,) = find_sources([tree], only=[Path(f"{tree}/甲/坏.zip!/01.txt"), Path(f"{tree}/甲/坏.zip!/02.txt")])
    assert isinstance(found, Refused)
    assert found.address == tree / "甲" / "坏.zip"


def test_no_choice_at_all_gives_nothing(tree: Path) -> None:
    assert find(tree, []) == []


def test_the_sum_beforehand_counts_every_file_on_disk_once(tree: Path) -> None:
    files = [path for path in tree.rglob("*") if path.is_file()]
    amount = amount_of([tree], None)
    assert (amount.files, amount.zips) == (len(files), 2)
    assert amount.bytes == sum(path.stat().st_size for path in files)
    assert amount_of([tree / "没有"], None).files == 0


def test_the_listing_names_the_files_that_a_search_for_sources_finds(tree: Path) -> None:
    assert {listed.path for listed in files_below(tree, None)} == {str(found.path) for found in find_sources([tree])}


def test_the_listing_passes_over_the_home_and_names_what_cannot_be_looked_at(tmp_path: Path) -> None:
    (tmp_path / "home" / "originals").mkdir(parents=True)
    (tmp_path / "home" / "originals" / "原件.txt").write_text("x")
    (tmp_path / "链接.txt").symlink_to("没有.txt")
    (listed,) = files_below(tmp_path, tmp_path / "home")
    assert (listed.path, listed.stamp) == (str(tmp_path / "链接.txt"), None)
