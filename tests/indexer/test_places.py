"""Where titles and paragraphs are printed, as the stored document of a record keeps it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indexer.documents import Provenance, to_document
from indexer.model import IssueIdentity, ParsedSource
from indexer.pipeline import ParseOptions, parse_source
from tests.indexer.record_lines.lines import record

ROOT = Path(__file__).parents[2]
TRUTHS = [ROOT / f"tests/data/samples-print/2024-11-12/{name}.expected.json" for name in ("01", "02", "03")]
"""Pages with a text layer: to recognise one takes ten seconds."""
DAY = date(2024, 11, 12)
BEGINNING = 12
"""Characters by which a caption is told."""
NOWHERE = Provenance("", "", "", "", "")


def stored(data: bytes, name: str) -> list[dict[str, Any]]:
    """The documents of a source's first page."""
    parsed = parse_source(data, name, ParseOptions("ltdb", issue_date=DAY))
    assert isinstance(parsed, ParsedSource), parsed
    (page,) = parsed.pages
    return [to_document(IssueIdentity("ltdb", DAY, 1), record, NOWHERE) for record in page.records]


def test_on_a_printed_page_each_paragraph_lies_within_its_record_and_no_two_are_on_one_line() -> None:
    data = (ROOT / "samples-print/岚汀导报/2024-11-12/01.pdf").read_bytes()
    seen: set[int] = set()
    for document in stored(data, "01.pdf"):
        details = document["details"]
        x0, y0, x1, y1 = details["box"]
        places = details["places"]["paragraphs"]
        assert len(places) == len(document["body"].split("\n"))
        boxes = [place["box"] for place in places] + ([details["places"]["head"]] if document.get("headline") else [])
        for box in boxes:
            assert x0 - 1 <= box[0] < box[2] <= x1 + 1 and y0 - 1 <= box[1] < box[3] <= y1 + 1, document["id"]
        lines = [number for place in places for first, last in place["lines"] for number in range(first, last + 1)]
        (whole,) = details["lines"]
        assert lines and all(whole[0] <= number <= whole[1] for number in lines)
        assert not seen & set(lines)
        seen.update(lines)


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda path: f"{path.parent.name}/{path.name[:2]}")
def test_each_caption_of_the_printed_samples_has_the_box_of_its_photo(truth: Path) -> None:
    told = json.loads(truth.read_text(encoding="utf-8"))
    data = (ROOT / "samples-print/岚汀导报" / truth.parent.name / told["file"]).read_bytes()
    captions = {
        document["body"][:BEGINNING]: document["details"]["photo_box"]
        for document in stored(data, told["file"])
        if document["kind"] == "caption"
    }
    assert len(captions) == len(told["captions"])
    for caption in told["captions"]:
        assert captions[caption["text"][:BEGINNING]] == pytest.approx(caption["photo_box"], abs=1), caption["text"]


def test_of_a_text_the_lines_are_known_and_there_is_no_box() -> None:
    text = "湖边步道亮灯\n\n　　本报讯（记者 乔知远）湖边步道昨晚亮起了灯，市民来散步。\n　　全长九公里。\n"
    (document,) = stored(text.encode(), "2024-11-12/01.txt")
    assert document["details"]["places"] == {
        "head": None,
        "paragraphs": [{"lines": [[3, 3]], "box": None}, {"lines": [[4, 4]], "box": None}],
    }


def test_of_a_record_of_another_system_only_the_record_is_known_to_stand_on_its_lines() -> None:
    given = record(paragraphs=["一段文字。", "二段文字。"], lines=[[3, 9]])
    details = to_document(IssueIdentity("ltdb", DAY, 1), given, NOWHERE)["details"]
    assert details["lines"] == [[3, 9]]
    assert [place["lines"] for place in details["places"]["paragraphs"]] == [[], []]
