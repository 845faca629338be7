"""Pictures of pages: set straight, their rules, frames and pictures found, their text recognised."""

from indexer.readers.scan.reader import ScanReader, scan_page

__all__ = ["ScanReader", "scan_page"]
