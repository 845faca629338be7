"""The body of a search: golden files, and what must hold for every request.

`python -m tests.webui.search.test_query` writes the golden files anew; the difference is read before it is committed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.record import RecordDocument
from tests.webui.search.test_request import requests
from webui.search.counted import counted_facets
from webui.search.facets import DAY, LISTED_FACETS, Facet
from webui.search.language import parse
from webui.search.query import (
    HIDDEN,
    SORTS,
    WINDOW,
    build_body,
    build_count,
    build_every,
    build_listed,
    build_values,
    is_deep,
)
from webui.search.query.clauses import page_number
from webui.search.request import SearchRequest, Sort
from webui.search.tree import NOTHING

GOLDEN = Path(__file__).parents[2] / "data" / "queries"
NAMES = sorted(path.stem for path in GOLDEN.glob("*.json"))


def read(name: str) -> dict[str, Any]:
    golden: dict[str, Any] = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    return golden


def body_of(golden: dict[str, Any]) -> dict[str, Any]:
    return build_body(SearchRequest.from_params([(name, value) for name, value in golden["params"]], strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_a_request_gives_the_expected_body(name: str) -> None:
    golden = read(name)
    assert body_of(golden) == golden["body"]


def test_there_is_a_golden_file_for_every_kind_of_clause() -> None:
    written = "".join((GOLDEN / f"{name}.json").read_text(encoding="utf-8") for name in NAMES)
    for kind in ("match_phrase", "combined_fields", "intervals", "must_not", "match_all", "match_none", "wildcard", ".exact"):
        assert kind in written, kind


def values_of(value: Any, key: str) -> Iterator[Any]:
    """Every value of this key, wherever it stands in the body."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == key:
                yield inner
            yield from values_of(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from values_of(inner, key)


@given(requests())
def test_every_body_is_json_counts_all_hits_and_breaks_ties(request: SearchRequest) -> None:
    body = build_body(request)
    assert json.loads(json.dumps(body)) == body
    assert body["track_total_hits"] is True
    assert body["from"] + body["size"] <= WINDOW
    assert (body["size"] == 0) == is_deep(request)
    assert body["sort"][-1] == {"id": {"order": "asc"}}
    assert set(values_of(body, "zero_terms_query")) <= {"none"}


@given(requests())
def test_a_facet_is_counted_under_all_filters_but_its_own(request: SearchRequest) -> None:
    body = build_body(request.with_(page=1))
    counted = [facet for facet in counted_facets(request) if facet is not DAY]
    for facet in counted:
        conditions = json.dumps(body["aggs"][f"_filter_{facet.name}"]["filter"], ensure_ascii=False)
        for other in counted:
            wanted = other is not facet and bool(request.selected(other.name))
            if other.kind in ("name", "code"):
                assert (f'"{other.field}": [' in conditions) == wanted


@given(requests())
def test_only_what_is_shown_is_counted(request: SearchRequest) -> None:
    body = build_body(request.with_(page=1))
    wanted = {"reporter", "department", "kind", "year", "month", "person", "page_no", "paper", request.shown_role}
    wanted |= {"on"} if request.month_days or request.day else set()
    assert {name.removeprefix("_filter_") for name in body["aggs"]} - {"day"} == wanted


def condition_fields(value: Any) -> set[str]:
    return {field for kind in ("terms", "range") for clause in values_of(value, kind) for field in clause}


@given(requests(), st.sampled_from(LISTED_FACETS))
def test_a_list_of_values_holds_the_conditions_of_the_search(request: SearchRequest, facet: Facet) -> None:
    body = build_values(request, parse(request.text).node, facet)
    assert body["size"] == 0 and body["track_total_hits"] is True
    if parse(request.text).node != NOTHING:
        assert condition_fields(body["query"]) >= {
            o.field for o in LISTED_FACETS if o is not facet and request.selected(o.name)
        }
    assert ("post_filter" in body) == bool(request.selected(facet.name))


def test_this_day_in_any_year_is_counted_without_the_other_dates() -> None:
    request = SearchRequest(years=(2023,), months=("2023-06",), kinds=("article",), from_=date(2023, 6, 3), to=date(2023, 6, 3))
    counted = build_body(request)["aggs"]["_filter_on"]
    assert counted["aggs"]["on"]["terms"] == {"field": "month_day", "include": ["06-03"], "size": 1}
    assert "issue_date" not in json.dumps(counted["filter"])
    assert '"kind"' in json.dumps(counted["filter"])


def test_today_in_any_year_is_counted_where_no_other_day_is_meant() -> None:
    today = date(2024, 2, 29)
    asked = [
        build_body(request, today=today)["aggs"]["_filter_on"]["aggs"]["on"]["terms"]["include"]
        for request in (SearchRequest(), SearchRequest(month_days=("11-16",)))
    ]
    assert asked == [["02-29"], ["11-16"]]


def known_fields(properties: dict[str, Any], prefix: str = "") -> Iterator[str]:
    for name, field in properties.items():
        yield prefix + name
        yield from known_fields(field.get("fields", {}), f"{prefix}{name}.")


@pytest.mark.parametrize("name", NAMES)
def test_every_field_that_is_asked_for_is_in_the_mapping(name: str) -> None:
    known = set(known_fields(RecordDocument._doc_type.mapping.to_dict()["properties"])) | {"_score"}
    body = read(name)["body"]
    asked = {field for step in body["sort"] for field in step}
    asked |= {field.split("^")[0] for fields in values_of(body, "fields") for field in fields}
    for kind in ("match_phrase", "term", "terms", "range", "wildcard", "intervals", "date_histogram"):
        # Inside an interval, `intervals` is a list of its parts; an aggregation names its field by the key `field`.
        clauses = [clause for clause in values_of(body, kind) if isinstance(clause, dict)]
        asked |= {clause.get("field") or next(iter(clause)) for clause in clauses}
    assert asked <= known


@pytest.mark.parametrize(("page", "size"), [(501, 20), (101, 100), (999_999_999, 1)])
def test_a_page_beyond_the_engines_window_is_counted_and_its_hits_are_left_to_another_body(page: int, size: int) -> None:
    body = build_body(SearchRequest(page=page, size=size))
    assert (body["from"], body["size"]) == (0, 0) and body["aggs"]


def test_the_last_page_of_the_window_is_counted_to() -> None:
    assert build_body(SearchRequest(page=100, size=100))["from"] == 9_900


def test_a_list_and_an_export_ask_the_same() -> None:
    request = SearchRequest(text="防汛", reporters=("林屿",), page=900)
    node = parse(request.text).node
    listed, every = build_listed(request, node), build_every(request, node)
    assert listed.pop("_source") == {"excludes": list(HIDDEN)}
    assert listed == every


def test_a_count_holds_the_same_conditions_as_the_search() -> None:
    request = SearchRequest(text="防汛", reporters=("林屿",), years=(2024,), page_nos=(1,), from_=date(2024, 1, 1))
    body, count = build_body(request), build_count(request)
    assert count["size"] == 0
    assert "aggs" not in count
    written = json.dumps(count, ensure_ascii=False)
    for condition in (*body["query"]["bool"]["filter"], *body["post_filter"]["bool"]["must"]):
        assert json.dumps(condition, ensure_ascii=False) in written


def test_a_word_behind_minus_is_only_the_run_itself() -> None:
    assert list(values_of(build_body(SearchRequest(text="岚汀新区防汛")), "combined_fields"))
    assert not list(values_of(build_body(SearchRequest(text="花展 -岚汀新区防汛")), "combined_fields"))


def test_a_short_word_is_only_looked_for_as_a_run() -> None:
    assert not list(values_of(build_body(SearchRequest(text="桑映雪 沄 5G")), "combined_fields"))


@given(requests())
def test_earlier_forms_are_always_looked_for_and_add_nothing_to_a_score(request: SearchRequest) -> None:
    query = build_body(request.with_(page=1))["query"]
    scored = json.dumps(without_unscored(query), ensure_ascii=False)
    assert "superseded" not in scored
    bare = [leaf for leaf in values_of(query, "match_phrase") if "body.characters" in leaf or "body.exact" in leaf]
    earlier = [leaf for leaf in values_of(query, "match_phrase") if any(field.startswith("superseded.") for field in leaf)]
    assert len(bare) == len(earlier)


def without_unscored(value: Any) -> Any:
    """The query without what adds nothing to a score: constant scores of 0, and what must not occur."""
    if isinstance(value, dict):
        if value.get("constant_score", {}).get("boost") == 0.0:
            return None
        return {key: without_unscored(inner) for key, inner in value.items() if key != "must_not"}
    return [without_unscored(part) for part in value] if isinstance(value, list) else value


def test_a_title_is_that_of_today() -> None:
    assert "superseded" not in json.dumps(build_body(SearchRequest(text='标题:"新曲" 标题:岚汀新曲花展'))["query"])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", 2),
        ("第2版", 2),
        ("2版", 2),
        ("二版", 2),
        ("第十版", 10),
        ("十二", 12),
        ("二十", 20),
        ("第二十四版", 24),
        ("Ａ２", None),
        ("综合新闻", None),
        ("第版", None),
        ("２", 2),
    ],
)
def test_pages_are_named_in_many_ways(text: str, number: int | None) -> None:
    assert page_number(text) == number


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_is_total(sort: Sort) -> None:
    assert [next(iter(step)) for step in SORTS[sort]][-4:] == ["issue_date", "page", "first_line", "id"]


