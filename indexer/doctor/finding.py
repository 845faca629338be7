"""One thing examined."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a finding is to be taken."""

    OK = "ok"
    NOTE = "note"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing examined: what was found, and what to do where it is not well; both in Chinese."""

    subject: str
    verdict: Verdict
    found: str
    advice: str = ""


REPAIR = "请运行 bulletin doctor --repair。"
NAMED = 5
"""So many examples are named; `--json` of the commands that are advised lists all."""


def named(names: list[str]) -> str:
    """The first names of a list, and how many more there are."""
    first = "、".join(names[:NAMED])
    return first if len(names) <= NAMED else f"{first} 等 {len(names)} 个"
