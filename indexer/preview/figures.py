"""What a page adds to the totals of a run: small and picklable, so that a worker counts and the run adds up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from indexer.model import Page, ParseWarning, Record
from indexer.preview.words import UNASSIGNED


@dataclass(frozen=True, slots=True)
class PageMeasures:
    """What a page is judged by."""

    coverage: float
    unassigned: int
    """Lines that are neither in a record nor of a known kind of furniture."""
    headless: int
    """Articles without a headline."""
    warnings: int
    records: int

    @property
    def rank(self) -> tuple[float, int, int, float]:
        """Smaller is worse: coverage, unassigned lines, missing headlines, warnings a record; failures go before all pages."""
        return (self.coverage, -self.unassigned, -self.headless, -self.warnings / max(1, self.records))

    @property
    def flawless(self) -> bool:
        """True when there is nothing to look at."""
        return self.coverage >= 1 and not (self.unassigned or self.headless or self.warnings)


@dataclass(frozen=True, slots=True)
class PageFigures:
    """The counts of one page, and its warnings with the record that carries each (`a3`; empty for the page as a whole)."""

    measures: PageMeasures
    kinds: dict[str, int]
    credited: dict[str, int]
    counts: dict[str, int]
    """dated, resolved, open, confirmed, unconfirmed: see `Totals`."""
    warnings: tuple[tuple[ParseWarning, str], ...]


def page_figures(page: Page) -> PageFigures:
    """The figures of a page."""
    kinds: Counter[str] = Counter()
    credited: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for record in page.records:
        kinds[record.kind.value] += 1
        credited[record.kind.value] += bool(record.credits)
        resolved = sum(event.from_ is not None for event in record.event_dates)
        confirmed = {mention.facet for mention in record.departments if mention.confirmed}
        counts["dated"] += resolved > 0
        counts["resolved"] += resolved
        counts["open"] += len(record.event_dates) - resolved
        counts["confirmed"] += len(confirmed)
        counts["unconfirmed"] += len({mention.facet for mention in record.departments} - confirmed)
    warnings = tuple(
        (warning, f"{owner.kind.letter}{owner.ordinal}" if owner else "") for warning, owner in page_warnings(page)
    )
    return PageFigures(measure(page), dict(kinds), dict(credited), dict(counts), warnings)


def measure(page: Page) -> PageMeasures:
    """The measures of a page."""
    codes = Counter(warning.code for warning, _ in page_warnings(page))
    unassigned = sum(item.lines.last - item.lines.first + 1 for item in page.furniture if item.reason == UNASSIGNED)
    return PageMeasures(page.coverage, unassigned, codes["headline missing"], codes.total(), len(page.records))


def page_warnings(page: Page) -> list[tuple[ParseWarning, Record | None]]:
    """All warnings of a page, with the record that carries them; None for those of the page as a whole."""
    own: list[tuple[ParseWarning, Record | None]] = [(warning, None) for warning in page.warnings]
    return own + [(warning, record) for record in page.records for warning in record.warnings]
