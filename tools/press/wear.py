"""Harder scans of any PDF page: coarse, turned, curled, stained, unevenly lit, with the back page shining through; all from a seed.

`python -m tools.press.wear --out FOLDER --seed N [--dpi 150] FILE.pdf …` writes one JPEG a page, and beside it how it was worn.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tools.press.writing import render


@dataclass(frozen=True, slots=True)
class Wear:
    """How a scan is made worse."""

    seed: int
    dpi: int = 150
    skew: float = 0.0
    """Degrees, counter-clockwise, up to 2."""
    bleed: float = 0.0
    """How dark the back page shines through, 0 to 1."""
    curl: float = 0.0
    """How far the middle of a line is lifted, as a share of the page height."""
    stains: int = 0
    shade: float = 0.0
    """How much darker the darkest corner is, 0 to 1."""
    noise: float = 4.0
    """Grey levels."""
    quality: int = 60
    """Of the JPEG."""


def draw_wear(seed: int, dpi: int = 150) -> Wear:
    """A mixture of everything, each to some degree."""
    chance = random.Random(seed)
    return Wear(
        seed=seed,
        dpi=dpi,
        skew=round(chance.uniform(0.3, 2.0) * chance.choice([-1, 1]), 2),
        bleed=round(chance.uniform(0.05, 0.18), 3),
        curl=round(chance.uniform(0.0, 0.006), 4),
        stains=chance.randint(0, 4),
        shade=round(chance.uniform(0.05, 0.3), 2),
        noise=round(chance.uniform(2, 7), 1),
        quality=60,
    )


def worn(page: Any, back: Any, wear: Wear) -> Any:
    """The grey picture of a page (Pillow), worn; `back` is the picture of its other side."""
    import cv2
    import numpy as np
    from PIL import Image

    dice = np.random.default_rng(wear.seed)
    front: Any = np.asarray(page, dtype=np.float32)
    high, wide = front.shape
    if wear.bleed:
        other: Any = np.asarray(back.resize((wide, high)), dtype=np.float32)[:, ::-1]
        other = cv2.GaussianBlur(other, (0, 0), 1.6)
        front = np.minimum(front, 255 - (255 - other) * wear.bleed)
    front = cv2.GaussianBlur(front, (0, 0), 0.6)
    ys, xs = np.mgrid[0:high, 0:wide].astype(np.float32)
    # The sheet bends along its height: lines are lifted in the middle, and a little narrower at the spine.
    lift = wear.curl * high * np.sin(np.pi * xs / wide)
    pull = 0.4 * wear.curl * wide * np.sin(np.pi * xs / wide * 2)
    turn = np.deg2rad(wear.skew)
    cx, cy = wide / 2, high / 2
    sx = (xs - cx) * np.cos(turn) - (ys - cy) * np.sin(turn) + cx + pull
    sy = (xs - cx) * np.sin(turn) + (ys - cy) * np.cos(turn) + cy + lift
    paper = 238.0
    front = front * (paper / 255) + 8
    picture: Any = cv2.remap(
        front, sx.astype(np.float32), sy.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=190.0
    )
    for _ in range(wear.stains):
        x, y = dice.uniform(0, wide), dice.uniform(0, high)
        radius = dice.uniform(0.02, 0.08) * wide
        far = np.sqrt((xs - x) ** 2 + ((ys - y) * dice.uniform(0.7, 1.4)) ** 2) / radius
        spot = np.clip(1.2 - far, 0, 1) * 0.16 + np.exp(-((far - 1) ** 2) / 0.006) * 0.14
        picture *= 1 - spot
    if wear.shade:
        toward = dice.uniform(0, 2 * np.pi)
        slope = ((xs / wide - 0.5) * np.cos(toward) + (ys / high - 0.5) * np.sin(toward)) / 1.42 + 0.5
        picture *= 1 - wear.shade * np.clip(slope, 0, 1)
    picture += dice.normal(0, wear.noise, picture.shape)
    return Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))


def wear_page(data: bytes, back: bytes, wear: Wear) -> Any:
    """The first page of a PDF as a worn scan, a grey picture of Pillow; `back` is the PDF of what is printed behind."""
    return worn(render(data, wear.dpi), render(back, wear.dpi), wear)


def main() -> None:
    """Writes worn scans of the given PDFs; the page before shines through each."""
    parser = argparse.ArgumentParser(prog="python -m tools.press.wear", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dpi", type=int, default=150)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(given.files):
        wear = draw_wear(given.seed * 1000 + number, given.dpi)
        picture = wear_page(path.read_bytes(), given.files[number - 1].read_bytes(), wear)
        name = f"{path.parent.name}-{path.stem}"
        picture.save(given.out / f"{name}.jpg", "JPEG", quality=wear.quality, dpi=(wear.dpi, wear.dpi))
        (given.out / f"{name}.wear.json").write_text(json.dumps(asdict(wear)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
