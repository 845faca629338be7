"""Paths as text that can be stored, also those whose bytes are no UTF-8 (files out of archives packed on Windows)."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

_AS_BYTES = "bytes:"


def path_text(path: Path) -> str:
    """The path as text; `path_of` gives it back."""
    text = str(path)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _AS_BYTES + quote_from_bytes(os.fsencode(path))
    return text


def path_of(text: str) -> Path:
    """The path that `path_text` made a text of; every path on disk is absolute, so none begins like the marked form."""
    return Path(os.fsdecode(unquote_to_bytes(text.removeprefix(_AS_BYTES)))) if text.startswith(_AS_BYTES) else Path(text)


def recognized_in(home: Path) -> Path:
    """The folder of an archive home where text that was recognised on pictures is kept; all of it can be recognised again."""
    return home / "recognized"
