"""The measures of a WebP picture, from the first bytes of its file (RFC 9649)."""

from __future__ import annotations

HEAD = 30
"""Bytes that are read."""


def webp_pixels(head: bytes) -> tuple[int, int]:
    """Width and height. Raises ValueError for what is no WebP file."""
    if len(head) < HEAD or head[:4] != b"RIFF" or head[8:12] != b"WEBP":
        raise ValueError("no WebP file")
    form = head[12:16]
    if form == b"VP8 ":
        return _number(head[26:28]) & 0x3FFF, _number(head[28:30]) & 0x3FFF
    if form == b"VP8L":
        bits = _number(head[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8X":
        return _number(head[24:27]) + 1, _number(head[27:30]) + 1
    raise ValueError(f"no known form of WebP: {form!r}")


def _number(data: bytes) -> int:
    return int.from_bytes(data, "little")
