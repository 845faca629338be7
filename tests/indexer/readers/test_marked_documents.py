"""Web pages, Word files and Markdown: headline, byline, text and captions as the document marks them."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import SourceError, SourceTooLarge, SourceUnreadable
from indexer.model import Failure, Kind, Page, SourceText
from indexer.pipeline import ParseOptions, parse_source
from indexer.readers import parts
from indexer.readers.docx import DocxReader
from indexer.readers.html import HtmlReader
from indexer.readers.markdown import MarkdownReader

NEWSPAPER = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>汀江公园开园迎客-岚汀导报</title><script>var 广告 = "<p>不是正文，不是正文，不是正文。</p>";</script></head><body>
<!--enpproperty <articleid>7</articleid><date>2031-03-01 00:00:00:000</date><author>沈雁秋</author><title>汀江公园开园迎客</title>
<subtitle>首日客流三千</subtitle><introtitle>春到岚汀</introtitle><nodename>02版：要闻</nodename>/enpproperty-->
<table><tr><td><ul><li><a href="1.htm">岚汀新区召开春耕会议，部署工作</a></li><li><a href="2.htm">乔知远到望溪路调研</a></li></ul></td>
<td><table><tr><td class="font02">春到岚汀</td></tr><tr><td class="font01">汀江公园开园迎客</td></tr></table>
<div id="ozoom"><table><tr><td><img src="a.jpg"></td></tr><tr><td>图为游客在公园赏花。沈雁秋 摄</td></tr></table>
<founder-content><P>&emsp;&emsp;本报讯（记者&nbsp;沈雁秋）3月1日，汀江公园开园，市民纷纷前来
游玩，共享春光。</P><P>　　公园占地三百亩，<span style="display:none">偷偷插入的话。</span>设有步道。<BR>　　管理处说，开放时间不变。</P>
</founder-content></div></td></tr></table>
<div class="foot">版权所有：岚汀导报社</div></body></html>"""
GOVERNMENT = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>岚汀新区2030年统计公报 | 岚汀政府网</title></head><body>
<nav><a href="/">首页</a></nav><div class="wrap"><div>您的位置：<a href="/">首页</a>&gt;<a href="/t">统计公报</a></div>
<div class="box"><h1>岚汀新区2030年统计公报</h1><div>来源：<span></span> 访问量：1 发布日期：2031-04-02 10:00:00</div>
<div class="content"><p style="text-align:center">岚汀新区2030年统计公报</p><p>2030年，全区上下努力，经济平稳。</p><h2>一、综合</h2>
<p>全年生产总值增长，结构优化，质量提高。</p>
<table><tr><td><p>品名</p></td><td><p>产量</p></td></tr><tr><td>茶叶</td><td>12</td></tr></table></div>
<div>【<a href="#">打印</a>】【关闭】</div></div></div><footer>主办：岚汀新区管委会</footer></body></html>"""
MARKDOWN = """# 岚汀日记（2031年3月）

## 要闻

### **岚汀**新区召开[会议](a.html)

本报讯 会议*部署*春耕，`a_b` 不变。
第二段，&ldquo;引语&rdquo;。

![游客在公园赏花。沈雁秋 摄](p.jpg)

### 公园开园迎客
<p>3月1日，公园<strong>开园</strong>。</p><p>游客很多。</p>

| 品名 | 产量 |
|---|---|
| 茶叶 | 12 |

