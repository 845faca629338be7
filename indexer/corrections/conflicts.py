"""Corrections that could not be applied again, because what they were made on has changed: named, never guessed, never dropped."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from indexer.corrections.fields import shown
from indexer.corrections.log import Correction


class What(StrEnum):
    """Why a correction was not applied."""

    CHANGED = "changed"
    MISSING = "missing"
    AMBIGUOUS = "ambiguous"
    NO_PAGE = "no page"
    NO_PARAGRAPH = "no paragraph"
    OTHER_PARAGRAPHS = "other paragraphs"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A correction that is not applied, with what it expected and what is there; the sentences say what to do."""

    number: int
    record: str
    what: What
    expected: Any
    found: Any
    zh: str
    en: str


class Verdict(StrEnum):
    """What became of a correction that is no conflict: applied, or moot, since the source says the same by now."""

    APPLIED = "applied"
    MOOT = "moot"


_SAID = {
    What.CHANGED: "更正时这里是{expected}，现在读出的是{found}",
    What.MISSING: "现在的版面上找不到它更正过的条目{expected}",
    What.AMBIGUOUS: "现在的版面上有几条都像它更正过的条目：{found}",
    What.NO_PAGE: "存档里现在没有 {expected} 这一版，或这一版没有条目",
    What.NO_PARAGRAPH: "条目里现在没有更正所依据的段落{expected}",
    What.OTHER_PARAGRAPHS: "更正的几段{expected}现在不再原样相连，条目的正文是{found}",
    What.UNREADABLE: "这一行缺少内容，可能被改动过（请运行 bulletin doctor）",
}


def conflict(correction: Correction, what: What, expected: Any = None, found: Any = None, *, field: str = "") -> Conflict:
    """The conflict of a correction, with its sentences."""
    listed = "、".join(found) if what is What.AMBIGUOUS else shown(found)
    # A page is no quotation; a record without a headline is named by its id alone, at the head of the sentence.
    bare = what is What.NO_PAGE or (what is What.MISSING and expected is None)
    why = _SAID[what].format(expected=(expected or "") if bare else shown(expected), found=listed)
    of = f"的{field}" if field else ""
    number = correction.number
    return Conflict(
        number,
        correction.record,
        what,
        expected,
        found,
        f"第 {number} 号更正（{correction.record}{of}）没有应用：{why}。请对照原件：不再需要，就撤销它（bulletin correct --undo {number}）；"
        f"仍然需要，撤销后对现在的条目重做一次。",
        f"correction {number} of {correction.record} was not applied: {what}",
    )
