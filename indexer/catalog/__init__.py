"""The catalog and the originals: the truth on disk, from which the index can be made again."""

from indexer.catalog.database import Catalog, open_catalog
from indexer.catalog.originals import Originals
from indexer.catalog.rows import Batch, Outcome, PageVersion, State, UnconfirmedName

__all__ = ["Batch", "Catalog", "Originals", "Outcome", "PageVersion", "State", "UnconfirmedName", "open_catalog"]
