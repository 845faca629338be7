"""Persons with titles: the forms in which papers print them, what the title is, where the name ends."""

from __future__ import annotations

import pytest

from indexer.extract.departments import DepartmentFinder
from indexer.extract.located import Located
from indexer.extract.people import find_people
from indexer.extract.vocabulary import shipped

FINDER = DepartmentFinder(shipped(), "区")


def people(text: str, excluded: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    texts = [Located(text, (0,), (0,))]
    return [(person.name, person.title) for person in find_people(texts, FINDER.find(texts), shipped(), excluded)]


def names(text: str) -> list[str]:
    return [name for name, _ in people(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("区领导沈知秋主持会议。", [("沈知秋", "区领导")]),
        ("区领导沈知秋、陆一鸣、周叙参加活动。", [("沈知秋", "区领导"), ("陆一鸣", "区领导"), ("周叙", "区领导")]),
        (
            "岚汀新区(高新区)党委书记顾青,党工委副书记、管委会主任江雁出席会议。",
            [("顾青", "岚汀新区(高新区)党委书记"), ("江雁", "党工委副书记、管委会主任")],
        ),
        ("传达学习市委书记祝清和在动员会上的讲话。", [("祝清和", "市委书记")]),
        ("深入学习习近平总书记重要讲话。", [("习近平", "总书记")]),
        ("习近平主席发表重要讲话。", [("习近平", "主席")]),
        ("区财政局局长江恒与企业负责人座谈。", [("江恒", "区财政局局长")]),
        ("讲座邀请岚汀大学水利工程教授谢望舒授课。", [("谢望舒", "岚汀大学水利工程教授")]),
        ("区长欧阳听澜讲话。", [("欧阳听澜", "区长")]),
        ("区委书记顾　青主持会议。", [("顾青", "区委书记")]),
        ("副区长古丽娜尔·艾山江出席。", [("古丽娜尔·艾山江", "副区长")]),
        ("大队长李远正在检查。", [("李远", "大队长")]),
        ("区委常委、宣传部部长林栖梧讲话。", [("林栖梧", "区委常委、宣传部部长")]),
        ("区教育局党组书记、局长安如山介绍。", [("安如山", "区教育局党组书记、局长")]),
        (
            "区人大常委会主任方砚秋、副主任曹映雪出席。",
            [("方砚秋", "区人大常委会主任"), ("曹映雪", "副主任")],
        ),
        ("岚汀大学谢望舒教授认为，水质在好转。", [("谢望舒", "教授")]),
        ("柳岸村村支书贺兰舟正忙着查看秧苗。", [("贺兰舟", "柳岸村村支书")]),
        ("全国劳模韦春生作报告。", [("韦春生", "全国劳模")]),
        ("柳岸村村民祝小满乐开了花。", [("祝小满", "柳岸村村民")]),
        ("汀江造船集团董事长魏长河说。", [("魏长河", "汀江造船集团董事长")]),
    ],
)
def test_persons_are_found_with_their_title(text: str, expected: list[tuple[str, str]]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A verb or an adverb straight behind the name.
        ("区委书记慕容霁说，要抓紧。", ["慕容霁"]),
        ("副区长东方珩带队检查。", ["东方珩"]),
        ("区长顾青强调安全。", ["顾青"]),
        ("区长顾青带着干部下沉一线。", ["顾青"]),
        ("院长龚正平宣读判决。", ["龚正平"]),
        ("指导员穆青山跳进水里。", ["穆青山"]),
        ("公安分局局长高明远率队巡查。", ["高明远"]),
        ("老党员施德厚捧着奖章。", ["施德厚"]),
        ("护士长戚月白介绍。", ["戚月白"]),
        ("镇长易水寒在田间查看。", ["易水寒"]),
        ("检察长成如许提起公诉。", ["成如许"]),
        ("局长程砚都表示同意。", ["程砚"]),
        ("县长汪启明时常到村里去。", ["汪启明"]),
        ("校长宁采薇致辞。", ["宁采薇"]),
        ("区委副书记顾青率区发改委、财政局负责人到场。", ["顾青"]),
        # A word that begins with a letter that names end in.
        ("区委书记周平均匀地安排。", ["周平"]),
        ("区长江雁到沿河工地检查。", ["江雁"]),
        ("区长安如山出席。", ["安如山"]),
        # Four letters, compound surnames, both lengths.
        ("望川市市长令狐远山会见客商。", ["令狐远山"]),
        ("副市长上官云出席。", ["上官云"]),
        ("区长司徒清、副区长诸葛明远陪同。", ["司徒清", "诸葛明远"]),
        # Rare surnames, surnames that are words.
        ("局长任之远说。", ["任之远"]),
        ("主任於海棠介绍。", ["於海棠"]),
        ("副主席金素心、白露、石青参加。", ["金素心", "白露", "石青"]),
    ],
)
def test_the_name_ends_where_the_next_word_begins(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("区领导沈知秋、陆一鸣、周叙和顾望舒参加。", ["沈知秋", "陆一鸣", "周叙", "顾望舒"]),
        ("区领导沈知秋、陆一鸣以及区直部门负责人参加。", ["沈知秋", "陆一鸣"]),
        ("区领导沈知秋、陆一鸣和企业代表座谈。", ["沈知秋", "陆一鸣"]),
        ("区领导：沈知秋、陆一鸣", ["沈知秋", "陆一鸣"]),
        ("副组长：陆一鸣　顾望舒　周叙", ["陆一鸣", "顾望舒", "周叙"]),
        ("组　长：沈知秋\n副组长：陆一鸣", ["陆一鸣"]),
        ("区委书记　顾　青、区长　江　雁出席。", ["顾青", "江雁"]),
        ("副主席任远舟（女）、金素心（回族）、白露参加。", ["任远舟", "金素心", "白露"]),
        ("院长龚正平、汀江集团总裁许望川参加。", ["龚正平", "许望川"]),
        ("陪同的有副区长严松青、区政府秘书长鲁一舟。", ["严松青", "鲁一舟"]),
        ("区领导沈知秋\n陆一鸣说", ["沈知秋"]),
    ],
)
def test_a_title_holds_for_its_whole_list(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("interpunct", list("·・•‧∙･"))
def test_names_in_parts_have_one_kind_of_interpunct(interpunct: str) -> None:
    assert names(f"副主任阿不都热合曼{interpunct}吐尔逊到会。") == ["阿不都热合曼·吐尔逊"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("法国驻华大使让·杜邦致辞。", ["让·杜邦"]),
        ("董事长约翰·F·沃伦访问岚汀。", ["约翰·F·沃伦"]),
        ("专家伊莎·维尔—米勒女士在授课。", ["伊莎·维尔—米勒"]),
        ("主席致电让·杜邦。", []),
        ("副区长扎西次仁到会。", ["扎西次仁"]),
        ("总裁瓦尔德马斯在岚汀考察。", ["瓦尔德马斯"]),
        ("总裁费尔南德希望合作。", ["费尔南德"]),
        ("主席马尔科、托斯兰大使罗文参加。", ["马尔科", "罗文"]),
        ("大使瓦尔-德里参加。", []),
    ],
)
def test_names_of_other_peoples(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_person_stands_once_with_the_first_title() -> None:
    assert people("区长顾青主持。区委副书记顾青强调，要抓紧。") == [("顾青", "区长")]


def test_who_is_credited_is_no_person_of_the_record() -> None:
    assert people("区领导乔知远、沈知秋到场。", frozenset({"乔知远"})) == [("沈知秋", "区领导")]


def test_the_span_is_that_of_the_name_on_the_page() -> None:
    texts = [Located("区长顾　青主持。", (0,), (100,))]
    (person,) = find_people(texts, (), shipped(), frozenset())
    assert (person.name, person.span.start, person.span.end) == ("顾青", 102, 105)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # 江强乘 may be a name; the record has 江强 alone.
        ("区长江强乘车来到工地。江强说，要抓紧。", ["江强"]),
        ("区长林复平复信学生。林复平说，来信收到。", ["林复平"]),
    ],
)
def test_the_rest_of_the_record_decides_how_long_a_name_is(text: str, expected: list[str]) -> None:
    assert names(text) == expected
