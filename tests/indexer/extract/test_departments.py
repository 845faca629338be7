"""Offices: every row of the shipped table by its example, lists under one head or one tail, levels, and what is no office."""

from __future__ import annotations

import pytest

from indexer.extract.departments import DepartmentFinder
from indexer.extract.located import Located
from indexer.extract.vocabulary import DepartmentRow, shipped
from indexer.model import DepartmentMention

FINDER = DepartmentFinder(shipped(), "区")


def find(text: str, finder: DepartmentFinder = FINDER) -> tuple[DepartmentMention, ...]:
    return finder.find([Located(text, (0,), (0,))], 2021)


def printed(text: str) -> list[str]:
    return [mention.as_printed for mention in find(text)]


def facets(text: str) -> list[str]:
    return [mention.facet for mention in find(text)]


@pytest.mark.parametrize("row", [row for row in shipped().departments if row.example], ids=lambda row: row.name)
def test_every_row_is_found_in_its_example(row: DepartmentRow) -> None:
    assert row.name in {mention.name for mention in find(row.example)}


def test_no_form_belongs_to_two_rows() -> None:
    owners: dict[str, set[str]] = {}
    for row in shipped().departments:
        for form in row.forms:
            owners.setdefault(form, set()).add(row.name)
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}


def test_one_head_governs_a_list_and_a_name_with_and_is_one() -> None:
    assert printed("区民政局、审计局、自然资源和规划局、商务局等单位派人到场。") == [
        "区民政局",
        "区审计局",
        "区自然资源和规划局",
        "区商务局",
    ]
    assert facets("市财政局、教育局开会，水利局没来。") == ["市财政局", "市教育局", "区水利局"]


def test_one_tail_governs_a_list_of_short_forms() -> None:
    assert printed("座谈中,区司法、水利、退役军人、医保、教育和应急部门发言。") == [
        "区司法",
        "区水利",
        "区退役军人",
        "区医保",
        "区教育",
        "区应急",
    ]
    assert facets("商务和市场监管等有关部门上门服务。") == ["区商务局", "区市场监督管理局"]
    assert facets("区教育、财政、住建局参加。") == ["区教育局", "区财政局", "区住房和城乡建设局"]


def test_and_splits_between_offices_only() -> None:
    assert facets("城管局和城改办先后发言。") == ["区城市管理局", "区城中村改造办公室"]
    assert printed("数据来自县统计局和国家统计局望川调查队。") == ["县统计局", "国家统计局望川调查队"]


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("县人社局举办招聘会。", "区人力资源和社会保障局"),
        ("市科技局认定企业。", "市科学技术局"),
        ("省财政厅下达资金。", "省财政厅"),
        ("国家统计局公布数据。", "国家统计局"),
        ("教育部印发通知。", "国家教育部"),
        ("岚汀新区科创局走访企业。", "区科技创新局"),
        ("示范区(高新区)管委会召开会议。", "区管理委员会"),
        ("区委组织部举办培训班。", "区组织部"),
        ("市人民政府办公室印发通知。", "市人民政府办公室"),
        ("岚汀市安全生产委员会办公室通报。", "市安全生产委员会办公室"),
        ("区委召开常委会。", "区委"),
        ("市政府要求抓紧落实。", "市人民政府"),
        ("环保局查处企业。", "区生态环境局"),
    ],
)
def test_the_level_is_the_printed_one_else_the_papers_own(text: str, facet: str) -> None:
    assert facets(text) == [facet]


def test_a_city_paper_takes_its_own_level() -> None:
    assert [m.facet for m in find("财政局拨付资金。", DepartmentFinder(shipped(), "市"))] == ["市财政局"]


def test_a_short_and_a_full_form_are_one_facet() -> None:
    assert len(set(facets("市安委办组织宣讲。市安全生产委员会办公室印发通知。"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "该局召开会议，各级各部门、相关部门和区直单位参加。",
        "消防指战员冲锋在前。",
        "会议对工作作出组织部署。",
        "武装部队举行演练。",
        "窗口行业有关部门要改进作风。",
        "形成区域发展新格局。",
        "望潮街道综合养老服务中心项目开工。",
        "各乡镇（街道）要落实责任。",
        "汀江航运安全协会与岚汀大学签约。",
        "社区开展活动，小区环境整洁。",
        "城市管理要像绣花一样精细。",
        "教育部门",
        "全市教育工作会议召开。",
        "美国国防部发表声明。",
        "市政府第四次全体会议要求。",
        "区委书记顾青主持。",
        "在管委会会议室举行。",
    ],
)
def test_what_is_no_acting_office_is_not_taken_for_one(text: str) -> None:
    assert facets(text) == []


def test_a_street_office_counts_where_it_acts() -> None:
    assert facets("区水利局、区林业局、望潮街道等单位负责人巡河。") == [
        "区水利局",
        "区林业局",
        "区望潮街道办事处",
    ]
    assert facets("望潮街道办事处组织清扫。") == ["区望潮街道办事处"]


def test_an_unknown_name_of_the_shape_is_kept_as_unconfirmed() -> None:
    found = find("会上，区低空经济发展局汇报了工作。")
    assert [(mention.as_printed, mention.confirmed) for mention in found] == [("区低空经济发展局", False)]


def test_spans_are_the_printed_place_with_its_prefix() -> None:
    text = "会上，区发改委、财政局发言。"
    assert [text[m.span.start : m.span.end] for m in find(text)] == ["区发改委", "财政局"]
