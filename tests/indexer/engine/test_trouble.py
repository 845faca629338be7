"""The client's exceptions come out as ours, each with the cause behind it."""

from __future__ import annotations

from typing import Any

import pytest
from elastic_transport import ApiResponseMeta, HttpHeaders, NodeConfig
from elasticsearch import ApiError, ConflictError, NotFoundError
from elasticsearch import ConnectionError as NoConnection

from indexer.engine import translate, translate_errors
from indexer.errors import EngineError, EngineRefused, EngineUnavailable, IndexMissing


def api_error(status: int, body: Any) -> ApiError:
    meta = ApiResponseMeta(status, "1.1", HttpHeaders(), 0.1, NodeConfig("http", "127.0.0.1", 9))
    kind = {404: NotFoundError, 409: ConflictError}.get(status, ApiError)
    return kind("message", meta, body)


def body(kind: str, reason: str) -> dict[str, Any]:
    return {"error": {"root_cause": [{"type": kind, "reason": reason}], "type": kind, "reason": reason}}


@pytest.mark.parametrize(
    ("status", "answer", "expected", "words"),
    [
        (404, body("index_not_found_exception", "no such index [bulletin]"), IndexMissing, "bulletin ingest"),
        (404, {"_id": "x", "found": False}, EngineRefused, "404"),
        (403, body("cluster_block_exception", "index [a] blocked by: [TOO_MANY_REQUESTS/12]"), EngineRefused, "磁盘"),
        (429, body("cluster_block_exception", "disk usage exceeded flood-stage watermark"), EngineRefused, "磁盘"),
        (429, body("circuit_breaking_exception", "Data too large"), EngineUnavailable, "稍后再试"),
        (503, body("no_shard_available_action_exception", "No shard available"), EngineUnavailable, "稍后再试"),
        (502, "<html>Bad Gateway</html>", EngineUnavailable, "稍后再试"),
        (400, body("illegal_argument_exception", "Custom Analyzer [w] failed to find tokenizer under name [ik_max_word]"), EngineRefused, "analysis-ik"),
        (400, body("parsing_exception", "unknown query [mtach]"), EngineRefused, "unknown query [mtach]"),
        (500, {"error": "boom"}, EngineRefused, "boom"),
        (500, None, EngineRefused, "500"),
    ],
)  # fmt: skip
def test_each_refusal_has_its_class_and_its_sentence(status: int, answer: Any, expected: type[EngineError], words: str) -> None:
    error = translate(api_error(status, answer))
    assert type(error) is expected
    assert words in error.zh and error.zh.endswith("。")
    assert str(error)


def test_what_the_client_raised_is_kept_as_the_cause() -> None:
    cause = NoConnection("refused")
    with pytest.raises(EngineUnavailable) as caught, translate_errors():
        raise cause
    assert caught.value.__cause__ is cause


def test_other_errors_pass_unchanged() -> None:
    with pytest.raises(KeyError), translate_errors():
        raise KeyError("mine")
