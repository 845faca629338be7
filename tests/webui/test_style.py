"""The style sheet: colours in one place, contrast of WCAG 2.2 AA in light and dark."""

from __future__ import annotations

import re

import pytest

from webui.app import STATIC

SHEET = (STATIC / "style.css").read_text(encoding="utf-8")
COLOUR = re.compile(r"--([a-z-]+): (#[0-9a-f]{6});")
BLOCKS = re.findall(r":root \{(.*?)\n\s*\}", SHEET, re.DOTALL)
LIGHT = dict(COLOUR.findall(BLOCKS[0]))
DARK = LIGHT | dict(COLOUR.findall(BLOCKS[1]))

TEXT = [(ink, ground) for ink in ("ink", "soft", "accent", "caption", "notice") for ground in ("paper", "sheet", "wash")]
PAIRS = [*TEXT, ("on-accent", "accent"), ("on-mark", "mark")]


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    lighter, darker = sorted((luminance(a), luminance(b)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_of_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_has_the_contrast_of_aa(colours: dict[str, str], ink: str, ground: str) -> None:
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_edges_of_controls_have_the_contrast_of_aa(colours: dict[str, str]) -> None:
    for ground in ("paper", "sheet"):
        assert contrast(colours["edge"], colours[ground]) >= 3
        assert contrast(colours["accent"], colours[ground]) >= 3


def test_both_schemes_name_the_same_colours() -> None:
    assert set(dict(COLOUR.findall(BLOCKS[1]))) == set(LIGHT)


def test_colours_stand_in_one_place() -> None:
    rest = re.sub(r":root \{.*?\n?\s*\}", "", SHEET, flags=re.DOTALL)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", rest)
