"""Where a title begins: at the office or institution, not at the words that lead to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.name_model import NameModel
from indexer.extract.person_titles import title_start
from indexer.extract.vocabulary import shipped
from indexer.extract.vocabulary.name_costs import shipped_costs
from tests.indexer.extract.test_people import people

WORDS = NameModel(shipped_costs(), shipped().surnames.compound).words
POSTS = shipped().titles.before


def title(text: str) -> str:
    """The title of the one person that the text names."""
    ((_, found),) = people(text)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Letters that lead to a title as words, inside longer words.
        ("岚汀科技有限公司总经理许望川介绍。", "岚汀科技有限公司总经理"),
        ("岚汀建设有限责任公司总经理许望川介绍。", "岚汀建设有限责任公司总经理"),
        ("大同市市长许望川会见客人。", "大同市市长"),
        ("中原区区长许望川会见客人。", "中原区区长"),
        ("自由贸易区管委会主任许望川到会。", "自由贸易区管委会主任"),
        ("华为公司副总裁许望川到会。", "华为公司副总裁"),
        ("对外联络部副部长许望川到会。", "对外联络部副部长"),
        ("以色列驻华大使许望川到会。", "以色列驻华大使"),
        ("采访中心主任许望川到会。", "采访中心主任"),
        ("岚汀劳动和社会保障研究院院长许望川到会。", "岚汀劳动和社会保障研究院院长"),
        # The same letters as words.
        ("会议由区委书记顾青主持。", "区委书记"),
        ("陪同调研的有副区长严松青。", "副区长"),
        ("记者专访汀江造船集团董事长魏长河。", "汀江造船集团董事长"),
        ("我们来认识柳岸村党支部书记覃明远。", "柳岸村党支部书记"),
        ("企业代表和区长顾青座谈。", "区长"),
        ("据区气象局工程师陶青禾介绍，", "区气象局工程师"),
        # Dates, numbers and ages.
        ("11月8日，区长江雁到工地。", "区长"),
        ("11月8日区长江雁到工地。", "区长"),
        ("今年35岁的村民祝小满返乡。", "村民"),
        ("两名志愿者汪小禾到场。", "志愿者"),
        ("2.5万名职工代表、车间主任程砚参加。", "车间主任"),
        # Several posts of one person.
        ("党工委副书记、管委会主任江雁出席。", "党工委副书记、管委会主任"),
        ("区委常委、组织部部长、统战部部长尤佳宣布。", "区委常委、组织部部长、统战部部长"),
        ("岚汀电子（中国）有限公司副总经理艾伦·布朗参加。", "岚汀电子（中国）有限公司副总经理"),
        ("区委书记兼区人武部第一书记顾青讲话。", "区委书记兼区人武部第一书记"),
    ],
)
def test_the_title_begins_at_the_office(text: str, expected: str) -> None:
    assert title(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("镇长易水寒带着派出所所长程砚走访。", ["镇长", "派出所所长"]),
        ("区长顾青复信望川著名科学家谢望舒。", ["区长", "望川著名科学家"]),
        ("区长顾青和大学校长谢望舒座谈。", ["区长", "大学校长"]),
        ("主席让·杜邦率代表团团长伊莎·维尔访问。", ["主席", "代表团团长"]),
    ],
)
def test_a_title_does_not_hold_the_person_before(text: str, expected: list[str]) -> None:
    assert [found for _, found in people(text)] == expected


@given(st.text(alphabet="区委书记、主任（）的和由在2日顾青，市", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_a_title_begins_between_floor_and_post(text: str, post: int, floor: int) -> None:
    post = min(post, len(text))
    floor = min(floor, post)
    assert floor <= title_start(text, post, POSTS, {"区委"}, WORDS, floor) <= post
