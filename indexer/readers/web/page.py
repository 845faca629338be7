"""A web page as the pieces of a text page: what a masthead would print, the headline, the byline, the text and the captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from indexer.model import LineRole as Role
from indexer.readers.web.main_text import is_control, main_range
from indexer.readers.web.said import Said, day_line, page_line, read_said
from indexer.readers.web.tree import Shown, shown_lines
from indexer.readers.written import Piece, one_line

ABOVE = 40
"""Lines above the main text in which its headline is looked for; the print system's menu stands further up."""
_DAY = r"\s*[:：]?\s*(\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2})"
# The document's own day before any other, and the day on which the site made the page last, wherever each of them stands.
_DATED = tuple(
    re.compile(label + _DAY)
    for label in (
        r"(?:发文|成文|印发|发布|公布|出版|刊发)\s*(?:日期|时间)",
        r"(?<![\u4e00-\u9fff])(?:生成日期|日期|时间)",
        r"(?<!更新)(?<!生成)(?:日期|时间)",
        r"更新(?:日期|时间)",
        r"生成(?:日期|时间)",
    )
)
_PRINTED_DAY = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_PAGE = re.compile(r"第\s*[A-H]?\d{1,2}\s*版|^\s*[A-H]?\d{1,2}\s*版\s*[:：]")
_AUTHOR = re.compile(
    r"(?:作者|记者|通讯员)\s*[:：]\s*([^\s:：|｜]{2,12}(?:[ 　、]+[\u4e00-\u9fff]{2,4})*?)(?=\s*(?:$|来源|编辑|发布|日期|时间|[|｜\d]))"
)
_CREDITED = re.compile(
    r"^(?:图为|图[一二三①②③]?[:：])|(?:[\u4e00-\u9fff·]{2,4}|记者)[ 　]*[/／]?(?:摄|摄影报道|供图|图)[）)]?$|（资料(?:图片|照片)）$"
)
_HANZI = re.compile(r"[\u3400-\u9fff]")
_INFORMATION = re.compile(
    r"^(?:来源|作者|编辑|发布(?:日期|时间)|访问量|浏览(?:次数|量)?|点击(?:数|量)?|阅读(?:数|量)?|日期|时间)\s*[:：]"
)
LONGEST_CAPTION, LONGEST_INFORMATION = 200, 120
AROUND = 6
"""Lines at the edges of the main text where captions and the line of date and source stand."""


@dataclass(frozen=True, slots=True)
class WebPage:
    """The pieces of a page, none where it has no text; `framed` for one that only holds other pages."""

    pieces: tuple[Piece, ...]
    framed: bool


def read_web_page(text: str) -> WebPage:
    """The main text of a page with what the page says of it; menus, links and controls of the page are left out."""
    tree = LexborHTMLParser(text)
    framed = tree.css_first("frameset, iframe") is not None
    lines = shown_lines(tree.body) if tree.body is not None else []
    first, end = main_range(lines)
    said = read_said(text)
    main = [line for line in lines[first:end] if line.picture or not is_control(line)]
    if not any(one_line(line.text) for line in main if not line.picture):
        return WebPage((), framed)
    above = lines[max(0, first - ABOVE) : first]
    titles, rest = _titles(above, main, said)
    beside = [line.text for line in (*above, *main[:4])]
    # 发文日期： and its day stand in two cells.
    head = [
        said.day or _first_of(_DATED, " ".join(beside)) or _whole(_PRINTED_DAY, [line.text for line in above]) or said.made,
        said.page or next((page_line(line.text) for line in lines[:first] if _PAGE.search(line.text) and not line.linked), ""),
    ]
    # Many pages hold the picture and its caption beside the element of the text.
    credited = [line for line in (*above[-AROUND:], *lines[end : end + AROUND]) if not line.linked and _is_caption(line)]
    informed = [
        line for line in rest[:AROUND] if _INFORMATION.match(line.text.strip()) and len(line.text) <= LONGEST_INFORMATION
    ]
    rest = [*(line for line in credited if line not in rest), *(line for line in rest if line not in informed)]
    author = said.author or _first(_AUTHOR, beside[-20:])
    pieces = []
    if any(head):
        pieces.append(Piece(Role.HEAD, "　".join(filter(None, (day_line(head[0]), head[1])))))
    pieces.extend(Piece(Role.HEAD, line.text) for line in informed)
    pieces.extend(titles)
    body = tuple(_body(rest, {_bare(piece.text) for piece in titles}))
    if author and not any(_bare(author) in _bare(piece.text) for piece in body[:2]):
        pieces.append(Piece(Role.BYLINE, author if author.startswith(("本报", "记者", "通讯员", "□")) else f"作者：{author}"))
    return WebPage((*pieces, *body), framed)


