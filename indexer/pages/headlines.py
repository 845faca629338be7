"""Where headlines stand in the running text: above an opening, or on their own with evidence that something new begins."""

from __future__ import annotations

from indexer.pages.credit_lines import closing_credit, own_line_credit
from indexer.pages.flow import Flow
from indexer.pages.titles import BRIEFS, DATE_ONLY, MOST_LINES, NUMBERED, PROSE, SIGNATURE, is_title

SHORTEST_SINGLE = 9
"""Width from which a line alone is rather a headline than a subhead, where no line of the page is cut."""


def titles_above(flow: Flow, place: int, taken: int) -> list[int]:
    """Rows of the title lines directly above a place, top to bottom; none that belong to what was begun at `taken`."""
    found: list[int] = []
    bounded = False
    for above in range(place - 1, taken - 1, -1):
        line = flow.line(above)
        below = flow.line(above + 1)
        first = not found
        if flow.parted(above + 1) or (not first and below.gap > flow.line(place).gap):
            # What stands above a caption, furniture or a blank line belongs elsewhere.
            bounded = True
            break
        if not _may_be_title(flow, above, main=first) or (above == taken and flow.begins_text(taken)):
            bounded = flow.finished(above) or flow.closed(above)
            if not bounded and len(found) > 2 and not flow.prose(above):
                # Short lines without an end above more than two title-like ones: verse, or a list.
                return found[-1:]
            break
        if SIGNATURE.search(line.text) and not first and DATE_ONLY.match(below.text):
            break
        if len(found) == MOST_LINES:
            # Five title-like lines and more are verse or a broken column: only the nearest is surely the headline.
            return found[-1:]
        found.insert(0, flow.rows[above])
    else:
        bounded = place > taken
    return found if bounded else _surely(flow, found, place)


def _may_be_title(flow: Flow, place: int, *, main: bool) -> bool:
    line = flow.line(place)
    return is_title(line, main=main) and not (closing_credit(line.text) or own_line_credit(line.text) or flow.indented(place))


def _surely(flow: Flow, found: list[int], place: int) -> list[int]:
    """The rows up to the first that may be running text: nothing above them says where the text before ends.

    The nearest is a headline even where it could go on above: the text before is cut off in either case, and no opening is without one.
    """
    kept: list[int] = []
    for back, row in enumerate(reversed(found), 1):
        if kept and (flow.continues(place - back) or flow.piece(place - back)):
            break
        kept.insert(0, row)
    return kept


def title_run(flow: Flow, place: int, owned: set[int]) -> int:
    """How many title lines stand at this place with text under them; 0 when none."""
    if flow.continues(place):
        return 0
    run = 0
    while place + run < len(flow.rows) and run < MOST_LINES + 1:
        here = place + run
        row, line = flow.rows[here], flow.line(here)
        if row in owned or row in flow.opens or row != flow.rows[place] + run:
            return 0
        if run and (flow.indented(here) or own_line_credit(line.text)):
            return run
        if run and flow.prose(here) and not _headed(flow, place, here):
            return run
        if run == MOST_LINES or not _heads(flow, here):
            return 0
        run += 1
    return 0


def _headed(flow: Flow, place: int, here: int) -> bool:
    """True when a line as wide as the column is one more line of the headline: only an indented line under it begins the text."""
    below = here + 1
    return (
        flow.layout.indents
        and flow.line(place).gap > 0
        and flow.line(here).gap == 0
        and not flow.line(here).ends_sentence
        and below < len(flow.rows)
        and not flow.parted(below)
        and flow.indented(below)
    )


def _heads(flow: Flow, place: int) -> bool:
    line = flow.line(place)
    if flow.indented(place) or (flow.piece(place) and not (line.gap and line.indent == 0) and not _stands_out(flow, place)):
        return False
    return not (
        line.ends_sentence
        or closing_credit(line.text)
        or NUMBERED.match(line.text)
        or PROSE.search(line.text)
        or not is_title(line, main=True)
        or own_line_credit(line.text)
    )


def _stands_out(flow: Flow, place: int) -> bool:
    """True for a line without indentation between the end of a paragraph and the indented beginning of one."""
    below = place + 1
    return (
        flow.layout.indents
        and place > 0
        and (flow.finished(place - 1) or flow.parted(place))
        and below < len(flow.rows)
        and not flow.parted(below)
        and flow.indented(below)
    )


def something_new(flow: Flow, place: int, run: int, *, within_article: bool, begun: bool) -> bool:
    """True when what stands around a run of title lines says that a new text begins there, and no part of the one before.

    `begun` tells that a text stands before it at all, `within_article` that this one is an article.
    """
    line = flow.line(place)
    if place == 0 or BRIEFS.match(line.text):
        return True
    before = flow.line(place - 1)
    if not begun:
        return before.ends_sentence or line.gap > 0
    if flow.closed(place - 1):
        return True
    if not before.ends_sentence:
        return False
    layout = flow.layout
    if line.gap > 0 or (layout.indents and line.indent == 0):
        return True
    if any(flow.over(place + step) for step in range(run)):
        # A subhead keeps to its column.
        return True
    if not within_article or (layout.cut and layout.column is None):
        return False
    # Where columns were not joined, a short line without an end is a title; the shortest are subheads, unless a caption stands before.
    return line.width >= SHORTEST_SINGLE or flow.parted(place) or run > 1
