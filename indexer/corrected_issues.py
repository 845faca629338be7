"""The issues of the archive with the numbers that they bear now: as printed, or as corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from indexer.catalog import Catalog, IssueRow
from indexer.model import IssueIdentity
from indexer.settings import Settings

_CORRECTED = b'"issue_number"'


def issues_as_corrected(
    catalog: Catalog, settings: Settings, paper: str | None = None, first: date | None = None, last: date | None = None
) -> Iterator[IssueRow]:
    """The issues of a paper, or of all, by paper, date and edition; pages and records are counted as they were read.

    Raises VocabularyError or CatalogError when a corrected issue cannot be read again.
    """
    corrected = set(catalog.corrections.issues())
    for row in catalog.issues.all(paper, first, last):
        # Few issues have a corrected number, and only these are put together again with their corrections.
        identity = IssueIdentity(row.paper, row.issue_date, 1, row.edition)
        if row.path in corrected and any(_CORRECTED in entry for entry in catalog.corrections.of_issue(identity)):
            yield _as_corrected(row, catalog, settings, identity)
        else:
            yield row


def _as_corrected(row: IssueRow, catalog: Catalog, settings: Settings, identity: IssueIdentity) -> IssueRow:
    from indexer.following import corrected_issue
    from indexer.ingest.rereading import reading_in

    documents = corrected_issue(catalog, identity, reading_in(settings)).documents
    numbers = []
    for page, printed in zip(row.pages, row.numbers, strict=True):
        shown = documents.get(f"{row.path}/{page}")
        # A page without records has nothing that could be corrected.
        numbers.append(shown[0].get("issue_number") if shown else printed)
    return replace(row, numbers=tuple(numbers))
