"""The source or the parser has changed: corrections find their records again, are moot, or are conflicts; never on a wrong record."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.corrections import Corrected, What, apply
from indexer.corrections.derived import finished
from indexer.corrections.looks import likeness, look
from tests.indexer.corrections.issues import (
    CANTEEN,
    HARBOUR,
    ISSUE,
    MARKET,
    NOTICE,
    PICTURE,
    Documents,
    Writer,
    document,
    issue,
    places,
    record,
    toy_annotate,
)

LAMPS = "石庵街道修好九盏路灯"
NEW = (
    "岚汀新区表彰志愿服务先进",
    "（记者江雁）昨天下午，岚汀新区表彰了三十名志愿服务的先进个人，他们来自各行各业，年纪最大的七十八岁。",
)


def shifted(made: dict[str, Any], place: str, **fields: Any) -> dict[str, Any]:
    """The record with another id, and other fields."""
    page, name = place.split("/")
    changed = {**made, "id": f"{ISSUE}/{place}", "page": int(page), "ordinal": int(name[1:]), **fields}
    return finished({key: value for key, value in changed.items() if value not in (None, [], "")})


def inserted_above() -> Documents:
    """The same issue with a further article above the others of the first page."""
    documents = issue()
    documents[f"{ISSUE}/1"] = (
        document("1/a1", *NEW, line=1),
        shifted(HARBOUR, "1/a2", first_line=6),
        shifted(CANTEEN, "1/a3", first_line=11),
        PICTURE,
    )
    return documents


def again(writer: Writer, documents: Documents) -> Corrected:
    return apply(documents, writer.log, toy_annotate)


def with_first(made: dict[str, Any]) -> Documents:
    documents = issue()
    documents[f"{ISSUE}/1"] = (made, *documents[f"{ISSUE}/1"][1:])
    return documents


def test_an_article_inserted_above_leads_no_correction_astray() -> None:
    """The first record's kicker was empty, and so is that of the new first record: an id and an empty value prove nothing."""
    writer = Writer()
    writer.set("1/a1", "kicker=港口建设", "headline=港口会")
    writer.split("1/a2", 3, LAMPS)
    writer.set("1/a3", "reporters=江雁")
    writer.move("1/c1", 2)
    corrected = again(writer, inserted_above())
    assert corrected.conflicts == ()
    assert corrected.applied == (1, 2, 3, 4, 5)
    assert places(corrected, 1) == ["a1", "a2", "a3", "a4"]
    assert "superseded" not in record(corrected, "1/a1")
    assert (record(corrected, "1/a2")["kicker"], record(corrected, "1/a2")["headline"]) == ("港口建设", "港口会")
    assert record(corrected, "1/a4")["headline"] == LAMPS
    assert record(corrected, "1/a4")["reporters"] == ["江雁"]
    assert record(corrected, "1/a4")["superseded"] == "温如许"
    assert record(corrected, "2/c1")["body"] == PICTURE["body"]


def test_corrections_made_after_the_shift_mean_the_ids_of_that_day() -> None:
    writer = Writer()
    writer.set("1/a2", "headline=食堂开进社区")
    writer.documents = inserted_above()
    writer.set("1/a2", "headline=港口会")
    writer.set("1/a3", "kicker=民生")
    corrected = writer.now
    assert corrected.conflicts == ()
    assert [found.get("headline") for found in corrected.documents[f"{ISSUE}/1"]] == [NEW[0], "港口会", "食堂开进社区", None]
    assert record(corrected, "1/a3")["kicker"] == "民生"


def test_a_source_that_was_mended_makes_the_correction_moot() -> None:
    writer = Writer()
    writer.set("1/a1", "headline=港口会", "reporters=江雁")
    corrected = again(writer, with_first({**HARBOUR, "headline": "港口会"}))
    assert (corrected.moot, corrected.applied, corrected.conflicts) == ((1,), (2,), ())
    assert [mark["number"] for mark in record(corrected, "1/a1")["details"]["corrections"]] == [2]


@pytest.mark.parametrize(
    ("made", "what", "found"),
    [
        (finished({**HARBOUR, "reporters": ["温如许"]}), What.CHANGED, ["温如许"]),
        (document("1/a1", *NEW, line=3), What.MISSING, None),
    ],
)
def test_a_source_that_changed_underneath_is_a_conflict_and_the_rest_goes_on(
    made: dict[str, Any], what: What, found: Any
) -> None:
    writer = Writer()
    writer.set("1/a1", "reporters=江雁")
    writer.set("2/a1", "headline=菜市场改好了")
    corrected = again(writer, with_first(made))
    assert corrected.applied == (2,)
    (conflict,) = corrected.conflicts
    assert (conflict.number, conflict.record, conflict.what) == (1, f"{ISSUE}/1/a1", what)
    if what is What.CHANGED:
        assert (conflict.expected, conflict.found) == (["乔知远"], found)
    assert "请对照原件" in conflict.zh and "bulletin correct --undo 1" in conflict.zh
    assert record(corrected, "1/a1") == made


