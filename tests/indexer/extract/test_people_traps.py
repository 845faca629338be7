"""What looks like a post with a name behind it and is none: words that go over the end of the post, verbs, bodies, forms of address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extract.located import Located
from indexer.extract.people import find_people
from indexer.extract.vocabulary import shipped
from tests.indexer.extract.test_people import people


@pytest.mark.parametrize(
    "text",
    [
        # The post is the beginning of a longer word.
        "主任会议研究了方案。",
        "传承人郑老说，会唱的人越来越少了。",
        "村民吴某被罚款。",
        "书记处书记会议召开。",
        "书记处研究决定。",
        "书记官到庭。",
        "主席台上摆满鲜花。",
        "教授团到访。",
        "专家组进驻。",
        "学生会换届。",
        "居民区改造。",
        "教师节到了。",
        "教师资格考试开始。",
        "运动员村开村。",
        "党员先锋岗设立。",
        "律师函已送达。",
        "委员会研究。",
        # The post ends in the first letter of the next word.
        "市长江治理办公室成立。",
        "部长江大桥通车。",
        "区长效机制建立。",
        "省长城保护条例公布。",
        # Two words share a letter: 确保 and 安全.
        "确保安全生产。",
        "确保安全度汛。",
        # A verb, an adverb, an adjective behind the post.
        "党委书记述职评议会召开。",
        "总经理办公室发出通知。",
        "市民代表发言。",
        "领导干部要带头。",
        "局长高度重视此事。",
        "局长马上办！",
        "局长应该如此。",
        "村委会主任商讨过方案。",
        "教授方法灵活。",
        "学生宁可步行。",
        "经理安排工人施工。",
        "居民江边散步。",
        "市民马上就能用上热水。",
        "校长安全第一。",
        "书记项目推进会召开。",
        "书记关心群众。",
        "书记高瞻远瞩。",
        "主任时刻牵挂。",
        "院长应邀出席。",
        "学生万众一心。",
        "老师严格要求。",
        "职工于近日复工。",
        "村民向往新生活。",
        "农民田间管理。",
        "医生金牌服务。",
        "运动员史上最多。",
        "委员左右为难。",
        "队员连夜施工。",
        "队员包干到户。",
        "驻村干部包村联户。",
        "工人解锁新技能。",
        "产业工人占比提高。",
        "居民双手举起。",
        "市民文明素质提高。",
        "农民丰收节开幕。",
        "患者康复出院。",
        "匠人中有高手。",
        "主席全票当选。",
        "主席贺信宣读完毕。",
        # Words of grammar that are surnames, too, with or without a name behind them.
        "记者从区财政局获悉。",
        "学生向老师提问。",
        "居民和游客一起看花。",
        "经理向导游询问。",
        "负责人和记者交谈。",
        "团长和平时一样。",
        "主席同对方代表会谈。",
        "主席和沈知秋会谈。",
        "主席夫人顾青莲参观学校。",
        # Places and bodies.
        "主席韩国之行。",
        "书记江汀区调研。",
        "汀江造船集团董事长到会。",
        "作协主席到会。",
        # Not a whole name.
        "市民王女士说。",
        "居民李大爷说。",
        "居民郑大娘说。",
        "村民张大姐说。",
        "职工王某正常上班。",
        "学生李某某到案。",
        "党员严某受到处分。",
        "局长江某某被查。",
        "记者乔知远到场。",
        # Nothing behind the post.
        "研究决定人选的是区长",
        "区长：",
        "区委书记　",
        "学生、",
        # Which letters are the name nobody can say.
        "副主席沈念我，秘书长到会。",
        "研究员萨木望远镜前。",
        "望川市长乐区江边街道。",
        "吉林长白山下。",
        "市民赏荷、品茶。",
    ],
)
def test_what_is_no_person_is_not_taken_for_one(text: str) -> None:
    assert people(text) == []


@given(st.text(alphabet="区委书记长主任村民学生王李江安和同、，。·　 顾青沈知秋（）女说在", max_size=60))
def test_every_name_stands_where_its_span_says(text: str) -> None:
    for person in find_people([Located(text, (0,), (0,))], (), shipped(), frozenset()):
        printed = text[person.span.start : person.span.end].replace("　", "").replace(" ", "")
        assert printed == person.name and len(person.name) >= 2
        assert person.title and person.title in text


def test_every_post_may_end_the_text() -> None:
    for post in shipped().titles.before:
        assert people(post) == [] and people(post + "顾") == []


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    find_people([Located(text, (0,), (0,))], (), shipped(), frozenset())
