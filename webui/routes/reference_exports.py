"""`/export.bib`, `/export.ris` and `/export.docx`: any search as a list of references, the same records in the same order as on the page."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from indexer.settings import Settings
from webui.citations.citation import make_citation
from webui.dependencies import ArchiveDep, PageRequestDep, SettingsDep
from webui.exports.references import Cite, bibtex_entries, ris_entries
from webui.exports.word_list import word_list
from webui.pages.frame import plain_day_text
from webui.routes.exports import as_file, records_of
from webui.search.request import SearchRequest
from webui.words import SITE, WORDS

router = APIRouter(include_in_schema=False)

BIBTEX = "application/x-bibtex; charset=utf-8"
RIS = "application/x-research-info-systems; charset=utf-8"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("/export.bib")
def export_bibtex(request: Request, archive: ArchiveDep, wanted: PageRequestDep, settings: SettingsDep) -> StreamingResponse:
    """All records of the search for LaTeX."""
    entries = bibtex_entries(records_of(archive, wanted), _cite(request, settings))
    return StreamingResponse(entries, media_type=BIBTEX, headers=as_file(wanted, "bib"))


@router.get("/export.ris")
def export_ris(request: Request, archive: ArchiveDep, wanted: PageRequestDep, settings: SettingsDep) -> StreamingResponse:
    """All records of the search for programs that keep references."""
    entries = ris_entries(records_of(archive, wanted), _cite(request, settings))
    return StreamingResponse(entries, media_type=RIS, headers=as_file(wanted, "ris"))


@router.get("/export.docx")
def export_word(request: Request, archive: ArchiveDep, wanted: PageRequestDep, settings: SettingsDep) -> StreamingResponse:
    """All records of the search for a memo, with their citations."""
    edition, site = settings.citation_edition, settings.paper_name or SITE
    title = WORDS["word_list"].format(name=_name(wanted) or site)
    about = WORDS["word_list_about"].format(site=site, day=plain_day_text(date.today()), edition=edition)
    pieces = word_list(records_of(archive, wanted), _cite(request, settings), edition, title, about)
    return StreamingResponse(pieces, media_type=WORD, headers=as_file(wanted, "docx"))


def _cite(request: Request, settings: Settings) -> Cite:
    base, today = str(request.base_url), date.today()
    return lambda view: make_citation(view, settings, base, today)


def _name(wanted: SearchRequest) -> str:
    """The search in words; empty for all records."""
    return "、".join((*((wanted.text,) if wanted.text else ()), *(chip.value for chip in wanted.chips())))
