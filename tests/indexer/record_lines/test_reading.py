"""What is given is taken as it is; what is absent is found as on a parsed page; names, titles and paragraphs are clean."""

from __future__ import annotations

import pickle
from dataclasses import astuple
from typing import Any

import pytest

from indexer.archive_vocabulary.contexts import unconfirmed_names
from indexer.jumps import jump_ends
from indexer.model import Kind
from indexer.pipeline import page_json
from indexer.record_lines import ReadPage
from tests.indexer.record_lines.lines import DAY, documents, joined, line, page, read, record, without

OPENING = "本报讯（记者 乔知远 通讯员 苏晚）11月4日上午，区水务局局长沈雁秋来到望溪镇，查看第三水厂的施工。"
JUMPED = ["（上接第1版）新厂日供水能力提高到15000吨。", "工程去年开工，途经青珩社区时改走地下。（下转第3版）"]


def test_a_line_without_values_gets_them_from_its_text() -> None:
    found = record(paragraphs=[OPENING])
    assert found.names("reporter") == ("乔知远",) and found.names("correspondent") == ("苏晚",)
    assert found.byline is not None and found.byline.raw == "本报讯（记者 乔知远 通讯员 苏晚）"
    assert found.dateline is not None and found.dateline.raw == "11月4日上午"
    assert [str(event.from_) for event in found.event_dates] == ["2024-11-04"]
    assert [mention.facet for mention in found.departments] == ["区水利局"]  # the name that the tables have for 水务局
    assert [person.name for person in found.people] == ["沈雁秋"]


def test_the_headline_is_looked_through_as_well() -> None:
    assert [mention.facet for mention in record(headline="区财政局公开预算").departments] == ["区财政局"]


def test_spans_of_what_was_found_stand_in_the_record_alone() -> None:
    """Another record of the page, more or less, changes nothing."""
    alone = page(line(paragraphs=[OPENING])).records[0]
    behind = page(line(paragraphs=["一。"] * 9), line(paragraphs=[OPENING])).records[1]
    assert alone.departments == behind.departments and alone.byline == behind.byline


@pytest.mark.parametrize("nothing", [None, []])
def test_a_field_that_is_given_is_taken_also_when_it_is_empty(nothing: object) -> None:
    empty = ("reporters", "correspondents", "event_dates", "departments", "people")
    found = record(paragraphs=[OPENING], **dict.fromkeys(empty, nothing), byline=None, dateline=None, warnings=nothing)
    assert not (found.credits or found.event_dates or found.departments or found.people or found.warnings)
    assert found.byline is None and found.dateline is None


def test_each_field_is_found_or_taken_by_itself() -> None:
    found = record(paragraphs=[OPENING], reporters=["江雁"], departments=[])
    assert found.names("reporter") == ("江雁",) and found.names("correspondent") == ("苏晚",)
    assert found.departments == () and [person.name for person in found.people] == ["沈雁秋"]


def test_a_byline_that_is_given_leads_to_the_names_in_it() -> None:
    for byline in ("本报记者 乔知远 通讯员 苏晚", {"raw": "本报记者 乔知远 通讯员 苏晚"}):
        found = record(paragraphs=["水厂昨天通水。"], byline=byline)
        assert (found.names("reporter"), found.names("correspondent")) == (("乔知远",), ("苏晚",))
        (document,) = documents(page(line(paragraphs=["水厂昨天通水。"], byline=byline)))
        assert document["byline"] == "本报记者 乔知远 通讯员 苏晚"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (["乔知远", " 乔知远　", "", "　"], ("乔知远",)),
        (["周　桐", "周桐"], ("周桐",)),
        (["古丽•阿依"], ("古丽·阿依",)),
        (["Anna Lind"], ("Anna Lind",)),
        ("乔知远、江雁，苏晚", ("乔知远", "江雁", "苏晚")),
        ("周　桐", ("周桐",)),
        ("", ()),
    ],
)
def test_names_are_clean(given: object, wanted: tuple[str, ...]) -> None:
    assert record(reporters=given).names("reporter") == wanted


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("区水务局", ("水利局", "区", "区水利局", True)),
        ("水务局", ("水利局", "区", "区水利局", True)),
        ({"name": "水务局", "level": "市"}, ("水利局", "市", "市水利局", True)),
        ({"name": "区委", "level": "区"}, ("区委", "区", "区委", True)),
        (
            {"name": "水务局", "level": "区", "facet": "区水务局", "as_printed": "水务局", "confirmed": False},
            ("水务局", "区", "区水务局", False),
        ),
        ({"name": "水务局", "facet": "岚汀水务局"}, ("水务局", "", "岚汀水务局", True)),
        ("岚汀花木协进社", ("岚汀花木协进社", "", "岚汀花木协进社", False)),
    ],
)
def test_departments_are_taken_as_objects_and_as_names(given: object, wanted: tuple[str, str, str, bool]) -> None:
    (found,) = record(departments=[given]).departments
    assert (found.name, found.level, found.facet, found.confirmed) == wanted


