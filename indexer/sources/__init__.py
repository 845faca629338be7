"""What the given paths mean, in what order, and how their bytes are had: files, folders, zips, the `bulletin.toml` beside them.

`find_sources` gives every source once; what cannot be one is a value with its sentence (`Refused`, `Deferred`). `read_source` and
`open_source` give the bytes. Nothing is ever written by a name that a zip gives.
"""

from indexer.sources.finding import find_sources
from indexer.sources.folder_settings import FolderSettings
from indexer.sources.found import INSIDE, Deferred, Found, Refused, Source, SourceBytes
from indexer.sources.limits import Limits
from indexer.sources.reading import has_moved, open_source, read_source
from indexer.sources.trouble import still_written

__all__ = [
    "INSIDE",
    "Deferred",
    "FolderSettings",
    "Found",
    "Limits",
    "Refused",
    "Source",
    "SourceBytes",
    "find_sources",
    "has_moved",
    "open_source",
    "read_source",
    "still_written",
]
