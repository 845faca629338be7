"""The reference of the query language says what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mappings.folding import searchable
from webui.search.archive.deep import MOST_STEPS
from webui.search.language import FIELD_WORDS, LONGEST_TEXT, MOST_LEAVES, parse
from webui.search.numerals import in_other_numerals, with_mistyped_zeros
from webui.search.query import WINDOW
from webui.search.query.ranking import EXACT_RUN_WEIGHTS, SPREAD_WORD_BOOSTS
from webui.search.tree import ExactRun, Field, Near, Not, Or, Run

TEXT = (Path(__file__).parents[3] / "docs" / "ref-query-language.md").read_text(encoding="utf-8")


def rows(section: str) -> list[list[str]]:
    """The cells of the table in this section, without its head."""
    lines = TEXT.split(f"## {section}\n")[1].split("\n## ")[0].splitlines()
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines if line.startswith("| ")][2:]


ROWS = rows("一览")
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
    assert f"超过 {MOST_STEPS * WINDOW:,} 条" in TEXT


def test_every_text_field_has_its_place_in_the_ranking() -> None:
    from mappings.record import TEXT_FIELDS

    assert set(EXACT_RUN_WEIGHTS) == set(SPREAD_WORD_BOOSTS) == set(TEXT_FIELDS)


@pytest.mark.parametrize(("difference", "examples"), rows("繁简、全半角、异体字与日期数字"))
def test_forms_that_are_said_to_be_the_same_are_searched_as_the_same(difference: str, examples: str) -> None:
    for group in examples.split("；"):
        forms = re.findall("`([^`]+)`", group)
        assert len(forms) > 1, difference
        for form in forms:
            every = (form, *in_other_numerals(form), *with_mistyped_zeros(form))
            assert {searchable(other).text for other in forms} <= {searchable(other).text for other in every}, group
