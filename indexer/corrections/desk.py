"""What the command and the web site need of the archive to correct it: the issue as it is today, the log, and a pen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from indexer.corrections.application import Corrected
from indexer.corrections.log import Correction, Proposal


class CorrectionDesk(Protocol):
    """The archive as a place to correct it."""

    def issue(self, record: str) -> Corrected:
        """The issue of this record as it is today; one without pages where the archive has none of it."""

    def tried(self, proposals: Sequence[Proposal]) -> Corrected:
        """The issue of the proposals as it would be with them; nothing is written."""

    def log(self) -> Sequence[Correction]:
        """Every correction ever made, in order."""

    def append(self, proposals: Sequence[Proposal]) -> Sequence[Correction]:
        """Writes all of them into the log, or none, and makes them searchable; returns them as they stand there."""