def test_departments_without_a_name_are_none() -> None:
    assert record(departments=["", " ", {}, {"level": "区"}, {"name": None}]).departments == ()


def test_a_name_that_no_table_knows_comes_to_be_decided_with_its_sentence() -> None:
    text = "昨天下午，岚汀花木协进社来到步道。天晴了。"
    only = page(line(paragraphs=["早晨有雨。", text], departments=["岚汀花木协进社"]))
    assert only.identity is not None
    (name,) = unconfirmed_names(only, only.identity)
    assert (name.name, name.context) == ("岚汀花木协进社", "昨天下午，岚汀花木协进社来到步道。")


def test_people_days_and_datelines_are_taken_in_short_forms() -> None:
    found = record(
        people=["沈雁秋", {"name": "顾　青", "title": "馆长"}, {"name": ""}], event_dates=["2024-11-04"], dateline="近日"
    )
    assert [(person.name, person.title) for person in found.people] == [("沈雁秋", ""), ("顾青", "馆长")]
    assert [(event.raw, event.from_, event.to) for event in found.event_dates] == [
        ("2024-11-04", DAY.replace(day=4), DAY.replace(day=4))
    ]
    assert found.dateline is not None and found.dateline.raw == "近日"


def test_a_day_with_one_end_is_that_day_and_one_with_none_is_kept_as_printed() -> None:
    ends: list[dict[str, Any]] = [{"raw": "4日", "from": "2024-11-04"}, {"raw": "4日", "to": "2024-11-04"}, {"raw": "4日"}]
    found = record(event_dates=ends)
    assert [(str(event.from_), str(event.to)) for event in found.event_dates] == [("2024-11-04",) * 2] * 2 + [("None",) * 2]
    (document,) = documents(page(line(event_dates=ends)))
    assert document["event_dates"] == [{"gte": "2024-11-04", "lte": "2024-11-04"}] * 2


@pytest.mark.parametrize(
    "given", [["一。", "二。"], "一。\n二。", "一。\r\n\r\n　　二。\r\n", ["一。\n二。"], ["", "　一。", " ", "二。\t"]]
)
@pytest.mark.parametrize("key", ["paragraphs", "body", "text", "content"])
def test_paragraphs_are_a_list_or_a_text_with_line_ends(given: object, key: str) -> None:
    assert [paragraph.text for paragraph in record(**{key: given}).paragraphs] == ["一。", "二。"]


def test_titles_stand_on_one_line() -> None:
    found = record(headline=" 望溪镇\n第三水厂通水\u3000", kicker="\n", subtitle="——记一座水厂")
    assert (found.headline, found.kicker, found.subtitle) == ("望溪镇 第三水厂通水", None, "——记一座水厂")
    assert page(without("headline", title="水厂通水")).records[0].headline == "水厂通水"


def test_kinds_and_ordinals_follow_the_ids_and_then_the_file() -> None:
    only = page(
        line(headline="一"),
        line(headline="二", id="ltdb/2024-11-05/1/a1"),
        line(headline="三", kind="caption"),
        line(headline="四", id="ltdb/2024-11-05/1/a3", kind="article"),
        line(headline="五"),
        line(headline="六", id="ltdb/2024-11-05/1/n2"),
        line(headline="七", kind="notice"),
    )
    found = {record.headline: f"{record.kind.letter}{record.ordinal}" for record in only.records}
    assert found == {"一": "a2", "二": "a1", "三": "c1", "四": "a3", "五": "a4", "六": "n2", "七": "n1"}


@pytest.mark.parametrize(
    "foreign", ["a1", "12345", 12345, "LTDB/2024-11-05/1/a1", "ltdb/2024-11-05/1/x1", "ltdb/2024-02-30/1/a1", ["a"]]
)
def test_an_id_of_another_system_is_left_out_and_named(foreign: object) -> None:
    only = page(line(id=foreign), line(id=foreign))
    assert [record.ordinal for record in only.records] == [1, 2]
    assert [warning.code for warning in only.warnings] == ["unknown fields"] and "「id」" in only.warnings[0].note


def test_unknown_fields_are_named_once_a_page() -> None:
    only = page(line(source_id=1, 栏目="民生"), line(source_id=2, body="一。", text="二。"))
    (warning,) = only.warnings
    assert warning.note.startswith("字段「source_id」「text」「栏目」不是本程序的字段")
    many = page(line(**{f"f{number:02}": 1 for number in range(30)}))
    assert "「f09」等 30 个" in many.warnings[0].note and "f10" not in many.warnings[0].note


