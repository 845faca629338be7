"""Homes whose catalog holds invented pages, for the commands that read only the catalog."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from indexer.catalog import Catalog, PageVersion, deflated
from indexer.model import IssueIdentity


def enter_page(
    catalog: Catalog,
    batch: int,
    day: date,
    page: int,
    number: str | None = None,
    paper: str = "ltdb",
    records: int = 2,
    edition: int = 1,
) -> int:
    """Enters a version of a page; returns the page's row number."""
    identity = IssueIdentity(paper, day, page, edition, number, "要闻" if page == 1 else None)
    ids = tuple(f"{identity.page_path}/a{place}" for place in range(1, records + 1))
    name = f"{day}/{page:02}.txt"
    catalog.sources.add("ab" * 32, 10, name)
    version = PageVersion(identity, 1, "ab" * 32, name, 1, batch, "d", ids, page - 1, 0.995, "1")
    return catalog.pages.enter(version, deflated([b"{}"] * records))


def enter_issues(catalog: Catalog, days: Iterable[date], first_number: int, pages: int = 2) -> int:
    """Enters issues of so many pages in one batch, numbered on from `first_number`; returns the batch's number."""
    with catalog.transaction():
        batch = catalog.batches.begin("一月补录")
        for count, day in enumerate(days):
            for page in range(1, pages + 1):
                enter_page(catalog, batch.id, day, page, str(first_number + count))
        catalog.batches.finish(batch.id)
    return batch.id
