"""How a record is cited, as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.settings import Settings
from webui.citations.apa import apa
from webui.citations.bibtex import bibtex
from webui.citations.citation import Citation
from webui.citations.files import FILES
from webui.citations.gbt7714 import EDITIONS, gbt7714
from webui.pages.frame import Link
from webui.words import WORDS


@dataclass(frozen=True, slots=True)
class CitedAs:
    """The record in one form of citation."""

    label: str
    """The name of the form."""
    cited: str
    """What is copied."""
    is_code: bool
    """True where line breaks and blanks are part of it."""


@dataclass(frozen=True, slots=True)
class OtherForm:
    """The record as a file."""

    link: Link
    """Its name and address."""
    media_type: str
    """What it is to programs."""


def cited_as(citation: Citation, edition: str) -> tuple[CitedAs, ...]:
    """The forms to copy: GB/T 7714 in the archive's edition first, with the address and for the print alone, then the others."""
    others = [other for other in EDITIONS if other != edition]
    standard = [(WORDS["gbt7714"].format(edition=each), gbt7714(citation, each)) for each in (edition, *others)]
    print_alone = (WORDS["cite_print"], gbt7714(replace(citation, url=None), edition))
    texts = [standard[0], print_alone, *standard[1:], (WORDS["apa"], apa(citation))]
    return (*(CitedAs(label, text, is_code=False) for label, text in texts), CitedAs("BibTeX", bibtex(citation), is_code=True))


def lists_to_cite(citations: Sequence[Citation], settings: Settings) -> tuple[CitedAs, ...]:
    """All of them as one text, a line each, in GB/T 7714 in the archive's edition: with the addresses, and the prints alone."""
    edition = settings.citation_edition
    prints = [replace(citation, url=None) for citation in citations]
    return tuple(
        CitedAs(label, "\n".join(gbt7714(citation, edition) for citation in those), is_code=False)
        for label, those in ((WORDS["gbt7714"].format(edition=edition), citations), (WORDS["cite_print"], prints))
    )


def other_forms(record_id: str) -> tuple[OtherForm, ...]:
    """The record for programs: citations as files, its text, its data."""
    citations = (OtherForm(Link(file.label, f"/{record_id}.{file.ending}"), file.media_type) for file in FILES)
    text = OtherForm(Link(WORDS["as_text"], f"/{record_id}.txt"), "text/plain; charset=utf-8")
    return (*citations, text, OtherForm(Link(WORDS["as_json"], f"/{record_id}.json"), "application/json"))
