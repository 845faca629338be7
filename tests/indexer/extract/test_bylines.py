"""Who is credited, in which role, and who is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from indexer.extract.names import read_names
from indexer.extract.vocabulary import shipped
from indexer.model import ParsedSource
from indexer.pipeline import ParseOptions, page_json, parse_source

ROLES = ("reporters", "correspondents", "interns", "photographers")


def record(text: str) -> dict[str, Any]:
    parsed = parse_source(text.encode(), "a.txt", ParseOptions("ltdb", issue_date=date(2024, 11, 8)))
    assert isinstance(parsed, ParsedSource)
    found: dict[str, Any] = page_json(parsed.pages[0])["records"][0]
    return found


def credits(text: str) -> dict[str, list[str]]:
    found = record(text)
    return {role: found[role] for role in ROLES if found[role]}


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("本报讯(记者乔知远)", {"reporters": ["乔知远"]}),
        ("本报讯（记者 周　岩 乔知远）", {"reporters": ["周岩", "乔知远"]}),
        ("本报讯(记者乔知远 通讯员苏晚 郑朗)", {"reporters": ["乔知远"], "correspondents": ["苏晚", "郑朗"]}),
        ("本报讯（记者乔知远 实习生江小满）", {"reporters": ["乔知远"], "interns": ["江小满"]}),
        ("本报讯（首席记者 乔知远 全媒体记者 江雁 见习记者 苏晚）", {"reporters": ["乔知远", "江雁", "苏晚"]}),
        ("本报讯（通讯员 苏晚、郑朗）", {"correspondents": ["苏晚", "郑朗"]}),
        ("本报讯（记者 阿依努尔·买合木提）", {"reporters": ["阿依努尔·买合木提"]}),
        ("本报讯（记者 阿依努尔•买合木提）", {"reporters": ["阿依努尔·买合木提"]}),
        ("本报讯（记者 欧阳牧之）", {"reporters": ["欧阳牧之"]}),
        ("本报岚汀5月14日讯记者贺（王隽）报道：", {"reporters": ["贺（王隽）"]}),
        ("本报广州1月1日电记者方文报道：", {"reporters": ["方文"]}),
        ("本报讯（记者乔知远江雁）", {"reporters": ["乔知远", "江雁"]}),
        ("本报讯（记者 乔知远 文/图）", {"reporters": ["乔知远"], "photographers": ["乔知远"]}),
        ("本报讯", {}),
    ],
)
def test_a_role_word_governs_the_names_up_to_the_next(opening: str, expected: dict[str, list[str]]) -> None:
    assert credits(f"新区召开会议\n\n{opening}11月7日,会议召开。") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各地喜迎佳节。\n群众喜气洋洋。（本报记者乔知远、江雁、苏晚报道）", {"reporters": ["乔知远", "江雁", "苏晚"]}),
        ("新区冰雪季开启\n首席记者 乔知远 全媒体记者 江雁\n随着冰雪季开启，客流不断增长。", {"reporters": ["乔知远", "江雁"]}),
        (
            "新区冰雪季开启\n本报记者 乔知远 文/图\n随着冰雪季开启，客流不断增长。",
            {"reporters": ["乔知远"], "photographers": ["乔知远"]},
        ),
        ("图为晚会现场。（本报记者林棠周叙摄）", {"photographers": ["林棠", "周叙"]}),
        ("11月3日,市民观鸟。本报记者 林棠 摄影报道", {"photographers": ["林棠"], "reporters": ["林棠"]}),
        ("11月3日,市民观鸟。 林棠 摄", {"photographers": ["林棠"]}),
        ("11月3日,市民观鸟。（新华社发 林棠摄）", {"photographers": ["林棠"]}),
        ("图为新貌。（图片由岚汀新区住建局提供）", {}),
    ],
)
def test_credits_at_other_places_are_read(text: str, expected: dict[str, list[str]]) -> None:
    assert credits(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "记者从区水利局了解到,今年汛期共巡查堤防210公里。",
        "会见结束后,区领导向随行记者介绍了考察情况,并回答了中外记者提问。",
        "本报讯 记者来到菜场，看到摊位整齐。",
        "本报讯 近日,汀江大桥主塔封顶。",
        "他说，本报记者乔知远去年来过。",
        "诗作写得好。\n（作者为某协会副主席、某商会会长）",
    ],
)
def test_prose_credits_nobody(text: str) -> None:
    assert credits(text) == {}


def test_a_photographer_for_all_unsigned_pictures_is_given_to_them_only() -> None:
    text = "11月3日,市民观鸟。(资料图片)\n\n11月4日,孩子读书。江雁 摄\n\n（照片除署名外均为本报记者林棠摄）"
    parsed = parse_source(text.encode(), "a.txt", ParseOptions("ltdb", issue_date=date(2024, 11, 8)))
    assert isinstance(parsed, ParsedSource)
    assert [list(r.names("photographer")) for r in parsed.pages[0].records] == [["林棠"], ["江雁"]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("林棠周叙", ["林棠", "周叙"]),
        ("乔知远江雁", ["乔知远", "江雁"]),
        ("欧阳牧之", ["欧阳牧之"]),
        ("欧阳牧之江雁", ["欧阳牧之", "江雁"]),
        ("周　岩、苏　晚", ["周岩", "苏晚"]),
        ("艾尼瓦尔", ["艾尼瓦尔"]),
        ("乔知远和江雁", ["乔知远", "江雁"]),
        ("万干", ["万干"]),
    ],
)
def test_lists_of_names_are_taken_apart(text: str, names: list[str]) -> None:
    assert [name.name for name in read_names(text, shipped().surnames)] == names


def test_the_spans_of_names_point_into_the_source_over_a_cut() -> None:
    text = "新区召开会议\n\n本报讯(记者乔知\n\n远 江雁)11月7日,会议召开。"
    parsed = parse_source(text.encode(), "a.txt", ParseOptions("ltdb", issue_date=date(2024, 11, 8)))
    assert isinstance(parsed, ParsedSource)
    spans = [
        (credit.name, text[credit.span.start : credit.span.end].replace("\n", ""))
        for credit in parsed.pages[0].records[0].credits
    ]
    assert spans == [("乔知远", "乔知远"), ("江雁", "江雁")]
