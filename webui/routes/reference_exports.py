"""`/export.bib`, `/export.ris` and `/export.docx`: any search as a list of references, the same records in the same order as on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from indexer.settings import Settings
from webui.citations.citation import Citation, make_citation
from webui.dependencies import ArchiveDep, PageRequestDep, SettingsDep
from webui.exports.references import bibtex_entries, ris_entries
from webui.exports.word_list import word_list
from webui.pages.frame import plain_day_text
from webui.routes.exports import SelectedDep, exported
from webui.search.archive import Archive
from webui.search.results import RecordView
from webui.words import SITE, WORDS

router = APIRouter(include_in_schema=False)

BIBTEX = "application/x-bibtex; charset=utf-8"
RIS = "application/x-research-info-systems; charset=utf-8"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


_Cited = Callable[[Iterable[RecordView]], Iterator[tuple[RecordView, Citation]]]
"""From records to each with its citation: the site's address, the day and the paper's name are known."""


@router.get("/export.bib")
def export_bibtex(
    request: Request, archive: ArchiveDep, wanted: PageRequestDep, ids: SelectedDep, settings: SettingsDep
) -> Response:
    """All records for LaTeX."""
    cited = _cited(request, archive, settings)
    return exported(
        request, archive, wanted, ids, "bib", BIBTEX, lambda records: bibtex_entries(citation for _, citation in cited(records))
    )


@router.get("/export.ris")
def export_ris(
    request: Request, archive: ArchiveDep, wanted: PageRequestDep, ids: SelectedDep, settings: SettingsDep
) -> Response:
    """All records for programs that keep references."""
    cited = _cited(request, archive, settings)
    return exported(
        request, archive, wanted, ids, "ris", RIS, lambda records: ris_entries(citation for _, citation in cited(records))
    )


@router.get("/export.docx")
def export_word(
    request: Request, archive: ArchiveDep, wanted: PageRequestDep, ids: SelectedDep, settings: SettingsDep
) -> Response:
    """All records for a memo, with their citations."""
    edition, site = settings.citation_edition, settings.paper_name or SITE
    title = WORDS["word_list"].format(name=wanted.named or site)
    about = WORDS["word_list_about"].format(site=site, day=plain_day_text(date.today()), edition=edition)
    cited = _cited(request, archive, settings)
    return exported(
        request, archive, wanted, ids, "docx", WORD, lambda records: word_list(cited(records), edition, title, about)
    )


def _cited(request: Request, archive: Archive, settings: Settings) -> _Cited:
    base, today = str(request.base_url), date.today()

    def cited(records: Iterable[RecordView]) -> Iterator[tuple[RecordView, Citation]]:
        for view, parts in archive.with_parts(records):
            yield view, make_citation(view, settings, base, today, parts)

    return cited
