"""What one file may cost the reader of its format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: seconds of work for a page (opening the file counts as one), memory in MB of its process, pages."""

    seconds: float = 60.0
    memory_mb: int = 1500
    pages: int = 500


DEFAULT_LIMITS = Limits()
