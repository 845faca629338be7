"""Zips: the names as they were meant, the order of a folder, zips in zips, documents that are zips."""

from __future__ import annotations

import os
import pickle
import struct
import tempfile
import zipfile
import zlib
from pathlib import Path

import pytest

from indexer.errors import SourceUnreadable
from indexer.pages import read_name
from indexer.sources import Limits, Refused, Source, find_sources, open_source, read_source
from indexer.sources.names import entry_name
from tests.indexer.sources.zip_files import (
    GbkInfo,
    UnflaggedInfo,
    found_in,
    packed,
    refused_in,
    sources_in,
    texts,
    written,
)

NAME = "2021年11月15日第1版.txt"


@pytest.mark.parametrize("kind", [zipfile.ZipInfo, GbkInfo, UnflaggedInfo])
def test_a_name_is_read_as_it_was_whoever_packed_it(tmp_path: Path, kind: type[zipfile.ZipInfo]) -> None:
    found = found_in(written(tmp_path, "报纸.zip", packed({f"合订本/{NAME}": "正文"}, kind)))
    assert texts(found) == {f"报纸.zip/合订本/{NAME}": "正文"}
    facts = read_name(found[0].name)
    assert (str(facts.issue_date), facts.page) == ("2021-11-15", 1)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("岚汀/第一版.txt".encode("gbk"), "岚汀/第一版.txt"),
        # The second byte of 穃 is a backslash in GBK, which is no border of folders.
        ("穃.txt".encode("gbk"), "穃.txt"),
        (b"2024\\01.txt", "2024/01.txt"),
        (b"\xff\xff.txt", "\ufffd\ufffd.txt"),
    ],
)
def test_bytes_of_a_name_are_utf8_or_gb18030(raw: bytes, name: str) -> None:
    assert entry_name(raw.decode("cp437"), 0, b"") == name


def test_the_unicode_name_beside_another_goes_first_if_it_belongs_to_it() -> None:
    raw = b"___.txt"
    name = "第一版.txt".encode()
    field = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, zlib.crc32(raw)) + name
    assert entry_name(raw.decode(), 0, b"\x01\x00\x02\x00ab" + field) == "第一版.txt"
    assert entry_name("renamed.txt", 0, field) == "renamed.txt"
    assert entry_name(raw.decode(), 0, field[:-1] + b"\xff") == "___.txt"


def test_entries_come_in_the_order_of_a_folder_without_what_systems_leave(tmp_path: Path) -> None:
    names = (
        "b/10.txt",
        "b/9.txt",
        "__MACOSX/b/._9.txt",
        "b/.DS_Store",
        "Thumbs.db",
        "b/",
        "01.txt",
        "a/1.txt",
        "./c/1.txt",
        "~$x.txt",
    )
    assert list(sources_in(found_in(written(tmp_path, "x.zip", packed(dict.fromkeys(names, "x")))))) == [
        "x.zip/01.txt",
        "x.zip/a/1.txt",
        "x.zip/b/9.txt",
        "x.zip/b/10.txt",
        "x.zip/c/1.txt",
    ]


def test_a_zip_in_a_folder_stands_among_its_files(tmp_path: Path) -> None:
    written(tmp_path, "报纸/1.txt", "a")
    written(tmp_path, "报纸/2.ZIP", packed({"2024-11-05/01.txt": "b"}))
    written(tmp_path, "报纸/10.txt", "c")
    assert texts(found_in(tmp_path / "报纸")) == {"报纸/1.txt": "a", "报纸/2.ZIP/2024-11-05/01.txt": "b", "报纸/10.txt": "c"}


def test_a_zip_is_known_by_its_bytes(tmp_path: Path) -> None:
    assert list(sources_in(found_in(written(tmp_path, "没有后缀", packed({"1.txt": "x"}))))) == ["没有后缀/1.txt"]
    (found,) = found_in(written(tmp_path, "不是压缩包.zip", "岚汀导报"))
    assert isinstance(found, Source) and found.entry is None


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_large_entries_are_read_whole_in_any_usual_packing(tmp_path: Path, method: int) -> None:
    text = "".join(f"第{number}条。" for number in range(200_000))
    (found,) = found_in(written(tmp_path, "x.zip", packed({"1.txt": text}, method=method)))
    assert isinstance(found, Source) and found.size == len(text.encode())
    assert read_source(found).data.decode() == text


