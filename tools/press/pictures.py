"""Photos that nobody took: drawn in grey or colour from a seed."""

from __future__ import annotations

import io
import random


def draw_photo(seed: int, width: float, height: float) -> bytes:
    """A JPEG of these proportions: sky, hills or houses, a few figures."""
    from PIL import Image, ImageDraw, ImageFilter

    chance = random.Random(seed)
    w, h = 320, max(40, min(960, round(320 * height / max(width, 1))))
    grey = chance.random() < 0.7

    def tint(v: int) -> tuple[int, int, int]:
        return (v, v, v) if grey else (v, min(255, v + 12), min(255, v + 28))

    picture = Image.new("RGB", (w, h))
    draw = ImageDraw.Draw(picture)
    for y in range(h):
        draw.line([(0, y), (w, y)], fill=tint(225 - 90 * y // h))
    for layer in range(3):
        base = h * (45 + 15 * layer) // 100
        shade = 150 - 35 * layer
        x = -20
        while x < w:
            step = chance.randint(24, 70)
            tall = chance.randint(h // 14, h // 5)
            if chance.random() < 0.5:
                draw.rectangle([x, base - tall, x + step, h], fill=tint(shade + chance.randint(-12, 12)))
            else:
                draw.ellipse([x - 20, base - tall, x + step + 30, h + tall], fill=tint(shade + chance.randint(-12, 12)))
            x += step
    for _ in range(chance.randint(1, 6)):
        x, tall = chance.randint(20, w - 20), chance.randint(h // 6, h // 3)
        draw.ellipse([x - tall // 7, h - tall, x + tall // 7, h - tall + tall // 4], fill=tint(60))
        draw.rounded_rectangle([x - tall // 5, h - tall + tall // 4, x + tall // 5, h], 6, fill=tint(chance.randint(40, 90)))
    picture = picture.filter(ImageFilter.GaussianBlur(0.8))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=60)
    return out.getvalue()
