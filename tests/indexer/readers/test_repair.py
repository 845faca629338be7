"""Text that other programs took out of PDF files: what is mended, what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.readers.repair import repaired


@pytest.mark.parametrize(
    ("taken", "meant"),
    [
        ("岚汀⼈⼤⽅案⾼⽔平，⻓期", "岚汀人大方案高水平，长期"),
        ("岚 汀 召 开 2031 年 Q3 工 作 会 议", "岚汀召开2031年Q3工作会议"),
        ("　　岚 汀 召 开 new media 会 议", "　　岚汀召开new media会议"),
        ("索 引\u2002号\xa0码：　本 报 讯", "索引号码：本报讯"),
        ("岚岚汀汀召召开开会会议议", "岚汀召开会议"),
        ("汀\n江\n两\n岸\n\n本报讯", "\n\n\n汀江两岸\n\n本报讯"),
        ("news\xadpaper 岚汀", "newspaper 岚汀"),
        ("本報訊︵記者 喬木︶﹁不怕﹂︱︱他說︒", "本報訊（記者 喬木）「不怕」——他說。"),
    ],
)
def test_what_the_whole_page_shows_is_mended(taken: str, meant: str) -> None:
    found, warnings = repaired(taken)
    assert found == meant
    assert [warning.code for warning in warnings] == ["text repaired"]


@pytest.mark.parametrize(
    "sound",
    [
        "乔知远　沈雁秋\n岚汀新区召开会议，部署春耕。",
        "乔　岚　沈　秋",
        "星星点点\n日日夜夜",
        "岚 汀 导 报\n今天的会议部署了春耕工作。\n各镇都做好了准备。\n会后大家参观。",
        "一\n二\n三",
        "文中的 (cid:4) 是一个例子，其余都读得出来。",
    ],
)
def test_a_line_that_merely_looks_odd_is_left_alone(sound: str) -> None:
    assert repaired(sound) == (sound, ())


def test_numbers_of_glyphs_are_no_text() -> None:
    found, warnings = repaired("岚汀导报\n(cid:4)(cid:15) (cid:6)\n")
    assert found == "岚汀导报\n\n"
    assert [(warning.code, warning.lines) for warning in warnings] == [("unreadable text", (2,))]


@given(st.text(alphabet="岚汀会议 　\n⼈a1。", max_size=80))
def test_lines_keep_their_numbers_and_a_second_repair_finds_no_gaps(text: str) -> None:
    found, _ = repaired(text)
    assert found.count("\n") == text.count("\n")
    assert "⼈" not in found
