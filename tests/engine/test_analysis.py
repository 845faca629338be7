"""What the embedded engine's own plugin serves: the official names and settings, and texts that the old cores refuse, lose or break."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from elasticsearch import BadRequestError, Elasticsearch, NotFoundError, helpers

from indexer.engine import check_cluster
from indexer.settings import Settings

pytestmark = pytest.mark.engine

IK = ("ik_max_word", "ik_smart")
WORD_TOKENIZERS = (*IK, "smartcn_tokenizer")
MAPPING = {
    "type": "mapping",
    "mappings": ["Ａ=>a", "\\u0020 => \\u005f", "網絡 => 网络", "=\\u003e => x", "\\\\ => 、", "删=>"],
}

Token = tuple[str, int, int]


def tokens(client: Elasticsearch, text: str, **analysis: Any) -> list[Token]:
    found = client.indices.analyze(text=text, **analysis).body["tokens"]
    return [(token["token"], token["start_offset"], token["end_offset"]) for token in found]


def terms(client: Elasticsearch, text: str, **analysis: Any) -> list[str]:
    return [term for term, _, _ in tokens(client, text, **analysis)]


def test_info_and_ping_answer_as_every_distribution_does(client: Elasticsearch) -> None:
    info = client.info()
    assert info.meta.headers["X-Elastic-Product"] == "Elasticsearch"
    assert info.body["version"]["number"] == "9.5.3" and info.body["version"]["lucene_version"].startswith("10.")
    assert info.body["tagline"] == "You Know, for Search" and len(info.body["cluster_uuid"]) > 10
    assert client.ping()


@pytest.mark.parametrize("analyzer", ["ik", "smartcn"])
def test_the_embedded_engine_passes_the_examination_of_clusters(
    analyzer: str, client: Elasticsearch, engine_settings: Settings
) -> None:
    settings = engine_settings.model_copy(update={"analyzer": analyzer})
    assert check_cluster(client, settings).version == "9.5.3"


@pytest.mark.parametrize("name", [*WORD_TOKENIZERS, "ngram", "edge_ngram", "keyword", "whitespace", "standard"])
def test_tokenizers_have_their_official_names(name: str, client: Elasticsearch) -> None:
    assert terms(client, "岚汀", tokenizer=name)


@pytest.mark.parametrize("name", [*IK, "smartcn"])
def test_whole_analyzers_have_their_official_names(name: str, client: Elasticsearch) -> None:
    assert "防汛" in terms(client, "防汛,值守。", analyzer=name) and "," not in terms(client, "防汛,值守。", analyzer=name)


@pytest.mark.parametrize(
    ("tokenizer", "text", "expected"),
    [
        ({"type": "ngram", "min_gram": 1, "max_gram": 1}, "岚 𠮷5。", ["岚", " ", "𠮷", "5", "。"]),
        ({"type": "ngram"}, "岚汀5", ["岚", "岚汀", "汀", "汀5", "5"]),
        ({"type": "ngram", "min_gram": 2, "max_gram": 2, "token_chars": ["letter"]}, "岚汀1新区", ["岚汀", "新区"]),
        ({"type": "ngram", "min_gram": 1, "max_gram": 1, "token_chars": ["digit", "custom"], "custom_token_chars": "+"}, "a1+b", ["1", "+"]),
        ({"type": "ngram", "min_gram": 1, "max_gram": 1, "token_chars": ["punctuation", "symbol", "whitespace"]}, "岚,¥ 汀", [",", "¥", " "]),
        ({"type": "edge_ngram", "min_gram": 1, "max_gram": 3}, "岚汀新区", ["岚", "岚汀", "岚汀新"]),
    ],
)  # fmt: skip
def test_gram_tokenizers_take_the_official_settings(
    tokenizer: dict[str, Any], text: str, expected: list[str], client: Elasticsearch
) -> None:
    assert terms(client, text, tokenizer=tokenizer) == expected


@pytest.mark.parametrize(
    ("chain", "text", "expected"),
    [
        (["lowercase"], "Ab 岚", ["ab", "岚"]),
        (["cjk_width"], "ＡＢ ｶﾞ", ["AB", "ガ"]),
        ([{"type": "length", "min": 2, "max": 3}], "a ab abc abcd", ["ab", "abc"]),
        (["unique"], "a b a", ["a", "b"]),
        (["reverse"], "岚汀", ["汀岚"]),
        ([{"type": "stop", "stopwords": ["的"]}], "岚汀 的", ["岚汀"]),
        ([{"type": "stop", "stopwords": "_none_"}], "the", ["the"]),
        ([{"type": "ngram", "min_gram": 1, "max_gram": 2}], "岚汀", ["岚", "岚汀", "汀"]),
        ([{"type": "edge_ngram", "min_gram": 1, "max_gram": 2}], "岚汀新", ["岚", "岚汀"]),
        ([{"type": "edge_ngram", "min_gram": 2, "max_gram": 2, "side": "back"}], "岚汀新", ["汀新"]),
        (["smartcn_stop"], ", 岚", ["岚"]),
    ],
)
def test_token_filters_take_the_official_names_and_settings(
    chain: list[Any], text: str, expected: list[str], client: Elasticsearch
) -> None:
    assert terms(client, text, tokenizer="whitespace", filter=chain) == expected


def test_cjk_bigram_takes_its_settings(client: Elasticsearch) -> None:
    assert terms(client, "岚汀区", tokenizer="standard", filter=["cjk_bigram"]) == ["岚汀", "汀区"]
    both = [{"type": "cjk_bigram", "output_unigrams": True}]
    assert terms(client, "岚汀", tokenizer="standard", filter=both) == ["岚", "岚汀", "汀"]
    none = [{"type": "cjk_bigram", "ignored_scripts": ["han"]}]
    assert terms(client, "岚汀", tokenizer="standard", filter=none) == ["岚", "汀"]


def test_a_mapping_char_filter_takes_rules_with_escapes_and_keeps_the_offsets(client: Elasticsearch) -> None:
    found = tokens(client, "Ａ 網絡=>\\删", tokenizer="keyword", char_filter=[MAPPING])
    assert found == [("a_网络x、", 0, 8)]


def test_a_mapping_of_eight_thousand_rules_is_quick(client: Elasticsearch, alias: str) -> None:
    rules = [f"{chr(0x4E00 + n)}=>{chr(0x3400 + n % 6000)}" for n in range(8000)]
    analysis = {
        "char_filter": {"fold": {"type": "mapping", "mappings": rules}},
        "analyzer": {"w": {"tokenizer": "keyword", "char_filter": ["fold"]}},
        "normalizer": {"n": {"type": "custom", "char_filter": ["fold"], "filter": ["lowercase"]}},
    }
    begin = time.monotonic()
    client.indices.create(index=alias, settings={"analysis": analysis})
    assert client.indices.analyze(index=alias, analyzer="w", text="一丁").body["tokens"][0]["token"] == "㐀㐁"
    assert client.indices.analyze(index=alias, normalizer="n", text="一A").body["tokens"][0]["token"] == "㐀a"
    assert time.monotonic() - begin < 10


def test_pattern_replace_takes_pattern_replacement_and_flags(client: Elasticsearch) -> None:
    replace = {
        "type": "pattern_replace",
        "pattern": "(NO)\\.(\\d+)",
        "replacement": "第$2",
        "flags": "CASE_INSENSITIVE|COMMENTS",
    }
    assert terms(client, "no.12", tokenizer="keyword", char_filter=[replace]) == ["第12"]


@pytest.mark.parametrize(
    "bad",
    [
        {"char_filter": [{"type": "mapping", "mappings": ["岚汀"]}]},
        {"char_filter": [{"type": "mapping", "mappings": [" => 汀"]}]},
        {"char_filter": [{"type": "pattern_replace", "pattern": ""}]},
        {"tokenizer": {"type": "ngram", "min_gram": 1, "max_gram": 9}},
        {"tokenizer": {"type": "ngram", "min_gram": 1, "max_gram": 1, "token_chars": ["hanzi"]}},
        {"filter": [{"type": "cjk_bigram", "ignored_scripts": ["latin"]}]},
    ],
)
def test_bad_settings_are_refused_not_ignored(bad: dict[str, Any], client: Elasticsearch) -> None:
    with pytest.raises(BadRequestError):
        client.indices.analyze(text="岚汀", **{"tokenizer": "keyword", **bad})


@pytest.mark.parametrize("tokenizer", IK)
@pytest.mark.parametrize("text", ["图为3张云栖在作报告", "12位听澜摄", "共5张。", "2张、3位"])
def test_ik_never_glues_a_number_to_what_follows_and_loses_nothing(text: str, tokenizer: str, client: Elasticsearch) -> None:
    """analysis-ik#614: a surname that is a unit of counting, too (张, 位), vanished in the number before it."""
    found = tokens(client, text, tokenizer=tokenizer)
    for number, unit in (("3", "张"), ("12", "位"), ("5", "张"), ("2", "张")):
        if number + unit in text:
            assert {number, unit} <= {term for term, _, _ in found}
    covered = {place for _, begin, end in found for place in range(begin, end)}
    assert all(place in covered for place, character in enumerate(text) if character.isalnum())


