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
        ("本报讯（记者 周　桐 乔知远）", {"reporters": ["周桐", "乔知远"]}),
        ("本报讯(记者乔知远 通讯员苏晚 秦朗)", {"reporters": ["乔知远"], "correspondents": ["苏晚", "秦朗"]}),
        ("本报讯（记者乔知远 实习生江小满）", {"reporters": ["乔知远"], "interns": ["江小满"]}),
        ("本报讯（首席记者 乔知远 全媒体记者 江雁 见习记者 苏晚）", {"reporters": ["乔知远", "江雁", "苏晚"]}),
        ("本报讯（通讯员 苏晚、秦朗）", {"correspondents": ["苏晚", "秦朗"]}),
        ("本报讯（记者 古丽娜尔·艾山江）", {"reporters": ["古丽娜尔·艾山江"]}),
        ("本报讯（记者 古丽娜尔•艾山江）", {"reporters": ["古丽娜尔·艾山江"]}),
        ("本报讯（记者 欧阳听澜）", {"reporters": ["欧阳听澜"]}),
        ("本报岚汀5月14日讯记者骆（王民）报道：", {"reporters": ["骆（王民）"]}),
        ("本报广州1月1日电记者谢文报道：", {"reporters": ["谢文"]}),
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
        ("各村备起年货。\n集市人来人往。（本报记者乔知远、江雁、苏晚报道）", {"reporters": ["乔知远", "江雁", "苏晚"]}),
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
        "记者从区气象局了解到,入冬后降雨将比往年偏少。",
        "返程途中,向导为随行记者讲起渔村旧事,又请中外记者尝了新茶。",
        "本报讯 记者来到菜场，看到摊位整齐。",
        "本报讯 近日,汀江渡口恢复通航。",
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
        ("欧阳听澜", ["欧阳听澜"]),
        ("欧阳听澜江雁", ["欧阳听澜", "江雁"]),
        ("周　桐、苏　晚", ["周桐", "苏晚"]),
        ("吐尔逊江", ["吐尔逊江"]),
        ("乔知远和江雁", ["乔知远", "江雁"]),
        ("万木", ["万木"]),
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
