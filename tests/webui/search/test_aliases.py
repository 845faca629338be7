"""Offices by their other names: which count as the same in text, and what that makes of a query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.folding import fold
from tests.webui.search.test_names import NAMES
from webui.search.aliases import MOST_ADDED, office_aliases, with_office_aliases
from webui.search.language import parse
from webui.search.names import KnownNames
from webui.search.tree import write

FORMS = {
    form: name
    for name, forms in {
        "发展和改革委员会": "发改委 发展改革委 发展和改革委 发改委员会 物价局",
        "国家发展和改革委员会": "国家发改委",
        "教育委员会": "教委",
        "人民法院": "法院",
        "财政局": "",
    }.items()
    for form in (name, *forms.split())
}
OFFICES = KnownNames({"department": {"区发展和改革委员会": 3, "市发展和改革委员会": 1, "区财政局": 2}}, FORMS)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("发改委", ["发展和改革委员会", "发展改革委", "发展和改革委"]),
        ("發改委", ["发展和改革委员会", "发展改革委", "发展和改革委"]),
        ("发展和改革委员会", ["发改委", "发展改革委", "发展和改革委", "发改委员会"]),
        ("区发改委", ["区发展和改革委员会", "区发展改革委", "区发展和改革委"]),
        ("岚汀新区发展改革委", ["岚汀新区发展和改革委员会", "岚汀新区发改委", "岚汀新区发展和改革委", "岚汀新区发改委员会"]),
        ("国家发改委", ["国家发展和改革委员会"]),
        ("教委", ["教育委员会"]),
        # too short to be looked for, wider than what was typed, merged by a reform, no other name, a part of a longer text
        ("教育委员会", []),
        ("人民法院", []),
        ("物价局", []),
        ("财政局", []),
        ("发改委通知", []),
        ("查无此局", []),
        ("", []),
    ],
)
def test_names_that_shorten_one_another_count_as_the_same(text: str, others: list[str]) -> None:
    assert list(OFFICES.also_called(text)) == others


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("发改委", '发改委 OR "发展改革委" OR "发展和改革委"'),
        ("-发改委 花展", '-发改委|"发展改革委"|"发展和改革委" 花展'),
        ("标题:发改委", '标题:发改委|"发展改革委"|"发展和改革委"'),
        ("国家发改委 OR 教委", '国家发改委 OR "国家发展和改革委员会" OR 教委 OR "教育委员会"'),
        ("部门:物价局", '部门:物价局|="区发展和改革委员会"|="市发展和改革委员会"'),
        ("部门:财政局", "部门:财政局"),
        ('"发改委"', '"发改委"'),
        ('="发改委"', '="发改委"'),
        ('"发改委 花展"~8', '"发改委 花展"~8'),
        ("记者:发改委", "记者:发改委"),
        ("人物:教委", "人物:教委"),
        ("版:教委", "版:教委"),
        ("", ""),
        ("，", ""),
    ],
)
def test_only_bare_words_in_text_and_among_departments_are_widened(text: str, searched: str) -> None:
    assert write(with_office_aliases(parse(text).node, OFFICES)) == searched


def test_what_is_marked_and_told_holds_the_full_name_too() -> None:
    node = parse("发改委").node
    assert write(with_office_aliases(node, OFFICES, to_mark=True)).count("发展和改革委员会") == 1
    assert office_aliases(node, OFFICES) == ("发展和改革委员会", "发展改革委", "发展和改革委")
    assert office_aliases(parse('"发改委" 花展').node, OFFICES) == ()


def test_many_offices_add_no_more_than_the_engine_takes() -> None:
    text = " ".join(
        f"{place}发改委" for place in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥" for place in (f"{place}区", f"{place}市")
    )
    node = with_office_aliases(parse(text).node, OFFICES)
    assert len(write(node)) < len(text) + 2 * MOST_ADDED


@given(st.text(max_size=12) | st.text("区市发改委展和革员会教财政局国家 OR-\"'|:标题部门", max_size=24))
def test_any_query_is_widened_without_an_error_and_every_form_is_of_the_same_office(text: str) -> None:
    node = parse(text).node
    for names in (OFFICES, NAMES, KnownNames()):
        with_office_aliases(node, names)
        for alias in names.also_called(text):
            assert fold(text) not in alias and alias not in fold(text)[1:]
            assert fold(text) in (*names.also_called(alias), fold(text)[: len(alias)]) or len(text) < 3 or text in alias
