"""The yardsticks of speed: what is compared is the same but for what is said to differ."""

from __future__ import annotations

from evaluation.speed.growth import grown
from evaluation.speed.layouts import LOADED, SEARCHED, TOGETHER
from evaluation.speed.queries import reader_requests
from evaluation.speed.wire import quantile
from mappings.record import SEARCHED_FIELDS, index_body
from tests.webui.search.corpus import PEOPLE, invented_texts, record
from webui.search.query import build_body
from webui.search.request import SearchRequest

DOCUMENTS = [
    record(n, text[:12].replace("\n", " "), text, people=[PEOPLE[0]]) for n, text in enumerate(invented_texts(40, 3), 1)
]


def test_todays_layout_is_the_mapping_of_the_project() -> None:
    today, made = index_body("ik")["mappings"]["properties"], SEARCHED[0].index()["mappings"]["properties"]
    for field in SEARCHED_FIELDS:
        assert made[field] == {**today[field], "index": True}
    assert {name: made[name] for name in made if name not in SEARCHED_FIELDS} == {
        name: today[name] for name in today if name not in SEARCHED_FIELDS
    }


def test_a_layout_asks_only_fields_that_it_has_and_that_stand_in_the_common_index() -> None:
    for layout in SEARCHED:
        for run in ("岚", "岚 汀", "岚汀新区"):
            body = str(layout.body(build_body(SearchRequest(text=f'"{run}"'))))
            asked = {name for name in ("characters", "plain", "pairs", "single") if f"headline.{name}'" in body}
            assert asked == {layout.field_of(2 if run == "岚 汀" else len(run))}
            assert asked <= set(layout.fields) <= set(TOGETHER.fields)


def test_todays_body_is_asked_as_it_is() -> None:
    body = build_body(SearchRequest(text='"岚汀" 防汛'))
    assert SEARCHED[0].body(body) == body
    assert LOADED[0] is SEARCHED[0]


def test_records_grow_out_of_real_ones_and_are_the_same_every_time() -> None:
    records = list(grown(DOCUMENTS, 200))
    assert records == list(grown(DOCUMENTS, 200))
    assert records[:40] == DOCUMENTS
    assert len({document["id"] for document in records}) == 200
    lines = {line for document in DOCUMENTS for line in document["body"].split("\n")}
    assert all(set(document["body"].split("\n")) <= lines for document in records)


def test_the_searches_of_readers_are_the_same_every_time() -> None:
    longer = [
        record(n, "岚汀要闻", text.replace("\n", "") * 3, people=[PEOPLE[0]]) for n, text in enumerate(invented_texts(40, 4), 1)
    ]
    found = reader_requests(longer)
    assert found == reader_requests(longer)
    assert sum(map(len, found.values())) > 300
    assert all(build_body(request) for made in found.values() for request in made)


def test_a_quantile_is_a_time_that_was_measured_or_lies_between_two() -> None:
    assert quantile([1.0, 2.0, 3.0], 0.5) == 2.0
    assert 2.9 < quantile([1.0, 2.0, 3.0], 0.99) <= 3.0
