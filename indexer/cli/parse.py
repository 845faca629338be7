"""`bulletin parse`: what was understood of one file, for a person or as JSON."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click
import orjson

from indexer.cli.options import encoding_option, issue_date_option, json_option, paper_option, report_option
from indexer.errors import ArchiveError, SourceUnreadable
from indexer.preview.parts import source_parts
from indexer.preview.totals import Tally, Totals
from indexer.preview.view import PageView, view_page
from indexer.settings import Settings
from indexer.sources import INSIDE, Refused, Source, find_sources, read_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.extract.vocabulary import Vocabulary
    from indexer.model import Page
    from indexer.preview.drawing import PageDrawing
    from indexer.preview.parts import PagePart


class ParseFailed(ArchiveError):
    """The file gave no page; the sentences are those of the failure."""

    code = "parse_failed"


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@issue_date_option
@paper_option
@encoding_option
@json_option
@report_option
def parse(
    file: Path, issue_date: date | None, paper: str | None, encoding: str | None, as_json: bool, report: Path | None
) -> None:
    """显示程序对一个文件的理解：原文各行，旁边是读出的内容；不写存档目录，也不用检索引擎。

    \b
    没有日期也能看：事件日期不换算，条目没有编号。
    例：bulletin parse 2024-11-05/01.txt
        bulletin parse 第1版.txt --issue-date 2024-11-05 --report 第1版.html
    """
    from indexer.ingest.source_options import source_options
    from indexer.model import Failure
    from indexer.pipeline import page_json, parse_source
    from indexer.readers.guard import set_limits

    settings = Settings.from_env() if paper is None else Settings.from_env(paper=paper)
    source = _single(file)
    if report is not None:
        from indexer.preview.html import check_target

        check_target(report)
    options = source_options(source, settings, paper, issue_date, encoding, require_date=False)
    data = read_source(source).data
    set_limits(settings.reader_limits)
    parsed = parse_source(data, source.name, options, _vocabulary(settings))
    if isinstance(parsed, Failure):
        raise ParseFailed(parsed.zh, parsed.en)
    if as_json:
        pages = [page_json(page) for page in parsed.pages]
        # One page is one object, as the contract says; a file of several pages gives one object a line.
        style = orjson.OPT_INDENT_2 if len(pages) == 1 else 0
        for page in pages:
            click.echo(orjson.dumps(page, option=style).decode())
    if as_json and report is None:
        return
    parts = source_parts(data, source.name, options.encoding, parsed.pages)
    views = [view_page(page, part) for page, part in zip(parsed.pages, parts, strict=True)]
    tally = Tally()
    for parsed_page in parsed.pages:
        tally.count(source.name, parsed_page)
    if not as_json:
        _show(views, tally.totals())
    if report is not None:
        from indexer.preview.html import page_report, write_report

        drawings = _drawings(data, source.name, parsed.pages, parts)
        write_report(report, page_report(source.name, views, tally.totals(), drawings))


def _drawings(data: bytes, name: str, pages: Sequence[Page], parts: Sequence[PagePart]) -> list[PageDrawing | None]:
    from indexer.preview.drawing import draw_page
    from indexer.preview.pictures import pictures

    shown = zip(pages, parts, pictures(data, name, pages), strict=True)
    return [draw_page(page, part, f"p{place}", one.uri, one.note) for place, (page, part, one) in enumerate(shown, 1)]


def _single(file: Path) -> Source:
    if os.path.isdir(file):  # noqa: PTH112  (Path.is_dir raises where a folder above may not be entered)
        raise SourceUnreadable(
            f"{file} 是文件夹；parse 一次看一个文件。看整个文件夹请用：bulletin ingest --dry-run {file}",
            f"{file} is a folder; parse shows one file (a folder: bulletin ingest --dry-run)",
        )
    found = find_sources([file])
    source = next(found, None)
    if isinstance(source, Refused):
        raise source.error
    if not isinstance(source, Source) or (source.entry is not None and INSIDE not in str(file)):
        raise SourceUnreadable(
            f"{file} 是压缩包（或文件夹的设置文件）；parse 一次看一个文件。看其中一个请用：bulletin parse '{file}{INSIDE}里面的路径'；"
            f"看全部请用：bulletin ingest --dry-run {file}",
            f"{file} is no single file; parse shows one ({file}{INSIDE}PATH for one in a zip, or bulletin ingest --dry-run)",
        )
    return source


def _show(views: list[PageView], totals: Totals) -> None:
    from indexer.preview.console import open_console, show_page
    from indexer.preview.console_run import show_totals

    console = open_console()
    for number, view in enumerate(views):
        if number:
            console.print()
        show_page(console, view)
    show_totals(console, totals)


def _vocabulary(settings: Settings) -> Vocabulary:
    """Shipped and own tables; only the shipped ones where there is no home, or its tables cannot be read: parse needs no archive."""
    from indexer.archive_vocabulary import vocabulary_of
    from indexer.extract.vocabulary import VocabularyError, shipped

    try:
        return vocabulary_of(settings.home)
    except VocabularyError as error:
        click.echo(f"提醒：本次只用程序自带的词表。{error.zh}", err=True)
        return shipped()
