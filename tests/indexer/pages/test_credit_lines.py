"""Where credits stand: every rule finds its own example, and prose is no credit."""

from __future__ import annotations

import pytest

from indexer.pages.credit_lines import (
    HEADLESS_CREDIT,
    OPENINGS,
    OWN_LINES,
    CreditRule,
    closing_credit,
    inner_opening,
    opening_credit,
    own_line_credit,
    photo_credit,
)
from indexer.pages.credit_sources import BLANKS, Blank, without_sources
from indexer.pages.credit_words import ROLE_WORDS, RoleWord, read_groups, role_words
from indexer.pages.furniture import FURNITURE, FurnitureRule, furniture_reason
from indexer.pages.picture_credits import PICTURE_FORMS, PICTURE_RULES, PictureForm, inner_picture_credits


@pytest.mark.parametrize("rule", [*OPENINGS, HEADLESS_CREDIT], ids=lambda rule: rule.name)
def test_every_opening_finds_its_example(rule: CreditRule) -> None:
    found = opening_credit(rule.example)
    assert found is not None and found.rule.startswith(rule.name)


@pytest.mark.parametrize(("rule", "example"), OWN_LINES)
def test_every_byline_on_a_line_of_its_own_finds_its_example(rule: str, example: str) -> None:
    found = own_line_credit(example)
    assert found is not None and found.rule == rule


@pytest.mark.parametrize("rule", [*PICTURE_FORMS, *PICTURE_RULES], ids=lambda rule: rule.name)
def test_every_picture_credit_finds_its_example(rule: CreditRule | PictureForm) -> None:
    found = photo_credit(f"工人在调试设备。{rule.example}")
    assert found is not None and found.rule == rule.name


@pytest.mark.parametrize("row", ROLE_WORDS, ids=lambda row: row.example)
def test_every_role_word_is_found_in_its_example(row: RoleWord) -> None:
    assert [word.row for word in role_words(row.example)] == [row]


@pytest.mark.parametrize("blank", BLANKS, ids=lambda blank: blank.example)
def test_what_is_no_name_is_blanked(blank: Blank) -> None:
    assert blank.pattern.search(blank.example)
    assert without_sources(blank.example).replace("作者", "").replace("摄", "").strip() == ""
    assert len(without_sources(blank.example)) == len(blank.example)


@pytest.mark.parametrize(
    ("text", "photo", "groups"),
    [
        ("记者 乔知远 文 林棠 图", False, [("乔知远", ("reporter",)), ("林棠", ("photographer",))]),
        ("文 乔知远 图 林棠", False, [("乔知远", ("reporter",)), ("林棠", ("photographer",))]),
        ("通讯员 苏晚/文 林棠/图", False, [("苏晚", ("correspondent",)), ("林棠", ("photographer",))]),
        ("文/图：记者 乔知远", False, [("乔知远", ("reporter", "photographer"))]),
        ("记者 林棠 通讯员 苏晚 摄", True, [("林棠", ("photographer",)), ("苏晚", ("photographer",))]),
        ("记者 乔知远 通讯员 苏晚 摄", False, [("乔知远", ("reporter",)), ("苏晚", ("photographer",))]),
        ("记者 乔知远 编辑 江雁", False, [("乔知远", ("reporter",)), ("江雁", ())]),
        ("乔知远 编辑", False, [("乔知远", ())]),
        ("林棠", True, [("林棠", ("photographer",))]),
    ],
)
def test_role_words_give_their_roles_to_the_names_of_one_side(
    text: str, photo: bool, groups: list[tuple[str, tuple[str, ...]]]
) -> None:
    found = read_groups(text, photo=photo)
    assert [(text[group.start : group.end].strip(" /："), group.roles) for group in found] == groups


@pytest.mark.parametrize("text", ["记者 谢文", "记者 常摄 文静", "记者 图雅", "通讯员 于文 谢文图"])
def test_letters_of_names_are_no_role_words(text: str) -> None:
    assert len(role_words(text)) == 1


def test_a_byline_behind_a_headline_in_the_same_line() -> None:
    text = "新桥今日通车本报望川一月二日电记者乔知远报道：新桥全长"
    found = inner_opening(text)
    assert found is not None and text[found.start : found.end] == "本报望川一月二日电记者乔知远报道："
    assert inner_opening("他读了本报望川一月二日电讯稿") is None


def test_the_credits_of_several_pictures() -> None:
    text = "图①为船闸（林棠摄），图②为新船（江雁 摄），图③为渡口（资料图片）。"
    assert [text[found.start : found.end] for found in inner_picture_credits(text)] == ["（林棠摄）", "（江雁 摄）"]