def _titles(above: Sequence[Shown], main: list[Shown], said: Said) -> tuple[list[Piece], list[Shown]]:
    """The headline with what stands over and under it, and the main text without them."""
    wanted = [_bare(said.title)] if said.title else [_bare(part) for part in said.title_parts]
    places = [*above, *main[:8]]
    found = next((place for place, line in enumerate(places) if _bare(line.text) and _bare(line.text) in wanted), None)
    if found is None and not said.title:
        # The window's title does not hold it: the heading nearest to the text.
        headings = [place for place, line in enumerate(places) if line.heading and not line.linked and place <= len(above)]
        found = min(headings, key=lambda place: (places[place].heading, -place)) if headings else None
    if found is None:
        title = said.title or _longest_part(said, main)
        return ([Piece(Role.TITLE, title, 1)] if title else []), main
    kicker, subtitle = said.kicker, said.subtitle
    line = places[found]
    taken = {found}
    if line.heading:
        before, after = found - 1, found + 1
        if before >= 0 and not kicker and 0 < places[before].heading != line.heading and not places[before].linked:
            kicker = places[before].text
            taken.add(before)
        if after < len(above) and not subtitle and places[after].heading and not places[after].linked:
            subtitle = places[after].text
            taken.add(after)
    pieces = [Piece(Role.KICKER, kicker)] if kicker else []
    pieces.append(Piece(Role.TITLE, line.text, 1))
    if subtitle:
        pieces.append(Piece(Role.SUBTITLE, subtitle))
    return pieces, [kept for place, kept in enumerate(main) if place + len(above) not in taken]


def _longest_part(said: Said, main: Sequence[Shown]) -> str:
    """The part of the window's title that is a headline: the first, unless the page's own text begins with one."""
    return said.title_parts[0] if said.title_parts and not (main and main[0].heading) else ""


def _body(main: Sequence[Shown], titles: set[str]) -> list[Piece]:
    pieces: list[Piece] = []
    begun = False
    for place, line in enumerate(main):
        text = one_line(line.text)
        bare = _bare(text)
        if not bare or (not begun and bare in titles):
            # Many sites print the headline once more at the head of the text.
            continue
        if line.picture:
            near = {_bare(other.text) for other in main[max(0, place - 2) : place + 4] if other is not line}
            if len(_HANZI.findall(text)) >= 6 and bare not in near | titles:
                pieces.append(Piece(Role.CAPTION, text))
            continue
        begun = True
        if _is_caption(line):
            pieces.append(Piece(Role.CAPTION, text))
        elif line.heading:
            pieces.append(Piece(Role.TITLE, text, line.heading + 1))
        else:
            pieces.append(Piece(Role.ROW if line.row else Role.TEXT, text))
    return pieces


def _is_caption(line: Shown) -> bool:
    text = one_line(line.text)
    if line.picture:
        return False
    return line.tag == "figcaption" or (len(text) <= LONGEST_CAPTION and bool(_CREDITED.search(text)) and "讯" not in text[:12])


def _first(pattern: re.Pattern[str], texts: Sequence[str]) -> str:
    return next((found[1] for text in texts if (found := pattern.search(text))), "")


def _first_of(patterns: Sequence[re.Pattern[str]], text: str) -> str:
    return next((found[1] for pattern in patterns if (found := pattern.search(text))), "")


def _whole(pattern: re.Pattern[str], texts: Sequence[str]) -> str:
    return next((found[0] for text in texts if (found := pattern.search(text))), "")


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
