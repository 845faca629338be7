"""From the coordinates of a PDF page to points of the upright page, origin at the top left."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.printed import Box

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Placing:
    """How one page lies: its visible box in PDF space, and by how many degrees it is turned clockwise when shown."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as shown, in points."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation in (90, 270) else (width, height)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of PDF space, as it lies on the page shown."""
        x0, x1 = sorted((left, right))
        low, high = sorted((bottom, top))
        if self.rotation == 90:
            return (low - self.bottom, x0 - self.left, high - self.bottom, x1 - self.left)
        if self.rotation == 180:
            return (self.right - x1, low - self.bottom, self.right - x0, high - self.bottom)
        if self.rotation == 270:
            return (self.top - high, self.right - x1, self.top - low, self.right - x0)
        return (x0 - self.left, self.top - high, x1 - self.left, self.top - low)

    def angle(self, degrees: float) -> int:
        """The angle, in PDF space counter-clockwise, of a character as shown: 0, 90, 180 or 270 clockwise."""
        return round((self.rotation - degrees) / 90) % 4 * 90


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first`, then `then`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(box: Box, matrix: Matrix) -> Box:
    """The box around a box (left, bottom, right, top) that a matrix has moved."""
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))
