"""What the terminal shows: nothing is cut, nothing needs colour, nothing commands the terminal."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from indexer.preview.console import open_console, show_page, wrap
from indexer.preview.view import view_page
from tests.indexer.preview.pages import BROKEN_OFF, GOOD, STRAY, parsed


def shown(text: str, width: int = 80, *, colour: bool = False, name: str = "2024-11-05/01.txt") -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=width, soft_wrap=True, highlight=False, markup=False, emoji=False,
        force_terminal=colour, color_system="truecolor" if colour else None,
    )  # fmt: skip
    pages, parts = parsed(text, name, require_date=False)
    for page, part in zip(pages, parts, strict=True):
        show_page(console, view_page(page, part))
    return out.getvalue()


def source_column(output: str) -> str:
    """All that stands in the column of the source, without blanks; for widths at which notes stand below the lines."""
    rows = re.findall(r"^(?:[！？·×] {1,2}| {3}) {0,4}\d* {2,}(?!→)(.*)$", output, re.MULTILINE)
    return re.sub(r"\s", "", "".join(rows))


@pytest.mark.parametrize("width", [30, 40, 63])
@pytest.mark.parametrize("text", [GOOD, BROKEN_OFF, STRAY, "长" * 5000, "word " * 300, GOOD + "\f" + BROKEN_OFF])
def test_every_character_of_the_source_is_shown(text: str, width: int) -> None:
    column = source_column(shown(text, width))
    for line in filter(str.strip, re.split("[\n\f]", text)):
        assert re.sub(r"\s", "", line) in column


@pytest.mark.parametrize("width", [64, 80, 120, 300])
@pytest.mark.parametrize("text", [GOOD, BROKEN_OFF, "长" * 5000])
def test_no_row_is_wider_than_the_terminal_and_no_character_is_lost(text: str, width: int) -> None:
    output = shown(text, width)
    assert all(cell_len(row) <= width for row in output.split("\n"))
    assert all(output.count(char) >= text.count(char) for char in set(text) - set(" \n　"))


def test_in_a_pipe_there_is_no_colour_and_no_box() -> None:
    output = shown(GOOD + BROKEN_OFF)
    assert "\x1b" not in output
    assert not re.search("[\u2500-\u257f]", output)


def test_signs_are_there_with_colour_and_without() -> None:
    for colour in (False, True):
        plain = re.sub("\x1b\\[[0-9;]*m", "", shown(BROKEN_OFF + "\f" + STRAY, colour=colour))
        assert re.search(r"^！ +5 +第二座泵站", plain, re.MULTILINE)
        assert re.search(r"^？ +6 +甲乙丙 +.*未归入条目", plain, re.MULTILINE)
        assert re.search(r"^· +8 +丁戊己 +口号", plain, re.MULTILINE)
    assert "\x1b[" in shown(BROKEN_OFF, colour=True)


def test_a_page_cannot_command_the_terminal() -> None:
    output = shown("标题\x1b]0;改名\x07\n\n本报讯（记者乔知远）近日，\x1b[2J清屏。\u202e反写\n[bold]不是记号[/bold]\n")
    assert "\x1b" not in output and "\x07" not in output and "\u202e" not in output
    assert "␛[2J" in output and "[bold]不是记号[/bold]" in output


def test_an_empty_file_is_said_to_be_empty() -> None:
    assert "文件里没有文字" in shown("")


def test_no_issue_date_is_said_with_what_to_do() -> None:
    assert "没有出版日期" in shown(BROKEN_OFF, name="a.txt") and "--issue-date" in shown(BROKEN_OFF, name="a.txt")


def test_a_terminal_without_the_characters_gets_escapes_and_no_error() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    open_console(stream).print("区财政局")
    stream.flush()
    assert raw.getvalue() == rb"\u533a\u8d22\u653f\u5c40" + b"\n"


TEXTS = st.text(alphabet=st.sampled_from("岚汀新区，。）「（ab-c 12　é“👍"), max_size=200)


@given(TEXTS, st.integers(4, 40))
def test_wrapping_loses_nothing_and_keeps_the_width(text: str, width: int) -> None:
    rows = wrap(text, width, width)
    assert "".join(rows) == text
    assert all(cell_len(row) <= width for row in rows)


def test_no_row_begins_with_a_closing_mark_and_words_stay_whole() -> None:
    assert wrap("岚汀新区举办，厨艺", 12, 12) == ["岚汀新区举", "办，厨艺"]
    assert wrap("改好以后再加 --encoding big5", 20, 20) == ["改好以后再加 ", "--encoding big5"]
