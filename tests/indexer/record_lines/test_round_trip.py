"""A page that was parsed, printed and read back gives the same documents, in whatever order its lines stand."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Page, ParsedSource
from indexer.pipeline import ParseOptions, page_json, parse_source
from tests.indexer.record_lines.lines import DAY, OPTIONS, documents, joined, line, read

ROOT = Path(__file__).parent.parent.parent.parent
SOURCES = sorted([*(ROOT / "samples").rglob("*.txt"), *(ROOT / "tests" / "data" / "pages").glob("*.txt")])
PRINTED = (
    "岚汀导报 2024年11月5日 星期二 第1188期 第2版 综合新闻",
    "望溪镇第三水厂通水",
    "沄河步道花展开幕",
    "——记一座水厂的四十天",
    "□本报记者 乔知远 通讯员 苏晚",
    "　　本报讯（记者 江雁）11月4日上午，区水务局局长沈雁秋来到望溪镇，查看第三水厂的施工。",
    "　　区发改委、财政局和市水务局的负责人参加了活动，商定2月30日前完工。",
    "　　“以前一到夏天，高处的人家傍晚洗菜要等水。”鹭洲村村民林屿说，今年七月再热，",
    "楼顶也有水。",
    "（下转第3版）",
    "（上接第1版）",
    "图为花展现场。周　桐 摄",
    "遗失声明",
    "岚汀花木社遗失公章一枚，声明作废。联系电话：0000-0036500",
    "照片除署名外均为本报记者林棠摄",
    "扫一扫 关注我们",
    "",
    "\x0c",
)
LETTERS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30)


def parsed(data: bytes, name: str) -> tuple[Page, ...]:
    found = parse_source(data, name, ParseOptions("ltdb", "岚汀导报", DAY))
    assert isinstance(found, ParsedSource), found
    return found.pages


def lines_of(page: Page) -> list[dict[str, Any]]:
    printed = page_json(page)
    address = {key: printed[key] for key in ("paper", "issue_date", "issue_number", "page", "page_name")}
    return [{**address, **record} for record in printed["records"]]


def read_back(values: list[dict[str, Any]]) -> dict[str, Page]:
    pages, faults = read(joined(values))
    assert faults == []
    return {page.page.identity.page_path: page.page for page in pages if page.page.identity}


def by_path(pages: tuple[Page, ...]) -> dict[str, Page]:
    return {page.identity.page_path: page for page in pages if page.identity}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_sample_comes_back_as_it_was(path: Path) -> None:
    pages = by_path(parsed(path.read_bytes(), "01.txt"))
    whole = read_back([page_json(page) for page in pages.values()])
    lines = read_back([line for page in pages.values() for line in lines_of(page)])
    for where, page in pages.items():
        assert page_json(whole[where]) == page_json(page)
        if page.records:
            assert documents(lines[where]) == documents(whole[where]) == documents(page)
            assert lines[where].warnings == ()


@given(st.lists(st.sampled_from(PRINTED) | LETTERS, min_size=1, max_size=25), st.randoms(use_true_random=False))
def test_any_page_comes_back_in_any_order_of_its_lines(printed: list[str], chance: random.Random) -> None:
    pages = by_path(parsed("\n".join(printed).encode(), "02.txt"))
    lines = [line for page in pages.values() for line in lines_of(page)]
    chance.shuffle(lines)
    found = read_back(lines)
    whole = read_back([page_json(page) for page in pages.values()])
    for where, page in pages.items():
        assert documents(whole[where]) == documents(page)
        if page.records:
            assert documents(found[where]) == documents(page)


EDGES = st.integers(-10_000, 10_000) | st.floats(allow_nan=False, allow_infinity=False)


@given(st.none() | st.lists(EDGES, min_size=4, max_size=4), st.sampled_from(("caption", "article")))
def test_the_box_of_a_photo_comes_back_and_is_stored(box: list[float] | None, kind: str) -> None:
    (page,) = read_back([{**line(), "kind": kind, "photo_box": box}]).values()
    (printed,) = page_json(page)["records"]
    assert printed["photo_box"] == box
    (again,) = read_back(lines_of(page)).values()
    assert page_json(again)["records"] == [printed] and documents(again) == documents(page)
    assert documents(page)[0]["details"].get("photo_box") == box


@given(
    st.lists(st.tuples(st.integers(1, 3), st.sampled_from(PRINTED[1:14])), min_size=1, max_size=20),
    st.randoms(use_true_random=False),
)
def test_pages_of_plain_lines_are_the_same_wherever_the_lines_of_others_stand(
    printed: list[tuple[int, str]], chance: random.Random
) -> None:
    """What counts is the order within the page: lines without ids are numbered by it."""
    lines = [{"issue_date": "2024-11-05", "page": number, "paragraphs": text} for number, text in printed]
    mixed = sorted(range(len(lines)), key=lambda place: (lines[place]["page"], place))
    one = read_back(lines)
    other = read_back([lines[place] for place in mixed])
    assert one == other
    assert OPTIONS.paper == "ltdb" and set(one) <= {f"ltdb/2024-11-05/{number}" for number in (1, 2, 3)}
