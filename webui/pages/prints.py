"""A page as it is printed: its picture, and the places of its records on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.page_images.store import Size
from webui.page_pictures import PagePicture
from webui.pages.items import short_title
from webui.search.results import RecordView
from webui.words import KIND_LABELS, WORDS

CLIP_MARGIN = 6.0
"""Points around a record: rules and the edge of its frame are seen, the neighbours are not."""
CLIP_PIXELS = 1.5
"""Of the screen for a point of the print: type of 9 points is as large as the text of a page of the web."""


@dataclass(frozen=True, slots=True)
class Area:
    """The place of a record on the picture, in points."""

    url: str
    """Its page."""
    label: str
    """Its headline or first words, with its kind where it is no article."""
    kind: str
    """article, caption or notice."""
    x: float
    """From the left edge."""
    y: float
    """From the top edge."""
    width: float
    """How wide it is."""
    height: float
    """How high it is."""


@dataclass(frozen=True, slots=True)
class PagePrint:
    """The picture of a page, with its records as areas."""

    small_url: str
    """Address of the picture in the size of a screen."""
    large_url: str
    """Address of the picture in which the print can be read."""
    width: int
    """Points."""
    height: int
    """Points."""
    view_box: str
    """The whole page, as SVG writes it."""
    alt: str
    """What the picture shows, for those who do not see it."""
    areas: tuple[Area, ...]
    """What can be clicked, in printed order; what lies on something else comes after it."""


@dataclass(frozen=True, slots=True)
class RecordPrint:
    """Where a record is printed: the page with its place marked, and the place cut out."""

    small_url: str
    """Address of the page's picture in the size of a screen."""
    large_url: str
    """Address of the picture in which the print can be read."""
    page_url: str
    """The record's place in the list of its page."""
    width: float
    """Of the page, in points."""
    height: float
    """Of the page, in points."""
    view_box: str
    """The whole page, as SVG writes it."""
    area: Area
    """The place."""
    clip_box: str
    """The place with a margin, as SVG writes it."""
    clip_width: int
    """Of the cutting on the screen, in pixels."""
    clip_height: int
    """Of the cutting on the screen, in pixels."""


def page_print(picture: PagePicture, views: Sequence[RecordView], url: str, name: str) -> PagePrint:
    """The picture of the page at this address, with those of its records whose place is known."""
    areas = [area for view in views if (area := _area(picture, view)) is not None]
    return PagePrint(
        small_url=image_url(picture, url, Size.SMALL),
        large_url=image_url(picture, url, Size.LARGE),
        width=round(picture.width),
        height=round(picture.height),
        view_box=_view_box(0, 0, picture.width, picture.height),
        alt=WORDS["print_alt"].format(page=name),
        areas=_stacked(areas),
    )


def record_print(picture: PagePicture, view: RecordView, url: str) -> RecordPrint | None:
    """The place of this record on the picture of the page at this address; None where it is not known."""
    area = _area(picture, view)
    if area is None:
        return None
    left, top = max(0.0, area.x - CLIP_MARGIN), max(0.0, area.y - CLIP_MARGIN)
    right = min(picture.width, area.x + area.width + CLIP_MARGIN)
    bottom = min(picture.height, area.y + area.height + CLIP_MARGIN)
    return RecordPrint(
        small_url=image_url(picture, url, Size.SMALL),
        large_url=image_url(picture, url, Size.LARGE),
        page_url=f"{url}#{view.id.rpartition('/')[2]}",
        width=round(picture.width, 1),
        height=round(picture.height, 1),
        view_box=_view_box(0, 0, picture.width, picture.height),
        area=area,
        clip_box=_view_box(left, top, right - left, bottom - top),
        clip_width=round((right - left) * CLIP_PIXELS),
        clip_height=round((bottom - top) * CLIP_PIXELS),
    )


def photo_url(picture: PagePicture | None, view: RecordView) -> str | None:
    """The address of the photo that a caption speaks of, cut out of this picture of its page; None where its place is not known."""
    source = view.source
    known = source["kind"] == "caption" and source.get("details", {}).get("photo_box")
    return f"/{view.id}.webp" if known and picture and source.get("source_sha256") == picture.source_sha256 else None


def _area(picture: PagePicture, view: RecordView) -> Area | None:
    box = view.source.get("details", {}).get("box")
    # Until the index has followed the catalog it may hold the records of the version before, from another file.
    if not box or view.source.get("source_sha256") != picture.source_sha256:
        return None
    left, top = max(0.0, box[0]), max(0.0, box[1])
    right, bottom = min(picture.width, box[2]), min(picture.height, box[3])
    if right <= left or bottom <= top:
        return None
    kind = view.source["kind"]
    title = short_title(view)
    label = title if kind == "article" else f"{KIND_LABELS.get(kind, kind)} {title}"
    return Area(f"/{view.id}", label, kind, round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1))


def _stacked(areas: Sequence[Area]) -> tuple[Area, ...]:
    """In printed order, but a smaller area that lies on a larger one (a caption in an article) after it, so that it can be clicked."""
    stacked: list[Area] = []
    for area in areas:
        below = (place for place, other in enumerate(stacked) if _meet(area, other) and _size(area) > _size(other))
        stacked.insert(next(below, len(stacked)), area)
    return tuple(stacked)


def _meet(one: Area, other: Area) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return not beside and one.y + one.height > other.y and other.y + other.height > one.y


def _size(area: Area) -> float:
    return area.width * area.height


def image_url(picture: PagePicture, url: str, size: Size) -> str:
    """Path of the picture of the page at this address."""
    # Named by its content, so that a browser never draws boxes over the picture of an earlier version.
    return f"{url}{size}.webp?v={picture.tag(size)[:12]}"


def _view_box(left: float, top: float, width: float, height: float) -> str:
    return f"{left:.1f} {top:.1f} {width:.1f} {height:.1f}"
