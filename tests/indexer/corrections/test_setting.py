"""`set`: the field, what follows from it, what stays findable, and what the record's page shows."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from indexer.corrections import What, apply
from indexer.corrections.derived import finished
from indexer.errors import CorrectionError
from mappings.same_text import fingerprint
from tests.indexer.corrections.issues import (
    HARBOUR,
    ISSUE,
    Writer,
    issue,
    places,
    record,
    records,
    toy_annotate,
)


@pytest.mark.parametrize(
    ("assignment", "field", "value"),
    [
        ("headline=岚汀新区 港口会", "headline", "岚汀新区 港口会"),
        ("标题＝港口会", "headline", "港口会"),
        ("headline=", "headline", None),
        ("kicker=聚焦", "kicker", "聚焦"),
        ("subtitle=　——年底完成基础工程　", "subtitle", "——年底完成基础工程"),
        ("body=第一段\\n\n 第二段 ", "body", "第一段\n第二段"),
        ("reporters=乔知远，张 三、乔知远", "reporters", ["乔知远", "张三"]),
        ("记者=Anna Lee,乔知远", "reporters", ["Anna Lee", "乔知远"]),
        ("correspondents=陆青禾", "correspondents", ["陆青禾"]),
        ("interns=陆青禾", "interns", ["陆青禾"]),
        ("photographers=陆青禾;江雁", "photographers", ["陆青禾", "江雁"]),
        ("departments=区水利局、市水利局", "departments", ["区水利局", "市水利局"]),
        ("departments=", "departments", None),
        ("people=顾闻笛", "people", ["顾闻笛"]),
        (
            "event_dates=2024-11-04, 2024-11-06/2024-11-07",
            "event_dates",
            [{"gte": "2024-11-04", "lte": "2024-11-04"}, {"gte": "2024-11-06", "lte": "2024-11-07"}],
        ),
        ("page_name=港口新闻", "page_name", "港口新闻"),
        ("issue_number=", "issue_number", None),
    ],
)
def test_a_field_is_set_as_it_was_typed(assignment: str, field: str, value: Any) -> None:
    writer = Writer()
    writer.set("1/a1", assignment)
    assert writer.record("1/a1").get(field) == value
    assert writer.now.applied == (1,)
    assert writer.now.conflicts == ()


@pytest.mark.parametrize(
    ("assignment", "said"),
    [
        ("headline", "没有等号"),
        ("title=港口", "没有字段“title”"),
        ("headline=一\n二", "只能是一行"),
        ("headline=" + "长" * 1001, "太长"),
        ("headline=坏\x00字", "控制字符"),
        ("headline=坏\ud800字", "控制字符"),
        ("reporters=" + "长" * 61, "太长"),
        ("page_name=" + "长" * 61, "太长"),
        ("event_dates=2024-13-01", "不是日期"),
        ("event_dates=昨天", "不是日期"),
        ("event_dates=2024-11-07/2024-11-06", "早于"),
        ("kind=短讯", "article"),
        ("headline=岚汀新区召开港口建设推进会", "没有要改的"),
        ("reporters=乔知远", "没有要改的"),
    ],
)
def test_a_bad_request_is_refused_with_a_sentence(assignment: str, said: str) -> None:
    with pytest.raises(CorrectionError) as refused:
        Writer().set("1/a1", assignment)
    assert said in refused.value.zh
    assert refused.value.en.isascii() or "'" in refused.value.en


def test_a_field_given_twice_an_unknown_record_and_no_name_are_refused() -> None:
    writer = Writer()
    for place, assignments, said in (
        ("1/a1", ("headline=甲", "标题=乙"), "两次"),
        ("1/a9", ("headline=甲",), "没有条目"),
        ("9/a1", ("headline=甲",), "没有条目"),
    ):
        with pytest.raises(CorrectionError) as refused:
            writer.set(place, *assignments)
        assert said in refused.value.zh


def test_original_and_corrected_text_are_both_there_and_only_what_differs() -> None:
    writer = Writer()
    body = HARBOUR["body"].replace("码头", "栈桥")
    writer.set("1/a1", "headline=岚汀新区召开港口会", f"body={body}", "reporters=乔知遥、江雁")
    writer.set("1/a1", "headline=岚汀新区开港口会")
    found = writer.record("1/a1")
    assert found["superseded"].split("\n") == [
        "岚汀新区召开港口建设推进会",
        HARBOUR["body"].split("\n")[1],
        "乔知远",
        "岚汀新区召开港口会",
    ]
    assert found["fingerprint"] == list(fingerprint(body)) != HARBOUR["fingerprint"]


def test_what_is_on_the_record_again_is_no_earlier_form() -> None:
    writer = Writer()
    writer.set("1/a1", "headline=港口会议")
    writer.set("1/a1", f"headline={HARBOUR['headline']}")
    assert writer.record("1/a1")["superseded"] == "港口会议"
    assert [mark["number"] for mark in writer.record("1/a1")["details"]["corrections"]] == [1, 2]


def test_the_page_of_the_record_is_told_who_changed_what_and_when() -> None:
    writer = Writer()
    writer.set("1/a1", "reporters=江雁")
    assert writer.record("1/a1")["details"]["corrections"] == [
        {
            "number": 1,
            "at": "2026-01-05T08:00:00Z",
            "by": "沈雁秋",
            "operation": "set",
            "field": "reporters",
            "before": ["乔知远"],
            "after": ["江雁"],
            "note": "据原报",
        }
    ]


def test_contributors_follow_the_four_roles_and_keep_their_order() -> None:
    writer = Writer()
    writer.set("1/a1", "photographers=江雁", "reporters=乔知远、陆青禾")
    assert writer.record("1/a1")["contributors"] == ["乔知远", "陆青禾", "江雁"]
    writer.set("1/a1", "reporters=")
    assert writer.record("1/a1")["contributors"] == ["江雁"]
    printed = {**HARBOUR, "photographers": ["江雁"], "contributors": ["江雁", "乔知远"]}
    writer = Writer({f"{ISSUE}/1": (printed,)})
    writer.set("1/a1", "correspondents=陆青禾")
    assert writer.record("1/a1")["contributors"] == ["江雁", "乔知远", "陆青禾"]


def test_a_corrected_text_is_read_again_but_not_where_a_hand_has_been() -> None:
    writer = Writer()
    writer.set("1/a1", "departments=市港务局")
    body = HARBOUR["body"].replace("乔知远", "乔知遥").replace("区财政局", "区交通局")
    writer.set("1/a1", f"body={body}")
    found = writer.record("1/a1")
    assert found["reporters"] == found["contributors"] == ["乔知遥"]
    assert found["details"]["byline"] == {"raw": "（记者乔知遥）", "span": None}
    assert found["departments"] == ["市港务局"]
    assert [mention["facet"] for mention in found["details"]["departments"]] == ["市港务局"]
    assert found["details"]["departments"][0] | {"as_printed": ""} == {
        "name": "港务局",
        "level": "市",
        "facet": "市港务局",
        "as_printed": "",
        "confirmed": True,
    }


def test_names_that_the_text_never_said_outlive_its_correction() -> None:
    """Credits of an article's first part, or of an archive from another system: a mended letter must not wipe them out."""
    inherited = finished({**HARBOUR, "reporters": ["温如许"], "departments": ["区水利局", "区财政局", "区档案局"]})
    documents = {f"{ISSUE}/1": (inherited,)}
    writer = Writer(documents)
    writer.set("1/a1", f"body={HARBOUR['body'].replace('区财政局', '区交通局')}")
    found = writer.record("1/a1")
    assert found["reporters"] == ["温如许"]
    assert found["departments"] == ["区水利局", "区档案局", "区交通局"]


