"""The archive's own examination: settings, disk, catalog, originals, corrections, engine, index; what is wrong and what to do."""

from indexer.doctor.examination import examine
from indexer.doctor.finding import Finding, Verdict
from indexer.doctor.repair import Repaired, repair

__all__ = ["Finding", "Repaired", "Verdict", "examine", "repair"]
