"""The totals of a run and its worst pages: counts, a few examples and a short list, however many pages go through."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from indexer.model import Kind, Page, ParseWarning
from indexer.preview.figures import PageFigures, PageMeasures, page_figures, page_warnings
from indexer.preview.parts import PagePart
from indexer.preview.words import warning_advice, warning_label

WORST_PAGES = 10
EXAMPLES = 5
"""Warnings of one code that a list shows in full; the others are counted."""


@dataclass(frozen=True, slots=True)
class WorstPage:
    """A page to look at, with its text; `command` shows it again."""

    source_name: str
    page_path: str
    command: str
    measures: PageMeasures
    page: Page
    part: PagePart

    @property
    def order(self) -> tuple[Any, ...]:
        """Worst first; the name decides between equals, so that two runs give one order."""
        return (*self.measures.rank, self.source_name, self.page_path)

    @property
    def reasons(self) -> tuple[tuple[str, str], ...]:
        """Why the page is here, and what to do, the gravest first."""
        found = []
        if self.measures.coverage < 1:
            found.append((f"覆盖率 {percent(self.measures.coverage)}", "有的行没有归属或归属重复：请把这份文件交给开发者。"))
        counts = Counter(warning.code for warning, _ in page_warnings(self.page))
        if self.measures.unassigned:
            counts.pop("unassigned lines", None)
            found.append((f"未归入条目的行 {self.measures.unassigned}", warning_advice("unassigned lines")))
        if self.measures.headless:
            found.append((f"缺标题 {counts.pop('headline missing')}", warning_advice("headline missing")))
        found += [(f"{warning_label(code)} {count}", warning_advice(code)) for code, count in counts.most_common()]
        return tuple(found)

    def as_json(self) -> dict[str, Any]:
        """The page as `ingest --dry-run --json` names it."""
        return {
            "source": self.source_name,
            "page": self.page_path,
            "coverage": self.measures.coverage,
            "unassigned_lines": self.measures.unassigned,
            "missing_headlines": self.measures.headless,
            "warnings": self.measures.warnings,
            "records": self.measures.records,
            "reasons": [f"{what}：{advice}" for what, advice in self.reasons],
            "command": self.command,
        }


@dataclass(frozen=True, slots=True)
class WarningSeen:
    """A warning with its place; `record` is kind and ordinal as in the id (a3), empty for the page as a whole."""

    source_name: str
    page_path: str
    record: str
    warning: ParseWarning


@dataclass(frozen=True, slots=True)
class WarningGroup:
    """All warnings of one code: how many, and the first few."""

    code: str
    count: int
    first: tuple[WarningSeen, ...]

    def as_json(self) -> dict[str, Any]:
        """The group as `ingest --json` lists it."""
        first = [
            {
                "source": seen.source_name,
                "page": seen.page_path,
                "record": f"{seen.page_path}/{seen.record}" if seen.record else None,
                "lines": list(seen.warning.lines),
                "note": seen.warning.note,
            }
            for seen in self.first
        ]
        label, advice = warning_label(self.code), warning_advice(self.code)
        return {"code": self.code, "label": label, "advice": advice, "count": self.count, "first": first}


@dataclass(frozen=True, slots=True)
class Totals:
    """What the pages of a run hold, without those left out as duplicates."""

    files: int = 0
    pages: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    credited: dict[str, int] = field(default_factory=dict)
    """Records with at least one credited name, by kind."""
    dated: int = 0
    """Records with at least one event date resolved to a day."""
    dates_resolved: int = 0
    dates_open: int = 0
    departments_confirmed: int = 0
    """Offices by record: an office named five times in a record counts once."""
    departments_unconfirmed: int = 0
    coverage_mean: float = 1.0
    coverage_least: float = 1.0
    warnings: tuple[WarningGroup, ...] = ()

    @property
    def records(self) -> int:
        """Records of all kinds."""
        return sum(self.kinds.values())

    def as_json(self) -> dict[str, Any]:
        """The totals as `ingest --json` prints them."""
        return {
            "files": self.files,
            "pages": self.pages,
            "records": dict(self.kinds),
            "with_credit": dict(self.credited),
            "without_credit": {kind: count - self.credited[kind] for kind, count in self.kinds.items()},
            "with_resolved_dates": self.dated,
            "event_dates": {"resolved": self.dates_resolved, "unresolved": self.dates_open},
            "departments": {"confirmed": self.departments_confirmed, "unconfirmed": self.departments_unconfirmed},
            "coverage": {"mean": self.coverage_mean, "lowest": self.coverage_least},
            "warnings": {group.code: group.count for group in self.warnings},
        }


class Tally:
    """Counts pages as they come; keeps no page but the worst few."""

    def __init__(self, command: Callable[[Path], str] = str, worst: int = WORST_PAGES) -> None:
        self._command = command
        self._most = worst
        self._worst: list[WorstPage] = []
        self.files = 0
        self._pages = 0
        self._kinds: Counter[str] = Counter({kind.value: 0 for kind in Kind})
        self._credited: Counter[str] = Counter({kind.value: 0 for kind in Kind})
        self._counts: Counter[str] = Counter()
        self._coverage, self._least = 0.0, 1.0
        self._warned: Counter[str] = Counter()
        self._examples: dict[str, list[WarningSeen]] = {}

    def add(self, source_name: str, path: Path, page: Page, part: Callable[[], PagePart]) -> None:
        """Counts a page and keeps it when it is among the worst so far; only then is `part` called."""
        where = page.identity.page_path if page.identity else ""
        figures = page_figures(page)
        self.add_figures(source_name, where, figures)
        measures = figures.measures
        full = len(self._worst) >= self._most
        if measures.flawless or (full and self._worst[-1].order <= (*measures.rank, source_name, where)):
            return
        insort(self._worst, WorstPage(source_name, where, self._command(path), measures, page, part()), key=lambda w: w.order)
        del self._worst[self._most :]

    def count(self, source_name: str, page: Page) -> None:
        """Counts a page."""
        self.add_figures(source_name, page.identity.page_path if page.identity else "", page_figures(page))

    def add_figures(self, source_name: str, page_path: str, figures: PageFigures) -> None:
        """Counts a page by its figures."""
        self._pages += 1
        self._coverage += figures.measures.coverage
        self._least = min(self._least, figures.measures.coverage)
        self._kinds.update(figures.kinds)
        self._credited.update(figures.credited)
        self._counts.update(figures.counts)
        for warning, record in figures.warnings:
            self._warned[warning.code] += 1
            examples = self._examples.setdefault(warning.code, [])
            if len(examples) < EXAMPLES:
                examples.append(WarningSeen(source_name, page_path, record, warning))

    @property
    def warning_count(self) -> int:
        """Warnings of all pages so far."""
        return self._warned.total()

    @property
    def worst(self) -> tuple[WorstPage, ...]:
        """The worst pages so far, the worst first."""
        return tuple(self._worst)

    def totals(self) -> Totals:
        """The counts so far; groups of warnings by count."""
        return Totals(
            files=self.files,
            pages=self._pages,
            kinds=dict(self._kinds),
            credited=dict(self._credited),
            dated=self._counts["dated"],
            dates_resolved=self._counts["resolved"],
            dates_open=self._counts["open"],
            departments_confirmed=self._counts["confirmed"],
            departments_unconfirmed=self._counts["unconfirmed"],
            coverage_mean=self._coverage / self._pages if self._pages else 1.0,
            coverage_least=self._least,
            warnings=tuple(
                WarningGroup(code, count, tuple(self._examples[code])) for code, count in self._warned.most_common()
            ),
        )


def percent(share: float) -> str:
    """A share with one decimal, never rounded up to 100."""
    return "100%" if share >= 1 else f"{int(share * 1000) / 10:.1f}%"
