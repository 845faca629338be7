"""The catalog and the originals: the truth on disk, from which the index can be made again."""

from indexer.catalog.database import Catalog, has_catalog, open_catalog
from indexer.catalog.originals import Originals
from indexer.catalog.pages import deflated, inflated
from indexer.catalog.rows import (
    Batch,
    FollowedIndex,
    IssueRow,
    Outcome,
    PageEntry,
    PageRow,
    PageSummary,
    PageVersion,
    Role,
    ShownPage,
    State,
    UnconfirmedName,
)
from indexer.model import IssueIdentity

__all__ = [
    "Batch",
    "Catalog",
    "FollowedIndex",
    "IssueIdentity",
    "IssueRow",
    "Originals",
    "Outcome",
    "PageEntry",
    "PageRow",
    "PageSummary",
    "PageVersion",
    "Role",
    "ShownPage",
    "State",
    "UnconfirmedName",
    "deflated",
    "has_catalog",
    "inflated",
    "open_catalog",
]
