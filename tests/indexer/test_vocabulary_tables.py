"""The tables of offices: what a line may say, own rows beside shipped ones, merges, and matchers that stay fast."""

from __future__ import annotations

import pickle
import re
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.extract.departments import DepartmentFinder
from indexer.extract.located import Located
from indexer.extract.vocabulary import DepartmentRow, OwnTables, Vocabulary, VocabularyError, shipped, with_own
from indexer.extract.vocabulary.reading import read_departments, read_merged, read_names
from indexer.extract.vocabulary.tables import trie_pattern

# By name: the type checker knows these modules only when something else that it reads imports them.
sre, sre_parser = import_module("re._constants"), import_module("re._parser")
BIG_DATA = "大数据应用局\t大数据局|大数据中心\t大数据\t\t\t信息办公室:2019\t区大数据应用局开通平台"
HANZI = "大数据应用局和与及发展改革区市委办处站队城乡镇水利"
NAMES = st.text(HANZI, min_size=2, max_size=10)


def own(departments: str = "", merged: str = "", rejected: str = "") -> OwnTables:
    return OwnTables(read_departments(departments), read_merged(merged), read_names(rejected))


def together(departments: str = "", merged: str = "", rejected: str = "") -> Vocabulary:
    return with_own(shipped(), own(departments, merged, rejected))


def facets(text: str, vocabulary: Vocabulary, level: str = "区") -> list[str]:
    return [mention.facet for mention in DepartmentFinder(vocabulary, level).find([Located(text, (0,), (0,))], 2021)]


def test_a_line_is_read_as_it_is_written() -> None:
    (row,) = read_departments(f"\ufeff# 说明\r\n\r\n{BIG_DATA}\r\n")
    assert (row.name, row.aliases, row.stems) == ("大数据应用局", ("大数据局", "大数据中心"), ("大数据",))
    assert (row.level, row.needs_prefix, row.former) == ("", False, (("信息办公室", 2019),))
    assert read_departments("大数据应用局")[0].forms == ("大数据应用局",)
    assert read_departments("大数据应用局 \t 大数据局 | 数据局")[0].aliases == ("大数据局", "数据局")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("大数据应用局    大数据局", "制表符"),
        ("局", "只有一个字"),
        ("\t大数据局", "空的"),
        ("大数据应用局\t大数据局，数据局", "竖线"),
        ("大数据应用局\t大数据局/数据局", "竖线"),
        ("大数据应用局\t" + "数据" * 21, "超过 40 个字"),
        ("大数据应用局\t\t\t县", "区、市、省、国家"),
        ("大数据应用局\t\t\t\t是", "prefix"),
        ("大数据应用局\t\t\t\t\t信息办公室", "名称:年份"),
        ("大数据应用局\t\t\t\t\t信息办公室：2019", "名称:年份"),
        ("大数据应用局\t\t\t\t\t信息办公室:19", "名称:年份"),
        ("大数据应用局\t\t\t\t\t\t例句\t多了", "最多 7 栏"),
        ("水利处\t数据局\n大数据应用局\t数据局", "在第 2 行已经有了"),
    ],
)
def test_a_bad_line_is_named_with_file_line_and_remedy(line: str, sentence: str) -> None:
    with pytest.raises(VocabularyError) as caught:
        read_departments(f"# 说明\n{line}\n", "/home/vocabulary/departments.tsv")
    number = 1 + len(line.split("\n"))
    assert caught.value.zh.startswith(f"/home/vocabulary/departments.tsv 第 {number} 行：")
    assert sentence in caught.value.zh
    assert f"line {number}" in caught.value.en


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("数据局", "两栏"),
        ("数据局\t大数据局\t多了", "两栏"),
        ("数据局\t大数据局\n数据局\t水利局", "只留一行"),
        ("数据局\t大数据局\n大数据局\t数据局", "成了环"),
        ("数据局\t数据局", "成了环"),
        ("甲处局\t乙处局\n乙处局\t丙处局\n丙处局\t甲处局", "成了环"),
    ],
)
def test_a_bad_merge_is_named(text: str, sentence: str) -> None:
    with pytest.raises(VocabularyError, match=r"line \d") as caught:
        read_merged(text)
    assert sentence in caught.value.zh


