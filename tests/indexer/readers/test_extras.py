from __future__ import annotations

import pytest

from indexer.errors import ReaderMissing
from indexer.readers.extras import require


def test_a_library_that_is_missing_is_said_with_the_command_that_brings_it() -> None:
    with pytest.raises(ReaderMissing) as caught:
        require("html", "no_such_library.part", "2031-03-01/01.html", "读网页")
    assert caught.value.zh.startswith("2031-03-01/01.html：读网页要用 no_such_library")
    assert "pip install 'bulletin-archive[html]'" in caught.value.zh
    assert "pip install 'bulletin-archive[html]'" in caught.value.en


def test_a_library_that_is_there_is_given() -> None:
    assert require("html", "json", "a.html", "读网页").loads("1") == 1
