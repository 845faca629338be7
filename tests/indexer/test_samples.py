"""The sample bulletin as its author means it: headlines, credits, jumps, encodings, checked by hand against the pages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from indexer.model import ParsedSource
from indexer.pipeline import ParseOptions, page_json, parse_source

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "岚汀导报"
FILES = sorted(SAMPLES.rglob("*.txt"))

HEADLINES = {
    "2024-10-29/01.txt": [
        "岚汀新区召开今冬明春重点项目推进会",
        "程砚到月白街道调研社区养老服务",
        "区住建、农业农村、卫健和应急部门联合检查沿河防汛设施",
        "“36512”服务热线运行一年 办结诉求四万余件",
        "岚汀新区三个乡镇入选市级产业强镇培育名单",
        "澜州市科技局来岚汀新区调研 区科技局作专题汇报",
        "月白港开通首条内河集装箱班线",
    ],
    "2024-10-29/02.txt": [
        "区消防救援大队:把“小演练”做到楼道口",
        "柳渡街道老旧小区改造 听居民的“碎碎念”",
        "岚汀警方紧急止付 追回受骗资金二十三万元",
        "秋季专场招聘会走进月白港",
        "117路公交调整线路 沿线五所学校受益",
        "区网信办开展网络安全进校园活动",
    ],
    "2024-11-05/01.txt": [
        "顾闻笛在基层治理现场会上强调 把问题解决在家门口",
        "岚汀新区与三所高校共建水环境实验室",
        "区发展和改革委员会：清单之外不得另设门槛",
        "区人大常委会视察养老服务设施建设",
        "罗汀舟调度秋冬季森林防火工作",
        "岚汀新区政府与市农业农村局签约共建蚕桑研究站",
        "程砚与青年人才“晚餐会”话创业",
    ],
    "2024-11-05/02.txt": [
        "一万两千人奔跑在岚河两岸 2024岚汀半程马拉松圆满收官",
        "澜光传感：一枚水位计的三次“返工”",
        "云荻镇冬闲田种上紫云英",
        "澜州市消防救援支队到月白港开展联合演练",
        "反诈“小喇叭”喊进菜市场",
        "柳渡至鹿门农村公路通车",
    ],
    "2024-11-05/03.txt": [
        "区人大常委会视察养老服务设施建设",
        "供暖首日 记者跟着维修工跑了十一户",
        "区妇幼保健院开设“周末儿保”",
        "大件垃圾“搬”出新家当",
        "根治欠薪冬季行动启动",
        "独居老人的“门铃约定”",
    ],
}
ENCODINGS = {"2024-10-29/03.txt": "gb18030", "2024-11-05/02.txt": "utf-16"}


def parsed(path: Path) -> ParsedSource:
    name = f"岚汀导报/{path.parent.name}/{path.name}"
    result = parse_source(path.read_bytes(), name, ParseOptions("ltdb", "岚汀导报"))
    assert isinstance(result, ParsedSource), result
    return result


def page(name: str) -> dict[str, Any]:
    return page_json(parsed(SAMPLES / name).pages[0])


@pytest.mark.parametrize("name", HEADLINES)
def test_the_articles_of_a_page_are_those_that_its_author_wrote(name: str) -> None:
    found = [record["headline"] for record in page(name)["records"] if record["kind"] == "article"]
    assert found == HEADLINES[name]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_character_of_a_page_has_its_place(path: Path) -> None:
    assert [page.coverage for page in parsed(path).pages] == [1.0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_each_file_is_read_in_the_encoding_it_was_written_in(path: Path) -> None:
    name = f"{path.parent.name}/{path.name}"
    assert parsed(path).encoding.lower().startswith(ENCODINGS.get(name, "utf-8"))


def test_the_names_in_the_credits_are_counted_as_a_reader_counts_them() -> None:
    reporters: Counter[str] = Counter()
    photographers: Counter[str] = Counter()
    for path in FILES:
        for record in parsed(path).pages[0].records:
            reporters.update(record.names("reporter"))
            photographers.update(record.names("photographer"))
    # 乔木 is printed 乔　木 on some pages; he writes once (the marathon), and photographs on seven pages.
    assert reporters["乔木"] == 1 and photographers["乔木"] == 7
    assert reporters["乔知远"] == 4 and reporters["沈雁秋"] == 6
    assert not [name for name in reporters | photographers if " " in name or "　" in name or not 2 <= len(name) <= 4]


def test_a_jumped_article_says_so_on_both_pages() -> None:
    front = {record["headline"]: record["continues_to"] for record in page("2024-11-05/01.txt")["records"]}
    inside = {record["headline"]: record["continued_from"] for record in page("2024-11-05/03.txt")["records"]}
    assert front["区人大常委会视察养老服务设施建设"] == "（下转第3版）"
    assert inside["区人大常委会视察养老服务设施建设"] == "（上接第1版）"


def test_a_report_that_is_cut_off_carries_a_warning() -> None:
    records = {record["headline"]: record for record in page("2024-11-05/03.txt")["records"]}
    assert [warning["code"] for warning in records["根治欠薪冬季行动启动"]["warnings"]] == ["ends mid-sentence"]


def test_script_on_a_page_is_text_like_any_other() -> None:
    texts = [text for record in page("2024-10-29/02.txt")["records"] for text in record["paragraphs"]]
    assert any('<script>alert("岚汀")</script>' in text for text in texts)
