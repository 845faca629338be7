"""The previews as one HTML page: no script, nothing loaded from anywhere, everything that was read is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from errno import ENOENT
from itertools import islice
from os import strerror
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from indexer.catalog.rows import State
from indexer.errors import ArchiveError
from indexer.ingest.report import IngestReport
from indexer.preview import sentences
from indexer.preview.console import note_text
from indexer.preview.drawing import PageDrawing
from indexer.preview.totals import Totals
from indexer.preview.view import LEGEND, Block, LineView, Note, PageView, view_page
from indexer.preview.words import visible, warning_advice, warning_label

TEMPLATES = Path(__file__).parent / "templates"
LIST_MOST = 500
"""Entries of one list in a page; a folder of a hundred thousand bad files would make a page that no browser opens."""
LINES_MOST, TEXT_MOST = 1000, 4000
"""Lines of a page and characters of a line that the report on a run shows; that on one file shows all."""


class ReportNotWritten(ArchiveError):
    """The report's file cannot be written, or holds something else."""

    code = "report_not_written"


def page_report(
    source_name: str, pages: Sequence[PageView], totals: Totals, drawings: Sequence[PageDrawing | None] | None = None
) -> str:
    """The HTML page for one parsed file; `drawings`, where there are any, are one for each page."""
    return (
        _environment()
        .get_template("page.html")
        .render(
            title=f"解析 {source_name}",
            source_name=source_name,
            pages=[*zip(pages, drawings or [None] * len(pages), strict=True)],
            rows=sentences.totals_rows(totals),
        )
    )


def run_report(report: IngestReport) -> str:
    """The HTML page for a run: totals, the worst pages with their lines, and the lists, each apart."""
    counts = report.counts
    lists = [
        (state.value, *sentences.LISTS[state], list(islice(report.each(state), LIST_MOST)), counts[state.value])
        for state in sentences.LISTS
    ]
    done = (outcome for outcome in report.outcomes if outcome.state not in sentences.LISTS)
    done_count = sum(count for state, count in counts.items() if State(state) not in sentences.LISTS)
    return (
        _environment()
        .get_template("run.html")
        .render(
            title="收录预览（未写入）" if report.dry_run else f"收录报告 批次 {report.batch}",
            report=report,
            rows=sentences.run_rows(report),
            closing=sentences.closing(report),
            failed=counts[State.FAILED.value],
            lists=lists,
            worst=[(place, item, shortened(view_page(item.page, item.part))) for place, item in enumerate(report.worst, 1)],
            done=list(islice(done, LIST_MOST)),
            done_count=done_count,
        )
    )


def shortened(view: PageView) -> PageView:
    """The page for a report on many pages: a file of millions of characters is shown in part, and says so."""
    blocks: list[Block] = []
    room = LINES_MOST
    for block in view.blocks:
        lines = tuple(map(_shortened, block.lines[:room]))
        room -= len(lines)
        if lines:
            blocks.append(replace(block, lines=lines))
    left_out = sum(len(block.lines) for block in view.blocks) - (LINES_MOST - room)
    more = (Note("只显示一部分", f"另有 {left_out} 行，见「细看」的命令。"),) if left_out else ()
    return replace(view, blocks=tuple(blocks), warnings=(*view.warnings, *more))


def _shortened(line: LineView) -> LineView:
    if len(line.text) <= TEXT_MOST:
        return line
    return replace(line, text=f"{line.text[:TEXT_MOST]}……（本行共 {len(line.text)} 字，其余见「细看」的命令）")


def check_target(path: Path) -> None:
    """Raises ReportNotWritten when a report cannot go there; asked before a long run, so that the answer does not come after it.

    A file that is there may be replaced only when it is a web page or empty: `--report 01.txt` must not cost a source.
    """
    try:
        if path.is_file() and path.stat().st_size:
            with path.open("rb") as present:
                if not present.read(64).lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<!doctype html", b"<html")):
                    raise ReportNotWritten(
                        f"{path} 已经存在，而且不是网页；报告不会写在那里。请给 --report 换一个文件名。",
                        f"{path} exists and is no web page; the report was not written",
                    )
        elif not path.absolute().parent.is_dir():
            raise FileNotFoundError(ENOENT, strerror(ENOENT))
    except OSError as error:
        raise _not_written(path, error) from error


def write_report(path: Path, html: str) -> None:
    """Writes the page. Raises ReportNotWritten."""
    check_target(path)
    try:
        # Lone surrogates, as decoded from damaged names, have no UTF-8.
        path.write_text(html, encoding="utf-8", errors="replace")
    except OSError as error:
        raise _not_written(path, error) from error


def _not_written(path: Path, error: OSError) -> ReportNotWritten:
    return ReportNotWritten(
        f"报告写不进 {path}：{error.strerror}。请检查文件夹是否存在、可写，或给 --report 换一个地方。",
        f"cannot write the report to {path}: {error.strerror}",
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(visible=visible, note=note_text, label=warning_label, advice=warning_advice)
    environment.globals.update(words=sentences, legend=LEGEND)
    return environment
