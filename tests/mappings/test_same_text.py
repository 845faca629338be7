"""The fingerprint leads to every text that is the same, and the comparison calls only those the same."""

from __future__ import annotations

import hashlib
import random
import string
import sys
from itertools import count
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.folding import fold
from mappings.same_text import BINS, LEAST_RUNS, NEAR_DAYS, ROWS, fingerprint, is_same, letters, runs
from tests.webui.search.corpus import invented_texts

TEXTS = st.text(st.sampled_from("岚汀新区水务局防汛值守清淤步道花展，。0123456789\n 网絡〇①𠮷abＡ"), max_size=400)
REPORT = (
    "本报讯（记者　乔知远）11月4日上午，望溪镇第三水厂扩建工程通水。至此，全镇十一个村的自来水都由同一座水厂供给，"
    "原先三口深井转作备用。\n镇水务站站长岑立方介绍，新厂日供水能力由8000吨提高到15000吨，管网漏损率由百分之十九降到百分之九。"
    "“以前一到夏天，高处的人家傍晚洗菜要等水。”鹭洲村村民林屿说，“今年七月再热，楼顶也有水。”\n"
    "工程去年9月开工，沿沄河铺设主管道26公里，途经青珩社区时改走地下，为的是保住两排老樟树。施工队为此多用了四十天。\n"
    "下一步，镇里将逐户更换旧水表，预计明年6月底前完成，费用由财政承担，居民不必另外出钱。"
)
HEAD = "水厂通水记"
WEATHER = (
    "岚汀新区气象台今天下午发布天气预报：今天夜间到明天白天，多云转小雨，东北风{wind}级，最低气温{low}℃，最高气温{high}℃，"
    "相对湿度百分之{wet}。提醒市民注意添衣，出行带好雨具，晚间驾车减速慢行。森林火险气象等级为{fire}级。"
)
WATER = (
    "因管道检修，{day}日{hour}时至次日6时，{street}一带停水，影响青珩社区、栖霖街道部分居民。请提前储水，关好水龙头。"
    "给您带来不便，敬请谅解。如有疑问请致电岚汀新区水务公司服务热线，工作人员全天值守，也可到营业厅询问。"
)


def shares(one: str, other: str) -> bool:
    return bool(set(fingerprint(one)) & set(fingerprint(other)))


def found(one: str, other: str, days_apart: int = 7) -> bool:
    """Found by the engine and called the same."""
    return shares(one, other) and is_same(one, other, days_apart)


