"""Citations: twenty records written by hand, and what must hold of any record."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from indexer.settings import Settings
from tests.webui.search.corpus import record
from webui.citations.apa import apa
from webui.citations.bibtex import bibtex
from webui.citations.citation import Citation, make_citation, runs
from webui.citations.csl_json import csl_item
from webui.citations.files import FILES
from webui.citations.gbt7714 import EDITIONS, gbt7714
from webui.citations.ris import ris
from webui.search.results import RecordView

TABLE: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[2] / "data" / "citations.yaml").read_text(encoding="utf-8")
)
SETTINGS = Settings.from_env(paper="lanting", paper_name="岚汀导报")
BASE, TODAY = "https://dao.example/", date(2026, 11, 30)


def stored(given: dict[str, Any]) -> RecordView:
    """The record as the index holds it."""
    paper, day, page, place = given["id"].split("/")
    document = {
        **record(int(place[1:]), day=day[:10], page=int(page)),
        "paper": paper,
        **given,
    }
    return RecordView(given["id"], document)


def cited(row: dict[str, Any]) -> Citation:
    return make_citation(stored(row["record"]), SETTINGS, None if row.get("printed") else BASE, TODAY)


def test_the_table_has_every_case() -> None:
    assert len(TABLE) == 20
    counts = [len(cited(row).authors) for row in TABLE]
    assert {0, 1, 3, 4} <= set(counts)
    assert {cited(row).kind for row in TABLE} == {"article", "caption", "notice"}
    assert {cited(row).url is None for row in TABLE} == {True, False}
    assert sum(len(cited(row).pages) == 2 for row in TABLE) == 3


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["about"])
def test_a_record_is_cited_as_written_by_hand(row: dict[str, Any]) -> None:
    citation = cited(row)
    assert gbt7714(citation, "2015") == row["gbt2015"]
    assert gbt7714(citation, "2025") == row["gbt2025"]
    assert apa(citation) == row["apa"]
    assert bibtex(citation) == row["bibtex"]
    assert ris(citation) == row["ris"].replace("ER  -", "ER  - ").replace("\n", "\r\n") + "\r\n"
    assert csl_item(citation) == row["csl"]


def test_apa_names_twenty_authors_and_of_more_the_first_nineteen_and_the_last() -> None:
    names = [f"记者{number}" for number in range(1, 22)]
    twenty = make_citation(stored({"id": "lanting/2024-11-05/1/a1", "reporters": names[:20]}), SETTINGS, None, TODAY)
    more = make_citation(stored({"id": "lanting/2024-11-05/1/a1", "reporters": names}), SETTINGS, None, TODAY)
    assert apa(twenty).startswith("记者1, 记者2, ") and ", 记者19, & 记者20. (2024" in apa(twenty)
    assert ", 记者19, . . . 记者21. (2024" in apa(more)


def test_a_record_without_any_words_is_called_by_its_kind() -> None:
    view = stored({"id": "lanting/2024-11-05/1/c1", "kind": "caption", "body": " 。\n"})
    assert gbt7714(make_citation(view, SETTINGS, None, TODAY), "2015") == "图片说明[N]. 岚汀导报, 2024-11-05(1)."


def test_pages_that_follow_one_another_are_one_run() -> None:
    assert runs((1, 2, 4, 6, 7, 8)) == ((1, 2), (4, 4), (6, 8))


@given(st.text(min_size=1, max_size=30), st.lists(st.text(min_size=1, max_size=8), max_size=5), st.text(max_size=30))
def test_no_text_of_a_record_breaks_a_format(headline: str, names: list[str], host: str) -> None:
    """A brace in a headline would swallow the entries behind it, a line break would begin another field."""
    view = stored({"id": "lanting/2024-11-05/1/a1", "headline": headline, "reporters": names, "page_name": headline})
    citation = make_citation(view, SETTINGS, f"http://{host}/", TODAY)
    entry = bibtex(citation)
    assert entry.count("{") == entry.count("}")
    assert not re.search(r"(?<!\\)[%#$&]", entry.partition("  url = ")[0])
    assert entry.splitlines()[0] == "@article{lanting:2024-11-05:1:a1,"
    assert all(line.startswith("  ") for line in entry.splitlines()[1:-1])
    lines = ris(citation).split("\r\n")
    assert lines[-3:] == ["ER  - ", "", ""]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines[:-2])
    (item,) = json.loads(next(file for file in FILES if file.ending == "csl.json").content(citation, "2015"))
    assert item == csl_item(citation)
    for edition in EDITIONS:
        assert len(gbt7714(citation, edition).splitlines()) == 1
