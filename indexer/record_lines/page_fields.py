"""What the lines of a page say of the page itself, and what of them is no field of ours."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from indexer.model import Furniture, IssueIdentity, ParseWarning
from indexer.record_lines import values
from indexer.record_lines.faults import wrong_type
from indexer.record_lines.record import EXTRACTED
from indexer.record_lines.texts import BODY_KEYS, LONGEST_TITLE, TITLE_KEYS, as_printed, printed_line

ADDRESS = ("paper", "issue_date", "edition", "issue_number", "page", "page_name")
EXPORTED = ("url", "contributors", "source", "same_text", "similar")
"""What `/export.jsonl` writes beside the fields of a record and what is made anew: nobody misses it."""
IN_PAGE = frozenset(
    (
        *("id", "kind", "kicker", "subtitle", "lines", "box", "photo_box", "continues_to", "continued_from", "warnings"),
        *(*EXTRACTED, *TITLE_KEYS, *BODY_KEYS, *EXPORTED),
    )
)
ON_LINE = IN_PAGE | {*ADDRESS}
PAGE = frozenset(("records", "furniture", "warnings", "coverage", *ADDRESS))
MOST_NAMED = 10


class PageFields:
    """Gathers the fields of one page line by line; the first line that has one decides."""

    def __init__(self) -> None:
        self.issue_number: str | None = None
        self.page_name: str | None = None
        self.furniture: tuple[Furniture, ...] = ()
        self.warnings: tuple[ParseWarning, ...] = ()
        self.coverage = 1.0
        self.whole = False
        """A line was the page itself, so that its warnings are known."""
        self._unknown: Counter[str] = Counter()
        self._other: dict[str, str] = {}

    def take(self, value: dict[str, Any]) -> None:
        """The fields that every line may have. Raises LineWrong."""
        number, name = issue_number(value.get("issue_number")), printed_line(value.get("page_name"), "page_name")
        for field, given, held in (("issue_number", number, self.issue_number), ("page_name", name, self.page_name)):
            if given and held and given != held:
                self._other.setdefault(field, f"「{held}」和「{given}」")
        self.issue_number = self.issue_number or number
        self.page_name = self.page_name or name

    def take_whole(self, value: dict[str, Any]) -> None:
        """What only a line has that is a whole page: its furniture, its own warnings, its coverage. Raises LineWrong."""
        furniture = tuple(_furniture(item) for item in values.items(value.get("furniture"), "furniture"))
        warnings = values.warnings(value.get("warnings"))
        coverage = value.get("coverage", 1.0)
        if type(coverage) not in (int, float) or not 0 <= coverage <= 1:
            raise wrong_type("coverage", "0 到 1 之间的数", "a number from 0 to 1")
        self.furniture += furniture
        self.warnings += warnings
        self.coverage = min(self.coverage, float(coverage))
        self.whole = True
        self._unknown.update(str(key) for key in value.keys() - PAGE)

    def note_unknown(self, record: dict[str, Any], *, own_id: bool, whole: bool) -> None:
        """Counts the fields of a record that are not taken: unknown ones, a second name for the same, an id of another system.

        `whole` is for a record inside a page, where the address of the page is no field.
        """
        if foreign := record.keys() - (IN_PAGE if whole else ON_LINE):
            self._unknown.update(foreign)
        for keys in (TITLE_KEYS, BODY_KEYS):
            if any(key in record for key in keys[1:]):
                self._unknown.update([key for key in keys if key in record][1:])
        if not own_id and record.get("id") is not None:
            self._unknown["id"] += 1

    def identity(self, page: IssueIdentity) -> IssueIdentity:
        """The page with its issue number and name."""
        return replace(page, issue_number=self.issue_number, page_name=self.page_name)

    def own_warnings(self) -> tuple[ParseWarning, ...]:
        """The warnings that the lines gave the page, and what is doubtful about the lines themselves."""
        found = list(self.warnings)
        if self._unknown:
            shown = "".join(f"「{name[:40]}」" for name in sorted(self._unknown)[:MOST_NAMED])
            more = f"等 {len(self._unknown)} 个" if len(self._unknown) > MOST_NAMED else ""
            found.append(
                ParseWarning("unknown fields", (), f"字段{shown}{more}不是本程序的字段，它们的内容没有收录；其余照常收录。")
            )
        for field, both in self._other.items():
            found.append(ParseWarning("page fields differ", (), f"这一版各行的 {field} 不一致：{both}；按先出现的收录。"))
        return tuple(found)


def issue_number(value: object) -> str | None:
    """The number of the issue, given as text or as a number. Raises LineWrong."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return printed_line(value, "issue_number")


def _furniture(value: object) -> Furniture:
    if not isinstance(value, dict):
        raise wrong_type("furniture", "{text, lines} 的数组", "a list of {text, lines}")
    text = as_printed(value.get("text"), "furniture.text", LONGEST_TITLE) or ""
    (where,) = values.lines([value.get("lines")])
    return Furniture(text, where, values.GIVEN)


__all__ = ["PageFields"]
