"""What holds for one source: the command before the folder's `bulletin.toml`, that before the settings."""

from __future__ import annotations

from datetime import date

from indexer.pipeline import ParseOptions
from indexer.settings import Settings
from indexer.sources import Source


def source_options(
    source: Source,
    settings: Settings,
    paper: str | None,
    issue_date: date | None,
    encoding: str | None,
    *,
    require_date: bool = True,
) -> ParseOptions:
    """The options to parse a source with; `paper`, `issue_date` and `encoding` are the command's."""
    folder = source.folder
    slug = paper or folder.paper or settings.paper
    # A printed name belongs to its paper: the settings' to the default one, the folder's to the one that the folder names.
    paper_name = folder.paper_name if folder.paper_name and slug == (folder.paper or slug) else None
    if paper_name is None:
        paper_name = settings.paper_name if slug == settings.paper else ""
    return ParseOptions(
        paper=slug,
        paper_name=paper_name,
        issue_date=issue_date,
        encoding=encoding or folder.encoding,
        local_level=folder.local_level or settings.local_level,
        require_date=require_date,
        folder=source.facts,
    )
