"""What the operator asked of an ingest, and how a source is read because of it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from indexer import PARSER_VERSION
from indexer.ingest.paths import path_text
from indexer.model import FolderFacts
from indexer.pipeline import ParseOptions
from indexer.preview.commands import parse_command


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What the operator asked for; `replace` lets a source take a page that another source holds."""

    issue_date: date | None = None
    paper: str | None = None
    batch: str | None = None
    encoding: str | None = None
    replace: bool = False
    workers: int = 1
    only: tuple[Path, ...] | None = None
    """Of what the paths mean just these: files, entries of zips, folders with all below them."""
    retry_of: int | None = None
    """The batch whose failed files these are."""

    def parse_command(self, path: Path) -> str:
        """The command that shows what was understood of a file of this run."""
        return parse_command(path, self.issue_date, self.paper, self.encoding)

    def as_json(self, paths: Sequence[Path]) -> str:
        """As the batch keeps them, with the paths that were given: the names of the sources come from these."""
        return orjson.dumps(
            {
                "issue_date": self.issue_date,
                "paper": self.paper,
                "encoding": self.encoding,
                "replace": self.replace,
                "paths": [path_text(Path(os.path.abspath(path))) for path in paths],  # noqa: PTH100  (no link may lose its name)
                "retry_of": self.retry_of,
            }
        ).decode()


def read_options_json(options: ParseOptions) -> str:
    """As the catalog keeps with each version how its source was read."""
    return orjson.dumps(options).decode()


def read_options(text: str) -> ParseOptions | None:
    """The options out of the catalog; None for a version of before they were kept."""
    row = orjson.loads(text)
    if not row:
        return None
    if row.get("issue_date"):
        row["issue_date"] = date.fromisoformat(row["issue_date"])
    if "folder" in row:
        row["folder"] = _folder_facts(row["folder"])
    return ParseOptions(**row)


def _folder_facts(row: dict[str, Any]) -> FolderFacts:
    return FolderFacts(
        issue_date=date.fromisoformat(row["issue_date"]) if row["issue_date"] else None,
        page=row["page"],
        page_name=row["page_name"],
        page_names=tuple((int(page), str(name)) for page, name in row["page_names"]),
        unmatched=tuple(row["unmatched"]),
    )


def way_of(options_json: str, vocabulary_sha256: str) -> str:
    """The hash of all that decides, beside its bytes and its name, what a source gives."""
    return hashlib.sha256(f"{options_json}\n{PARSER_VERSION}\n{vocabulary_sha256}".encode()).hexdigest()
