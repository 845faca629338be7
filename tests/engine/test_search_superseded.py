"""Earlier forms of what was corrected: found like today's text, behind it, and never as it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import get_args

import pytest
from elasticsearch import Elasticsearch

from indexer.indices import list_indices
from indexer.settings import Settings
from indexer.staleness import made_with_today
from mappings.analysis import AnalyzerName
from mappings.names import IndexName, new_index_name, parse_index_name
from mappings.record import SUPERSEDED, index_body
from tests.webui.search.corpus import record
from tests.webui.search.loaded import loaded
from webui.search.archive import Archive
from webui.search.facet_request import FacetRequest
from webui.search.facets import FACET_BY_NAME
from webui.search.request import SearchRequest

pytestmark = pytest.mark.engine

FORMS = ("岚汀新曲花展开慕，游人如枳", "沈雁丘", "區財政局５Ｇ")
CORRECTED = record(1, "岚汀新区花展开幕，游人如织", "市民沈雁秋观展。\n花圃里人来人往。", superseded="\n".join(FORMS))
DOCUMENTS = [
    CORRECTED,
    record(2, "保障供水", "防汛不松劲，新曲一首，沈雁丘值守，花展开慕。"),
    record(3, "岚汀新区花展开幕，游人如织", "市民沈雁秋观展。\n花圃里人来人往。", page=2),
    record(4, "望溪镇清淤", "清淤2.5公里。", page=3),
]
FIRST, COPY, OTHER = DOCUMENTS[0]["id"], DOCUMENTS[2]["id"], DOCUMENTS[1]["id"]


@pytest.fixture(scope="module", params=get_args(AnalyzerName))
def archive(request: pytest.FixtureRequest, client: Elasticsearch) -> Iterator[Archive]:
    """A corrected record, a record with the same text that was never corrected, and two others, with each analyzer."""
    with loaded(client, DOCUMENTS, request.param) as archive:
        yield archive


def found(archive: Archive, text: str) -> list[str]:
    return [hit.id for hit in archive.search(SearchRequest(text=text)).hits]


def test_every_run_of_an_earlier_form_is_found_and_none_that_crosses_two(archive: Archive) -> None:
    """From one character to the whole form, as paragraphs of a body: a line end is a character that nobody can type."""
    for form in FORMS:
        for length in range(1, len(form) + 1):
            for start in range(len(form) - length + 1):
                assert FIRST in found(archive, f'"{form[start : start + length]}"'), (form, start, length)
    for before, after in pairwise(FORMS):
        for run in (before[-1] + after[0], before[-2:] + after[:3], f"{before[-1]} {after[0]}", before + after):
            assert FIRST not in found(archive, f'"{run}"'), run


@pytest.mark.parametrize(
    "text",
    [
        "新曲",
        "沈雁丘",
        "沈雁丘 人来人往",  # one in an earlier form, one in today's text
        "沈雁丘 花展 来往 OR 观展",
        "游人新曲",  # words of one form, apart
        "岚汀新曲花展开慕，游人如枳",
        "游人如枳岚汀新曲花展开慕",  # so many words that the search is widened to most of them
        '"新曲 开慕"~4',
        '="區財政局５Ｇ"',
        '"区财政局5g"',
        "新区 新曲",
    ],
)
def test_earlier_forms_are_found_as_they_are_typed(archive: Archive, text: str) -> None:
    """Bare words, words apart, most words, near, exact, folded, and beside today's text."""
    assert FIRST in found(archive, text)


@pytest.mark.parametrize("text", ["新区", "沈雁秋", "岚汀新区花展开幕，游人如织", '"人来人往"', "标题:新区"])
def test_todays_text_is_found_and_scored_as_if_nothing_had_been_corrected(archive: Archive, text: str) -> None:
    """The corrected record and its uncorrected copy have one score."""
    scores = {hit.id: hit.score for hit in archive.search(SearchRequest(text=text)).hits}
    assert scores[FIRST] == scores[COPY]


@pytest.mark.parametrize("text", ["标题:新曲", '标题:"开慕"', '="区财政局"', '="区财政局5G"', '"新曲 沈雁丘"~0'])
def test_what_was_never_so_is_not_found(archive: Archive, text: str) -> None:
    """标题: is the headline of today; an exact form is that of the earlier form; two forms are a line end apart."""
    assert FIRST not in found(archive, text)


