"""The type faces of the press: TrueType faces that Debian packs and whose licences allow them inside a document."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path("/usr/share/fonts/truetype")

# name: file, number in its collection. Licences: docs/samples.md.
FILES = {
    "song": ("arphic/uming.ttc", 0),
    "ming": ("arphic/uming.ttc", 1),
    "kai": ("arphic/ukai.ttc", 0),
    "wenkai": ("lxgw-wenkai/LXGWWenKai-Regular.ttf", 0),
    "wenkai-bold": ("lxgw-wenkai/LXGWWenKai-Bold.ttf", 0),
    "microhei": ("wqy/wqy-microhei.ttc", 0),
    "zenhei": ("wqy/wqy-zenhei.ttc", 0),
}
PACKAGES = "fonts-arphic-uming fonts-arphic-ukai fonts-lxgw-wenkai fonts-wqy-microhei fonts-wqy-zenhei"

# A baseline this far below the top of the em box: what Chinese faces agree on.
ASCENT = 0.88


class FaceMissing(RuntimeError):
    """A face is not installed; the message names the packages."""


def are_installed() -> bool:
    """All faces are where Debian puts them."""
    return all((ROOT / file).is_file() for file, _ in FILES.values())


@cache
def face(name: str) -> Any:
    """The face, registered with reportlab. Raises FaceMissing."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    file, number = FILES[name]
    if not (ROOT / file).is_file():
        raise FaceMissing(f"{ROOT / file} is missing: apt-get install {PACKAGES}")
    font = TTFont(name, str(ROOT / file), subfontIndex=number)
    pdfmetrics.registerFont(font)
    return font


@cache
def advance(name: str, character: str) -> float:
    """Width of a character, of type of size 1."""
    return float(face(name).stringWidth(character, 1000)) / 1000


def width_of(text: str, name: str, size: float) -> float:
    """Width of a text, in points."""
    return sum(advance(name, character) for character in text) * size


def can_print(name: str, text: str) -> bool:
    """The face has a glyph for every character."""
    glyphs = face(name).face.charToGlyph
    return all(ord(character) in glyphs for character in text)
