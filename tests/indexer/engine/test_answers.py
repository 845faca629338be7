"""How the engine's answers are read."""

from __future__ import annotations

import pytest

from indexer.engine.answers import QuickReader


def test_an_answer_is_read_as_the_client_reads_it() -> None:
    assert QuickReader().loads('{"岚汀": [1, 2.5, null, true, "𫖯"]}'.encode()) == {"岚汀": [1, 2.5, None, True, "𫖯"]}


def test_half_a_character_in_an_answer_is_no_error() -> None:
    assert QuickReader().loads(rb'{"a": "\ud800"}') == {"a": "\ud800"}


def test_what_is_no_json_is_an_error_of_the_client() -> None:
    from elasticsearch import SerializationError

    with pytest.raises(SerializationError):
        QuickReader().loads(b"<html>")
