"""Notices and adverts: the line that names one, and what shows that a text is one."""

from __future__ import annotations

import re

from indexer.pages.flow import Flow

# A line that names itself a notice: 公告, 招标公告, 遗失声明, 关于…的通告
NOTICE_TITLE = re.compile(
    r"^[^，。；、]{0,24}(?:公告|通告|[启啟]事|[声聲]明|公示|[讣訃]告|[布佈]告|告示|招聘[简簡]章|[征徵][订訂][启啟]事|[征徵][订訂][开開]始|[征徵]稿|招租|拍[卖賣][会會])(?:[（(][^）)]{1,8}[）)])?$"
)
NOTICE_WIDTH = 26


def notice_begins(flow: Flow, place: int) -> bool:
    """True when the row at a place is the title of a notice with its text under it."""
    line = flow.line(place)
    if not NOTICE_TITLE.match(line.text) or line.width > NOTICE_WIDTH or place + 1 >= len(flow.rows):
        return False
    if not flow.parted(place) and not flow.line(place - 1).ends_sentence and not line.gap and not flow.closed(place - 1):
        return False
    return not any(flow.begins_text(place + step) for step in (1, 2) if place + step < len(flow.rows))
