"""How much a source may be; everything above is refused with a sentence before memory or disk is spent on it."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, counts and ratios; the defaults are far above any newspaper and far below what harms a small machine."""

    source_bytes: int = 64 * MEGABYTE
    """A source that is read whole, as a page is; a `.jsonl` is streamed and has none on disk."""
    entry_bytes: int = 8 * 1024 * MEGABYTE
    """What is spooled out of a zip to a temporary file: a `.jsonl`, a zip in a zip."""
    zip_entries: int = 200_000
    """Entries of a zip with all zips inside: twenty years of eight pages a day are 58,000."""
    zip_directory_bytes: int = 64 * MEGABYTE
    """The directory of a zip, which is read whole."""
    zip_bytes: int = 64 * 1024 * MEGABYTE
    """What a zip with all zips inside unpacks to."""
    zip_depth: int = 3
    """How many zips may stand in one another."""
    ratio: int = 200
    """Bytes unpacked for a byte packed: Chinese text gives 2 to 20, a bomb of one repeated character 1,000."""
    ratio_from: int = MEGABYTE
    """Smaller ones may have any ratio: an empty form, a short page of blanks."""


LIMITS = Limits()
