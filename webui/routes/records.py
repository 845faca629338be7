"""`/PAPER/DATE/`, `/PAPER/DATE/PAGE/`, `/PAPER/DATE/PAGE/a3`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from indexer.errors import NotInArchive, QueryError
from webui.addresses import ISSUE, PAGE, PAPER, RECORD
from webui.dependencies import ArchiveDep, PicturesDep, SettingsDep, render
from webui.pages.browse import issue_page, page_page
from webui.pages.record import record_page
from webui.routes.fresh import fresh
from webui.search.request import SearchRequest
from webui.search.results import IssueKey
from webui.visit import Surroundings, Visit

router = APIRouter(include_in_schema=False)

_PAPER, _ISSUE, _PAGE, _RECORD = map(re.compile, (PAPER, ISSUE, PAGE, RECORD))


@dataclass(frozen=True, slots=True)
class IssueAddress:
    """The paper, day and edition that an address names."""

    paper: str
    day: date
    edition: int

    @property
    def key(self) -> IssueKey:
        """The same as the archive is asked for it."""
        return IssueKey(self.paper, self.day, self.edition)


def read_issue(paper: str, issue: str) -> IssueAddress:
    """What the first two parts of an address name.

    Raises NotInArchive for what can be no issue (a day that no calendar has).
    """
    match = _ISSUE.fullmatch(issue)
    try:
        if match and _PAPER.fullmatch(paper) and match["edition"] != "1":
            return IssueAddress(paper, date.fromisoformat(match["day"]), int(match["edition"] or 1))
    except ValueError:
        pass
    raise NotInArchive(
        "这个地址不是一期报纸。期的地址形如 /报纸简称/2024-11-05/。",
        f"there is nothing at {paper[:40]}/{issue[:40]}; an issue is PAPER/YYYY-MM-DD",
    )


def read_page(page: str) -> int:
    """The number of a page; raises NotInArchive for what can be none."""
    if not _PAGE.fullmatch(page):
        raise NotInArchive("版次应是数字，例如 /报纸简称/2024-11-05/2/。", f"no page number: {page[:40]!r}")
    return int(page)


def read_record(record: str) -> str:
    """The last part of a record's address; raises NotInArchive for what can be none."""
    if not _RECORD.fullmatch(record):
        raise NotInArchive("没有这个条目。条目的地址形如 /报纸简称/2024-11-05/1/a3。", f"no record address: {record[:40]!r}")
    return record


def _led_to(path: str, request: Request) -> Response:
    """On to the address that this one means; relative, so that no header can lead elsewhere."""
    return RedirectResponse(f"{path}?{request.url.query}" if request.url.query else path, 308)


@router.get("/{paper}/{issue}")
def issue_without_slash(paper: str, issue: str, request: Request) -> Response:
    """An issue's address ends with a slash; without it one is led there."""
    read_issue(paper, issue)
    return _led_to(f"/{paper}/{issue}/", request)


@router.get("/{paper}/{issue}/")
def issue(paper: str, issue: str, request: Request, archive: ArchiveDep, settings: SettingsDep) -> Response:
    """An issue as its pages."""
    address = read_issue(paper, issue)
    views = archive.issue(address.paper, address.day, address.edition)
    shown = issue_page(views, archive.beside(address.key), settings)
    return fresh(request, render(request, "issue.html", shown), archive.unchanged_since())


@router.get("/{paper}/{issue}/{page}")
def page_without_slash(paper: str, issue: str, page: str, request: Request) -> Response:
    """A page's address ends with a slash; without it one is led there."""
    read_issue(paper, issue)
    return _led_to(f"/{paper}/{issue}/{read_page(page)}/", request)


@router.get("/{paper}/{issue}/{page}/")
def page(
    paper: str, issue: str, page: str, request: Request, archive: ArchiveDep, pictures: PicturesDep, settings: SettingsDep
) -> Response:
    """A page with its records in printed order."""
    address, number = read_issue(paper, issue), read_page(page)
    picture = pictures.find(address.paper, address.day, address.edition, number)
    views = archive.issue(address.paper, address.day, address.edition)
    shown = page_page(number, views, archive.beside(address.key), picture, settings)
    if shown is None:
        raise NotInArchive(f"这一期没有收录第 {number} 版。", f"no page {number} in {paper}/{issue}")
    return fresh(request, render(request, "page.html", shown), archive.unchanged_since())


@router.get("/{paper}/{issue}/{page}/{record}/")
def record_with_slash(paper: str, issue: str, page: str, record: str, request: Request) -> Response:
    """A record's address ends without a slash."""
    read_issue(paper, issue)
    return _led_to(f"/{paper}/{issue}/{read_page(page)}/{read_record(record)}", request)


@router.get("/{paper}/{issue}/{page}/{record}")
def record(
    paper: str,
    issue: str,
    page: str,
    record: str,
    request: Request,
    archive: ArchiveDep,
    pictures: PicturesDep,
    settings: SettingsDep,
) -> Response:
    """A record; the parameters of the search one came from mark what was searched and lead back. One that was joined or moved leads on."""
    address = read_issue(paper, issue)
    record_id = f"{paper}/{issue}/{read_page(page)}/{read_record(record)}"
    of_issue = archive.issue(address.paper, address.day, address.edition)
    view = next((view for view in of_issue if view.id == record_id), None)
    if view is None:
        archive.record(record_id)  # says where it is now, if anywhere
        raise NotInArchive(f"库里没有条目 {record_id}。", f"there is no record {record_id!r}")
    wanted = _search_of(request)
    terms = archive.terms(wanted.text) if wanted and wanted.text else ()
    picture = pictures.find(address.paper, address.day, address.edition, int(page))
    visit = Visit(str(request.base_url), date.today(), wanted, terms)
    surroundings = Surroundings(of_issue, archive.nearby(view), archive.beside(address.key))
    shown = record_page(view, surroundings, picture, visit, settings)
    return fresh(request, render(request, "record.html", shown), archive.unchanged_since())


def _search_of(request: Request) -> SearchRequest | None:
    """The search that these parameters spell; None for none, and for one that cannot be used: the record is there all the same."""
    try:
        wanted = SearchRequest.from_params(request.query_params.multi_items(), strict=False)
    except QueryError:
        return None
    return wanted if wanted.params() else None
