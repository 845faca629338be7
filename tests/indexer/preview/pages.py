"""Pages for the tests of the previews, parsed as the commands parse them."""

from __future__ import annotations

from indexer.model import Page, ParsedSource
from indexer.pipeline import ParseOptions, parse_source
from indexer.preview.parts import PagePart, page_parts

GOOD = """\
岚汀导报 2024年11月5日 星期二 第1188期 第1版 要闻

岚汀新区举办社区厨艺赛

本报讯（记者乔知远　通讯员沈知秋）11月4日上午，岚汀新区举办第三届社区厨艺赛，区民政局负责人为获奖家庭颁奖。

11月3日，孩子们在岚汀湖边放风筝。本报记者 乔木 摄

扫一扫 关注我们
"""
BROKEN_OFF = """\
望川市新建三座泵站

本报讯（记者沈雁秋）2月30日，望川市水利局开工建设三座泵站。

第二座泵站建在柳渡街道，建成以后可以为附近的
"""
HEADLESS = "本报讯（记者乔知远）近日，岚汀新区图书馆把闭馆时间推迟到晚上十点，方便下班后的读者。\n"
STRAY = "甲乙丙\n\n丁戊己\n"


def parsed(text: str, name: str = "2024-11-05/01.txt", **options: object) -> tuple[tuple[Page, ...], tuple[PagePart, ...]]:
    """The pages of a text and the parts of the text that they were read from."""
    result = parse_source(text.encode(), name, ParseOptions(paper="ltdb", **options))  # type: ignore[arg-type]
    assert isinstance(result, ParsedSource), result
    return result.pages, page_parts(text, len(result.pages))
