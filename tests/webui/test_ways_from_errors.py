"""From an address at which nothing is, one gets to its issue and page, or to the issues before and after."""

from __future__ import annotations

import pytest

from indexer.settings import Settings
from tests.webui.fake_archive import FakeArchive, away
from tests.webui.search.corpus import record
from tests.webui.site import Site
from webui.addresses import address_of
from webui.search.results import IssueKey

ISSUE, PAGE = ("岚汀导报 2024年11月5日 星期二", "/lanting/2024-11-05/"), ("第2版 综合新闻", "/lanting/2024-11-05/2/")
OLDER = ("上一期 岚汀导报 2024年10月29日 星期二", "/lanting/2024-10-29/")
NEWER = ("下一期 岚汀导报 2024年11月5日 星期二", "/lanting/2024-11-05/")
YEAR = ("2024年日历", "/issues/?year=2024")


def ways(site: Site, path: str) -> list[tuple[str, str]]:
    """The links that are peculiar to this address; each of them leads somewhere."""
    links = [(link.get_text(), str(link["href"])) for link in site.page(path, 404).select(".notice .tags a")]
    home, *near, photos, reporters, departments, help_ = links
    assert [url for _, url in (home, photos, reporters, departments, help_)] == [
        "/",
        "/photos",
        "/reporters/",
        "/departments/",
        "/help",
    ]
    for _, url in near:
        site.page(url)
    return near


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/lanting/2024-11-05/9/", [ISSUE, YEAR]),
        ("/lanting/2024-11-05/9/a1", [ISSUE, YEAR]),
        ("/lanting/2024-11-05/2/a99", [ISSUE, PAGE, YEAR]),
        ("/lanting/2024-11-05/2/a99.bib", [ISSUE, PAGE, YEAR]),
        ("/lanting/2024-11-05/2/z1", [ISSUE, PAGE, YEAR]),
        ("/lanting/2024-11-05/2/a1/more", [ISSUE, PAGE, YEAR]),
        ("/lanting/2024-11-05/0/", [ISSUE, YEAR]),
        ("/lanting/2024-11-05/2/page.webp", [ISSUE, PAGE, YEAR]),
        ("/lanting/2024-11-02/", [OLDER, NEWER, YEAR]),
        ("/lanting/2024-11-02/1/a1", [OLDER, NEWER, YEAR]),
        ("/lanting/2024-11-05-e2/", [("上一期 岚汀导报 2024年11月5日 星期二", ISSUE[1]), YEAR]),
        ("/lanting/2031-01-01/", [("上一期 岚汀导报 2024年11月5日 星期二", ISSUE[1]), YEAR]),
        ("/lanting/1949-10-01/", [("下一期 岚汀导报 2024年10月29日 星期二", OLDER[1]), YEAR]),
        ("/other/2024-11-05/", [("按期浏览", "/issues/")]),
        ("/lanting/2024-02-30/", [("按期浏览", "/issues/")]),
        ("/lanting", [("按期浏览", "/issues/")]),
    ],
)
def test_a_404_leads_to_what_lies_about_its_address(site: Site, path: str, expected: list[tuple[str, str]]) -> None:
    assert ways(site, path) == expected


def test_another_paper_has_a_calendar_of_its_own(site: Site, archive: FakeArchive) -> None:
    there = record(1, "潮讯", day="1998-03-02")
    archive.records.append(type(archive.records[0])("chaoxun/1998-03-02/1/a1", {**there, "paper": "chaoxun"}))
    assert ways(site, "/chaoxun/1998-03-09/") == [
        ("上一期 chaoxun 1998年3月2日 星期一", "/chaoxun/1998-03-02/"),
        ("1998年日历", "/issues/?paper=chaoxun&year=1998"),
    ]


def test_with_the_engine_away_help_is_left(site: Site, archive: FakeArchive) -> None:
    archive.fail = away()
    assert [link["href"] for link in site.page("/lanting/2024-11-05/0/", 404).select(".tags a")][1] == "/issues/"
    assert [link["href"] for link in site.page("/lanting/2024-11-05/9/", 503).select(".actions a")][1:] == ["/", "/help"]


def test_programs_are_not_given_links(site: Site, settings: Settings) -> None:
    assert set(site.get("/api/v1/pages/lanting/2024-11-05/9", 404).json()) == {"error"}


def test_an_address_is_taken_apart_as_far_as_it_names_something() -> None:
    found = address_of("/api/v1/records/lanting/2024-11-05-e2/3/c7")
    assert found is not None and (found.page, found.record, found.is_whole) == (3, "c7", True)
    assert found.issue.edition == 2
    rest = address_of("/lanting/2024-11-05/3/c7/x")
    assert rest is not None and (rest.issue, rest.is_whole) == (IssueKey("lanting", found.issue.issue_date), False)
    assert address_of("/lanting/2024-11-055/") is None
