"""Where the title of a person begins: the office or institution before the post, several posts joined by 、 included."""

from __future__ import annotations

import re
from collections.abc import Set

from indexer.extract.word_cutting import Words
from indexer.pages.credit_sources import HAN

# Words that lead to a title inside a sentence: the title begins behind the last of them. They count as words of the sentence only, not as
# letters of longer ones: 有 of 有限公司, 同 of 大同市 and 由 of 自由贸易区 lead to nothing.
LEADS = frozenset(
    "由 在 向 对 经 据 给 为 跟 随 请 让 听 见 到 是 有 任 从 与 和 同 的 以 因 等 原 前 了 并 及 被 把 将 但 访 问 邀 位 也 时 则 即 还 就 又 叫 着"
    " 欢迎 应 应邀 代行 学习 传达 特邀 邀请 聘请 陪同 随同 随着 针对 会见 看望 慰问 接受 采访 任命 选举 当选 来自 率领 带领 作为 称 按照 根据 围绕 贯彻 落实 领会"
    " 聆听 召开 主持 参加 出席 会上 其中 同时 以及 时任 现任 新任 原任 曾任 担任 出任 聘任 接任 连任 播出 专访 敦促 释放 委派 选派 会同 协同 联合"
    " 携手 偕同 委托 祝贺 欢送 迎接 悼念 缅怀 感谢 推荐 提名 免去 撤销 告诉 询问 致函 致电 访问 拜访 拜会 走访 探望 责成 要求 听取 宣布 追授 授予"
    " 今天 今晚 今年 去年 明天 昨天 昨日 今日 近日 日前 当天 当日 当晚 同日 上午 下午 晚上 随后 目前 此前 期间 之后 以来 一名 两名 三名 多名 一位 两位"
    " 三位 多位 几位 这位 那位 如今 现在 当时 为了 关于 通过 包括 以为 成为 就是 还有 如果 因为 由于 对于 她是 他是 获悉 了解 得知 报道 表示 指出 带着 领着 率 带 率队 携 战胜 击败 搭档 认识 来到 走进 复信 拜访 接见 约见 迎接 偕 对阵".split()
)
# Roles that anybody may have. Such a word stands before many things that are no names (学生安全, 居民用水), so the name must be certain.
ORDINARY = frozenset(
    "老师 教师 班主任 医生 医师 护士 专家 博士 队员 运动员 会计 民警 辅警 消防员 志愿者 党员 老党员 优秀党员 退役军人 技术员 技师 工匠 经营者 种植户"
    " 种粮大户 养殖户 贫困户 脱贫户 村民 居民 市民 农民 牧民 渔民 蜂农 果农 菜农 茶农 花农 瓜农 农户 业主 车主 户主 店主 店长 摊主 老板 学生 大学生 中学生"
    " 小学生 本科生 毕业生 研究生 博士生 硕士生 学员 读者 家长 游客 旅客 乘客 患者 顾客 职工 工人 矿工 农民工 务工人员 环卫工 环卫工人 保洁员 保安 电工 焊工"
    " 钳工 瓦工 木工 快递员 外卖骑手 司机 驾驶员 选手 球员 委员 负责人 律师 法官 教练 教练员 裁判 经理 顾问 理事 监事 战士 老兵 老战士 作家 诗人 画家 演员"
    " 导演 歌手 企业家 科学家 设计师 厨师 匠人 传承人 科员 村干部 村医 村长 联络员 督导员 督查员 安全员 质检员 辅导员 调解员 护林员 大臣 亲王".split()
)
# 采访中心主任, 接待办主任: a verb before such a word is a part of the name of an office.
OFFICE_WORDS = frozenset(
    "委员会 办公室 中心 领导小组 工作 小组 局 办 站 组 科 处 室 部 队 团 院 所 会 委员 大队 支队 总队 基地 学校 公司 协会 学会 志愿".split()
)
# 11月8日区长…, 2.5万名职工…, 23岁的…: what is counted or dated stands before the title.
_COUNTED = re.compile(r"[0-9０-９]+(?:年|月|日|时|点|分|岁|周岁|万?余?名|余?位|[%％])")
# 劳动和社会保障研究院院长 is one office; 顾青和区长…, 区委书记顾青和区长… are two persons.
AND = frozenset("和与及并")
LONGEST_JOINED = 3
"""A name before 和 is another party of the sentence; what is longer and holds no post is half of an office, unless it says who comes (代表)."""
PARTIES = (
    "代表",
    "群众",
    "干部",
    "人员",
    "职工",
    "学生",
    "家长",
    "师生",
    "领导",
    "同志",
    "专家",
    "客商",
    "企业家",
    "志愿者",
    "党员",
    "居民",
    "村民",
)
_RUN = re.compile(rf"[{HAN}]+")
_SEGMENT_STOP = frozenset("，。；：！？,.;:!?“”‘’《》〈〉 　\n…—、")
LONGEST = 40
"""How many letters before the post are looked at."""
LONGEST_POST = 8
MOST_POSTS = 6
"""How many posts before the last one are read: 中共中央总书记、国家主席、中央军委主席 has two."""


