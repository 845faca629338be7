"""Only some of what the given paths mean: files, entries of zips, or all that stands below a folder or in a zip."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from indexer.errors import SourceUnreadable
from indexer.sources.found import INSIDE, Found, Refused, Source
from indexer.sources.names import is_settings_file, readable_name


class Chosen:
    """The addresses (a folder, 甲.txt, 乙.zip!/丙.txt) that are to be read; with each goes what stands below it."""

    def __init__(self, addresses: Iterable[Path]) -> None:
        self._wanted = frozenset(map(str, addresses))
        self._met: set[str] = set()
        self._above: set[str] = set()
        self._zips: set[str] = set()
        for address in self._wanted:
            outer, inside, _ = address.partition(INSIDE)
            self._zips.update((outer,) if inside else ())
            self._above.update(str(folder) for folder in Path(outer).parents)

    def leads_on(self, folder: Path) -> bool:
        """True for a folder that is wanted, or stands above or below something that is."""
        return str(folder) in self._above or self._is_within(str(folder))

    def opens(self, file: Path) -> bool:
        """True for a file on disk that is wanted, or is a zip of which an entry is."""
        return str(file) in self._zips or self._is_within(str(file))

    def holds(self, found: Found) -> bool:
        """True for what is wanted, and for a zip or a folder that cannot be opened and so hides it; from then on it is not missing."""
        address = str(found.address)
        if self._is_within(address):
            return True
        if isinstance(found, Source):
            return False
        hidden = [wanted for wanted in self._wanted if wanted.startswith((address + INSIDE, address + "/"))]
        self._met.update(hidden)
        return bool(hidden)

    def missing(self) -> Iterator[Refused]:
        """What was wanted and not met: it is gone from its folder or its zip. A `bulletin.toml` is never met, as it is no source."""
        for address in sorted(self._wanted - self._met):
            outer, _, entry = address.partition(INSIDE)
            settings = is_settings_file(address.replace(INSIDE, "/").rpartition("/")[2])
            if settings or (os.path.isdir(outer) and not entry):  # noqa: PTH112
                continue
            yield Refused(readable_name(address), Path(outer), entry or None, _gone(readable_name(address)))

    def _is_within(self, text: str) -> bool:
        if text in self._wanted:
            self._met.add(text)
            return True
        for place in _ends(text):
            if text[:place] in self._wanted:
                self._met.add(text[:place])
                return True
        return False


def _ends(text: str) -> Iterator[int]:
    """Where the addresses above this one end."""
    place = len(text)
    while (place := text.rfind("/", 0, place)) > 0:
        yield place
        if text[:place].endswith(INSIDE[0]):
            yield place - 1


def _gone(name: str) -> SourceUnreadable:
    return SourceUnreadable(
        f"{name}：文件已经不在原来的地方了，没有重试。若已改名或移走，请对新的文件运行 bulletin ingest；若是移动硬盘或网络盘，看它是否还连着。",
        f"{name} is gone from where it was; ingest it from where it is now",
    )
