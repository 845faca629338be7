"""`/PAPER/DATE/PAGE/page.webp` and `page-small.webp`: a page as it is printed."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from indexer.errors import NotInArchive
from indexer.page_images.store import Size
from webui.dependencies import PicturesDep
from webui.page_pictures import PagePictures
from webui.routes.records import read_issue, read_page

router = APIRouter(include_in_schema=False)

KEPT_SECONDS = 300
"""So long a browser shows a picture without asking again: a page that was withdrawn is gone after it."""


@router.get("/{paper}/{issue}/{page}/page.webp")
def large(paper: str, issue: str, page: str, request: Request, pictures: PicturesDep) -> Response:
    """The picture in which the print can be read."""
    return _picture(paper, issue, page, Size.LARGE, request, pictures)


@router.get("/{paper}/{issue}/{page}/page-small.webp")
def small(paper: str, issue: str, page: str, request: Request, pictures: PicturesDep) -> Response:
    """The picture in the size of a screen."""
    return _picture(paper, issue, page, Size.SMALL, request, pictures)


def _picture(paper: str, issue: str, page: str, size: Size, request: Request, pictures: PagePictures) -> Response:
    address, number = read_issue(paper, issue), read_page(page)
    picture = pictures.find(address.paper, address.day, address.edition, number)
    if picture is None:
        raise NotInArchive(f"第 {number} 版没有版面图。", f"no picture of page {number} of {paper}/{issue}")
    tag = f'"{picture.tag(size)}"'
    headers = {"ETag": tag, "Cache-Control": f"public, max-age={KEPT_SECONDS}, must-revalidate"}
    known = {item.strip().removeprefix("W/") for item in request.headers.get("if-none-match", "").split(",")}
    if known & {tag, "*"}:
        return Response(status_code=304, headers=headers)
    return Response(picture.read(size), media_type="image/webp", headers=headers)
