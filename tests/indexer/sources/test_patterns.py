"""Patterns of paths: what an archivist writes, what it fits, what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sources.patterns import PLACEHOLDERS, PathPattern, PatternError, check_pattern

BASE = "/资料/报纸"


@pytest.mark.parametrize(
    ("pattern", "path", "found"),
    [
        ("{year}{month}{day}/B{page}.txt", "20241105/B02.txt", ("2024", "11", "05", "02")),
        ("{year}{month}{day}/{page}", "往期/20241105/02.txt", ("2024", "11", "05", "02")),
        ("{year}-{month}-{day}", "2024-1-5/02.txt", ("2024", "1", "5")),
        ("{year}-{month}-{day}", "岚汀/2024-11-05.zip/02.txt", ("2024", "11", "05")),
        ("{year}-{month}-{day}/{page}", "2024-11-05.zip/02.txt", ("2024", "11", "05", "02")),
        ("{year}年/{month}月/{day}日", "2024年/11月/5日/1.txt", ("2024", "11", "5")),
        ("{year}年{month}月{day}日", "二〇二四年十一月五日/1.txt", ("二〇二四", "十一", "五")),
        ("{year}年{month}月{day}日", "２０２４年１１月５日/1.txt", ("2024", "11", "5")),
        ("{day}{month}{year}", "05112024/1.txt", ("2024", "11", "05")),
        ("{day}.{month}.{year}*", "5.11.2024 岚汀导报.txt", ("2024", "11", "5")),
        ("ltdb{year}{month}{day}{page}", "LTDB2024110502.txt", ("2024", "11", "05", "02")),
        ("{year}/*{month}{day}*", "2024/ltdb1105a.txt", None),
        ("{year}/ltdb{month}{day}*", "2024/ltdb1105a.txt", ("2024", "11", "05")),
        ("{year}/*-{month}{day}-*", "2024/ltdb-1105-a.txt", ("2024", "11", "05")),
        ("{year}-{month}-{day}", "2023-01-01/2024-11-05/1.txt", ("2024", "11", "05")),
        ("{year}-{month}-{day}", "x2024-11-05/1.txt", None),
        ("{year}{month}{day}", "2024115/1.txt", None),
        ("{year}\\{month}-{day}", "2024/11-05/1.txt", ("2024", "11", "05")),
        ("{year}[{month}]({day})+.", "2024[11](05)+./1.txt", ("2024", "11", "05")),
    ],
)
def test_a_pattern_fits_whole_parts_of_a_path_nearest_to_the_file(
    pattern: str, path: str, found: tuple[str, ...] | None
) -> None:
    check_pattern(pattern, frozenset())
    match = PathPattern(pattern, BASE).match(f"{BASE}/{path}")
    wanted = dict(zip(("year", "month", "day", "page"), found, strict=False)) if found else None
    assert match == wanted


@pytest.mark.parametrize(
    ("pattern", "path", "page", "name"),
    [
        ("第{page}版", "2024-11-05/第02版.txt", "02", None),
        ("第{page}版", "2024-11-05/第二版.txt", "二", None),
        ("{page}", "2024-11-05/A2.txt", "A2", None),
        ("*_{page}", "岚汀_B-12.txt", "B-12", None),
        ("*{page}", "岚汀A2.txt", "A2", None),
        ("*{page}", "ltdb02.txt", None, None),
        ("{page}-{page_name}", "02-综合新闻.txt", "02", "综合新闻"),
        ("{page}版 {page_name}", "０２版　零售周刊.txt", "02", "零售周刊"),
        ("{page_name}（{page}）", "综合新闻（2）.txt", "2", "综合新闻"),
        ("{page} {page_name}/*", "02 综合新闻/稿件1.txt", "02", "综合新闻"),
    ],
)
def test_a_pattern_gives_page_and_section(pattern: str, path: str, page: str | None, name: str | None) -> None:
    check_pattern(pattern, frozenset({"page"}))
    match = PathPattern(pattern, BASE).match(f"{BASE}/{path}")
    assert match == (None if page is None else {"page": page} | ({"page_name": name} if name else {}))


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"(?P<year>\d{4})", "不用正则表达式"),
        (r"(\d+)+$", "不用正则表达式"),
        ("{year}-{month}", "缺少 {day}"),
        ("{yaer}-{month}-{day}", "没有 {yaer}"),
        ("{year}{month}{day}{day}", "写了两次"),
        ("{year}{month}{day", "没有配成对"),
        ("}{year}{month}{day}", "没有配成对"),
        ("*{year}*{month}*{day}*", "最多 3 个"),
        ("**{year}{month}{day}", "不能紧挨着"),
        ("{year}{month}{day}" + "a" * 200, "200 个字符"),
        ("/", "空的"),
    ],
)
def test_what_is_no_pattern_is_refused_with_what_to_do(pattern: str, words: str) -> None:
    with pytest.raises(PatternError) as refused:
        check_pattern(pattern, frozenset({"year", "month", "day"}))
    assert words in refused.value.zh and str(refused.value)


@given(
    st.lists(
        st.sampled_from([*(f"{{{name}}}" for name in PLACEHOLDERS), "{page_name}", "*", "/", "a", "1", "年", "-", "."]),
        max_size=12,
    ),
    st.text(alphabet="a1年-./二 A", max_size=60),
)
def test_every_accepted_pattern_can_be_asked_of_every_path(parts: list[str], path: str) -> None:
    text = "".join(parts)
    try:
        check_pattern(text, frozenset())
    except PatternError:
        return
    match = PathPattern(text, BASE).match(f"{BASE}/{path}")
    assert match is None or set(match) == {part.strip("{}") for part in parts if part.startswith("{")}


def test_the_worst_pattern_ends_on_the_longest_path() -> None:
    """255 characters a part and 1,024 in all are the most that a name may have; the suite's own time limit is the check."""
    pattern = PathPattern("*a*a*ab", BASE)
    check_pattern(pattern.text, frozenset())
    assert pattern.match(f"{BASE}/{'/'.join(['a' * 255] * 4)}") is None