def test_what_an_export_of_the_archive_adds_is_no_unknown_field() -> None:
    assert page(line(url="/x", contributors=["乔知远"], source={"name": "a"}, edition=1)).warnings == ()


def test_issue_number_and_page_name_hold_for_the_page_and_a_difference_is_named() -> None:
    only = page(line(), line(page_name="副刊", issue_number=1188), line(page_name="民生"))
    assert only.identity is not None and (only.identity.issue_number, only.identity.page_name) == ("1188", "副刊")
    assert [(warning.code, "「副刊」和「民生」" in warning.note) for warning in only.warnings] == [("page fields differ", True)]


def test_a_page_without_a_report_has_the_warning_that_parsed_pages_have() -> None:
    assert [warning.code for warning in page(line(kind="caption")).warnings] == ["no article"]


def test_texts_are_doubted_as_on_a_parsed_page() -> None:
    codes = {
        "headline missing": without("headline", paragraphs=["一句话。"]),
        "ends mid-sentence": line(paragraphs=["一句话。", "还有一句没有"]),
        "starts mid-sentence": line(paragraphs=["，后半句。"]),
        "mojibake": line(paragraphs=["锟斤拷。"]),
        "impossible date": line(paragraphs=["2月30日，水厂通水。"]),
        "markup in text": line(paragraphs=["<p>水厂&nbsp;通水。</p>"]),
    }
    for code, values in codes.items():
        assert [warning.code for warning in page(values).records[0].warnings] == [code]
        assert page({**values, "warnings": []}).records[0].warnings == ()
    twice = "同一句话在这一版里出现了不止一次，因为分栏的次序读错了，各处都照样保留。"
    assert [
        [warning.code for warning in record.warnings]
        for record in page(line(paragraphs=[twice]), line(paragraphs=[twice])).records
    ] == [["repeated passage"]] * 2


def test_jumps_are_taken_out_of_the_text_where_they_are_not_given() -> None:
    only = page(line(page=2, paragraphs=JUMPED))
    (found,) = only.records
    assert found.continued_from is not None and (found.continued_from.raw, found.continued_from.page) == ("（上接第1版）", 1)
    assert found.continues_to is not None and (found.continues_to.raw, found.continues_to.page) == ("（下转第3版）", 3)
    assert found.body == "新厂日供水能力提高到15000吨。\n工程去年开工，途经青珩社区时改走地下。"
    assert [end.target for end in jump_ends(only)] == [1, 3]
    given = page(line(page=2, paragraphs=JUMPED, continues_to=None, continued_from={"raw": "上接第1版", "page": 1})).records[0]
    assert given.body == "\n".join(JUMPED) and given.continues_to is None and given.continued_from is not None
    assert page(line(paragraphs=["（下转第3版）"])).records[0].paragraphs == ()


def test_lines_say_the_order_of_the_page_and_without_them_the_file_does() -> None:
    only = page(line(headline="三", lines=[[30, 31]]), line(headline="一", lines=[[2, 9]]), line(headline="二"))
    assert [(record.headline, record.lines[0].first) for record in only.records] == [("一", 2), ("二", 10), ("三", 30)]
    assert [record.lines[0].first for record in page(line(), line(lines=[]), line(lines=None)).records] == [1, 2, 3]


def test_a_whole_page_keeps_its_furniture_its_warnings_and_its_coverage() -> None:
    whole = {
        "paper": "ltdb",
        "issue_date": "2024-11-05",
        "page": 2,
        "records": [{"kind": "notice", "headline": "公告"}],
        "furniture": [{"text": "岚汀导报", "lines": [1, 1]}],
        "warnings": [{"code": "unassigned lines", "lines": [7], "note": "一行。"}],
        "coverage": 0.75,
        "layout": "a",
    }
    only = page(whole)
    assert page_json(only)["furniture"] == whole["furniture"] and only.coverage == 0.75
    assert [warning.code for warning in only.warnings] == ["unassigned lines", "unknown fields"]
    assert [record.kind for record in only.records] == [Kind.NOTICE]


def test_a_page_of_which_every_line_is_wrong_has_no_record() -> None:
    pages, found = read(joined([line(kind="x")]))
    assert len(found) == 1 and [page.page.records for page in pages] == [()]


def test_what_was_read_can_be_sent_to_another_process() -> None:
    ((only,), _) = read(joined([line(paragraphs=[OPENING]), line(kind="x")]))
    sent = pickle.loads(pickle.dumps(only))
    assert isinstance(sent, ReadPage) and astuple(sent) == astuple(only)
