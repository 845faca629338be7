"""The index follows the catalog: what is to be searchable is told there, and loaded from there, until nothing is pending."""

from indexer.following.comparison import Comparison, Difference, DifferentRecord, compare
from indexer.following.effective import PageToLoad, Reading, corrected_issue, pages_to_load
from indexer.following.follower import Followed, Follower, Loaded
from indexer.following.large import restore_settings
from indexer.following.live import live_index

__all__ = [
    "Comparison",
    "Difference",
    "DifferentRecord",
    "Followed",
    "Follower",
    "Loaded",
    "PageToLoad",
    "Reading",
    "compare",
    "corrected_issue",
    "live_index",
    "pages_to_load",
    "restore_settings",
]
