"""Every mark, folded, is something that was asked for: in headline and body, for every kind of query and every printed form."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.folding import searchable
from mappings.traditional import traditional
from tests.webui.search.test_aliases import OFFICES
from webui.search.aliases import with_office_aliases
from webui.search.highlight import highlight, terms_of
from webui.search.language import parse
from webui.search.tree import ExactRun, Near, Node, Run, Word, leaves
from webui.search.variants import searched

WORDS = {
    "岚汀新区防汛": ("岚", "汀", "新区", "防汛"),
    "尉迟雪青": ("尉", "迟", "雪", "青"),
    "防汛值守工作": ("防汛", "值守", "工作"),
}
"""What an analyzer might see in longer words."""
QUERIES = (
    *(
        "防汛",
        "汛",
        "岚汀新区防汛",
        "尉迟雪青",
        "防汛值守工作",
        '"防汛值守"',
        '"汛值"',
        "網絡",
        '="網絡"',
        '="网络"',
        "发改委",
        "區發改委",
    ),
    *(
        "发展和改革委员会",
        "部门:发改委",
        "2021年11月",
        "二〇二一年",
        "八十年代",
        '"习近平"',
        '"11月 防汛"~6',
        "标题:防汛",
        "记者:雪青",
    ),
    *(
        "-防汛",
        "防汛 OR 网络",
        "羣峯",
        "５Ｇ",
        "5g",
        '"，"',
        '"》"',
        "⽅⽤",
        "二零二一",
        "岚汀 岚汀新区",
        "Ａ",
        "𫖯",
        "版:2",
        "人物:雪青",
    ),
)
PRINTED = (
    *(
        "防汛",
        "防 汛",
        "值守",
        "工作",
        "岚汀",
        "新区",
        "岚汀新区防汛",
        "网络",
        "網絡",
        "發改委",
        "发展和改革委员会",
        "发 展 和改革委",
        "区发展改革委",
    ),
    *(
        "2021年11月",
        "二○二一年十一月",
        "二0二一年",
        "80年代",
        "八十年代",
        "习 近 平",
        "习　近平",
        "十一月",
        "尉迟雪青",
        "尉 迟",
        "雪青",
    ),
    *(
        "群峰",
        "羣峯",
        "5G",
        "５ｇ",
        "，",
        "》",
        "⽅⽤",
        "方用",
        "二〇二一",
        "第2版",
        "𫖯",
        "a",
        "Ａ",
        "<b>",
        "&amp;",
        " ",
        "\n",
        "。",
        "的",
    ),
)
queries = st.lists(st.sampled_from(QUERIES), min_size=1, max_size=3).map(" ".join)
texts = st.lists(st.sampled_from(PRINTED), max_size=14).map("".join)


def asked(node: Node) -> Iterator[str]:
    """Every text that may be marked for this query, as it is compared."""
    for leaf in leaves(searched(with_office_aliases(node, OFFICES, to_mark=True))):
        match leaf:
            case Word(text):
                yield searchable(text).text
                yield from WORDS.get(text, ())
            case Run(text) | ExactRun(text):
                yield searchable(text).text
            case Near(runs, _):
                yield from (searchable(run).text for run in runs)


def marked(query: str, source: dict[str, str]) -> dict[str, list[str]]:
    node = with_office_aliases(parse(query).node, OFFICES, to_mark=True)
    found = highlight(source, terms_of(node, WORDS))
    marks: dict[str, list[str]] = {"headline": [part.text for part in found.headline if part.hit]}
    for fragment in found.fragments:
        assert fragment.text in source[fragment.field]
        marks.setdefault(fragment.field, []).extend(part.text for part in fragment.parts if part.hit)
    return marks


def is_made_of(text: str, pieces: set[str]) -> bool:
    """True when the text is one of the pieces, or several end to end: marks that touch are shown as one (岚 and 汀 in 岚汀)."""
    reached = {0}
    for end in range(1, len(text) + 1):
        if any(start in reached and text[start:end] in pieces for start in range(end)):
            reached.add(end)
    return len(text) in reached


@given(queries, texts, texts)
def test_every_mark_is_something_that_was_asked_for(query: str, headline: str, body: str) -> None:
    wanted = set(asked(parse(query).node))
    for marks in marked(query, {"headline": headline, "body": body}).values():
        for mark in marks:
            assert is_made_of(searchable(mark).text, wanted), (query, mark)
            assert mark == mark.strip()


@given(st.sampled_from([query for query in QUERIES if not query.startswith(("-", "记者", "人物", "版", "部门"))]), texts)
def test_headline_and_body_are_marked_alike(query: str, text: str) -> None:
    marks = marked(query, {"headline": text, "body": text})
    if not query.startswith("标题") and len(text) < 60:
        assert marks.get("body", []) == marks["headline"]


@given(queries, texts)
def test_the_longest_stands_and_what_is_left_unmarked_is_covered(query: str, text: str) -> None:
    """No text that was asked for as a whole stands there beside the marks."""
    node = with_office_aliases(parse(query).node, OFFICES, to_mark=True)
    parts = highlight({"headline": text}, terms_of(node, WORDS)).headline
    assert "".join(part.text for part in parts) == text
    for leaf in leaves(searched(node)):
        if isinstance(leaf, Word | Run) and "记者" not in query and "人物" not in query and "版" not in query:
            for part in parts:
                assert part.hit or searchable(leaf.text).text not in searchable(part.text).text or not part.text.strip()
    for first, second in pairwise(parts):
        assert first.hit or second.hit


@pytest.mark.parametrize("form", ["发改委", "發改委", "发展和改革委员会", "發展改革委", "发 展 和改革委"])
def test_each_name_of_an_office_marks_every_printed_form(form: str) -> None:
    for query in ("发改委", "发展和改革委员会", "发展改革委", traditional("发展和改革委员会")):
        source: dict[str, Any] = {"headline": f"市{form}通知", "body": f"会上，{form}、{form}{form}发言。"}
        assert marked(query, source) == {"headline": [form], "body": [form] * 3}, query
