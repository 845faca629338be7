"""Indices made again from the catalog, compared, and put behind the alias, while searches and ingests go on."""

from indexer.rebuilding.building import RebuildReport, rebuild
from indexer.rebuilding.golden import Differing, Golden
from indexer.rebuilding.switch import prune, rollback, use

__all__ = ["Differing", "Golden", "RebuildReport", "prune", "rebuild", "rollback", "use"]