def test_the_shipped_tables_pass_the_same_reading() -> None:
    assert len(shipped().departments) > 200
    assert with_own(shipped(), OwnTables()) is shipped()


def test_an_own_office_is_found_by_all_its_forms() -> None:
    vocabulary = together(BIG_DATA)
    assert facets("区大数据应用局、市大数据局到场。", vocabulary) == ["区大数据应用局", "市大数据应用局"]
    assert facets("区发改、大数据等部门到场。", vocabulary) == ["区发展和改革委员会", "区大数据应用局"]


def test_an_own_row_of_a_shipped_name_adds_to_it() -> None:
    vocabulary = together("财政局\t财税管理局\n法院\t\t\t市")
    assert facets("区财政局、市财税管理局到场。", vocabulary) == ["区财政局", "市财政局"]
    assert facets("区发改、财政等部门到场。", vocabulary) == ["区发展和改革委员会", "区财政局"]
    needing = next(row for row in shipped().departments if row.needs_prefix)
    assert together(f"{needing.name}\t望川分部").by_form["望川分部"].needs_prefix


def test_an_own_row_takes_a_form_away_from_a_shipped_one() -> None:
    row = next(row for row in shipped().departments if row.aliases and not row.level and not row.needs_prefix)
    alias = row.aliases[0]
    vocabulary = together(alias)
    assert vocabulary.by_form[alias].name == alias
    assert alias not in vocabulary.by_form[row.name].aliases


def test_a_merged_name_counts_as_the_other_and_so_do_its_forms() -> None:
    vocabulary = together(BIG_DATA, "大数据应用局\t财政局\n数字经济办公室\t大数据应用局\n教体局\t教育局")
    text = "区大数据应用局、大数据中心、数字经济办公室、财政局到场。"
    assert set(facets(text, vocabulary)) == {"区财政局"}
    assert facets("区发改、大数据等部门到场。", vocabulary)[1] == "区财政局"
    assert facets("区教体局到场。", vocabulary) == ["区教育局"]
    assert facets("区教育体育局到场。", vocabulary) == ["区教育体育局"]
    assert len({row.name for row in vocabulary.departments}) == len(vocabulary.departments)


def test_merging_into_an_alias_is_merging_into_its_office_also_when_that_is_merged_later() -> None:
    vocabulary = together(BIG_DATA, "数字办公室\t大数据局\n大数据应用局\t财政局")
    assert facets("区数字办公室到场。", vocabulary) == ["区财政局"]


def test_a_merge_keeps_what_a_form_needs_to_count() -> None:
    needing = next(row for row in shipped().departments if row.needs_prefix)
    vocabulary = together("", f"{needing.name}\t财政局")
    row = vocabulary.by_form[needing.name]
    assert (row.name, row.needs_prefix) == ("财政局", True)
    assert vocabulary.by_form["财政局"].needs_prefix is False


def test_a_merge_takes_the_level_of_the_office_that_stays() -> None:
    vocabulary = together("国家望川开发总署\t\t\t国家", "望川开发分署\t国家望川开发总署")
    assert facets("区望川开发分署到场。", vocabulary) == ["国家望川开发总署"]


@pytest.mark.parametrize("merged", ["数据局\t没有的单位", "财政局\t财政分局"])
def test_a_merge_that_cannot_be_followed_says_what_to_do(merged: str) -> None:
    with pytest.raises(VocabularyError) as caught:
        together("财政局\t财政分局", merged)
    assert "merged.tsv" in caught.value.zh


def test_a_name_in_a_table_is_not_rejected() -> None:
    assert together(BIG_DATA, "", "大数据应用局\n协调推进局").rejected == {"协调推进局"}


