"""Whatever is in the log: application never fails, is the same every time, and undoing all gives back what was there."""

from __future__ import annotations

from collections import Counter
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from indexer.corrections import Corrected, Operation, Proposal, apply
from indexer.errors import CorrectionError
from tests.indexer.corrections.issues import ISSUE, Writer, document, issue, records, toy_annotate

PLACES = st.sampled_from(["1/a1", "1/a2", "1/a3", "1/a4", "1/c1", "1/n1", "2/a1", "2/a2", "2/n1", "2/c1", "7/a1", "坏"])
VALUES = st.sampled_from(
    [
        *(
            "headline=港口",
            "headline=",
            "body=一段\n二段\n三段",
            "body=",
            "reporters=江雁、乔知远",
            "reporters=",
            "kicker=聚焦",
        ),
        *(
            "kind=notice",
            "kind=caption",
            "kind=article",
            "page_name=港口新闻",
            "departments=区水利局",
            "event_dates=2024-11-04",
        ),
    ]
)
STEPS = st.one_of(
    st.tuples(st.just("set"), PLACES, VALUES),
    st.tuples(st.just("split"), PLACES, st.integers(0, 4)),
    st.tuples(st.just("join"), PLACES, PLACES),
    st.tuples(st.just("move"), PLACES, st.integers(1, 3)),
    st.tuples(st.just("order"), PLACES, st.sampled_from(["2,1", "3,1,2", "2,1,4,3", "4,3,2,1", "2 3 1"])),
    st.tuples(
        st.just("reassign"), PLACES, st.sampled_from(["1", "2", "1-2", "2-3", "4"]), PLACES, st.none() | st.integers(1, 3)
    ),
    st.tuples(st.just("undo"), st.integers(1, 6)),
)
REQUESTS = st.lists(STEPS, max_size=8)


def written(requests: list[tuple[Any, ...]]) -> Writer:
    """A log of what could be done of the requests."""
    writer = Writer()
    for name, *arguments in requests:
        try:
            getattr(writer, name)(*arguments)
        except CorrectionError as refused:
            assert refused.zh and refused.en
    return writer


@given(REQUESTS)
def test_what_could_be_proposed_is_applied_without_conflict_unless_something_was_undone(
    requests: list[tuple[Any, ...]],
) -> None:
    writer = written(requests)
    corrected = writer.now
    ids = [found["id"] for found in records(corrected)]
    assert len(ids) == len(set(ids))
    for page, documents in corrected.documents.items():
        for found in documents:
            assert found["id"] == f"{page}/{found['kind'][0]}{found['ordinal']}"
            assert found["page"] == int(page.rpartition("/")[2])
            assert not [key for key, value in found.items() if value in (None, "", [])]
    assert not set(corrected.renamed) & set(ids)
    assert set(corrected.renamed.values()) <= set(ids)
    if not any(correction.operation is Operation.UNDO for correction in writer.log):
        assert corrected.conflicts == ()
        assert len(corrected.applied) == len(writer.log)


@given(REQUESTS)
def test_application_is_the_same_every_time_and_undoing_all_gives_the_original_documents(
    requests: list[tuple[Any, ...]],
) -> None:
    writer = written(requests)
    before = repr(writer.documents)
    assert writer.now == writer.now == apply(issue(), list(writer.log), toy_annotate)
    assert repr(writer.documents) == before
    made = [correction.number for correction in writer.log]
    for number in reversed(made):
        try:
            writer.undo(number)
        except CorrectionError:
            continue  # undone before
    corrected = writer.now
    assert corrected.documents == issue()
    assert (corrected.applied, corrected.conflicts, dict(corrected.renamed)) == ((), (), {})


@given(REQUESTS)
def test_every_printed_word_stays_on_a_record_or_in_its_earlier_forms(requests: list[tuple[Any, ...]]) -> None:
    corrected = written(requests).now
    texts = "\n".join(
        "\n".join(found.get(field, "") for field in ("headline", "body", "superseded")) for found in records(corrected)
    ).split("\n")
    for found in [printed for of in issue().values() for printed in of]:
        for line in (found.get("headline"), *found.get("body", "").split("\n")):
            assert not line or line in texts


@given(REQUESTS)
def test_an_article_inserted_above_is_corrected_by_nothing_that_was_meant_for_others(requests: list[tuple[Any, ...]]) -> None:
    writer = written([step for step in requests if step[0] == "set" and not step[2].startswith("page_name")])
    new = document("1/a1", "岚汀新区表彰志愿服务先进", "（记者江雁）昨天下午，岚汀新区表彰了三十名先进个人。", line=1)
    documents = issue()
    first = documents[f"{ISSUE}/1"]
    moved = [{**found, "id": f"{ISSUE}/1/a{found['ordinal'] + 1}", "ordinal": found["ordinal"] + 1} for found in first[:2]]
    documents[f"{ISSUE}/1"] = (new, *moved, first[2])
    corrected = apply(documents, writer.log, toy_annotate)
    assert corrected.conflicts == ()
    assert corrected.documents[f"{ISSUE}/1"][0] == new
    told = ("kicker", "headline", "body", "reporters", "departments", "kind", "superseded")
    expected = [[found.get(field) for field in told] for found in records(writer.now)]
    assert [[found.get(field) for field in told] for found in records(corrected)][1:] == expected


def paragraphs(corrected: Corrected) -> Counter[str]:
    return Counter(text for found in records(corrected) for text in found.get("body", "").split("\n") if text)


@given(st.lists(STEPS.filter(lambda step: step[0] != "set"), max_size=10))
def test_whatever_is_parted_put_in_order_or_given_away_no_paragraph_is_lost_or_there_twice(
    requests: list[tuple[Any, ...]],
) -> None:
    writer = written(requests)
    assert paragraphs(writer.now) == paragraphs(apply(issue(), (), toy_annotate))
    for found in records(writer.now):
        known = found["details"]["places"]["paragraphs"]
        assert len(known) == len(found.get("body", "").split("\n") if found.get("body") else [])


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 5)
    | st.sampled_from(["headline", "kind", "港口", f"{ISSUE}/2", f"{ISSUE}/1/a1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["looks", "gte", "lte"]), inner, max_size=3),
    max_leaves=5,
)
DATA = st.dictionaries(
    st.sampled_from("field before after paragraph text headline id other other_base page position undo texts order at".split()),
    JUNK,
)


@given(REQUESTS, st.lists(st.tuples(st.sampled_from(Operation), PLACES, DATA, st.booleans()), min_size=1, max_size=5))
def test_no_line_that_a_log_can_hold_makes_the_application_fail(
    requests: list[tuple[Any, ...]], junk: list[tuple[Operation, str, dict[str, Any], bool]]
) -> None:
    writer = written(requests)
    bases = [correction.base for correction in writer.log] or [{}]
    for operation, place, data, known in junk:
        base = bases[0] if known else {"looks": data.get("before")}
        merged = {**writer.log[-1].data, **data} if writer.log and known else data
        pages = (f"{ISSUE}/{place.split('/')[0]}",)
        writer.write(Proposal("", "", "", operation, f"{ISSUE}/{place}", pages, merged, base))
    corrected = writer.now
    numbers = [*corrected.applied, *corrected.moot, *(conflict.number for conflict in corrected.conflicts)]
    assert len(numbers) == len(set(numbers))
    assert all(conflict.zh and conflict.en for conflict in corrected.conflicts)
