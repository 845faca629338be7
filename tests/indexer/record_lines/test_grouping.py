"""The lines of a page come together wherever they stand; what is wrong with the file or a line is said, and memory stays small."""

from __future__ import annotations

import io
import json
import pickle
import random
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import EncodingUnknown, SourceUnreadable
from indexer.record_lines import LineFault, PageLines, grouped
from indexer.record_lines import grouping as grouping_room
from indexer.record_lines.raw import LONGEST_LINE
from tests.indexer.record_lines.lines import OPTIONS, faults, joined, line, read


def groups(data: bytes) -> list[tuple[str, list[int]]]:
    found = [item for item in grouped(io.BytesIO(data), OPTIONS) if isinstance(item, PageLines)]
    return [(item.page.page_path, [number for number, _ in item.lines]) for item in found]


def test_pages_come_in_the_order_in_which_they_first_appear_with_all_their_lines() -> None:
    data = joined(line(page=number) for number in (2, 1, 1, 2, 3, 1))
    assert groups(data) == [("ltdb/2024-11-05/2", [1, 4]), ("ltdb/2024-11-05/1", [2, 3, 6]), ("ltdb/2024-11-05/3", [5])]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\n\n", b"\n \t\r\n"])
@pytest.mark.parametrize("last", [b"", b"\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_blank_lines_and_a_byte_order_mark_change_nothing(end: bytes, last: bytes, mark: bytes) -> None:
    data = mark + end.join(joined([line(page=number)]) for number in (1, 1, 2, 1)) + last
    pages, wrong = read(data)
    assert wrong == []
    assert [len(page.page.records) for page in pages] == [3, 1]


def test_lines_end_at_line_feeds_alone() -> None:
    """JSON may hold U+2028, U+0085 and form feeds as they are or escaped (the last one escaped only)."""
    pages, wrong = read(joined([line(paragraphs=["甲\u2028乙\u0085丙\x0c丁"]), line()]))
    assert wrong == [] and len(pages[0].page.records) == 2


def test_a_mark_inside_a_file_that_was_joined_of_two_is_no_fault() -> None:
    assert faults(line(), b"\xef\xbb\xbf" + joined([line()])) == []


def test_editions_are_pages_of_their_own() -> None:
    assert [path for path, _ in groups(joined([line(), line(edition=2)]))] == ["ltdb/2024-11-05/1", "ltdb/2024-11-05-e2/1"]


@given(st.lists(st.integers(1, 4), max_size=30), st.lists(st.booleans(), min_size=30, max_size=30))
def test_every_line_stands_in_exactly_one_group_or_fault(numbers: list[int], whole: list[bool]) -> None:
    data = joined(line(page=number) if good else b'{"page":' for number, good in zip(numbers, whole, strict=False))
    items = list(grouped(io.BytesIO(data), OPTIONS))
    seen = [item.line for item in items if isinstance(item, LineFault)]
    seen += [number for item in items if isinstance(item, PageLines) for number, _ in item.lines]
    assert sorted(seen) == list(range(1, len(numbers) + 1))


def test_a_group_can_be_sent_to_another_process() -> None:
    (group,) = grouped(io.BytesIO(joined([line(), line()])), OPTIONS)
    assert pickle.loads(pickle.dumps(group)) == group


def test_memory_does_not_grow_with_the_file() -> None:
    """Of eight thousand shuffled lines no more is held than of eight hundred; SQLite's own pages are bounded and not counted here."""
    lines = [joined([line(issue_date=f"2024-{1 + n % 12:02}-{1 + n % 28:02}", page=n % 50 + 1)]) for n in range(8_000)]

    def peak(of: list[bytes]) -> int:
        random.Random(5).shuffle(of)
        file = io.BytesIO(b"\n".join(of))
        tracemalloc.start()
        count = sum(1 for _ in grouped(file, OPTIONS))
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert count > 0
        return top

    assert peak(lines) < peak(lines[:800]) + 300_000


def test_a_line_without_end_is_a_fault_and_is_not_read_into_memory() -> None:
    class Endless(io.BytesIO):
        largest = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            piece = super().readline(size)
            Endless.largest = max(Endless.largest, len(piece))
            return piece

    data = joined([line()]) + b'\n{"text":"' + b"a" * (3 * LONGEST_LINE) + b'"}\n' + joined([line()])
    items = list(grouped(Endless(data), OPTIONS))
    assert [(item.line, item.code) for item in items if isinstance(item, LineFault)] == [(2, "line_too_long")]
    assert [[number for number, _ in item.lines] for item in items if isinstance(item, PageLines)] == [[1, 3]]
    assert Endless.largest <= LONGEST_LINE + 1


def test_a_page_has_room_for_so_many_lines_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every line has the same page number, the rest is named and not held."""
    monkeypatch.setattr(grouping_room, "MOST_LINES", 3)
    data = [line(), line(), line(page=2), line(), line(), line(page=2), line()]
    assert faults(*data) == [(5, "page_too_long"), (7, "page_too_long")]
    assert groups(joined(data)) == [("ltdb/2024-11-05/1", [1, 2, 4]), ("ltdb/2024-11-05/2", [3, 6])]


def test_a_page_has_room_for_so_many_bytes_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping_room, "MOST_BYTES", 2 * len(joined([line()])) + 2)
    assert faults(line(), line(), line(), line(page=2)) == [(3, "page_too_long")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_refused_with_a_sentence(encoding: str) -> None:
    with pytest.raises(EncodingUnknown, match="UTF-16") as raised:
        read(joined([line()]).decode().encode(encoding))
    assert "另存为 UTF-8" in raised.value.zh


@pytest.mark.parametrize("count", [1, 3, grouping_room.NOT_UTF8_BEFORE_GIVING_UP + 1])
def test_gb18030_is_refused_with_a_sentence(count: int) -> None:
    data = joined([{"issue_date": "2024-11-05", "page": 1}, *[line(page=2)] * count]).decode().encode("gb18030")
    with pytest.raises(EncodingUnknown, match="from line 2 on"):
        read(data)


def test_a_damaged_line_among_others_in_utf8_is_a_fault_of_its_own() -> None:
    damaged = joined([line()]).replace("镇".encode(), b"\xff")
    assert faults(damaged, line(), damaged) == [(1, "not_utf8"), (3, "not_utf8")]


@pytest.mark.parametrize("indent", [1, 2])
def test_one_object_over_several_lines_is_read(indent: int) -> None:
    pages, wrong = read(json.dumps(line(paragraphs=["一。", "二。"]), ensure_ascii=False, indent=indent).encode() + b"\n")
    assert wrong == [] and [p.text for p in pages[0].page.records[0].paragraphs] == ["一。", "二。"]


def test_several_objects_over_several_lines_are_refused_with_a_sentence() -> None:
    with pytest.raises(SourceUnreadable, match="one object a line"):
        read(b'{\n"page": 1\n}\n{\n"page": 2\n}\n')


def test_a_list_of_objects_is_a_fault_that_says_what_to_do() -> None:
    for data in (joined([[line(), line()]]), b"[\n" + joined([line()]) + b"\n]"):
        ((only,), pages) = read(data)[::-1]
        assert (only.code, pages) == ("not_an_object", [])
        assert "每个对象各写成一行" in only.zh


def test_a_full_disk_is_said_and_not_taken_for_an_empty_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of lines is given a single page of room."""
    monkeypatch.setattr(grouping_room, "_TABLES", grouping_room._TABLES + "pragma max_page_count = 1;")
    with pytest.raises(SourceUnreadable, match="full") as raised:
        read(joined(line(page=number) for number in range(1, 500)))
    assert "磁盘是否已满" in raised.value.zh


@given(st.binary(max_size=300))
def test_random_bytes_end_in_faults_or_a_refusal(data: bytes) -> None:
    try:
        pages, wrong = read(b'{"page":1}\n' + data)
    except (EncodingUnknown, SourceUnreadable):
        return
    assert pages == [] and wrong[0].code == "issue_date_missing"
