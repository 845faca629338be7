"""Readers' libraries come as extras of the package; one that is missing is said with the command that brings it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from indexer.errors import ReaderMissing


def require(extra: str, module: str, source: str, task: str) -> Any:
    """The library `module` of the extra; `task` is what it is for (读网页); `source` may be empty where a sentence around names it.

    Raises ReaderMissing with the install command where it is not installed, or cannot be loaded.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise ReaderMissing(
            f"{f'{source}：' if source else ''}{task}要用 {module.split('.')[0]}，本机没有装。请运行 pip install 'bulletin-archive[{extra}]'，再收录一次。",
            f"{source or 'this source'} needs pip install 'bulletin-archive[{extra}]' ({error})",
        ) from error
