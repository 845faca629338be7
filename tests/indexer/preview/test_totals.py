"""Totals and worst pages: counted as they come, the worst first, in constant memory."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from indexer.ingest.options import IngestOptions
from indexer.ingest.run import preview
from indexer.model import Page
from indexer.preview.figures import PageMeasures
from indexer.preview.parts import PagePart
from indexer.preview.totals import EXAMPLES, Tally, percent
from indexer.settings import Settings
from tests.indexer.preview.pages import BROKEN_OFF, GOOD, HEADLESS, STRAY, parsed


def page_of(text: str, name: str = "2024-11-05/01.txt") -> tuple[Page, PagePart]:
    pages, parts = parsed(text, name)
    return pages[0], parts[0]


def tally_of(*texts: str, worst: int = 10) -> Tally:
    tally = Tally(worst=worst)
    for number, text in enumerate(texts, 1):
        page, part = page_of(text, f"2024-11-05/{number:02}.txt")
        tally.add(f"{number:02}.txt", Path(f"{number:02}.txt"), page, lambda part=part: part)  # type: ignore[misc]
    return tally


def test_everything_is_counted() -> None:
    totals = tally_of(GOOD, BROKEN_OFF, HEADLESS).totals()
    assert totals.kinds == {"article": 3, "caption": 1, "notice": 0}
    assert totals.credited == {"article": 3, "caption": 1, "notice": 0}
    assert (totals.dated, totals.dates_resolved, totals.dates_open) == (2, 2, 1)
    assert totals.departments_confirmed == 2 and totals.departments_unconfirmed >= 0
    assert {group.code: group.count for group in totals.warnings} == {
        "ends mid-sentence": 1,
        "impossible date": 1,
        "headline missing": 1,
    }
    assert (totals.pages, totals.records, totals.coverage_mean, totals.coverage_least) == (3, 4, 1.0, 1.0)
    assert totals.as_json()["without_credit"] == {"article": 0, "caption": 0, "notice": 0}


def test_the_worst_pages_come_first_in_the_documented_order() -> None:
    tally = tally_of(GOOD, BROKEN_OFF, HEADLESS, STRAY)
    low, part = page_of(GOOD, "2024-11-05/09.txt")
    tally.add("09.txt", Path("09.txt"), replace(low, coverage=0.5), lambda: part)
    assert [page.source_name for page in tally.worst] == ["09.txt", "04.txt", "03.txt", "02.txt"]
    assert [page.reasons[0][0] for page in tally.worst] == ["覆盖率 50.0%", "未归入条目的行 1", "缺标题 1", "文末断开 1"]
    assert all(advice for page in tally.worst for _, advice in page.reasons)


RANKS = st.builds(
    PageMeasures, st.sampled_from([0.2, 0.9, 1.0]), st.integers(0, 2), st.integers(0, 2), st.integers(0, 4), st.integers(0, 3)
)


@given(RANKS, RANKS)
def test_a_page_with_less_coverage_is_worse_whatever_else(first: PageMeasures, second: PageMeasures) -> None:
    if first.coverage < second.coverage or (first.coverage == second.coverage and first.unassigned > second.unassigned):
        assert first.rank < second.rank


def test_only_the_worst_are_kept_and_their_text_is_read_only_then() -> None:
    tally = Tally(worst=2)
    asked = []
    for number, text in enumerate([STRAY, HEADLESS, BROKEN_OFF, GOOD, HEADLESS], 1):
        page, part = page_of(text, f"2024-11-05/{number:02}.txt")

        def read(number: int = number, part: PagePart = part) -> PagePart:
            asked.append(number)
            return part

        tally.add(f"{number:02}.txt", Path("x"), page, read)
    assert [page.source_name for page in tally.worst] == ["01.txt", "02.txt"]
    assert asked == [1, 2]


def test_a_folder_without_a_doubt_has_no_worst_page() -> None:
    assert tally_of(GOOD).worst == ()


def test_of_each_code_the_first_few_are_shown_and_all_are_counted() -> None:
    (group,) = tally_of(*[HEADLESS] * 8).totals().warnings
    assert (group.count, len(group.first)) == (8, EXAMPLES)
    assert group.first[0].page_path == "ltdb/2024-11-05/1" and group.first[0].record == "a1"


def test_a_share_is_never_rounded_up_to_all() -> None:
    assert [percent(share) for share in (1.0, 0.99999, 0.5, 0.0)] == ["100%", "99.9%", "50.0%", "0.0%"]


def test_memory_does_not_grow_with_the_pages_of_a_folder(tmp_path: Path) -> None:
    settings = Settings.from_env(home=tmp_path / "home")
    text = (
        GOOD
        + "".join(f"第{n}件好事\n\n本报讯（记者乔知远）11月4日，岚汀新区又办成一件好事。\n\n" for n in range(10))
        + BROKEN_OFF
    )

    def held(folder: Path, files: int) -> int:
        for number in range(files):
            path = folder / f"{1900 + number // 12}-{number % 12 + 1:02}-01" / "02.txt"
            path.parent.mkdir(parents=True)
            path.write_text(text, encoding="utf-8")
        tracemalloc.start()
        report = preview([folder], IngestOptions(), settings)
        size = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        assert report.totals.pages == files
        return size

    held(tmp_path / "warm", 2)
    few, many = held(tmp_path / "few", 20), held(tmp_path / "many", 80)
    # A page of 10 records is some 35 KB; what may stay of each is its line in the report.
    assert (many - few) / 60 < 4096
