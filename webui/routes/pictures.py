"""`/PAPER/DATE/PAGE/page.webp` and `page-small.webp`: a page as it is printed; `/PAPER/DATE/PAGE/c1.webp`: the photo of a caption."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response

from indexer.errors import NotInArchive
from indexer.page_images.store import Size
from webui.dependencies import ArchiveDep, PicturesDep
from webui.page_pictures import PagePictures
from webui.photo_crops import CROPPING, Box, crop
from webui.routes.records import read_issue, read_page, read_record

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


@router.get("/{paper}/{issue}/{page}/{record}.webp")
def photo(
    paper: str, issue: str, page: str, record: str, request: Request, archive: ArchiveDep, pictures: PicturesDep
) -> Response:
    """The photo that a caption speaks of, cut out of the picture of its page."""
    address, number = read_issue(paper, issue), read_page(page)
    view = archive.record(f"{paper}/{issue}/{page}/{read_record(record)}")
    picture = pictures.find(address.paper, address.day, address.edition, number)
    details = view.source.get("details", {})
    box, shown = details.get("box"), details.get("photo_box")
    if picture is None or not box or view.source.get("source_sha256") != picture.source_sha256:
        raise NotInArchive("这一条没有图片。", f"no picture of {view.id}")
    content = "-".join(map(str, (picture.tag(Size.LARGE), CROPPING, *box, *(shown or ()))))
    return _answer(content, lambda: crop(picture, _box(box), _box(shown) if shown else None), request)


def _box(edges: Sequence[float]) -> Box:
    left, top, right, lower = map(float, edges)
    return (left, top, right, lower)


def _picture(paper: str, issue: str, page: str, size: Size, request: Request, pictures: PagePictures) -> Response:
    address, number = read_issue(paper, issue), read_page(page)
    picture = pictures.find(address.paper, address.day, address.edition, number)
    if picture is None:
        raise NotInArchive(f"第 {number} 版没有版面图。", f"no picture of page {number} of {paper}/{issue}")
    return _answer(picture.tag(size), lambda: picture.read(size), request)


def _answer(content: str, read: Callable[[], bytes], request: Request) -> Response:
    """The picture, or that the browser has it: `content` names what it shows."""
    tag = f'"{content}"'
    headers = {"ETag": tag, "Cache-Control": f"public, max-age={KEPT_SECONDS}, must-revalidate"}
    known = {item.strip().removeprefix("W/") for item in request.headers.get("if-none-match", "").split(",")}
    if known & {tag, "*"}:
        return Response(status_code=304, headers=headers)
    return Response(read(), media_type="image/webp", headers=headers)
