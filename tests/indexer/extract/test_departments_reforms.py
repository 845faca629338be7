"""Names before and after the reforms of 2018 and 2023 are one office; levels that the printed form itself has."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.departments import DepartmentFinder
from indexer.extract.located import Located
from indexer.extract.vocabulary import DepartmentRow, shipped
from indexer.model import DepartmentMention

FINDER = DepartmentFinder(shipped(), "区")


def find(text: str, year: int = 2024) -> tuple[DepartmentMention, ...]:
    return FINDER.find([Located(text, (0,), (0,))], year)


def facets(text: str, year: int = 2024) -> list[str]:
    return [mention.facet for mention in find(text, year)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("区国土局", "区自然资源和规划局"),
        ("区城乡规划局", "区自然资源和规划局"),
        ("区环保局", "区生态环境局"),
        ("区农委", "区农业农村局"),
        ("区畜牧局", "区农业农村局"),
        ("区文广新局", "区文化广电和旅游局"),
        ("区旅游局", "区文化广电和旅游局"),
        ("区卫计委", "区卫生健康委员会"),
        ("区卫生局", "区卫生健康委员会"),
        ("区安监局", "区应急管理局"),
        ("区工商局", "区市场监督管理局"),
        ("区质监局", "区市场监督管理局"),
        ("区食药监局", "区市场监督管理局"),
        ("区物价局", "区发展和改革委员会"),
        ("区法制办", "区司法局"),
        ("区国税局", "区税务局"),
        ("区地税局", "区税务局"),
        ("区综治办", "区政法委员会"),
        ("区公安消防大队", "区消防救援大队"),
        ("区监察局", "区纪律检查委员会监察委员会"),
        ("区扶贫办", "区农业农村局"),
        ("区乡村振兴局", "区农业农村局"),
        ("区金融办", "区地方金融管理局"),
        ("区金融工作局", "区地方金融管理局"),
        ("区数据局", "区大数据管理局"),
        ("区人防办", "区国防动员办公室"),
        ("区非公党工委", "区社会工作部"),
        ("省环保厅", "省生态环境厅"),
        ("省国土资源厅", "省自然资源厅"),
        ("省农业厅", "省农业农村厅"),
        ("省卫计委", "省卫生健康委员会"),
        ("省文化厅", "省文化和旅游厅"),
        ("省经信委", "省工业和信息化厅"),
        ("国土资源部", "国家自然资源部"),
        ("国家工商总局", "国家市场监督管理总局"),
        ("国家质检总局", "国家市场监督管理总局"),
        ("银保监会", "国家金融监督管理总局"),
        ("国务院扶贫办", "国家农业农村部"),
        ("国家海洋局", "国家自然资源部"),
        ("监察部", "国家中央纪律检查委员会国家监察委员会"),
    ],
)
def test_an_earlier_name_is_counted_for_the_office_of_today(old: str, new: str) -> None:
    assert facets(f"{old}印发通知。", 2018) == [new]


def test_earlier_names_carry_the_year_that_ended_them() -> None:
    years = {form: year for row in shipped().departments for form, year in row.former}
    assert (years["环保局"], years["乡村振兴局"], years["银保监会"], years["扶贫办"]) == (2018, 2023, 2023, 2021)
    assert all(1990 < year < 2030 for year in years.values())


def test_a_short_ministry_name_long_ended_is_another_countrys() -> None:
    assert facets("卫生部发布公告。", 2024) == []
    assert facets("卫生部发布公告。", 2010) == ["国家卫生健康委员会"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市、区财政局联合下达资金。", ["市财政局", "区财政局"]),
        ("团市委、团区委发出倡议。", ["市共产主义青年团委员会", "区共产主义青年团委员会"]),
        ("共青团望川市委员会表彰先进。", ["市共产主义青年团委员会"]),
        ("民盟望川市委调研。", []),
        ("岚汀县委、县政府召开会议。", ["区委", "区人民政府"]),
        ("自治区纪委监委通报。", ["省纪律检查委员会监察委员会"]),
        ("广西海事局提醒。", ["省海事局"]),
        ("教育部关工委表彰。", ["国家教育部", "国家关心下一代工作委员会"]),
        ("市市场监管局（知识产权局）受理。", ["市场监督管理局", "市知识产权局"]),
        ("省原粮食局局长", ["省粮食和物资储备局"]),
        ("市消防、公安等部门到场。", ["市消防救援支队", "市公安局"]),
        ("公安、城管等多部门联合行动。", ["区公安局", "区城市管理局"]),
    ],
)
def test_the_level_is_the_one_that_the_words_say(text: str, expected: list[str]) -> None:
    assert facets(text) == expected


def test_a_head_with_a_committee_governs_party_offices_with_it_and_others_without() -> None:
    assert [mention.as_printed for mention in find("区委组织部、宣传部、财政局参加。")] == [
        "区委组织部",
        "区委宣传部",
        "区财政局",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "美国劳工统计局公布数据。",
        "法国总工会宣布罢工。",
        "俄罗斯图拉州政府通报。",
        "日本山梨县政府通报。",
        "澳门特区政府旅游局主办。",
        "新任财政部长到访。",
        "各级纪委监委要带头。",
        "当地公安局通报。",
        "当地应急、消防、水利等相关部门到场。",
        "区组织各部门开展检查。",
        "建设法治政府、创新政府、廉洁政府。",
        "时期，人民法院",
        "全国医保部门拨付资金。",
        "欧盟统计局发布数据。",
    ],
)
def test_other_countries_and_any_of_them_are_no_office(text: str) -> None:
    assert facets(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("区大数据服务保障中心承办。", "大数据服务保障中心"),
        ("望川市岚汀区智慧城市运行管理处协办。", "智慧城市运行管理处"),
        ("岚汀新区夜间经济办公室发布。", "夜间经济办公室"),
        ("由县湿地巡查大队巡护。", "湿地巡查大队"),
        ("区低空经济发展局汇报。", "低空经济发展局"),
    ],
)
def test_an_unknown_name_behind_a_level_or_a_place_is_unconfirmed(text: str, name: str) -> None:
    assert [(m.name, m.level, m.confirmed, m.rule) for m in find(text)] == [(name, "区", False, "shape")]


@pytest.mark.parametrize(
    "text",
    [
        "区第一人民医院、区实验小学、区图书馆、区文化馆。",
        "区域协调发展新格局，市民服务站，市场发展局面。",
        "区志愿服务中心、区物业服务中心、区养老服务中心。",
        "区里召开会议，县城加油站，省级领导小组。",
        "市公交集团、市餐饮协会、市职业学院管理处。",
    ],
)
def test_schools_firms_and_ordinary_words_have_not_the_shape(text: str) -> None:
    assert facets(text) == []


def test_a_rejected_name_is_not_found_again() -> None:
    finder = DepartmentFinder(replace(shipped(), rejected=frozenset({"夜间经济办公室"})), "区")
    assert finder.find([Located("区夜间经济办公室发布。", (0,), (0,))], 2024) == ()


def test_a_street_that_archivists_have_named_has_their_name() -> None:
    own = DepartmentRow("栖桐管理服务区", ("栖桐街道办事处",), (), "", False, (), "")
    finder = DepartmentFinder(replace(shipped(), departments=(own, *shipped().departments)), "区")
    assert [m.facet for m in finder.find([Located("由栖桐街道牵头。", (0,), (0,))], 2024)] == ["区栖桐管理服务区"]


@given(
    st.text(
        alphabet="区市县省委局部街道镇乡村社派出所海关监管分数据来自公司由提供、和的，政府望川岚汀国家统计调查队全原州自治",
        max_size=80,
    )
)
def test_any_text_gives_mentions_that_stand_in_it(text: str) -> None:
    for mention in find(text):
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.name and mention.level in ("区", "市", "省", "国家") and mention.facet.startswith(mention.level)


def test_a_long_text_holds_as_many_offices_as_its_sentences() -> None:
    sentence = "望川市岚汀区栖桐街道和县财政局、国家统计局望川调查队发布。邮政数据来自县邮政公司。"
    assert len(find(sentence)) == 4
    assert len(find(sentence * 1000)) == 4 * 1000
