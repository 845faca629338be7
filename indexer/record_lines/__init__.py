"""The door for archives that come from another system: `.jsonl`, a record a line in the form of `bulletin parse --json`.

    file --grouped--> PageLines (a page's lines together) --read_page--> Page, the same values as a parsed page

`grouped` reads the file, `read_page` is pure and runs in any process. What is wrong with a line is a `LineFault`, and the others go on.
"""

from __future__ import annotations

from indexer.record_lines.faults import LineFault
from indexer.record_lines.grouping import PageLines, grouped
from indexer.record_lines.reading import ReadPage, read_page

__all__ = ["LineFault", "PageLines", "ReadPage", "grouped", "read_page"]
