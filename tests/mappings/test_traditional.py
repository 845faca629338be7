"""The other script, as the page shows it: every form is one that folding takes for the same."""

from __future__ import annotations

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.folding import fold
from mappings.traditional import simplified, traditional, traditional_table


def test_every_row_is_what_opencc_writes_and_what_folding_takes_back() -> None:
    table = traditional_table()
    keys = list(table)
    written = opencc.OpenCC("s2tw").convert("\n".join(keys)).split("\n")
    assert [key for key, form in zip(keys, written, strict=True) if table[key] != form] == []
    assert [key for key, form in table.items() if fold(key) != fold(form)] == []
    assert len(table) > 5000


@pytest.mark.parametrize(
    ("simple", "other"),
    [
        ("网络安全", "網絡安全"),
        ("头发与发展", "頭髮與發展"),
        ("皇后在后面", "皇后在後面"),
        ("干部晒干衣", "幹部曬乾衣"),
        ("一里面馆里面", "一里麵館裡面"),
        ("著名钟表店", "著名鐘錶店"),
        ("乾隆", "乾隆"),
        ("5G，ＡＢ", "5G，ＡＢ"),
    ],
)
def test_a_text_is_written_in_the_other_script(simple: str, other: str) -> None:
    assert simplified(simple) == simple
    assert traditional(simple) == other
    assert simplified(other) == simple


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("隨著顯著", "随着显著"),
        ("沿着名山", "沿着名山"),
        ("乾隆乾燥", "乾隆干燥"),
        ("二〇二一 ＡＢ", "二〇二一 ＡＢ"),
        ("⽅⽤⻓", "方用长"),
        ("望峯", "望峰"),
    ],
)
def test_simplified_is_what_a_reader_would_type(text: str, wanted: str) -> None:
    assert simplified(text) == wanted


@given(st.text("網絡安头发后干乾著名隨随顯。A５ 〇", max_size=20))
def test_both_scripts_are_the_same_for_search(text: str) -> None:
    assert fold(simplified(text)) == fold(text)
    assert fold(traditional(simplified(text))) == fold(text)
