"""How requests are written and the engine's answers are read."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from elasticsearch.serializer import JsonSerializer

from indexer.engine.answers import QuickReader


def test_an_answer_is_read_as_the_client_reads_it() -> None:
    assert QuickReader().loads('{"岚汀": [1, 2.5, null, true, "𫖯"]}'.encode()) == {"岚汀": [1, 2.5, None, True, "𫖯"]}


def test_half_a_character_in_an_answer_is_no_error() -> None:
    assert QuickReader().loads(rb'{"a": "\ud800"}') == {"a": "\ud800"}


@pytest.mark.parametrize(
    "value", [{"岚汀": [1, 2.5, None, True, "𫖯"]}, {"a": "\ud800"}, {"n": 1 << 70}, {"day": date(2024, 11, 5)}]
)
def test_a_request_says_what_the_client_would_say(value: dict[str, Any]) -> None:
    def written(data: str | bytes) -> str:
        return data if isinstance(data, str) else data.decode("utf-8", "surrogatepass")

    assert json.loads(written(QuickReader().dumps(value))) == json.loads(written(JsonSerializer().dumps(value)))


def test_what_is_no_json_is_an_error_of_the_client() -> None:
    from elasticsearch import SerializationError

    with pytest.raises(SerializationError):
        QuickReader().loads(b"<html>")
