"""Where a place name begins before a level word (望川 in 由望川市财政局), without a list of all places: by what stands before it."""

from __future__ import annotations

import re

HAN = "\u4e00-\u9fff"
LEVELS = {"区": "区", "县": "区", "旗": "区", "市": "市", "州": "市", "盟": "市", "省": "省"}
PROVINCES = (
    "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾"
)
# A place name can begin behind one of these letters.
BOUND = frozenset(
    "转派但而且并则却即若虽因故又也还再均皆曾已仍未不没使受找跟随替帮靠凭以等年由在到与和及从向对据让按照经被把将给为是的了、赴请同共示令请往过于至入访"
)
# A place name can begin behind one of these words: 数据来自望川市财政局, 记者获悉望川市教育局 …
_LEAD = (
    "来自|源自|出自|取自|来源于|联合|会同|组织|邀请|陪同|走进|深入|来到|前往|通过|根据|按照|获悉|了解到|记者|近日|日前|其中|以及|协调|函告|报送|上报|通知|要求|批准|经过|位于|"
    "指导|指挥|监督|支持|帮助|配合|协助|发往|递交|走访|慰问|视察|检查|督导|调研|举报|反映|咨询|拨打|收到|接到|承办|主办|协办"
)
_LEAD_END = re.compile(rf"(?:{_LEAD})$")
_PROVINCE_BEFORE = re.compile(rf"(?:{PROVINCES}|内蒙古|广西|西藏|宁夏|新疆)(?:省|自治区)?$")
# 我市望川区, 全省望川市: the level word before the place belongs to another word.
_NOT_HAN = re.compile(rf"[^{HAN}]")
_LEVEL_WORD = re.compile(r"[区县市省]")
_OWN_LEVEL = re.compile(r"[我全本该各]$")
# Letters that are in verbs and counts before 市科协 or 区财政局 and in hardly a place name: 获得市科协, 组织县财政局.
_VERBAL = re.compile(
    "[来自获得组织开展召举参加会议报送通知联合协调邀走进深看慰问检查督导要求推动成立全各该我本某多近日今昨明前后上下"
    "们他她它这那此其每个名家位项两并且还也又再就都受取申领予以或因所称派找告诉去担着持" + "".join(sorted(BOUND)) + "]"
)
# Real places that have such a letter, as they stand before their level word.
_REAL = frozenset(
    "成都 上海 合肥 开封 自贡 大同 和田 从化 于都 将乐 来宾 通化 通辽 通州 南通 昭通 开原 开平 开化 开江 开阳 开远 开州 会宁 会泽 会理 会昌 会东 新会 四会 "
    "合川 合浦 合江 合水 合阳 合山 合作 望城 望都 望江 望奎 望谟 深圳 深州 深泽 进贤 获嘉 得荣 全州 全椒 全南 本溪 多伦 日照 日喀则 日土 三明 昆明 崇明 高明 东明 "
    "明光 明水 明溪 明山 光明 嵩明 上饶 上杭 上高 上犹 上栗 上蔡 上思 上林 上虞 上街 上城 下陆 那曲 那坡 个旧 茂名 名山 张家口 张家界 张家港 石家庄 谢家集 项城 "
    "都匀 都江堰 都昌 都安 江都 宜都 丰都 花都 新都 武都 昌都 从江 向阳 让胡路 呼和浩特 齐齐哈尔 乌鲁木齐 呼伦贝尔 鄂尔多斯 乌兰察布 锡林郭勒 锡林浩特 乌兰浩特 巴彦淖尔 大兴安岭 阿拉善左 阿拉善右 苏尼特左 苏尼特右 "
    "东乌珠穆沁 西乌珠穆沁 鄂托克前 伊金霍洛 陈巴尔虎 新巴尔虎左 新巴尔虎右 乌拉特前 乌拉特中 乌拉特后 阿鲁科尔沁 克什克腾 察哈尔右翼前 察哈尔右翼中 察哈尔右翼后 "
    "博尔塔拉 巴音郭楞 克孜勒苏 和平 太和 泰和 云和 政和 平和 仁和 和顺 和静 和硕 成安 成武 立山 来安 来凤 "
    "泰来 加查 调兵山 通江 通渭 通海 通城 通山 通榆 通河 通许 于田 于洪 同江 同仁 同心 同德 同安 前进 永年 万年".split()
)
_AUTONOMOUS = re.compile(rf"^[{HAN}]{{2,4}}?(?:[{HAN}]{{1,4}}族|哈萨克|蒙古|柯尔克孜|塔吉克|锡伯)*自治$")
# What stands before an office without a level word and is no place: 当地税务局, 有关法院.
_NO_PLACE = re.compile(
    r"^(?:当地|各地|本地|外地|属地|异地|两地|基层|上级|下级|有关|相关|主管|中国|我国|全国|国际|国外|海外|省级|市级|区级|县级|地方|驻地|口岸|高级|中级|初级|一审|二审|终审|原审|受理|海事|军事|铁路|互联网|知识产权|"
    r"金融|隶属|直属|所属|辖区|人民|公安|公共|公司|机关|政府|国家|美国|英国|德国|法国|韩国|泰国|俄国|日本|新设|新任|原任|现任|时任|以及|或者|其他|其它|另外|同时|可以|应当|必须|因为|所以|但是|如果|统一|无论|没有|不是|就是|而是|希望|有望|香港|澳门|内地|台湾|两岸)$"
)


