"""Pictures of pages: set straight, their rules, frames and pictures found, their text recognised."""

from indexer.readers.scan.reader import ScanReader, recognized_page, scan_page

__all__ = ["ScanReader", "recognized_page", "scan_page"]
