"""Which photo a caption speaks of: the picture nearest to it that no other caption is nearer to; of a group of photos all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from indexer.model import Kind
from indexer.pages.layout.boxes import height, holds, shared_x, shared_y, union, width
from indexer.pages.layout.values import LaidOutRecord
from indexer.printed import Box

LEAST_SIDE = 36.0
"""Points; a smaller picture is a camera or an arrow beside the caption, no photo."""
FARTHEST = 2.6
"""Em between a caption and its photo."""
NOT_UNDER = 0.6
"""Em by which a caption above or beside a photo must be nearer than one under it: most stand under theirs."""
LEVEL = 0.5
"""Em by which the edges of photos in one row may differ."""
APART = 2.0
"""Em between the photos of one group."""
MOST_PICTURES = 500
"""Of one page; more are a pattern, or were made to keep a program busy."""
SEAM = 1.5
"""Points between the strips that a program cuts a large photo into."""


class Side(StrEnum):
    """Where a photo is, seen from its caption."""

    ABOVE = "上"
    BELOW = "下"
    LEFT = "左"
    RIGHT = "右"
    AROUND = "中"
    """The caption is printed on it."""


# 线下图书展 and 以上图片由… speak of no side.
_SIDES = re.compile(r"([上下左右])图(?![书片案纸表形像谱景])")
_SEVERAL = re.compile(r"组图|多图|图[①一1][^①一1]{0,60}图[②二2]|①.{0,200}②")


@dataclass(frozen=True, slots=True)
class _Near:
    """A photo that a caption may speak of."""

    caption: int
    photo: int
    side: Side
    gap: float
    """Em from the caption."""


def with_photos(records: Sequence[LaidOutRecord], pictures: Sequence[Box], lines: Iterable[Box]) -> list[LaidOutRecord]:
    """The records, each caption with the box around what it speaks of; `lines` are the places of all that is printed.

    A caption without a picture near it has none: what stands beside it may be anybody's.
    """
    photos = whole_photos(pictures)
    captions = {place: record for place, record in enumerate(records) if record.kind is Kind.CAPTION}
    near = [found for place, record in captions.items() for found in _near(place, record, photos)]
    own = _nearest(near)
    free = set(range(len(photos))) - set(own.values())
    printed = list(lines)
    done = list(records)
    for place, photo in own.items():
        group = _group(captions[place], photo, [found for found in near if found.caption == place], photos, free)
        boxes = [photos[number] for number in group]
        around = union(boxes)
        if any(holds(around, line) and not any(holds(box, line) for box in boxes) for line in printed):
            # Something else is printed between them.
            group, around = [photo], photos[photo]
        free -= set(group)
        done[place] = replace(done[place], photo=around)
    return done


def whole_photos(pictures: Sequence[Box]) -> list[Box]:
    """The pictures that may be photos; those that continue one another without a seam are one."""
    if len(pictures) > MOST_PICTURES:
        return []
    whole: list[Box] = []
    for picture in sorted(pictures, key=lambda box: (box[1], box[0])):
        while (part := next((box for box in whole if _continues(box, picture)), None)) is not None:
            whole.remove(part)
            picture = union((part, picture))
        whole.append(picture)
    return [box for box in whole if min(width(box), height(box)) >= LEAST_SIDE]


def _continues(one: Box, other: Box) -> bool:
    """True for two pieces of equal width one under the other, or of equal height side by side, that touch; and for the same twice."""
    same_x = abs(one[0] - other[0]) <= SEAM and abs(one[2] - other[2]) <= SEAM
    same_y = abs(one[1] - other[1]) <= SEAM and abs(one[3] - other[3]) <= SEAM
    return (
        (same_x and abs(shared_y(one, other)) <= SEAM) or (same_y and abs(shared_x(one, other)) <= SEAM) or (same_x and same_y)
    )


def _near(place: int, record: LaidOutRecord, photos: Sequence[Box]) -> list[_Near]:
    """The photos near this caption; where it says on which side (右图为候鸟), those on that side."""
    em = max(6.0, record.body[0].line.size)
    found = []
    for number, photo in enumerate(photos):
        side, gap = _side(record.box, photo)
        if side is not None and -0.5 * em <= gap <= FARTHEST * em:
            found.append(_Near(place, number, side, max(0.0, gap) / em))
    named = set(_SIDES.findall(_text(record)))
    return [near for near in found if near.side in named] or found


def _side(caption: Box, photo: Box) -> tuple[Side | None, float]:
    """Where the photo is, and how far in points; None where it only lies across a corner."""
    if holds(photo, caption):
        return Side.AROUND, 0.0
    if shared_x(caption, photo) >= 0.5 * min(width(caption), width(photo)):
        above, below = caption[1] - photo[3], photo[1] - caption[3]
        return (Side.ABOVE, above) if above > below else (Side.BELOW, below)
    if shared_y(caption, photo) >= 0.5 * min(height(caption), height(photo)):
        left, right = caption[0] - photo[2], photo[0] - caption[2]
        return (Side.LEFT, left) if left > right else (Side.RIGHT, right)
    return None, 0.0


def _nearest(near: Iterable[_Near]) -> dict[int, int]:
    """By caption its photo; the nearest pairs first, and no photo twice."""
    own: dict[int, int] = {}
    for found in sorted(near, key=lambda near: near.gap + (0.0 if near.side in (Side.ABOVE, Side.AROUND) else NOT_UNDER)):
        if found.caption not in own and found.photo not in own.values():
            own[found.caption] = found.photo
    return own


def _group(caption: LaidOutRecord, first: int, near: Sequence[_Near], photos: Sequence[Box], free: set[int]) -> list[int]:
    """The first photo and those that belong to it and to no other caption: in one row along the caption; where it speaks of several, all that adjoin."""
    em = max(6.0, caption.body[0].line.size)
    (own,) = (found for found in near if found.photo == first)
    group = [first]
    group.extend(
        found.photo for found in near if found.photo in free and found.side == own.side and abs(found.gap - own.gap) <= LEVEL
    )
    text = _text(caption)
    if not (_SEVERAL.search(text) or len(set(_SIDES.findall(text))) > 1):
        return group
    while more := [number for number in sorted(free - set(group)) if _adjoins(photos[number], group, photos, em)]:
        group.extend(more)
    return group


def _adjoins(photo: Box, group: Sequence[int], photos: Sequence[Box], em: float) -> bool:
    for number in group:
        x, y = shared_x(photo, photos[number]), shared_y(photo, photos[number])
        if max(x, y) > 0 and min(x, y) >= -APART * em:
            return True
    return False


def _text(record: LaidOutRecord) -> str:
    return "".join(item.line.text for item in record.body)
