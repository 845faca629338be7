"""Streets, towns, villages and stations: they count where they act or are named as an office, and not as places."""

from __future__ import annotations

import pytest

from indexer.extract.departments import DepartmentFinder
from indexer.extract.located import Located
from indexer.extract.vocabulary import shipped

FINDER = DepartmentFinder(shipped(), "区")


def pairs(text: str) -> list[tuple[str, str]]:
    return [(mention.as_printed, mention.facet) for mention in FINDER.find([Located(text, (0,), (0,))], 2024)]


@pytest.mark.parametrize(
    "text",
    [
        "栖桐街道会同区住建局开会商会。",
        "由栖桐街道牵头拆除临时棚屋。",
        "这项约定由栖桐街道发起。",
        "区城管局和栖桐街道现场会商。",
        "栖桐街道在今年的改造中听取意见。",
        "栖桐街道把意见一条条记下来。",
        "栖桐街道今年新增助餐点三处。",
        "来信已转栖桐街道和区住建局。",
        "承办单位：栖桐街道",
        "栖桐街道：楼道里有本明白账",
        "栖桐街道负责人介绍了做法。",
        "区水利局、区林业局、栖桐街道等单位到场。",
    ],
)
def test_a_street_counts_where_it_acts(text: str) -> None:
    assert ("栖桐街道", "区栖桐街道办事处") in pairs(text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("栖桐街道办事处组织清扫。", "栖桐街道办事处"),
        ("栖桐街道纪工委通报情况。", "栖桐街道纪工委"),
        ("栖桐街道党工委研究部署。", "栖桐街道党工委"),
        ("栖桐街道综合执法大队上街巡查。", "栖桐街道综合执法大队"),
        ("在栖桐街道办事处举行签约。", "栖桐街道办事处"),
        ("望川市岚汀区栖桐街道办事处组织清扫。", "望川市岚汀区栖桐街道办事处"),
    ],
)
def test_an_organ_of_a_street_is_the_street_and_no_office_of_the_district(text: str, printed: str) -> None:
    assert pairs(text) == [(printed, "区栖桐街道办事处")]


@pytest.mark.parametrize(
    "text",
    [
        "基层治理现场会在栖桐街道召开。",
        "家住栖桐街道的老人说。",
        "栖桐街道的稻田进入收割期。",
        "栖桐街道长者食堂和区第二福利院开门迎客。",
        "栖桐街道综合养老服务中心竣工。",
        "涉及栖桐街道、柳堰街道部分小区。",
        "图为栖桐街道志愿者服务站。",
        "街道要落实责任，各街道抓紧行动，当地街道办事处负责。",
        "走上街道，沿着街道向前，繁华街道两侧张灯结彩。",
        "栖桐街道办了三件实事。",
    ],
)
def test_a_street_that_is_a_place_or_part_of_a_longer_name_is_no_office(text: str) -> None:
    assert [facet for _, facet in pairs(text) if "街道" in facet] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("桑堰镇、柳坪乡作了交流发言。", [("桑堰镇", "区桑堰镇人民政府"), ("柳坪乡", "区柳坪乡人民政府")]),
        ("桑堰镇党委召开会议。", [("桑堰镇党委", "区桑堰镇人民政府")]),
        ("桑堰镇政府组织修渠。", [("桑堰镇政府", "区桑堰镇人民政府")]),
        ("望荻村村委会开议事会。", [("望荻村村委会", "区望荻村村民委员会")]),
        ("桑堰镇望荻村党支部带头。", [("桑堰镇望荻村党支部", "区望荻村村民委员会")]),
        ("望荻社区居委会招募志愿者。", [("望荻社区居委会", "区望荻社区居民委员会")]),
        ("桑堰派出所民警赶到。", [("桑堰派出所", "区桑堰派出所")]),
        ("区公安分局桑堰派出所民警赶到。", [("区公安分局桑堰派出所", "区桑堰派出所")]),
        ("望川市公安局岚汀分局桑堰派出所接警。", [("望川市公安局岚汀分局桑堰派出所", "区桑堰派出所")]),
        ("区市场监管局桑堰市场监管所检查超市。", [("区市场监管局桑堰市场监管所", "区桑堰市场监管所")]),
    ],
)
def test_towns_villages_and_stations(text: str, found: list[tuple[str, str]]) -> None:
    assert pairs(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "桑堰镇以莲藕种植为主，乡村振兴加快，水乡古镇游人如织。",
        "来到湖畔的桑堰镇开展义诊。",
        "特色小镇组织活动，各乡镇党委要带头，该镇政府表态。",
        "从江苏镇江到柳坪乡亲家中。",
        "当地派出所加强巡逻，辖区派出所和附近司法所参加。",
        "农村党支部、该村村委会、各社区居委会和业主委员会。",
        "桑堰镇人大代表、桑堰镇中心小学、桑堰镇卫生院。",
        "乡镇政府、街道办要担起责任。",
    ],
)
def test_places_and_words_that_look_like_towns_are_no_office(text: str) -> None:
    assert pairs(text) == []
