"""Makes `mappings/record.vN.json` (N: the schema version): the frozen print of the mapping and of both analyses, for reading and for the test."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mappings.analysis import TOKENIZER_OF, AnalyzerName, analysis_settings
from mappings.folding import folding_sha256
from mappings.names import SCHEMA_VERSION
from mappings.pinyin import pinyin_sha256
from mappings.record import record_mapping

TARGET = Path(__file__).parent.parent / "mappings" / f"record.v{SCHEMA_VERSION}.json"


def analysis_print(name: AnalyzerName) -> dict[str, Any]:
    """The analysis with the thousands of rules of folding and of pinyin replaced by the hashes of their files."""
    analysis = json.loads(json.dumps(analysis_settings(name)))
    analysis["char_filter"]["fold"]["mappings"] = f"folding.tsv sha256 {folding_sha256()}"
    analysis["char_filter"]["spoken"]["mappings"] = f"pinyin.tsv sha256 {pinyin_sha256()}"
    return dict(analysis)


def render() -> str:
    """The text of the file."""
    body = {"mappings": record_mapping(), "analysis": {name: analysis_print(name) for name in TOKENIZER_OF}}  # type: ignore[arg-type]
    return json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    TARGET.write_text(render(), encoding="utf-8")
