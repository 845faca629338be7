"""From lines to drafts of records: where an article, a caption or a notice begins and which lines are its own."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.model import Kind
from indexer.pages.captions import CaptionDraft, find_captions
from indexer.pages.credit_lines import opening_credit, own_line_credit
from indexer.pages.drafts import Blocks, Draft
from indexer.pages.flow import Flow
from indexer.pages.furniture import furniture_reason
from indexer.pages.headlines import something_new, title_run, titles_above
from indexer.pages.lines import Line
from indexer.pages.notices import notice_begins
from indexer.pages.settling import Settling
from indexer.pages.titles import JUMP_FROM, SALUTATION, is_title
from indexer.pages.typesetting import Typesetting


def split_blocks(lines: Sequence[Line], layout: Typesetting, masthead: frozenset[int], paper_name: str = "") -> Blocks:
    """The drafts and the furniture of a page; every row is in exactly one of them or among the homeless."""
    return _Splitter(lines, layout, masthead, paper_name).split()


class _Splitter:
    """One pass over the lines, with what each row was found to be."""

    def __init__(self, lines: Sequence[Line], layout: Typesetting, masthead: frozenset[int], paper_name: str) -> None:
        self.lines = lines
        self.layout = layout
        self.furniture: dict[int, str] = {}
        self.contact: set[int] = set()
        opens: set[int] = set()
        for row, line in enumerate(lines):
            if line.number in masthead:
                self.furniture[row] = "masthead"
            elif opening_credit(self._unbroken(row)) or JUMP_FROM.match(line.text):
                opens.add(row)
            else:
                reason = furniture_reason(line.text, paper_name)
                if reason and not self._within_text(row):
                    self.furniture[row] = reason
                    if reason == "contact":
                        self.contact.add(row)
        self.captions, self.page_photo = find_captions(lines, layout, frozenset(self.furniture), frozenset(opens))
        in_caption = {row for caption in self.captions for row in caption.rows}
        if self.page_photo is not None and self.page_photo not in in_caption:
            self.furniture[self.page_photo] = "page-photo-credit"
        rows = [row for row in range(len(lines)) if row not in self.furniture and row not in in_caption]
        self.flow = Flow(lines, layout, rows, frozenset(opens))

    def _unbroken(self, row: int) -> str:
        """The line, with the one below where the column's edge broke it: 据新华社望川11月1 | 5日电."""
        text = self.lines[row].text
        goes_on = row + 1 < len(self.lines) and self.layout.full(self.lines[row], 1) and not self.lines[row + 1].gap
        return text + self.lines[row + 1].text if goes_on else text

    def _within_text(self, row: int) -> bool:
        """True for a line of a column's running text that happens to speak of a QR code: 上的古树建了档案，牌子上的二维码可以听到老人."""
        layout, line = self.layout, self.lines[row]
        if layout.column is None:
            return False
        if row and row - 1 not in self.furniture and not line.gap:
            above = self.lines[row - 1]
            if layout.full(above, 1) and layout.measure(above) <= layout.column + 1.5 and not above.ends_sentence:
                return True
        below = self.lines[row + 1] if row + 1 < len(self.lines) else None
        filled = layout.full(line, 0.5) and layout.measure(line) <= layout.column + 1.5
        return filled and below is not None and not below.gap and not line.ends_sentence

    def split(self) -> Blocks:
        drafts = self._fill(self._starts())
        drafts.extend(_caption_draft(caption) for caption in self.captions)
        homeless = Settling(self.lines, self.layout, self.furniture, self.contact, self.flow.opens).settle(drafts)
        drafts.sort(key=lambda draft: draft.first)
        return Blocks(drafts, self.furniture, homeless, self.page_photo)

    def _starts(self) -> dict[int, Draft]:
        """Place of the first body line → draft with titles and byline."""
        starts: dict[int, Draft] = {}
        taken = 0
        for place, row in enumerate(self.flow.rows):
            draft = self._opened(place, row, taken)
            if draft is None and notice_begins(self.flow, place):
                draft = Draft(Kind.NOTICE, [row], first=row)
            if draft:
                taken = place if draft.titles[-1:] != [row] and draft.byline != row else place + 1
                starts[taken] = draft
        starts.update(self._untold(starts))
        return starts

    def _opened(self, place: int, row: int, taken: int) -> Draft | None:
        """An article that a byline, a jump or a salutation opens, with the title lines above it."""
        line = self.lines[row]
        if row in self.flow.opens:
            titles = titles_above(self.flow, place, taken)
            return Draft(Kind.ARTICLE, titles, first=titles[0] if titles else row)
        if SALUTATION.match(line.text) or (own_line_credit(line.text) and self.flow.prose(place + 1)):
            titles = titles_above(self.flow, place, taken)
            if titles:
                byline = row if own_line_credit(line.text) else None
                return Draft(Kind.ARTICLE, titles, byline=byline, first=titles[0])
        return None

    def _untold(self, starts: dict[int, Draft]) -> list[tuple[int, Draft]]:
        """Articles and notices that nothing opens: title lines with evidence that something new begins."""
        flow = self.flow
        found = []
        owned = {row for draft in starts.values() for row in (*draft.titles, draft.byline) if row is not None}
        current: Draft | None = None
        place = 0
        while place < len(flow.rows):
            row = flow.rows[place]
            current = starts.get(place, current)
            if row in owned or row in flow.opens:
                place += 1
                continue
            if current is not None and current.kind is Kind.NOTICE and self._next_notice(place):
                current = Draft(Kind.NOTICE, [row], first=row)
                owned.add(row)
                found.append((place + 1, current))
                place += 1
                continue
            run = title_run(flow, place, owned)
            article = current is not None and current.kind is Kind.ARTICLE
            if run and something_new(flow, place, run, within_article=article, begun=current is not None):
                current = Draft(Kind.ARTICLE, [flow.rows[place + step] for step in range(run)], first=row)
                owned.update(current.titles)
                place += run
                if own_line_credit(flow.line(place).text):
                    current.byline = flow.rows[place]
                    place += 1
                found.append((place, current))
                continue
            place += 1
        return found

    def _next_notice(self, place: int) -> bool:
        """Under a notice, a title behind a blank line or behind the notice's date begins the next notice or advert."""
        line = self.flow.line(place)
        return is_title(line, main=True) and (line.gap > 0 or self.flow.closed(place - 1)) and not self.flow.continues(place)

    def _fill(self, starts: dict[int, Draft]) -> list[Draft]:
        drafts: list[Draft] = []
        current: Draft | None = None
        owned = {row for draft in starts.values() for row in (*draft.titles, draft.byline) if row is not None}
        for place, row in enumerate(self.flow.rows):
            if place in starts:
                current = starts[place]
                drafts.append(current)
            if row in owned:
                continue
            if current is None:
                current = Draft(Kind.ARTICLE, first=row)
                drafts.append(current)
            current.body.append(row)
        drafts.extend(draft for place, draft in starts.items() if place >= len(self.flow.rows))
        return drafts


def _caption_draft(caption: CaptionDraft) -> Draft:
    return Draft(Kind.CAPTION, list(caption.titles), body=list(caption.body), first=caption.rows[0])