@pytest.mark.parametrize("tokenizer", WORD_TOKENIZERS)
@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("记者施𫖯", "𫖯"),
        ("𠮷野家", "𠮷"),
        ("二〇二四年", "〇"),
        ("第Ⅳ章", "ⅳ"),
        ("①号闸", "①"),
        ("听澜々", "々"),
    ],
)
def test_a_rare_character_is_one_whole_token(text: str, whole: str, tokenizer: str, client: Elasticsearch) -> None:
    found = tokens(client, text, tokenizer=tokenizer)
    assert whole in {term.lower() for term, _, _ in found}
    assert all(term[0] < "\ud800" or term[0] > "\udfff" for term, _, _ in found)


def test_ik_keeps_words_of_other_scripts_and_widths_whole(client: Elasticsearch) -> None:
    found = terms(client, "Café «Жизнь» αβγ Ａ座 １．５ 3，4", tokenizer="ik_max_word")
    assert {"café", "жизнь", "αβγ", "a", "座", "1.5", "3", "4"} <= set(found)
    assert "3,4" not in found


def random_text(generator: random.Random) -> str:
    ranges = [
        (0x20, 0x7E),
        (0x4E00, 0x9FA5),
        (0x4E00, 0x9FA5),
        (0x3000, 0x30FF),
        (0x20000, 0x2A6D0),
        (0xFF01, 0xFFEE),
        (0xA0, 0x2FFF),
    ]
    dense = "3张位号2021年贝尔法斯特号中华人民共和国一二三〇.,-_@"
    return "".join(
        generator.choice(dense) if generator.random() < 0.3 else chr(generator.randint(*generator.choice(ranges)))
        for _ in range(generator.randint(1, 700))
    )  # fmt: skip


