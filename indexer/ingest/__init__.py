"""Ingest: from paths to records in the archive, each file accounted for in one report."""

from indexer.ingest.report import IngestReport
from indexer.ingest.run import IngestOptions, ingest, preview

__all__ = ["IngestOptions", "IngestReport", "ingest", "preview"]
