"""Indices made again from the catalog, compared, and put behind the alias, while searches and ingests go on."""

from indexer.rebuilding.building import RebuildReport, expected_records, rebuild
from indexer.rebuilding.golden import Differing, Golden
from indexer.rebuilding.switch import prune, rollback, use

__all__ = ["Differing", "Golden", "RebuildReport", "expected_records", "prune", "rebuild", "rollback", "use"]
