"""Documents that are zips of XML: their parts, within limits, and XML without any DTD, so that nothing in it can expand."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from indexer.errors import SourceTooLarge, SourceUnreadable

LARGEST_PART = 64 * 1024 * 1024
"""Bytes of an unpacked XML part; a whole book has ten million."""
MOST_PARTS = 20_000
DEEPEST = 200
"""Elements inside one another; text boxes in tables in text boxes have sixty."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    struct.error,
    NotImplementedError,
    OverflowError,
    EOFError,
    IndexError,
    KeyError,
    RuntimeError,
    OSError,
)


@dataclass(slots=True)
class Element:
    """An XML element; names without their namespace, for the strict form of a format has another one."""

    name: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""
    """The characters directly inside, before and between the children."""

    def first(self, *path: str) -> Element | None:
        """The first element at this path below, or None."""
        found: Element | None = self
        for name in path:
            found = next((child for child in found.children if child.name == name), None) if found else None
        return found

    def named(self, name: str) -> list[Element]:
        """The children of this name."""
        return [child for child in self.children if child.name == name]


class Parts:
    """The parts of a document in the form of a zip."""

    def __init__(self, data: bytes, source: str, kind: str) -> None:
        self.source = source
        self.kind = kind
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            names = self._zip.namelist()
        except _BROKEN as error:
            raise self.damaged(str(error)) from error
        if len(names) > MOST_PARTS:
            raise self._too_large(f"{len(names)} parts")
        # Some programs write \ and others another case.
        self.names = {name.replace("\\", "/").lstrip("/").lower(): name for name in names}

    def xml(self, name: str) -> Element | None:
        """The part as an element, None where there is no such part; raises SourceUnreadable and SourceTooLarge."""
        real = self.names.get(name.lstrip("/").lower())
        if real is None:
            return None
        try:
            with self._zip.open(real) as part:
                data = part.read(LARGEST_PART + 1)
        except _BROKEN as error:
            raise self.damaged(f"{name}: {error}") from error
        if len(data) > LARGEST_PART:
            raise self._too_large(name)
        try:
            return parse_xml(data)
        except expat.ExpatError as error:
            raise self.damaged(f"{name}: {error}") from error

    def damaged(self, detail: str) -> SourceUnreadable:
        """The error of a document that cannot be read."""
        return SourceUnreadable(
            f"{self.source}：这个{self.kind}已损坏或不完整，未收录。请用做它的软件打开，另存一份再收录。",
            f"{self.source} is damaged: {detail}",
        )

    def _too_large(self, detail: str) -> SourceTooLarge:
        return SourceTooLarge(
            f"{self.source}：这个{self.kind}解开后大得不像一份文稿，未收录。请用做它的软件打开，把正文另存为一份再收录。",
            f"{self.source} unpacks to more than a document may have: {detail}",
        )


def parse_xml(data: bytes) -> Element:
    """The root element; raises expat.ExpatError for what is no XML, has a DTD, or nests too deep."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    root: list[Element] = []
    open_elements: list[Element] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        if len(open_elements) >= DEEPEST:
            raise expat.ExpatError(f"more than {DEEPEST} elements inside one another")
        element = Element(_local(name), {_local(key): value for key, value in attributes.items()})
        (open_elements[-1].children if open_elements else root).append(element)
        open_elements.append(element)

    def end(_: str) -> None:
        open_elements.pop()

    def characters(text: str) -> None:
        open_elements[-1].text += text

    def no_dtd(*_: Any) -> None:
        raise expat.ExpatError("a document type declaration, which no such file has")

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = no_dtd
    try:
        parser.Parse(data, True)
    except (ValueError, LookupError) as error:
        # An encoding that nobody knows.
        raise expat.ExpatError(str(error)) from error
    return root[0]


def _local(name: str) -> str:
    return name.rsplit(" ", 1)[-1]