@pytest.mark.parametrize("tokenizer", WORD_TOKENIZERS)
def test_no_text_is_refused(tokenizer: str, client: Elasticsearch, alias: str) -> None:
    """analysis-ik#1022: offsets that go backwards make the index refuse the document (贝尔法斯特号)."""
    index = f"{alias}-any"
    client.indices.create(
        index=index,
        settings={"analysis": {"analyzer": {"w": {"tokenizer": tokenizer}}}},
        mappings={"properties": {"body": {"type": "text", "analyzer": "w", "index_options": "offsets"}}},
    )
    generator = random.Random(20241105)
    texts = ["贝尔法斯特号巡洋舰", "", " ", "。", "\U0001f600", "a" * 40_000, *(random_text(generator) for _ in range(400))]
    actions = ({"_index": index, "_source": {"body": text}} for text in texts)
    accepted, refused = helpers.bulk(client, actions, raise_on_error=False)
    assert (accepted, refused) == (len(texts), [])


@pytest.mark.parametrize("tokenizer", IK)
def test_ik_covers_every_letter_and_digit_in_reading_order(tokenizer: str, client: Elasticsearch) -> None:
    generator = random.Random(7)
    for _ in range(60):
        text = random_text(generator)
        units = text.encode("utf-16-le")
        found = tokens(client, text, tokenizer=tokenizer)
        begins = [begin for _, begin, _ in found]
        assert begins == sorted(begins)
        covered = {place for _, begin, end in found for place in range(begin, end)}
        place = 0
        for character in text:
            if character.isalpha() or character.isdecimal():
                assert place in covered, (character, text)
            place += len(character.encode("utf-16-le")) // 2
        assert place == len(units) // 2


@pytest.mark.parametrize("tokenizer", WORD_TOKENIZERS)
@pytest.mark.parametrize("unit", ["哈", "岚汀", "中华人民共和国", "3张"])
def test_a_repetition_without_end_takes_a_time_that_grows_with_its_length(
    unit: str, tokenizer: str, client: Elasticsearch, alias: str
) -> None:
    """analysis-ik#740 and #1119: ik_smart took 8 to 20 seconds for the same character 8,000 times."""
    index = f"{alias}-long"
    client.indices.create(
        index=index,
        settings={"analysis": {"analyzer": {"w": {"tokenizer": tokenizer}}}},
        mappings={"properties": {"body": {"type": "text", "analyzer": "w"}}},
    )
    begin = time.monotonic()
    client.index(index=index, document={"body": unit * (32_000 // len(unit))})
    assert time.monotonic() - begin < 6


def test_a_word_in_a_long_text_without_any_mark_is_not_cut(client: Elasticsearch) -> None:
    """The windows that IK is given end where no word crosses; ik_max_word gives every word of its dictionary."""
    words = ("防汛", "工作", "会议", "农业", "消防", "演练", "图书馆")
    generator = random.Random(3)
    chosen = [generator.choice(words) for _ in range(1500)]
    spans, place = set(), 0
    for word in chosen:
        spans.add((place, place + len(word)))
        place += len(word)
    found = {(begin, end) for _, begin, end in tokens(client, "".join(chosen), tokenizer="ik_max_word")}
    assert spans <= found


def test_nothing_is_made_by_writing_to_a_name_that_does_not_exist(client: Elasticsearch, alias: str) -> None:
    with pytest.raises(NotFoundError):
        client.index(index=f"{alias}-none", document={"a": 1})


def test_snapshots_go_into_the_home(client: Elasticsearch, engine_settings: Settings, alias: str) -> None:
    client.indices.create(index=alias, settings={"number_of_replicas": 0})
    client.index(index=alias, id="1", document={"a": "岚汀"}, refresh=True)
    location = engine_settings.home / "snapshots" / alias
    client.snapshot.create_repository(name=alias, repository={"type": "fs", "settings": {"location": str(location)}})
    client.snapshot.create(repository=alias, snapshot="s1", indices=alias, wait_for_completion=True)
    client.indices.delete(index=alias)
    client.snapshot.restore(repository=alias, snapshot="s1", wait_for_completion=True)
    assert client.get(index=alias, id="1").body["_source"] == {"a": "岚汀"}
    client.snapshot.delete_repository(name=alias)
    assert location.is_dir()