def test_details_of_people_and_days_follow_the_lists() -> None:
    details = {
        "people": [{"name": "顾闻笛", "title": "区委书记"}, {"name": "程砚", "title": "区长"}],
        "event_dates": [{"raw": "昨日", "from": "2024-11-04", "to": "2024-11-04"}, {"raw": "上月", "from": None, "to": None}],
    }
    document = {**HARBOUR, "people": ["顾闻笛", "程砚"], "details": {**HARBOUR["details"], **details}}
    writer = Writer({f"{ISSUE}/1": (document,)})
    writer.set("1/a1", "people=程砚、姜以宁", "event_dates=2024-11-04、2024-11-08/2024-11-09")
    found = writer.record("1/a1")["details"]
    assert found["people"] == [{"name": "程砚", "title": "区长"}, {"name": "姜以宁", "title": ""}]
    assert [(event["raw"], event["from"]) for event in found["event_dates"]] == [
        ("昨日", "2024-11-04"),
        ("上月", None),
        ("2024年11月8日至2024年11月9日", "2024-11-08"),
    ]


def test_a_page_name_is_that_of_all_records_of_the_page_and_of_no_other() -> None:
    writer = Writer()
    writer.set("1/c1", "page_name=港口新闻", "issue_number=1025")
    assert {found["page_name"] for found in writer.now.documents[f"{ISSUE}/1"]} == {"港口新闻"}
    assert {found["issue_number"] for found in writer.now.documents[f"{ISSUE}/1"]} == {"1025"}
    assert {found["page_name"] for found in writer.now.documents[f"{ISSUE}/2"]} == {"综合新闻"}
    assert writer.record("1/a1")["superseded"] == "要闻\n1024"


