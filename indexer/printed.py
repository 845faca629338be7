"""A page as it is printed: characters, rules, frames and pictures with their places; what PDF and OCR readers give.

    bytes --readers.read--> PrintedSource --pages.layout--> LaidOutPage --pages.parse_laid_out--> Page

Places are boxes (x0, y0, x1, y1) in points (1/72 inch), origin at the top left, y growing downwards, of the page upright and deskewed.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.model import ParseWarning

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character."""

    text: str
    """The character, repaired (⽅ is 方); a ligature has several."""
    box: Box
    """Its em box: as wide as its advance, as high as its type; a blank of its own is a glyph, too."""
    size: float
    """Type size in points; of a scan, as estimated for its line."""
    font: str = ""
    """Name of the font; empty where unknown (scans)."""
    angle: int = 0
    """How far the character is turned clockwise: 0, 90, 180, 270 degrees."""
    run: int = 0
    """Which text object or recognised line it comes from; characters of one line of OCR stand in their order."""
    confidence: float = 1.0
    """Of the recognition, 0 to 1."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page before anything of it is understood."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Box, ...] = ()
    """Thin lines, horizontal or vertical, also dotted ones: a rule divides what stands on its sides."""
    frames: tuple[Box, ...] = ()
    """Drawn or shaded boxes with text inside: a frame holds what is in it together."""
    pictures: tuple[Box, ...] = ()
    scanned: bool = False
    """The characters were recognised, not read."""
    skew: float = 0.0
    """Degrees, counter-clockwise, by which the scan was turned before it was set straight."""
    warnings: tuple[ParseWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedSource:
    """The printed pages of one source, in order; `reader` names who read it (pdf, scan, ofd)."""

    pages: tuple[PrintedPage, ...]
    reader: str
    warnings: tuple[ParseWarning, ...] = ()
