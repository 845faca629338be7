"""A search as a list of references for programs that keep them: BibTeX and RIS. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from webui.citations.bibtex import bibtex
from webui.citations.citation import Citation
from webui.citations.ris import ris


def bibtex_entries(citations: Iterable[Citation]) -> Iterator[str]:
    """An entry a record, an empty line between two."""
    for number, citation in enumerate(citations):
        yield ("\n" if number else "") + bibtex(citation)


def ris_entries(citations: Iterable[Citation]) -> Iterator[str]:
    """An entry a record."""
    for citation in citations:
        yield ris(citation)
