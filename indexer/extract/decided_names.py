"""What archivists have decided about names, where a rule found a name without the tables: a street, a branch, an unknown name."""

from __future__ import annotations

from dataclasses import replace

from indexer.extract.vocabulary.tables import Vocabulary
from indexer.model import DepartmentMention, Page, Record


def settle_names(page: Page, vocabulary: Vocabulary) -> Page:
    """The page with every decided name under the office that archivists gave it, and without rejected names.

    望潮街道 before a word that an office is followed by gives 望潮街道办事处 whatever the tables say; merged into 望川街道办事处 it is that.
    """
    if not vocabulary.decided and not vocabulary.rejected:
        return page
    return replace(page, records=tuple(_settle(record, vocabulary) for record in page.records))


def _settle(record: Record, vocabulary: Vocabulary) -> Record:
    kept = tuple(_decided(mention, vocabulary) for mention in record.departments if mention.name not in vocabulary.rejected)
    return record if kept == record.departments else replace(record, departments=kept)


def _decided(mention: DepartmentMention, vocabulary: Vocabulary) -> DepartmentMention:
    if mention.name not in vocabulary.decided:
        return mention
    row = vocabulary.by_form[mention.name]
    level = row.level or mention.level
    facet = row.name if row.name.startswith(level) else level + row.name
    return replace(mention, name=row.name, level=level, facet=facet, confirmed=True)
