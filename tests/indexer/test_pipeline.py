"""The whole way from bytes to the JSON of the contract; golden pages of invented papers stand beside their expected JSON.

`BULLETIN_GOLDEN=write pytest tests/indexer/test_pipeline.py` writes the expected files again; read the difference before keeping it.
"""

from __future__ import annotations

import json
import os
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.model import Failure, ParsedSource
from indexer.pipeline import ParseOptions, page_json, parse_source

PAGES = Path(__file__).parent.parent / "data" / "pages"
OPTIONS = ParseOptions("ltdb", paper_name="岚汀导报", issue_date=date(2024, 11, 8))
# Pages without a masthead get their date from the caller; the others print it.
ISSUE_DATES = {
    "half-width-columns": date(2024, 11, 8),
    "national-paper": date(2024, 1, 2),
    "jump-page": date(2024, 3, 5),
    "furniture-only": date(2024, 11, 8),
}
PAGE_KEYS = ["paper", "issue_date", "issue_number", "page", "page_name", "records", "furniture", "warnings", "coverage"]
RECORD_KEYS = [
    "id",
    "kind",
    "headline",
    "kicker",
    "subtitle",
    "byline",
    "reporters",
    "correspondents",
    "interns",
    "photographers",
    "dateline",
    "event_dates",
    "departments",
    "people",
    "paragraphs",
    "lines",
    "box",
    "photo_box",
    "continues_to",
    "continued_from",
    "warnings",
]


def parse(data: bytes, name: str = "x/2024-11-08/01.txt", options: ParseOptions = OPTIONS) -> ParsedSource:
    parsed = parse_source(data, name, options)
    assert isinstance(parsed, ParsedSource), parsed
    return parsed


def page(text: str, **changes: Any) -> dict[str, Any]:
    return page_json(
        parse(text.encode(), options=ParseOptions(**{"paper": "ltdb", "issue_date": date(2024, 11, 8), **changes})).pages[0]
    )


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_page_is_understood_as_a_person_reads_it(path: Path) -> None:
    expected = path.with_suffix(".expected.json")
    options = ParseOptions("ltdb", paper_name="岚汀导报", issue_date=ISSUE_DATES.get(path.stem))
    found = page_json(parse(path.read_bytes(), f"岚汀导报/{path.name}", options).pages[0])
    if os.environ.get("BULLETIN_GOLDEN") == "write":
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def test_the_json_has_the_keys_of_the_contract_in_their_order() -> None:
    found = page("岚汀召开会议\n\n本报讯(记者乔知远)11月7日,岚汀召开会议。")
    assert list(found) == PAGE_KEYS
    assert list(found["records"][0]) == RECORD_KEYS
    assert found["records"][0]["id"] == "ltdb/2024-11-08/1/a1"


def test_without_an_issue_date_ids_and_days_are_null_and_the_rest_is_there() -> None:
    parsed = parse(
        "岚汀召开会议\n\n本报讯(记者乔知远)11月7日,岚汀召开会议。".encode(), "a.txt", ParseOptions("ltdb", require_date=False)
    )
    found = page_json(parsed.pages[0])
    assert found["issue_date"] is None and found["records"][0]["id"] is None and found["page"] == 1
    assert found["records"][0]["event_dates"] == [{"raw": "11月7日", "from": None, "to": None}]
    assert found["records"][0]["reporters"] == ["乔知远"]


def test_a_source_without_a_date_is_a_failure_that_says_how_to_give_it() -> None:
    failure = parse_source("本报讯 会议召开。".encode(), "a/b.txt", ParseOptions("ltdb"))
    assert isinstance(failure, Failure)
    assert (failure.step, failure.code) == ("identity", "issue_date_missing")
    assert "--issue-date" in failure.zh and "--issue-date" in failure.en


def test_a_form_feed_begins_the_next_page_and_spans_point_into_the_file() -> None:
    text = "甲会召开\n\n本报讯(记者乔知远)甲。\n\f乙会召开\n\n本报讯(记者江雁)乙。"
    parsed = parse(text.encode())
    assert [p.identity.page for p in parsed.pages if p.identity] == [1, 2]
    byline = parsed.pages[1].records[0].byline
    assert byline and text[byline.span.start : byline.span.end] == "本报讯(记者江雁)"


def test_the_same_bytes_give_the_same_page() -> None:
    data = (PAGES / "title-page.txt").read_bytes()
    assert parse(data) == parse(data)


def test_line_ends_and_encoding_make_no_difference_to_what_is_found() -> None:
    text = (PAGES / "half-width-columns.txt").read_text(encoding="utf-8")
    plain = page_json(parse(text.encode()).pages[0])
    for data in (
        text.replace("\n", "\r\n").encode("gb18030"),
        b"\xff\xfe" + text.encode("utf-16-le"),
        text.encode("utf-8-sig"),
    ):
        assert page_json(parse(data).pages[0]) == plain


TEXT = st.text(
    alphabet=st.sampled_from("岚汀乔知远记者本报讯摄电日月年一二12。,，、()（）\n 　\t第版局区市报道图:：/□\f\u2028"),
    max_size=300,
)


@settings(max_examples=400)
@given(st.one_of(TEXT, st.text(max_size=300)))
def test_any_text_is_parsed_and_every_line_has_one_place(text: str) -> None:
    data = text.encode("utf-8", errors="surrogatepass")
    parsed = parse_source(data, "x/2024-11-08/01.txt", OPTIONS)
    if isinstance(parsed, Failure):
        assert parsed.code in ("source_unreadable", "encoding_unknown")
        return
    for found in parsed.pages:
        assert found.coverage == 1.0
        for record in found.records:
            source = data.decode("utf-8-sig").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
            for paragraph in record.paragraphs:
                pieces = "".join(source[span.start : span.end] for span in paragraph.spans)
                assert pieces.replace(" ", "") == paragraph.text.replace(" ", "")
            for mention in record.departments:
                assert 0 <= mention.span.start < mention.span.end <= len(source)


@pytest.mark.parametrize(
    "unit",
    [
        "岚汀新区召开会议",
        "本报讯(记者乔知远)11月7日,区发改委、财政局开会。\n",
        "一\n",
        "（记者",
        "乔知远 摄\n",
        "、",
        "区",
        "1",
    ],
)
def test_the_work_of_parsing_grows_with_the_length_only(unit: str) -> None:
    """Counted in calls, which no busy machine changes; `make bench` measures the time."""

    def calls(characters: int) -> int:
        data = (unit * (characters // len(unit))).encode()
        counted = 0

        def count(_frame: object, event: str, _argument: object) -> None:
            nonlocal counted
            counted += event in ("call", "c_call")

        sys.setprofile(count)
        try:
            parse(data)
        finally:
            sys.setprofile(None)
        return counted

    calls(1_000)
    small, large = calls(4_000), calls(32_000)
    # Eight times the length may take eight times the work; a square would take sixty-four.
    assert large < 12 * small, (small, large)


def test_every_warning_that_the_code_gives_is_explained() -> None:
    root = Path(__file__).parent.parent.parent
    explained = set(
        re.findall(r"^\| `([a-z -]+)` \|", (root / "docs" / "ref-warnings.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    given_codes = {
        code
        for path in (root / "indexer").rglob("*.py")
        for code in re.findall(r"ParseWarning\(\s*\"([a-z -]+)\"", path.read_text(encoding="utf-8"))
    }
    assert given_codes == explained