def test_names_in_another_order_are_the_same_names() -> None:
    two = finished({**HARBOUR, "reporters": ["乔知远", "江雁"]})
    writer = Writer(with_first(two))
    writer.set("1/a1", "reporters=乔知远")
    corrected = again(writer, with_first(finished({**HARBOUR, "reporters": ["江雁", "乔知远"]})))
    assert (corrected.applied, corrected.conflicts) == ((1,), ())


def test_records_that_look_alike_are_told_by_their_id_and_without_it_not_at_all() -> None:
    """The same notice twice on a page: one with the id is meant; when both ids are others, nobody knows."""
    twice = {f"{ISSUE}/2": (NOTICE, shifted(NOTICE, "2/n2", first_line=12))}
    writer = Writer(twice)
    writer.set("2/n2", "headline=停水公告")
    assert record(writer.now, "2/n2")["headline"] == "停水公告"
    assert record(writer.now, "2/n1") is NOTICE
    other_ids = {f"{ISSUE}/2": (shifted(NOTICE, "2/n3"), shifted(NOTICE, "2/n4", first_line=12))}
    (conflict,) = again(writer, other_ids).conflicts
    assert conflict.what is What.AMBIGUOUS
    assert f"{ISSUE}/2/n3、{ISSUE}/2/n4" in conflict.zh


def test_a_headline_that_stands_over_many_texts_proves_nothing() -> None:
    writer = Writer()
    writer.set("2/n1", "kicker=便民")
    other = document("2/n1", "公告", "望潮街道定于十一月九日清扫河道，车辆请绕行。", line=9)
    (conflict,) = again(writer, {**issue(), f"{ISSUE}/2": (MARKET, other)}).conflicts
    assert conflict.what is What.MISSING


def test_a_record_that_the_parser_puts_on_another_page_is_found_there() -> None:
    writer = Writer()
    writer.set("1/a1", "kicker=港口")
    documents = {f"{ISSUE}/1": (CANTEEN, PICTURE), f"{ISSUE}/2": (MARKET, NOTICE, shifted(HARBOUR, "2/a2"))}
    assert record(again(writer, documents), "2/a2")["kicker"] == "港口"


def test_a_parser_that_separates_moves_or_joins_by_itself_makes_that_moot() -> None:
    writer = Writer()
    writer.split("1/a2", 3, LAMPS)
    writer.move("1/c1", 2)
    writer.join("2/a1", "1/a1")
    paragraphs = CANTEEN["body"].split("\n")
    documents = {
        f"{ISSUE}/1": (
            document("1/a1", CANTEEN["headline"], *paragraphs[:2], line=1),
            document("1/a2", LAMPS, paragraphs[3], line=5),
        ),
        f"{ISSUE}/2": (
            document("2/a1", MARKET["headline"], MARKET["body"], *HARBOUR["body"].split("\n"), line=2),
            shifted(PICTURE, "2/c1"),
        ),
    }
    corrected = again(writer, documents)
    assert (corrected.moot, corrected.applied, corrected.conflicts) == ((1, 2, 3), (), ())
    assert corrected.documents == documents


def test_a_split_goes_by_the_paragraphs_text_and_is_a_conflict_where_that_is_gone() -> None:
    writer = Writer()
    writer.split("1/a2", 3, LAMPS)
    one, two, three, four = CANTEEN["body"].split("\n")
    longer = document("1/a2", CANTEEN["headline"], one, "新的一段。", two, three, four, line=8)
    assert record(again(writer, {**issue(), f"{ISSUE}/1": (HARBOUR, longer)}), "1/a2")["body"] == f"{one}\n新的一段。\n{two}"
    other = document("1/a2", CANTEEN["headline"], one, two, four, line=8)
    (conflict,) = again(writer, {**issue(), f"{ISSUE}/1": (HARBOUR, other)}).conflicts
    assert (conflict.what, conflict.expected) == (What.NO_PARAGRAPH, LAMPS)


def test_an_id_that_the_parser_has_taken_since_is_not_given_twice() -> None:
    writer = Writer()
    writer.split("1/a1", 2)
    writer.set("1/a3", "headline=码头工程年底完成")
    more = {**issue(), f"{ISSUE}/1": (*issue()[f"{ISSUE}/1"], document("1/a3", *NEW, line=30))}
    corrected = again(writer, more)
    assert corrected.conflicts == ()
    assert places(corrected, 1) == ["a1", "a4", "a2", "c1", "a3"]
    assert record(corrected, "1/a4")["headline"] == "码头工程年底完成"
    assert record(corrected, "1/a3")["headline"] == NEW[0]


