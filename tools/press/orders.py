"""What is wanted of an article, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.printed import Box
from tools.press.setting import SetLine
from tools.press.texts import Credit


@dataclass(slots=True)
class Jump:
    """What runs over to another page of the issue."""

    page: int
    to: int
    headline: str = ""
    rest: list[str] = field(default_factory=list)
    cut: bool = False
    """The first part ends in mid-sentence."""
    credit: Credit = field(default_factory=Credit)


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of one article."""

    lead: bool = False
    boxed: bool = False
    vertical: bool = False
    photo: str | None = None
    """top, in, or none."""
    jump: Jump | None = None
    continues: Jump | None = None
    briefs: bool = False
    subheads: bool = False
    plain: bool = False
    """Rather a plain article than none."""


@dataclass(frozen=True, slots=True)
class Head:
    """A headline as set."""

    headline: str | None
    lines: list[str]
    kicker: str | None
    subtitle: str | None
    boxes: list[Box]
    bottom: float
    box: Box | None
    taken: int | None = None
    """The column that a vertical headline stands in."""


@dataclass(frozen=True, slots=True)
class Body:
    """A text as set."""

    paragraphs: list[str]
    lines: list[SetLine]
    heads: frozenset[int]
    """Which paragraphs are subheads."""
