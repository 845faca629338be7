"""The issues as the catalog tells them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from indexer.catalog import open_catalog
from indexer.model import IssueIdentity
from tests.indexer.archived import enter_issues, enter_page

TUESDAY, FRIDAY = date(2024, 11, 5), date(2024, 11, 8)


def test_an_issue_is_told_in_one_row_with_its_pages_and_what_they_print(tmp_path: Path) -> None:
    with open_catalog(tmp_path, write=True) as catalog:
        batch = catalog.batches.begin("b").id
        for page, number in ((2, "1188"), (1, None), (3, "1188"), (10, "1189")):
            enter_page(catalog, batch, TUESDAY, page, number, records=page)
        enter_page(catalog, batch, TUESDAY, 1, "1188", edition=2)
        enter_page(catalog, batch, FRIDAY, 1, "77", paper="wcwb")
        first, extra, other = catalog.issues.all()
        assert (first.path, first.pages, first.records, first.warnings) == ("ltdb/2024-11-05", (1, 2, 3, 10), 16, 12)
        assert first.numbers == (None, "1188", "1188", "1189") and first.issue_number == "1188"
        assert (extra.path, extra.edition) == ("ltdb/2024-11-05-e2", 2)
        assert (other.paper, other.issue_date) == ("wcwb", FRIDAY)
        assert catalog.issues.papers() == ("ltdb", "wcwb")
        assert list(catalog.issues.all("wcwb")) == [other]
        assert list(catalog.issues.all(first=FRIDAY)) == [other]
        assert list(catalog.issues.all(last=TUESDAY)) == [first, extra]
        assert list(catalog.issues.all("ltdb", FRIDAY, FRIDAY)) == []


def test_an_issue_that_was_withdrawn_is_none_and_its_versions_stay(tmp_path: Path) -> None:
    with open_catalog(tmp_path, write=True) as catalog:
        kept = enter_issues(catalog, [FRIDAY], 1189)
        purged = enter_issues(catalog, [TUESDAY, FRIDAY], 1188)
        assert [entry.identity.page_path for entry in catalog.issues.entries_of_batch(purged)] == [
            "ltdb/2024-11-05/1",
            "ltdb/2024-11-05/2",
            "ltdb/2024-11-08/1",
            "ltdb/2024-11-08/2",
        ]
        catalog.pages.withdraw(purged)
        assert [row.issue_date for row in catalog.issues.all()] == [FRIDAY]
        entries = catalog.issues.entries(IssueIdentity("ltdb", TUESDAY, 1))
        assert [(entry.shown, bool(entry.withdrawn_at)) for entry in entries] == [(False, True)] * 2
        entries = catalog.issues.entries(IssueIdentity("ltdb", FRIDAY, 7))
        assert [(entry.identity.page, entry.version, entry.shown) for entry in entries] == [
            (1, 1, True),
            (1, 2, False),
            (2, 1, True),
            (2, 2, False),
        ]
        assert entries[0].batch == "一月补录" and entries[0].records == 2
        assert {entry.shown for entry in catalog.issues.entries_of_batch(kept)} == {True}


def test_the_issues_on_either_side_are_named(tmp_path: Path) -> None:
    with open_catalog(tmp_path, write=True) as catalog:
        enter_issues(catalog, [TUESDAY, FRIDAY], 1188)
        assert catalog.issues.nearest(IssueIdentity("ltdb", date(2024, 11, 6), 1)) == ("ltdb/2024-11-05", "ltdb/2024-11-08")
        assert catalog.issues.nearest(IssueIdentity("ltdb", date(2025, 1, 1), 1)) == ("ltdb/2024-11-08",)
        assert catalog.issues.nearest(IssueIdentity("wcwb", TUESDAY, 1)) == ()