def test_the_hash_says_whether_something_else_may_be_found() -> None:
    plain = shipped().sha256
    changed = [together(BIG_DATA), together("", "教体局\t教育局"), together("", "", "协调推进局")]
    assert len({plain, *(vocabulary.sha256 for vocabulary in changed)}) == 4
    assert together(f"# 说明\n{BIG_DATA}换了例句\n").sha256 == changed[0].sha256
    assert together("", "", "推进局\n协调局").sha256 == together("", "", "协调局\n推进局").sha256
    assert re.fullmatch(r"[0-9a-f]{64}", plain)


def test_a_vocabulary_can_be_sent_to_another_process() -> None:
    vocabulary = together(BIG_DATA, "教体局\t教育局", "协调推进局")
    assert facets("区大数据局到场。", vocabulary) == ["区大数据应用局"]
    sent = pickle.loads(pickle.dumps(vocabulary))
    assert (sent, sent.sha256) == (vocabulary, vocabulary.sha256)
    assert facets("区大数据局到场。", sent) == ["区大数据应用局"]


def row_of(name: str, stems: tuple[str, ...] = ()) -> DepartmentRow:
    return DepartmentRow(name, (), stems, "", False, (), "")


@settings(max_examples=25)
@given(st.lists(NAMES, max_size=12, unique=True))
def test_shipped_rows_are_found_beside_any_own_rows(names: list[str]) -> None:
    """Own names may begin and end like shipped ones; they begin with 岚, so that none claims a shipped example's words."""
    rows = tuple(row_of(f"岚{name}", (f"岚{name[:2]}",)) for name in names)
    finder = DepartmentFinder(with_own(shipped(), OwnTables(rows)), "区")
    for row in shipped().departments:
        if row.example:
            assert row.name in {mention.name for mention in finder.find([Located(row.example, (0,), (0,))], 2021)}


def steps(items: Any) -> int:
    """The most characters that a pattern of ours reads at one place; fails when it may read without end or in two ways."""
    longest = 0
    for kind, value in items:
        if kind is sre.LITERAL:
            longest += 1
        elif kind is sre.MAX_REPEAT:
            low, high, inner = value
            assert (low, high) == (0, 1), "a repetition without end"
            longest += steps(inner)
        elif kind is sre.SUBPATTERN:
            longest += steps(value[3])
        elif kind is sre.ATOMIC_GROUP:
            longest += steps(value)
        elif kind is sre.BRANCH:
            firsts = [str(branch[0]) for branch in value[1]]
            assert len(set(firsts)) == len(firsts), "two ways from one place"
            longest += max(steps(branch) for branch in value[1])
        elif kind is sre.IN:
            longest += 1
        else:
            pytest.fail(f"{kind} in the pattern of a table")
    return longest


@given(st.lists(NAMES, min_size=1, max_size=200, unique=True))
def test_the_matcher_reads_no_more_than_the_longest_form_at_each_place(names: list[str]) -> None:
    pattern = trie_pattern(names)
    assert steps(sre_parser.parse(pattern)) == max(map(len, names))
    assert all(re.compile(pattern).match(name + "水")[0] in names for name in names)  # type: ignore[index]
    assert all(re.compile(pattern).fullmatch(name) for name in names)


def test_list_forms_that_hold_a_conjunction_cannot_make_lists_slow() -> None:
    """Without the atomic group each of the sixty places would double the ways to read the list, and this test would not end."""
    rows = (row_of("发展总局", ("发展",)), row_of("改革总局", ("改革",)), row_of("综合总局", ("发展和改革", "改革和发展")))
    vocabulary = with_own(shipped(), OwnTables(rows))
    assert facets("发展和改革和" * 30 + "岚汀", vocabulary) == []
    assert set(facets("区发展和改革、发展等部门到场。", vocabulary)) == {"区综合总局", "区发展总局"}
