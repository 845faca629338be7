"""What a page is cut into: small invented pages, each with one thing that pages print."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.model import Kind, Page, ParsedSource, Record
from indexer.pages.titles import JUMP_TO, jump_to
from indexer.pipeline import ParseOptions, parse_source


def parse(text: str) -> Page:
    parsed = parse_source(text.encode(), "01.txt", ParseOptions("ltdb", "岚汀导报", date(2024, 11, 5)))
    assert isinstance(parsed, ParsedSource), parsed
    return parsed.pages[0]


def records(text: str) -> list[tuple[str, str | None]]:
    return [(record.kind.value, record.headline) for record in parse(text).records]


def only(text: str) -> Record:
    (record,) = parse(text).records
    return record


BODY = "本报讯（记者 乔知远）11月4日，望潮街道的老街改造完工，沿街的四十二家铺子重新开了门。"
MORE = "街坊们说，灯亮了，路平了，夜里出来走走的人也多了。"


def test_a_headline_of_three_lines_with_kicker_and_subtitle_is_one() -> None:
    record = only(f"沈知秋在老街改造现场会上强调\n把好事办到\n街坊心坎上\n——望潮街道老街改造纪实\n{BODY}\n{MORE}")
    assert (record.kicker, record.headline, record.subtitle) == (
        "沈知秋在老街改造现场会上强调",
        "把好事办到 街坊心坎上",
        "——望潮街道老街改造纪实",
    )
    assert len(record.paragraphs) == 2


def test_subheads_stay_in_the_body() -> None:
    text = f"老街改造见闻\n{BODY}\n抓灯光\n{MORE}\n抓路面\n{MORE}"
    assert [p.text for p in only(text).paragraphs] == [BODY, "抓灯光", MORE, "抓路面", MORE]


def test_a_column_gap_is_joined_without_a_blank_and_latin_words_with_one() -> None:
    text = "望潮社区的English\ncorner开了三年，\n来的人一年比\n一年多，今年已有六百人次。"
    indented = "\n".join(["外语角开了三年", "　　" + text.replace("\n", "\n"), "　　" + MORE[:14], MORE[14:]])
    assert parse(indented).coverage == 1.0
    broken = "外语角开了三年\n\n本报讯（记者 乔知远）望潮社区的居民在周末的外语角里练习口语，大家都说这里的English\ncorner办得好，一年比一年热闹。"
    assert "English corner" in only(broken).paragraphs[0].text
    hanzi = "外语角开了三年\n\n本报讯（记者 乔知远）望潮社区的居民在周末的外语角里练习口语，大家都说这里的外语\n角办得好，一年比一年热闹。"
    assert "外语角办得好" in only(hanzi).paragraphs[0].text


def test_several_captions_in_a_row_and_one_inside_a_column() -> None:
    first = "11月3日，居民在老街夜市散步。本报记者 柯木 摄"
    second = "11月4日，工人在老街检修路灯。通讯员 祝小满 摄"
    text = f"老街改造完工\n{BODY}\n{first}\n{second}\n{MORE}"
    page = parse(text)
    assert [(record.kind, record.lines[0].first) for record in page.records] == [
        (Kind.ARTICLE, 1),
        (Kind.CAPTION, 3),
        (Kind.CAPTION, 4),
    ]
    assert [p.text for p in page.records[0].paragraphs] == [BODY, MORE]


def test_notices_in_a_row_are_told_apart_by_their_dates() -> None:
    text = (
        "停水通告\n因管网检修，定于11月8日22时至次日6时停水。\n岚汀新区供水有限公司\n2024年11月5日\n"
        "关于征集老照片的启事\n即日起征集老街旧照，来件请注明拍摄年月。\n岚汀新区档案馆\n2024年11月4日"
    )
    assert records(text) == [("notice", "停水通告"), ("notice", "关于征集老照片的启事")]


@pytest.mark.parametrize(
    "ending",
    ["订房电话：0000-0118800（广告）", "地址：望潮街道荻知路8号\n电话：0000-0118800", "（广告）"],
)
def test_a_text_that_ends_as_an_advert_is_a_notice(ending: str) -> None:
    text = f"老街改造完工\n{BODY}\n{MORE}\n\n\n\n荻汀小院开门迎客\n院子有老井一口，桂树两株，冬天来住送藕粉一盒。\n{ending}"
    assert records(text) == [("article", "老街改造完工"), ("notice", "荻汀小院开门迎客")]


def test_a_contact_line_inside_an_article_stays_there() -> None:
    text = f"老街夜市招摊主\n{BODY}\n报名电话：0000-0036500\n{MORE}"
    assert "报名电话：0000-0036500" in only(text).body


@pytest.mark.parametrize("salutation", ["编辑同志：", "尊敬的编辑：", "编辑部的朋友们：", "编辑老师："])
def test_a_letter_is_a_record_of_its_own(salutation: str) -> None:
    text = f"老街改造完工\n{BODY}\n{MORE}\n一封读者来信\n{salutation}\n我住在老街，想说说路灯。\n此致\n敬礼\n读者　霍念慈\n2024年10月20日"
    assert records(text) == [("article", "老街改造完工"), ("article", "一封读者来信")]


def test_a_salutation_inside_a_speech_begins_nothing() -> None:
    text = f"沈知秋致辞\n{BODY}\n各位朋友们：\n{MORE}"
    assert records(text) == [("article", "沈知秋致辞")]


def test_verse_keeps_its_lines() -> None:
    verse = ["船娘把最后一截霞光", "系在柳渡的桩上", "水就慢了下来", "像一个说到一半的故事", "我站在这边"]
    text = "\n".join(["汀上晚渡", "□ 陆青禾", *verse, "老街改造完工", BODY, MORE])
    page = parse(text)
    assert [record.headline for record in page.records] == ["汀上晚渡", "老街改造完工"]
    assert [p.text for p in page.records[0].paragraphs] == verse


def test_table_lines_stay_lines_of_their_record() -> None:
    table = ["项目　　投资（万元）　进度", "老街路面　　320　　完工", "沿街灯光　　86　　完工"]
    text = "\n".join(["老街改造账本", BODY, *table, MORE])
    assert [p.text for p in only(text).paragraphs] == [BODY, *table, MORE]


def test_a_footer_names_no_reporter_and_belongs_to_no_record() -> None:
    page = parse(f"老街改造完工\n{BODY}\n{MORE}\n（责任编辑：林见川　校对：苏木）")
    assert [item.reason for item in page.furniture] == ["staff"]
    assert page.records[0].names("reporter") == ("乔知远",)


def test_a_slogan_with_its_sender_at_the_end_of_the_page_is_furniture() -> None:
    text = f"老街改造完工\n\n{BODY}\n\n{MORE}\n\n\n\n垃圾分得清 家园更洁净\n\n岚汀新区城市管理局宣\n\n（责任编辑：林见川）"
    page = parse(text)
    assert [item.text for item in page.furniture[:2]] == ["垃圾分得清 家园更洁净", "岚汀新区城市管理局宣"]
    assert page.records[0].lines[-1].last == 5


def test_running_text_about_a_code_to_scan_is_no_furniture() -> None:
    text = "　　望潮街道给二十六棵古树挂上了牌子\n，牌子上的二维码可以听到树下老人讲的\n故事，孩子们放学路过都要扫一扫听一听\n，有的故事讲的就是他们的祖父，听完了\n还要问一问树有多少岁，牌子上也写着。"
    page = parse(f"古树会说话\n{text}\n{text}")
    assert not page.furniture and len(page.records[0].paragraphs) == 2


def test_what_was_ruined_before_it_came_here_is_marked_at_its_record() -> None:
    page = parse(f"老街改造完工\n{BODY}\n锟斤拷锟斤拷{MORE}\n路灯亮起来\n{BODY}")
    assert [[warning.code for warning in record.warnings if warning.code == "mojibake"] for record in page.records] == [
        ["mojibake"],
        [],
    ]
    assert page.records[0].warnings[-1].lines == (3,)


def test_of_a_file_of_several_pages_each_page_has_its_own_ruined_lines() -> None:
    text = f"老街改造完工\n{BODY}\n\f路灯亮起来\n{BODY}\n锟斤拷锟斤拷{MORE}"
    parsed = parse_source(text.encode(), "01.txt", ParseOptions("ltdb", "岚汀导报", date(2024, 11, 5)))
    assert isinstance(parsed, ParsedSource), parsed
    told = [[(w.code, w.lines) for w in page.warnings if w.code == "mojibake"] for page in parsed.pages]
    assert told == [[], [("mojibake", (5,))]]
    assert [w.lines for w in parsed.pages[1].records[0].warnings if w.code == "mojibake"] == [(5,)]


def test_a_paragraph_that_begins_in_mid_sentence_is_marked() -> None:
    record = only(f"老街改造完工\n{BODY}\n，街坊们说灯亮了路也平了。")
    assert [(warning.code, warning.lines) for warning in record.warnings] == [("starts mid-sentence", (3,))]


@given(
    st.text("老街转下接第版（）12３三 续综合，", max_size=30)
    | st.sampled_from(["……（下转第3版）", "转 3 版一二三四五六七八九十甲乙）", "版转"])
)
def test_a_jump_is_looked_for_only_where_one_can_be(text: str) -> None:
    found, wanted = jump_to(text), JUMP_TO.search(text)
    assert (found and found.span()) == (wanted and wanted.span())


_LINES = st.lists(
    st.sampled_from(
        [
            BODY,
            MORE,
            "老街改造完工",
            "把好事办到",
            "本报记者 柯木 摄",
            "简讯",
            "（下转第2版）",
            "（上接第1版）",
            "编辑同志：",
            "停水通告",
            "2024年11月5日",
        ]
    )
    | st.text("岚汀改造，。“”（）0 　\n：■本报讯记者摄", max_size=40),
    max_size=30,
)


@settings(max_examples=300)
@given(_LINES)
def test_every_character_stands_in_one_place_whatever_the_lines(lines: list[str]) -> None:
    page = parse("\n".join(lines) or " ")
    assert page.coverage == 1.0
