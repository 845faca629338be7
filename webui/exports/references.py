"""A search as a list of references for programs that keep them: BibTeX and RIS. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from webui.citations.bibtex import bibtex
from webui.citations.citation import Citation
from webui.citations.ris import ris
from webui.search.results import RecordView

Cite = Callable[[RecordView], Citation]
"""How a record is cited: the site's address, the day and the paper's name are known."""


def bibtex_entries(records: Iterable[RecordView], cite: Cite) -> Iterator[str]:
    """An entry a record, an empty line between two."""
    for number, view in enumerate(records):
        yield ("\n" if number else "") + bibtex(cite(view))


def ris_entries(records: Iterable[RecordView], cite: Cite) -> Iterator[str]:
    """An entry a record."""
    for view in records:
        yield ris(cite(view))
