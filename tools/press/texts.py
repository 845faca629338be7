"""Texts of the press: headlines, paragraphs, credits and captions, drawn with a seed from invented words and from the samples."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from string import Formatter

from tools.press import words

SAMPLES = Path(__file__).parent.parent.parent / "samples"
_WHOLE = re.compile(r"[^（▲●□—\s].{38,180}[。”]")
# The paragraphs of the samples that stand whole on a line, in full-width punctuation; 𬍡 has a glyph in none but one of the faces.
_LEFT_OUT = re.compile(r"本报讯|记者|通讯员|[,;:<>()■ 　𬍡^]|摄|责任编辑|下转|上接")


@dataclass(frozen=True, slots=True)
class Credit:
    """A byline as printed, and who stands in it."""

    raw: str | None = None
    position: str | None = None
    """start, line, end; None where there is none."""
    agency: str | None = None
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    interns: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaptionText:
    """A caption, and who took or gave the picture."""

    description: str
    credit: str
    photographer: tuple[str, ...] = ()
    provided_by: str | None = None
    agency: str | None = None
    joint: str = ""
    """What stands between both: a blank, a line end."""

    @property
    def text(self) -> str:
        """As printed."""
        return self.description + self.joint + self.credit


def sample_paragraphs() -> list[str]:
    """Whole paragraphs of the project's own samples."""
    found: list[str] = []
    for path in sorted(SAMPLES.glob("*/*/*.txt")):
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        found += [line for line in text.splitlines() if _WHOLE.fullmatch(line) and not _LEFT_OUT.search(line)]
    return list(dict.fromkeys(found))


@dataclass(slots=True)
class Texts:
    """An endless supply of texts; no headline and no sample paragraph comes twice."""

    chance: random.Random
    dress: Callable[[str], str] = str
    """What is done to every text before it is printed: nothing, or traditional characters."""
    _whole: list[str] = field(default_factory=list)
    _headlines: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._whole = sample_paragraphs()
        self.chance.shuffle(self._whole)

    def fill(self, pattern: str) -> str:
        """The pattern with its names and numbers."""
        chance = self.chance
        values: dict[str, str] = {}
        places = chance.sample(words.PLACES, 2)
        offices = chance.sample(words.OFFICES, 2)
        for _, name, _, _ in Formatter().parse(pattern):
            if name is None:
                continue
            values[name] = {
                "place": places[0],
                "place2": places[1],
                "office": offices[0],
                "office2": offices[1],
                "thing": chance.choice(words.THINGS),
                "deed": chance.choice(words.DEEDS),
                "person": chance.choice(words.PEOPLE),
                "title": chance.choice(words.TITLES),
                "n": str(chance.randint(11, 98)),
                "m": str(chance.randint(101, 2980)),
                "p": f"{chance.randint(11, 97)}.{chance.randint(1, 9)}",
                "month": str(chance.randint(2, 11)),
                "day": f"10月{chance.randint(8, 28)}日",
            }[name]
        return self.dress(pattern.format(**values))

    def headline(self, *, plain: bool = False) -> str:
        """A headline; plain ones are Hanzi only, as vertical headlines are."""
        while True:
            text = self.fill(self.chance.choice(words.HEADLINES))
            if text in self._headlines or (plain and not re.fullmatch(r"[\u4e00-\u9fff ]{6,18}", text)):
                continue
            self._headlines.add(text)
            return text

    def kicker(self) -> str:
        """A line above the headline."""
        return self.fill(self.chance.choice(words.KICKERS))

    def subtitle(self) -> str:
        """A line below the headline."""
        return self.fill(self.chance.choice(words.SUBTITLES))

    def lead(self) -> str:
        """The first paragraph."""
        text = self.fill(self.chance.choice(words.LEADS))
        return text + "".join(self._sentences(self.chance.randint(0, 2)))

    def _sentences(self, count: int) -> list[str]:
        return [self.fill(pattern) for pattern in self.chance.sample(words.SENTENCES, count)]

    def paragraph(self) -> str:
        """Another paragraph: of the samples, or of two to five sentences."""
        if self._whole and self.chance.random() < 0.3:
            return self.dress(self._whole.pop())
        return "".join(self._sentences(self.chance.choice([1, 2, 2, 3, 3, 4, 5])))

    def credit(self) -> Credit:
        """A byline in one of the forms of the papers."""
        chance = self.chance
        one, two = chance.sample(words.REPORTERS, 2)
        mate = chance.choice(words.CORRESPONDENTS)
        intern = chance.choice(words.INTERNS)
        padded = f"{one[0]}　{one[1]}" if len(one) == 2 else one
        forms = [
            Credit(f"本报讯（记者 {padded}）", "start", None, (one,)),
            Credit(f"本报讯（记者 {padded}）", "start", None, (one,)),
            Credit(f"本报讯（记者 {padded} 通讯员 {mate}）", "start", None, (one,), (mate,)),
            Credit(f"本报讯（记者 {one}、{two}）", "start", None, (one, two)),
            Credit(f"本报讯（通讯员 {mate}）", "start", None, (), (mate,)),
            Credit(f"本报讯（记者 {one} 实习生 {intern}）", "start", None, (one,), (), (intern,)),
            Credit("本报讯", "start"),
            Credit(f"本报记者 {one}", "line", None, (one,)),
            Credit(f"□本报记者 {one} 通讯员 {mate}", "line", None, (one,), (mate,)),
            Credit(f"本报记者 {one} 文/图", "line", None, (one,), (), (), (one,)),
            Credit(f"（记者 {padded}）", "end", None, (one,)),
            Credit(f"（本报记者 {one} 通讯员 {mate}）", "end", None, (one,), (mate,)),
        ]
        return self._dressed(chance.choice(forms))

    def _dressed(self, credit: Credit) -> Credit:
        def all_of(names: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(map(self.dress, names))

        return replace(
            credit,
            raw=self.dress(credit.raw or ""),
            reporters=all_of(credit.reporters),
            correspondents=all_of(credit.correspondents),
            interns=all_of(credit.interns),
            photographers=all_of(credit.photographers),
        )

    def caption(self, *, short: bool = False) -> CaptionText:
        """A caption with its credit."""
        chance = self.chance
        name = self.dress(chance.choice(words.PHOTOGRAPHERS))
        description = self.fill(words.CAPTIONS[1] if short else chance.choice(words.CAPTIONS))
        office = self.dress(chance.choice(words.OFFICES))
        form = chance.choice(
            [
                CaptionText(description, f"本报记者 {name} 摄", (name,), joint="　"),
                CaptionText(description, f"（本报记者 {name} 摄）", (name,)),
                CaptionText(description, f"（通讯员 {name} 摄）", (name,)),
                CaptionText(description, f"（图片由{office}提供）", (), office),
                CaptionText(description, f"{name}/摄", (name,), joint="　"),
            ]
        )
        return replace(form, credit=self.dress(form.credit))

    def brief(self) -> str:
        """One short item."""
        return self.fill(self.chance.choice(words.BRIEFS))
