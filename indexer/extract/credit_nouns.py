"""Words that stand where names stand in a credit, and are none: offices as authors, and what brackets at the end of a text hold."""

from __future__ import annotations

import re

# Each of these fills a token of a credit somewhere: （完）, （本报讯）, （图片）, （掌声）, 记者 综合.
NOT_NAMES = frozenset(
    """
    报道 摄影 文图 图文 摄 文 图 讯 电 综合 采写 整理 通讯员 记者 实习生 本报 新华社 编辑 摄影报道 本刊 本网 及 和 与 等 供图 左图 右图
    上图 下图 图片 文字 发 了解 获悉 今天 日前 近日 昨日 今日 从 在 完 附图 资料 独家 专电 手记 观察 视频 全文完 待续 未完待续 掌声 鼓掌
    热烈鼓掌 附表 附件 连载 节选 化名 转载 摘编 摘自 略 有删节 有删改 略有删改 为化名 均为化名 文体 时评 言论 评论 讯息 调查 感言 见闻
    走访 采访 访谈 专访 直击 探访 亲历 体验 日记 札记 随笔 侧记 特写 速写 综述 述评 消息 通讯 快讯 简讯 图片新闻 组图 制表 制图 漫画 插图
    作品 作者 单位 供稿 来稿 投稿 来源 特此说明 下同 合影 现场 现场图 效果图 示意图 资料图 俯瞰 全景 夜景 外景 内景 笑声 笑 译 编译 译者
    大家好 您好 你好 谢谢 谢谢您 请问 主持人 嘉宾 观众 读者 市民 网友 新媒体 出品 全媒体 融媒体 报讯 特稿 专稿 专栏 图表 航拍 无人机 一行 全体
    办公室 管委会 委员会 宣传部 组织部 统战部 编辑部 总编室 记者站 记者团 报社 电视台 老师 同志 先生 女士 校友 负责人 发言人 本人 笔者 编者 编者按
    """.split()
)
# Ends of offices and firms that no name has; behind a level they are one in three letters, too (区消防, 县公安).
_STRONG = (
    "消防|公安|交警|税务|供电|电力|气象|海关|法院|检察院?|政法|宣传部?|组织部|统战部|街道办?|街道|社区|中心|公司|集团|协会|学会|商会|联合会|小学|中学|大学|学院|"
    "医院|幼儿园|支队|大队|中队|发布|融媒|政府|党校|文联|妇联|工会|团委|银行|委员会|办公室|管委会|工委|纪委|监委|县委|区委|市委|省委|镇政府|宣传办|新闻办|报社|"
    "书院|图书馆|博物馆|文化馆|派出所|供电所|司法所|居委会|村委会|志愿队|新区|园区|开发区|示范区|林场|农场|国网|分局|总站|部门|系统|单位"
)
# One letter says it only at the end of a longer token that no row of names makes up.
_WEAK = "局委办部站所厂社馆院镇乡村县区队"
_SURELY = re.compile(rf"(?:.{{2,14}}|[区县市省镇乡州盟旗总国团])(?:{_STRONG})")
_OFFICE = re.compile(rf"{_SURELY.pattern}|.{{3,14}}[{_WEAK}]")


def is_surely_office(token: str) -> bool:
    """True for an office, a firm or a school as the author of a text: 岚汀消防, 工委宣传部.

    A token of two letters never is one, and one of three only with a level before it: 王文联 is a name.
    """
    return _SURELY.fullmatch(token) is not None


def is_office(token: str) -> bool:
    """True also where only the last letter says so: 区税务局. 江雁秦晓乡 ends so, too, and is two names: ask for those first."""
    return _OFFICE.fullmatch(token) is not None