@given(TEXTS)
def test_a_text_is_the_same_as_itself_where_it_is_long_enough(text: str) -> None:
    long_enough = len(runs(text)) >= LEAST_RUNS
    assert bool(fingerprint(text)) == is_same(text, text, 9999) == long_enough
    assert len(fingerprint(text)) in (0, BINS // ROWS)


@given(TEXTS, TEXTS, st.integers(-400, 400))
def test_being_the_same_goes_both_ways(one: str, other: str, days: int) -> None:
    assert is_same(one, other, days) == is_same(other, one, -days)


@given(TEXTS)
def test_blanks_line_ends_punctuation_and_written_forms_change_nothing(text: str) -> None:
    other = "，\n".join(text).replace("网", "網").replace("A", "Ａ")
    assert letters(other) == letters(text)
    assert fingerprint(other) == fingerprint(text)


@given(TEXTS, TEXTS)
def test_what_is_further_apart_is_the_same_only_where_it_is_when_near(one: str, other: str) -> None:
    assert is_same(one, other, NEAR_DAYS) or not is_same(one, other, NEAR_DAYS + 1)


def test_the_marks_are_the_same_for_ever() -> None:
    """Marks that changed would no longer find what was indexed before: then SCHEMA_VERSION must change, too."""
    assert fingerprint(REPORT)[:3] == ("0.4e148be91bd2", "1.dc2b0b4abaaf", "2.5587f6a80c29")


SAME = {
    "word for word": lambda text: text,
    "other line ends and widths": lambda text: text.replace("\n", "").replace("，", ",").replace("（", "("),
    "the credit left out": lambda text: text.replace("本报讯（记者　乔知远）", ""),
    "a wrong character": lambda text: text.replace("樟树", "梓树"),
    "three changes": lambda text: text.replace("深井", "水井").replace("夏天", "夏季").replace("逐户", "挨户"),
    "the last paragraph cut": lambda text: text.rpartition("\n")[0],
    "half a paragraph cut": lambda text: text[:-40],
    "a sentence added": lambda text: text + "咨询电话可在镇政府公告栏查到。",
    "cut and changed": lambda text: text.rpartition("\n")[0].replace("傍晚", "晚上"),
}
OTHER = {
    "only the first sentence": lambda text: text[:60],
    "only the beginning": lambda text: text[: len(text) // 3],
    "a digest": lambda _: "望溪镇第三水厂扩建工程通水，日供水能力提高，管网漏损率下降。鹭洲村村民林屿说，楼顶也有水。" * 2,
    "the frame of it with other facts": lambda text: (
        text.replace("11月4日", "5月2日")
        .replace("望溪镇第三水厂", "鹭洲村污水站")
        .replace("8000吨", "300吨")
        .replace("15000吨", "900吨")
        .replace("26公里", "4公里")
        .replace("9月", "3月")
    ),
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME)
def test_the_same_report_in_the_next_issue_is_the_same(change) -> None:  # type: ignore[no-untyped-def]
    assert found(REPORT, change(REPORT))


@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER)
def test_what_only_holds_a_part_or_tells_other_facts_is_another(change) -> None:  # type: ignore[no-untyped-def]
    assert not is_same(REPORT, change(REPORT), 0)


def test_word_for_word_is_the_same_after_years_and_a_rewritten_one_is_not() -> None:
    assert found(REPORT, REPORT, 4000)
    assert found(REPORT, SAME["the last paragraph cut"](REPORT), 4000)
    rewritten = SAME["three changes"](REPORT).replace("新厂", "水厂").replace("管网", "水网").replace("保住", "留下")
    assert not is_same(REPORT, rewritten, 400)


def test_one_corrected_figure_makes_no_other_report_of_a_long_one_and_does_of_a_short_one() -> None:
    long = REPORT + "\n" + invented_texts(1, seed=3)[0] + invented_texts(1, seed=4)[0] + invented_texts(1, seed=5)[0]
    assert len(runs(long)) >= 300
    assert found(long, long.replace("15000吨", "16000吨"))
    assert not is_same(REPORT[:150], REPORT[:150].replace("8000吨", "9000吨"), 0)


def test_forms_filled_in_anew_are_not_the_same_text() -> None:
    chance = random.Random(7)
    forms = []
    for _ in range(40):
        low = chance.randint(-3, 12)
        forms.append(
            WEATHER.format(
                wind=chance.randint(1, 6),
                low=low,
                high=low + chance.randint(4, 11),
                wet=chance.randint(40, 90),
                fire=chance.choice("一二三四五"),
            )
        )
        forms.append(
            WATER.format(
                day=chance.randint(1, 30), hour=chance.randint(8, 22), street=chance.choice(("沄河路", "云棹大道", "望溪街"))
            )
        )
    forms = list(dict.fromkeys(forms))
    assert len(forms) > 70
    assert not [(one, other) for i, one in enumerate(forms) for other in forms[:i] if is_same(one, other, 1)]


def test_short_texts_have_no_fingerprint_and_are_never_the_same() -> None:
    for text in (
        "",
        "晴。",
        "市民在环湖步道上散步。本报记者 柯木 摄",
        "因管道检修，11月6日停水。",
        "花展" * 100,
        string.digits * 9,
    ):
        assert fingerprint(text) == ()
        assert not is_same(text, text, 0)


def texts_of(length: int) -> list[str]:
    """A hundred invented texts of this length."""
    source = "".join(invented_texts(1200, seed=11))
    assert len(source) >= 100 * length
    return [source[start : start + length] for start in range(0, 100 * length, length)]


def edited(text: str, changes: int, chance: random.Random) -> str:
    """The text with so many Hanzi, never a numeral, replaced by others."""
    numerals = "〇零一二两三四五六七八九十百千万亿"
    places = [place for place, letter in enumerate(text) if "一" <= letter <= "龥" and letter not in numerals]
    changed = list(text)
    for place in chance.sample(places, changes):
        changed[place] = chance.choice("的了在是我有和就不人都上也很到说要去你会着没看好自己这")
    return "".join(changed)


@pytest.mark.parametrize(
    ("length", "changes", "least"), [(120, 1, 0.99), (200, 3, 0.97), (300, 5, 0.97), (500, 8, 0.97), (900, 15, 0.97)]
)
def test_texts_with_a_few_slips_are_found(length: int, changes: int, least: float) -> None:
    """Recall over invented texts: both the marks and the comparison must find the pair."""
    chance = random.Random(11)
    texts = texts_of(length)
    recall = sum(found(text, edited(text, changes, chance)) for text in texts) / len(texts)
    assert recall >= least


@pytest.mark.parametrize(("length", "kept", "least"), [(250, 0.8, 0.98), (400, 0.75, 0.98), (900, 0.6, 0.98)])
def test_texts_with_an_end_cut_off_are_found(length: int, kept: float, least: float) -> None:
    texts = texts_of(length)
    ends = [max(text.rfind(mark, 0, int(kept * length)) for mark in "，；。、：\n") for text in texts]
    recall = sum(found(text, text[:end], 60) for text, end in zip(texts, ends, strict=True)) / len(texts)
    assert recall >= least


def test_different_texts_of_few_words_are_not_the_same() -> None:
    """Precision: texts made of the same places, offices, names and actions in another order."""
    texts = invented_texts(150, seed=17)
    assert not [(one, other) for i, one in enumerate(texts) for other in texts[:i] if is_same(one, other, 0)]


def plainly(text: str) -> tuple[str, ...]:
    """The fingerprint as it is defined: every run hashed by itself, the smallest hash of each bin, three in a mark.

    Marks stand in every index and in every catalog: whatever makes them faster must make the same.
    """
    found = runs(text)
    if len(found) < LEAST_RUNS:
        return ()
    bins: dict[int, int] = {}
    for value in sorted((crc32(run.encode("utf-8", "surrogatepass")) for run in found), reverse=True):
        bins[value % BINS] = value

    def digest(written: str) -> int:
        return int.from_bytes(hashlib.blake2b(written.encode(), digest_size=8).digest())

    def smallest(place: int) -> int:
        attempts = (digest(f"{place} {attempt}") % BINS for attempt in count(1))
        return bins[place] if place in bins else next(bins[other] for other in attempts if other in bins)

    values = [f"{smallest(place):x}" for place in range(BINS)]
    rows = [",".join(values[row : row + ROWS]) for row in range(0, BINS, ROWS)]
    return tuple(f"{mark:x}.{digest(row) >> 16:012x}" for mark, row in enumerate(rows))


@given(
    st.text(
        st.sampled_from("岚汀新区水务局防汛值守清淤步道花展，。0123456789\n 網絡〇①𠮷abＡé\u200b_"), min_size=60, max_size=400
    )
    | st.lists(st.sampled_from([*REPORT.split("。"), HEAD, "\ud800", "𠮷野家"]), max_size=12).map("，".join)
    | st.text(max_size=200)
)
def test_the_fingerprint_is_the_one_that_is_defined(text: str) -> None:
    assert fingerprint(text) == plainly(text)


def test_letters_are_what_is_a_letter_or_a_digit_once_folded() -> None:
    """Over every character there is, whether folding knows it or not."""
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert letters(every) == "".join(character for character in fold(every) if character.isalnum())


def test_the_fingerprint_of_the_sample_report_never_changes() -> None:
    assert fingerprint(REPORT)[:3] == ("0.4e148be91bd2", "1.dc2b0b4abaaf", "2.5587f6a80c29")
    assert letters("岚汀_新區，２０２４年 ①") == "岚汀新区2024年①"