@pytest.mark.parametrize("text", ["新曲", "沈雁丘", '"开慕"', '="丘"', '"沈 丘"~1', "沈雁丘新曲"])
def test_what_only_was_so_comes_behind_what_is_so(archive: Archive, text: str) -> None:
    """Even behind a body in which the words stand apart (沈雁丘新曲)."""
    hits = archive.search(SearchRequest(text=text)).hits
    assert [hit.id for hit in hits] == [OTHER, FIRST]
    assert (hits[0].score or 0) > 0 == hits[1].score


def test_a_word_behind_minus_takes_away_what_the_word_finds(archive: Archive) -> None:
    """What has 花展 is either with 新曲 or without."""
    whole, with_, without = (set(found(archive, text)) for text in ("花展", "花展 新曲", "花展 -新曲"))
    assert with_ | without == whole and not with_ & without
    assert FIRST in with_


def test_every_door_finds_the_same(archive: Archive) -> None:
    """Results, counts, exports and lists of values."""
    request = SearchRequest(text="沈雁丘")
    ids = {hit.id for hit in archive.search(request).hits}
    assert ids == {FIRST, OTHER} == {view.id for view in archive.every_record(request)}
    assert archive.count(request) == 2
    kinds = archive.facet(FacetRequest(FACET_BY_NAME["kind"], request))
    assert [(value.value, value.count) for value in kinds.values] == [("article", 2)]


def test_a_hit_shows_the_earlier_form_as_what_it_is(archive: Archive) -> None:
    """Behind today's text, a literal piece of what is stored, and one form at a time."""
    (hit,) = (hit for hit in archive.search(SearchRequest(text="开慕 沈雁丘")).hits if hit.id == FIRST)
    assert hit.headline == CORRECTED["headline"] and not any(part.hit for part in hit.headline_parts)
    assert [fragment.field for fragment in hit.fragments] == ["body", SUPERSEDED, SUPERSEDED]
    assert [fragment.text for fragment in hit.fragments[1:]] == list(FORMS[:2])
    assert ["".join(part.text for part in f.parts if part.hit) for f in hit.fragments[1:]] == ["开慕", "沈雁丘"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('"游人如枳"', "更正前的文字里有连在一起的“游人如枳”：不计分"),
        ('="枳"', "更正前的文字里有字形相同的“枳”：不计分"),
        ('"曲花 如枳"~9', "更正前的文字里有隔得不远的“曲花…如枳”：不计分"),
        ("沈雁丘如枳", "更正前的文字里有其中的词：不计分"),
    ],
)
def test_the_explanation_names_the_earlier_form(archive: Archive, text: str, reason: str) -> None:
    """It counts nothing, and yet it is why the record is found."""
    explanation = archive.explain(SearchRequest(text=text))
    assert explanation.first is not None and explanation.first.id == FIRST
    assert [reason.sentence() for reason in explanation.reasons] == [reason]
    assert explanation.order == "只在更正前的文字里有，排在现在的文字里就有的后面。"


def test_an_index_of_the_schema_before_is_searched_and_told_to_be_stale(
    client: Elasticsearch, archive_settings: Settings
) -> None:
    """A new program meets the index of yesterday until it is made anew."""
    now = parse_index_name(str(new_index_name(archive_settings.alias)))
    name = str(IndexName(now.alias, now.schema - 1, now.made))
    body = index_body(archive_settings.analyzer, **given(archive_settings))
    body["mappings"]["_meta"]["schema_version"] = now.schema - 1
    del body["mappings"]["properties"][SUPERSEDED]
    alias: dict[str, dict[str, str]] = {archive_settings.alias: {}}
    client.indices.create(index=name, settings=body["settings"], mappings=body["mappings"], aliases=alias)
    client.index(index=name, id=OTHER, document=DOCUMENTS[1], refresh=True)
    archive = Archive(client, archive_settings.alias, made_with=partial(made_with_today, archive_settings))
    for text in ("沈雁丘", '"新曲"', '="新曲"', '"防汛 新曲"~9', "防汛不松劲值守", "防汛沈雁丘花展不松劲", "保障供水 -清淤"):
        assert found(archive, text) == [OTHER], text
    health = archive.health()
    assert health.ready and health.stale == ("schema_version",)
    (info,) = list_indices(client, archive_settings)
    assert info.stale == health.stale


def given(settings: Settings) -> dict[str, str]:
    """What an index gets from the indexer."""
    today = made_with_today(settings)
    return {part: today[part] for part in ("parser_version", "vocabulary_sha256")}
