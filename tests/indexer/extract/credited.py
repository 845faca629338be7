"""Pages made around one credit, and what is credited on them."""

from __future__ import annotations

from datetime import date
from typing import Any

from indexer.model import ParsedSource
from indexer.pipeline import ParseOptions, page_json, parse_source

ROLES = {"r": "reporters", "c": "correspondents", "i": "interns", "p": "photographers"}
HEADLINE = "岚汀新区冬季供暖准备就绪"
BODY = "连日来，岚汀新区各供热站加紧检修管网，确保居民温暖过冬。"
END = "下一步，新区将继续加强巡查，及时解决居民反映的问题。"
NEXT = "望川市图书馆新馆月底开放\n本报讯 新馆共有三层，设有儿童阅览区。"
CAPTION = "11月6日，工人在岚汀渡口检修船闸。"

Credits = dict[str, str]
"""By the first letter of the role, the names with blanks between: {"r": "乔知远 江雁", "p": "林棠"}."""


def page(text: str) -> dict[str, Any]:
    parsed = parse_source(text.encode(), "a.txt", ParseOptions("ltdb", issue_date=date(2024, 11, 8)))
    assert isinstance(parsed, ParsedSource)
    found: dict[str, Any] = page_json(parsed.pages[0])
    return found


def credits_of(record: dict[str, Any]) -> Credits:
    return {letter: " ".join(record[role]) for letter, role in ROLES.items() if record[role]}


def only_credits(text: str) -> Credits:
    """What the first record of a page credits; nothing may be lost and no other record may credit anybody."""
    found = page(text)
    assert found["coverage"] == 1.0
    first, *others = found["records"] or [None]
    assert not [credits_of(record) for record in others if credits_of(record)]
    return credits_of(first) if first else {}


def body_of(text: str) -> str:
    return "".join(paragraph for record in page(text)["records"] for paragraph in record["paragraphs"])
