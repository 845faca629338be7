"""The yardsticks of the evaluation themselves: the scan, the runs, the count of facets, the addresses."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from evaluation.search.dead import CLASSES, DEAD, dead_searches, score_dead
from evaluation.search.facets import Asked, count, counted_records
from evaluation.search.library import Library
from evaluation.search.material import RARE, REPORTERS, address, one_page
from evaluation.search.scan import LONGEST, Scan, absent_runs, is_typeable, present_runs, quoted
from mappings.folding import searchable
from mappings.record import TEXT_FIELDS
from tests.webui.search.corpus import invented_texts, record
from webui.search.language import parse
from webui.search.request import SearchRequest
from webui.search.tree import Run

DOCUMENTS = [
    *(record(n, text[:12].replace("\n", " "), text) for n, text in enumerate(invented_texts(30, seed=5), 1)),
    record(40, "網絡安全", "５Ｇ，“36412”《岚汀条例》施𫖯 ABC"),
    record(41, "十一月十三日", "二〇二一年十一月十三日,岚 汀 新 区。", subtitle="副题"),
]
SCAN = Scan(DOCUMENTS)


def naive(run: str) -> set[str]:
    wanted = searchable(run).text
    return {d["id"] for d in DOCUMENTS if any(wanted in searchable(d[field]).text for field in TEXT_FIELDS if field in d)}


def test_the_scan_is_a_plain_in_over_every_text() -> None:
    runs = [run for _, run in present_runs(DOCUMENTS, 200, seed=1)]
    assert [run for run in runs if not naive(run) <= SCAN.holding(run)] == []
    assert [run for run in runs if not any(map(str.isdigit, run)) and "年" not in run and naive(run) != SCAN.holding(run)] == []


def test_the_scan_knows_the_other_numerals_of_a_date_and_gaps() -> None:
    assert SCAN.holding("2021年11月13日") == {"lanting/2024-11-05/1/a41"}
    assert "lanting/2024-11-05/1/a41" in SCAN.holding("岚汀新区")
    assert "lanting/2024-11-05/1/a40" in SCAN.holding("网络")


def test_no_run_reaches_from_one_field_or_record_into_the_next() -> None:
    assert not SCAN.holds("网络安全5G")
    assert not SCAN.holds("副题二〇二一年")


def test_runs_are_typed_as_they_are_and_every_kind_occurs() -> None:
    pairs = present_runs(DOCUMENTS, 300, seed=2)
    assert {kind for kind, _ in pairs} == {"any", "punctuation", "digits", "Latin letters", "outside the basic plane"}
    for kind, run in pairs:
        assert 1 <= len(run) <= LONGEST
        assert parse(quoted(run)).node == Run(run)
        assert SCAN.holding(run)
        assert kind != "outside the basic plane" or any(ord(character) > 0xFFFF for character in run)


def test_absent_runs_are_nowhere() -> None:
    runs = absent_runs(DOCUMENTS, SCAN, 20, seed=3)
    assert len(runs) == 20
    assert [run for run in runs if naive(run)] == []


@pytest.mark.parametrize(("run", "able"), [("《", True), (" 岚", False), ("岚\n汀", False), ("", False), ('甲"乙”丙」', False)])
def test_what_can_be_typed_between_quotation_marks(run: str, able: bool) -> None:
    assert is_typeable(run) is able


def test_rare_characters_are_outside_the_basic_plane() -> None:
    assert all(ord(character) > 0xFFFF for character in RARE)


def test_an_item_has_the_address_that_its_number_says() -> None:
    assert address("20241125-01") == "xwlb/2024-11-25/1/a1"
    assert address("20241125-07") == "xwlb/2024-11-25/2/a2"


def test_a_page_of_texts_is_annotated_as_every_page_is() -> None:
    load = one_page(
        "eval",
        date(2021, 11, 15),
        3,
        [("岚汀召开会议", ["本报讯(记者乔知远)11月13日上午，区财政局开会。"]), (None, ["别的。"])],
    )
    first, second = load.documents
    assert (first["id"], first["reporters"]) == ("eval/2021-11-15/3/a1", ["乔知远"])
    assert first["event_dates"] == [{"gte": "2021-11-13", "lte": "2021-11-13"}]
    assert "headline" not in second


def test_a_facet_is_counted_under_all_conditions_but_its_own() -> None:
    documents = [
        record(1, "甲", "文", reporters=["乔知远"], departments=["区财政局"]),
        record(2, "乙", "文", reporters=["乔知远", "沈知秋"], departments=["区住建局"]),
        record(3, "丙", "文", reporters=["沈知秋"], kind="caption", day="2023-01-02"),
        record(4, "丁", "别", reporters=["桑映雪"]),
    ]
    found = frozenset(d["id"] for d in documents[:3])
    asked = Asked(SearchRequest(text="文", reporters=("乔知远", "桑映雪"), years=(2024,)), found)
    total, counts = count(counted_records(documents), asked)
    assert total == 2
    assert counts["reporter"] == {"乔知远": 2, "沈知秋": 1, "桑映雪": 0}
    assert counts["year"] == {"2024": 2}
    assert counts["department"] == {"区财政局": 1, "区住建局": 1}
    assert counts["kind"] == {"article": 2}


class Away:
    """An archive that finds nothing, or offers what is not so."""

    def __init__(self, *offered: tuple[SearchRequest, int]) -> None:
        self.offered = offered

    def search(self, _request: SearchRequest) -> Any:
        ways = tuple(SimpleNamespace(request=other, count=count) for other, count in self.offered)
        return SimpleNamespace(total=0, suggestions=ways, offers=())


def library_of(archive: Away) -> Library:
    texts = invented_texts(300, seed=8)
    documents = tuple(record(n, "題", f"{text}\n{text}", reporters=["乔知远"]) for n, text in enumerate(texts, 1))
    return Library(cast(Any, None), cast(Any, None), cast(Any, archive), documents)


def test_dead_searches_are_of_every_class_and_always_the_same() -> None:
    library = library_of(Away())
    made = [list(dead_searches(library, Scan(library.documents), DEAD)) for _ in range(2)]
    assert made[0] == made[1] and len(made[0]) == DEAD
    assert {kind for kind, _ in made[0]} == set(CLASSES)
    assert all(dead.name in REPORTERS for kind, dead in made[0] if "wrong" in kind or "letters" in kind)


def test_no_way_on_and_a_false_count_are_told() -> None:
    library = library_of(Away())
    assert [score.value for score in score_dead(library, Scan(library.documents))] == [0.0, 1.0, 0.0]
    library = library_of(Away((SearchRequest(text="乔知远"), 3)))
    some, true, _ = score_dead(library, Scan(library.documents))
    assert (some.value, true.value) == (1.0, 0.0) and "offered 3, finds 0" in true.misses[0]


def test_this_day_in_any_year_and_days_are_counted_as_they_are_shown() -> None:
    days = ("2023-11-16", "2024-11-16", "2024-11-20", "2024-12-01")
    documents = [record(n, "甲", "文", day=day, page=n) for n, day in enumerate(days, 1)]
    day = date(2024, 11, 16)
    asked = Asked(SearchRequest(years=(2024,), from_=day, to=day), frozenset(d["id"] for d in documents))
    total, counts = count(counted_records(documents), asked)
    assert total == 1
    assert counts["on"] == {"11-16": 2}
    assert counts["day"] == {"2024-11-16": 1, "2024-11-20": 1}
    assert counts["page_no"] == {"2": 1}
    chosen = Asked(SearchRequest(month_days=("11-20", "02-29"), years=(2024,)), asked.found)
    total, counts = count(counted_records(documents), chosen, ("on", "year", "person"))
    assert (total, counts) == (1, {"on": {"11-20": 1, "02-29": 0}, "year": {"2024": 1}, "person": {}})


def test_material_that_is_not_there_gives_no_figures(tmp_path: Path) -> None:
    from evaluation.search import score_search

    assert score_search(tmp_path) == []
