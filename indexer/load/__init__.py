"""Loading documents into an index: page by page, each page whole, every refusal named."""

from indexer.load.chunks import CHUNK_DOCUMENTS, PageLoad
from indexer.load.loader import Loader, PageLoaded, load_pages, remove_records, remove_strangers
from indexer.load.sending import Connection, Rejection, ask, connection_to

__all__ = [
    "CHUNK_DOCUMENTS",
    "Connection",
    "Loader",
    "PageLoad",
    "PageLoaded",
    "Rejection",
    "ask",
    "connection_to",
    "load_pages",
    "remove_records",
    "remove_strangers",
]
