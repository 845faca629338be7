"""What the given paths mean, in what order, and how their bytes are had: files, folders, zips, the `bulletin.toml` beside them.

`find_sources` gives every source once; what cannot be one is a value with its sentence (`Refused`, `Deferred`). `read_source` and
`open_source` give the bytes. Nothing is ever written by a name that a zip gives.
"""

from indexer.sources.disk import size_on_disk
from indexer.sources.finding import find_sources
from indexer.sources.folder_settings import FolderSettings
from indexer.sources.found import INSIDE, Deferred, Found, Refused, Source, SourceBytes, Stamp, is_lines
from indexer.sources.limits import Limits
from indexer.sources.listing import Amount, Listed, amount_of, files_below
from indexer.sources.names import SETTINGS_FILE
from indexer.sources.reading import has_moved, open_source, read_source
from indexer.sources.trouble import still_written

__all__ = [
    "INSIDE",
    "SETTINGS_FILE",
    "Amount",
    "Deferred",
    "FolderSettings",
    "Found",
    "Limits",
    "Listed",
    "Refused",
    "Source",
    "SourceBytes",
    "Stamp",
    "amount_of",
    "files_below",
    "find_sources",
    "has_moved",
    "is_lines",
    "open_source",
    "read_source",
    "size_on_disk",
    "still_written",
]
