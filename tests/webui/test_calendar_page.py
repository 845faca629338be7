"""The calendar: a year by months, its issues as links, the missing ones marked by the rule of `bulletin issue missing`."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from indexer.catalog import open_catalog
from indexer.errors import SettingsError
from indexer.issues import Why, read_weekdays
from indexer.publishing_days import ToldDays, days_of_setting
from indexer.settings import Settings
from tests.webui.fake_archive import FakeArchive, details
from tests.webui.search.corpus import record
from tests.webui.site import Site, address, text, texts
from webui.search.calendar import calendars
from webui.search.results import IssueSummary, RecordView


def issue_on(archive: FakeArchive, day: date) -> None:
    """Puts an issue of one record into the archive."""
    document = record(1, "一条", "正文。", day=day.isoformat(), details=details())
    archive.records.append(RecordView(document["id"], document))


@pytest.fixture
def tuesdays(archive: FakeArchive) -> FakeArchive:
    """Every Tuesday from 2023-12-05 to 2024-02-27 but 2024-01-16."""
    archive.records.clear()
    for week in range(13):
        if week != 6:
            issue_on(archive, date(2023, 12, 5) + timedelta(weeks=week))
    return archive


def test_the_newest_year_is_shown_with_its_months_and_issues(site: Site, tuesdays: FakeArchive) -> None:
    soup = site.page("/issues/")
    assert text(soup, ".year h2") == "2024年 8 期，缺 1"
    assert texts(soup, ".month caption") == ["1月 4 期，缺 1", "2月 4 期"]
    assert [str(a["href"]) for a in soup.select(".month a")][:2] == ["/lanting/2024-01-02/", "/lanting/2024-01-09/"]
    assert soup.select(".month a")[0]["title"] == "2024年1月2日 星期二，1 版，1 条"
    assert texts(soup, ".years a") == ["2024年 8 缺 1", "2023年 4"]


def test_a_missing_issue_is_marked_in_its_place_and_named_in_words(site: Site, tuesdays: FakeArchive) -> None:
    soup = site.page("/issues/?year=2024")
    assert texts(soup, ".month .day-absent") == ["16缺"]
    assert texts(soup, ".lacking li") == ["2024年1月16日 星期二"]
    cells = [cell for cell in soup.select(".month:first-of-type td") if cell.get_text(strip=True).startswith("16")]
    assert len(cells) == 1 and cells[0].parent is not None
    assert cells[0].parent.find_all("td").index(cells[0]) == 1  # Tuesday is the second day of the week


def test_years_lead_to_one_another(site: Site, tuesdays: FakeArchive) -> None:
    soup = site.page("/issues/?year=2024")
    assert address(soup, "a[rel=prev]") == "/issues/?year=2023" and not soup.select("main a[rel=next]")
    soup = site.page("/issues/?year=2023")
    assert address(soup, "main a[rel=next]") == "/issues/?year=2024"
    assert texts(soup, ".month caption") == ["12月 4 期"]
    assert not soup.select(".day-absent, .lacking")
    site.page("/issues/?year=2019", 404)
    site.page("/issues/?year=zwei", 400)


def test_days_that_the_numbers_pass_over_are_no_missing_issues(site: Site, archive: FakeArchive) -> None:
    days = [date(2024, 9, 3) + timedelta(weeks=week) for week in range(12) if week != 4]
    issues = [IssueSummary("lanting", day, 1, str(900 + number), (1, 2), 20) for number, day in enumerate(days)]
    (found,) = calendars(issues, lambda _paper: (None, Why.INFERRED))
    assert [(one.day, one.holiday, one.unpublished) for one in found.absent] == [(date(2024, 10, 1), "国庆前后", True)]


def test_several_papers_each_have_a_calendar(site: Site, tuesdays: FakeArchive) -> None:
    document = record(1, "一条", "正文。", day="2020-05-05", details=details())
    other = {**document, "paper": "yunzhao", "id": "yunzhao/2020-05-05/1/a1"}
    tuesdays.records.append(RecordView(other["id"], other))
    soup = site.page("/issues/")
    assert text(soup, ".year h2").startswith("岚汀导报 2024年")
    assert texts(soup, ".tags a") == ["岚汀导报 12", "yunzhao 1"]
    soup = site.page("/issues/?paper=yunzhao")
    assert text(soup, ".year h2") == "yunzhao 2020年 1 期"
    assert address(soup, ".month a") == "/yunzhao/2020-05-05/"
    site.page("/issues/?paper=nowhere", 404)


def test_a_second_edition_stands_beside_the_first(site: Site, tuesdays: FakeArchive) -> None:
    document = record(1, "一条", "正文。", day="2024-01-02", details=details())
    second = {**document, "edition": 2, "id": "lanting/2024-01-02-e2/1/a1"}
    tuesdays.records.append(RecordView(second["id"], second))
    soup = site.page("/issues/?year=2024")
    assert texts(soup, ".day-edition") == ["第2次版"]
    assert address(soup, ".day-edition") == "/lanting/2024-01-02-e2/"


def test_an_empty_archive_has_no_calendar(site: Site, archive: FakeArchive) -> None:
    archive.records.clear()
    assert "还没有收录报纸" in text(site.page("/issues/"), "main")


def test_the_setting_tells_before_the_folder_and_the_folder_before_the_issues(tmp_path: Path) -> None:
    settings = Settings.from_env(home=tmp_path, paper="lanting", publishing_days="二,五")
    told = ToldDays(settings)
    assert told("lanting") == (read_weekdays("二,五"), Why.SETTING)
    assert told("yunzhao") == (None, Why.INFERRED)
    with open_catalog(tmp_path, write=True) as catalog, catalog.transaction():
        catalog.issues.note_publishing_days("yunzhao", {0, 3})
    assert told("yunzhao") == (frozenset({0, 3}), Why.FOLDER)


def test_a_setting_that_names_no_day_is_an_error_for_the_command_and_nothing_for_the_calendar(tmp_path: Path) -> None:
    settings = Settings.from_env(home=tmp_path, paper="lanting", publishing_days="，")
    with pytest.raises(SettingsError):
        days_of_setting(settings, "lanting")
    assert ToldDays(settings)("lanting") == (None, Why.INFERRED)
