"""Soft hyphens, at which a Latin word was broken, or may be."""

from __future__ import annotations

import re

_SOFT_HYPHEN = re.compile(r"(?<=[A-Za-z])\u00ad(?=[A-Za-z])")


def without_unseen(text: str) -> str:
    """The text without soft hyphens inside words."""
    return _SOFT_HYPHEN.sub("", text)
