"""PDF pages: characters with their places, rules, frames and pictures; a page without a sound text layer is recognised from its picture."""

from indexer.readers.pdf.reader import PdfReader

__all__ = ["PdfReader"]
