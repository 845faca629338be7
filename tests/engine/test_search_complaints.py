"""What users of other systems complain of, asked of ours; docs/explain-search-complaints.md has the table.

The comment or docstring of each names the public issue that is the reason; the texts are our own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, get_args

import pytest
from elasticsearch import Elasticsearch

from mappings.analysis import AnalyzerName
from mappings.folding import searchable
from mappings.record import TEXT_FIELDS
from tests.webui.search.corpus import record
from tests.webui.search.loaded import loaded
from tests.webui.search.test_aliases import FORMS
from webui.search.archive import Archive
from webui.search.language import parse
from webui.search.request import SearchRequest
from webui.search.results import Hit, SearchResults
from webui.search.tree import Run, write

pytestmark = pytest.mark.engine

DOCUMENTS = [
    record(1, "桂花糕粉试制", "云棹湖牌桂花糕粉上市，老年节当天免费品尝。儿歌比赛同日举行。"),
    record(2, "社区配线箱更换", "更换36孔分光器与8孔分光器，编号20231102。第4天完工，44天后验收；预计7天试运行。"),
    record(3, "云棹湖杯球赛", "进入前8强与16强。5江成川、1 岑望获奖。得分4.0与4。", reporters=["江成川"]),
    record(4, "林川与大家谈心", "师专班高玲思发言。林川说，这是一首小调。", people=["林川", "高玲思"]),
    record(5, None, "孩子们在湖边写生。桑学友 摄", kind="caption", photographers=["桑学友"]),
    record(6, "國際电子展（春季）", "主会场在學宮街。国际電子展由岚汀省承办，《條例》同时施行。"),
    record(7, "ＬＡＮＴＩＮＧ音乐周", "Lanting与lanting同台，票价１０元或10元。We walk to the lake."),
    record(8, "外宾来访", "阿斯塔尔格与贝洛法斯一行参观。施𫖯、𮯰家兄弟接待。"),
    record(
        9, "“夜读”计划", "第一段，以标点收尾。\n第二段：夜读、晨读。\n第三段的夜读※", kicker="岚汀书房", subtitle="灯下的人"
    ),
    record(10, "猫与雨", "一只猫在雨里。映山红开了，雪后初晴，桑树发芽。", byline="见习记者 柯木"),
    record(11, "发改委公布清单", "区发改委公布清单，发展和改革委员会负责人到场。", departments=["区发展和改革委员会"]),
    record(12, "花展开幕", "花展开幕，灯会随后。"),
    record(13, "花展闭幕", "花展闭幕，与花展开幕相隔十天。"),
]


@pytest.fixture(scope="module", params=get_args(AnalyzerName))
def archive(request: pytest.FixtureRequest, client: Elasticsearch) -> Iterator[Archive]:
    """The records in an index of each analyzer."""
    with loaded(client, DOCUMENTS, request.param) as archive:
        yield archive


def search(archive: Archive, text: str) -> SearchResults:
    return archive.search(SearchRequest(text=text, size=50))


def ordinals(archive: Archive, text: str) -> set[int]:
    return {int(hit.id.rpartition("/")[2][1:]) for hit in search(archive, text).hits}


def marks(hits: Sequence[Hit]) -> list[str]:
    parts = [part for hit in hits for each in (hit.headline_parts, *(f.parts for f in hit.fragments)) for part in each]
    return [part.text for part in parts if part.hit]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # 1, 2, 3: one character, and the end of a word: analysis-ik#548, #706, #1075
        ("粉", {1}),
        ("糕粉", {1}),
        ("儿", {1}),
        ("老", {1}),
        # 4, 5: text and query cut otherwise: analysis-ik#16, #531
        ("孔分光器", {2}),
        ("36孔分光器", {2}),
        ("分光器", {2}),
        # 7, 8: the beginning of a name, and every record that holds it: analysis-ik#955, #370
        ('"云棹湖"', {1, 3}),
        ("云棹湖", {1, 3}),
        ('"云棹湖牌"', {1}),
        # 9, 10, 11: names that no dictionary holds, whole and in part: analysis-ik#373, #63, #852
        ("江成川", {3}),
        ('记者:="江成川"', {3}),
        ("记者:江成川", {3}),
        ("桑学友", {5}),
        ("学友", {5}),
        # 14, 15, 16, 17: figures: analysis-ik#858, #1063, #1046, #614
        ("2023", {2}),
        ("1102", {2}),
        ("强", {3}),
        ("6强", {3}),
        ("8强", {3}),
        ("天", {1, 2, 13}),
        ("4天", {2}),
        ("7天", {2}),
        ("岑望", {3}),
        # 18: figures are text: 4 stands in 4.0 and 44, but 4.0 is looked for as it is typed: analysis-ik#944
        ('"4.0"', {3}),
        ('"4"', {2, 3}),
        # 22, 47: width and case: analysis-ik#345, tatoeba2#437
        ("ｌａｎｔｉｎｇ", {7}),
        ("LANTING", {7}),
        ("１０", {2, 7}),
        ("10元", {7}),
        # 23, 24, 36: marks alone find nothing, quoted they find themselves: analysis-ik#469, #528, elasticsearch#21418
        ("《", set()),
        ("，", set()),
        ('"《"', {6}),
        ('"》"', {6}),
        ("「“」", {9}),
        ('"※"', {9}),
        ("※", set()),
        # 27: no word is silently left out of the query: analysis-ik#506
        ("to the lake", {7}),
        ('"walk the lake"', set()),
        ("的雨", set()),
        # 31: the name of a province without its level: analysis-ik#629
        ("岚汀", {6, 9}),
        ("岚汀省", {6}),
        # 32, 33, 34: both scripts in one text: analysis-ik#1043, analysis-stconvert#54, #31
        ("国际电子", {6}),
        ("國際電子", {6}),
        ("國际電子", {6}),
        ("学宫", {6}),
        ("學宮", {6}),
        # 37, 38: transliterated names and rare characters: elasticsearch#109530, #30739
        ("阿斯塔尔格", {8}),
        ("洛法斯", {8}),
        ("𫖯", {8}),
        ("𮯰家", {8}),
        # 40: where a statistical model cuts a name wrongly: HanLP#707, #896
        ("林川", {4}),
        ("高玲思", {4}),
        ("川与大家", {4}),
        # 43: a quoted run and what is excluded: meilisearch#5015, #1714
        ('"花展开幕"', {12, 13}),
        ('"花展开幕" -"花展闭幕"', {12}),
        ("花展 -闭幕", {12}),
        # 44, 45: in mid-sentence, one and two characters: BookStack#778, omeka-s#1557, wiki#2175, filebrowser#1544
        ("猫", {10}),
        ("雨", {10}),
        ("一首", {4}),
        ("写生", {5}),
        # 46: never by some of its characters: opencti#2469
        ("桑映雪", set()),
        ("林江川", set()),
    ],
)
def test_what_others_miss_is_found_and_nothing_else(archive: Archive, text: str, found: set[int]) -> None:
    assert ordinals(archive, text) == found


def test_every_run_of_every_text_is_found_bare_and_quoted(archive: Archive) -> None:
    """3, 4, 6: single characters, runs that begin and end inside words, overlapping tokens: analysis-ik#1075, #16, #108."""
    for document in DOCUMENTS[:6]:
        text = document["body"].split("\n")[0]
        for start in range(0, len(text) - 6, 3):
            for length in (1, 2, 3, 5):
                run = text[start : start + length].strip()
                wanted = {
                    int(other["id"].rpartition("/")[2][1:])
                    for other in DOCUMENTS
                    if any(searchable(run).text in searchable(other.get(field, "")).text for field in TEXT_FIELDS)
                }
                assert ordinals(archive, write(Run(run))) == wanted, run
                if run.isalnum() and parse(run).node.__class__.__name__ == "Word":
                    assert wanted <= ordinals(archive, run), run


