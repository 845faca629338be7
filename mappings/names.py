"""Names of indices: made here, read back here. Sorting by name is sorting by time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

SCHEMA_VERSION = 3

_TIME = "%Y%m%dt%H%M%S"
_NAME = re.compile(r"(?P<alias>[a-z][a-z0-9]*)-v(?P<schema>[0-9]+)-(?P<time>[0-9]{8}t[0-9]{6}[0-9]{6})z")


@dataclass(frozen=True, slots=True)
class IndexName:
    """What the name of an index says: its alias, the schema version, when it was made (UTC)."""

    alias: str
    schema: int
    made: datetime

    def __str__(self) -> str:
        return f"{self.alias}-v{self.schema}-{self.made.strftime(_TIME)}{self.made.microsecond:06d}z"


def new_index_name(alias: str, now: datetime | None = None) -> IndexName:
    """A name for an index made now (or at `now`) in today's schema."""
    return IndexName(alias, SCHEMA_VERSION, (now or datetime.now(UTC)).astimezone(UTC))


def parse_index_name(name: str) -> IndexName:
    """The parts of a name that `new_index_name` made.

    Raises ValueError for any other name: an index of somebody else is never listed, pruned or loaded into.
    """
    match = _NAME.fullmatch(name)
    if match is None:
        raise ValueError(f"not a name of ours: {name!r}")
    made = datetime.strptime(match["time"], _TIME + "%f").replace(tzinfo=UTC)
    return IndexName(match["alias"], int(match["schema"]), made)


def index_pattern(alias: str) -> str:
    """The pattern that all indices behind this alias match, and nothing else."""
    return f"{alias}-v*"
