"""The costs by which a name is told from words: the tables and how they are read, the cutting of words, the weighing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.name_model import NameModel
from indexer.extract.vocabulary import shipped
from indexer.extract.vocabulary.name_costs import NameCosts, read_letters, read_ranks, read_words, shipped_costs
from indexer.extract.word_cutting import UNKNOWN_LETTER, Words

MODEL = NameModel(shipped_costs(), shipped().surnames.compound)
WORDS = Words({"区": 8.0, "区长": 9.0, "长江": 9.5, "江": 10.0, "长": 8.0, "商讨": 10.0, "过": 6.0})


def test_words_have_the_cost_at_the_head_of_their_line() -> None:
    assert read_words("# a comment\n7.5 全国 今天\n\n4 的\n") == {"全国": 7.5, "今天": 7.5, "的": 4.0}


def test_a_letter_of_two_groups_has_the_higher_cost() -> None:
    assert read_letters("# a comment\ncost 5\n伟芳\ncost 12\n作伟\n") == {"伟": 12.0, "芳": 5.0, "作": 12.0}


def test_surnames_cost_more_the_fewer_people_bear_them() -> None:
    ranks = read_ranks("# a comment\n王李\n乔\nrare 和王\n\n欧阳 司马\n")
    assert list(ranks) == ["王", "李", "乔", "和"]
    assert ranks["王"] < ranks["李"] < ranks["乔"] < ranks["和"]


def test_the_shipped_tables_agree() -> None:
    costs = shipped_costs()
    surnames = shipped().surnames
    assert set(costs.surnames) == surnames.usual | surnames.rare
    assert all(len(letter) == 1 for letter in [*costs.given, *costs.foreign])
    assert all(1 <= len(word) <= 4 and cost > 0 for word, cost in costs.words.items())
    assert all(len(surname) == 2 for surname in surnames.compound)
    assert costs is shipped_costs()


def test_text_is_cut_at_the_least_cost() -> None:
    assert WORDS.cut("商讨过") == ["商讨", "过"]
    assert WORDS.cut("区长江") == ["区", "长江"]
    assert WORDS.cut("区长砚") == ["区长", "砚"]
    assert WORDS.cut("砚汀", frozenset({"砚汀"})) == ["砚汀"]
    assert WORDS.cut("") == []


def test_both_directions_cost_the_same() -> None:
    assert WORDS.from_here("区长江")[0] == WORDS.so_far("区长江")[-1] == 17.5
    assert WORDS.from_here("砚")[0] == UNKNOWN_LETTER


@given(st.text(alphabet="区长江商讨过砚汀", max_size=30))
def test_cutting_loses_no_letter_and_costs_what_it_says(text: str) -> None:
    pieces = WORDS.cut(text)
    assert "".join(pieces) == text
    cost = sum(WORDS.costs.get(piece, UNKNOWN_LETTER) for piece in pieces)
    assert cost == pytest.approx(WORDS.from_here(text)[0]) == pytest.approx(WORDS.so_far(text)[-1])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("周敬亭邀请各镇客商", "周敬亭"),
        ("王砚都表示同意", "王砚"),
        ("慕容霁说，", "慕容霁"),
        ("令狐远山会见", "令狐远山"),
        ("汪启明时常到村里", "汪启明"),
        ("江恒与企业负责人", "江恒"),
        ("瓦尔德马斯在岚汀", "瓦尔德马斯"),
    ],
)
def test_a_name_is_ahead_of_words(text: str, name: str) -> None:
    reading = MODEL.name_at(text, 0)
    assert reading is not None and reading.ahead > 1.5
    assert text[: reading.length] == name


@pytest.mark.parametrize("text", ["商讨过，", "应如此，", "高度重视此事", "马上办！", "安排工人施工", "方法灵活", "会议研究"])
def test_words_are_ahead_of_names(text: str) -> None:
    reading = MODEL.name_at(text, 0)
    assert reading is None or reading.ahead < 0


def test_a_word_over_the_place_counts() -> None:
    alone, behind = MODEL.name_at("江大桥通车", 0, -99.0), MODEL.name_at("部长江大桥通车", 2, -99.0)
    assert alone is not None
    assert behind is None or behind.ahead < alone.ahead


def test_a_name_before_a_place() -> None:
    reading = MODEL.name_before("采访了谢望舒教授", 6)
    assert reading is not None and reading.length == 3 and reading.ahead > 4
    assert MODEL.name_before("办公室主任", 3) is None or MODEL.name_before("办公室主任", 3).ahead < 0  # type: ignore[union-attr]
    assert MODEL.name_before("", 0) is None


def test_a_model_without_tables_finds_nothing() -> None:
    assert NameModel(NameCosts({}, {}, {}, {}), frozenset()).name_at("顾青主持", 0) is None


@given(st.text(alphabet="顾青沈知秋欧阳听澜让·杜邦尔斯区长、，说在和", max_size=20), st.integers(0, 20))
def test_a_reading_stays_inside_the_text(text: str, place: int) -> None:
    reading = MODEL.name_at(text, place)
    if reading:
        assert 2 <= reading.length <= len(text) - place
    before = MODEL.name_before(text, min(place, len(text)))
    if before:
        assert 2 <= before.length <= min(place, len(text))
