"""What is to happen with a page: the whole table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from indexer.catalog import PageVersion, State
from indexer.ingest.decide import Candidate, Decision, decide
from indexer.model import IssueIdentity

CURRENT = PageVersion(
    IssueIdentity("ltdb", date(2024, 11, 5), 1), 1, "sha-1", "报纸/2024-11-05/01.txt", 1, 1, "digest-1", (), 0, 1.0, "1"
)
SAME = Candidate("报纸/2024-11-05/01.txt", "sha-1", "digest-1")
CORRECTED = Candidate("报纸/2024-11-05/01.txt", "sha-2", "digest-2")


@pytest.mark.parametrize(
    ("why", "candidate", "current", "acknowledged", "replace_", "state", "enter"),
    [
        ("a page nobody has", SAME, None, False, False, State.NEW, True),
        ("the same once more", SAME, CURRENT, True, False, State.SAME, False),
        ("the same under another name", replace(SAME, source_name="copy.txt"), CURRENT, True, False, State.SAME, False),
        ("cut off before the engine answered", SAME, CURRENT, False, False, State.NEW, False),
        ("cut off while a correction was loaded", SAME, replace(CURRENT, version=2), False, False, State.CHANGED, False),
        ("a corrected file", CORRECTED, CURRENT, True, False, State.CHANGED, True),
        (
            "a corrected file in a folder that was moved",
            replace(CORRECTED, source_name="旧报/2024-11-05/01.txt"),
            CURRENT,
            True,
            False,
            State.CHANGED,
            True,
        ),
        (
            "the parser has changed",
            replace(SAME, digest="digest-2", source_name="x"),
            CURRENT,
            True,
            False,
            State.CHANGED,
            True,
        ),
        (
            "another file claims the page",
            replace(CORRECTED, source_name="别处/头版.txt"),
            CURRENT,
            True,
            False,
            State.DUPLICATE,
            False,
        ),
        (
            "and the operator says it is right",
            replace(CORRECTED, source_name="头版.txt"),
            CURRENT,
            True,
            True,
            State.CHANGED,
            True,
        ),
    ],
)
def test_each_case(
    why: str,
    candidate: Candidate,
    current: PageVersion | None,
    acknowledged: bool,
    replace_: bool,
    state: State,
    enter: bool,
) -> None:
    assert decide(candidate, current, acknowledged=acknowledged, replace=replace_) == Decision(state, enter), why