def test_a_new_name_is_found_at_once_and_takes_nothing_away(client: Elasticsearch) -> None:
    """12, 13: no dictionary has to be fed, nothing to be loaded again: analysis-ik#335, #710."""
    with loaded(client, DOCUMENTS) as archive:
        before = {text: ordinals(archive, text) for text in ("江成川", "花展开幕", "云棹湖")}
        client.index(
            index=archive._index.alias,
            id="new",
            document=record(99, "施锦澜履新", "施锦澜到任。") | {"id": "new"},
            refresh=True,
        )
        assert search(archive, "施锦澜").total == search(archive, "锦澜").total == 1
        assert {text: ordinals(archive, text) for text in before} == before


def test_other_names_of_offices_change_no_other_search_and_no_quoted_run(client: Elasticsearch, archive: Archive) -> None:
    """25, 26: synonyms are alternatives of the query, never of the analysis: analysis-ik#1032, #552."""
    with_table = Archive(client, archive._index.alias, office_forms=lambda: FORMS)
    for text in (
        "公布清单",
        "发改委公布清单",
        '"发改委公布"',
        "花展开幕",
        '"发改委 清单"~3',
        "区发改委公布清单，发展和改革委员会负责人",
    ):
        assert ordinals(with_table, text) == ordinals(archive, text), text
    assert ordinals(with_table, '"发展和改革委员会公布"') == set()
    assert ordinals(with_table, "发展和改革委员会") == ordinals(with_table, "发改委") == {11}


