"""Names out of lists: padded, glued, of every length that a name has, and nothing that is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.names import INTERPUNCTS, is_likely, read_names
from indexer.extract.vocabulary import shipped

SURNAMES = shipped().surnames


def names(text: str) -> list[str]:
    return [name.name for name in read_names(text, SURNAMES)]


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("林棠周叙", ["林棠", "周叙"]),
        ("林棠乔知远", ["林棠", "乔知远"]),
        ("乔知远林棠", ["乔知远", "林棠"]),
        ("乔知远沈知秋", ["乔知远", "沈知秋"]),
        ("林棠周叙江雁", ["林棠", "周叙", "江雁"]),
        ("林棠沈知秋周叙", ["林棠", "沈知秋", "周叙"]),
        ("乔知远江雁沈知秋", ["乔知远", "江雁", "沈知秋"]),
        ("何宁高桂明", ["何宁", "高桂明"]),
        ("欧阳听澜江雁", ["欧阳听澜", "江雁"]),
        ("江雁欧阳听澜", ["江雁", "欧阳听澜"]),
        ("诸葛青司马远", ["诸葛青", "司马远"]),
        ("乔知远和江雁", ["乔知远", "江雁"]),
        ("江雁秦晓乡", ["江雁", "秦晓乡"]),
    ],
)
def test_runs_without_a_separator(run: str, expected: list[str]) -> None:
    assert names(run) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("周　桐", ["周桐"]),
        ("周 桐", ["周桐"]),
        ("周　桐　苏　晚", ["周桐", "苏晚"]),
        ("周　桐 乔知远 苏　晚", ["周桐", "乔知远", "苏晚"]),
        ("乔 知 远", ["乔知远"]),
        ("乔 知远", ["乔知远"]),
        # A line of a column ended behind or before the padded name.
        ("乔知远周　桐", ["乔知远", "周桐"]),
        ("周　桐乔知远", ["周桐", "乔知远"]),
        ("乔知远　周　桐", ["乔知远", "周桐"]),
    ],
)
def test_padded_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("mark", list(INTERPUNCTS))
def test_an_interpunct_of_any_kind_is_one_kind_in_the_name(mark: str) -> None:
    assert names(f"古丽娜尔{mark}艾山江、苏晚") == ["古丽娜尔·艾山江", "苏晚"]


@pytest.mark.parametrize(
    "name",
    [
        "吐尔逊江",
        "次仁卓玛",
        "斯琴高娃",
        "阿不都热依木",
        "欧阳听澜",
        "王张晓明",
        "骆（王民）",
        "Anna Smith",
        "Lena",
        "乔木",
        "于文",
        "王文联",
    ],
)
def test_names_of_every_shape(name: str) -> None:
    assert names(name) == [name]


@pytest.mark.parametrize(
    "token",
    [
        "乔",
        "岚汀消防",
        "工委宣传部",
        "区税务局",
        "望川市第一小学",
        "新区管委会",
        "报道",
        "综合",
        "三位同志",
        "走进社区",
        "左一",
        "连载三",
        "VR",
        "www",
    ],
)
def test_what_is_no_name(token: str) -> None:
    assert names(token) == []


@pytest.mark.parametrize("word", ["方言", "安全", "高兴", "任务", "黄金时段", "文章", "全书完", "常见病", "高新区", "现场"])
def test_words_that_begin_with_a_surname_are_no_likely_names(word: str) -> None:
    assert not is_likely(word, SURNAMES, -2.0)


@pytest.mark.parametrize("name", ["王涛", "李小龙", "乔知远", "江雁", "欧阳听澜", "王张晓明", "次仁卓玛"])
def test_names_are_likely(name: str) -> None:
    assert is_likely(name, SURNAMES, -2.0)


HANZI = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)


@given(st.text(st.one_of(HANZI, st.sampled_from(" \u3000、（）()·•A王李欧阳和与")), max_size=80))
def test_names_stand_where_they_say_and_have_the_length_of_names(text: str) -> None:
    end = 0
    for found in read_names(text, SURNAMES):
        assert found.start >= end
        end = found.end
        printed = text[found.start : found.end]
        for mark in INTERPUNCTS:
            printed = printed.replace(mark, "·")
        assert printed.replace(" ", "").replace("\u3000", "") == found.name.replace(" ", "")
        assert len(found.name) >= 2
        assert len(found.name) <= 4 or found.name[0].isascii() or set("·（(") & set(found.name) or len(found.name) <= 12


GIVEN = st.sampled_from(["知远", "晓明", "桂兰", "海涛", "文静", "雁", "棠", "涛", "敏", "建国"])
USUAL = st.sampled_from(sorted("王李张刘陈杨赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董"))


@given(st.lists(st.builds(str.__add__, USUAL, GIVEN), min_size=1, max_size=6), st.sampled_from([" ", "、", "，", "\u3000"]))
def test_lists_with_separators_come_apart_as_they_were_put_together(people: list[str], separator: str) -> None:
    assert names(separator.join(people)) == people
