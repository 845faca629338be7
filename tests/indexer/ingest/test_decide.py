"""What is to happen with a page: the whole table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from indexer.catalog import PageVersion, State
from indexer.ingest.decide import Candidate, Decision, decide
from indexer.model import IssueIdentity

CURRENT = PageVersion(
    IssueIdentity("ltdb", date(2024, 11, 5), 1),
    1,
    "sha-1",
    "报纸/2024-11-05/01.txt",
    1,
    1,
    "digest-1",
    (),
    0,
    1.0,
    "1",
    "index-1",
    7,
)
SAME = Candidate("报纸/2024-11-05/01.txt", "sha-1", "digest-1")
CORRECTED = Candidate("报纸/2024-11-05/01.txt", "sha-2", "digest-2")


@pytest.mark.parametrize(
    ("why", "candidate", "current", "index", "replace_", "expected"),
    [
        ("a page nobody has", SAME, None, "index-1", False, Decision(State.NEW, True, True)),
        ("the same once more", SAME, CURRENT, "index-1", False, Decision(State.SAME, False, False)),
        (
            "the same under another name",
            replace(SAME, source_name="copy.txt"),
            CURRENT,
            "index-1",
            False,
            Decision(State.SAME, False, False),
        ),
        (
            "cut off before the engine answered",
            SAME,
            replace(CURRENT, loaded_index=None),
            "index-1",
            False,
            Decision(State.NEW, False, True),
        ),
        (
            "cut off while a correction was loaded",
            SAME,
            replace(CURRENT, loaded_index=None, version=2),
            "index-1",
            False,
            Decision(State.CHANGED, False, True),
        ),
        ("the index was lost", SAME, CURRENT, "index-2", False, Decision(State.SAME, False, True)),
        ("a corrected file", CORRECTED, CURRENT, "index-1", False, Decision(State.CHANGED, True, True)),
        (
            "a corrected file in a folder that was moved",
            replace(CORRECTED, source_name="旧报/2024-11-05/01.txt"),
            CURRENT,
            "index-1",
            False,
            Decision(State.CHANGED, True, True),
        ),
        (
            "the parser has changed",
            replace(SAME, digest="digest-2", source_name="x"),
            CURRENT,
            "index-1",
            False,
            Decision(State.CHANGED, True, True),
        ),
        (
            "another file claims the page",
            replace(CORRECTED, source_name="别处/头版.txt"),
            CURRENT,
            "index-1",
            False,
            Decision(State.DUPLICATE, False, False),
        ),
        (
            "and the operator says it is right",
            replace(CORRECTED, source_name="头版.txt"),
            CURRENT,
            "index-1",
            True,
            Decision(State.CHANGED, True, True),
        ),
    ],
)
def test_each_case(
    why: str, candidate: Candidate, current: PageVersion | None, index: str, replace_: bool, expected: Decision
) -> None:
    assert decide(candidate, current, index, replace=replace_) == expected, why
