"""Branches of national bodies, and who stands in the source note of a statistical bulletin."""

from __future__ import annotations

import pytest

from indexer.extract.departments import DepartmentFinder
from indexer.extract.located import Located
from indexer.extract.vocabulary import shipped

FINDER = DepartmentFinder(shipped(), "区")


def pairs(text: str) -> list[tuple[str, str]]:
    return [(mention.as_printed, mention.facet) for mention in FINDER.find([Located(text, (0,), (0,))], 2024)]


@pytest.mark.parametrize(
    ("printed", "facet"),
    [
        ("国家统计局望川调查队", "国家统计局望川调查队"),
        ("国家统计局江西调查总队", "国家统计局江西调查总队"),
        ("国家税务总局望川市税务局", "市税务局"),
        ("国家税务总局望川市岚汀区税务局", "区税务局"),
        ("人民银行岚汀支行", "区人民银行"),
        ("中国人民银行望川市中心支行", "市人民银行"),
        ("中国人民银行望川市分行", "市人民银行"),
        ("县人民银行", "区人民银行"),
        ("望川银保监分局", "市金融监督管理总局监管分局"),
        ("国家金融监督管理总局望川监管分局", "市金融监督管理总局监管分局"),
        ("望川银保监分局岚汀监管组", "区金融监督管理总局监管支局"),
        ("望川监管分局岚汀监管组", "区金融监督管理总局监管支局"),
        ("岚汀金融监管支局", "区金融监督管理总局监管支局"),
        ("江西证监局", "省证券监督管理委员会监管局"),
        ("国家外汇管理局望川市中心支局", "市外汇管理局"),
        ("望川海关", "市海关"),
        ("杭州海关", "市海关"),
        ("望川边检站", "区出入境边防检查站"),
        ("岚汀生态环境局", "区生态环境局"),
        ("望川市岚汀生态环境局", "区生态环境局"),
        ("市生态环境局岚汀分局", "区生态环境局"),
        ("市公积金中心岚汀管理部", "区住房公积金管理中心"),
        ("区税务局第一税务分局", "区税务局"),
        ("财政部江西监管局", "国家财政部江西监管局"),
    ],
)
def test_a_branch_is_one_office_with_its_whole_printed_name(printed: str, facet: str) -> None:
    assert pairs(f"有关数据来自{printed}。") == [(printed, facet)]


def test_branches_in_a_list_keep_their_own_places() -> None:
    found = pairs("望川银保监分局、国家金融监督管理总局望川监管分局和县财政局参加。")
    assert [printed for printed, _ in found] == ["望川银保监分局", "国家金融监督管理总局望川监管分局", "县财政局"]
    assert pairs("区财政局、岚汀税务局参加。")[1] == ("岚汀税务局", "区税务局")


@pytest.mark.parametrize(
    "text", ["全国海关统一标准。", "据海关统计。", "行人走上人行道。", "澳门海关开通专用通道。", "当地税务局通报。"]
)
def test_words_without_a_place_are_no_branch(text: str) -> None:
    assert pairs(text) == []


def test_a_source_note_names_firms_and_associations_like_offices() -> None:
    note = (
        "本公报中邮政数据来自县邮政公司；用电数据来自国网岚汀供电公司；电信数据来自移动、电信和联通三家；"
        "保险数据来自望川保险行业协会；公交数据来自市公交公司、轨道公司；其他数据来自县统计局和国家统计局岚汀调查队。"
    )
    assert [printed for printed, _ in pairs(note)] == [
        "县邮政公司",
        "国网岚汀供电公司",
        "望川保险行业协会",
        "市公交公司",
        "市轨道公司",
        "县统计局",
        "国家统计局岚汀调查队",
    ]
    assert pairs("用电量由县供电公司提供。") == [("县供电公司", "区供电公司")]


def test_elsewhere_a_firm_is_no_office() -> None:
    assert pairs("县邮政公司与岚汀大学、望川水务集团、区餐饮协会签约。") == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("数据来自望川市统计局。", "望川市统计局"),
        ("由江西望川市统计局发布。", "江西望川市统计局"),
        ("来源：望川市岚汀区统计局", "望川市岚汀区统计局"),
        ("江西省望川市岚汀县统计局", "江西省望川市岚汀县统计局"),
        ("记者从盐城市统计局获悉。", "盐城市统计局"),
        ("西城区统计局发布。", "西城区统计局"),
        ("房山区统计局发布。", "房山区统计局"),
        ("呼和浩特市统计局发布。", "呼和浩特市统计局"),
        ("莫力达瓦达斡尔族自治旗统计局发布。", "莫力达瓦达斡尔族自治旗统计局"),
        ("来自湖北恩施土家族苗族自治州统计局。", "湖北恩施土家族苗族自治州统计局"),
        ("在我市岚汀区统计局调研。", "岚汀区统计局"),
        ("获得市统计局表彰。", "市统计局"),
        ("组织县统计局开会。", "县统计局"),
    ],
)
def test_the_printed_form_has_its_place_where_the_text_prints_one(text: str, printed: str) -> None:
    assert [found for found, _ in pairs(text)] == [printed]


@pytest.mark.parametrize("text", ["主城区教育局面", "大城市管理像绣花。", "社区党委、校区门口、超市门口。", "国旗团委"])
def test_a_level_word_inside_another_word_heads_no_office(text: str) -> None:
    assert pairs(text) == []
