"""RIS, for EndNote, NoteExpress and their like: a tag and a value a line, lines ended as Windows ends them."""

from __future__ import annotations

from collections.abc import Iterator

from webui.citations.citation import Citation, pages_text, runs


def ris(citation: Citation) -> str:
    """The entry, with an empty line at its end."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _fields(citation)) + "\r\n"


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", citation.key
    for author in citation.authors:
        yield "AU", author
    yield "TI", citation.title
    yield "T2", citation.paper
    yield "PY", f"{citation.day.year}"
    yield "DA", f"{citation.day:%Y/%m/%d}"
    if citation.edition != 1:
        yield "ET", f"{citation.edition}"
    if len(runs(citation.pages)) == 1:
        yield "SP", f"{citation.pages[0]}"
        yield "EP", f"{citation.pages[-1]}"
    else:  # a programme would take 1 and 3 for pages 1 to 3
        yield "SP", pages_text(citation.pages, "-", ", ")
    if citation.page_name:
        yield "SE", citation.page_name
    if citation.url:
        yield "UR", citation.url
        yield "Y2", f"{citation.accessed:%Y/%m/%d}"
    yield "LA", "zh-CN"
    yield "ER", ""