def title_start(content: str, post: int, posts: Set[str], offices: Set[str], words: Words, floor: int = 0) -> int:
    """The place where the title of the post at `post` begins; `offices` are the departments printed in the record, `floor` is the end of the
    name before."""
    begin = _segment_start(content, post, posts, offices, words, floor)
    for _ in range(MOST_POSTS):
        if begin - 1 <= floor or content[begin - 1] not in "、兼":
            break
        # 党工委副书记、管委会主任: the part before the mark must itself be a post with its office.
        previous = _post_ending(content, begin - 1, posts)
        if previous is None:
            break
        begin = _segment_start(content, previous, posts, offices, words, floor)
    return begin


def _post_ending(content: str, end: int, posts: Set[str]) -> int | None:
    """The start of the post that ends at `end`, or None."""
    for length in range(min(LONGEST_POST, end), 1, -1):
        if content[end - length : end] in posts:
            return end - length
    return None


def _segment_start(content: str, post: int, posts: Set[str], offices: Set[str], words: Words, floor: int) -> int:
    begin = post
    depth = 0
    while begin > floor and post - begin < LONGEST:
        character = content[begin - 1]
        if character in "）)":
            depth += 1
        elif character in "（(":
            if depth == 0:
                break
            depth -= 1
        elif character in _SEGMENT_STOP:
            break
        begin -= 1
    segment = content[begin:post]
    # The longest office that ends at the post (区财政局 and not 财政局); an empty one is none.
    office = max((len(printed) for printed in offices if segment.endswith(printed)), default=0)
    if office:
        return post - office
    return begin + _behind_leads(segment, posts, words, begin == floor > 0)


def _behind_leads(segment: str, posts: Set[str], words: Words, behind_name: bool) -> int:
    """The place behind the last word of the segment that leads to a title; where none does, 0, or behind the verb that follows a name."""
    place = max((found.end() for found in _COUNTED.finditer(segment)), default=0)
    for run in _RUN.finditer(segment, place):
        pieces = words.cut(run[0], LEADS)
        end = run.start()
        if behind_name and end == 0 and len(run[0]) > len(pieces[0]):
            # 顾青|复信|望川著名科学家
            place = len(pieces[0])
        for piece, following in zip(pieces, [*pieces[1:], ""], strict=True):
            end += len(piece)
            if piece not in LEADS or (len(piece) > 1 and following in OFFICE_WORDS):
                continue
            if piece in AND and not _is_party(segment[place : end - 1], posts):
                continue
            place = end
    return place


def _is_party(text: str, posts: Set[str]) -> bool:
    """True when what stands before 和 is a party of the sentence and no half of an office."""
    return len(text) <= LONGEST_JOINED or text.endswith(PARTIES) or not posts.isdisjoint(_tails(text))


def _tails(text: str) -> list[str]:
    """The pieces of the text that may be a post."""
    return [text[begin:end] for begin in range(len(text)) for end in range(begin + 2, min(begin + LONGEST_POST, len(text)) + 1)]
