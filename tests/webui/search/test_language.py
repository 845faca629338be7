"""What people type, and what is understood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.folding import fold
from webui.search.language import LONGEST_TEXT, MOST_LEAVES, is_punctuation, parse
from webui.search.tree import EVERYTHING, NOTHING, And, ExactRun, Field, Near, Node, Not, Or, Run, Widened, Word, leaves, write


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", EVERYTHING),
        ("　 ", EVERYTHING),
        ("防汛", Word("防汛")),
        ("防汛 值守", And((Word("防汛"), Word("值守")))),
        ("防汛　值守", And((Word("防汛"), Word("值守")))),
        ("防汛 防汛", Word("防汛")),
        ("标题:-灯会", Not(Field("title", Word("灯会")))),
        ("-标题:-灯会", Field("title", Word("灯会"))),
        ("记者:-林屿|乔知远 花展", And((Not(Field("reporter", Or((Word("林屿"), Word("乔知远"))))), Word("花展")))),
        ('"防汛 值守"~99999999999', Near(("防汛", "值守"), 9999)),
        ("防汛 AND 值守", And((Word("防汛"), Word("值守")))),
        # runs
        ('"行动计划"', Run("行动计划")),
        ("“行动计划”", Run("行动计划")),
        ("「行动计划」", Run("行动计划")),
        ("＂行动计划＂", Run("行动计划")),
        ('“行动计划"', Run("行动计划")),
        ('" 行动计划 "', Run("行动计划")),
        ('"值"', Run("值")),
        ('"，"', Run("，")),
        ('"“"', Run("“")),
        ('防汛"值守"演练', And((Word("防汛"), Run("值守"), Word("演练")))),
        ("“示范园“十五五”规划”", Run("示范园“十五五”规划")),
        # pasted headlines keep their quotation marks and colons
        ("召开“36412”推进会", Word("召开“36412”推进会")),
        ("“36412”行动计划:", And((Run("36412"), Word("行动计划")))),
        ("水务局：保障供水", Word("水务局：保障供水")),
        ("本报记者：林屿", Word("本报记者：林屿")),
        # as printed
        ('="網絡"', ExactRun("網絡")),
        ("＝“網絡”", ExactRun("網絡")),
        ("=網絡", Word("網絡")),
        # near
        ('"防汛 值守"~8', Near(("防汛", "值守"), 8)),
        ("“防汛　值守”～８", Near(("防汛", "值守"), 8)),
        ('"防汛"~8', Run("防汛")),
        # not
        ("-防汛", Not(Word("防汛"))),
        ("－防汛", Not(Word("防汛"))),
        ('花展 -"防汛值守"', And((Word("花展"), Not(Run("防汛值守"))))),
        ("花展 -防汛|抗旱", And((Word("花展"), Not(Or((Word("防汛"), Word("抗旱"))))))),
        ("12.20-12.26", Word("12.20-12.26")),
        ("- 防汛", Word("防汛")),
        # or
        ("防汛 OR 抗旱", Or((Word("防汛"), Word("抗旱")))),
        ("防汛 ＯＲ 抗旱", Or((Word("防汛"), Word("抗旱")))),
        ("防汛|抗旱", Or((Word("防汛"), Word("抗旱")))),
        ("防汛｜抗旱", Or((Word("防汛"), Word("抗旱")))),
        ("防汛 | 抗旱", Or((Word("防汛"), Word("抗旱")))),
        ("甲 OR 乙 丙", And((Or((Word("甲"), Word("乙"))), Word("丙")))),
        ("甲 OR 乙 OR 丙", Or((Word("甲"), Word("乙"), Word("丙")))),
        ("防汛 OR", Word("防汛")),
        ("OR 防汛", Word("防汛")),
        ("OR", Word("OR")),
        ("AND OR", And((Word("AND"), Word("OR")))),
        ("防汛 or 抗旱", And((Word("防汛"), Word("or"), Word("抗旱")))),
        # fields
        ("标题:防汛", Field("title", Word("防汛"))),
        ("标题：防汛", Field("title", Word("防汛"))),
        ("標題：防汛", Field("title", Word("防汛"))),
        ("Title: 防汛", Field("title", Word("防汛"))),
        ('记者:"知远"', Field("reporter", Run("知远"))),
        ("记者:林屿|乔知远", Field("reporter", Or((Word("林屿"), Word("乔知远"))))),
        ("记者:林屿|标题:防汛", Or((Field("reporter", Word("林屿")), Field("title", Word("防汛"))))),
        ("-部门:财政局", Not(Field("department", Word("财政局")))),
        ("person:林屿 page:2", And((Field("person", Word("林屿")), Field("page", Word("2"))))),
        ("人物:林屿 版:2", And((Field("person", Word("林屿")), Field("page", Word("2"))))),
        ("标题:", Word("标题")),
        ("（记者：林屿）", Field("reporter", Word("林屿"))),
        ('"标题:防汛', Field("title", Word("防汛"))),
        # nothing that can be looked for
        ("，、", NOTHING),
        ('"', NOTHING),
        ('""', NOTHING),
        ("~!@#", NOTHING),
        ("- | -", NOTHING),
        ("防汛 ，", Word("防汛")),
        # not ours, so plain characters
        ("A/B(", Word("A/B")),
        ("[1 TO", And((Word("1"), Word("TO")))),
        ('"未闭合', Word("未闭合")),
        ("防汛*", Word("防汛")),
        ("+防汛", Word("防汛")),
        ("118.35%", Word("118.35%")),
        ("-3℃", Not(Word("3℃"))),
        ("\\", NOTHING),
    ],
)
def test_what_is_typed_is_understood(text: str, tree: Node) -> None:
    assert parse(text).node == tree


def test_rare_characters_of_names_are_letters_even_if_python_does_not_know_them() -> None:
    assert parse("\U0002ebf0").node == Word("\U0002ebf0")
    assert parse("施𫖯").node == Word("施𫖯")
    assert not is_punctuation("\ue000")  # a hole in the font, printed from a private code point


@pytest.mark.parametrize("text", ["，、", '"未闭合', "字" * 501, " ".join(map(str, range(100)))])
def test_what_was_not_taken_literally_is_said(text: str) -> None:
    (note,) = parse(text).notes
    assert note.endswith("。")


def test_a_long_text_is_cut_and_many_words_are_counted() -> None:
    assert parse("字" * 2000).node == Word("字" * LONGEST_TEXT)
    assert len(leaves(parse(" ".join(map(str, range(100)))).node)) == MOST_LEAVES


syntax = st.lists(
    st.sampled_from(
        [
            "防汛",
            "值守",
            "5G",
            "網",
            "𫖯",
            " ",
            "　",
            '"',
            "“",
            "”",
            "「",
            "」",
            "-",
            "－",
            "|",
            "OR",
            "AND",
            "~8",
            "=",
            "记者:",
            "标题：",
            "版:",
            "，",
            "(",
            "\n",
            "\\",
            "*",
        ]
    ),
    max_size=14,
).map("".join)


@given(syntax | st.text(max_size=600))
def test_nothing_that_is_typed_is_an_error(text: str) -> None:
    parsed = parse(text)
    assert all(note.endswith("。") for note in parsed.notes)


@given(syntax)
def test_a_written_tree_is_read_back(text: str) -> None:
    node = parse(text).node
    # A run that holds both kinds of quotation marks cannot be quoted by either.
    if node != NOTHING and not (set(text) & set("「」") and set(fold(text)) & set('“”"')):
        assert parse(write(node)).node == node


@given(st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters='"“”＂'), min_size=1, max_size=30))
def test_a_quoted_run_is_kept_to_the_letter(run: str) -> None:
    if '"' not in fold(run):
        assert parse(f'"{run}"').node == Run(run)


def parts_of(node: Node) -> list[Node]:
    inner = node.nodes if isinstance(node, And | Or) else (node.node,) if isinstance(node, Not | Field) else ()
    return [node, *(part for one in inner for part in parts_of(one))]


@given(st.text("，。、：；！？“”「」\"'（）()-|=~《》〈*?\\…—·^+&#% 　\t", min_size=1, max_size=40))
def test_punctuation_alone_finds_itself_when_quoted_and_nothing_otherwise(text: str) -> None:
    """Never everything, whatever marks of the language stand among it."""
    node = parse(text).node
    if not text.strip():
        assert node == EVERYTHING
        return
    assert EVERYTHING not in parts_of(node)
    quoted = [part for part in parts_of(node) if not isinstance(part, And | Or | Not | Field | Widened)]
    assert all(isinstance(part, Run | ExactRun | Near) for part in quoted)
    assert quoted or node == NOTHING
    assert all(is_punctuation(run) for part in quoted for run in (part.runs if isinstance(part, Near) else (part.text,)))


@given(syntax | st.text(min_size=1, max_size=600))
def test_only_the_empty_text_is_everything(text: str) -> None:
    node = parse(text).node
    assert (EVERYTHING in parts_of(node)) == (not text.strip())


@given(syntax | st.text(max_size=600))
def test_no_more_is_looked_for_than_was_typed(text: str) -> None:
    """Every run is a piece of the text, and all together are not longer than what counts of it."""
    runs = [
        run
        for leaf in leaves(parse(text).node)
        for run in (leaf.runs if isinstance(leaf, Near) else (str(getattr(leaf, "text", "")),))
    ]
    assert all(run in text for run in runs)
    assert sum(map(len, runs)) <= LONGEST_TEXT