def test_a_page_that_was_withdrawn_leaves_its_corrections_as_conflicts() -> None:
    writer = Writer()
    writer.set("1/a1", "page_name=港口新闻")
    writer.set("1/a1", "headline=港口会")
    corrected = again(writer, {f"{ISSUE}/2": (MARKET, NOTICE)})
    assert [conflict.what for conflict in corrected.conflicts] == [What.NO_PAGE, What.MISSING]
    named = tuple({**found, "page_name": "要闻二"} for found in issue()[f"{ISSUE}/1"])
    (conflict,) = again(writer, {f"{ISSUE}/1": named}).conflicts
    assert (conflict.what, conflict.expected, conflict.found) == (What.CHANGED, "要闻", "要闻二")


def test_a_record_without_a_headline_is_named_by_its_id() -> None:
    writer = Writer()
    writer.set("1/c1", "photographers=江雁")
    (conflict,) = again(writer, {f"{ISSUE}/1": (HARBOUR, CANTEEN)}).conflicts
    assert f"（{ISSUE}/1/c1）没有应用：现在的版面上找不到它更正过的条目。" in conflict.zh


def test_undoing_what_stood_between_hides_no_record_from_later_corrections() -> None:
    writer = Writer()
    writer.set("1/a1", "headline=港口会", "body=只有一段")
    writer.set("1/a1", "kicker=港口")
    writer.undo(1)
    writer.undo(2)
    assert writer.now.conflicts == ()
    assert record(writer.now, "1/a1")["kicker"] == "港口"


def test_of_records_that_look_alike_the_one_with_the_earlier_value_is_meant_then_the_one_on_its_page() -> None:
    writer = Writer(
        {f"{ISSUE}/1": (PICTURE,), f"{ISSUE}/2": ({**NOTICE, "kicker": "便民"}, shifted(NOTICE, "2/n2", first_line=12))}
    )
    writer.set("2/n1", "kicker=便民服务")
    documents = {f"{ISSUE}/2": (shifted(NOTICE, "2/n1"), shifted(NOTICE, "2/n2", kicker="便民", first_line=12))}
    assert record(again(writer, documents), "2/n2")["kicker"] == "便民服务"
    apart = {
        f"{ISSUE}/1": (shifted(NOTICE, "1/n1", kicker="便民"),),
        f"{ISSUE}/2": (shifted(NOTICE, "2/n5", kicker="便民"),),
    }
    assert record(again(writer, apart), "2/n5")["kicker"] == "便民服务"


def test_a_body_in_common_proves_more_than_a_headline_and_an_opening() -> None:
    ours = [look(HARBOUR)]
    assert likeness(ours, ours) == 7
    assert likeness(ours, [look({**HARBOUR, "headline": "另一个标题在这里"})]) == 5
    assert likeness(ours, [look({**HARBOUR, "body": HARBOUR["body"] + "又及。"})]) == 3
    assert likeness(ours, [look({**HARBOUR, "body": "另一篇。"})]) == 2
    assert likeness(ours, [look(CANTEEN)]) == likeness([], ours) == 0
    longer = shifted(HARBOUR, "1/a1", body=HARBOUR["body"] + "\n又及。")
    same = shifted(HARBOUR, "1/a2", headline="另一个标题在这里")
    writer = Writer()
    writer.set("1/a1", "kicker=港口")
    assert record(again(writer, {f"{ISSUE}/1": (longer, same)}), "1/a2")["kicker"] == "港口"


def test_a_record_whose_headline_and_text_were_both_mended_is_known_by_the_headline_it_was_to_have() -> None:
    writer = Writer()
    writer.set("1/a1", "headline=岚汀新区召开港口会议")
    mended = document("1/a1", "岚汀新区召开港口会议", "全文重新录入，与以前的读法完全不同。", line=3)
    corrected = again(writer, with_first(mended))
    assert (corrected.moot, corrected.conflicts) == ((1,), ())


def test_ids_that_corrections_gave_make_room_for_the_parsers_and_for_each_other() -> None:
    writer = Writer()
    writer.split("1/a1", 2)
    writer.split("1/a2", 2)
    more = {**issue(), f"{ISSUE}/1": (*issue()[f"{ISSUE}/1"], document("1/a3", *NEW, line=30))}
    assert places(again(writer, more), 1) == ["a1", "a5", "a2", "a4", "c1", "a3"]


def test_an_address_that_leads_elsewhere_is_given_to_no_other_record() -> None:
    writer = Writer()
    writer.move("1/a2", 2)
    assert writer.split("1/a1", 2).data["id"] == f"{ISSUE}/1/a3"
    corrected = again(writer, inserted_above())
    assert corrected.renamed == {f"{ISSUE}/1/a3": f"{ISSUE}/2/a2"}
    assert places(corrected, 1) == ["a1", "a2", "a4", "c1"]
