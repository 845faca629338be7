"""What stands before and behind a form and says that it is no acting office: a longer word, a room, a meeting, a post, another country."""

from __future__ import annotations

import re

# Behind a form: the name goes on and means something else (组织部署, 教育部门, 审计局面, 公安部队, 外交部长 is a person's title).
GOES_ON = re.compile(
    r"[分大]?队伍|部队|门(?!口)|面|限|势|级|件|位|落(?![实地细到])|类|次(?!会)|员(?!会)|属|所有制|学院|大学|学校|小学|中学|幼儿园|医院|公司|集团|协会|学会|银行|家属院|小区|社区|出版社|杂志|报社|子弟|城|路|街|桥|广场|公园|站(?:台|点)|性"
)
# Behind a form: a room or a meeting of the office, or a post in it. Leading bodies are then no acting office.
ROOM = re.compile(
    r"(?:[一二三四五六七八九十\d]+楼)?(?:会议室|大楼|办公楼|机关大院|大院|门口|门前|院内|食堂|礼堂|广场|旧址|机关(?:食堂|大院)|第?[一二三四五六七八九十百\d]+(?:次|届)|全体会议|全会|常务会议|常委会会议|主任会议|扩大会议|工作报告)"
)
POST = re.compile(
    r"(?:党委|党组|党工委|党支部|原|常务|分管|班子)?(?:副?书记|副?主任|副?局长|副?部长|副?主席|副?市长|副?区长|副?县长|副?省长|副?院长|副?检察长|副?会长|副?秘书长|副?队长|副?大队长|副?支队长|常委(?!会)|委员(?!会)|成员|领导|班子|代表|负责人|主要负责|调研员|政委|教导员|干部|党员)"
)
# 组织部署, 武装部队, 宣传部分, 干部门类; 财政部长 is a person's title.
BEHIND_BU = re.compile(r"[队署分位门件落级属长]")
_COUNTRIES = (
    r"(?<![我全中])国|罗斯|日本|印度|以色列|加沙|巴勒斯坦|黎巴嫩|叙利亚|乌克兰|阿富汗|苏丹|古巴|委内瑞拉|墨西哥|沙特|卡塔尔|约旦|也门|缅甸|泰国|老挝|柬埔寨|马来西亚|印尼|尼西亚|菲律宾|蒙古国|哈萨克斯坦|"
    r"尔兰|瑞士|瑞典|挪威|芬兰|丹麦|荷兰|比利时|希腊|波兰|匈牙利|捷克|塞尔维亚|南非|尼日利亚|肯尼亚|埃塞俄比亚|秘鲁|智利|阿根廷|哥伦比亚|朝方|韩方|美方|俄方|日方|以方|伊方|联邦|欧盟|朝鲜|越南|巴基斯坦|"
    r"伊朗|伊拉克|土耳其|巴西|埃及|加拿大|澳大利亚|新加坡|意大利|西班牙"
)
# 美国国防部, 俄罗斯自然资源部: another country's office.
FOREIGN = re.compile(rf"(?:{_COUNTRIES}|蒙古|[美俄英法德日韩])$")
# 美国劳工统计局, 澳门特区政府旅游局: a few letters between, for an office that has no level word of its own.
FOREIGN_NEAR = re.compile(
    rf"(?:{_COUNTRIES.replace('(?<![我全中])国|', '美国|英国|德国|法国|韩国|泰国|俄')}|香港|澳门|台湾)[\u4e00-\u9fff]{{0,4}}$"
)
# 日本山梨县政府, 美国加利福尼亚州政府: a level word of another country.
FOREIGN_PLACE = re.compile(
    r"(?:日本|韩国|朝鲜|美国|俄罗斯|德国|印度|乌克兰|澳大利亚|墨西哥|巴西|尼日利亚|加拿大|缅甸|越南|英国)[\u4e00-\u9fff]{2,6}[州县省市区]$"
)
FOREIGN_STATE = re.compile(r"美国|俄罗斯|德国|印度|澳大利亚|墨西哥|巴西|尼日利亚|乌克兰|特朗普|美媒|加州|得州|纽约|洛杉矶")
# 各级纪检监察机关, 当地公安局: no office of its own.
ANY_OF_THEM = re.compile(
    r"(?:各[级地省市县区]?|各省区市|基层|地方|省级|市级|县级|区级|当地|外地|有关|相关|多个|部分|所有|许多)(?:的|党委)?$"
)
LEADING = frozenset({"党工委", "管理委员会", "人民政府", "党委", "人民代表大会", "人民政治协商会议委员会"})


def name_goes_on(after: str) -> bool:
    """True where the letters behind a form make another word or a longer name of it; a post (审计局局长) does not."""
    return bool(GOES_ON.match(after)) and not POST.match(after)


def leading_body_rests(name: str, after: str) -> bool:
    """True for a leading body that only lends its name to a post, a room or a meeting (管委会主任, 市政府第四次全体会议)."""
    return name in LEADING and bool(ROOM.match(after) or POST.match(after))


def is_foreign(before: str) -> bool:
    """True where the words before a ministry name another country."""
    return bool(FOREIGN.search(before))


def is_elsewhere(before: str) -> bool:
    """True where the words before an office without a level name another country, or say that any such office is meant."""
    return bool(FOREIGN_NEAR.search(before) or ANY_OF_THEM.search(before))


def is_foreign_place(before: str) -> bool:
    """True where the level word at the end of `before` is another country's: 日本山梨县, 美国的一个州."""
    return bool(FOREIGN_PLACE.search(before)) or (
        before.endswith(("州", "矶县")) and not before.endswith("自治州") and bool(FOREIGN_STATE.search(before))
    )