def test_marks_stand_where_the_text_has_them(archive: Archive) -> None:
    """19, 20, 43: several paragraphs, marks at the end of one: analysis-ik#664, #361, meilisearch#894."""
    (hit,) = search(archive, "夜读").hits
    assert marks([hit]) == ["夜读", "夜读", "夜读"]
    body = DOCUMENTS[8]["body"]
    for fragment in hit.fragments:
        assert fragment.text in body
    assert marks(search(archive, '"夜读※"').hits) == ["夜读※"]


def test_a_headline_is_shown_to_its_last_mark(archive: Archive) -> None:
    """32, 39: as printed, with its closing bracket and in its own script: elasticsearch#24151, analysis-ik#1043."""
    (hit,) = search(archive, "国际电子展").hits
    assert "".join(part.text for part in hit.headline_parts) == "國際电子展（春季）" == hit.headline
    assert marks([hit]) == ["國際电子展", "国际電子展"]
    assert marks(search(archive, '"春季）"').hits) == ["春季）"]


def test_no_mark_is_put_on_punctuation_that_nobody_asked_for(archive: Archive) -> None:
    """36: elasticsearch-analysis-smartcn#43. Words apart, of a query and a text with marks between them."""
    for text in ("夜读、晨读", "花展开幕，灯会", "第二段：夜读"):
        for mark in marks(search(archive, text).hits):
            assert mark[0].isalnum() and mark[-1].isalnum(), (text, mark)


def test_a_rare_character_is_marked_whole(archive: Archive) -> None:
    """38: elasticsearch#30739."""
    assert marks(search(archive, "𫖯").hits) == ["𫖯"]
    assert marks(search(archive, "施𫖯").hits) == ["施𫖯"]


def test_the_longest_is_marked(archive: Archive) -> None:
    """48: whoosh#546."""
    assert marks(search(archive, "花展 花展开幕 开幕").hits[:1])[0] == "花展开幕"


def test_letters_lead_to_a_name_that_is_marked_in_hanzi(archive: Archive) -> None:
    """28, 29, 35: corrections of names without the engine's suggesters: analysis-ik#266, elasticsearch#6594, analysis-pinyin#169."""
    for text in ("jiangchengchuan", "jcc", "江城川"):
        results = search(archive, text)
        assert (results.total, results.suggestions[0].text) == (0, "江成川"), text
        assert set(marks(archive.search(results.suggestions[0].request).hits)) == {"江成川"}


def test_every_printed_field_is_searched(archive: Archive) -> None:
    """41: what is indexed is also asked for: paperless-ngx#12860."""
    printed = {"headline": "外宾来访", "kicker": "岚汀书房", "subtitle": "灯下的人", "byline": "见习记者", "body": "映山红"}
    assert set(printed) == set(TEXT_FIELDS)
    for text in printed.values():
        assert search(archive, text).total == 1 and search(archive, f'"{text}"').total == 1, text


def test_texts_that_other_analyzers_refuse_are_taken(client: Elasticsearch, archive: Archive) -> None:
    """21: one word must not keep a document out: analysis-ik#1022."""
    texts = ("贝洛法斯特号抵港", "一一一一二三分之一", "2号3号4号", "ＡＢ１２号", "𮯰𫖯号", "㍿①Ⅷ号", "a1b2号ｃ３")
    documents: list[dict[str, Any]] = [record(n, None, text, kind="notice") for n, text in enumerate(texts, 1)]
    with loaded(client, documents) as taken:
        assert search(taken, "号").total == len(texts) - 1
        assert all(search(taken, write(Run(text))).total == 1 for text in texts)
