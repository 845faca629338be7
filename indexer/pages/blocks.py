"""From lines to drafts of records: where an article, a caption or a notice begins and which lines are its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.model import Kind
from indexer.pages.captions import CaptionDraft, find_captions
from indexer.pages.credit_lines import closing_credit, opening_credit, own_line_credit
from indexer.pages.drafts import Blocks, Draft
from indexer.pages.furniture import furniture_reason
from indexer.pages.layout import Layout
from indexer.pages.lines import Line
from indexer.pages.settling import Settling
from indexer.pages.titles import DATE_ONLY, JUMP_FROM, MOST_LINES, NUMBERED, PROSE, SIDE_WIDTH, SIGNATURE, is_title

# A line that names itself a notice: 公告, 招标公告, 遗失声明, 关于…的通告
NOTICE_TITLE = re.compile(
    r"^[^，。；、]{0,24}(?:公告|通告|启事|声明|公示|讣告|布告|告示|招聘简章|征订启事|征订开始|征稿|招租|拍卖会)(?:[（(][^）)]{1,8}[）)])?$"
)


def split_blocks(lines: Sequence[Line], layout: Layout, masthead: frozenset[int], paper_name: str = "") -> Blocks:
    """The drafts and the furniture of a page; every row is in exactly one of them or among the homeless."""
    return _Splitter(lines, layout, masthead, paper_name).split()


class _Splitter:
    """One pass over the lines, with what each row was found to be."""

    def __init__(self, lines: Sequence[Line], layout: Layout, masthead: frozenset[int], paper_name: str) -> None:
        self.lines = lines
        self.layout = layout
        self.furniture: dict[int, str] = {}
        self.contact: set[int] = set()
        self.opens: dict[int, str] = {}
        for row, line in enumerate(lines):
            if line.number in masthead:
                self.furniture[row] = "masthead"
            elif opening_credit(line.text) or JUMP_FROM.match(line.text):
                self.opens[row] = "opening"
            else:
                reason = furniture_reason(line.text, paper_name)
                if reason:
                    self.furniture[row] = reason
                    if reason == "contact":
                        self.contact.add(row)
        self.captions, self.page_photo = find_captions(lines, layout, frozenset(self.furniture), frozenset(self.opens))
        self.in_caption = {row for caption in self.captions for row in caption.rows}
        if self.page_photo is not None and self.page_photo not in self.in_caption:
            self.furniture[self.page_photo] = "page-photo-credit"
        # Rows of running text, in order; everything below counts in places of this list.
        self.rows = [row for row in range(len(lines)) if row not in self.furniture and row not in self.in_caption]

    def split(self) -> Blocks:
        starts = self._starts()
        drafts = self._fill(starts)
        drafts.extend(self._caption_draft(caption) for caption in self.captions)
        homeless = Settling(self.lines, self.layout, self.furniture, self.contact, frozenset(self.opens)).settle(drafts)
        drafts.sort(key=lambda draft: draft.first)
        return Blocks(drafts, self.furniture, homeless, self.page_photo)

    # Starts: place in self.rows of the first body line -> draft with titles and byline

    def _starts(self) -> dict[int, Draft]:
        starts: dict[int, Draft] = {}
        taken = 0
        for place, row in enumerate(self.rows):
            draft = self._opened(place, row, taken) or self._notice(place, row)
            if draft:
                begin = place + (0 if self.opens.get(row) == "opening" else 1)
                starts[begin] = draft
                taken = begin
        starts.update(self._untold(starts))
        return starts

    def _opened(self, place: int, row: int, taken: int) -> Draft | None:
        """An article that a byline opens, with the title lines above it."""
        line = self.lines[row]
        if row in self.opens:
            titles = self._titles_above(place, taken)
            return Draft(Kind.ARTICLE, titles, first=titles[0] if titles else row)
        if own_line_credit(line.text) and self._prose(place + 1):
            titles = self._titles_above(place, taken)
            if titles:
                return Draft(Kind.ARTICLE, titles, byline=row, first=titles[0])
        return None

    def _titles_above(self, place: int, taken: int) -> list[int]:
        """Rows of the title lines directly above a place; none that belong to what was begun at `taken`."""
        found: list[int] = []
        widest_gap = max(1, self.lines[self.rows[place]].gap)
        for above in range(place - 1, taken - 1, -1):
            line = self.lines[self.rows[above]]
            first = not found
            if len(found) == MOST_LINES or not is_title(line, main=first):
                break
            if closing_credit(line.text) or own_line_credit(line.text) or self._remainder(above):
                break
            if not first and self.lines[found[0]].gap > widest_gap:
                break
            if self.rows[above] + 1 != (self.rows[place] if first else found[0]):
                # A caption or furniture stands between: what is above it belongs elsewhere.
                break
            if not first and self._column_piece(above):
                break
            if SIGNATURE.search(line.text) and above + 1 < place and DATE_ONLY.match(self.lines[self.rows[above + 1]].text):
                break
            if above == taken and self.rows[taken] in self.opens:
                break
            found.insert(0, self.rows[above])
        if len(found) == MOST_LINES and place - MOST_LINES - 1 >= taken:
            above_line = self.lines[self.rows[place - MOST_LINES - 1]]
            # Five title-like lines and more are verse or a broken column: only the nearest is surely the headline.
            if is_title(above_line, main=False):
                return found[-1:]
        return found

    def _column_piece(self, place: int) -> bool:
        """True for a line as long as the column without a blank line under it: running text, not a title."""
        below = self.lines[self.rows[place + 1]] if place + 1 < len(self.rows) else None
        return self.layout.full(self.lines[self.rows[place]], 1) and below is not None and below.gap == 0

    def _remainder(self, place: int) -> bool:
        """True for the rest of a sentence that the column's edge broke off on the line above."""
        if not place or self.lines[self.rows[place]].gap:
            return False
        above = self.lines[self.rows[place - 1]]
        return (
            self.layout.full(above, 1) and not above.ends_sentence and above.number == self.lines[self.rows[place]].number - 1
        )

    def _notice(self, place: int, row: int) -> Draft | None:
        line = self.lines[row]
        if not NOTICE_TITLE.match(line.text) or line.width > 26 or place + 1 >= len(self.rows):
            return None
        before = self.lines[self.rows[place - 1]] if place else None
        if (
            before is not None
            and not before.ends_sentence
            and before.number == self.lines[row - 1].number
            and not self._closed(before)
        ):
            return None
        if any(self.rows[place + step] in self.opens for step in (1, 2) if place + step < len(self.rows)):
            return None
        return Draft(Kind.NOTICE, [row], first=row)

    def _closed(self, line: Line) -> bool:
        return line.gap != self.layout.usual_gap or bool(closing_credit(line.text)) or bool(DATE_ONLY.match(line.text))

    def _prose(self, place: int) -> bool:
        """True when running text stands at this place."""
        if place >= len(self.rows):
            return False
        line = self.lines[self.rows[place]]
        return line.ends_sentence or line.width > SIDE_WIDTH or self.layout.full(line, 3)

    def _untold(self, starts: dict[int, Draft]) -> list[tuple[int, Draft]]:
        """Articles that no byline opens: a title-like line with evidence that something new begins."""
        found = []
        owned = {row for draft in starts.values() for row in (*draft.titles, draft.byline) if row is not None}
        current: Draft | None = None
        place = 0
        while place < len(self.rows):
            row = self.rows[place]
            if place in starts:
                current = starts[place]
            if row in owned or row in self.opens:
                place += 1
                continue
            line = self.lines[row]
            if (
                current is not None
                and current.kind is Kind.NOTICE
                and line.gap > self.layout.usual_gap
                and is_title(line, main=True)
            ):
                # Under a notice, a title behind a blank line begins the next notice or advert.
                current = Draft(Kind.NOTICE, [row], first=row)
                owned.add(row)
                found.append((place + 1, current))
                place += 1
                continue
            run = self._title_run(place, owned)
            if run and self._evidence(place, current):
                draft = Draft(Kind.ARTICLE, [self.rows[place + step] for step in range(run)], first=row)
                body = place + run
                if own_line_credit(self.lines[self.rows[body]].text):
                    draft.byline = self.rows[body]
                    body += 1
                found.append((body, draft))
                owned.update(draft.titles)
                current = draft
                place = body
                continue
            place += 1
        return found

    def _title_run(self, place: int, owned: set[int]) -> int:
        """How many title lines stand at this place with text under them; 0 when none."""
        run = 0
        while place + run < len(self.rows) and run < MOST_LINES:
            row = self.rows[place + run]
            line = self.lines[row]
            if row in owned or row in self.opens or row != self.rows[place] + run:
                return 0
            if self._column_piece(place + run) and not (line.gap > self.layout.usual_gap and line.indent == 0):
                return run if run and self._prose(place + run) else 0
            if run and (self._prose(place + run) or own_line_credit(line.text)):
                return run
            if (
                line.ends_sentence
                or closing_credit(line.text)
                or NUMBERED.match(line.text)
                or PROSE.search(line.text)
                or not is_title(line, main=True)
                or own_line_credit(line.text)
            ):
                return 0
            run += 1
        return 0

    def _evidence(self, place: int, current: Draft | None) -> bool:
        row = self.rows[place]
        line = self.lines[row]
        if place == 0:
            return True
        before = self.lines[self.rows[place - 1]]
        if current is None:
            return before.ends_sentence or line.gap > self.layout.usual_gap
        if closing_credit(self._ending(place - 1)) or (
            own_line_credit(before.text) and self.rows[place - 1] not in current.titles
        ):
            return True
        if not before.ends_sentence:
            return False
        if line.gap > max(1, self.layout.usual_gap) or (line.gap and self.layout.usual_gap == 0):
            return True
        if self.layout.indents and line.indent == 0:
            return True
        if self.layout.cut or current.kind is not Kind.ARTICLE:
            return False
        # Where no line is cut, a short line without an end is a title; the shortest are subheads, unless a caption stands before.
        return line.width >= 9 or row - 1 in self.in_caption

    def _ending(self, place: int) -> str:
        """The end of the paragraph that ends at this place: with the line above it, where a column may have torn a credit in two."""
        line = self.lines[self.rows[place]]
        above = self.lines[self.rows[place - 1]] if place else None
        return above.text + line.text if above is not None and self.layout.full(above) and line.gap == 0 else line.text

    # Bodies

    def _fill(self, starts: dict[int, Draft]) -> list[Draft]:
        drafts: list[Draft] = []
        current: Draft | None = None
        owned = {row for draft in starts.values() for row in (*draft.titles, draft.byline) if row is not None}
        for place, row in enumerate(self.rows):
            if place in starts:
                current = starts[place]
                drafts.append(current)
            if row in owned:
                continue
            if current is None:
                current = Draft(Kind.ARTICLE, first=row)
                drafts.append(current)
            current.body.append(row)
        drafts.extend(draft for place, draft in starts.items() if place >= len(self.rows))
        return drafts

    def _caption_draft(self, caption: CaptionDraft) -> Draft:
        return Draft(Kind.CAPTION, list(caption.titles), body=list(caption.body), first=caption.rows[0])
