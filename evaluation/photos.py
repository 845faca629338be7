"""What the wall of photos cuts out of a page for each caption, against where the photo was set."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image

from evaluation.reading import of_kind, overlap_of, pairs
from evaluation.scores import Tally
from indexer.model import PrintedSize
from indexer.page_images.rendering import render
from webui.photo_crops import guessed_box

LEAST_OVERLAP = 0.8
LEAST_TEXT = 0.75
"""Share of a caption's pairs of characters that its record has."""


def add_crops(page: dict[str, Any], data: bytes, printed: PrintedSize | None) -> None:
    """Gives each caption of the page the box `crop` that the wall would show: its photo's, else what is guessed from the picture."""
    captions = of_kind(page, "caption")
    for caption in captions:
        caption["crop"] = caption["photo_box"]
    unknown = [caption for caption in captions if not caption["crop"]]
    if not unknown or printed is None:
        return
    grey = Image.open(io.BytesIO(render(data, 1, printed).large)).convert("L")
    for caption in unknown:
        x0, y0, x1, y1 = caption["box"]
        caption["crop"] = guessed_box(grey, grey.width / printed.width, (x0, y0, x1, y1))


def count_photos(where: str, gold: dict[str, Any], page: dict[str, Any], tally: Tally) -> None:
    """Counts the captions of the gold that were read: right is a crop that is nearly the photo."""
    captions = of_kind(page, "caption")
    for wanted in gold["captions"]:
        text = pairs([wanted["text"]])
        found = max(captions, key=lambda caption: len(text & pairs(caption["paragraphs"])), default=None)
        if found is None or len(text & pairs(found["paragraphs"])) < LEAST_TEXT * len(text):
            continue
        overlap = overlap_of(found["crop"], wanted["photo_box"]) if found["crop"] else 0.0
        how = "stored" if found["photo_box"] else "guessed"
        tally.add(overlap >= LEAST_OVERLAP, f"{where} {wanted['text'][:20]} {how} {overlap:.2f}")
