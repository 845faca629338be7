"""An article over several pages is cited with all of them, whichever of its parts is cited and by whatever door."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.webui.fake_archive import FakeArchive, details
from tests.webui.search.corpus import record
from tests.webui.site import Site, text
from tests.webui.test_reference_exports import paragraphs
from webui.search.joined import parts_after, parts_before, with_all_parts
from webui.search.results import RecordView

PAGES = (1, 3, 4)
IDS = tuple(f"lanting/2024-11-05/{page}/a1" for page in PAGES)


def article(pages: tuple[int, ...]) -> list[RecordView]:
    """An article on these pages; its first part alone has a headline, and only neighbours know of each other."""
    documents = []
    for number, page in enumerate(pages):
        jumps: dict[str, Any] = {}
        if number:
            jumps["continued_from"] = {
                "raw": "（上接）",
                "page": pages[number - 1],
                "id": _id(pages[number - 1]),
                "headline": None,
            }
        if number + 1 < len(pages):
            jumps["continues_to"] = {
                "raw": "（下转）",
                "page": pages[number + 1],
                "id": _id(pages[number + 1]),
                "headline": None,
            }
        headline = None if number else "一座新区的十年"
        documents.append(record(1, headline, f"第{number}部分。", page=page, details=details(**jumps), reporters=["乔知远"]))
    return [RecordView(document["id"], document) for document in documents]


def _id(page: int) -> str:
    return f"lanting/2024-11-05/{page}/a1"


@pytest.fixture
def joined(site: Site, archive: FakeArchive) -> Site:
    """The site with an article over three pages alone."""
    archive.records = article(PAGES)
    return site


@pytest.mark.parametrize("part", IDS)
def test_every_form_names_every_page_in_order(joined: Site, part: str) -> None:
    today = date.today().isoformat()
    standard = f"乔知远. 一座新区的十年[N/OL]. 岚汀导报, 2024-11-05(1+3-4)[{today}]. http://testserver/{part}."
    assert joined.get(f"/{part}.gbt7714").text == f"{standard}\n"
    assert "  pages = {1, 3--4},\n" in joined.get(f"/{part}.bib").text
    ris = joined.get(f"/{part}.ris").text
    assert "SP  - 1, 3-4\r\n" in ris and "EP  - " not in ris
    assert joined.get(f"/{part}.csl.json").json()[0]["page"] == "1, 3-4"
    shown = text(joined.page(f"/{part}"), "main")
    assert standard in shown and "岚汀导报, 1, 3–4. http" in shown


def test_files_of_many_cite_each_part_as_its_page_does(joined: Site) -> None:
    expected = [joined.get(f"/{part}.bib").text for part in IDS]
    selection = "&".join(f"id={part}" for part in IDS)
    for query in ("", selection, "q=部分"):
        assert joined.get(f"/export.bib?{query}").text == "\n".join(expected)
        assert joined.get(f"/export.ris?{query}").text.count("SP  - 1, 3-4\r\n") == 3
    (one,) = [words for style, words in paragraphs(joined.get(f"/export.docx?id={IDS[2]}").content) if style == "Bibliography"]
    assert "2024-11-05(1+3-4)" in one


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8, unique=True), st.data())
def test_the_parts_are_found_in_reading_order_from_any_of_them(pages: list[int], data: st.DataObject) -> None:
    views = article(tuple(pages))
    there = {view.id: view for view in views}
    steps: list[list[str]] = []

    def fetch(ids: list[str]) -> Mapping[str, RecordView]:
        steps.append(ids)
        return {one: there[one] for one in ids if one in there}

    view = data.draw(st.sampled_from(views))
    known = with_all_parts([view], fetch)
    assert [*parts_before(view, known), view, *parts_after(view, known)] == views
    asked = [one for step in steps for one in step]
    assert len(set(asked)) == len(asked) == len(views) - 1, "each is asked for once"


def test_jumps_that_lead_round_or_nowhere_come_to_an_end() -> None:
    views = article((1, 2, 3))
    for view, other in pairwise([*views, views[0]]):
        view.source["details"]["continues_to"] = {"raw": "", "page": 1, "id": other.id, "headline": None}
    known = with_all_parts(views[:1], lambda ids: {view.id: view for view in views if view.id in ids})
    assert [part.id for part in parts_after(views[0], known)] == [views[1].id, views[2].id]
    assert with_all_parts(views[:1], lambda _: {}) == {views[0].id: views[0]}
