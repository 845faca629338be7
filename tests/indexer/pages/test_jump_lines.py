"""Jumps are taken out of the lines of a body, once, for text pages and printed pages alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Jump
from indexer.pages.jump_lines import without_jumps


def placed(*texts: str) -> list[tuple[str, int]]:
    """The lines with where each starts in a text of a line each."""
    found, at = [], 0
    for text in texts:
        found.append((text, at))
        at += len(text) + 1
    return found


def test_a_jump_in_front_is_taken_with_its_blanks_and_what_is_left_starts_behind_it() -> None:
    body = without_jumps(placed("（上接第1版）　新区图书馆延长", "开放时间。"))
    assert body.lines == (("新区图书馆延长", 8), ("开放时间。", 16))
    assert body.continued_from == Jump("（上接第1版）", 1) and body.continues_to is None


def test_a_jump_at_the_end_is_taken_and_the_page_in_hanzi_is_a_number() -> None:
    body = without_jumps(placed("居民带着拿手菜 （下转第三版）"))
    assert body.lines == (("居民带着拿手菜", 0),)
    assert body.continues_to == Jump("（下转第三版）", 3) and body.continued_from is None


def test_lines_that_are_nothing_but_jumps_are_left_empty() -> None:
    body = without_jumps(placed("（上接第2版）", "厨艺赛继续。", "（下转第4版）"))
    assert [text for text, _ in body.lines] == ["", "厨艺赛继续。", ""]
    assert (body.continued_from, body.continues_to) == (Jump("（上接第2版）", 2), Jump("（下转第4版）", 4))


def test_a_jump_from_counts_only_before_any_text() -> None:
    body = without_jumps(placed("厨艺赛继续。", "（上接第1版）开放时间。"))
    assert body.continued_from is None and body.lines[1][0] == "（上接第1版）开放时间。"


@given(
    st.lists(st.sampled_from(["（上接第1版）", "岚汀湖边", "（上接第3版） 放风筝", "孩子们（下转第2版）", "下转4版", "完。"]))
)
def test_what_is_left_stands_where_it_says(texts: list[str]) -> None:
    whole = "\n".join(texts)
    lines = placed(*texts)
    left = without_jumps(lines).lines
    assert len(left) == len(lines)
    for text, start in left:
        assert whole[start : start + len(text)] == text
