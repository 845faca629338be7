"""Credits in traditional characters: read like simplified ones, the names as printed."""

from __future__ import annotations

import pytest

from tests.indexer.extract.credited import ROLES, Credits, page

HEADLINE = "嵐汀新區冬季供暖準備就緒"
BODY = "連日來，嵐汀新區各供熱站加緊檢修管網，確保居民溫暖過冬。"


def credited(text: str) -> Credits:
    first = page(text)["records"][0]
    return {letter: " ".join(first[role]) for letter, role in ROLES.items() if first[role]}


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("本報訊（記者 喬知遠）", {"r": "喬知遠"}),
        ("本報訊（記者 喬　木、歐陽嵐 通訊員 蘇晚）", {"r": "喬木 歐陽嵐", "c": "蘇晚"}),
        ("本報訊（實習生 韓菱）", {"i": "韓菱"}),
    ],
)
def test_an_opening_credit(opening: str, expected: Credits) -> None:
    assert credited(f"{HEADLINE}\n{opening}{BODY}\n{BODY}") == expected


def test_a_credit_on_a_line_of_its_own() -> None:
    assert credited(f"{HEADLINE}\n本報記者\u3000喬知遠\u3000文／圖\n{BODY}\n{BODY}") == {"r": "喬知遠", "p": "喬知遠"}


def test_a_closing_credit() -> None:
    assert credited(f"{HEADLINE}\n{BODY}\n{BODY}（本報記者 沈雁秋 通訊員 韓菱）") == {"r": "沈雁秋", "c": "韓菱"}


def test_the_credit_of_a_picture() -> None:
    found = page(f"{HEADLINE}\n{BODY}\n{BODY}\n\n11月6日，工人在嵐汀渡口檢修船閘。\n本報記者 陸星野 攝")["records"]
    assert [record["photographers"] for record in found if record["kind"] == "caption"] == [["陸星野"]]


def test_staff_lines_are_furniture_and_jumps_are_jumps() -> None:
    found = page(f"{HEADLINE}\n{BODY}\n{BODY}（下轉第4版）\n\n責任編輯：蘇木　校對：宋鷺")
    assert [item["text"] for item in found["furniture"]] == ["責任編輯：蘇木　校對：宋鷺"]
    assert found["records"][0]["continues_to"]["page"] == 4
