"""Zips that are broken, locked or meant to harm: a sentence each, and the others go in."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.errors import SourceError, SourceUnreadable
from indexer.sources import Limits, Refused, Source, read_source
from tests.indexer.sources.zip_files import field_of, found_in, packed, patched, refused_in, sources_in, texts, written

GOOD = {"1.txt": "第一版" * 50, "2.txt": "第二版" * 50, "3.txt": "第三版" * 50}


@pytest.mark.parametrize(
    "name", ["../1.txt", "a/../../1.txt", "/etc/1.txt", "C:/1.txt", "c:1.txt", "..\\1.txt", "\\\\a\\1.txt", "a/.."]
)
def test_an_entry_that_points_outside_is_refused_and_the_others_go_in(tmp_path: Path, name: str) -> None:
    found = found_in(written(tmp_path, "x.zip", packed({name: "x", "good.txt": "y"})))
    assert list(texts(found)) == ["x.zip/good.txt"]
    (said,) = refused_in(found).values()
    assert "指向压缩包外面" in said and "请" in said


@pytest.mark.parametrize("name", ["a\x01.txt", "a\n.txt", "长" * 300, "/".join(["a" * 100] * 11)])
def test_an_entry_with_an_impossible_name_is_refused(tmp_path: Path, name: str) -> None:
    found = found_in(written(tmp_path, "x.zip", packed({name: "x", "good.txt": "y"})))
    assert list(sources_in(found)) == ["x.zip/good.txt"]
    assert "名字不能用" in next(iter(refused_in(found).values()))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"flags": 1}, "加了密码"),
        ({"method": 9}, "Deflate64"),
        ({"method": 99}, "加了密码"),
        ({"method": 77}, "77"),
    ],
)
def test_an_entry_that_cannot_be_unpacked_is_refused_when_found(tmp_path: Path, values: dict[str, int], words: str) -> None:
    found = found_in(written(tmp_path, "x.zip", patched(packed(GOOD), 1, **values)))
    assert list(texts(found)) == ["x.zip/1.txt", "x.zip/3.txt"]
    assert words in refused_in(found)["x.zip/2.txt"] and "请" in refused_in(found)["x.zip/2.txt"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"crc": 1}, "损坏"),
        ({"size": 5}, "比压缩包目录里写的大"),
        ({"size": 5000}, "损坏"),
        ({"packed": 5}, "损坏"),
        ({"method": 12}, "损坏"),
        ({"method": 0}, "损坏"),
        ({"offset": 3}, "损坏"),
    ],
)
def test_an_entry_whose_header_lies_is_refused_when_read(tmp_path: Path, values: dict[str, int], words: str) -> None:
    found = sources_in(found_in(written(tmp_path, "x.zip", patched(packed(GOOD), 0, **values))))
    assert list(found) == ["x.zip/1.txt", "x.zip/2.txt", "x.zip/3.txt"]
    with pytest.raises(SourceUnreadable) as refused:
        read_source(found["x.zip/1.txt"])
    assert words in refused.value.zh and "x.zip/1.txt" in refused.value.zh
    assert read_source(found["x.zip/3.txt"]).data.decode() == GOOD["3.txt"]


def test_a_zip_that_was_cut_off_is_refused_whole_with_what_to_do(tmp_path: Path) -> None:
    data = packed(GOOD)
    for end in (len(data) // 2, len(data) - 30, 10):
        (found,) = found_in(written(tmp_path, "x.zip", data[:end]))
        assert isinstance(found, Refused) and "不完整" in found.error.zh and "重新复制" in found.error.zh


def test_a_zip_without_files_is_named(tmp_path: Path) -> None:
    (found,) = found_in(written(tmp_path, "x.zip", packed({})))
    assert isinstance(found, Refused) and "空的" in found.error.zh


def test_entries_that_share_bytes_are_refused_with_the_whole_zip(tmp_path: Path) -> None:
    data = packed(GOOD)
    for entry, offset in ((1, 0), (2, field_of(data, 1, "offset") + 20)):
        (found,) = found_in(written(tmp_path, "x.zip", patched(data, entry, offset=offset)))
        assert isinstance(found, Refused) and "重叠" in found.error.zh
    (found,) = found_in(written(tmp_path, "x.zip", patched(data, 2, packed=field_of(data, 2, "packed") + 1)))
    assert isinstance(found, Refused) and "重叠" in found.error.zh


def test_entries_of_one_name_are_all_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = packed([("1.txt", "a"), ("1.txt", "b"), ("2.txt", "c")])
    found = found_in(written(tmp_path, "x.zip", data))
    assert list(texts(found)) == ["x.zip/2.txt"]
    assert len([item for item in found if isinstance(item, Refused) and "2 个同名" in item.error.zh]) == 2


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    info = zipfile.ZipInfo("1.txt")
    info.external_attr = 0o120777 << 16
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert "链接" in refused_in(found_in(path))["x.zip/1.txt"]


def test_a_bomb_is_refused_when_found_and_the_others_go_in(tmp_path: Path) -> None:
    data = packed({"1.txt": "x", "bomb.txt": b"\0" * 3_000_000})
    found = found_in(written(tmp_path, "x.zip", data))
    assert list(texts(found)) == ["x.zip/1.txt"]
    assert "压缩炸弹" in refused_in(found)["x.zip/bomb.txt"]


def test_a_bomb_is_refused_when_read_whatever_its_header_says(tmp_path: Path) -> None:
    (found,) = found_in(written(tmp_path, "x.zip", packed({"bomb.txt": b"\0" * 900_000})))
    assert isinstance(found, Source)
    with pytest.raises(SourceUnreadable, match="bomb"):
        read_source(found, Limits(ratio_from=1000))
    with pytest.raises(SourceError, match="900000 bytes"):
        read_source(found, Limits(source_bytes=1000))


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(zip_entries=2), "太多"),
        (Limits(zip_bytes=1000), "太大"),
        (Limits(zip_directory_bytes=100), "太多"),
    ],
)
def test_a_zip_past_a_limit_is_refused_whole(tmp_path: Path, limits: Limits, words: str) -> None:
    (found,) = found_in(written(tmp_path, "x.zip", packed(GOOD)), limits)
    assert isinstance(found, Refused) and words in found.error.zh and found.error.code == "source_too_large"


def test_zips_inside_a_zip_count_with_it(tmp_path: Path) -> None:
    data = packed({"a.zip": packed(GOOD), "b.zip": packed(GOOD), "c.txt": "x"})
    found = found_in(written(tmp_path, "x.zip", data), Limits(zip_entries=7))
    assert list(sources_in(found)) == ["x.zip/a.zip/1.txt", "x.zip/a.zip/2.txt", "x.zip/a.zip/3.txt", "x.zip/c.txt"]
    assert "太多" in refused_in(found)["x.zip/b.zip"]


def test_an_entry_that_is_too_large_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    found = found_in(written(tmp_path, "x.zip", packed(GOOD)), Limits(source_bytes=449))
    assert len(refused_in(found)) == 3 and "上限" in refused_in(found)["x.zip/1.txt"]


def test_a_broken_zip_inside_a_zip_is_named(tmp_path: Path) -> None:
    data = packed({"1.txt": "x", "a.zip": packed(GOOD)[:-30], "b.zip": packed(GOOD)})
    cut = patched(data, 2, crc=1)
    found = found_in(written(tmp_path, "x.zip", cut))
    assert list(texts(found)) == ["x.zip/1.txt"]
    assert "不完整" in refused_in(found)["x.zip/a.zip"] and "损坏" in refused_in(found)["x.zip/b.zip"]


def test_a_full_disk_for_temporary_files_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    found = found_in(written(tmp_path, "x.zip", packed({"1.txt": "x", "a.zip": packed(GOOD)})))
    assert list(sources_in(found)) == ["x.zip/1.txt"]
    assert "磁盘满了" in refused_in(found)["x.zip/a.zip"] and "请清理" in refused_in(found)["x.zip/a.zip"]


def takes_all(path: Path) -> None:
    """Finds and reads; every error must be one of the tree."""
    for found in found_in(path):
        if isinstance(found, Source):
            try:
                read_source(found)
            except SourceError as error:
                assert error.zh and error.en


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400))
def test_random_bytes_as_a_zip_never_raise(tmp_path: Path, data: bytes) -> None:
    takes_all(written(tmp_path, "x.zip", b"PK\x03\x04" + data))
    takes_all(written(tmp_path, "x.zip", data + packed({"1.txt": "x"})))


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_zip_with_bytes_changed_anywhere_never_raises(tmp_path: Path, changes: list[tuple[int, int]]) -> None:
    data = bytearray(packed({**GOOD, "a.zip": packed(GOOD), "bulletin.toml": 'paper = "ltdb"'}))
    for place, value in changes:
        data[place % len(data)] = value
    takes_all(written(tmp_path, "x.zip", bytes(data)))
