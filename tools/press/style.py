"""How a page looks: its size, columns, faces and dividers, drawn with a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

SIZES = {"broadsheet": (1105.0, 1559.0), "tabloid": (794.0, 1106.0), "A3": (842.0, 1191.0), "A4": (595.0, 842.0)}
LAYERS = ("natural", "shuffled", "perchar", "fakebold", "radicals", "notounicode", "rotated", "ocrtext")


@dataclass(frozen=True, slots=True)
class Style:
    """The look of one page."""

    paper: str
    width: float
    height: float
    margin: float
    columns: int
    gutter: float
    body: str
    size: float
    leading: float
    heads: tuple[str, ...]
    aside: str
    """Kickers, subtitles, captions."""
    divide: str
    """rules between articles, white space only, or thin rules between the columns of an article as well."""
    centred: bool
    frame: str
    gap: float
    """Height between one article and the next below it."""
    layer: str
    vertical: bool = False
    """Traditional characters in columns of vertical text, right to left; the page is set lying and then stood up."""

    @property
    def column_width(self) -> float:
        """Width of a column."""
        return (self.width - 2 * self.margin - (self.columns - 1) * self.gutter) / self.columns


def draw_style(chance: random.Random, paper: str | None = None, layer: str = "natural", *, vertical: bool = False) -> Style:
    """A look; columns hold between ten and twenty-two characters."""
    paper = paper or chance.choice(list(SIZES))
    width, height = SIZES[paper]
    if vertical:
        width, height = height - 60, width
    margin = chance.choice([28.0, 34.0, 42.0])
    gutter = float(chance.choice([8, 10, 12, 14, 16]))
    size = chance.choice([8.0, 8.5, 9.0, 9.5, 10.0, 10.5, 11.0])
    divide = chance.choice(["rules", "white", "columns"])
    if divide == "white":
        gutter = max(gutter, 12.0)
    fitting = [n for n in range(3, 9) if 10 <= (width - 2 * margin - (n - 1) * gutter) / n / size <= 22]
    while not fitting:
        size -= 0.5
        fitting = [n for n in range(3, 9) if 10 <= (width - 2 * margin - (n - 1) * gutter) / n / size <= 22]
    return Style(
        paper=paper,
        width=width,
        height=height,
        margin=margin,
        columns=chance.choice(fitting),
        gutter=gutter,
        body="ming" if vertical else chance.choice(["song", "song", "song", "kai", "microhei", "wenkai"]),
        size=size,
        leading=round(size * chance.choice([1.35, 1.45, 1.55, 1.65]), 2),
        heads=("ming",) if vertical else tuple(chance.sample(["wenkai-bold", "microhei", "zenhei", "song"], 2)),
        aside="ming" if vertical else chance.choice(["kai", "kai", "microhei"]),
        divide=divide,
        centred=chance.random() < 0.6,
        frame=chance.choice(["simple", "double", "shaded"]),
        gap=20.0 if divide == "white" else float(chance.choice([12, 14, 18])),
        layer=layer,
        vertical=vertical,
    )