def test_zips_in_zips_are_opened_to_a_depth(tmp_path: Path) -> None:
    inner = packed({"1.txt": "三"})
    for name in ("c.zip", "b.zip"):
        inner = packed({name: inner, "1.txt": name})
    found = found_in(written(tmp_path, "a.zip", inner))
    assert texts(found) == {"a.zip/1.txt": "b.zip", "a.zip/b.zip/1.txt": "c.zip", "a.zip/b.zip/c.zip/1.txt": "三"}
    assert [source.entry for source in sources_in(found).values()] == ["1.txt", "b.zip!/1.txt", "b.zip!/c.zip!/1.txt"]
    deeper = found_in(written(tmp_path, "z.zip", packed({"a.zip": inner})))
    assert len(sources_in(deeper)) == 2
    assert "超过 3 层" in refused_in(deeper)["z.zip/a.zip/b.zip/c.zip"]


def test_a_source_of_a_zip_is_read_in_another_process(tmp_path: Path) -> None:
    data = packed({"b.zip": packed({"1.txt": "x", "2.txt": "y"})})
    for source in sources_in(found_in(written(tmp_path, "a.zip", data))).values():
        assert read_source(pickle.loads(pickle.dumps(source))).data in (b"x", b"y")


def test_a_zip_inside_a_zip_is_unpacked_once_and_not_for_each_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = tempfile.TemporaryFile
    made = []

    def counted() -> object:
        made.append(1)
        return real()

    monkeypatch.setattr("tempfile.TemporaryFile", counted)
    inner = packed({f"{number}.txt": "x" for number in range(50)})
    assert len(texts(found_in(written(tmp_path, "a.zip", packed({"b.zip": inner, "c.zip": inner}))))) == 100
    assert len(made) == 2


@pytest.mark.parametrize(
    "parts",
    [
        ("[Content_Types].xml", "word/document.xml"),
        ("[Content_Types].xml", "xl/workbook.xml"),
        ("OFD.xml", "Doc_0/Document.xml"),
        ("mimetype", "META-INF/manifest.xml"),
    ],
)
def test_a_document_that_is_a_zip_is_one_source(tmp_path: Path, parts: tuple[str, ...]) -> None:
    document = packed(dict.fromkeys(parts, "x"))
    (alone,) = found_in(written(tmp_path, "岚汀导报/2024-11-05/1.wps", document))
    assert isinstance(alone, Source) and alone.name == "岚汀导报/2024-11-05/1.wps" and read_source(alone).data == document
    (inside,) = found_in(written(tmp_path, "x.zip", packed({"1版.docx": document})))
    assert isinstance(inside, Source) and inside.name == "x.zip/1版.docx" and read_source(inside).data == document


def test_a_folder_named_word_makes_no_document(tmp_path: Path) -> None:
    assert list(sources_in(found_in(written(tmp_path, "x.zip", packed({"word/1.txt": "x"}))))) == ["x.zip/word/1.txt"]


def test_lines_in_a_zip_are_streamed_through_a_file_without_a_name(tmp_path: Path) -> None:
    lines = b'{"page": 1}\n' * 1000
    (found,) = found_in(written(tmp_path, "x.zip", packed({"全年.jsonl": lines})), Limits(source_bytes=100))
    assert isinstance(found, Source)
    with open_source(found) as stream:
        assert stream.read() == lines


def test_the_address_of_an_entry_leads_to_it_alone(tmp_path: Path) -> None:
    inner = packed({"1.txt": "x", "2.txt": "y"})
    zipped = written(tmp_path, "报纸.zip", packed({"b.zip": inner, "3.txt": "z"}))
    for source in sources_in(found_in(zipped)).values():
        (again,) = find_sources([source.address])
        assert again == source
    (wrong,) = find_sources([Path(f"{zipped}!/4.txt")])
    assert isinstance(wrong, Refused) and "里面没有 4.txt" in wrong.error.zh
    (no_zip,) = find_sources([Path(f"{written(tmp_path, '1.txt', 'x')}!/4.txt")])
    assert isinstance(no_zip, Refused)


def test_a_zip_that_changed_since_it_was_found_is_moving(tmp_path: Path) -> None:
    path = written(tmp_path, "x.zip", packed({"1.txt": "x" * 100}))
    (found,) = found_in(path)
    assert isinstance(found, Source)
    path.write_bytes(packed({"2.txt": "y"}))
    assert read_source(found).moving
    path.unlink()
    with pytest.raises(SourceUnreadable, match="no file"):
        read_source(found)


def test_nothing_is_written_beside_or_below_a_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    path = written(tmp_path, "x.zip", packed({"b.zip": packed({"../1.txt": "x", "2.txt": "y"}), "/etc/1.txt": "z"}))
    assert list(texts(found_in(path))) == ["x.zip/b.zip/2.txt"]
    left = [name for _, folders, files in os.walk(tmp_path) for name in (*folders, *files)]
    assert sorted(left) == ["temporary", "x.zip"]
