"""Which files the given paths mean."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import BinaryIO

import pytest

from indexer.errors import SourceChanged, SourceTooLarge, SourceUnreadable
from indexer.sources import (
    Limits,
    Refused,
    Source,
    SourceBytes,
    find_sources,
    has_moved,
    open_source,
    read_source,
    reading,
)
from indexer.sources.disk import read_up_to
from indexer.sources.names import readable_name


def names(*paths: Path) -> list[str]:
    return [source.name for source in find_sources(paths)]


def only(folder: Path, name: str, text: str) -> Source:
    (folder / name).write_text(text)
    (source,) = find_sources([folder / name])
    assert isinstance(source, Source)
    return source


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
    assert isinstance(found[0], Refused) and "no-such" in found[0].error.zh
    assert isinstance(found[1], Source)


def test_pipes_sockets_and_devices_are_refused_and_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.txt"))
    (tmp_path / "link.txt").symlink_to("pipe.txt")
    for found in [*find_sources([tmp_path]), *find_sources([Path("/dev/zero")])]:
        assert isinstance(found, Refused) and "不是普通文件" in found.error.zh and "no regular file" in found.error.en


def test_a_file_that_became_a_pipe_after_it_was_found_is_not_waited_for(tmp_path: Path) -> None:
    source = only(tmp_path, "01.txt", "x")
    source.path.unlink()
    os.mkfifo(source.path)
    with pytest.raises(SourceUnreadable, match="no regular file"):
        read_source(source)


def test_a_file_that_changes_while_it_is_read_is_moving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = only(tmp_path, "01.txt", "half")
    assert read_source(source) == SourceBytes(b"half", moving=False)

    def read_while_written(file: BinaryIO, most: int) -> bytes:
        data = read_up_to(file, most)
        source.path.write_text("half and the rest")
        return data

    monkeypatch.setattr(reading, "read_up_to", read_while_written)
    assert read_source(source).moving


def test_a_file_that_changed_between_finding_and_reading_is_moving(tmp_path: Path) -> None:
    source = only(tmp_path, "01.txt", "half")
    source.path.write_text("half and the rest")
    assert read_source(source).moving
    with pytest.raises(SourceChanged):
        open_source(source)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "全年.txt").open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    (tmp_path / "全年.jsonl").write_bytes(b"{}\n" * 100)
    (tmp_path / "一版.txt").write_text("x")
    small = Limits(source_bytes=200)
    refused = [found for found in find_sources([tmp_path]) if isinstance(found, Refused)]
    assert [found.name for found in refused] == [f"{tmp_path.name}/全年.txt"]
    assert refused[0].error.code == "source_too_large" and "300 MB" in refused[0].error.zh and "拆" in refused[0].error.zh
    assert [type(found) for found in find_sources([tmp_path], limits=small)] == [Source, Source, Refused]


def test_a_file_that_has_grown_past_the_limit_is_not_read_into_memory(tmp_path: Path) -> None:
    source = only(tmp_path, "01.txt", "x" * 10)
    with pytest.raises(SourceTooLarge):
        read_source(source, Limits(source_bytes=5))


def test_lines_are_streamed(tmp_path: Path) -> None:
    source = only(tmp_path, "全年.JSONL", "{}\n{}\n")
    assert source.is_lines
    with open_source(source) as stream:
        assert stream.read() == b"{}\n{}\n"
    assert not has_moved(source)


def test_numbers_in_names_count(tmp_path: Path) -> None:
    for name in ("10.txt", "9.txt", "第2版.txt", "第11版.txt", "1月/1.txt", "12月/1.txt", "2月/1.txt", "010.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [name.partition("/")[2] for name in names(tmp_path)]
    assert found == ["9.txt", "010.txt", "10.txt", "第2版.txt", "第11版.txt", "1月/1.txt", "2月/1.txt", "12月/1.txt"]


def test_folders_deeper_than_calls_may_be_are_walked(tmp_path: Path) -> None:
    folders = [tmp_path / "/".join("a" * depth) for depth in range(1, 1201)]
    for folder in folders:
        folder.mkdir()
    (folders[-1] / "01.txt").write_text("x")
    assert len(names(tmp_path)) == 1
    # By hand: what empties the folders of tests is a recursion.
    (folders[-1] / "01.txt").unlink()
    for folder in reversed(folders):
        folder.rmdir()


def test_a_name_in_gb18030_bytes_is_read_as_the_name_it_was(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + "/第1版.txt".encode("gb18030"))).write_text("x", encoding="utf-8")
    assert names(tmp_path) == [f"{tmp_path.name}/第1版.txt"]
    assert readable_name("甲/乙.txt") == "甲/乙.txt"
    assert readable_name(os.fsdecode(b"\xff\xff.txt")) == "\ufffd\ufffd.txt"


def test_a_link_to_itself_and_a_link_to_nothing_are_said_to_be_links(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    (tmp_path / "b.txt").symlink_to("没有.txt")
    for found in find_sources([tmp_path]):
        assert isinstance(found, Refused) and "链接" in found.error.zh


def test_a_path_that_is_too_long_is_a_sentence(tmp_path: Path) -> None:
    (missing,) = find_sources([tmp_path / ("长" * 300)])
    assert isinstance(missing, Refused) and "路径太长" in missing.error.zh
