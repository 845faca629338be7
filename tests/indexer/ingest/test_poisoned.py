"""Everything that harms, in one folder with good pages: the run ends, each gets its sentence, the good ones are in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from indexer.catalog.rows import State
from indexer.ingest.options import IngestOptions
from indexer.ingest.run import preview
from indexer.settings import Settings
from tests.indexer.sources.zip_files import packed, patched, written

PAGE = "岚汀新区举办厨艺赛\n\n本报讯(记者沈雁秋)近日,岚汀新区举办厨艺赛。\n"


@pytest.mark.parametrize("workers", [1, 2])
def test_one_folder_with_all_that_harms_loses_no_good_page(settings: Settings, tmp_path: Path, workers: int) -> None:
    folder = tmp_path / "报纸"
    for page in range(1, 9):
        written(folder, f"2024-11-05/{page:02d}.txt", PAGE)
    good = {"2024-11-06/01.txt": PAGE, "2024-11-06/02.txt": PAGE}
    written(folder, "炸弹.zip", packed({**good, "2024-11-06/03.txt": b"\0" * 5_000_000}))
    written(folder, "重叠.zip", patched(packed(good), 1, offset=0))
    written(folder, "半截.zip", packed(good)[:-30])
    written(folder, "路径.zip", packed({"../../外面.txt": PAGE, "/tmp/外面.txt": PAGE, "2024-11-07/01.txt": PAGE}))
    written(folder, "空字符.txt", b"a\0b")
    with (written(folder, "全年.txt", "")).open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    os.mkfifo(folder / "管道.txt")
    (folder / "回到上面").symlink_to(folder)
    (folder / "自己.txt").symlink_to("自己.txt")
    written(folder, "坏设置/bulletin.toml", "paper = ")
    written(folder, "坏设置/2024-11-08/01.txt", PAGE)
    before = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*"))

    report = preview([folder], IngestOptions(workers=workers), settings)

    assert len(report.of(State.NEW)) == 8 + 2 + 1
    assert {outcome.source_name.removeprefix("报纸/") for outcome in report.of(State.FAILED)} == {
        "炸弹.zip/2024-11-06/03.txt",
        "重叠.zip",
        "半截.zip",
        "路径.zip/../../外面.txt",
        "路径.zip//tmp/外面.txt",
        "空字符.txt",
        "全年.txt",
        "管道.txt",
        "自己.txt",
        "坏设置/bulletin.toml",
        "坏设置/2024-11-08/01.txt",
    }
    assert all("请" in (outcome.zh or "") or "改好" in (outcome.zh or "") for outcome in report.of(State.FAILED))
    assert len(report.outcomes) == 11 + 11
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == before
