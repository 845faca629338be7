"""The elements of a page that are shown, as lines; walked without recursion, for a hostile page nests as deep as it likes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

DEEPEST = 10_000
"""Elements inside one another; unclosed tags make hundreds. What is deeper is not read."""
SCORED = 100
"""Outermost elements of a line that may be the main text."""
LONGEST_ROW = 300
"""Characters of a row of a table that is written on one line; longer cells hold the layout of the page."""
UNSEEN = frozenset(
    "script style noscript template iframe frame frameset object embed applet svg math canvas audio video map head select option "
    "datalist button input textarea dialog".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li "
    "main nav ol p pre section table tbody td tfoot th thead tr ul caption ucapcontent founder-content".split()
)
NESTED = 4
"""Tables inside one another within which rows of figures are looked for."""
# In the source of a page a line may end anywhere; between Chinese characters that means nothing.
CHINESE_LINE_END = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef”’])[ \t]*\n[ \t\n]*(?=[\u3001-\u9fff\uff01-\uffef“‘])")
SOURCE_LINE_END = re.compile(r"[ \t]*\n\s*")
CELLS = re.compile(r"\s*\u3000\s*")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)", re.I)


@dataclass(slots=True)
class Shown:
    """A line of the page: its text, how much of it is links, the elements it stands in (outermost first) and the block it is."""

    text: str
    linked: int
    path: tuple[int, ...]
    tag: str
    heading: int = 0
    classes: str = ""
    picture: bool = False
    """The description of a picture (alt, title)."""
    row: bool = False


def shown_lines(root: Any) -> list[Shown]:
    """The lines of the page from top to bottom, cells of a row of figures as one line."""
    return list(_Walk().lines(root))


class _Walk:
    """One walk over the tree; `lines` gives what was collected whenever a block begins or ends."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.linked = 0
        self.links = 0
        self.path: list[int] = []
        self.tags: list[str] = []
        self.classes: list[str] = []
        self.row = 0
        """mem_id of the row of figures that is walked through."""

    def lines(self, root: Any) -> Iterator[Shown]:
        node = root
        while node is not None:
            opened = self._open(node)
            if opened is not None:
                yield from opened
            child = node.child if opened is not None and len(self.path) < DEEPEST else None
            if child is not None:
                self._push(node)
                node = child
                continue
            if opened is not None:
                yield from self._close(node)
            while node is not None and node.next is None:
                node = node.parent
                if node is None or not self.path:
                    yield from self._flush()
                    return
                self._pop()
                yield from self._close(node)
                if not self.path:
                    yield from self._flush()
                    return
            node = node.next if node is not None else None

    def _open(self, node: Any) -> list[Shown] | None:
        """What ends where the element begins; None for an element that is not shown."""
        tag = node.tag
        if tag == "-text":
            text = node.text_content or ""
            self.text.append(text)
            if self.links:
                self.linked += len(text.strip())
            return []
        if tag.startswith(("-", "!")) or tag in UNSEEN or _hidden(node):
            return None
        if tag == "a":
            self.links += 1
        if tag == "br":
            return [] if self.row else list(self._flush())
        if tag == "img":
            return self._picture(node)
        if tag in ("td", "th") and self.row:
            self.text.append("\u3000")
            return []
        if tag not in BLOCKS or self.row:
            return []
        found = list(self._flush())
        if tag == "tr" and self.tags.count("table") <= NESTED and _is_row(node):
            self.row = node.mem_id
        return found

    def _close(self, node: Any) -> Iterator[Shown]:
        tag = node.tag
        if tag == "a" and self.links:
            self.links -= 1
        if self.row:
            if node.mem_id != self.row:
                return
            self.row = 0
        if tag in BLOCKS:
            yield from self._flush(node)

    def _push(self, node: Any) -> None:
        self.path.append(node.mem_id)
        self.tags.append(node.tag)
        attributes = node.attributes
        self.classes.append(f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip())

    def _pop(self) -> None:
        self.path.pop()
        self.tags.pop()
        self.classes.pop()

    def _flush(self, node: Any = None) -> Iterator[Shown]:
        text = "".join(self.text)
        linked = self.linked
        self.text.clear()
        self.linked = 0
        if not text.strip():
            return
        tags = [*self.tags, node.tag] if node is not None else self.tags
        classes = self.classes
        if node is not None:
            attributes = node.attributes
            classes = [*classes, f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip()]
        path = tuple(self.path[:SCORED]) if node is None or len(self.path) >= SCORED else (*self.path, node.mem_id)
        block = next((tag for tag in reversed(tags) if tag in BLOCKS), "")
        heading = next((HEADINGS[tag] for tag in reversed(tags[-6:]) if tag in HEADINGS), 0)
        row = node is not None and node.tag == "tr"
        text = CELLS.sub("\u3000", text).strip("\u3000") if row else text
        yield Shown(
            SOURCE_LINE_END.sub(" ", CHINESE_LINE_END.sub("", text)),
            linked,
            path,
            block,
            heading,
            " ".join(classes[-3:]),
            row=row,
        )

    def _picture(self, node: Any) -> list[Shown]:
        attributes = node.attributes
        text = (attributes.get("alt") or attributes.get("title") or "").strip()
        if not text or self.links:
            return []
        found = list(self._flush())
        return [*found, Shown(text, 0, tuple(self.path[:SCORED]), "img", picture=True)]


def _is_row(node: Any) -> bool:
    """True for a row of short cells, two or more with text."""
    cells = [cell for cell in _children(node) if cell.tag in ("td", "th")]
    if len(cells) < 2 or len(cells) > 60 or node.css_first("table") is not None:
        return False
    texts = [(cell.text() or "").strip() for cell in cells]
    return sum(map(bool, texts)) >= 2 and sum(map(len, texts)) <= LONGEST_ROW


def _children(node: Any) -> Iterator[Any]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _hidden(node: Any) -> bool:
    attributes = node.attributes
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style and _HIDDEN_STYLE.search(style))
