"""Addresses read back: from the path of an issue, a page or a record to the page it names."""

from __future__ import annotations

import re
from datetime import date

from indexer.model import IssueIdentity

_ADDRESS = re.compile(
    r"(?P<paper>[a-z0-9][a-z0-9-]{0,31})/(?P<day>\d{4}-\d{2}-\d{2})(?:-e(?P<edition>[1-9]\d{0,3}))?(?:/(?P<page>[1-9]\d{0,3}))?(?:/[acn][1-9]\d{0,5})?"
)


def identity_of(path: str) -> IssueIdentity | None:
    """The page that `PAPER/YYYY-MM-DD[-eN][/PAGE[/RECORD]]` names, page 1 for an issue; None for what is no address."""
    found = _ADDRESS.fullmatch(path.strip("/"))
    if found is None:
        return None
    try:
        day = date.fromisoformat(found["day"])
    except ValueError:
        return None
    return IssueIdentity(found["paper"], day, int(found["page"] or 1), int(found["edition"] or 1))
