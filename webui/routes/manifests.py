"""`/PAPER/DATE/manifest.json`: an issue for viewers of pictures (IIIF Presentation 3)."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from indexer.errors import NotInArchive
from indexer.page_images.store import Size
from webui.dependencies import ArchiveDep, PicturesDep, SettingsDep
from webui.exports.manifest import MEDIA_TYPE, PrintedPage, manifest
from webui.page_pictures import PagePicture
from webui.pages.frame import page_url, paper_text
from webui.routes.fresh import fresh
from webui.routes.records import read_issue

router = APIRouter(include_in_schema=False)


@router.get("/{paper}/{issue}/manifest.json")
def issue_manifest(
    paper: str, issue: str, request: Request, archive: ArchiveDep, pictures: PicturesDep, settings: SettingsDep
) -> Response:
    """Pages, pictures and texts of an issue."""
    address = read_issue(paper, issue)
    key = address.paper, address.day, address.edition
    views = archive.issue(*key)
    prints = {}
    for page in sorted({int(view.source["page"]) for view in views}):
        picture = pictures.find(*key, page)
        printed = _printed(picture, page_url(*key, page)) if picture else None
        if printed is not None:
            prints[page] = printed
    made = manifest(views, prints, paper_text(address.paper, settings), str(request.base_url))
    return fresh(request, JSONResponse(made, media_type=MEDIA_TYPE), archive.unchanged_since())


def _printed(picture: PagePicture, url: str) -> PrintedPage | None:
    try:
        return PrintedPage(
            large=f"{url}{Size.LARGE}.webp",
            small=f"{url}{Size.SMALL}.webp",
            pixels=picture.pixels(Size.LARGE),
            small_pixels=picture.pixels(Size.SMALL),
            points=(picture.width, picture.height),
            source_sha256=picture.source_sha256,
        )
    except NotInArchive:
        return None  # it was removed meanwhile
