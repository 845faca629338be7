"""A source read and parsed into pages as the catalog takes them; pure but for the reading, so that worker processes can do it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

from indexer.archive_vocabulary.contexts import unconfirmed_names
from indexer.catalog import UnconfirmedName, deflated
from indexer.documents import Provenance, digest, stored_line, to_document
from indexer.errors import CatalogError
from indexer.extract.vocabulary import Vocabulary
from indexer.jumps import JumpEnd, jump_ends
from indexer.model import Failure, IssueIdentity, Page, ParsedSource, PrintedSize
from indexer.pipeline import ParseOptions, parse_source
from indexer.preview.figures import PageFigures, page_figures
from indexer.record_lines import LineFault, PageLines, read_page

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class SourceRead:
    """A source whose bytes are known: under which name and in which way it is read."""

    name: str
    path: Path
    sha256: str
    size: int
    options: ParseOptions
    options_json: str
    way: str
    publishing_days: tuple[int, ...] = ()
    """What its folder says of the days on which the paper comes out (Monday is 1)."""


@dataclass(frozen=True, slots=True)
class PreparedPage:
    """A page as the catalog takes it: its documents, and what is to be known of it without reading these."""

    identity: IssueIdentity
    place: int
    ids: tuple[str, ...]
    content: bytes
    """Its documents as the catalog keeps them: lines of JSON, deflated."""
    digest: str
    coverage: float
    names: tuple[UnconfirmedName, ...]
    ends: tuple[JumpEnd, ...]
    figures: PageFigures
    page: Page | None
    """The page itself where its text can be shown beside it; None for records of a `.jsonl`."""
    printed: PrintedSize | None = None
    """Of a page that has a picture."""


def prepare(
    data: bytes, name: str, options: ParseOptions, vocabulary: Vocabulary, recognized: Path | None = None
) -> tuple[PreparedPage, ...] | Failure:
    """The pages of a source, or why there are none; never raises for what is wrong with the source."""
    if not data.strip():
        return empty(name, len(data))
    try:
        result = parse_source(data, name, options, vocabulary, recognized)
        if isinstance(result, Failure):
            return result
        if not any(page.records or page.furniture for page in result.pages):
            return empty(name, len(data))
        return tuple(prepared_page(result, place) for place in range(1, len(result.pages) + 1))
    except Exception as error:
        log.exception("parser failed", source=name)
        return Failure(
            name,
            "parse",
            "internal_error",
            f"解析 {name} 时程序出错（{type(error).__name__}: {error}）。原文件未动；请把这份文件和日志交给开发者。",
            f"the parser failed on {name}: {type(error).__name__}: {error}",
        )


@dataclass(frozen=True, slots=True)
class PreparedLines:
    """Pages of a `.jsonl`, and the lines of theirs that gave no record."""

    pages: tuple[PreparedPage, ...]
    faults: tuple[LineFault, ...]


def prepare_lines(
    pages: Sequence[tuple[int, PageLines]], name: str, sha256: str, options: ParseOptions, vocabulary: Vocabulary
) -> PreparedLines:
    """The pages with their places in the file; one of whose lines none gave a record is none. Never raises for what stands in a line."""
    prepared: list[PreparedPage] = []
    faults: list[LineFault] = []
    for place, lines in pages:
        try:
            read = read_page(lines, options, vocabulary)
            faults.extend(read.faults)
            if read.page.records:
                prepared.append(page_of_records(read.page, place, sha256, "jsonl", "utf-8", None))
        except Exception as error:
            log.exception("parser failed", source=name, line=lines.lines[0][0])
            faults.extend(_stumbled(lines, error))
    return PreparedLines(tuple(prepared), tuple(faults))


def _stumbled(lines: PageLines, error: Exception) -> Iterator[LineFault]:
    for number, _ in lines.lines:
        said = f"{type(error).__name__}: {error}"
        yield LineFault(
            number,
            "internal_error",
            f"第 {number} 行：读这一版时程序出错（{said}）。请把这份文件和日志交给开发者。",
            f"line {number}: the program failed on its page: {said}",
            lines.page.page_path,
        )


def empty(name: str, size: int) -> Failure:
    """A source without text."""
    # Taken in, it would hold its page against the whole file that comes later, which would then be called a duplicate.
    what = "这是空文件（0 字节）" if size == 0 else "里面只有空白，没有文字"
    zh = f"{name}：{what}，未收录。请检查文件是否导出或下载完整，换成完整的文件再运行一次。"
    return Failure(name, "read", "empty_source", zh, f"{name} holds no text ({size} bytes)")


def prepared_page(parsed: ParsedSource, place: int) -> PreparedPage:
    """The page at a place (from 1) of its source."""
    page = parsed.pages[place - 1]
    return page_of_records(page, place, parsed.sha256, parsed.reader, parsed.encoding, page)


def page_of_records(page: Page, place: int, sha256: str, reader: str, encoding: str, shown: Page | None) -> PreparedPage:
    """A page of records as the catalog takes it."""
    identity = page.identity
    if identity is None:
        raise CatalogError("内部错误：页面没有出版日期。", "a page without an issue date came through the parser")
    provenance = Provenance("", sha256, reader, encoding, "", page.recognition)
    documents = [to_document(identity, record, provenance) for record in page.records]
    lines = tuple(stored_line(document) for document in documents)
    return PreparedPage(
        identity=identity,
        place=place,
        ids=tuple(document["id"] for document in documents),
        content=deflated(lines),
        digest=digest(lines if shown else _without_source(lines, sha256)),
        coverage=page.coverage,
        names=unconfirmed_names(page, identity),
        ends=jump_ends(page),
        figures=page_figures(page),
        page=shown,
        printed=page.printed,
    )


def _without_source(lines: Sequence[bytes], sha256: str) -> list[bytes]:
    """The lines without the hash of their file: one line of a `.jsonl` that is mended must not change all its pages."""
    # A quotation mark inside a JSON string is escaped, so this stands only where it is the field.
    field = b',"source_sha256":"%b"' % sha256.encode()
    return [line.replace(field, b"", 1) for line in lines]
