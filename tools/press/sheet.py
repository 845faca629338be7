"""What is printed on a page: runs of type, rules, frames and pictures, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from indexer.printed import Box
from tools.press.faces import width_of


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line, of one face and size."""

    text: str
    x: float
    y: float
    """Top of the em box."""
    size: float
    face: str
    spacing: float = 0.0
    """Points added after every character."""
    group: int = 0
    """Headline, column, caption: what an editor's program writes in one go."""
    vertical: bool = False
    """Characters stand one below the other, upright."""
    heavy: bool = False
    """Printed twice, a little apart."""

    @property
    def box(self) -> Box:
        """Its em boxes together."""
        if self.vertical:
            length = len(self.text) * (self.size + self.spacing) - self.spacing
            return (self.x, self.y, self.x + self.size, self.y + length)
        length = width_of(self.text, self.face, self.size) + (len(self.text) - 1) * self.spacing
        return (self.x, self.y, self.x + length, self.y + self.size)


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line."""

    box: Box
    width: float = 0.5


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawn or shaded box: simple, double, shaded."""

    box: Box
    kind: str = "simple"


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo, drawn from its seed."""

    box: Box
    seed: int


@dataclass(slots=True)
class Sheet:
    """One page while it is set."""

    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    groups: int = 0

    def new_group(self) -> int:
        """A number for the next headline, column or caption."""
        self.groups += 1
        return self.groups


def around(boxes: Iterable[Box]) -> Box:
    """The box that holds all of them."""
    parts = list(boxes)
    return (min(b[0] for b in parts), min(b[1] for b in parts), max(b[2] for b in parts), max(b[3] for b in parts))


def meet(a: Box, b: Box, slack: float = 0.5) -> bool:
    """They share more than `slack` points in both directions."""
    return min(a[2], b[2]) - max(a[0], b[0]) > slack and min(a[3], b[3]) - max(a[1], b[1]) > slack


def stood_up(box: Box, right: float, top: float) -> Box:
    """A box of a page set lying, on the page set in columns of vertical text: lines run down, and follow each other leftwards."""
    return (right - box[3], top + box[0], right - box[1], top + box[2])


def run_stood_up(run: Run, right: float, top: float) -> Run:
    """The run as a column of vertical text."""
    return replace(run, x=right - run.y - run.size, y=top + run.x, vertical=True)
