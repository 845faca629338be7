"""`/export.bib`, `/export.ris` and `/export.docx`: any search as a list of references, the same records in the same order as on the page."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response

from indexer.settings import Settings
from webui.citations.citation import make_citation
from webui.dependencies import ArchiveDep, PageRequestDep, SettingsDep
from webui.exports.references import Cite, bibtex_entries, ris_entries
from webui.exports.word_list import word_list
from webui.pages.frame import plain_day_text
from webui.routes.exports import SelectedDep, exported
from webui.words import SITE, WORDS

router = APIRouter(include_in_schema=False)

BIBTEX = "application/x-bibtex; charset=utf-8"
RIS = "application/x-research-info-systems; charset=utf-8"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("/export.bib")
def export_bibtex(
    request: Request, archive: ArchiveDep, wanted: PageRequestDep, ids: SelectedDep, settings: SettingsDep
) -> Response:
    """All records for LaTeX."""
    cite = _cite(request, settings)
    return exported(request, archive, wanted, ids, "bib", BIBTEX, lambda records: bibtex_entries(records, cite))


@router.get("/export.ris")
def export_ris(
    request: Request, archive: ArchiveDep, wanted: PageRequestDep, ids: SelectedDep, settings: SettingsDep
) -> Response:
    """All records for programs that keep references."""
    cite = _cite(request, settings)
    return exported(request, archive, wanted, ids, "ris", RIS, lambda records: ris_entries(records, cite))


@router.get("/export.docx")
def export_word(
    request: Request, archive: ArchiveDep, wanted: PageRequestDep, ids: SelectedDep, settings: SettingsDep
) -> Response:
    """All records for a memo, with their citations."""
    edition, site = settings.citation_edition, settings.paper_name or SITE
    title = WORDS["word_list"].format(name=wanted.named or site)
    about = WORDS["word_list_about"].format(site=site, day=plain_day_text(date.today()), edition=edition)
    cite = _cite(request, settings)
    return exported(
        request, archive, wanted, ids, "docx", WORD, lambda records: word_list(records, cite, edition, title, about)
    )


def _cite(request: Request, settings: Settings) -> Cite:
    base, today = str(request.base_url), date.today()
    return lambda view: make_citation(view, settings, base, today)
