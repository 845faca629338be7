"""Paragraphs put in order and given to another record: their places go along, and a page that has other paragraphs is left alone."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.corrections import What, apply, propose_reassign
from indexer.errors import CorrectionError
from tests.indexer.corrections.issues import (
    CANTEEN,
    HARBOUR,
    ISSUE,
    MARKET,
    SIGNED,
    Writer,
    box_of,
    document,
    issue,
    places,
    record,
    toy_annotate,
)

OF_CANTEEN = CANTEEN["body"].split("\n")
OF_HARBOUR = HARBOUR["body"].split("\n")


def body(writer: Writer, place: str) -> list[str]:
    return list(writer.record(place)["body"].split("\n"))


def lines_of(found: dict[str, Any]) -> list[list[list[int]]]:
    return [place["lines"] for place in found["details"]["places"]["paragraphs"]]


def test_paragraphs_stand_in_the_order_that_was_given_each_with_its_place() -> None:
    writer = Writer()
    writer.order("1/a2", "4、1 2，３")
    found = writer.record("1/a2")
    assert body(writer, "1/a2") == [OF_CANTEEN[3], *OF_CANTEEN[:3]]
    assert lines_of(found) == [[[12, 12]], [[9, 9]], [[10, 10]], [[11, 11]]]
    assert (found["details"]["lines"], found["details"]["box"]) == (CANTEEN["details"]["lines"], CANTEEN["details"]["box"])
    assert found["reporters"] == ["温如许", "沈雁秋"]
    (mark,) = found["details"]["corrections"]
    assert (mark["field"], mark["before"], mark["after"]) == ("paragraph_order", "1、2、3、4", "4、1、2、3")
    assert "superseded" not in found
    writer.undo(1)
    assert writer.now.documents == issue()


def test_paragraphs_go_to_another_record_with_their_credits_lines_box_and_doubts() -> None:
    doubts = [
        {"code": "ocr doubtful", "lines": [12], "note": "这一行看不清。"},
        {"code": "text repaired", "lines": [9, 12], "note": "修补。"},
    ]
    fields = {"details": {"warnings": doubts}, "warnings": ["ocr doubtful", "text repaired"]}
    canteen = document("1/a2", CANTEEN["headline"], *OF_CANTEEN, line=8, **fields)
    writer = Writer({f"{ISSUE}/1": (HARBOUR, canteen), f"{ISSUE}/2": (MARKET,)})
    writer.reassign("1/a2", "3-4", "1/a1")
    left, taken = writer.record("1/a2"), writer.record("1/a1")
    assert body(writer, "1/a2") == OF_CANTEEN[:2] and body(writer, "1/a1") == [*OF_HARBOUR, *OF_CANTEEN[2:]]
    assert (left["reporters"], taken["reporters"]) == (["沈雁秋"], ["乔知远", "温如许"])
    assert (left["details"]["lines"], taken["details"]["lines"]) == ([[8, 10]], [[3, 5], [11, 12]])
    assert (left["details"]["box"], taken["details"]["box"]) == (box_of(8, 10), box_of(3, 12))
    assert lines_of(taken) == [[[4, 4]], [[5, 5]], [[11, 11]], [[12, 12]]]
    assert (left["warnings"], taken["warnings"]) == (["text repaired"], ["ocr doubtful"])
    assert taken["details"]["warnings"] == doubts[:1]
    text = "\n".join(OF_CANTEEN[2:])
    told = [[(m["field"], m["before"], m["after"]) for m in found["details"]["corrections"]] for found in (left, taken)]
    assert told == [[("paragraphs_to", text, f"{ISSUE}/1/a1")], [("paragraphs_from", f"{ISSUE}/1/a2", text)]]
    assert places(writer.now, 1) == ["a1", "a2"] and not writer.now.renamed
    writer.undo(1)
    assert writer.now.documents == writer.documents


def test_on_another_page_a_paragraph_has_no_box_and_of_another_source_no_lines() -> None:
    harbour = {**HARBOUR, "source_sha256": "a" * 64}
    for market, lines in (({**MARKET, "source_sha256": "a" * 64}, [[5, 5]]), ({**MARKET, "source_sha256": "b" * 64}, [])):
        writer = Writer({f"{ISSUE}/1": (harbour,), f"{ISSUE}/2": (market,)})
        writer.reassign("1/a1", "2", "2/a1", 1)
        taken = writer.record("2/a1")
        assert taken["details"]["places"]["paragraphs"][0] == {"lines": lines, "box": None}
        assert taken["details"]["box"] == MARKET["details"]["box"]
        assert taken["details"]["lines"] == [[2, 3], *lines]


def test_the_parts_of_a_split_have_each_its_own_lines_and_box_and_a_join_has_both() -> None:
    writer = Writer()
    writer.split("1/a2", 3, OF_CANTEEN[2])
    first, second = writer.record("1/a2"), writer.record("1/a3")
    assert (first["details"]["lines"], first["details"]["box"]) == ([[8, 10]], box_of(8, 10))
    assert (second["details"]["lines"], second["details"]["box"]) == ([[11, 12]], box_of(11, 12))
    assert second["details"]["places"]["head"] == box_of(11, 11)
    writer.join("1/a2", "1/a3")
    joined = writer.record("1/a2")
    assert (joined["details"]["lines"], joined["details"]["box"]) == ([[8, 12]], box_of(8, 12))
    assert lines_of(joined) == [[[9, 9]], [[10, 10]], [[12, 12]]]
    writer.move("1/a2", 2)
    moved = writer.record("2/a2")
    assert moved["details"]["box"] is None and {place["box"] for place in moved["details"]["places"]["paragraphs"]} == {None}


def test_a_body_that_was_written_anew_keeps_the_places_of_what_is_still_there() -> None:
    writer = Writer()
    writer.set("1/a2", "body=" + "\n".join(["添上的一段。", OF_CANTEEN[0], OF_CANTEEN[1] + "改", *OF_CANTEEN[2:]]))
    assert lines_of(writer.record("1/a2")) == [[], [[9, 9]], [[10, 10]], [[11, 11]], [[12, 12]]]
    writer.reassign("1/a2", "1", "1/a1")
    assert writer.record("1/a1")["details"]["lines"] == HARBOUR["details"]["lines"]
    assert writer.record("1/a2")["details"]["box"] == CANTEEN["details"]["box"]


def test_records_that_were_read_before_places_were_kept_are_corrected_all_the_same() -> None:
    old = {
        page: tuple({**found, "details": {k: v for k, v in found["details"].items() if k != "places"}} for found in of)
        for page, of in issue().items()
    }
    writer = Writer(old)
    writer.reassign("1/a2", "3-4", "1/a1")
    writer.order("1/a1", "1,2,4,3")
    writer.split("1/a1", 3)
    assert body(writer, "1/a3") == OF_CANTEEN[:1:-1]
    assert "places" not in writer.record("1/a3")["details"]
    assert writer.record("1/a2")["details"]["box"] == CANTEEN["details"]["box"]


def test_earlier_forms_of_a_paragraph_are_found_with_both_records() -> None:
    writer = Writer()
    writer.set("1/a2", f"body={CANTEEN['body'].replace('九盏', '十盏')}")
    writer.reassign("1/a2", "3-4", "2/a1")
    assert "九盏" in writer.record("2/a1")["superseded"] and "十盏" in writer.record("2/a1")["body"]
    writer.undo(1)
    assert [conflict.what for conflict in writer.now.conflicts] == [What.OTHER_PARAGRAPHS]
    assert "现在不再原样相连" in writer.now.conflicts[0].zh and "--undo 2" in writer.now.conflicts[0].zh
    assert writer.now.documents == issue()


def test_what_concerns_other_paragraphs_is_undone_in_any_order() -> None:
    writer = Writer()
    writer.order("1/a2", "2,1,3,4")
    writer.reassign("1/a2", "3-4", "1/a1", 1)
    writer.split("1/a1", 4)
    for number in (1, 2, 3):
        alone = Writer()
        alone.log = list(writer.log)
        alone.undo(number)
        assert alone.now.conflicts == ()
    writer.undo(2)
    writer.undo(1)
    assert body(writer, "1/a2") == OF_CANTEEN
    writer.undo(4)
    assert body(writer, "1/a2") == OF_CANTEEN[:2]


def test_a_page_parsed_anew_is_corrected_where_the_paragraphs_are_the_same_and_left_alone_where_not() -> None:
    writer = Writer()
    writer.order("1/a1", "2,1")
    writer.reassign("1/a2", "3-4", "2/a1", 1)

    def anew(canteen: list[str], market: list[str], harbour: list[str] = OF_HARBOUR) -> Any:
        page = (
            document("1/a1", "湖边步道亮灯迎客", "新的一篇。", line=1),
            document("1/a2", HARBOUR["headline"], *harbour, line=3),
            document("1/a3", CANTEEN["headline"], *canteen, line=8),
        )
        two = (document("2/a1", MARKET["headline"], *market, line=2),)
        return apply({f"{ISSUE}/1": page, f"{ISSUE}/2": two}, writer.log, toy_annotate)

    # The ids have shifted, and a paragraph was found above: the corrections follow their paragraphs.
    found = anew(["读漏的一段。", *OF_CANTEEN], [MARKET["body"]])
    assert (found.applied, found.conflicts) == ((1, 2), ())
    assert record(found, "1/a2")["body"].split("\n") == OF_HARBOUR[::-1]
    assert record(found, "1/a3")["body"].split("\n") == ["读漏的一段。", *OF_CANTEEN[:2]]
    # The parser reads the page as it was corrected.
    found = anew(OF_CANTEEN[:2], [*OF_CANTEEN[2:], MARKET["body"]], OF_HARBOUR[::-1])
    assert (found.moot, found.conflicts) == ((1, 2), ())
    # It reads other paragraphs: two as one, and one cut in two.
    found = anew(
        [*OF_CANTEEN[:2], "".join(OF_CANTEEN[2:])], [MARKET["body"]], [OF_HARBOUR[0], OF_HARBOUR[1][:9], OF_HARBOUR[1][9:]]
    )
    assert [conflict.what for conflict in found.conflicts] == [What.OTHER_PARAGRAPHS] * 2
    assert record(found, "2/a1")["body"] == MARKET["body"]
    # The paragraph before which they stood has gone.
    found = anew(OF_CANTEEN, ["别的文字。"])
    assert [(c.number, c.what) for c in found.conflicts] == [(2, What.NO_PARAGRAPH)]


def test_records_without_a_headline_that_are_read_rightly_by_now_are_known_by_their_corrected_text() -> None:
    texts = [
        f"{number}区民政局昨天又开了一家长者食堂，第一天有一百二十位老人前来用餐，饭菜热气腾腾，一荤两素一汤。"
        for number in "甲乙丙丁"
    ]
    pages = {f"{ISSUE}/1": (document("1/a1", None, *texts, line=1), document("1/a2", None, "别的一条。", line=9))}
    writer = Writer(pages)
    writer.order("1/a1", "4,3,2,1")
    writer.reassign("1/a1", "1-2", "1/a2", 1)
    right = (document("1/a1", None, *texts[1::-1], line=1), document("1/a2", None, *texts[:1:-1], "别的一条。", line=9))
    found = apply({f"{ISSUE}/1": right}, writer.log, toy_annotate)
    assert found.documents == {f"{ISSUE}/1": right}
    assert (found.moot, [conflict.number for conflict in found.conflicts]) == ((2,), [1])


def test_where_the_two_records_are_one_by_now_nothing_is_moved() -> None:
    writer = Writer()
    writer.reassign("1/a2", "3", "1/a1")
    whole = document("1/a1", HARBOUR["headline"], *OF_HARBOUR, *OF_CANTEEN, line=3)
    found = apply({f"{ISSUE}/1": (whole,)}, writer.log, toy_annotate)
    assert [conflict.what for conflict in found.conflicts] == [What.MISSING]
    assert found.documents[f"{ISSUE}/1"] == (whole,)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda w: w.order("1/c1", "1"), "只有 1 段"),
        (lambda w: w.order("1/a1", "1,2"), "没有要改的"),
        (lambda w: w.order("1/a1", ""), "--order 3,1,2"),
        (lambda w: w.order("1/a1", "2,一"), "“一”不是段落的号码"),
        (lambda w: w.order("1/a1", "2,-1"), "“-1”不是段落的号码"),
        (lambda w: w.order("1/a2", "1,1,5"), "缺第 2、3、4 段；第 1 段写了不止一次；没有第 5 段"),
        (lambda w: w.reassign("1/a2", "0", "1/a1"), "“0”不是段落的号码"),
        (lambda w: w.reassign("1/a2", "9" * 30, "1/a1"), "不是段落的号码"),
        (lambda w: w.reassign("1/a2", "4-3", "1/a1"), "请写成 3-4"),
        (lambda w: w.reassign("1/a2", "3-5", "1/a1"), "没有第 5 段"),
        (lambda w: w.reassign("1/a1", "1—2", "1/a2"), "--join"),
        (lambda w: w.reassign("1/a2", "1", "1/a2"), "--order"),
        (lambda w: w.reassign("1/a2", "1", "1/a9"), "没有条目"),
        (lambda w: w.reassign("1/a2", "1", "1/a1", 4), "第 1 到第 3 段"),
        (lambda w: w.reassign("1/a2", "1", "1/a1", 0), "不能排在第 0 段"),
        (lambda w: propose_reassign(w.now, f"{ISSUE}/1/a1", "1", "ltdb/2024-11-06/1/a1", None, SIGNED), "同一期"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence(ask: Any, said: str) -> None:
    with pytest.raises(CorrectionError) as refused:
        ask(Writer())
    assert said in refused.value.zh
