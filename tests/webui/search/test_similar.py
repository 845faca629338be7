"""What is near a record: the two searches (golden files), and what is read from their answers.

`python -m tests.webui.search.test_similar` writes the golden files anew; the difference is read before it is committed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.record import RecordDocument
from mappings.same_text import fingerprint
from tests.mappings.test_same_text import REPORT
from tests.webui.search.corpus import record
from webui.search.query.similar import build_copies, build_similar, is_round_up, telling_text
from webui.search.results import RecordView
from webui.search.similar import FLOOR, MOST_SIMILAR, copies_of, parts_of, same_text, similar_to

GOLDEN = Path(__file__).parents[2] / "data" / "queries" / "nearby"
SOURCE = record(
    3,
    "望溪镇第三水厂通水",
    REPORT,
    contributors=["乔知远"],
    details={"continues_to": {"raw": "（下转第2版）", "page": 2, "id": "lanting/2024-11-05/2/a1", "headline": None}},
)


def bodies() -> dict[str, Any]:
    built = build_similar(SOURCE["id"], SOURCE, ["lanting/2024-11-05/2/a1"])
    assert built
    return {"copies": build_copies(["0.aa", "1.bb", "0.aa"], [SOURCE["id"]]), "similar": built[0], "itself": built[1]}


@pytest.mark.parametrize("name", ["copies", "similar", "itself"])
def test_a_record_gives_the_expected_bodies(name: str) -> None:
    assert bodies()[name] == json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


def test_every_field_that_is_asked_for_is_in_the_mapping() -> None:
    known = set(RecordDocument._doc_type.mapping.to_dict()["properties"])
    for body in bodies().values():
        shown = body["_source"] or []
        assert {field.partition(".")[0] for field in shown} <= known
        for clause in _values_of(body, ("term", "terms")):
            assert set(clause) <= known


def _values_of(value: Any, keys: tuple[str, ...]) -> Iterator[Any]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in keys:
                yield inner
            yield from _values_of(inner, keys)
    elif isinstance(value, list):
        for inner in value:
            yield from _values_of(inner, keys)


def test_the_makers_and_the_hours_are_not_what_a_record_is_about() -> None:
    words = telling_text(
        {"headline": "11月4日通水", "body": "本报记者 乔　知远 摄 18时36分，36512热线", "contributors": ["乔知远", "a.b"]}
    )
    assert "知远" not in words["body"] and "36512" in words["body"] and "18" not in words["body"]
    assert words["headline"].split() == ["月", "日通水"]


@given(st.text(), st.text(), st.lists(st.text(min_size=1)))
def test_any_text_gives_a_body_that_is_json(headline: str, body: str, names: list[str]) -> None:
    built = build_similar("x", {**SOURCE, "headline": headline, "body": body, "contributors": names}, [])
    assert json.loads(json.dumps(built)) == (list(built) if built else None)


def test_a_record_of_few_words_and_a_round_up_are_compared_with_nothing() -> None:
    caption = record(1, None, "秋日的汀澜河湿地。本报记者 乔木 摄影报道", kind="caption", contributors=["乔木"])
    assert build_similar("x", caption, []) is None
    assert build_similar("x", record(1), []) is None
    assert build_similar("x", {**SOURCE, "headline": "简　讯"}, []) is None
    for headline in ("简讯", "●简讯", "国际快讯", "要闻"):
        assert is_round_up({"headline": headline}), headline
    for other in ("", None, "水务局简报会上的三个问题", "一则简讯引出的故事", "望溪镇第三水厂通水简讯"):
        assert not is_round_up({"headline": other}), other


def view(ordinal: int, body: str, day: str = "2024-11-05", page: int = 1, **fields: Any) -> RecordView:
    document = record(ordinal, fields.pop("headline", f"标题{ordinal}"), body, day=day, page=page, **fields)
    return RecordView(document["id"], {**document, "fingerprint": list(fingerprint(body))})


def hit(other: RecordView, score: float) -> dict[str, Any]:
    return {"_id": other.id, "_source": other.source, "_score": score}


FIRST = view(1, REPORT)
AGAIN = view(2, REPORT.replace("樟树", "梓树"), day="2024-11-12")
CUT = view(4, REPORT.rpartition("\n")[0], day="2024-10-29", page=3)
REWRITTEN = view(5, REPORT[:40] + "是另一件事。" * 3 + REPORT[200:], day="2024-11-06")


def test_copies_are_told_oldest_first_and_each_of_the_others() -> None:
    copies = copies_of([FIRST, REWRITTEN], [AGAIN, CUT], complete=True)
    assert [copy.id for copy in copies[FIRST.id].records] == [CUT.id, AGAIN.id]
    assert REWRITTEN.id not in copies


def test_copies_on_one_page_of_results_are_told_of_each_other() -> None:
    copies = copies_of([FIRST, AGAIN], [], complete=False)
    assert [copy.id for copy in copies[FIRST.id].records] == [AGAIN.id]
    assert [copy.id for copy in copies[AGAIN.id].records] == [FIRST.id]
    assert not copies[FIRST.id].complete


def test_records_without_a_fingerprint_have_no_copies() -> None:
    short = view(7, "因管道检修，11月6日停水。")
    old_index = RecordView("x", {key: value for key, value in FIRST.source.items() if key != "fingerprint"})
    assert copies_of([short, old_index], [short, FIRST], complete=True) == {}
    assert not same_text(old_index, FIRST)


@given(st.lists(st.sampled_from([FIRST, AGAIN, CUT, REWRITTEN]), unique_by=lambda one: one.id))
def test_whoever_is_a_copy_has_the_other_as_a_copy(views: list[RecordView]) -> None:
    copies = copies_of(views, [], complete=True)
    pairs = {(one, other.id) for one, found in copies.items() for other in found.records}
    assert pairs == {(other, one) for one, other in pairs}
    assert all(one != other for one, other in pairs)


def test_what_is_below_the_floor_is_not_similar() -> None:
    near, far = view(8, "近" * 70, page=2), view(9, "远" * 70, page=2)
    assert similar_to(FIRST, [], [hit(near, 100 * FLOOR), hit(far, 99.9 * FLOOR)], 100) == (near,)
    assert similar_to(FIRST, [], [hit(near, 100)], None) == ()


def test_at_most_five_are_shown() -> None:
    many = [hit(view(number, f"{number}" * 9, page=2), 50) for number in range(10, 20)]
    assert len(similar_to(FIRST, [], many, 100)) == MOST_SIMILAR


def test_copies_parts_and_own_captions_are_not_similar() -> None:
    jump = {"raw": "（上接第1版）", "page": 1, "id": FIRST.id, "headline": None}
    part = view(1, "后半篇", page=4, details={"continued_from": jump})
    own = RecordView(
        FIRST.id,
        {**FIRST.source, "details": {"continues_to": {"raw": "（下转第4版）", "page": 4, "id": part.id, "headline": None}}},
    )
    third = view(3, "第三篇", page=5, details={"continued_from": {**jump, "id": part.id}})
    caption_of_copy = view(1, "水厂外景", day="2024-11-12", kind="caption")
    caption_of_part = view(2, "水厂内景", page=4, kind="caption")
    other_caption = view(1, "水厂开工", day="2023-09-01", kind="caption")
    assert parts_of(own) == (part.id,)
    found = [hit(one, 90) for one in (part, third, AGAIN, caption_of_copy, caption_of_part, other_caption)]
    assert similar_to(own, [AGAIN], found, 100) == (other_caption,)


def test_of_copies_and_parts_of_another_report_the_nearest_is_shown() -> None:
    subject = view(6, "别的事情" * 30)
    part = view(
        1,
        "后半篇",
        day="2024-11-12",
        page=4,
        details={"continued_from": {"raw": "", "page": 1, "id": AGAIN.id, "headline": None}},
    )
    round_up = view(3, "今日三件事", headline="简讯")
    assert similar_to(subject, [], [hit(one, 90) for one in (AGAIN, FIRST, part, round_up, CUT)], 100) == (AGAIN,)


def main() -> None:
    """Writes the golden files."""
    GOLDEN.mkdir(exist_ok=True)
    for name, body in bodies().items():
        (GOLDEN / f"{name}.json").write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
