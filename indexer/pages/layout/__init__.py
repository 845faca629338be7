"""From a printed page to its records: lines, columns, blocks, reading order, articles; by geometry and type size, not by a template.

PrintedPage --lines--> PrintedLine --blocks--> Block --headings, stories--> Story --order--> LaidOutRecord
"""

from __future__ import annotations

from indexer.pages.layout.page import lay_out
from indexer.pages.layout.values import LaidOutLine, LaidOutPage, LaidOutRecord, PrintedLine

__all__ = ["LaidOutLine", "LaidOutPage", "LaidOutRecord", "PrintedLine", "lay_out"]
