"""Persons named with a title: 区领导沈知秋、陆一鸣; 党工委副书记、管委会主任顾青. Precision before recall: what is not certain is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.extract.located import Located
from indexer.extract.names import HAN, INTERPUNCTS
from indexer.extract.stop_names import STOP_NAMES
from indexer.extract.vocabulary.tables import Vocabulary
from indexer.model import DepartmentMention, Person

# What may follow a name directly. 赵知远主持 is 赵知远 + 主持; a name of two characters before 主持 is 赵知 + …, never 赵知主 + 持.
FOLLOW = re.compile(
    r"$|[，。、；：！？,.;:!?）)(（”’》 　]|出席|参加|主持|参与|到|在|率|带领|带队|陪同|随同|一同|一起|指出|强调|说|表示|介绍|认为|要求|讲话|致辞|作|做|为|与|和|及|等|对|向|就|从|将|也|还|深入|先后|前往|来到|走进|走访|调研|慰问|看望|会见|检查|视察|督导|督查|听取|接待|现场|宣布|宣读|传达|部署|代表|授课|告诉|分别|亲切|亲自|详细|实地|应邀|担任|任|当选|获|荣获|被|因|所|以|是|的|同志|先生|女士|教授|总书记|一行|充分|高度|首先|最后|当即|随后|同时|签署|批准|发表|提出|分析|通报|汇报|回答|回应|领|点评|解读|讲解|讲授|作了|主讲|正|曾|已|又|再|则|便|把|给|让|向|由|于|逐一|仔细|认真|不|没|带|赴|领衔|牵头|围绕|结合|受|称|讲|谈|接受|高兴|笑|自豪|感慨|坦言|呼吁|建议|希望|祝|见证|启动|揭牌|点赞|负责|组织|指挥|赶|第一时间|上午|下午|今年|近日|日前|[一-鿿]?着|今天|昨天|\d"
)
# Words of two letters that begin where a third letter of the name might: 李某正在, 崔某看到.
WORD_FOLLOWS = re.compile(
    r"正在|已经|曾经|看到|看着|看见|也是|还是|告诉|介绍|表示|指出|强调|主持|出席|参加|带领|带着|高兴|为了|成为|都是|来到|走进|提出|分析|要求|认为"
)
# A third character that is far more often the next word than the end of a name.
NOT_THIRD = frozenset(
    "说到在与等率向将从及称就对主出参带指强表介作做被把给让由先来走看会检视督听接宣传部代授告分亲详实应担当获荣因所是的一讲谈也还"
)
PADDED_END = re.compile(rf"[{HAN}](?:$|[，、。 \u3000）)]|出席|参加|主持)")
# 让·杜邦: parts with an interpunct between, up to a mark or a word that follows names.
FOREIGN = re.compile(
    rf"(?![{HAN}]{{0,6}}(?:致电|会见|电贺|职权|致信))[{HAN}]{{1,6}}(?:[{INTERPUNCTS}][{HAN}]{{1,8}}?)+"
    r"(?=$|[，。、；：,.;:）)]|出席|参加|主持|说|表示|介绍|在|到|与|和|指出|强调|的|日前|近日|离开|访|抵|致|当选|就|将|对|向)"
)
# Words that lead to a title inside a sentence; the title begins behind the last of them.
LEAD = re.compile(
    r"(?:欢迎|应(?!急|用|对|城)|代行|学习|传达|特邀|邀请|聘请|由|在|向|对|经(?!济|营|开|贸|理|纪)|据(?!局)|给|为|跟|随|陪同|会见|看望|慰问|接受|采访|任命|选举|当选|来自|率领|带领|请|让|听|见|到|是|有|任|作为|称|按照|根据|围绕|贯彻|落实|领会|聆听|召开|主持|组织|参加|出席|会上|其中|同时|以及|但|了|并|及|被|把|将|从|与|和(?!平|谐|国|规划|改革|信息|社会|城乡|旅游|草原|物资)|同(?!济|仁|志)|的|以|因|等|原|前|时任|现任|新任)"
)
_SEGMENT_STOP = set("，。；：！？,.;:!?“”‘’《》〈〉 　\n…—")
_AFTER_CONTEXT = re.compile(
    r"(?:^|[，。、；：“”《》（）\s]|学习|领会|贯彻|落实|聆听|围绕|传达|按照|根据|遵照|邀请|在|由|对|向|和|与|及|以|了|的|是|为|到|把|请|关于|随着|牢记|认真|指引|践行|同|听取|尊敬的|敬爱的)$"
)
# 市民王女士, 居民郑大娘: a surname and a form of address name nobody.
FORMS_OF_ADDRESS = frozenset("女士 先生 小姐 大爷 大娘 大妈 大伯 阿姨 阿婆 师傅 老汉 奶奶 爷爷 婆婆 叔叔 老师 同学".split())
AFTER_ALWAYS = ("总书记", "同志", "教授", "院士", "烈士", "先生", "女士")


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    start: int
    end: int


def find_people(
    texts: Sequence[Located], departments: Sequence[DepartmentMention], vocabulary: Vocabulary, excluded: frozenset[str]
) -> tuple[Person, ...]:
    """Persons of a record, each once, at the first mention with a title; `excluded` are the credited names."""
    whole = "\n".join(text.text for text in texts)
    people: dict[str, Person] = {}
    reader = _Reader(vocabulary, whole, departments)
    for text in texts:
        for person in reader.read(text):
            if person.name not in excluded and person.name[1:] not in FORMS_OF_ADDRESS:
                people.setdefault(person.name, person)
    return tuple(people.values())


class _Reader:
    """Reads one record's texts; `whole` is all of it, for names that stand more than once."""

    def __init__(self, vocabulary: Vocabulary, whole: str, departments: Sequence[DepartmentMention]) -> None:
        self.vocabulary = vocabulary
        self.whole = whole
        self.offices = {mention.as_printed for mention in departments}

    def read(self, text: Located) -> list[Person]:
        found: list[tuple[int, Person]] = []
        content = text.text
        last_end = -1
        for post in self.vocabulary.post_pattern.finditer(content):
            after = self._after(content, post.start(), post.end())
            if after and post.group() in self.vocabulary.titles.after:
                if after.start >= last_end:
                    found.append((after.start, Person(after.name, post[0], text.span(after.start, after.end), "title-after")))
                    last_end = post.end()
                continue
            names = self._names(content, post.end())
            if not names or names[0].start < last_end:
                continue
            begin = self._title_start(content, post.start())
            title = content[begin : post.end()]
            found.extend(
                (name.start, Person(name.name, title, text.span(name.start, name.end), "title-before")) for name in names
            )
            last_end = names[-1].end
        found.sort(key=lambda pair: pair[0])
        return [person for _, person in found]

    def _names(self, content: str, start: int) -> list[_Found]:
        """The names straight behind a post: one, or a list with 、 between."""
        names: list[_Found] = []
        position = start
        while position < len(content):
            found = self._name(content, position)
            if found is None:
                break
            names.append(found)
            position = found.end
            if content[position : position + 1] in ("、", "和", "与", " ", "\u3000") and self._name(content, position + 1):
                if content[position] in "和与 \u3000" and not self._certain(content, position + 1):
                    break
                position += 1
                continue
            break
        return names

    def _certain(self, content: str, start: int) -> bool:
        found = self._name(content, start)
        return found is not None and len(found.name) == 3 and found.name[0] in self.vocabulary.surnames.usual

    def _name(self, content: str, start: int) -> _Found | None:
        """The name that begins here, when surname and what follows both say so."""
        surnames = self.vocabulary.surnames
        foreign = FOREIGN.match(content, start)
        if foreign:
            return _Found(foreign[0].translate({ord(mark): "·" for mark in INTERPUNCTS}), start, foreign.end())
        head = content[start : start + 4]
        if len(head) < 2:
            return None
        # Two characters set apart to the width of three: 顾　青
        padded = head[0] in surnames.usual and head[1] in " \u3000" and PADDED_END.match(content, start + 2)
        if padded:
            return _Found(head[0] + content[start + 2], start, start + 3)
        if head[:2] in surnames.compound:
            for length in (4, 3):
                if self._fits(content, start, length):
                    return _Found(content[start : start + length], start, start + length)
            return None
        # A rare surname (全, 会, 生) is an ordinary word far more often: 学生不要, 主任会议.
        if head[0] not in surnames.usual or head[:2] in STOP_NAMES:
            return None
        three, two = self._fits(content, start, 3), self._fits(content, start, 2)
        if three and not (two and (head[2] in NOT_THIRD or WORD_FOLLOWS.match(content, start + 2))):
            length = 3
        elif two:
            length = 2
        elif self._stands_often(head, 3) and head[2] not in NOT_THIRD:
            length = 3
        elif self._stands_often(head, 2):
            length = 2
        else:
            return None
        return _Found(content[start : start + length], start, start + length)

    def _stands_often(self, head: str, length: int) -> bool:
        """True when the record has these letters elsewhere, too, and not always with the same letter behind (马托尔斯 is no 马托尔)."""
        name = head[:length]
        if not re.fullmatch(rf"[{HAN}]{{{length}}}", name) or name in STOP_NAMES:
            return False
        often = self.whole.count(name)
        return often >= (2 if length == 3 else 3) and self.whole.count(head[: length + 1]) * 2 <= often + 1

    def _fits(self, content: str, start: int, length: int) -> bool:
        name = content[start : start + length]
        return (
            bool(re.fullmatch(rf"[{HAN}]{{{length}}}", name))
            and name not in STOP_NAMES
            and bool(FOLLOW.match(content, start + length))
        )

    def _after(self, content: str, start: int, end: int) -> _Found | None:
        """A name straight before a post (习某某总书记, 沈知秋同志): only with a word before it that ends what came before."""
        for length in (3, 2):
            begin = start - length
            if begin < 0:
                continue
            name = content[begin:start]
            usual = name[0] in self.vocabulary.surnames.usual
            if not usual and content[start:end] not in ("总书记", "同志"):
                continue
            if (not usual and name[0] not in "习") or name in STOP_NAMES or not re.fullmatch(rf"[{HAN}]{{{length}}}", name):
                continue
            if length == 2 and name[0] not in self.vocabulary.surnames.usual:
                continue
            if not _AFTER_CONTEXT.search(content[max(0, begin - 4) : begin]):
                continue
            if content[start:end] not in AFTER_ALWAYS and self.whole.count(name) < 2:
                continue
            return _Found(name, begin, start)
        return None

    def _title_start(self, content: str, post: int) -> int:
        """Where the title begins: at the office or institution before the post, several posts joined by 、 included."""
        begin = self._segment_start(content, post)
        while begin > 1 and content[begin - 1] == "、":
            # 党工委副书记、管委会主任: the part before the comma must itself be a post with its office.
            previous = self._post_ending(content, begin - 1)
            if previous is None:
                break
            begin = self._segment_start(content, previous)
        return begin

    def _post_ending(self, content: str, end: int) -> int | None:
        """The start of the post that ends at `end`, or None."""
        for length in range(8, 1, -1):
            if end - length >= 0 and content[end - length : end] in self.vocabulary.titles.before:
                return end - length
        return None

    def _segment_start(self, content: str, post: int) -> int:
        begin = post
        depth = 0
        while begin > 0 and post - begin < 40:
            character = content[begin - 1]
            if character in "）)":
                depth += 1
            elif character in "（(":
                if depth == 0:
                    break
                depth -= 1
            elif character in _SEGMENT_STOP or character == "、":
                break
            begin -= 1
        segment = content[begin:post]
        office = max(
            (
                place
                for printed in self.offices
                if (place := segment.rfind(printed)) >= 0 and place + len(printed) == len(segment)
            ),
            default=None,
            key=lambda place: -place,
        )
        if office is not None:
            return begin + office
        leads = [found.end() for found in LEAD.finditer(segment)]
        return begin + (leads[-1] if leads else 0)
