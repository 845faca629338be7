"""Is this a name, and where does it end: the name that may begin here is weighed against the ordinary words that may begin here.

Every way to cut the next letters into words costs the sum of its words; a way that begins with a name costs the surname, the letters of the
given name and the words behind it. The cheapest way wins, and how far it is ahead says how certain that is:
商讨过 is 商讨 and 过, no person of the surname 商; 周敬亭邀请 is 周敬亭 and 邀请, and not 周敬 and something that begins with 亭.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from indexer.extract.names import INTERPUNCTS
from indexer.extract.vocabulary.name_costs import NameCosts
from indexer.extract.word_cutting import LONGEST_WORD, Words
from indexer.pages.credit_sources import HAN

WINDOW = 10
"""How many letters are looked at."""
UNUSUAL_GIVEN = 10.5
UNUSUAL_FOREIGN = 11.0
BEHIND_WORDS = -3.0
"""How far the first part of a name with marks inside may be behind ordinary words: 让 is a usual word, and a name in 让·杜邦."""
MARKED_ONLY, INSIDE_MARKED = frozenset("不都合买吐"), 7.5
"""Letters that write sounds in names with marks inside only (阿不都·买买提); elsewhere they are ordinary words."""
FOREIGN = 4.5
"""A foreign name stands where a Chinese one could once in ten times or less; any of seven lengths."""
MEAN_FOREIGN = 7.6
"""No name where the letters together are less usual than this: 森谷武 are letters that foreign names have, too, but all seldom."""
FOREIGN_LENGTHS = range(2, 9)
EITHER = 4.0
"""A name that is a foreign one by so much or less may as well be a Chinese one."""
COMPOUND_SURNAME = 10.0
"""About one in 20,000 bears a given compound surname."""
CLOSED = 1.2
"""What a mark, or the end of the text, straight behind a name says for it: names stand before marks three times as often as words do."""
NAME_INSIDE = 4.0
"""A name stands once in fifty words of running text."""
GRAMMAR, VERBS = 13.0, 12.0
"""The costs from which on a letter of `given_names.txt` is a word of grammar, or a verb, rather than a letter of names."""
JOINERS = frozenset("和同于向时由从与及对在为以就将经并被把给让还都也因")
"""Words of grammar that stand before names; 和, 同, 于, 向, 时 are rare surnames, too."""
AND = frozenset("和同与及对向")
NOT_BEHIND = frozenset("里上下前后内外中地年月日")
AND_VERB = re.compile("[和与及][在到说将就也还已是有对向从]")
ODD_BEHIND = 4.0, 9.0
"""Words of one letter that stand behind things, places and numbers (市里, 三年), and what it costs to read one behind a name; the same for 和
with a verb or a mark behind it: 祝清|和|在 is no way to begin a sentence, so 和 is the end of the name."""
BEHIND_NAME = frozenset(
    "说道讲称问答笑谈等的和与及同跟对向在到从由于以为将就也都还又再已曾正不没未被把给让使请带领率陪任当做作是有能会可要想应该须看听见写读赴去来回"
    "走进出抵访乘坐站穿戴拿打买卖种养教学住吃获得拥抱拉接送递交发提认唱跳跑开用靠因按据随常总只才便则即更最很太先并且而或若如像摄饰文图时一二三这那此其"
)
"""Words of one letter that follow names: 顾青说, 顾青乘车. Behind a name that ends in the right place stands one of them or a longer word."""
SELDOM_LAST = frozenset("致原超起出应向率同主会参到入来去兼")
SELDOM_LAST_COST, UNUSUAL_LAST_COST = 3.0, 1.5
"""What a letter costs more as the last one of a name, where it is more often the word behind it."""
# Of 100 persons 80 have a name of three letters.
LENGTHS = {2: -math.log(0.18), 3: -math.log(0.80)}
COMPOUND_LENGTHS = {3: -math.log(0.2), 4: -math.log(0.8)}
_RUN = re.compile(rf"[{HAN}]*")


@dataclass(frozen=True, slots=True)
class NameReading:
    """The likeliest name at a place: its length, how far it is ahead of no name at all, and of a name of another length."""

    length: int
    ahead: float
    apart: float
    foreign: bool


class NameModel:
    """Weighs names by a set of costs."""

    def __init__(self, costs: NameCosts, compound: frozenset[str]) -> None:
        self.words = Words(costs.words)
        self.given = costs.given
        self.foreign = costs.foreign
        self.surnames = costs.surnames
        self.compound = compound
        self.marked = {*self.foreign, *INTERPUNCTS}
        self.odd = NOT_BEHIND & self.words.costs.keys()

    def begins(self, text: str, start: int) -> bool:
        """True when a surname stands here, or a letter that writes sounds with another one behind it or behind the next (维泽尔)."""
        letters = text[start : start + 3]
        return (
            letters[:1] in self.surnames
            or letters[:2] in self.compound
            or (letters[:1] in self.foreign and (letters[1:2] in self.marked or letters[2:] in self.marked))
        )

    def name_at(self, text: str, start: int, wanted: float = 0.0) -> NameReading | None:
        """The likeliest name that begins here, or None where none is as far ahead of ordinary words as wanted."""
        if not self.begins(text, start):
            return None
        window = text[start : start + WINDOW]
        run = _RUN.match(window).end()  # type: ignore[union-attr]
        # Behind a whole window of letters nothing is known to be closed.
        closed = run < WINDOW
        window = window[:run]
        rest = self.words.from_here(window)
        ways = [
            _Way(
                cost + self._behind(window, rest, length, closed) - (CLOSED if closed and length == run else 0.0),
                length,
                False,
                0.0,
            )
            for length, cost in self._names(window)
        ]
        ways += [
            _Way(
                cost + self._behind(window, rest, length, closed) - (CLOSED if closed and length == run else 0.0),
                length,
                True,
                cost,
            )
            for length, cost in self._foreign(window)
        ]
        reading = _reading(ways, rest[0])
        if reading is None or reading.ahead < wanted:
            return None
        # The other ordinary readings take time, and seldom change anything.
        other = min(self._word_and_name(window, rest), self._crossing(text, start, window, rest)) - rest[0]
        return reading if other >= 0 else replace(reading, ahead=reading.ahead + other)

    def part_at(self, text: str, start: int) -> int:
        """How many letters from here on are the last part of a foreign name (让·|杜邦访问); 0 where none is, one only before a mark."""
        window = text[start : start + WINDOW]
        run = _RUN.match(window).end()  # type: ignore[union-attr]
        window = window[:run]
        rest = self.words.from_here(window)
        best, length = math.inf, 0
        for place, cost in enumerate(self._sounds(window, marked=True), 1):
            if (place > 1 or run == 1) and cost + rest[place] < best:
                best, length = cost + rest[place], place
        return length

    def _sounds(self, window: str, marked: bool) -> Iterator[float]:
        """What the letters so far cost as sounds, letter by letter, as far as they may be sounds: all but one are in the table, two where marks say it."""
        cost, unusual = 0.0, 0
        for letter in window:
            sound = self._sound(letter) if marked else self.foreign.get(letter, UNUSUAL_FOREIGN)
            if sound == UNUSUAL_FOREIGN:
                unusual += 1
                if unusual > (2 if marked else 1) or self.given.get(letter, 0.0) >= VERBS or letter in AND:
                    return
            cost += sound
            yield cost

    def _sound(self, letter: str) -> float:
        """The cost of a letter as a sound in a name with marks inside."""
        return INSIDE_MARKED if letter in MARKED_ONLY else self.foreign.get(letter, UNUSUAL_FOREIGN)

    def sounds_foreign(self, part: str) -> bool:
        """True when all letters are best read as sounds: no word stands before the name (致电|让), and the whole is no usual word (会议)."""
        if len(part) == 1:
            return True
        sounds = [self._sound(letter) for letter in part]
        if sounds.count(UNUSUAL_FOREIGN) > 1:
            return False
        words = self.words.so_far(part)
        whole = sum(sounds)
        return words[-1] - whole >= BEHIND_WORDS and all(
            words[cut] + sum(sounds[cut:]) >= whole for cut in range(1 if part[0] in JOINERS else 2, len(part))
        )

    def name_before(self, text: str, end: int) -> NameReading | None:
        """The likeliest name that ends here, or None where no surname stands two to four letters before."""
        if not any(
            text[end - size : end - size + 1] in self.surnames or text[end - size : end - size + 2] in self.compound
            for size in (2, 3, 4)
            if size <= end
        ):
            return None
        begin = end
        while begin > 0 and end - begin < WINDOW and _RUN.fullmatch(text[begin - 1]):
            begin -= 1
        window = text[begin:end]
        before = self.words.so_far(window)
        ways: list[_Way] = []
        for place in range(len(window) - 2, -1, -1):
            size = len(window) - place
            # The first letter of a window in the middle of a sentence may be the tail of a word.
            closed = CLOSED if place == 0 and end - begin < WINDOW else 0.0
            for foreign, names in ((False, self._names(window[place:])), (True, self._foreign(window[place:]))):
                ways.extend(
                    _Way(cost + before[place] - closed, size, foreign, cost) for length, cost in names if length == size
                )
        return _reading(ways, before[-1]) if ways else None

    def ends_word(self, text: str, place: int) -> bool:
        """True when a mark, a word of grammar or a common word of two or three letters ends here."""
        letter = text[place - 1]
        if not _RUN.fullmatch(letter) or letter in JOINERS or self.given.get(letter, 0.0) >= GRAMMAR:
            return True
        return any(text[place - size : place] in self.words for size in (2, 3) if place >= size)

    def begins_word(self, text: str, place: int) -> bool:
        """True when a mark, a word that follows names or a common word of two or three letters begins here."""
        letter = text[place : place + 1]
        if not letter or letter in BEHIND_NAME or not _RUN.fullmatch(letter):
            return True
        return any(text[place : place + size] in self.words for size in (2, 3, 4))

    def may_end_name(self, letter: str) -> bool:
        """False for words of grammar, verbs and marks."""
        return bool(_RUN.fullmatch(letter)) and letter not in SELDOM_LAST and self.given.get(letter, 0.0) < VERBS

    def _behind(self, window: str, rest: list[float], length: int, closed: bool) -> float:
        """The cost of what stands behind a name of this length."""
        letter = window[length : length + 1]
        if letter in self.odd and self.words.costs[letter] + rest[length + 1] <= rest[length]:
            return rest[length] + ODD_BEHIND[0]
        if letter in AND and (AND_VERB.match(window, length) or (closed and length == len(window) - 1)):
            return rest[length] + ODD_BEHIND[1]
        return rest[length]

    def _word_and_name(self, window: str, rest: list[float]) -> float:
        """The cost of a word of grammar, or a word of two letters, with a name behind it: 同|顾青, 夫人|沈知秋."""
        best = math.inf
        for head in (1, 2):
            word = self.words.costs.get(window[:head])
            if word is None or (head == 1 and self.given.get(window[0], 0.0) < GRAMMAR and window[0] not in JOINERS):
                continue
            best = min(best, word + self._name_inside(window, head, rest))
        return best

    def _name_inside(self, window: str, place: int, rest: list[float]) -> float:
        """The cost of a name at this place of running text and what stands behind it."""
        tail = window[place:]
        return min(
            (NAME_INSIDE + cost + rest[place + length] for length, cost in [*self._names(tail), *self._foreign(tail)]),
            default=math.inf,
        )

    def _crossing(self, text: str, start: int, window: str, rest: list[float]) -> float:
        """The cost of a word that begins in the letters before and ends behind this place: 书记|处, 部|长江, 博士|生."""
        left = text[max(0, start - LONGEST_WORD) : start]
        costs = self.words.so_far(left)
        best = math.inf
        for before in range(1, min(LONGEST_WORD - 1, len(left)) + 1):
            for behind in range(1, min(LONGEST_WORD - before, len(window)) + 1):
                cost = self.words.costs.get(left[len(left) - before :] + window[:behind])
                if cost is not None:
                    # 部 and 长江 instead of 部长 and what begins with 江.
                    instead = costs[len(left) - before] + cost - costs[-1]
                    best = min(best, instead + min(rest[behind], self._name_inside(window, behind, rest)))
        return best

    def _names(self, window: str) -> list[tuple[int, float]]:
        """Lengths and costs of the names that may begin the window."""
        head = window[:2]
        if head in self.compound:
            return [
                (length, COMPOUND_SURNAME + cost + self._given(window[2:length]))
                for length, cost in COMPOUND_LENGTHS.items()
                if length <= len(window)
            ]
        surname = self.surnames.get(window[:1])
        if surname is None:
            return []
        return [
            (length, surname + cost + self._given(window[1:length]))
            for length, cost in LENGTHS.items()
            if length <= len(window)
        ]

    def _given(self, letters: str) -> float:
        """The cost of a given name. The last letter costs more if it is a verb behind a name more often (顾林|致电) or unusual in names (端木清|蹲)."""
        last = letters[-1]
        seldom = SELDOM_LAST_COST if last in SELDOM_LAST else 0.0 if last in self.given else UNUSUAL_LAST_COST
        return seldom + sum(self.given.get(letter, UNUSUAL_GIVEN) for letter in letters)

    def _foreign(self, window: str) -> list[tuple[int, float]]:
        """Lengths and costs of the foreign names without a mark inside that may begin the window."""
        # Most names are Chinese ones: two of the first three letters must write sounds before more is looked at.
        if sum(letter in self.foreign for letter in window[:3]) < 2:
            return []
        sounds = enumerate(self._sounds(window[: FOREIGN_LENGTHS[-1]], marked=False), 1)
        return [
            (length, FOREIGN + cost)
            for length, cost in sounds
            if length in FOREIGN_LENGTHS and window[length - 1] in self.foreign
        ]


class _Way(NamedTuple):
    cost: float
    length: int
    foreign: bool
    letters: float
    """What the letters of a foreign name cost, FOREIGN included."""


def _reading(ways: list[_Way], without: float) -> NameReading | None:
    if not ways:
        return None
    best = min(ways)
    if best.foreign:
        # 安林月 may be either; what it is called changes nothing.
        same = min((way for way in ways if not way.foreign and way.length == best.length), default=None)
        if same and same.cost <= best.cost + EITHER:
            best = same
        elif best.letters - FOREIGN > MEAN_FOREIGN * best.length:
            return None
    other = min((way.cost for way in ways if way.length != best.length), default=math.inf)
    return NameReading(best.length, without - best.cost, other - best.cost, best.foreign)