[查看原文](http://example.org/a_(1).html)
"""


def page(data: bytes, name: str) -> Page:
    parsed = parse_source(data, name, ParseOptions("p", issue_date=date(2031, 3, 1)))
    assert not isinstance(parsed, Failure), parsed
    (found,) = parsed.pages
    return found


def paragraphs(found: Page, place: int = 0) -> list[str]:
    articles = [record for record in found.records if record.kind is Kind.ARTICLE]
    return [paragraph.text for paragraph in articles[place].paragraphs]


def docx(body: str, **other: str) -> bytes:
    target = io.BytesIO()
    namespaces = 'xmlns:w="urn:w" xmlns:mc="urn:mc" xmlns:wps="urn:wps"'
    styles = (
        '<w:style w:styleId="2"><w:name w:val="heading 1"/></w:style><w:style w:styleId="9"><w:name w:val="caption"/></w:style>'
    )
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {namespaces}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/styles.xml", f"<w:styles {namespaces}>{styles}</w:styles>")
        for name, content in other.items():
            archive.writestr(f"word/{name}.xml", content.replace("<w:root", f"<w:root {namespaces}"))
    return target.getvalue()


def p(text: str, style: str = "", extra: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r>{extra}</w:p>'


def test_a_page_of_a_digital_newspaper_is_its_article() -> None:
    found = page(NEWSPAPER.encode("gb18030"), "a.html")
    article = found.records[0]
    assert (article.kicker, article.headline, article.subtitle) == ("春到岚汀", "汀江公园开园迎客", "首日客流三千")
    caption = next(record for record in found.records if record.kind is Kind.CAPTION)
    assert caption.body == "图为游客在公园赏花。沈雁秋 摄"
    assert found.identity is not None and (found.identity.page, found.identity.page_name) == (2, "要闻")
    assert paragraphs(found) == [
        "本报讯（记者 沈雁秋）3月1日，汀江公园开园，市民纷纷前来游玩，共享春光。",
        "公园占地三百亩，设有步道。",
        "管理处说，开放时间不变。",
    ]
    assert found.coverage == 1.0


def test_a_page_of_a_government_site_is_its_document_without_menus() -> None:
    source = HtmlReader().read(GOVERNMENT.encode(), "a.html", None)
    assert source.text.split("\n")[0] == "2031年4月2日"
    found = page(GOVERNMENT.encode(), "a.html")
    assert [record.headline for record in found.records] == ["岚汀新区2030年统计公报"]
    assert paragraphs(found) == [
        "2030年，全区上下努力，经济平稳。",
        "一、综合",
        "全年生产总值增长，结构优化，质量提高。",
        "品名　产量",
        "茶叶　12",
    ]


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("页面生成时间：2031-04-09 08:00 发布日期：2031-04-02", "2031年4月2日"),
        ("更新时间：2031-04-09 成文日期：2031年03月28日", "2031年3月28日"),
        ("施行日期：2031-05-01 发文 日期 2031/3/28", "2031年3月28日"),
        ("页面生成时间：2031-04-09 时间：2031-04-02", "2031年4月2日"),
        ("页面生成时间：2031-04-09 录入时间：2031-04-03", "2031年4月3日"),
        ("页面生成时间：2031-04-09 更新时间：2031-04-08", "2031年4月8日"),
        # 政府信息公开 lists call a document's own day that, too.
        ("索引号：LT-07 生成日期：2031-04-01 更新日期：2031-04-08", "2031年4月1日"),
        ("页面生成时间：2031-04-09", "2031年4月9日"),
    ],
)
def test_the_day_of_the_document_goes_before_that_on_which_the_page_was_made(told: str, day: str) -> None:
    text = GOVERNMENT.replace("发布日期：2031-04-02 10:00:00", told)
    assert HtmlReader().read(text.encode(), "a.html", None).text.split("\n")[0] == day


def test_the_day_stands_also_beside_a_label_and_the_page_says_when_it_was_made_elsewhere() -> None:
    """Sites of offices print 发文日期 as the label of a form; what the maker of the page wrote into its head is weeks later."""
    text = GOVERNMENT.replace("<title>", '<meta name="PubDate" content="2031-04-29 08:00:00"><title>').replace(
        "发布日期：2031-04-02 10:00:00", "<ul><li><label>发文日期：</label><span>2031年04月02日</span></li></ul>"
    )
    source = HtmlReader().read(text.encode(), "a.html", None)
    assert source.text.split("\n")[0] == "2031年4月2日"
    assert [record.headline for record in page(text.encode(), "a.html").records] == ["岚汀新区2030年统计公报"]


def test_labels_and_what_is_no_link_of_a_menu_within_the_text_are_text() -> None:
    text = GOVERNMENT.replace(
        "<h2>一、综合</h2>", "<p><label>总的看，</label>开局良好。</p><nav><p>以下数字，均为初步统计。</p></nav>"
    )
    assert paragraphs(page(text.encode(), "a.html"))[1:3] == ["总的看，开局良好。", "以下数字，均为初步统计。"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_wrong_declaration_does_not_ruin_the_page(encoding: str) -> None:
    text = GOVERNMENT.replace('charset="utf-8"', 'charset="big5"')
    assert (
        HtmlReader().read(text.encode(encoding), "a.html", None).text
        == HtmlReader().read(GOVERNMENT.encode(), "a.html", None).text
    )


@pytest.mark.parametrize(
    "empty", ["<html></html>", "<html><frameset><frame src=a></frameset></html>", "<html><body><img src=a>"]
)
def test_a_web_page_without_text_is_refused_with_what_to_do(empty: str) -> None:
    with pytest.raises(SourceUnreadable, match="without text") as caught:
        HtmlReader().read(empty.encode(), "a.html", None)
    assert "另存" in caught.value.zh


def test_deep_pages_end() -> None:
    deep = b"<html><body>" + b"<div>" * 20_000 + "岚汀新区召开会议，部署工作。".encode()
    try:
        assert "岚汀" in HtmlReader().read(deep, "a.html", None).text
    except SourceError as error:
        assert error.zh.startswith("a.html")


def test_markdown_sections_headlines_and_captions_are_told_apart() -> None:
    found = page(MARKDOWN.encode(), "a.md")
    assert [(record.kind.value, record.headline) for record in found.records] == [
        ("article", "岚汀新区召开会议"),
        ("caption", None),
        ("article", "公园开园迎客"),
    ]
    assert paragraphs(found) == ["本报讯 会议部署春耕，a_b 不变。", "第二段，“引语”。"]
    assert paragraphs(found, 1) == ["3月1日，公园开园。", "游客很多。", "品名　产量", "茶叶　12"]
    assert [(item.text, item.reason) for item in found.furniture][1:] == [("要闻", "section"), ("查看原文", "link")]


def test_a_word_file_is_read_as_if_all_changes_were_accepted() -> None:
    body = (
        p("岚汀新区召开会议", "2")
        + p("本报讯", extra="<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>（记者 乔知远）会议</w:t></w:r></w:ins>")
        + "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙。</w:t></w:r></w:p>"
        + p("图为会场", "9")
        + "<w:tbl><w:tr><w:tc>" + p("品名") + "</w:tc><w:tc>" + p("产量") + "</w:tc></w:tr></w:tbl>"
        + "<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>" + p("框里的话。") + "</w:txbxContent></wps:txbx></mc:Choice>"
        + "<mc:Fallback><w:txbxContent>" + p("框里的话。") + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )  # fmt: skip
    note = (
        '<w:root><w:footnote w:type="separator">'
        + p("x")
        + "</w:footnote><w:footnote>"
        + p("注文。")
        + "</w:footnote></w:root>"
    )
    found = page(docx(body, footnotes=note), "a.docx")
    assert found.records[0].headline == "岚汀新区召开会议"
    assert paragraphs(found) == ["本报讯（记者 乔知远）会议", "甲 乙", "丙。", "品名　产量", "框里的话。", "注文。"]
    assert [record.body for record in found.records if record.kind is Kind.CAPTION] == ["图为会场"]


def test_a_word_file_without_headings_is_lines_for_the_rules_of_plain_text() -> None:
    found = page(docx(p("岚汀新区召开春耕会议") + p("本报讯（记者 乔知远）3月1日，会议召开。")), "a.docx")
    assert [record.headline for record in found.records] == ["岚汀新区召开春耕会议"]


def test_entities_and_bombs_in_word_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    target = io.BytesIO()
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", laughs)
    with pytest.raises(SourceUnreadable, match="document type declaration"):
        DocxReader().read(target.getvalue(), "a.docx", None)
    monkeypatch.setattr(parts, "LARGEST_PART", 1000)
    with pytest.raises(SourceTooLarge):
        DocxReader().read(docx(p("岚" * 5000)), "a.docx", None)
    monkeypatch.undo()
    with pytest.raises(SourceUnreadable, match="inside one another"):
        DocxReader().read(docx("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "a.docx", None)


GOLDEN = (
    (HtmlReader(), NEWSPAPER.encode("gb18030")),
    (HtmlReader(), GOVERNMENT.encode()),
    (MarkdownReader(), MARKDOWN.encode()),
    (DocxReader(), docx(p("岚汀新区召开会议", "2") + p("会议召开。"))),
)


@given(st.integers(0, 3), st.integers(0, 3_000), st.binary(max_size=30), st.booleans())
@settings(max_examples=150)
def test_damaged_files_are_read_or_refused(which: int, place: int, noise: bytes, cut: bool) -> None:
    reader, data = GOLDEN[which]
    place %= len(data)
    damaged = data[:place] + noise + (b"" if cut else data[place + len(noise) :])
    try:
        source = reader.read(damaged, "a", None)
    except SourceError as error:
        assert error.zh.startswith("a：")
    else:
        assert isinstance(source, SourceText)
        assert not source.roles or len(source.roles) == source.text.count("\n") + 1


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for reader in (HtmlReader(), MarkdownReader(), DocxReader()):
        try:
            reader.read(data, "a", None)
        except SourceError as error:
            assert error.zh.startswith("a：")


def test_a_page_with_a_broken_byte_is_read_with_a_warning() -> None:
    text = GOVERNMENT.replace("努力，", "努力，" * 300)
    data = text.encode().replace("质量".encode(), "质".encode() + b"\xe9\x87")
    source = HtmlReader().read(data, "a.html", None)
    assert "全区上下努力" in source.text
    assert [warning.code for warning in source.warnings] == ["mojibake"]


def test_unclosed_elements_lose_no_text() -> None:
    unclosed = "<html><body>" + "".join(f"<div><p>第{number}段，会议召开。" for number in range(700))
    text = HtmlReader().read(unclosed.encode(), "a.html", None).text
    assert all(f"第{number}段" in text for number in range(700))
