"""The photo that a caption speaks of, cut out of the picture of its page.

Where the reader of the page found the photo, its box is kept with the caption. Where it did not, and of records that were read before
it was kept, what adjoins the caption and has no white line through it is taken for the photo: lines of text have one every dozen
points. That is a guess, and the wall says so.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from indexer.page_images.store import Size
from webui.page_pictures import PagePicture

if TYPE_CHECKING:
    from PIL.Image import Image

Box = tuple[float, float, float, float]
"""Left, top, right and lower edge, in points of the page, from its upper left corner."""

LEAST_SIDE = 42.0
"""Points: a shorter thing is a line of text, a title or a mark."""
MOST_GUTTER = 18.0
"""Points of white between a caption and its photo."""
GRAIN = 1.0
"""Points: the page is looked at in squares of this size."""
SHADE = 11
"""Grey levels by which a white row may be darker than the paper: it is not quite even, and WebP blurs."""
MOST_WIDER = 2.6
"""A thing wider than that, against its caption and its own height, is several things."""
FALLBACK_MARGIN = 30.0
"""Points around a caption without a photo: so much of its page is shown."""
WIDEST = 720
"""Pixels of the picture that is sent; the wall shows it at half that size, screens of phones have two for one."""
QUALITY = 72
PAPER_SHARE = 0.2
"""Share of a page that is bare paper at the least: its margins and what is between its lines."""
CROPPING = 2
"""Raised when the same caption would be cut otherwise, so that browsers ask for it anew."""
_KEPT = 128
"""Crops that are kept, each some 30 kB."""


def crop(picture: PagePicture, caption: Box, photo: Box | None = None) -> bytes:
    """The photo of this caption as a WebP file: what stands in its box `photo`; where that is not known, the thing that adjoins the
    caption, or the caption with what is around it.

    Raises NotInArchive when the picture was removed meanwhile.
    """
    return _crop(picture, caption, photo)


@lru_cache(maxsize=_KEPT)
def _crop(picture: PagePicture, caption: Box, photo: Box | None) -> bytes:
    try:
        from PIL import Image
    except ImportError:
        # The home came from a machine that reads PDFs to one that only serves: the whole page shows the photo, too.
        return picture.read(Size.SMALL)
    page = Image.open(io.BytesIO(picture.read(Size.LARGE))).convert("RGB")
    scale = page.width / picture.width
    box = (photo and _on_page(photo, picture)) or guessed_box(page.convert("L"), scale, caption) or _around(caption, picture)
    cut = page.crop((round(box[0] * scale), round(box[1] * scale), round(box[2] * scale), round(box[3] * scale)))
    if cut.width > WIDEST:
        cut = cut.resize((WIDEST, max(1, round(cut.height * WIDEST / cut.width))), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    cut.save(file, "WEBP", quality=QUALITY)
    return file.getvalue()


def guessed_box(grey: Image, scale: float, caption: Box) -> Box | None:
    """Where the photo of this caption may be on the page (`scale` pixels of it are a point): the thing that is nearest to
    the caption on any side; None where there is none."""
    from PIL import Image

    across, down = round(grey.width / scale / GRAIN), round(grey.height / scale / GRAIN)
    small = grey.resize((across, down), Image.Resampling.BOX)
    white = _paper(small) - SHADE
    x0, y0, x1, y1 = (round(edge / GRAIN) for edge in caption)
    sides = (
        (small, (x0, y0, x1), lambda b: b),
        (
            small.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
            (x0, down - y1, x1),
            lambda b: (b[0], down - b[3], b[2], down - b[1]),
        ),
        # On its side, what is left of the caption stands above it.
        (small.transpose(Image.Transpose.TRANSPOSE), (y0, x0, y1), lambda b: (b[1], b[0], b[3], b[2])),
        (
            small.transpose(Image.Transpose.ROTATE_90),
            (y0, across - x1, y1),
            lambda b: (across - b[3], b[0], across - b[1], b[2]),
        ),
    )
    found = [
        (thing.gutter, back(thing.box)) for page, place, back in sides if (thing := _above(page, white, *place)) is not None
    ]
    if not found:
        return None
    _, (left, top, right, bottom) = min(found)
    return left * GRAIN, top * GRAIN, right * GRAIN, bottom * GRAIN


@dataclass(frozen=True, slots=True)
class _Thing:
    """What has no white line through it, and how far it is from the caption; in squares."""

    gutter: int
    box: tuple[int, int, int, int]


def _paper(page: Image) -> int:
    """The level of the paper: a page is white above all, and what was scanned yellow is not."""
    lighter = 0
    for level, count in reversed(list(enumerate(page.histogram()))):
        lighter += count
        if lighter >= PAPER_SHARE * page.width * page.height:
            return level
    return 255


def _above(page: Image, white: int, left: int, top: int, right: int) -> _Thing | None:
    """The thing right above the line from `left` to `right` at `top`, in squares; rows of a mean from `white` on are paper."""
    left, right = max(0, left), min(page.width, right)
    if right - left < 4 or top <= LEAST_SIDE / GRAIN:
        return None
    quarter = (right - left) // 4
    rows = _means(page, (left + quarter, 0, right - quarter, top), upright=True)
    bottom = top
    while bottom > 0 and rows[bottom - 1] >= white and top - bottom < MOST_GUTTER / GRAIN:
        bottom -= 1
    first = bottom
    while first > 0 and rows[first - 1] < white:
        first -= 1
    if bottom - first < LEAST_SIDE / GRAIN:
        return None
    columns = _means(page, (0, first, page.width, bottom), upright=False)
    x0 = x1 = (left + right) // 2
    while x0 > 0 and columns[x0 - 1] < white:
        x0 -= 1
    while x1 < page.width and columns[x1] < white:
        x1 += 1
    if x1 - x0 > MOST_WIDER * (right - left) and x1 - x0 > MOST_WIDER * (bottom - first):
        # A screen or a rule joins it with its neighbours; a photo is most often as wide as its caption.
        x0, x1 = left, right
    return None if x1 - x0 < LEAST_SIDE / GRAIN else _Thing(top - bottom, (x0, first, x1, bottom))


def _means(page: Image, area: tuple[int, int, int, int], *, upright: bool) -> list[int]:
    from PIL import Image

    part = page.crop(area)
    line = part.resize((1, part.height) if upright else (part.width, 1), Image.Resampling.BOX)
    return list(line.tobytes())


def _on_page(box: Box, picture: PagePicture) -> Box | None:
    """The part of a box that is on the page; None where there is none."""
    x0, y0, x1, y1 = box
    x0, y0, x1, y1 = max(0.0, x0), max(0.0, y0), min(picture.width, x1), min(picture.height, y1)
    return (x0, y0, x1, y1) if x1 - x0 >= 1 and y1 - y0 >= 1 else None


def _around(caption: Box, picture: PagePicture) -> Box:
    x0, y0, x1, y1 = caption
    return (
        max(0.0, x0 - FALLBACK_MARGIN),
        max(0.0, y0 - FALLBACK_MARGIN),
        min(picture.width, x1 + FALLBACK_MARGIN),
        min(picture.height, y1 + FALLBACK_MARGIN),
    )
