"""Which files the given paths mean."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from indexer.errors import SourceUnreadable
from indexer.ingest.sources import Missing, SourceFile, find_sources, read_source, readable_name


def names(*paths: Path) -> list[str]:
    return [source.name for source in find_sources(paths)]


def test_a_folder_gives_its_files_to_any_depth_in_order_without_what_systems_leave(tmp_path: Path) -> None:
    for name in (
        "2024-11-05/02.txt",
        "2024-11-05/01.txt",
        "2023/十月/2023-10-10/01.txt",
        ".git/x",
        "2024-11-05/.DS_Store",
        "Thumbs.db",
        "~$1.txt",
    ):
        file = tmp_path / "报纸" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    assert names(tmp_path / "报纸") == ["报纸/2023/十月/2023-10-10/01.txt", "报纸/2024-11-05/01.txt", "报纸/2024-11-05/02.txt"]


def test_a_single_file_keeps_the_folders_that_may_carry_its_date(tmp_path: Path) -> None:
    file = tmp_path / "岚汀导报" / "2024-11-05" / "01.txt"
    file.parent.mkdir(parents=True)
    file.write_text("x")
    assert names(file) == ["岚汀导报/2024-11-05/01.txt"]


def test_no_file_is_taken_twice(tmp_path: Path) -> None:
    file = tmp_path / "01.txt"
    file.write_text("x")
    assert len(names(tmp_path, file, tmp_path)) == 1


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "01.txt").write_text("x")
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    assert len(names(tmp_path)) == 1


def test_the_archive_home_inside_a_folder_is_passed_over(tmp_path: Path) -> None:
    for name in ("报纸/01.txt", "存档/originals/ab/abc"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("x")
    assert [source.name for source in find_sources([tmp_path], tmp_path / "存档")] == [f"{tmp_path.name}/报纸/01.txt"]


def test_a_path_that_is_not_there_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    file = tmp_path / "01.txt"
    file.write_text("x")
    found = list(find_sources([tmp_path / "no-such", file]))
    assert isinstance(found[0], Missing) and "no-such" in found[0].error.zh
    assert isinstance(found[1], SourceFile)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(SourceUnreadable, match="no regular file"):
        read_source(SourceFile(tmp_path / "pipe", "pipe"))


def test_a_file_that_changes_while_it_is_read_is_moving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "01.txt"
    file.write_text("half")
    assert not read_source(SourceFile(file, "01.txt")).moving
    read = Path.read_bytes

    def read_while_written(path: Path) -> bytes:
        data = read(path)
        path.write_text("half and the rest")
        return data

    monkeypatch.setattr(Path, "read_bytes", read_while_written)
    assert read_source(SourceFile(file, "01.txt")).moving


def test_a_name_in_gb18030_bytes_is_read_as_the_name_it_was(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + "/第1版.txt".encode("gb18030"))).write_text("x", encoding="utf-8")
    assert names(tmp_path) == [f"{tmp_path.name}/第1版.txt"]
    assert readable_name("甲/乙.txt") == "甲/乙.txt"
    assert readable_name(os.fsdecode(b"\xff\xff.txt")) == "\ufffd\ufffd.txt"


def test_a_link_to_itself_and_a_link_to_nothing_are_said_to_be_links(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    (tmp_path / "b.txt").symlink_to("没有.txt")
    for source in find_sources([tmp_path]):
        assert isinstance(source, SourceFile)
        with pytest.raises(SourceUnreadable) as refused:
            read_source(source)
        assert "链接" in refused.value.zh


def test_a_path_that_is_too_long_is_a_sentence(tmp_path: Path) -> None:
    (missing,) = find_sources([tmp_path / ("长" * 300)])
    assert isinstance(missing, Missing) and "路径太长" in missing.error.zh
