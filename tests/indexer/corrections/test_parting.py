"""Splitting, joining and moving: ids of others never shift, no text is lost, old addresses lead on."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.corrections import What, propose_join
from indexer.errors import CorrectionError
from tests.indexer.corrections.issues import CANTEEN, HARBOUR, ISSUE, SIGNED, Writer, document, issue, places, record

LAMPS = "石庵街道修好九盏路灯"


def test_a_split_off_part_has_the_next_free_ordinal_and_stands_behind_the_first() -> None:
    writer = Writer()
    correction = writer.split("1/a1", 2)
    assert correction.data["id"] == f"{ISSUE}/1/a3"
    assert places(writer.now, 1) == ["a1", "a3", "a2", "c1"]
    first, second = writer.record("1/a1"), writer.record("1/a3")
    assert f"{first['body']}\n{second['body']}" == HARBOUR["body"]
    assert "headline" not in second
    assert first["first_line"] < second["first_line"] < CANTEEN["first_line"]
    assert second["ordinal"] == 3


def test_a_paragraph_that_is_the_headline_given_stands_there_once() -> None:
    writer = Writer()
    writer.split("1/a2", 3, LAMPS)
    first, second = writer.record("1/a2"), writer.record("1/a3")
    assert (second["headline"], second["reporters"]) == (LAMPS, ["温如许"])
    assert LAMPS not in second["body"]
    assert (first["reporters"], first["contributors"], first["departments"]) == (["沈雁秋"], ["沈雁秋"], ["区民政局"])
    assert "departments" not in second
    assert "superseded" not in first and "superseded" not in second
    assert [mark["field"] for mark in first["details"]["corrections"]] == ["body"]
    assert [(mark["field"], mark["before"], mark["after"]) for mark in second["details"]["corrections"]] == [
        ("id", f"{ISSUE}/1/a2", f"{ISSUE}/1/a3")
    ]


def test_the_new_record_can_be_corrected_and_the_split_undone() -> None:
    writer = Writer()
    writer.split("1/a2", 3, LAMPS)
    writer.set("1/a3", "reporters=江雁")
    assert writer.record("1/a3")["reporters"] == ["江雁"]
    writer.undo(1)
    assert writer.now.documents == writer.documents
    (conflict,) = writer.now.conflicts
    assert (conflict.number, conflict.what) == (2, What.MISSING)
    writer.undo(3)
    assert writer.record("1/a3")["reporters"] == ["江雁"]


def test_an_id_once_given_is_never_given_again() -> None:
    writer = Writer()
    writer.split("1/a2", 3, LAMPS)
    writer.undo(1)
    assert writer.split("1/a1", 2).data["id"] == f"{ISSUE}/1/a4"
    writer.undo(2)
    assert places(writer.now, 1) == ["a1", "a4", "a2", "a3", "c1"]


def test_undoing_one_split_leaves_the_id_of_the_other() -> None:
    writer = Writer()
    writer.split("1/a1", 2)
    writer.split("1/a2", 3, LAMPS)
    writer.undo(1)
    assert places(writer.now, 1) == ["a1", "a2", "a4", "c1"]


def test_an_earlier_form_of_the_body_is_findable_at_both_parts() -> None:
    writer = Writer()
    writer.set("1/a2", f"body={CANTEEN['body'].replace('九盏', '十盏')}")
    writer.split("1/a2", 3)
    assert "九盏" in writer.record("1/a3")["superseded"]
    assert writer.record("1/a2")["superseded"] == writer.record("1/a3")["superseded"]


def test_joined_records_are_one_text_and_the_seconds_titles_stay_findable() -> None:
    writer = Writer()
    writer.set("1/a2", "headline=食堂开进社区", "people=邵桂兰")
    writer.join("1/a1", "1/a2")
    found = writer.record("1/a1")
    assert found["body"] == f"{HARBOUR['body']}\n{CANTEEN['body']}"
    assert found["headline"] == HARBOUR["headline"]
    assert found["superseded"].split("\n") == ["食堂开进社区", CANTEEN["headline"]]
    assert found["reporters"] == ["乔知远", "沈雁秋", "温如许"]
    assert found["departments"] == ["区水利局", "区财政局", "区民政局"]
    assert found["people"] == ["邵桂兰"]
    assert found["details"]["lines"] == [*HARBOUR["details"]["lines"], *CANTEEN["details"]["lines"]]
    assert [mark["number"] for mark in found["details"]["corrections"]] == [1, 2, 3, 3, 3]
    assert places(writer.now, 1) == ["a1", "c1"]
    assert writer.now.renamed == {f"{ISSUE}/1/a2": f"{ISSUE}/1/a1"}
    writer.undo(3)
    writer.undo(2)
    writer.undo(1)
    assert writer.now.documents == writer.documents


def test_records_of_two_pages_can_be_joined_and_jumps_lead_to_where_the_parts_are() -> None:
    def jump(there: str, headline: str) -> dict[str, Any]:
        return {"raw": "（下转第2版）", "page": 2, "id": f"{ISSUE}/{there}", "headline": headline}

    first = document("1/a1", "甲乙丙丁戊己", "一段文字。", line=1, details={"continues_to": jump("2/a1", "庚辛")})
    second = document("2/a1", "庚辛", "二段文字。", line=1, details={"continued_from": jump("1/a1", "甲乙丙丁戊己")})
    writer = Writer({f"{ISSUE}/1": (first,), f"{ISSUE}/2": (second,)})
    writer.set("2/a1", "headline=庚辛壬")
    assert writer.record("1/a1")["details"]["continues_to"]["headline"] == "庚辛壬"
    writer.move("2/a1", 1)
    assert writer.record("1/a1")["details"]["continues_to"]["id"] == f"{ISSUE}/1/a2"
    writer.join("1/a1", "1/a2")
    assert writer.record("1/a1")["details"]["continues_to"] is None
    assert writer.now.documents[f"{ISSUE}/2"] == ()


def test_a_moved_caption_has_the_other_pages_address_and_name_and_keeps_its_source() -> None:
    writer = Writer()
    correction = writer.move("1/c1", 2)
    assert correction.pages == (f"{ISSUE}/1", f"{ISSUE}/2")
    assert places(writer.now, 1) == ["a1", "a2"]
    assert places(writer.now, 2) == ["a1", "n1", "c1"]
    found = writer.record("2/c1")
    assert (found["page"], found["page_name"], found["ordinal"]) == (2, "综合新闻", 1)
    assert found["details"]["lines"] == [[20, 21]]
    assert found["details"]["corrections"][0]["before"] == f"{ISSUE}/1/c1"
    writer.move("2/c1", 1)
    assert places(writer.now, 1) == ["a1", "a2", "c2"]
    assert writer.now.renamed == {f"{ISSUE}/1/c1": f"{ISSUE}/1/c2", f"{ISSUE}/2/c1": f"{ISSUE}/1/c2"}


def test_the_photo_stays_with_the_first_part_of_a_caption_and_on_its_own_page() -> None:
    photo = [40.0, 60.0, 240.0, 190.0]
    caption = document("1/c1", None, "图为月白港二期码头工地。", "工人正在绑扎钢筋。", line=20, details={"photo_box": photo})
    documents = issue()
    documents[f"{ISSUE}/1"] = (*documents[f"{ISSUE}/1"][:-1], caption)
    writer = Writer(documents)
    writer.split("1/c1", 2)
    assert [writer.record(place)["details"]["photo_box"] for place in ("1/c1", "1/c2")] == [photo, None]
    writer.move("1/c1", 2)
    assert writer.record("2/c1")["details"]["photo_box"] is None


@pytest.mark.parametrize(
    ("position", "order"),
    [(1, ["c1", "a1", "n1"]), (2, ["a1", "c1", "n1"]), (3, ["a1", "n1", "c1"]), (None, ["a1", "n1", "c1"])],
)
def test_a_caption_moved_to_a_position_is_sorted_there_by_its_first_line(position: int | None, order: list[str]) -> None:
    writer = Writer()
    writer.move("1/c1", 2, position)
    assert places(writer.now, 2) == order
    documents = writer.now.documents[f"{ISSUE}/2"]
    assert list(documents) == sorted(documents, key=lambda found: found["first_line"])


def test_an_empty_page_takes_a_record_and_a_page_that_is_not_there_does_not() -> None:
    writer = Writer({**issue(), f"{ISSUE}/3": ()})
    writer.move("1/c1", 3)
    assert places(writer.now, 3) == ["c1"]
    assert writer.record("3/c1")["page_name"] == "要闻"
    without = Writer(issue())
    without.log = writer.log
    assert [conflict.what for conflict in without.now.conflicts] == [What.NO_PAGE]
    assert without.now.documents == issue()


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda w: w.split("1/a2", 1), "可以从第 2 到第 4 段"),
        (lambda w: w.split("1/a2", 5), "可以从第 2 到第 4 段"),
        (lambda w: w.split("1/c1", 2), "只有一段"),
        (lambda w: w.split("1/a2", 3, "一\n二"), "只能是一行"),
        (lambda w: w.join("1/a1", "1/a1"), "不能与自己"),
        (lambda w: w.join("1/a1", "1/c1"), "--set kind=article"),
        (lambda w: w.join("1/a1", "1/a9"), "没有条目"),
        (lambda w: propose_join(w.now, f"{ISSUE}/1/a1", "ltdb/2024-11-06/1/a1", SIGNED), "同一期"),
        (lambda w: w.move("1/a1", 1), "已在第 1 版"),
        (lambda w: w.move("1/a1", 7), "没有第 7 版"),
        (lambda w: w.move("1/a1", 2, 4), "1 到 3"),
        (lambda w: w.move("1/a9", 2), "没有条目"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence(ask: Any, said: str) -> None:
    with pytest.raises(CorrectionError) as refused:
        ask(Writer())
    assert said in refused.value.zh


def test_a_chain_of_parting_is_the_same_every_time_and_is_undone_from_the_end() -> None:
    writer = Writer()
    writer.split("1/a2", 3, LAMPS)
    writer.move("1/a3", 2)
    writer.join("2/a1", "2/a2")
    writer.set("2/a1", "headline=柳渡与石庵")
    first = writer.now
    assert first == writer.now
    assert record(first, "2/a1")["superseded"].split("\n") == [LAMPS, "柳渡菜市场改造完工"]
    assert first.renamed == {f"{ISSUE}/1/a3": f"{ISSUE}/2/a1", f"{ISSUE}/2/a2": f"{ISSUE}/2/a1"}
    for number in (4, 3, 2, 1):
        writer.undo(number)
    assert writer.now.documents == writer.documents
    assert writer.now.conflicts == ()


def test_of_paragraphs_that_read_alike_the_number_tells_which() -> None:
    writer = Writer({f"{ISSUE}/1": (document("1/a1", "简讯三则一并刊登", "甲文。", "◎", "乙文。", "◎", "丙文。", line=1),)})
    writer.split("1/a1", 4)
    assert writer.record("1/a1")["body"] == "甲文。\n◎\n乙文。"
    assert writer.record("1/a2")["body"] == "◎\n丙文。"


def test_a_joined_record_goes_on_where_its_second_part_goes_on_and_keeps_what_was_set_by_hand() -> None:
    onward = {"raw": "（下转第3版）", "page": 3, "id": f"{ISSUE}/3/a1", "headline": "丙"}
    first = document(
        "1/a1", "甲", "一。", line=1, details={"continues_to": {**onward, "page": 2, "id": f"{ISSUE}/2/a1", "headline": "乙"}}
    )
    second = document("2/a1", "乙", "（记者江雁儿）二。", line=1, details={"continues_to": onward})
    third = document("3/a1", "丙", "三。", line=1, details={"continued_from": {**onward, "id": f"{ISSUE}/2/a1"}})
    writer = Writer({f"{ISSUE}/{number}": (made,) for number, made in enumerate((first, second, third), 1)})
    writer.set("1/a1", "reporters=乔知远")
    writer.join("1/a1", "2/a1")
    assert writer.record("1/a1")["details"]["continues_to"] == onward
    assert writer.record("3/a1")["details"]["continued_from"]["id"] == f"{ISSUE}/1/a1"
    assert writer.record("1/a1")["reporters"] == ["乔知远"]
