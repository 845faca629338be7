"""The reference of the query language says what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from webui.search.language import FIELD_WORDS, LONGEST_TEXT, MOST_LEAVES, parse
from webui.search.query.ranking import EXACT_RUN_WEIGHTS, SPREAD_WORD_BOOSTS
from webui.search.request import DEEPEST_HIT
from webui.search.tree import ExactRun, Field, Near, Not, Or, Run

TEXT = (Path(__file__).parents[3] / "docs" / "ref-query-language.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in TEXT.splitlines() if line.startswith("| ")][
    2:
]
EXAMPLES = {row[0]: row[2].strip("`") for row in ROWS}


@pytest.mark.parametrize("example", EXAMPLES.values())
def test_every_example_is_understood_as_it_stands(example: str) -> None:
    assert parse(example).notes == ()


def test_every_construct_of_the_language_has_an_example() -> None:
    def kinds(node: object) -> set[type]:
        inner = getattr(node, "nodes", None) or ([node.node] if isinstance(node, Field | Not) else [])
        return {type(node)}.union(*(kinds(part) for part in inner))

    shown = set().union(*(kinds(parse(example).node) for example in EXAMPLES.values()))
    assert {Run, ExactRun, Near, Field, Not, Or} <= shown


def test_every_field_word_is_named() -> None:
    assert [word for word in FIELD_WORDS if f"`{word}:`" not in TEXT] == []


def test_the_limits_are_the_real_ones() -> None:
    assert f"最多 {LONGEST_TEXT} 个字、{MOST_LEAVES} 个词" in TEXT
    assert f"前 {DEEPEST_HIT:,} 条" in TEXT


def test_every_text_field_has_its_place_in_the_ranking() -> None:
    from mappings.record import TEXT_FIELDS

    assert set(EXACT_RUN_WEIGHTS) == set(SPREAD_WORD_BOOSTS) == set(TEXT_FIELDS)
