"""`bulletin.toml`: what an archivist says of all files of a folder and of the folders below it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date

from indexer.errors import SourceUnreadable
from indexer.model import NO_FACTS, FolderFacts
from indexer.pages.identity import EARLIEST, LATEST
from indexer.pages.numerals import number
from indexer.sources.patterns import PathPattern


@dataclass(frozen=True, slots=True)
class FolderSettings:
    """What is said of a folder; None or empty where nothing is."""

    paper: str | None = None
    paper_name: str | None = None
    issue_date: date | None = None
    encoding: str | None = None
    local_level: str | None = None
    date_patterns: tuple[PathPattern, ...] = ()
    page_patterns: tuple[PathPattern, ...] = ()
    page_names: tuple[tuple[int, str], ...] = ()
    publishing_days: tuple[int, ...] = ()
    """Days of the week, Monday is 1."""

    def merged(self, nearer: FolderSettings) -> FolderSettings:
        """These settings with those of a folder below before them, key by key, section names page by page."""
        settings = self
        # Both say the date: of an outer date and an inner pattern (or the other way round) the nearer decides.
        if nearer.issue_date:
            settings = replace(settings, date_patterns=())
        if nearer.date_patterns:
            settings = replace(settings, issue_date=None)
        if nearer.paper and not nearer.paper_name:
            settings = replace(settings, paper_name=None)
        said = {field.name: value for field in fields(nearer) if (value := getattr(nearer, field.name))}
        if nearer.page_names:
            said["page_names"] = tuple(sorted({**dict(self.page_names), **dict(nearer.page_names)}.items()))
        return replace(settings, **said)

    def facts(self, location: str, name: str) -> FolderFacts:
        """What is said of one path; `location` is the whole path, through zips, `name` the one to report.

        Raises SourceUnreadable when a pattern gives a date or a page that does not exist.
        """
        if self == NO_SETTINGS:
            return NO_FACTS
        unmatched = []
        by_date = _first(self.date_patterns, location)
        by_page = _first(self.page_patterns, location)
        if self.date_patterns and by_date is None:
            unmatched.append("date_pattern")
        if self.page_patterns and by_page is None:
            unmatched.append("page_pattern")
        found = {**(by_date or {}), **{key: value for key, value in (by_page or {}).items() if key.startswith("page")}}
        return FolderFacts(
            issue_date=_day(by_date, name) if by_date else self.issue_date,
            page=_page(found["page"], name) if "page" in found else None,
            page_name=found.get("page_name"),
            page_names=self.page_names,
            unmatched=tuple(unmatched),
        )


NO_SETTINGS = FolderSettings()


def _first(patterns: tuple[PathPattern, ...], location: str) -> dict[str, str] | None:
    return next((found for pattern in patterns if (found := pattern.match(location)) is not None), None)


def _day(found: dict[str, str], name: str) -> date:
    printed = "-".join(found[key] for key in ("year", "month", "day"))
    try:
        day = date(number(found["year"]), number(found["month"]), number(found["day"]))
    except ValueError:
        day = None
    if day is None or not EARLIEST <= day.year <= LATEST:
        raise SourceUnreadable(
            f"{name}：按 bulletin.toml 的 date_pattern 读出的日期 {printed} 不存在。请改正文件名或 date_pattern。",
            f"{name}: the date_pattern of bulletin.toml gives the date {printed}, which does not exist",
        )
    return day


def _page(printed: str, name: str) -> int:
    letter = ord(printed[0].upper()) - ord("A") if printed[0].isascii() and printed[0].isalpha() else 0
    digits = printed.lstrip("ABCDEFGHabcdefgh-")
    page = number(digits)
    if not 0 < page < 100:
        raise SourceUnreadable(
            f"{name}：按 bulletin.toml 读出的版次 {printed} 不对（应在 1 到 99 之间）。请改正文件名或 page_pattern。",
            f"{name}: the patterns of bulletin.toml give the page {printed}, which is not between 1 and 99",
        )
    return 100 * letter + page
