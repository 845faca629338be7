"""The judge of the evaluation: does a paragraph itself credit somebody whom the parser found?"""

from __future__ import annotations

import pytest

from evaluation.bylines import prints_credit


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("（总台记者 乔知远 江雁）", "江雁"),
        ("人们走上街头。（总台记者 乔知远 江雁）", "乔知远"),
        ("新华社记者乔知远报道，新桥通车。", "乔知远"),
        ("本报讯（记者 周　桐）近日，新桥通车。", "周桐"),
        ("图为新桥。（林棠 摄）", "林棠"),
        ("图为新桥。记者 林棠 摄", "林棠"),
    ],
)
def test_printed_credits(text: str, name: str) -> None:
    assert prints_credit(text, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("记者从区气象局了解到，降雨将增多。", "从区"),
        ("乔知远向记者介绍，新桥通车。", "乔知远"),
        ("会议由乔知远主持（见图）。", "乔知远"),
        ("记者看到，乔知远正在检修。", "乔知远"),
    ],
)
def test_prose_prints_no_credit(text: str, name: str) -> None:
    assert not prints_credit(text, name)
