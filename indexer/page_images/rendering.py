"""A page of a PDF or of a scan as two pictures; pure: knows no home and no catalog."""

from __future__ import annotations

import io
import math
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from indexer.errors import PageImageFailed
from indexer.model import PrintedSize

if TYPE_CHECKING:
    from PIL.Image import Image

LARGE_WIDTH = 2200
"""Pixels; 9-point Hanzi of a broadsheet (822 points) are 24 pixels wide and read like print."""
SMALL_WIDTH = 900
"""Pixels: a phone's width at twice its density; headlines can be read, the body cannot."""
LONGEST = 12_000
"""Pixels of the longer side; WebP ends at 16,383."""
LARGE_QUALITY, SMALL_QUALITY = 75, 72
"""Chosen by looking: below 65 the strokes of 讀 and 警 at 9 points run together, above 80 only photographs grow."""
METHOD = 2
"""Of the encoder: a quarter of a second; 4 takes twice as long and wins 3 %."""
FLAT = 0.02
"""Degrees of skew that nobody sees."""


@dataclass(frozen=True, slots=True)
class PageImages:
    """A page as WebP, upright and deskewed, in two sizes."""

    large: bytes
    """To read the print: `LARGE_WIDTH` pixels wide, or as wide as the scan is."""
    small: bytes
    """To see the page: `SMALL_WIDTH` pixels wide."""


def render(data: bytes, place: int, printed: PrintedSize) -> PageImages:
    """The picture of the page at a place (from 1) of a PDF, or of an image of one or more pages; which it is, its bytes say.

    A scan is turned about its middle by its skew, so that the boxes of its records lie where they are printed.
    Raises PageImageFailed for a source of another format, a page that is not there, and what cannot be drawn.
    """
    try:
        page = _of_pdf(data, place) if b"%PDF-" in data[:1024] else _of_image(data, place)
        page = _straight(page, printed)
        large = _shrunk(page, LARGE_WIDTH)
        return PageImages(_webp(large, LARGE_QUALITY), _webp(_shrunk(large, SMALL_WIDTH), SMALL_QUALITY))
    except ImportError as error:
        raise PageImageFailed(
            "没有安装画版面图要用的程序库。请运行 pip install 'bulletin-archive[pdf]'，再运行 bulletin doctor --repair。",
            f"a library for page images is missing ({error.name}): pip install 'bulletin-archive[pdf]'",
        ) from error
    except PageImageFailed:
        raise
    except Exception as error:
        # Pillow alone has some twenty decoders, each with errors of its own, struct.error and SyntaxError among them.
        raise PageImageFailed(
            f"第 {place} 页画不成版面图（{type(error).__name__}: {error}）。文字已收录；原件可能有损坏，请打开核对。",
            f"no picture of place {place}: {type(error).__name__}: {error}",
        ) from error


def _of_pdf(data: bytes, place: int) -> Image:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        if not 1 <= place <= len(document):
            raise _no_page(place)
        page = document[place - 1]
        width, height = page.get_size()
        scale = min(LARGE_WIDTH / width, LONGEST / height)
        return _on_white(page.render(scale=scale).to_pil())
    finally:
        document.close()


def _of_image(data: bytes, place: int) -> Image:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Of half that size; such scans are drawn.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data))
    except Image.DecompressionBombError as error:
        raise PageImageFailed(
            "这张图超过 1.7 亿像素，太大，没有做版面图；文字已收录。请用 600 dpi 以内的扫描件重新收录。", str(error)
        ) from error
    except UnidentifiedImageError as error:
        raise PageImageFailed(
            "这种格式的原件画不成版面图；文字已收录。", "page images are made of PDF and image files only"
        ) from error
    if not 1 <= place <= getattr(image, "n_frames", 1):
        raise _no_page(place)
    image.seek(place - 1)
    # A JPEG of 600 dpi is decoded at a half or a quarter of its size; of others nothing happens here.
    image.draft("RGB", (LARGE_WIDTH * 2, LARGE_WIDTH * 2))
    return _on_white(ImageOps.exif_transpose(image))


def _on_white(image: Image) -> Image:
    """The image in colours or greys of eight bits, on white where it is transparent."""
    from PIL import Image

    if image.mode.startswith(("I", "F")):
        # 16 bits a pixel: a plain conversion cuts everything above 255 to white.
        low, high = _extremes(image)
        factor = 255 / max(1.0, high - low)
        return image.convert("F").point(lambda value: value * factor - low * factor).convert("L")
    if image.mode in {"1", "L"}:
        return image.convert("L")
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(ground, layer).convert("RGB")
    return image.convert("RGB")


def _extremes(image: Image) -> tuple[float, float]:
    found: Any = image.getextrema()
    return float(found[0]), float(found[1])


def _straight(image: Image, printed: PrintedSize) -> Image:
    """The image turned back by the skew of the scan, in the frame that its boxes count in."""
    if abs(printed.skew) < FLAT:
        return image
    from PIL import Image

    # Turned before it is shrunk to the size of the pictures, but not at 600 dpi.
    image = _shrunk(image, LARGE_WIDTH)
    turned = image.rotate(-printed.skew, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    # A reader may keep the size of the scan when it sets it straight, or widen it to keep the corners: the shape of the page tells.
    wanted = printed.width / printed.height
    width, height = min(image.size, turned.size, key=lambda size: abs(math.log(size[0] / size[1] / wanted)))
    left, top = (turned.width - width) // 2, (turned.height - height) // 2
    return turned.crop((left, top, left + width, top + height))


def _shrunk(image: Image, width: int) -> Image:
    """The image at most so wide, and not longer than `LONGEST`; never larger than it is."""
    from PIL import Image

    scale = min(1.0, width / image.width, LONGEST / image.height)
    if scale == 1.0:
        return image
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _webp(image: Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=quality, method=METHOD)
    return buffer.getvalue()


def _no_page(place: int) -> PageImageFailed:
    return PageImageFailed(f"原件里没有第 {place} 页。", f"the source has no page {place}")
