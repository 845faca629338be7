"""Persons named with a title: 区领导沈知秋、陆一鸣; 党工委副书记、管委会主任顾青. Precision before recall: what is not certain is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.extract.foreign_names import LONG_COUNTRY, foreign_name_at
from indexer.extract.located import Located
from indexer.extract.name_model import FOREIGN_LENGTHS, JOINERS, NameModel, NameReading
from indexer.extract.names import INTERPUNCTS
from indexer.extract.person_titles import ORDINARY, title_start
from indexer.extract.vocabulary.name_costs import shipped_costs
from indexer.extract.vocabulary.tables import Vocabulary
from indexer.model import DepartmentMention, Person
from indexer.pages.credit_sources import HAN

# Two characters set apart to the width of three: 顾　青
_PADDED = re.compile(rf"[{HAN}][ \u3000]+[{HAN}](?![{HAN}])|[{HAN}][ \u3000]+[{HAN}](?=出席|参加|主持|、)")
# 市民王女士, 居民郑大娘: a surname and a form of address name nobody.
FORMS_OF_ADDRESS = frozenset(
    "女士 先生 小姐 大爷 大娘 大妈 大伯 大叔 大婶 大嫂 大姐 大哥 大姨 阿姨 阿婆 师傅 老汉 奶奶 爷爷 婆婆 叔叔 伯伯 老师 同学 老太 老伯 医生 某某"
    " 教授 主任 书记 局长 同志".split()
)
# 传承人郑老说, 老街坊吴某: the second letter of two stands for a name that is not told.
ADDRESS_LETTERS = frozenset("老某总工")
AFTER_ALWAYS = frozenset("总书记 教授 院士 烈士 上将 中将 少将 大校 上校".split())
# How far the costs of a name must be ahead of those of ordinary words. Measured over 20,000 paragraphs of news: below
# 1.5 behind a post, and below 4 behind the word for an ordinary role, half of what is found is no name; above, one in a hundred.
AHEAD, AHEAD_ORDINARY, AHEAD_AFTER, AHEAD_JOINED, AHEAD_APART = 1.5, 4.0, 4.0, 5.0, 4.0
AHEAD_AFTER_POST = 7.0
"""Behind a name that the record has only once: 顾青主任, 沈知秋老师."""
AHEAD_FOREIGN, AHEAD_SELDOM = 2.0, 4.0
"""More than that for a foreign name, and for a surname that is a word of grammar."""
SELDOM_SURNAMES = frozenset("都经中向时")
# 主席同让·杜邦, 村民和游客: there are people of these surnames, but behind a post the letter is always the word of grammar.
NO_SURNAMES = frozenset("和同从由与及")
APART, APART_FOREIGN, APART_LONGER, CERTAIN = 0.5, 2.0, 2.0, 5.0
"""How far a name must be ahead of one of another length; from CERTAIN on nothing else is asked."""
SAYING = frozenset("说道讲称问答笑谈等的和与及任摄介是在")
LONGEST_RECORD = 20_000
"""How many letters of a record are searched for a name that is doubtful: a bound, so that time stays linear in length."""
# 作协主席, 残联主席: the short name of a body.
ENDS_OF_BODIES = frozenset("会局委办院校厂店社团队部盟联集协")
TITLE_AHEAD = 12
MARKS_INSIDE = frozenset("-－—" + INTERPUNCTS)
# 区委书记　顾青, 组长：顾青: what may stand between a post and a name that stands alone.
_BETWEEN = frozenset(" \u3000：:")
# 沈知秋（女）、顾青（回族）、陆一鸣
_BRACKET = re.compile(rf"[（(][{HAN}]{{1,6}}[）)]")
_HAN = re.compile(rf"[{HAN}]")
_RUN = re.compile(rf"[{HAN}]*")
# 院长沈知秋、江汀集团总裁顾青: what stands before such a word is the name of a place or a firm.
ORGANISATION = re.compile(
    r"集团|公司|大学|学院|中学|小学|医院|银行|社区|街道|新区|开发区|市(?![场民里内政])|县(?![里内城])|区(?![分别内里])|镇(?![里内定守])"
    r"|乡(?![亲里间村音])|村(?![里民内口])|省(?![内里下得去心])|州"
)
DISTRICTS = frozenset("区县市乡村省")
"""No name has one of these behind the surname: 望川市长乐区江边街道 is no mayor 乐区江."""


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    start: int
    end: int
    foreign: bool = False


def find_people(
    texts: Sequence[Located], departments: Sequence[DepartmentMention], vocabulary: Vocabulary, excluded: frozenset[str]
) -> tuple[Person, ...]:
    """Persons of a record, each once, at the first mention with a title; `excluded` are the credited names."""
    people: dict[str, Person] = {}
    reader = _Reader(vocabulary, "\n".join(text.text for text in texts)[:LONGEST_RECORD], departments)
    for text in texts:
        for person in reader.read(text):
            if person.name not in excluded:
                people.setdefault(person.name, person)
    return tuple(people.values())


@lru_cache(maxsize=4)
def _model(compound: frozenset[str]) -> NameModel:
    return NameModel(shipped_costs(), compound)


class _Reader:
    """Reads one record's texts; `whole` is their beginning, for names that stand more than once."""

    def __init__(self, vocabulary: Vocabulary, whole: str, departments: Sequence[DepartmentMention]) -> None:
        self.vocabulary = vocabulary
        self.titles = vocabulary.titles
        self.model = _model(vocabulary.surnames.compound)
        self.whole = whole
        self.offices = frozenset(mention.as_printed for mention in departments)

    def read(self, text: Located) -> list[Person]:
        found: list[tuple[int, Person]] = []
        content = text.text
        last_end = -1
        for post in self.vocabulary.post_pattern.finditer(content):
            if len(post[0]) == 2 and post[0] in ORDINARY and self.model.words.parted(content, post.start(), post.end()):
                continue
            names = self._names(content, post.start(), post.end())
            after = None
            if post[0] == "总书记" or (not names and post[0] in self.titles.after):
                after = self._after(content, post.start(), post[0])
            if after:
                if after.start >= last_end:
                    found.append((after.start, Person(after.name, post[0], text.span(after.start, after.end), "title-after")))
                    last_end = post.end()
                continue
            if not names or names[0].start < last_end:
                continue
            begin = title_start(content, post.start(), self.titles.before, self.offices, self.model.words, max(last_end, 0))
            title = content[begin : post.end()]
            found.extend(
                (name.start, Person(name.name, title, text.span(name.start, name.end), "title-before")) for name in names
            )
            last_end = names[-1].end
        found.sort(key=lambda pair: pair[0])
        return [person for _, person in found]

    def _names(self, content: str, post: int, start: int) -> list[_Found]:
        """The names straight behind a post: one, or a list with 、 between."""
        wanted = AHEAD_ORDINARY if content[post:start] in ORDINARY else AHEAD
        if content[start : start + 1] in _BETWEEN and start < len(content):
            first = self._name(content, start + 1, max(wanted, AHEAD_APART))
            if first and first.end - first.start == len(first.name) and _HAN.match(content, first.end):
                return []
        else:
            first = self._name(content, start, wanted)
        if first is None or self._goes_on_as_title(content, first):
            return []
        names = [first]
        while True:
            bracket = _BRACKET.match(content, names[-1].end)
            position = bracket.end() if bracket else names[-1].end
            mark = content[position : position + 1]
            # 和 and 与 begin a second name only where it is certain: 顾青和平时一样.
            found = None
            if mark and mark in "、 \u3000":
                found = self._name(content, position + 1, AHEAD)
            elif mark and mark in "和与及":
                found = self._name(content, position + 1, AHEAD_JOINED)
            if found is None or self._leads_to_post(content, found):
                return names
            names.append(found)

    def _name(self, content: str, start: int, wanted: float) -> _Found | None:
        """The name that begins here, when it is as far ahead of ordinary words as wanted."""
        foreign = foreign_name_at(self.model, content, start)
        if foreign:
            name, end = foreign
            return _Found(name, start, end)
        if content[start + 1 : start + 2] in (" ", "\u3000"):
            padded = _PADDED.match(content, start)
            if padded:
                return _Found(padded[0][0] + padded[0][-1], start, padded.end())
            return None
        if (
            content[start + 1 : start + 3] in FORMS_OF_ADDRESS
            or content[start : start + 1] in NO_SURNAMES
            or not self.model.begins(content, start)
            or LONG_COUNTRY.match(content, start)
        ):
            return None
        reading = self.model.name_at(content, start, wanted)
        if reading is None:
            return None
        apart = APART
        if reading.foreign:
            wanted, apart = wanted + AHEAD_FOREIGN, APART_FOREIGN
        elif content[start : start + 1] in SELDOM_SURNAMES:
            # 主席向两国代表: 向 and 时 are surnames, but seldom names begin with them.
            wanted += AHEAD_SELDOM
        if reading.ahead < wanted:
            return None
        if reading.apart < apart and not self._stands_often(content, start, reading):
            return None
        length = self._length(content, start, reading)
        end = start + length
        if length == 2 and content[end - 1] in ADDRESS_LETTERS:
            return None
        if ORGANISATION.match(content, end) or not DISTRICTS.isdisjoint(content[start + 1 : end]):
            return None
        # 萨木|望: what stands behind the name must be a word; three letters that are far ahead of two may stand before an unknown one.
        if not self.model.begins_word(content, end) and (reading.foreign or length == 2 or reading.apart < CERTAIN):
            return None
        if end < len(content) and (content[end] in MARKS_INSIDE or (reading.foreign and length == FOREIGN_LENGTHS[-1])):
            return None
        # 沈念我，: one letter more before a mark is the end of the name or a word of saying, and which it is nobody knows.
        if (
            (length == 2 or reading.foreign)
            and not _HAN.match(content, end + 1)
            and _HAN.match(content, end)
            and content[end] not in SAYING
        ):
            return None
        return _Found(content[start:end], start, end, reading.foreign)

    def _length(self, content: str, start: int, reading: NameReading) -> int:
        """The length of the name; where that is not certain, one letter less or more if the record always has it so elsewhere.

        江强|乘车: 江强 stands alone elsewhere, 江强乘 nowhere. 林复|平复信: 林复平 elsewhere, 林复 nowhere without 平.
        """
        length = reading.length
        if reading.apart >= CERTAIN:
            return length
        name, shorter, longer = (content[start : start + size] for size in (length, length - 1, length + 1))
        often = self.whole.count(name)
        if length > 2 and often < 2 and self.whole.count(shorter) > often:
            return length - 1
        if length == 2 and often > 1 and reading.apart < APART_LONGER and self.whole.count(longer) == often:
            return length + self.model.may_end_name(longer[-1])
        return length

    def _leads_to_post(self, content: str, found: _Found) -> bool:
        """True for what is no person of the list but begins the next title: 主席让·杜邦、法兰西总理…, 顾青、卢森堡大使…"""
        run = _RUN.match(content, found.end, found.end + TITLE_AHEAD)
        if run and found.foreign and self.vocabulary.post_pattern.search(content, found.end, run.end()):
            return True
        return self._goes_on_as_title(content, found)

    def _goes_on_as_title(self, content: str, found: _Found) -> bool:
        """True where a post with a name stands straight behind: 主席国法兰西|总统让…; 区长顾青|书记 is a person with two posts."""
        direct = self.vocabulary.post_pattern.match(content, found.end)
        return bool(direct and self.model.begins(content, direct.end()))

    def _stands_often(self, content: str, start: int, reading: NameReading) -> bool:
        """True when the record has these letters elsewhere, too, and not always with the same letter behind."""
        name, longer = content[start : start + reading.length], content[start : start + reading.length + 1]
        often = self.whole.count(name)
        return often > 1 and self.whole.count(longer) * 2 <= often

    def _after(self, content: str, end: int, post: str) -> _Found | None:
        """A name straight before a post (习某某总书记, 沈知秋同志)."""
        reading = self.model.name_before(content, end)
        if reading is None or reading.foreign or reading.ahead < AHEAD_AFTER or reading.apart < APART:
            return None
        begin = end - reading.length
        if begin and (content[begin - 1] in INTERPUNCTS or not self.model.ends_word(content, begin)):
            return None
        name = content[begin:end]
        if name[0] in JOINERS or name[-1] in ENDS_OF_BODIES:
            return None
        if post not in AFTER_ALWAYS and reading.ahead < AHEAD_AFTER_POST and self.whole.count(name) < 2:
            return None
        return _Found(name, begin, end)
