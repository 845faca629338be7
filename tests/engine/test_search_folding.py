"""Two written forms of one thing find the same records both ways, and each alone in the exact form, on the engine."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from elasticsearch import Elasticsearch

from mappings.analysis import CHARACTERS, AnalyzerName
from mappings.folding import HANZI, folding_table, searchable
from mappings.record import index_body
from tests.webui.search.corpus import record
from tests.webui.search.loaded import loaded
from webui.search.archive import Archive
from webui.search.language import parse
from webui.search.request import LARGEST_SIZE, SearchRequest
from webui.search.results import SearchResults
from webui.search.tree import ExactRun, Run, write
from webui.search.variants import exact_text, folded_text

pytestmark = pytest.mark.engine

TABLE = Path(__file__).parents[1] / "data" / "folding_pairs.tsv"
PAIRS: list[tuple[str, str]] = [
    (row.split("\t")[1], row.split("\t")[2])
    for row in TABLE.read_text(encoding="utf-8").splitlines()
    if not row.startswith("#")
]
FORMS = [form for pair in PAIRS for form in pair]
DOCUMENTS = [record(n, None, f"岚汀有“{form}”一说。", kind="notice") for n, form in enumerate(FORMS)]
ID_OF = {n: document["id"] for n, document in enumerate(DOCUMENTS)}


@pytest.fixture(scope="module", params=get_args(AnalyzerName))
def archive(request: pytest.FixtureRequest, client: Elasticsearch) -> Iterator[Archive]:
    """A record for each form, in an index of each analyzer."""
    with loaded(client, DOCUMENTS, request.param) as archive:
        yield archive


def search(archive: Archive, text: str) -> SearchResults:
    return archive.search(SearchRequest(text=text, size=LARGEST_SIZE))


def ids(archive: Archive, text: str) -> set[str]:
    return {hit.id for hit in search(archive, text).hits}


def test_the_table_is_large_and_says_what_differs() -> None:
    kinds = {row.split("\t")[0] for row in TABLE.read_text(encoding="utf-8").splitlines() if not row.startswith("#")}
    assert len(PAIRS) >= 60
    assert {"width", "case", "script", "variant", "radical", "zero", "gap", "date"} <= kinds


def test_both_forms_find_the_same_records(archive: Archive) -> None:
    """As bare words and between quotation marks."""
    wrong = []
    for n, (one, other) in enumerate(PAIRS):
        both = {ID_OF[2 * n], ID_OF[2 * n + 1]}
        for write_as in (lambda text: write(Run(text)), lambda text: text.replace(" ", "").replace("　", "")):
            found = ids(archive, write_as(one))
            if found != ids(archive, write_as(other)) or not both <= found:
                wrong.append((one, other, found))
    assert wrong == []


def test_the_exact_form_finds_only_itself(archive: Archive) -> None:
    wrong = []
    for form in FORMS:
        holding = {document["id"] for document in DOCUMENTS if form.strip() in document["body"]}
        if ids(archive, write(ExactRun(form))) != holding:
            wrong.append(form)
    assert wrong == []


def test_what_is_told_is_what_was_found(archive: Archive) -> None:
    """The other form of each pair is named when it stands in the hits, every form that is named finds the same, and one link turns it off."""
    for one, other in PAIRS:
        results = search(archive, write(Run(one)))
        assert other in results.also_searched, (one, other, results.also_searched)
        for form in results.also_searched:
            assert ids(archive, write(Run(form))) == {hit.id for hit in results.hits}, form
        exact = exact_text(parse(results.request.text).node)
        assert exact is not None
        assert search(archive, exact).also_searched == ()
        back = folded_text(parse(exact).node)
        assert back is None or ids(archive, back) == {hit.id for hit in results.hits}


def test_every_mark_is_one_of_the_two_forms(archive: Archive) -> None:
    """Marks cover what was found, no more: in the record of each form they are that form."""
    for n, (one, other) in enumerate(PAIRS):
        for hit in search(archive, write(Run(one))).hits:
            if hit.id in (ID_OF[2 * n], ID_OF[2 * n + 1]):
                marks = [part.text for fragment in hit.fragments for part in fragment.parts if part.hit]
                assert marks == [one if hit.id == ID_OF[2 * n] else other]


def test_the_engine_folds_as_the_page_does(archive: Archive, client: Elasticsearch, alias: str) -> None:
    """All rows of the table, both ends of each block beside a gap, and random mixtures."""
    body = index_body("ik")
    client.indices.create(index=alias, settings=body["settings"], mappings=body["mappings"])
    choice = random.Random(7)
    texts = ["|".join(map(chr, list(folding_table())[start : start + 900])) for start in range(0, len(folding_table()), 900)]
    ends = [chr(code + step) for block in HANZI for code in block for step in (-1, 0, 1) if not 0xD800 <= code + step < 0xE000]
    texts += [f"{one} 文 {one} a {one}  1 {one}" for one in ends if one.isprintable() or 0xE000 <= ord(one) < 0xF900]
    texts += ["".join(choice.choices("习近平a5Ａ５　 \t，。𫖯⼈\ue5e5〇ー\n", k=40)) for _ in range(60)]
    for text in texts:
        tokens = client.indices.analyze(index=alias, analyzer=CHARACTERS._name, text=text).body["tokens"]
        assert "".join(token["token"] for token in tokens) == searchable(text).text, text


def test_words_keep_their_dictionary_form(client: Elasticsearch, alias: str) -> None:
    """IK knows 乾隆 and 著名, not 干隆 and 着名; 乾燥 is 干燥."""
    body = index_body("ik")
    client.indices.create(index=alias, settings=body["settings"], mappings=body["mappings"])
    found = client.indices.analyze(index=alias, analyzer="words", text="乾隆時著名的乾燥箱，網 絡").body["tokens"]
    assert {"乾隆", "著名", "干燥", "网络"} <= {token["token"] for token in found}


@pytest.mark.parametrize("text", ["，", "。、", '="', "“”", "- | -", "OR |", "：", "!!!", "~!@#", '""', "　", "\u200b", "《》"])
def test_punctuation_never_finds_everything(archive: Archive, text: str) -> None:
    """Unquoted it finds nothing; the empty text alone is everything."""
    found = search(archive, text).total
    assert found == (len(DOCUMENTS) if not text.strip() else 0)


def test_quoted_punctuation_finds_itself(archive: Archive) -> None:
    """As every run: 。 stands in all, ： and （ in those that hold them in one of their widths."""
    assert search(archive, '"。"').total == len(DOCUMENTS)
    for mark in "：（％＋":
        holding = {d["id"] for d in DOCUMENTS if searchable(mark).text in searchable(d["body"]).text}
        assert ids(archive, f'"{mark}"') == holding != set()
    assert ids(archive, '"』"') == set()
    assert search(archive, '-"。"').total == 0


def test_a_query_full_of_dates_is_answered(archive: Archive) -> None:
    """Sixty-four dates, each in four forms, near each other and apart."""
    years = [f"{year}年" for year in range(1990, 2054)]
    assert search(archive, " OR ".join(years)).total > 0
    assert search(archive, '"' + " ".join(years) + '"~9').total == 0


def test_what_nobody_sees_neither_hides_nor_is_asked_for(client: Elasticsearch) -> None:
    """Zero-width characters of pasted text, in the record and in the query, in the exact form as well; marks cover them."""
    documents = [
        record(1, "桥\u200b梁工程", "污\u00ad水处理厂\ufeff竣工，湿\u200b地公园开\u2060放。葛\U000e0100城。"),
        record(2, "花展", "湿地公园花展。"),
    ]
    with loaded(client, documents) as archive:

        def found(text: str) -> list[str]:
            return sorted(hit.id[-2:] for hit in archive.search(SearchRequest(text=text)).hits)

        for text in (
            "桥梁工程",
            '"桥梁"',
            '"污水"',
            "开放",
            '"厂竣工"',
            '="葛城"',
            '"桥\u200b梁"',
            "\ufeff桥梁",
            "桥梁\u200d",
            '="桥\ufe00梁"',
        ):
            assert found(text) == ["a1"], text
        assert found('"湿地公园"') == found('="湿\u200b地"') == ["a1", "a2"]
        for text in ('"桥梁"', '="桥梁"'):
            (hit,) = archive.search(SearchRequest(text=text)).hits
            assert [part.text for part in hit.headline_parts if part.hit] == ["桥\u200b梁"]
        for junk in ("\u200b", "\x00", "\u200b \x07"):
            assert archive.search(SearchRequest(text=junk)).total == 0
