"""How a page of a record is asked for: what does not come from the record itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webui.search.highlight import Term
from webui.search.request import SearchRequest


@dataclass(frozen=True, slots=True)
class Visit:
    """One look at a record."""

    base_url: str
    """Address of the site, with a slash at its end."""
    today: date
    """What citations name as the day of access."""
    wanted: SearchRequest | None = None
    """The search one came from."""
    terms: Sequence[Term] = ()
    """What that search looks for, to be marked."""
