"""The Document class is the mapping; the JSON beside it is its frozen print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mappings.analysis import TOKENIZER_OF
from mappings.folding import folding_sha256
from mappings.names import SCHEMA_VERSION
from mappings.record import NAME_FIELDS, SEARCHED_FIELDS, index_body, record_mapping
from tools.make_mapping_print import TARGET, render


def test_the_frozen_print_is_the_class() -> None:
    """A change here needs a new schema version: indices in use were made with the print as it was."""
    assert f"record.v{SCHEMA_VERSION}.json" == TARGET.name
    assert TARGET.read_text(encoding="utf-8") == render()


def test_the_mapping_refuses_fields_it_does_not_know() -> None:
    assert record_mapping()["dynamic"] == "strict"


@pytest.mark.parametrize("field", SEARCHED_FIELDS)
def test_printed_text_has_words_characters_and_unfolded_characters(field: str) -> None:
    properties = record_mapping()["properties"][field]
    assert properties["analyzer"] == "words"
    assert properties["fields"]["characters"]["analyzer"] == "characters"
    assert properties["fields"]["exact"]["analyzer"] == "exact_characters"


@pytest.mark.parametrize("field", NAME_FIELDS)
def test_names_are_keywords(field: str) -> None:
    assert record_mapping()["properties"][field]["type"] == "keyword"


def test_calendar_days_have_a_strict_form_and_issue_numbers_are_no_dates() -> None:
    properties = record_mapping()["properties"]
    assert properties["issue_date"] == {"type": "date", "format": "uuuu-MM-dd"}
    assert properties["event_dates"] == {"type": "date_range", "format": "uuuu-MM-dd"}
    assert properties["issue_number"]["type"] == "keyword"


@pytest.mark.parametrize(("analyzer", "tokenizer"), TOKENIZER_OF.items())
def test_the_analyzer_is_a_choice_of_the_word_field_alone(analyzer: str, tokenizer: str) -> None:
    body = index_body(analyzer)  # type: ignore[arg-type]
    analyzers = body["settings"]["analysis"]["analyzer"]
    assert analyzers["words"]["tokenizer"] == tokenizer
    assert analyzers["characters"]["tokenizer"] == "every_character"
    assert body["mappings"]["_meta"]["folding_sha256"] == folding_sha256()


def test_making_a_body_leaves_the_class_as_it_was() -> None:
    before = record_mapping()
    index_body("ik", parser_version="1")
    assert record_mapping() == before


def test_the_print_is_readable_json() -> None:
    assert json.loads(Path(TARGET).read_text(encoding="utf-8"))["mappings"]["dynamic"] == "strict"
