"""A text of one character repeated thousands of times stalls neither loading nor searching (analysis-ik#740, #1119).

IK's other mode takes ten seconds for 8,000 such characters, growing with their square. No clock here: what is too slow does not
answer within the engine's timeout, which is set low, and the test fails by that.
"""

from __future__ import annotations

from typing import get_args

import pytest
from elasticsearch import Elasticsearch

from indexer.indices import ensure_index
from indexer.load import PageLoad, load_pages
from indexer.settings import Settings
from mappings.analysis import AnalyzerName
from tests.webui.search.corpus import record
from webui.search.archive import Archive
from webui.search.request import SearchRequest

pytestmark = pytest.mark.engine

REPEATED = 20_000
UNITS = ("一", "的", "中", "人", "年", "龘", "𫖯", "a", "1", "。", "十", "第一", "中国", "一二")
"""Characters that words begin with, none that do; letters and digits, which are one word without end; marks; numerals."""
PATIENCE_SECONDS = 25


@pytest.mark.parametrize("analyzer", get_args(AnalyzerName))
def test_one_character_twenty_thousand_times(client: Elasticsearch, archive_settings: Settings, analyzer: AnalyzerName) -> None:
    """It is taken in as body and as headline, found by a piece of itself of any length, and by nothing else."""
    settings = archive_settings.model_copy(update={"analyzer": analyzer})
    patient = client.options(request_timeout=PATIENCE_SECONDS, max_retries=0)
    index = ensure_index(patient, settings).name
    for number, unit in enumerate(UNITS, 1):
        document = record(number, unit * (2000 // len(unit)), unit * (REPEATED // len(unit)), page=number)
        (outcome,) = load_pages(patient, index, [PageLoad(f"lanting/2024-11-05/{number}", (document,), frozenset())])
        assert outcome.rejections == (), unit
    patient.indices.refresh(index=index)
    archive = Archive(patient, settings.alias)
    for number, unit in enumerate(UNITS, 1):
        address = f"lanting/2024-11-05/{number}/a{number}"
        for text in (f'"{unit}"', f'"{unit * 100}"', f'"{unit} {unit * 2}"~8'):
            assert address in {hit.id for hit in archive.search(SearchRequest(text=text)).hits}, text
        for text in (unit, unit * 3, unit * 250, f"{unit * 250} {unit * 100}", f"-{unit * 100}"):
            assert archive.search(SearchRequest(text=text)).total >= 0
        assert archive.search(SearchRequest(text=f'"{unit * 100}沄"')).total == 0
