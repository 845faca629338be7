"""Joining the parts of articles over the pages of an issue."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from indexer.jumps import Direction, Joint, JumpEnd, inherited_credits, join, join_pages, joined_paragraphs
from indexer.model import Page, ParsedSource
from indexer.pipeline import ParseOptions, parse_source


def end(name: str, page: int, direction: Direction, target: int | None, titles: str = "", *credits: str) -> JumpEnd:
    return JumpEnd(name, page, direction, target, titles or None, titles, tuple(("reporter", credit) for credit in credits))


def outward(name: str, page: int, target: int | None, titles: str = "", *credits: str) -> JumpEnd:
    return end(name, page, Direction.TO, target, titles, *credits)


def inward(name: str, page: int, target: int | None, titles: str = "", *credits: str) -> JumpEnd:
    return end(name, page, Direction.FROM, target, titles, *credits)


def test_two_ends_that_name_each_other_are_one_article() -> None:
    assert join([outward("1/a1", 1, 3), inward("3/a2", 3, 1)]) == (Joint("1/a1", "3/a2"),)


def test_an_end_that_names_another_page_is_left_alone() -> None:
    assert join([outward("1/a1", 1, 4), inward("3/a2", 3, 1)]) == ()
    assert join([outward("1/a1", 1, 3), inward("3/a2", 3, 2)]) == ()


def test_of_several_the_headlines_decide() -> None:
    ends = [
        outward("1/a1", 1, 3, "服务热线运行一年 办结诉求四万余件"),
        outward("1/a4", 1, 3, "岚汀新区三年种下十万棵乌桕"),
        inward("3/a1", 3, 1, "三年种下十万棵乌桕"),
        inward("3/a5", 3, 1, "服务热线运行一年"),
    ]
    assert set(join(ends)) == {Joint("1/a1", "3/a5"), Joint("1/a4", "3/a1")}


def test_one_headline_known_leaves_one_pair_for_the_rest() -> None:
    ends = [
        outward("1/a1", 1, 3, "服务热线运行一年"),
        outward("1/a4", 1, 3, "岚汀新区三年种下十万棵乌桕"),
        inward("3/a1", 3, 1, ""),
        inward("3/a5", 3, 1, "服务热线运行一年 办结诉求四万余件"),
    ]
    assert set(join(ends)) == {Joint("1/a1", "3/a5"), Joint("1/a4", "3/a1")}


def test_ends_that_nothing_tells_apart_stay_apart() -> None:
    ends = [outward("1/a1", 1, 3), outward("1/a4", 1, 3), inward("3/a1", 3, 1), inward("3/a5", 3, 1)]
    assert join(ends) == ()


def test_a_number_that_cannot_be_read_is_taken_from_the_other_end() -> None:
    assert join([outward("1/a1", 1, None), inward("3/a2", 3, 1)]) == (Joint("1/a1", "3/a2"),)
    assert join([outward("1/a1", 1, None), inward("3/a2", 3, None)]) == ()


def test_credits_are_inherited_over_two_jumps_and_never_replaced() -> None:
    ends = [
        outward("1/a1", 1, 2, "甲", "乔知远"),
        inward("2/a1", 2, 1, "甲"),
        outward("2/a1", 2, 3, "甲"),
        inward("3/a1", 3, 2, "甲"),
        outward("1/a2", 1, 4, "乙文章", "苏晚"),
        inward("4/a1", 4, 1, "乙文章", "林棠"),
    ]
    joints = [Joint("1/a1", "2/a1"), Joint("2/a1", "3/a1"), Joint("1/a2", "4/a1")]
    assert inherited_credits(ends, joints) == {"2/a1": (("reporter", "乔知远"),), "3/a1": (("reporter", "乔知远"),)}


_ENDS = st.lists(
    st.builds(
        JumpEnd,
        st.sampled_from([f"{page}/a{n}" for page in range(1, 5) for n in range(1, 4)]),
        st.integers(1, 4),
        st.sampled_from(Direction),
        st.none() | st.integers(1, 4),
        st.none(),
        st.sampled_from(["", "服务热线", "服务热线运行一年", "种下十万棵乌桕"]),
        st.just(()),
    ),
    max_size=12,
)


@given(_ENDS)
def test_no_end_has_two_others(ends: list[JumpEnd]) -> None:
    joints = join(ends)
    assert len({joint.first for joint in joints}) == len({joint.second for joint in joints}) == len(joints)


FRONT = """岚汀导报 2024年11月5日 第1版
汀澜河边种树人
本报讯（记者 乔知远）11月4日，记者沿河走了九公里。
老宋说，树要一棵一棵种，
（下转第2版）"""
INSIDE = """岚汀导报 2024年11月5日 第2版
（上接第1版）
人要一天一天等。
三年过去，河边有了荫凉。"""


def pages_of(text: str) -> tuple[Page, ...]:
    parsed = parse_source(text.encode(), "seite.txt", ParseOptions("ltdb", "岚汀导报", date(2024, 11, 5)))
    assert isinstance(parsed, ParsedSource), parsed
    return parsed.pages


def test_pages_of_one_file_are_joined_when_it_is_parsed() -> None:
    front, inside = (page.records[0] for page in pages_of(f"{FRONT}\f{INSIDE}"))
    assert front.continues_to is not None and front.continues_to.record == "ltdb/2024-11-05/2/a1"
    assert inside.continued_from is not None and inside.continued_from.headline == "汀澜河边种树人"
    assert inside.names("reporter") == ("乔知远",) and {credit.rule for credit in inside.credits} == {"inherited"}
    assert joined_paragraphs(front, inside) == (
        "本报讯（记者 乔知远）11月4日，记者沿河走了九公里。",
        "老宋说，树要一棵一棵种，人要一天一天等。",
        "三年过去，河边有了荫凉。",
    )


def test_pages_without_jumps_stay_as_they_are() -> None:
    pages = pages_of(FRONT.replace("（下转第2版）", "人要等。"))
    assert join_pages(pages) == pages
