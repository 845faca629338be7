"""What may stand around 今天, 13日 or 上周五 in running text: only what happens on a day, for 美好的明天 and 今日头条 are no days.

Two places are told apart: behind the byline nearly everything may follow; inside a paragraph one of these words must.
"""

from __future__ import annotations

import re

PART_OF_DAY = (
    r"(?:上午|下午|中午|正午|午后|午间|晚间|晚上|早上|早晨|早间|凌晨|清晨|清早|傍晚|夜间|夜里|深夜|拂晓|一早|一大早|晚|早|夜|"
    r"\d{1,2} ?(?:时|点|[:：]\d\d)|[零〇一二三四五六七八九十]{1,3}[时点])"
)
# What happens on a day. Longer words first is not needed: one of them is enough.
_EVENTS = (
    "在 于 从 由 向 对 就 赴 抵 起 称 说 "
    "开始 开幕 闭幕 开馆 开业 开通 开播 开工 开赛 开拍 开放 开行 开展 开庭 开讲 开园 开学 开考 开售 开镰 开营 开票 开奖 开标 开出 "
    "召开 举行 举办 启动 启用 启程 启幕 启航 揭牌 揭晓 揭幕 落幕 落成 落户 收官 结束 完成 完工 竣工 合龙 贯通 通车 通航 通水 通气 通电 "
    "通报 通过 通知 发布 发表 发出 发射 发生 发行 发放 发文 公布 公开 公示 公告 宣布 宣判 播出 播发 出版 出台 出席 出发 印发 下发 下达 "
    "签署 签订 签约 授予 颁发 颁布 施行 实施 执行 生效 上线 上映 上市 上演 亮相 首发 首播 投产 投用 投运 投入 交付 运行 发车 首飞 首航 升空 "
    "正式 成功 全线 全面 首次 再次 继续 陆续 分别 也 还 将 已 会见 会谈 会晤 致电 致信 主持 调研 考察 视察 检查 走访 慰问 看望 来到 前往 "
    "抵达 到达 返回 离开 获悉 了解 接到 收到 介绍 表示 指出 强调 报道 消息 刊发 刊登 迎来 出现 产生 进行 晋级 登陆 降 受理 审议 审理 宣誓 "
    "就职 去世 逝世 遇难 预计 最高 最低 全国 发现 报告 新增 举报 报案 抓获 破获 查处 查获 组织 参加 前来 赶到 入驻 进驻 进入 上任 到任 当选 "
    "集体 辞职 访问 出庭 下调 上调 上涨 下跌 涨停 停水 停电 停运 停课 复工 复课 复航 恢复 合练 彩排 比赛 迎战 对阵 夺 打响 点火 点亮 挂牌 "
    "到期 截止 发车 凌空 罢工 可 免签"
).split()
EVENT = r"(?:" + "|".join(sorted(set(_EVENTS), key=len, reverse=True)) + r")"
CLAUSE_END = r"(?:$|[，,。；;！!？?）)])"
CLAUSE_START = re.compile(r"(?:^|[，,。；;：:！!？?、（(\s—…”])$")
# 将于今日, 截至13日, 从昨天: the word before already says that a day follows.
LEAD = re.compile(
    r"(?:将于|定于|拟于|已于|曾于|均于|都于|分别于|正式于|计划于|预计于|于|截至|截止|自|从|记者|将在|预计|计划|较|比|持续到|延续到|日前)$"
)
_OPENERS, _CLOSERS = "《“「『〈【‘", "》”」』〉】’"

_OPENED = re.compile(rf'[{_OPENERS}"]')


def quoted(text: str, position: int) -> bool:
    """True inside a title or a quotation (《今日说法》, “明天会更好”): one opened in the 400 characters before and not closed."""
    if not _OPENED.search(text, max(0, position - 400), position):
        return False
    depth = 0
    for place in range(position - 1, max(-1, position - 400), -1):
        character = text[place]
        if character in _CLOSERS:
            depth += 1
        elif character in _OPENERS:
            if depth == 0:
                return True
            depth -= 1
    return text.count('"', max(0, position - 400), position) % 2 == 1


def at_opening(folded: str, start: int, opening_end: int | None) -> bool:
    """True straight behind the byline: at most a few blanks or signs stand between."""
    return opening_end is not None and 0 <= start - opening_end <= 6 and not folded[opening_end:start].strip(" ,，:：")


def lone_sentence(text: str) -> bool:
    """True for a text of one short sentence: a headline, a slogan, a brief; no other day stands there to count from."""
    return len(text) <= 40 and not re.search(r"[。；！？;!?](?!$)", text.rstrip())
