"""What else is searched, told and taken back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mappings.folding import searchable
from webui.search.language import LONGEST_TEXT, parse
from webui.search.numerals import in_other_numerals
from webui.search.tree import And, ExactRun, Field, Near, Node, Not, Or, Run, Word, leaves
from webui.search.variants import MOST_ADDED, MOST_TOLD, also_searched, exact_text, folded_text, searched


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("网络", ("網絡",)),
        ("網絡", ("网络",)),
        ("2021年", ("二〇二一年", "２０２１年")),
        ("二〇二一年", ("2021年",)),
        ("5G", ("５Ｇ",)),
        ("５Ｇ", ("5G",)),
        ("ＡＩ", ("AI",)),
        ("AI", ()),
        ("网络 網絡", ()),
        ("頭髮", ("头发",)),
        ("头发 后来", ("頭髮", "後來")),
        ("乾隆", ()),
        ("干燥", ("乾燥",)),
        ("⽅⽤", ("方用",)),
        ('"防汛 網"', ("防汛 网",)),
        ('"网 防"~3', ("網",)),
        ("标题:网络", ("網絡",)),
        # no other form, or none that is compared with printed text
        ("防汛", ()),
        ("", ()),
        ("，。", ()),
        ('="網絡"', ()),
        ("花展 -網絡", ()),
        ("记者:喬知遠", ()),
        ("版:綜合", ()),
    ],
)
def test_the_other_written_forms_are_told(text: str, forms: tuple[str, ...]) -> None:
    assert also_searched(parse(text).node) == forms


def test_a_printed_form_is_told_where_it_is_one_of_the_query() -> None:
    node = parse("习近平 2001年 5g").node
    printed = ["习 近 平", "二○○一年", "二00一年", "5G", "习近平", "5g", "近平", "无关"]
    assert also_searched(node, printed) == (
        "習近平",
        "二〇〇一年",
        "２００１年",
        "５ｇ",
        "习 近 平",
        "二○○一年",
        "二00一年",
        "5G",
    )


def test_no_more_is_told_than_can_be_read() -> None:
    assert len(also_searched(parse("网 络 电 视 传 媒 东 风 车 马 龙").node)) == MOST_TOLD


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("网络", '="网络"'),
        ("网络 防汛", '="网络" ="防汛"'),
        ('"网络"', '="网络"'),
        ("网络 -電視", '="网络" -電視'),
        ("标题:网络|电视 记者:林屿", '标题:="网络"|="电视" 记者:林屿'),
        ("网络 OR 电视", '="网络" OR ="电视"'),
        ('="网络"', None),
        ("记者:林屿", None),
        ('"网 防"~3', None),
        ("", None),
        ("，", None),
    ],
)
def test_one_click_leads_to_the_exact_form(text: str, exact: str | None) -> None:
    assert exact_text(parse(text).node) == exact


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ('="网络"', '"网络"'),
        ('="网络" 防汛', '"网络" 防汛'),
        ('="2021年"', '"2021年"'),
        ('="防汛"', None),
        ("网络", None),
        ('记者:="喬知遠"', None),
        ("", None),
    ],
)
def test_and_one_click_leads_back(text: str, back: str | None) -> None:
    assert folded_text(parse(text).node) == back


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("防汛", Word("防汛")),
        ("11月", Or((Word("11月"), Word("十一月")))),
        ('"11月"', Or((Run("11月"), Run("十一月")))),
        ('="11月"', ExactRun("11月")),
        ("-11月", Not(Or((Word("11月"), Word("十一月"))))),
        ("防汛 11月", And((Word("防汛"), Or((Word("11月"), Word("十一月")))))),
        ("标题:11月|防汛", Field("title", Or((Word("11月"), Word("十一月"), Word("防汛"))))),
        ('"11月 防汛"~8', Or((Near(("11月", "防汛"), 8), Near(("十一月", "防汛"), 8)))),
        ("版:11", Field("page", Word("11"))),
        ("记者:11月", Field("reporter", Word("11月"))),
    ],
)
def test_dates_are_searched_in_both_numerals(text: str, tree: Node) -> None:
    assert searched(parse(text).node) == tree


def test_a_query_full_of_dates_stays_a_small_query() -> None:
    many = searched(parse(" ".join(f"{year}年" for year in range(2000, 2060))).node)
    near = searched(parse('"' + " ".join(f"{month}月" for month in range(1, 13)) + '"~9').node)
    for node in (many, near):
        assert sum(len(run) for leaf in leaves(node) for run in runs(leaf)) <= LONGEST_TEXT + MOST_ADDED


QUERIES = st.lists(
    st.sampled_from(["网络", "網", "2021年", "二〇二一年", "５Ｇ", " ", '"', "=", "-", "标题:", "|", "OR", "~3", "，", "防汛"]),
    max_size=12,
).map("".join)


@given(QUERIES | st.text(max_size=60))
def test_what_is_told_is_what_is_found(text: str) -> None:
    """Every form that is named is equal to a typed one after folding, or has the same dates."""
    node = parse(text).node
    searched_forms = {searchable(run).text for leaf in leaves(searched(node)) for run in runs(leaf)}
    for form in also_searched(node):
        assert searchable(form).text in searched_forms or any(
            searchable(one).text in searched_forms for one in in_other_numerals(form)
        )


def runs(leaf: Node) -> tuple[str, ...]:
    return leaf.runs if isinstance(leaf, Near) else (leaf.text,) if isinstance(leaf, Word | Run | ExactRun) else ()


@example('-网络"网络 网络')
@given(QUERIES)
def test_the_exact_form_has_no_other_form(text: str) -> None:
    exact = exact_text(parse(text).node)
    if exact is not None:
        assert not any(isinstance(leaf, Word | Run) for leaf in leaves(parse(exact).node))
        assert searched(parse(exact).node) == parse(exact).node or "-" in exact or "~" in exact
