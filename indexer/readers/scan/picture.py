"""A picture file as grey pixels, upright, with its resolution."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from indexer.errors import SourceTooLarge, SourceUnreadable

Grey = npt.NDArray[Any]
"""Rows of grey levels, 0 black to 255, as bytes; OpenCV's own types say less than they hold."""
MOST_PIXELS = 120_000_000
"""A broadsheet at 400 dpi has 70 million; beyond this a picture is made to fill memory."""
MOST_PICTURES = 500
NEWSPAPER_HEIGHT = 1190.0
"""Points; the height taken for a picture whose file says no believable resolution: tabloid (A3) is what district papers print."""
SHORTEST_PAGE, LONGEST_PAGE = 500.0, 2400.0
LEAST_DPI, MOST_DPI = 90, 650
# What Pillow raises for files that were cut off or damaged, found by trying thousands of them.
BROKEN = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    SyntaxError,
    EOFError,
    struct.error,
    zlib.error,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    MemoryError,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """One page: grey levels (0 black), rows from the top, and dots an inch."""

    grey: Grey
    dpi: float


def pictures(data: bytes, source: str) -> Iterator[Picture]:
    """The pictures of a file (TIFF may hold several); raises SourceUnreadable or SourceTooLarge."""
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(data)) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image), 1):
                if number > MOST_PICTURES:
                    raise SourceTooLarge(
                        f"{source}：这个图片文件里有 {MOST_PICTURES} 多页，未收录。请分成小文件。",
                        f"{source} holds more than {MOST_PICTURES} pictures",
                    )
                if frame.width * frame.height > MOST_PIXELS:
                    raise SourceTooLarge(
                        f"{source}：图片有 {frame.width}×{frame.height} 像素，太大（上限 {MOST_PIXELS:,}）。请用 200 至 300 dpi 重新扫描或缩小。",
                        f"{source}: a picture of {frame.width} by {frame.height} pixels is too large",
                    )
                yield Picture(as_grey(frame), _dpi(frame))
    except BROKEN as error:
        raise SourceUnreadable(
            f"{source}：图片已损坏或不完整，打不开。请重新扫描或导出，再收录。", f"{source} is a damaged picture: {error}"
        ) from error


def as_grey(frame: Any) -> Grey:
    """The grey levels of a Pillow picture (upright, on white) or of an array of grey, RGB or RGBA rows."""
    if isinstance(frame, np.ndarray):
        if frame.ndim == 2 and frame.dtype == np.uint8:
            return np.ascontiguousarray(frame)
        frame = Image.fromarray(frame)
    image = ImageOps.exif_transpose(frame)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(paper, image)
    if image.mode.startswith("I;16") or image.mode == "I":
        return (np.asarray(image, dtype=np.uint32) >> 8).clip(0, 255).astype(np.uint8)
    return np.asarray(image.convert("L"), dtype=np.uint8).copy()


def _dpi(frame: Any) -> float:
    said = frame.info.get("dpi")
    height = float(max(frame.width, frame.height))
    dpi = float(said[0]) if isinstance(said, tuple) and said else 0.0
    # Cameras and phones write 72 or 96; a page of over 85 centimetres or under 18 is no page of a newspaper.
    if LEAST_DPI <= dpi <= MOST_DPI and SHORTEST_PAGE <= height / dpi * 72 <= LONGEST_PAGE:
        return dpi
    return max(float(LEAST_DPI), height / NEWSPAPER_HEIGHT * 72)
