"""Lines of invented papers, and the short ways to read them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

import orjson

from indexer.documents import Provenance, to_document
from indexer.extract.vocabulary import shipped
from indexer.model import Page, Record
from indexer.pipeline import ParseOptions
from indexer.record_lines import LineFault, PageLines, ReadPage, grouped, read_page

OPTIONS = ParseOptions("ltdb", "岚汀导报")
PROVENANCE = Provenance("岚汀导报.jsonl", "0" * 64, "jsonl", "utf-8", "one")
DAY = date(2024, 11, 5)


def line(**fields: Any) -> dict[str, Any]:
    """A record of the first page of 5 November 2024, with what it must have."""
    return {"issue_date": "2024-11-05", "page": 1, "headline": "望溪镇第三水厂通水", **fields}


def without(*names: str, **fields: Any) -> dict[str, Any]:
    """The same without these fields."""
    return {name: value for name, value in line(**fields).items() if name not in names}


def joined(values: Iterable[object]) -> bytes:
    """The values as a file; bytes are lines as they are."""
    return b"\n".join(value if isinstance(value, bytes) else orjson.dumps(value) for value in values)


def read(data: bytes, options: ParseOptions = OPTIONS) -> tuple[list[ReadPage], list[LineFault]]:
    """The pages of a file, and all that is wrong with its lines."""
    pages, faults = [], []
    for item in grouped(io.BytesIO(data), options):
        if isinstance(item, LineFault):
            faults.append(item)
            continue
        assert isinstance(item, PageLines)
        pages.append(read_page(item, options, shipped()))
        faults.extend(pages[-1].faults)
    return pages, faults


def page(*values: object, options: ParseOptions = OPTIONS) -> Page:
    """The single page of these lines, which have nothing wrong."""
    ((only,), faults) = read(joined(values), options)
    assert faults == []
    return only.page


def record(**fields: Any) -> Record:
    """The single record of a line without a fault."""
    (only,) = page(line(**fields)).records
    return only


def faults(*values: object) -> list[tuple[int, str]]:
    """Number and code of what is wrong with these lines."""
    return [(fault.line, fault.code) for fault in read(joined(values))[1]]


def documents(of: Page) -> list[dict[str, Any]]:
    """What the engine is given, but for what lines do not say: who is credited in several roles stands in no order of its own,
    and where on its lines a record has which paragraph is known only to who has read the page."""
    assert of.identity is not None
    found = [to_document(of.identity, record, PROVENANCE) for record in of.records]
    for document in found:
        del document["details"]["places"]
    return [{**document, "contributors": sorted(document.get("contributors", []))} for document in found]
