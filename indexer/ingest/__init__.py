"""Ingest: from paths to records in the archive, each file accounted for in one report."""
