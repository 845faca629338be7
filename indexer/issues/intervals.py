"""Papers without fixed weekdays (every ten days, twice a month): the intervals that are much longer than usual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median_low

LEAST_INTERVALS = 4
LONG = 1.6
"""An issue left out makes an interval of about two; twice a month, intervals of 13 to 16 days are alike."""
ALIKE_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class LongInterval:
    """Two issues one after the other that lie `days` days apart where `usual` is usual. A doubt."""

    before: date
    after: date
    usual: int

    @property
    def days(self) -> int:
        """How many days apart they are."""
        return (self.after - self.before).days


def long_intervals(issue_dates: Sequence[date]) -> tuple[LongInterval, ...]:
    """The long intervals between these dates, given in order; none where most of them are not alike, so that there is no usual one."""
    steps = [(after - before).days for before, after in pairwise(issue_dates)]
    if len(steps) < LEAST_INTERVALS:
        return ()
    usual = median_low(steps)
    alike = sum(usual / LONG < step < usual * LONG for step in steps)
    if alike < ALIKE_SHARE * len(steps):
        return ()
    return tuple(
        LongInterval(before, after, usual) for before, after in pairwise(issue_dates) if (after - before).days >= LONG * usual
    )
