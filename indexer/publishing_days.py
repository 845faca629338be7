"""On which days papers come out, as the operator told: the setting, else what a `bulletin.toml` said. For the command and the site."""

from __future__ import annotations

import structlog

from indexer.catalog import has_catalog, open_catalog
from indexer.errors import ArchiveError, SettingsError
from indexer.issues import Weekdays, Why, read_weekdays
from indexer.settings import Settings

log = structlog.get_logger()


def days_of_setting(settings: Settings, paper: str) -> Weekdays | None:
    """The days that the setting tells, which speaks of the default paper; None where it tells nothing. Raises SettingsError."""
    if paper != settings.paper or not settings.publishing_days.strip():
        return None
    try:
        return read_weekdays(settings.publishing_days)
    except ValueError:
        raise SettingsError(
            f"设置 BULLETIN_PUBLISHING_DAYS 的值 {settings.publishing_days!r} 不能使用。请写成 二,五 或 周一至周五 或 每天。",
            f"setting BULLETIN_PUBLISHING_DAYS has the value {settings.publishing_days!r}, which names no weekdays",
        ) from None


class ToldDays:
    """Called with a paper, it gives its publishing days and who told them; None where they are to be read from the issues."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self, paper: str) -> tuple[Weekdays | None, Why]:
        """The days by now. A bad setting or no catalog takes no calendar away: then the issues themselves tell."""
        try:
            told = days_of_setting(self._settings, paper)
            if told is not None:
                return told, Why.SETTING
            if has_catalog(self._settings.home):
                with open_catalog(self._settings.home, write=False) as catalog:
                    told = catalog.issues.publishing_days(paper)
        except ArchiveError as error:
            log.warning("publishing days not read", reason=error.en)
            told = None
        return told, Why.INFERRED if told is None else Why.FOLDER
