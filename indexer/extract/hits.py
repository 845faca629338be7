"""An office found in a text, before the words around it have given it its level."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from indexer.extract.prefixes import NONE, Prefix
from indexer.extract.vocabulary.tables import DepartmentRow


@dataclass(frozen=True, slots=True)
class Hit:
    """One office: the form stands at `[start, end)` of the text, its printed prefix right before it."""

    start: int
    end: int
    row: DepartmentRow | None
    """None for a name that no table has: a street, a national body's branch, an unknown name."""
    name: str
    prefix: Prefix = NONE
    rule: str = "table"
    level: str = ""
    """Where it is not the prefix's: a 分局 of a city's office is a district's."""
    whole: bool = False
    """The hit takes the place of offices of the table that stand inside it: 国家统计局 of 国家统计局望川调查队."""

    @property
    def begin(self) -> int:
        """Where the printed form begins, prefix included."""
        return self.start - len(self.prefix.text)


def placed(hits: list[Hit], more: list[Hit]) -> list[Hit]:
    """Both together, in order: a later hit that overlaps earlier ones is left out, unless they are only parts of its name."""
    if not more:
        return hits
    kept = sorted(hits, key=lambda hit: hit.begin)
    begins = [hit.begin for hit in kept]
    for hit in more:
        low = bisect_right(begins, hit.begin)
        if low and kept[low - 1].end > hit.begin:
            low -= 1
        high = bisect_left(begins, hit.end, low)
        if all(_part(other, hit) for other in kept[low:high]):
            kept[low:high] = [hit]
            begins[low:high] = [hit.begin]
    return kept


def _part(inner: Hit, outer: Hit) -> bool:
    if outer.whole:
        return not inner.whole and outer.begin <= inner.start and inner.end <= outer.end
    # 区低空经济发展局 ends in the known 经济发展局, which has no level word of its own right before it.
    return outer.rule == "shape" and inner.rule == "table" and not inner.prefix.text and inner.end == outer.end
