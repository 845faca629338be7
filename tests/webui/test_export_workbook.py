"""The workbook: the same as the table, in Excel's own form, and nothing in it runs."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from tests.webui.fake_archive import FakeArchive
from tests.webui.search.corpus import record
from tests.webui.site import Site
from tests.webui.test_exports import table
from webui.exports.table import HEADINGS
from webui.exports.workbook import LONGEST_CELL, write_workbook
from webui.search.results import RecordView


def sheets(data: bytes) -> list[list[list[str]]]:
    """The rows of every sheet; an empty cell is an empty text. What XML cannot hold is read back as Excel does (_x0008_)."""
    book = load_workbook(io.BytesIO(data), read_only=True)
    return [[[unescape(str(value or "")) for value in row] for row in sheet.iter_rows(values_only=True)] for sheet in book]


def written(*records: dict[str, Any], most_rows: int = 1000) -> bytes:
    target = io.BytesIO()
    write_workbook([RecordView(one["id"], one) for one in records], "http://archive.example/", target, most_rows)
    return target.getvalue()


def test_the_workbook_is_the_table(site: Site) -> None:
    response = site.get("/export.xlsx?q=步道&size=1&page=2")
    (rows,) = sheets(response.content)
    expected = table(site.get("/export.csv?q=步道").text)
    assert rows[0][: len(HEADINGS)] == list(HEADINGS)
    assert [dict(zip(HEADINGS, row, strict=False)) for row in rows[1:]] == expected
    assert len(expected) > 2
    assert response.headers["content-type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert response.headers["content-disposition"].startswith('attachment; filename="search.xlsx"')


def test_a_search_that_finds_nothing_gives_the_headings_alone(site: Site) -> None:
    (rows,) = sheets(site.get("/export.xlsx?q=无此词").content)
    assert len(rows) == 1


TEXTS = st.text(st.characters(exclude_characters="\r"), max_size=30)


@settings(max_examples=40)
@given(TEXTS, st.sampled_from(("=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://evil.example/", "_x0041_", "1e5", "")))
def test_every_cell_is_the_text_itself_and_none_is_a_formula_or_a_link(rest: str, start: str) -> None:
    data = written(record(1, start + rest, f"正文{rest}", reporters=[start + rest]))
    whole = "".join(c if c < "\ud800" or c > "\udfff" else "\ufffd" for c in start + rest)
    (rows,) = sheets(data)
    row = dict(zip(HEADINGS, rows[1], strict=False))
    assert row["标题"] == row["记者"] == whole
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet and b"hyperlink" not in sheet
        assert not [name for name in packed.namelist() if "rels" in name and "sheet1" in name]


def test_a_text_too_long_for_a_cell_goes_on_behind_the_last_column() -> None:
    body = "沄𫖯" * 30_000
    ((_, row),) = sheets(written(record(1, "长文", body)))
    parts = [row[HEADINGS.index("正文")], *row[len(HEADINGS) :]]
    assert len(parts) == 3 and "".join(parts) == body
    assert all(len(part.encode("utf-16-le")) // 2 <= LONGEST_CELL for part in parts)


def test_more_records_than_a_sheet_has_rows_go_on_another_sheet() -> None:
    data = written(*(record(n, f"标题{n}") for n in range(1, 6)), most_rows=2)
    assert [len(rows) - 1 for rows in sheets(data)] == [2, 2, 1]
    assert [row[8] for rows in sheets(data) for row in rows[1:]] == [f"标题{n}" for n in range(1, 6)]


def test_an_archive_of_markup_is_a_workbook_that_opens(site: Site, archive: FakeArchive) -> None:
    (rows,) = sheets(site.get("/export.xlsx").content)
    assert len(rows) == len(archive.records) + 1
