"""Names of the archive, met whole, by alias, in Latin letters, by their beginning, and written nearly right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webui.search.names import KnownNames, Name
from webui.search.nearest import MOST_NEAREST, nearest
from webui.search.offices import Offices
from webui.search.pinyin import MOST_SPELLINGS, alike, letters, office_spellings, person_spellings

FORMS = {
    form: name
    for name, forms in {
        "发展和改革委员会": "发改委 发展改革委 计委",
        "国家发展和改革委员会": "国家发改委",
        "财政局": "",
        "市场监督管理局": "市场监管局 工商局",
        "人民法院": "法院",
    }.items()
    for form in (name, *forms.split())
}
NAMES = KnownNames(
    {
        "reporter": {"乔知远": 12, "单立方": 3, "王伟": 5, "王伟强": 2, "施𫖯": 1},
        "photographer": {"乔知远": 30, "柯木": 2},
        "correspondent": {"尉迟雪青": 1},
        "department": {
            "区发展和改革委员会": 8,
            "市发展和改革委员会": 1,
            "国家发展和改革委员会": 3,
            "市场监督管理局": 2,
            "区市场监督管理局": 5,
            "区财政局": 4,
            "区云棹湖管理处": 1,
        },
        "person": {"林屿": 4, "阿依古丽·买买提": 2, "乔知远": 1},
    },
    FORMS,
)
TEXTS = st.text(max_size=14) | st.text("乔知远之园柯木区发改委财政局qzy·A ü'“", max_size=14)


def texts(names: tuple[Name, ...]) -> list[str]:
    return [name.text for name in names]


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("乔知远", ["qiaozhiyuan", "qzy", "qiaozy"]),
        ("单立方", ["shanlifang", "slf", "shanlf"]),
        ("曾立方", ["zenglifang"]),
        ("仇立方", ["qiulifang"]),
        ("解立方", ["xielifang"]),
        ("查立方", ["zhalifang"]),
        ("朴立方", ["piaolifang"]),
        ("区立方", ["oulifang"]),
        ("尉迟雪青", ["yuchixueqing", "ycxq", "yuchixq"]),
        ("万俟雪青", ["moqixueqing", "mqxq"]),
        ("长孙雪青", ["zhangsunxueqing"]),
        ("吕雪青", ["lvxueqing", "luxueqing"]),
        ("阿依古丽·买买提", ["ayigulimaimaiti"]),
        ("7程传梁", ["7chengchuanliang"]),
    ],
)
def test_names_are_spelled_as_their_bearers_say_them(name: str, spelled: list[str]) -> None:
    assert person_spellings(name)[0] == spelled[0]
    assert set(spelled) <= set(person_spellings(name))


def test_other_readings_are_known_too_and_never_too_many() -> None:
    assert "danlifang" in person_spellings("单立方")
    assert len(person_spellings("单曾仇解查朴区盖翟乐长行重" * 3)) <= 3 * MOST_SPELLINGS
    assert office_spellings("银行办事处") == ("yinhangbanshichu", "yhbsc")


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("qiaozhiyuan", "qiaozhiyuan"),
        ("QiaoZhiyuan", "qiaozhiyuan"),
        ("qiao zhi yuan", "qiaozhiyuan"),
        ("Qiao, Zhi-yuan", "qiaozhiyuan"),
        ("qiáo zhī yuǎn", "qiaozhiyuan"),
        ("ＱＺＹ", "qzy"),
        ("xi'an", "xian"),
        ("lǚ", "lv"),
        ("LYU Xueqing", "lvxueqing"),
        ("7chengchuanliang", "7chengchuanliang"),
    ],
)
def test_letters_are_read_however_they_are_typed(text: str, run: str) -> None:
    assert run in letters(text)


@pytest.mark.parametrize("text", ["", "乔zy", "3.5", "2024", "C++", "记者:qzy", '"qzy"', "-", "a" * 100, "привет"])
def test_what_is_no_pinyin_is_no_letters(text: str) -> None:
    assert letters(text) == ()


def test_whole_names_in_every_role_and_written_form() -> None:
    assert [(name.kind, name.count) for name in NAMES.whole("乔知远")] == [
        ("reporter", 12),
        ("photographer", 30),
        ("person", 1),
    ]
    assert NAMES.whole("喬知遠") == NAMES.whole("乔知远")
    assert NAMES.whole("阿依古丽•买买提") == NAMES.whole("阿依古丽·买买提") != ()
    assert NAMES.whole("知远") == NAMES.whole("") == ()
    assert texts(NAMES.longer("王伟", ("reporter",))) == ["王伟强"]


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("发改委", ["区发展和改革委员会", "国家发展和改革委员会", "市发展和改革委员会"]),
        ("發改委", ["区发展和改革委员会", "国家发展和改革委员会", "市发展和改革委员会"]),
        ("计委", ["区发展和改革委员会", "国家发展和改革委员会", "市发展和改革委员会"]),
        ("发展和改革委员会", ["区发展和改革委员会", "国家发展和改革委员会", "市发展和改革委员会"]),
        ("区发改委", ["区发展和改革委员会"]),
        ("县发改委", ["区发展和改革委员会"]),
        ("岚汀新区发改委", ["区发展和改革委员会"]),
        ("望川市发展改革委", ["市发展和改革委员会"]),
        ("省发改委", []),
        ("国家发改委", ["国家发展和改革委员会"]),
        ("市场监管局", ["区市场监督管理局", "市场监督管理局"]),
        ("区市场监管局", ["区市场监督管理局"]),
        ("云棹湖管理处", ["区云棹湖管理处"]),
        ("法院", []),
        ("发改", []),
    ],
)
def test_an_office_by_every_form_at_every_level_unless_one_is_said(text: str, facets: list[str]) -> None:
    assert texts(NAMES.meant(text)) == facets
    assert all(name.kind == "department" for name in NAMES.meant(text))


def test_an_office_that_begins_like_a_level_keeps_its_name() -> None:
    offices = Offices({"市政局": 1, "市场监督管理局": 2}, {"市场监督管理局": "市场监督管理局"})
    assert offices.named("政局") == offices.named("场监督管理局") == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("qiaozhiyuan", ["乔知远"]),
        ("Zhiyuan Qiao", ["乔知远"]),
        ("qiaozy", ["乔知远"]),
        ("slf", ["单立方"]),
        ("danlifang", ["单立方"]),
        ("ww", ["王伟"]),
        ("wwq", ["王伟强"]),
        ("fgw", ["区发展和改革委员会", "国家发展和改革委员会", "市发展和改革委员会"]),
        ("qfgw", ["区发展和改革委员会"]),
        ("shichangjianguanju", ["区市场监督管理局", "市场监督管理局"]),
        ("qiaozhi", []),
    ],
)
def test_letters_lead_to_the_names_that_they_spell(text: str, found: list[str]) -> None:
    assert texts(NAMES.spelled(letters(text))) == found


def test_the_beginning_of_a_spelling_is_enough_where_no_name_is_meant() -> None:
    assert texts(NAMES.spelled(letters("qiaozhi"), begun=True)) == ["乔知远"]
    assert texts(NAMES.spelled(letters("qia"), begun=True)) == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("乔之远", "乔知远"),
        ("乔知园", "乔知远"),
        ("桥知远", "乔知远"),
        ("李知远", "乔知远"),
        ("乔志愿", "乔知远"),
        ("乔远知", "乔知远"),
        ("乔知知远", "乔知远"),
        ("单丽芳", "单立方"),
        ("山立方", "单立方"),
        ("柯沐", "柯木"),
        ("林雨", "林屿"),
        ("尉迟雪轻", "尉迟雪青"),
        ("尉迟青", "尉迟雪青"),
        ("施俯", "施𫖯"),
        ("阿依古丽·买买题", "阿依古丽·买买提"),
        ("王纬", "王伟"),
    ],
)
def test_the_nearest_name_to_one_written_wrongly(typed: str, name: str) -> None:
    assert nearest(typed, NAMES)[0] == name


@pytest.mark.parametrize("typed", ["乔知远", "喬知遠", "花展", "防汛值守", "乔", "木柯", "木屿", "x", "乔小明", "的" * 50])
def test_what_is_no_slip_of_a_name_has_no_nearest_one(typed: str) -> None:
    assert nearest(typed, NAMES) == ()


def test_a_homophone_stands_before_a_name_that_only_looks_alike() -> None:
    names = KnownNames({"reporter": {"乔知远": 1, "乔立远": 90}})
    assert nearest("乔之远", names) == ("乔知远",)
    assert nearest("乔山远", names) == ("乔立远", "乔知远")
    assert alike("木", "沐") and alike("知", "姿") and alike("林", "宁") and not alike("木", "林")


def test_at_most_so_many_nearest_names() -> None:
    names = KnownNames({"person": {f"乔知{last}": 1 for last in "东南西北中山川"}})
    assert len(nearest("乔知远", names)) == MOST_NEAREST


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("乔", ["乔知远"]),
        ("喬知", ["乔知远"]),
        ("qiaoz", ["乔知远"]),
        ("qz", ["乔知远"]),
        ("王", ["王伟", "王伟强"]),
        ("发改", ["区发展和改革委员会", "国家发展和改革委员会", "市发展和改革委员会"]),
        ("fagai", ["区发展和改革委员会", "国家发展和改革委员会", "市发展和改革委员会"]),
        ("财", ["区财政局"]),
        ("知远", ["乔知远"]),
        ("岚汀新区财政局", ["区财政局"]),
        ("花", []),
        ("", []),
    ],
)
def test_what_somebody_may_be_typing(typed: str, found: list[str]) -> None:
    assert texts(NAMES.beginning(typed, letters(typed))) == found


def test_a_name_with_several_roles_stands_once_with_the_greatest() -> None:
    assert [(name.kind, name.count) for name in NAMES.beginning("乔知", ())] == [("photographer", 30)]
    assert [name.kind for name in NAMES.beginning("乔知", (), ("reporter",))] == ["reporter"]


@given(TEXTS)
def test_every_text_is_legal(text: str) -> None:
    runs = letters(text)
    assert all(run.isascii() for run in runs)
    for names in (NAMES.meant(text), NAMES.spelled(runs, begun=True), NAMES.beginning(text, runs)):
        assert len(set(names)) == len(names)
    assert len(nearest(text, NAMES)) <= MOST_NEAREST
    assert text not in nearest(text, NAMES)


@given(st.text("乔知远单立方柯木林屿尉迟雪青施曾仇解查王伟强", min_size=2, max_size=4), st.data())
def test_every_name_is_reached_by_its_spellings_and_past_one_wrong_character(name: str, data: st.DataObject) -> None:
    names = KnownNames({"person": {name: 1}})
    for spelling in person_spellings(name):
        assert texts(names.spelled(letters(spelling))) == [name]
        assert texts(names.beginning(spelling, letters(spelling))) == [name]
    place = data.draw(st.integers(1 if len(name) == 2 else 0, len(name) - 1))
    wrong = data.draw(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5))
    typed = name[:place] + wrong + name[place + 1 :]
    if not names.whole(typed):
        assert nearest(typed, names) == (name,)


def test_an_archive_without_names_knows_none() -> None:
    nothing = KnownNames()
    assert nothing.meant("发改委") == nothing.spelled(("qzy",), begun=True) == nothing.beginning("乔", ()) == ()
    assert nearest("乔知远", nothing) == ()