def test_another_kind_gives_another_id_and_shifts_no_other() -> None:
    writer = Writer()
    writer.set("1/a1", "kind=notice", "headline=公告：港口建设")
    assert places(writer.now, 1) == ["n1", "a2", "c1"]
    found = writer.record("1/n1")
    assert (found["kind"], found["ordinal"], found["headline"]) == ("notice", 1, "公告：港口建设")
    assert "reporters" not in found
    assert writer.now.renamed == {f"{ISSUE}/1/a1": f"{ISSUE}/1/n1"}
    writer.set("1/n1", "kind=article")
    assert places(writer.now, 1) == ["a3", "a2", "c1"]
    assert writer.now.renamed == {f"{ISSUE}/1/a1": f"{ISSUE}/1/a3", f"{ISSUE}/1/n1": f"{ISSUE}/1/a3"}
    with pytest.raises(CorrectionError) as refused:
        writer.set("1/n1", "headline=港口")
    assert f"{ISSUE}/1/a3" in refused.value.zh


def test_what_is_given_is_never_changed_and_what_is_not_corrected_is_the_same_object() -> None:
    documents = issue()
    kept = deepcopy(documents)
    writer = Writer(documents)
    writer.set("1/a1", "headline=港口", "page_name=港口新闻", "kind=notice")
    writer.set("2/a1", "body=一段")
    corrected = writer.now
    assert documents == kept
    assert record(corrected, "2/n1") is documents[f"{ISSUE}/2"][1]
    assert apply(documents, [], toy_annotate).documents == documents


def test_an_undone_correction_leaves_nothing_and_an_undone_undo_brings_it_back() -> None:
    writer = Writer()
    writer.set("1/a1", "headline=港口")
    writer.undo(1)
    assert writer.now.documents == writer.documents
    with pytest.raises(CorrectionError) as refused:
        writer.undo(1)
    assert "已经撤销" in refused.value.zh
    with pytest.raises(CorrectionError) as refused:
        writer.undo(9)
    assert "没有第 9 号" in refused.value.zh
    writer.undo(2)
    assert writer.record("1/a1")["headline"] == "港口"
    with pytest.raises(CorrectionError):
        writer.undo(2)


def test_what_was_built_on_an_undone_correction_is_a_conflict_and_the_rest_goes_on() -> None:
    writer = Writer()
    writer.set("1/a1", "headline=港口")
    writer.set("1/a1", "headline=港口会")
    writer.set("1/a1", "reporters=江雁")
    writer.undo(1)
    corrected = writer.now
    assert corrected.applied == (3,)
    (conflict,) = corrected.conflicts
    assert (conflict.number, conflict.what, conflict.expected) == (2, What.CHANGED, "港口")
    assert conflict.found == HARBOUR["headline"]
    assert "bulletin correct --undo 2" in conflict.zh and "“港口”" in conflict.zh
    assert [found["id"] for found in records(corrected)] == [d["id"] for of in issue().values() for d in of]
