"""Figures of the ingest: what is left after it was killed."""
