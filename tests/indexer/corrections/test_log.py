"""The log: every line follows the one before, and whoever changes one is found out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.corrections import Break, Correction, Operation, Proposal, active, as_json, from_json, seal, verify
from indexer.corrections.log import _hash
from indexer.errors import CorrectionError

WORDS = st.text("岚汀导报记者乔知远 a1\n“", max_size=6)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
PROPOSALS = st.builds(
    Proposal,
    at=WORDS,
    by=WORDS,
    note=WORDS,
    operation=st.sampled_from(Operation),
    record=WORDS,
    pages=st.lists(WORDS, max_size=2).map(tuple),
    data=st.dictionaries(WORDS, PLAIN, max_size=3),
    base=st.dictionaries(WORDS, PLAIN, max_size=2),
)


def sealed(proposals: list[Proposal]) -> list[Correction]:
    log: list[Correction] = []
    for proposal in proposals:
        log.append(seal(proposal, log[-1] if log else None))
    return log


LOGS = st.lists(PROPOSALS, min_size=1, max_size=6).map(sealed)


def numbered(count: int) -> list[Correction]:
    return sealed(
        [
            Proposal(f"2026-01-0{n}", "沈雁秋", "", Operation.SET, f"ltdb/2024-11-05/1/a{n}", (), {"field": "headline"}, {})
            for n in range(1, count + 1)
        ]
    )


def forged(entry: Correction, **changes: Any) -> Correction:
    """A changed line with a hash of its own that fits."""
    value = as_json(replace(entry, **changes))
    content = {key: value[key] for key in value if key not in ("previous_hash", "hash")}
    return from_json({**value, "hash": _hash(value["previous_hash"], content)})


@given(LOGS)
def test_a_line_comes_back_from_json_as_it_was_and_the_log_is_whole(log: list[Correction]) -> None:
    through = [from_json(orjson.loads(orjson.dumps(as_json(entry)))) for entry in log]
    assert through == log
    assert [from_json(json.loads(json.dumps(as_json(entry)))) for entry in log] == log
    assert verify(through) is None


@given(LOGS, st.data())
def test_any_change_of_any_entry_is_detected_at_its_line(log: list[Correction], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(log) - 1))
    entry = log[place]
    part = data.draw(st.sampled_from(sorted(as_json(entry))))
    changes: dict[str, Any] = {
        "number": st.integers(0, 99),
        "operation": st.sampled_from(Operation),
        "pages": st.lists(WORDS).map(tuple),
        "data": st.dictionaries(WORDS, PLAIN),
        "base": st.dictionaries(WORDS, PLAIN),
    }
    value = data.draw(changes.get(part, WORDS).filter(lambda value: value != getattr(entry, part)))
    broken = [*log[:place], replace(entry, **{part: value}), *log[place + 1 :]]
    fault = verify(broken)
    assert fault is not None
    assert (fault.line, fault.kind) == (place + 1, Break.ALTERED)


@given(st.integers(2, 6), st.data())
def test_any_line_removed_swapped_or_put_in_is_detected(count: int, data: st.DataObject) -> None:
    log = numbered(count)
    place = data.draw(st.integers(0, count - 2))
    fault = verify(log[:place] + log[place + 1 :])
    assert fault is not None
    assert (fault.line, fault.kind) == (place + 1, Break.REMOVED)
    swapped = [*log[:place], log[place + 1], log[place], *log[place + 2 :]]
    fault = verify(swapped)
    assert fault is not None
    assert (fault.line, fault.kind) == (place + 1, Break.REORDERED)
    strange = seal(replace_proposal(log[place]), log[place - 1] if place else None)
    fault = verify([*log[:place], strange, *log[place:]])
    assert fault is not None
    assert (fault.line, fault.kind) == (place + 1, Break.INSERTED)
    fault = verify([*log, log[place]])
    assert fault is not None
    assert fault.kind is Break.INSERTED


def replace_proposal(entry: Correction) -> Proposal:
    return Proposal(
        "2026-02-01", "某人", "", entry.operation, entry.record, entry.pages, {"field": "headline", "after": "伪"}, {}
    )


@pytest.mark.parametrize(
    ("broken", "line", "kind"),
    [
        ([1, 3, 4], 2, Break.REMOVED),
        ([2, 3], 1, Break.REMOVED),
        ([1, 3, 2, 4], 2, Break.REORDERED),
        ([1, 3, 4, 2], 2, Break.REORDERED),
        ([4, 1, 2, 3], 1, Break.REORDERED),
        ([1, 2, 2, 3, 4], 3, Break.INSERTED),
        ([1, 2, 3, 4], None, None),
        ([], None, None),
    ],
)
def test_the_first_broken_line_is_named_with_its_kind(broken: list[int], line: int | None, kind: Break | None) -> None:
    log = numbered(4)
    fault = verify([log[number - 1] for number in broken])
    assert (fault and fault.line, fault and fault.kind) == (line, kind)
    assert fault is None or (f"第 {line} 行" in fault.zh and "备份" in fault.zh)


def test_a_line_that_was_altered_and_hashed_anew_is_betrayed_by_the_next() -> None:
    log = numbered(4)
    log[1] = forged(log[1], by="别人")
    fault = verify(log)
    assert fault is not None
    assert (fault.line, fault.kind) == (2, Break.ALTERED)
    log[1] = forged(numbered(4)[1], number=7)
    fault = verify(log)
    assert fault is not None
    assert (fault.line, fault.kind) == (2, Break.ALTERED)


@pytest.mark.parametrize(
    "change", [{"number": "1"}, {"data": None}, {"pages": "ab"}, {"operation": "erase"}, {"note": None}, {"hash": 7}]
)
def test_what_is_no_line_is_refused_with_a_sentence(change: dict[str, Any]) -> None:
    with pytest.raises(CorrectionError, match="cannot be read") as refused:
        from_json({**as_json(numbered(1)[0]), **change})
    assert "doctor" in refused.value.zh
    with pytest.raises(CorrectionError):
        from_json({})


def test_an_undo_of_an_undo_lets_the_first_hold_again() -> None:
    log = numbered(2)
    for number in (1, 3, 4):
        log.append(seal(Proposal("", "甲", "", Operation.UNDO, "", (), {"undo": number}, {}), log[-1]))
    assert [entry.number for entry in active(log[:3])] == [2]
    assert [entry.number for entry in active(log[:4])] == [1, 2]
    assert [entry.number for entry in active(log)] == [2]
