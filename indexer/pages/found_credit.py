"""The two values that every table of credits speaks in: a rule with its example, and where one was found."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CreditRule:
    """A form of credit: its name goes with everything it finds, its example is a line that it must match."""

    name: str
    pattern: re.Pattern[str]
    example: str


@dataclass(frozen=True, slots=True)
class FoundCredit:
    """Where a credit stands in a text, and the rule that found it."""

    start: int
    end: int
    rule: str
