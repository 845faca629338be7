"""An issue as a IIIF Presentation 3 manifest: its pages as canvases, their pictures, and the text of each record where it is printed. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from webui.pages.frame import issue_url, page_text, page_url, plain_day_text
from webui.pages.items import day_of, printed_name
from webui.search.results import RecordView
from webui.words import WORDS

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
MEDIA_TYPE = f'application/ld+json;profile="{CONTEXT}"'

UNPRINTED = (1000, 1414)
"""Width and height of the canvas of a page without a picture: a canvas must have some, and a sheet has these proportions."""


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """The picture of a page as a manifest names it."""

    large: str
    """Address of the picture in which the print can be read, from the root of the site."""
    small: str
    """The same in the size of a screen."""
    pixels: tuple[int, int]
    """Width and height of the large one."""
    small_pixels: tuple[int, int]
    """The same of the small one."""
    points: tuple[float, float]
    """Width and height of the page, in the measure of the records' boxes."""
    source_sha256: str
    """The source it was made from: boxes of another one mean another picture."""


def manifest(views: Sequence[RecordView], prints: Mapping[int, PrintedPage], paper_name: str, base_url: str) -> dict[str, Any]:
    """The manifest of the issue of these records, which stand in printed order; `prints` are its pictures by page."""
    base = base_url.rstrip("/")
    first = views[0].source
    key = first["paper"], day_of(first), first["edition"]
    address = base + issue_url(*key)
    day = plain_day_text(key[1])
    number = next((view.source["issue_number"] for view in views if view.source.get("issue_number")), None)
    facts = [(WORDS["issue_date"], day), *(((WORDS["print_number"], str(number)),) if number else ())]
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "id": f"{address}manifest.json",
        "type": "Manifest",
        "label": _words(f"{paper_name} {day}"),
        "metadata": [{"label": _words(label), "value": _words(value)} for label, value in facts],
        "navDate": f"{first['issue_date']}T00:00:00Z",
        "homepage": [
            {"id": address, "type": "Text", "label": _words(f"{paper_name} {day}"), "format": "text/html", "language": ["zh"]}
        ],
        "items": [
            _canvas(base, base + page_url(*key, page), page, list(group), prints.get(page))
            for page, group in groupby(views, key=lambda view: int(view.source["page"]))
        ],
    }
    shown = next(iter(prints.values()), None)
    if shown is not None:
        made["thumbnail"] = [_image(base + shown.small, shown.small_pixels)]
    return made


def _canvas(base: str, url: str, page: int, views: Sequence[RecordView], printed: PrintedPage | None) -> dict[str, Any]:
    canvas = f"{url}canvas"
    width, height = printed.pixels if printed else UNPRINTED
    made: dict[str, Any] = {
        "id": canvas,
        "type": "Canvas",
        "label": _words(page_text(page, printed_name(views))),
        "width": width,
        "height": height,
        "items": [],
        "annotations": [
            {
                "id": f"{canvas}/text",
                "type": "AnnotationPage",
                "items": [_text(base, canvas, view, printed) for view in views],
            },
            *_photos(base, canvas, views, printed),
        ],
    }
    if printed is not None:
        made["thumbnail"] = [_image(base + printed.small, printed.small_pixels)]
        painting = {
            "id": f"{canvas}/picture/1",
            "type": "Annotation",
            "motivation": "painting",
            "body": _image(base + printed.large, printed.pixels),
            "target": canvas,
        }
        made["items"] = [{"id": f"{canvas}/picture", "type": "AnnotationPage", "items": [painting]}]
    return made


def _text(base: str, canvas: str, view: RecordView, printed: PrintedPage | None) -> dict[str, Any]:
    source = view.source
    parts = (source.get("kicker"), source.get("headline"), source.get("subtitle"), source.get("byline"), source.get("body"))
    return {
        "id": f"{base}/{view.id}#text",
        "type": "Annotation",
        "motivation": "supplementing",
        "body": {
            "type": "TextualBody",
            "value": "\n".join(filter(None, parts)),
            "format": "text/plain",
            "language": "zh",
        },
        "target": canvas + _place(view, printed, "box"),
    }


def _photos(base: str, canvas: str, views: Sequence[RecordView], printed: PrintedPage | None) -> list[dict[str, Any]]:
    """What the captions say of the photos on this page, where the place of these is known."""
    places = [(view, _place(view, printed, "photo_box")) for view in views if view.source["kind"] == "caption"]
    items = [
        {
            "id": f"{base}/{view.id}#photo",
            "type": "Annotation",
            "motivation": "describing",
            "body": {"type": "TextualBody", "value": view.source.get("body", ""), "format": "text/plain", "language": "zh"},
            "target": canvas + place,
        }
        for view, place in places
        if place
    ]
    return [{"id": f"{canvas}/photos", "type": "AnnotationPage", "items": items}] if items else []


def _place(view: RecordView, printed: PrintedPage | None, which: str) -> str:
    """A box of the record on the canvas, in whole pixels and within it; nothing, which means all of it, where it is not known."""
    box = view.source.get("details", {}).get(which)
    if printed is None or not box or view.source.get("source_sha256") != printed.source_sha256:
        return ""
    scale = printed.pixels[0] / printed.points[0], printed.pixels[1] / printed.points[1]
    left, top, right, bottom = (min(max(0, round(value * scale[n % 2])), printed.pixels[n % 2]) for n, value in enumerate(box))
    return f"#xywh={left},{top},{right - left},{bottom - top}" if right > left and bottom > top else ""


def _image(url: str, pixels: tuple[int, int]) -> dict[str, Any]:
    return {"id": url, "type": "Image", "format": "image/webp", "width": pixels[0], "height": pixels[1]}


def _words(text: str) -> dict[str, list[str]]:
    return {"zh": [text]}
