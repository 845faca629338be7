"""The tables that extraction works with, as one value; `shipped` reads those of the package (the only file access of this room)."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from indexer.extract.vocabulary.own import OwnTables, with_own
from indexer.extract.vocabulary.reading import VocabularyError, read_departments, read_surnames, read_titles
from indexer.extract.vocabulary.tables import DepartmentRow, Surnames, Vocabulary


@lru_cache(maxsize=1)
def shipped() -> Vocabulary:
    """The vocabulary that comes with the archive: general for any district, county or city."""
    folder = resources.files(__name__)
    return Vocabulary(
        departments=read_departments(folder.joinpath("departments.tsv").read_text(encoding="utf-8")),
        surnames=read_surnames(folder.joinpath("surnames.txt").read_text(encoding="utf-8")),
        titles=read_titles(folder.joinpath("titles.txt").read_text(encoding="utf-8")),
    )


__all__ = ["DepartmentRow", "OwnTables", "Surnames", "Vocabulary", "VocabularyError", "shipped", "with_own"]