@pytest.mark.parametrize("rule", FURNITURE, ids=lambda rule: rule.reason)
def test_every_furniture_rule_finds_its_example(rule: FurnitureRule) -> None:
    assert furniture_reason(rule.example) == rule.reason


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("本报讯(记者乔知远)11月7日,会议召开。", "本报讯(记者乔知远)"),
        ("本报讯（记者　乔知远　通讯员　苏　晚）近日，", "本报讯（记者　乔知远　通讯员　苏　晚）"),
        ("本报讯 近日,汀江大桥封顶。", "本报讯"),
        ("本报讯 记者来到菜场，", "本报讯"),
        (
            "本报岚汀12月31日讯新华社记者乔知远、本报记者江雁报道：今晚，",
            "本报岚汀12月31日讯新华社记者乔知远、本报记者江雁报道：",
        ),
        ("本报讯 记者乔知远报道：一季度，", "本报讯 记者乔知远报道："),
        ("据新华社望川1月1日电（宋知、张远）新机场", "据新华社望川1月1日电（宋知、张远）"),
        ("据新华社望川电（记者乔知远）新机场", "据新华社望川电（记者乔知远）"),
        ("新华社新西兰望川1月1日电（记者江雁）大学生", "新华社新西兰望川1月1日电（记者江雁）"),
        ("本报北京1月1日讯记者江雁、苏晚从会议获悉：到年底，", "本报北京1月1日讯记者江雁、苏晚"),
        ("岚汀日报讯（记者乔知远）近日，", "岚汀日报讯（记者乔知远）"),
    ],
)
def test_the_byline_is_cut_where_the_text_begins(text: str, credit: str) -> None:
    found = opening_credit(text)
    assert found is not None and text[found.start : found.end] == credit


@pytest.mark.parametrize(
    "text",
    [
        "本报电话：0791-5550100",
        "本报记者走进社区，听居民讲述变化。",
        "记者从区水利局了解到，",
        "本报编辑部通讯录",
        "本报讯息中心",
        "新华社记者随访",
        "讯问笔录（一）",
        "望川广播电台环球资讯广播直播",
        "（记者从新区获悉）新桥通车",
        "（一）总体要求",
    ],
)
def test_what_is_no_opening_is_not_taken_for_one(text: str) -> None:
    assert opening_credit(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "本报记者 乔知远 文/图",
        "□本报记者 乔知远 通讯员 苏晚",
        "首席记者 乔知远 全媒体记者 江雁",
        "记者 乔知远",
        "（本报记者　江雁）",
        "本报记者 欧阳听澜 实习生 苏晚",
        "文/乔知远 图/林棠",
        "记者 | 乔知远 通讯员 | 苏晚",
        "本报记者 古丽娜尔•艾山江",
    ],
)
def test_bylines_on_their_own_line_are_seen(text: str) -> None:
    assert own_line_credit(text)


@pytest.mark.parametrize(
    "text", ["本报记者亲历抢险现场的三天三夜", "记者走基层", "记者节快乐", "区领导走访慰问环卫工人", "三条小河水又清了"]
)
def test_headlines_are_no_bylines(text: str) -> None:
    assert own_line_credit(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "地图：岚汀新区",
        "图：一",
        "摄影：光与影的艺术",
        "在对摄",
        "设立虚拟拍摄",
        "老人爱看摄影作品，屋里只有摄氏十度，仍拍摄了一下午。",
        "这是他拍摄的。",
        "工作人员现场摄影",
        "她爱好摄影",
    ],
)
def test_prose_with_the_word_for_photograph_is_no_credit(text: str) -> None:
    assert photo_credit(text) is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("道路畅通。（记者　江雁）", "closing-bracket"),
        ("受到好评。（本报记者江雁、苏晚报道）", "closing-bracket"),
        ("受到好评。（江雁）", "closing-names"),
        ("（江雁周叙）", "closing-names"),
        ("受到好评。记者 江雁 通讯员 苏晚", "closing-open"),
        ("受到好评。（乔知远 文 林棠 摄）", "closing-tail"),
        ("协议签署。（新华社望川12月28日电）", "closing-bracket"),
    ],
)
def test_bylines_at_the_end_are_seen(text: str, rule: str) -> None:
    found = closing_credit(text)
    assert found is not None and found.rule == rule


@pytest.mark.parametrize(
    "text", ["来自各乡镇（街道）", "（作者为全国某协会副主席、某商会会长）", "汇报工作（见下图）", "学习了讲话（全文）"]
)
def test_other_brackets_at_the_end_are_no_bylines(text: str) -> None:
    assert closing_credit(text) is None