def bounded(text: str, start: int) -> bool:
    """True when a name can begin at `start`: at the head of the text, behind a mark, or behind a word that leads to a name."""
    return _hard(text, start) or text[start - 1] in BOUND or bool(_LEAD_END.search(text[max(0, start - 4) : start]))


def _hard(text: str, start: int) -> bool:
    return start == 0 or not "\u4e00" <= text[start - 1] <= "\u9fff"


def is_bare_place(name: str) -> bool:
    """True for what may be a place without its level word (望川 in 望川税务局): nothing verbal, no word that stands for any place."""
    return name in _REAL or not (
        _NOT_HAN.search(name) or _LEVEL_WORD.search(name) or _VERBAL.search(name) or _NO_PLACE.match(name)
    )


def place_start(core: str, end: int) -> int:
    """Where the place begins whose level word stands at `end` (望川 of 望川市, 江西望川 of 江西望川市); `end` where none is certain.

    A name of two or three letters behind a word or a mark that leads to it; a longer one out of the list; a name with 自治;
    the places of higher level before it are part of it (望川市岚汀区).
    """
    for length in (6, 5, 4, 3, 2):
        # 呼和浩特 before 浩特, which stands behind 和.
        begin = end - length
        if begin >= 0 and core[begin:end] in _REAL:
            start = with_higher(core, begin)
            if start is not None:
                return start
    for length in (1, 2, 3):
        begin = end - length
        if begin < 0 or not "\u4e00" <= core[begin] <= "\u9fff":
            break
        name = core[begin:end]
        if length == 1:
            continue
        if _LEVEL_WORD.search(name):
            break
        if not _VERBAL.search(name) and not _NO_PLACE.match(name):
            start = with_higher(core, begin)
            if start is not None:
                return start
    return _autonomous(core, end)


def with_higher(core: str, begin: int) -> int | None:
    """`begin`, or where the places of higher level before it begin; None where no name can begin there."""
    if begin and core[begin - 1] in LEVELS:
        if begin > 1 and _OWN_LEVEL.search(core[: begin - 1]):
            return begin
        higher = place_start(core, begin - 1)
        if higher < begin - 1:
            return higher
    province = _PROVINCE_BEFORE.search(core[:begin])
    if province:
        return province.start()
    return begin if bounded(core, begin) else None


def _autonomous(core: str, end: int) -> int:
    """恩施土家族苗族自治州: up to 14 letters, the last two of them 自治, with a people's name before."""
    if not core.endswith("自治", 0, end):
        return end
    for begin in range(max(0, end - 14), end - 3):
        if not _VERBAL.match(core[begin]) and bounded(core, begin) and _AUTONOMOUS.match(core[begin:end]):
            return begin
    return end