PARAMS: dict[str, list[list[str]]] = {
    "browse": [],
    "bare_words": [["q", "防汛 岚汀新区值守"]],
    "runs": [["q", '"行动计划" ="網絡"']],
    "dates": [["q", '2021年 -"11月" ="12月"']],
    "events": [["q", "步道"], ["event_from", "2024-11-04"], ["event_to", "2024-11-10"]],
    "near": [["q", '"防汛 值守"~8']],
    "not_and_or": [["q", "花展 OR 灯会 -“开幕式”"]],
    "only_not": [["q", "-花展"]],
    "fields": [["q", "标题:防汛 记者:知远|林屿 部门:=“区财政局” 人物:“林 屿”~2 版:2|综合*"]],
    "recent": [["q", "防汛"], ["sort", "recent"]],
    "single_day": [["from", "2024-11-05"], ["to", "2024-11-05"], ["kind", "article"]],
    "short_span": [["from", "2024-10"], ["to", "2024-11"], ["role", "photographer"]],
    "roles": [["contributor", "乔知远"], ["intern", "尉迟雪青"], ["on", "02-29"], ["on", "11-16"], ["person", "林屿"]],
    "only_punctuation": [["q", "，、"]],
    "filters": [
        ["q", "防汛"],
        ["reporter", "林屿"],
        ["reporter", "乔知远"],
        ["department", "研究院&C+D#车间"],
        ["kind", "caption"],
        ["page_no", "2"],
        ["paper", "lanting"],
        ["year", "2023"],
        ["month", "2024-12"],
        ["from", "2023"],
        ["to", "2024-12"],
        ["sort", "date_asc"],
        ["page", "2"],
        ["size", "50"],
    ],
}


def main() -> None:
    """Writes the golden files."""
    for name, params in PARAMS.items():
        golden: dict[str, Any] = {"params": params}
        golden["body"] = body_of(golden)
        text = json.dumps(golden, ensure_ascii=False, indent=1)
        (GOLDEN / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
