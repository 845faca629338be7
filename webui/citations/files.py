"""A citation as a file: its ending, what it is to browsers and programs, and its content."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from webui.citations.bibtex import bibtex
from webui.citations.citation import Citation
from webui.citations.csl_json import csl_item
from webui.citations.gbt7714 import gbt7714
from webui.citations.ris import ris


@dataclass(frozen=True, slots=True)
class CitationFile:
    """One form of a citation as a file."""

    ending: str
    """Behind the address of the record, without its dot."""
    media_type: str
    """As it is registered or in use."""
    label: str
    """Its name, the same in every language."""
    saved: bool
    """True where it is meant for a program of the reader's own, so that the browser keeps it and does not show it."""
    content: Callable[[Citation, str], str]
    """The text, of a citation and the edition of GB/T 7714."""


FILES: tuple[CitationFile, ...] = (
    CitationFile("bib", "application/x-bibtex; charset=utf-8", "BibTeX", True, lambda citation, _: bibtex(citation)),
    CitationFile("ris", "application/x-research-info-systems; charset=utf-8", "RIS", True, lambda citation, _: ris(citation)),
    CitationFile(
        "csl.json",
        "application/vnd.citationstyles.csl+json",
        "CSL-JSON",
        True,
        lambda citation, _: json.dumps([csl_item(citation)], ensure_ascii=False, indent=2) + "\n",
    ),
    CitationFile(
        "gbt7714", "text/plain; charset=utf-8", "GB/T 7714", False, lambda citation, edition: gbt7714(citation, edition) + "\n"
    ),
)
