"""The last look at the drafts: slogans, contact lines and bylines at their ends go where they belong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.model import Kind
from indexer.pages.credit_lines import closing_credit, own_line_credit
from indexer.pages.drafts import Draft
from indexer.pages.lines import Line
from indexer.pages.notices import NOTICE_TITLE
from indexer.pages.titles import CONTACT, DATE_ONLY, NUMBERED, PROSE, SIDE_WIDTH
from indexer.pages.typesetting import INDENT, Typesetting

ADVERT = re.compile(r"[（(【]广告[）)】]$|^[·・•—\-]*广告[·・•—\-]*$|^[（(【]广告[）)】]")
SLOGAN = re.compile(
    r"^(?:努力|奋力|加快|全力|坚决|大力|深入|扎实|全面|决战|冲刺|建设|弘扬|践行|喜迎|争|创|做|讲|学|树|同|共|热烈)|目标|[ 　]|人人有责|从我做起|[“”]"
)


SLOGAN_WIDTH = 24
"""Width that a slogan, or the name of its sender, does not exceed."""
LONGEST_TAIL = 4
"""Lines of a slogan with its sender."""


class Settling:
    """Settles the drafts of one page; `furniture` and `contact` are changed as rows find their place."""

    def __init__(
        self, lines: Sequence[Line], layout: Typesetting, furniture: dict[int, str], contact: set[int], opens: frozenset[int]
    ) -> None:
        self.lines = lines
        self.layout = layout
        self.furniture = furniture
        self.contact = contact
        self.opens = opens

    def settle(self, drafts: list[Draft]) -> list[int]:
        """Takes slogans off the ends, gives contact lines to the notice they stand in; returns the rows that no record wants."""
        homeless: list[int] = []
        for draft in list(drafts):
            if draft.kind is Kind.CAPTION:
                continue
            if draft.kind is Kind.ARTICLE:
                self._shed_tail(draft)
                self._shed_slogans(draft)
                draft.kind = Kind.NOTICE if self._is_advert(draft) else Kind.ARTICLE
            if draft.kind is Kind.ARTICLE:
                self._take_contacts(draft, within=True)
                self._take_own_line_end(draft)
            else:
                self._take_contacts(draft)
            texts = [self.lines[row] for row in draft.body]
            wordless = not any(line.ends_sentence or line.width > SIDE_WIDTH for line in texts)
            if (draft.kind is Kind.NOTICE and not draft.body and not NOTICE_TITLE.match(self.lines[draft.titles[0]].text)) or (
                draft.kind is Kind.ARTICLE
                and wordless
                and draft.byline is None
                and not any(row in self.opens for row in draft.body)
            ):
                self._disband(draft, drafts, homeless)
        return homeless

    def _is_advert(self, draft: Draft) -> bool:
        """True for a text without a byline that says （广告） at its end or begin, or that closes with two contact lines or more."""
        if draft.byline is not None or not draft.body or any(row in self.opens for row in draft.body):
            return False
        rows = [*draft.titles, *draft.body]
        behind = []
        row = max(rows) + 1
        while row in self.contact:
            behind.append(row)
            row += 1
        ends = [self.lines[row].text for row in (min(rows), draft.body[-1], *behind)]
        if any(ADVERT.search(text) for text in ends):
            return True
        closing = [row for row in draft.body[-3:] if CONTACT.match(self.lines[row].text)]
        return len(behind) + len(closing) >= 2

    def _disband(self, draft: Draft, drafts: list[Draft], homeless: list[int]) -> None:
        """A draft without a sentence: an advert when it gives a telephone or an address, slogans beside furniture, else homeless."""
        rows = sorted([*draft.titles, *draft.body])
        touching = self._touching_contacts(rows)
        if len(rows) >= 2 and (touching or any(CONTACT.match(self.lines[row].text) for row in rows)):
            draft.kind = Kind.NOTICE
            draft.titles, draft.body = rows[:1], rows[1:]
            draft.first = rows[0]
            self._take_contacts(draft)
            return
        if len(rows) >= 4 and draft.titles:
            return
        drafts.remove(draft)
        for row in rows:
            if self._beside_furniture(row):
                self.furniture[row] = "slogan"
            else:
                homeless.append(row)
                self.furniture[row] = "unassigned"

    def _touching_contacts(self, rows: list[int]) -> list[int]:
        return [row for row in (rows[-1] + 1, rows[-1] + 2) if row in self.contact] if rows else []

    def _take_contacts(self, draft: Draft, *, within: bool = False) -> None:
        """Contact lines between the lines of a record are its own; those behind a notice are, too."""
        inside = [row for row in self.contact if draft.body and draft.body[0] <= row <= draft.body[-1]]
        for row in inside:
            del self.furniture[row]
            self.contact.discard(row)
        draft.body = sorted([*draft.body, *inside])
        if within:
            return
        row = (draft.body or draft.titles)[-1] + 1
        while row in self.contact:
            draft.body.append(row)
            del self.furniture[row]
            self.contact.discard(row)
            row += 1

    def _beside_furniture(self, row: int) -> bool:
        line = self.lines[row]
        return row - 1 in self.furniture or row + 1 in self.furniture or bool(SLOGAN.search(line.text))

    def _shed_tail(self, draft: Draft) -> None:
        """A few short lines without a sentence, set apart from the text and with nothing but furniture behind them: a slogan and its sender."""
        start = len(draft.body)
        while start > 1 and len(draft.body) - start < LONGEST_TAIL and self._wordless(draft.body[start - 1]):
            start -= 1
            row = draft.body[start]
            if self.lines[row].gap > self.layout.usual_gap or row - 1 != draft.body[start - 1]:
                break
        else:
            return
        if draft.body[-1] + 1 < len(self.lines) and draft.body[-1] + 1 not in self.furniture:
            return
        for row in draft.body[start:]:
            self.furniture[row] = "slogan"
        del draft.body[start:]

    def _short(self, row: int) -> bool:
        """True for a short line that is no sentence, no credit and no item of a list."""
        line = self.lines[row]
        return (
            line.width <= SLOGAN_WIDTH
            and not line.ends_sentence
            and row not in self.opens
            and not PROSE.search(line.text)
            and not NUMBERED.match(line.text)
            and not own_line_credit(line.text)
            and not closing_credit(line.text)
        )

    def _wordless(self, row: int) -> bool:
        text = self.lines[row].text
        return self._short(row) and not DATE_ONLY.match(text) and not CONTACT.match(text)

    def _shed_slogans(self, draft: Draft) -> None:
        """Short lines at the end of the page's last article that are no part of a sentence."""
        while len(draft.body) > 1:
            row = draft.body[-1]
            line = self.lines[row]
            before = self.lines[draft.body[-2]]
            alone = row == len(self.lines) - 1 or row + 1 in self.furniture
            behind = row - 1 in self.furniture and before.number != self.lines[row - 1].number
            if not (
                self._short(row)
                and alone
                and (
                    behind
                    or line.gap > self.layout.usual_gap
                    or (before.ends_sentence and SLOGAN.search(line.text))
                    or self._slogan_above(draft)
                )
            ):
                return
            self.furniture[row] = "slogan"
            draft.body.pop()

    def _slogan_above(self, draft: Draft) -> bool:
        """True when the line above the last is itself a short line behind furniture or a finished sentence."""
        for row in reversed(draft.body[:-1]):
            line = self.lines[row]
            if row - 1 in self.furniture:
                return True
            if line.ends_sentence or line.width > SLOGAN_WIDTH:
                return line.ends_sentence and row != draft.body[-2] and bool(SLOGAN.search(self.lines[draft.body[-1]].text))
        return False

    def _take_own_line_end(self, draft: Draft) -> None:
        """A byline on the last line of an article that had none above: its own line, as one under the headline."""
        if draft.byline is not None or len(draft.body) < 2 or not own_line_credit(self.lines[draft.body[-1]].text):
            return
        above, last = self.lines[draft.body[-2]], self.lines[draft.body[-1]]
        if self.layout.broke_off(above, last) and last.indent < INDENT and not last.gap:
            # （记者 乔知远） behind a sentence that filled its line: the last piece of the paragraph.
            return
        draft.byline = draft.body.pop()
