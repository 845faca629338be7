"""What is wrong with a line is said with its number, its page and what to do; the others of the page and of the file go in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.pipeline import ParseOptions
from indexer.record_lines import reading as reading_room
from tests.indexer.record_lines.lines import DAY, faults, joined, line, page, read, without

OF_NO_PAGE: list[tuple[object, str]] = [
    (b"{", "not_json"),
    (b'{"page": 1,}', "not_json"),
    (b"headline: 1", "not_json"),
    (b'{"headline":"\\ud800"}', "not_json"),
    (b"[" * 5000, "not_json"),
    (b'{"headline":"a\x00b"}', "nul"),
    ("望溪镇", "not_an_object"),
    (7, "not_an_object"),
    (None, "not_an_object"),
    ([line()], "not_an_object"),
    (without("issue_date"), "issue_date_missing"),
    (line(issue_date=None), "issue_date_missing"),
    (line(issue_date=""), "issue_date_missing"),
    (line(issue_date="2024-02-30"), "bad_issue_date"),
    (line(issue_date="2024-13-01"), "bad_issue_date"),
    (line(issue_date="二〇二四年"), "bad_issue_date"),
    (line(issue_date="2024-11"), "bad_issue_date"),
    (line(issue_date="2024-W45-2"), "bad_issue_date"),
    (line(issue_date="0024-11-05"), "bad_issue_date"),
    (line(issue_date="2024-11-04T16:00:00Z"), "bad_issue_date"),
    (line(issue_date="2024-11-05T08:30:00"), "bad_issue_date"),
    (line(issue_date=1730736000000), "bad_issue_date"),
    (line(issue_date=True), "bad_issue_date"),
    (line(issue_date=["2024-11-05"]), "bad_issue_date"),
    (without("page"), "page_missing"),
    (line(page=None), "page_missing"),
    (line(page=0), "bad_page"),
    (line(page=-1), "bad_page"),
    (line(page=1.5), "bad_page"),
    (line(page=True), "bad_page"),
    (line(page="头版"), "bad_page"),
    (line(page="A0"), "bad_page"),
    (line(page=10_000), "bad_page"),
    (line(page=10**19), "bad_page"),
    (b'{"issue_date":"2024-11-05","page":1e300}', "bad_page"),
    (line(page=[1]), "bad_page"),
    (line(edition=0), "bad_edition"),
    (line(edition=1000), "bad_edition"),
    (line(paper="岚汀导报"), "bad_paper"),
    (line(paper="a/b"), "bad_paper"),
    (line(paper="a\n"), "bad_paper"),
    (line(paper=7), "bad_paper"),
]
OF_THE_PAGE: list[tuple[dict[str, Any], str]] = [
    (without("headline"), "no_text"),
    (line(headline=None), "no_text"),
    (line(headline=" \u3000", paragraphs=["", " \n\u3000"]), "no_text"),
    (line(headline=7), "wrong_type"),
    (line(headline=["望溪镇"]), "wrong_type"),
    (line(headline="望" * 2_001), "too_long"),
    (line(kicker={}), "wrong_type"),
    (line(paragraphs=7), "wrong_type"),
    (line(paragraphs={"1": "一"}), "wrong_type"),
    (line(paragraphs=["一", 2]), "wrong_type"),
    (line(paragraphs=["一", None]), "wrong_type"),
    (line(paragraphs=["一" * 50_000, "一" * 50_001]), "too_long"),
    (line(headline="a\x00b"), "nul"),
    (line(kind="report"), "unknown_kind"),
    (line(kind="报道"), "unknown_kind"),
    (line(kind=1), "unknown_kind"),
    (line(kind=""), "unknown_kind"),
    (line(kind=["article"]), "unknown_kind"),
    (line(id="ltdb/2024-11-06/1/a1"), "id_contradicts"),
    (line(id="ltdb/2024-11-05/2/a1"), "id_contradicts"),
    (line(id="other/2024-11-05/1/a1", paper="ltdb"), "id_contradicts"),
    (line(id="ltdb/2024-11-05-e2/1/a1", edition=1), "id_contradicts"),
    (line(id="ltdb/2024-11-05/1/c1", kind="article"), "id_contradicts"),
    (line(reporters=7), "wrong_type"),
    (line(reporters=[7]), "wrong_type"),
    (line(reporters=["乔" * 40_000]), "too_long"),
    (line(reporters="乔" * 40_000), "too_long"),
    (line(photographers=["乔知远"] * 1_001), "too_long"),
    (line(byline=7), "wrong_type"),
    (line(byline={"raw": "记者 乔知远", "span": [5, 1]}), "wrong_type"),
    (line(dateline=[]), "wrong_type"),
    (line(dateline={"raw": "近日", "place": 7}), "wrong_type"),
    (line(event_dates="2024-11-05"), "wrong_type"),
    (line(event_dates=[7]), "wrong_type"),
    (line(event_dates=[{"from": "2024-02-30"}]), "bad_event_date"),
    (line(event_dates=[{"from": 20241105}]), "bad_event_date"),
    (line(event_dates=[{"from": "2024-11-05", "to": "2024-11-04"}]), "bad_event_date"),
    (line(departments={}), "wrong_type"),
    (line(departments=[7]), "wrong_type"),
    (line(departments=[{"name": 7}]), "wrong_type"),
    (line(departments=[{"name": "水务局", "confirmed": 1}]), "wrong_type"),
    (line(departments=[{"name": ["水务局"]}]), "wrong_type"),
    (line(departments=["局" * 20_000]), "too_long"),
    (line(people=[7]), "wrong_type"),
    (line(people=[{"name": 7}]), "wrong_type"),
    (line(people=[{"name": 0}]), "wrong_type"),
    (line(people=[{"name": "沈雁秋", "title": []}]), "wrong_type"),
    (line(continues_to="下转第3版"), "wrong_type"),
    (line(continues_to={"raw": "下转第3版", "page": "3"}), "wrong_type"),
    (line(lines=7), "wrong_type"),
    (line(lines=[[2, 1]]), "wrong_type"),
    (line(lines=[[1, 2, 3]]), "wrong_type"),
    (line(lines=[[1, 3_000_000_000]]), "wrong_type"),
    (line(box=[1, 2, 3]), "wrong_type"),
    (line(box=[1, 2, 3, "4"]), "wrong_type"),
    (line(box=[1, 2, 3, True]), "wrong_type"),
    (line(warnings=[{"lines": []}]), "wrong_type"),
    (line(warnings=["mojibake"]), "wrong_type"),
    (line(warnings=[{"code": "mojibake", "lines": ["1"]}]), "wrong_type"),
    (line(page_name=7), "wrong_type"),
    (line(page_name="版" * 201), "too_long"),
    (line(issue_number=[1188]), "wrong_type"),
    (line(issue_number=True), "wrong_type"),
    (line(records={}), "wrong_type"),
    (line(records=[], coverage="all"), "wrong_type"),
    (line(records=[], furniture=["报头"]), "wrong_type"),
    (line(records=[], furniture=[{"text": "报头", "lines": None}]), "wrong_type"),
]


@pytest.mark.parametrize(("wrong", "code"), OF_NO_PAGE, ids=range(len(OF_NO_PAGE)))
def test_a_line_that_names_no_page_is_a_fault_and_the_others_go_in(wrong: object, code: str) -> None:
    pages, found = read(joined([line(), wrong, line()]))
    assert [(fault.line, fault.code, fault.page) for fault in found] == [(2, code, None)]
    assert found[0].zh.startswith("第 2 行：") and found[0].zh.endswith("。") and found[0].en.startswith("line 2: ")
    assert len(found[0].zh) < 300
    assert [len(page.page.records) for page in pages] == [2]


@pytest.mark.parametrize(("wrong", "code"), OF_THE_PAGE, ids=range(len(OF_THE_PAGE)))
def test_a_line_that_is_wrong_otherwise_is_a_fault_of_its_page_and_the_others_go_in(wrong: dict[str, Any], code: str) -> None:
    pages, found = read(joined([line(), wrong, line()]))
    where = "ltdb/2024-11-05/1"
    assert [(fault.line, fault.code, fault.page) for fault in found] == [(2, code, where)]
    assert found[0].zh.startswith("第 2 行：") and found[0].zh.endswith("。") and found[0].en.startswith("line 2: ")
    assert len(found[0].zh) < 300
    assert [[record.headline for record in page.page.records] for page in pages] == [[line()["headline"]] * 2]


def test_the_second_of_two_equal_ids_is_a_fault() -> None:
    own = line(id="ltdb/2024-11-05/1/a3")
    assert faults(own, line(), own) == [(3, "id_twice")]


@pytest.mark.parametrize(("wrong", "code"), [pair for pair in OF_THE_PAGE if "id" not in pair[0]][:20])
def test_mending_a_line_later_shifts_no_other(wrong: dict[str, Any], code: str) -> None:
    """The faulty line keeps its ordinal and its place among the lines."""

    def others(second: dict[str, Any]) -> dict[str | None, tuple[int, int]]:
        ((only,), _) = read(
            joined([line(headline="一"), {**second, "kind": "article"}, line(headline="三"), line(headline="四")])
        )
        return {
            record.headline: (record.ordinal, record.lines[0].first)
            for record in only.page.records
            if record.headline in ("一", "三", "四")
        }

    assert others({**wrong, "headline": 7}) == others(line(headline="二")) == {"一": (1, 1), "三": (3, 3), "四": (4, 4)}


def test_a_wrong_record_of_a_whole_page_leaves_the_others_of_it() -> None:
    whole = {"issue_date": "2024-11-05", "page": 1, "records": [line(), 7, line(headline="a\x00"), line(kind="x"), line()]}
    ((only,), found) = read(joined([whole]))
    assert [(fault.line, fault.code) for fault in found] == [(1, "wrong_type"), (1, "nul"), (1, "unknown_kind")]
    assert found[0].zh.startswith("第 1 行第 2 条：") and found[0].en.startswith("line 1, record 2: ")
    assert [record.ordinal for record in only.page.records] == [1, 5]


def test_a_page_has_room_for_so_many_records_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_room, "MOST_RECORDS", 3)
    whole = {"issue_date": "2024-11-05", "page": 1, "records": [line()] * 3}
    assert faults(line(), whole, line()) == [(2, "page_too_long"), (3, "page_too_long")]


@pytest.mark.parametrize(
    "given",
    [
        "2024-11-05",
        "2024/11/5",
        "2024.11.05",
        "20241105",
        20241105,
        "2024年11月5日",
        "2024-11-05T00:00:00",
        "2024-11-05 00:00:00.000",
    ],
)
def test_a_day_is_known_in_the_forms_that_systems_write(given: object) -> None:
    identity = page(line(issue_date=given)).identity
    assert identity is not None and identity.issue_date == DAY


@pytest.mark.parametrize(
    ("given", "number"), [(3, 3), (3.0, 3), ("3", 3), ("03", 3), ("第3版", 3), ("A1", 1), ("b02版", 102), ("120", 120)]
)
def test_a_page_is_known_in_the_forms_that_systems_write(given: object, number: int) -> None:
    identity = page(line(page=given)).identity
    assert identity is not None and identity.page == number


def test_what_the_operator_says_holds_for_lines_that_do_not_say_it() -> None:
    options = ParseOptions("other", issue_date=DAY)
    data = joined([without("issue_date"), line(issue_date="2024-11-06"), line(paper="ltdb")])
    pages, found = read(data, options)
    assert found == []
    paths = [page.page.identity.page_path for page in pages if page.page.identity]
    assert paths == ["other/2024-11-05/1", "other/2024-11-06/1", "ltdb/2024-11-05/1"]


def test_an_id_of_ours_is_an_address_where_the_fields_are_missing() -> None:
    """`bulletin parse --json | jq -c .records[]` gives records without the fields of their page."""
    only = page({"id": "ltdb/2024-11-05-e2/3/c7", "paragraphs": ["沄河步道上的花展。"]})
    assert only.identity is not None and only.identity.page_path == "ltdb/2024-11-05-e2/3"
    assert [(record.kind.value, record.ordinal) for record in only.records] == [("caption", 7)]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 2**63) | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
FIELDS = (
    "paper edition issue_number page_name id kind headline title kicker subtitle byline reporters interns dateline event_dates departments "
    "people paragraphs body lines box continues_to continued_from warnings records furniture coverage"
).split()
INNER = st.dictionaries(
    st.sampled_from("raw span place from to name level facet as_printed confirmed title page code lines note text".split()),
    JSON,
)


@given(st.dictionaries(st.sampled_from(FIELDS), JSON | INNER | st.lists(INNER, max_size=2), max_size=6))
def test_no_value_of_any_field_raises(fields: dict[str, Any]) -> None:
    pages, found = read(joined([line(**fields), line()]))
    assert sum(len(page.page.records) for page in pages) + len(found) >= 1
    assert not [fault for fault in found if fault.line == 2]
