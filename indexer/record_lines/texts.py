"""The printed texts of a record: titles and paragraphs, cleaned as a parsed page has them."""

from __future__ import annotations

import re
from typing import Any

from indexer.pages.lines import BLANKS
from indexer.record_lines.faults import LineWrong, too_long, wrong_type

LONGEST_TITLE = 2_000
LONGEST_BODY = 100_000
"""Characters. A broadsheet page set without a picture has fifteen thousand; the engine's dictionaries need a second and more for
a few hundred thousand of one character."""
LONGEST_WORD = 200
"""Characters of a name, a title of office, a place, a printed date; the engine refuses words of 32,766 bytes."""
BODY_KEYS = ("paragraphs", "body", "text", "content")
"""Where the body is looked for, in this order; the first is ours."""
TITLE_KEYS = ("headline", "title")
# What editors of web pages leave in a text: </p>, <br/>, <span style="…">, &nbsp;, &#12288;
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|img|b|i|strong|em|font|table|tbody|tr|td|ul|li|h[1-6])(?:\s[^<>]{0,500})?/?>|&(?:nbsp|amp|quot|lt|gt|#[0-9]{1,6});",
    re.IGNORECASE,
)
_LINE_END = re.compile(r"\r\n|\r|\n")


def title(value: dict[str, Any], *fields: str) -> str | None:
    """The title under the first of the fields that the record has, on one line; None for none."""
    field = next((field for field in fields if field in value), None)
    return printed_line(value[field], field, LONGEST_TITLE) if field else None


def printed_line(text: object, field: str, most: int = LONGEST_WORD) -> str | None:
    """The text on one line without blanks around it; None for null and for blanks. Raises LineWrong."""
    if text is None:
        return None
    if not isinstance(text, str):
        raise wrong_type(field, "文字", "a string")
    if "\n" in text or "\r" in text:
        text = " ".join(part for part in (line.strip(BLANKS) for line in _LINE_END.split(text)) if part)
    text = text.strip(BLANKS)
    if len(text) > most:
        raise too_long(field, most)
    return text or None


def as_printed(text: object, field: str, most: int = LONGEST_WORD) -> str | None:
    """The text as it is, blanks and all; None for null and for nothing. Raises LineWrong."""
    if text is None or text == "":
        return None
    if not isinstance(text, str):
        raise wrong_type(field, "文字", "a string")
    if len(text) > most:
        raise too_long(field, most)
    return text


def paragraphs(value: dict[str, Any]) -> list[str]:
    """The paragraphs of a record, out of a list or of one string with line ends; none that is blank. Raises LineWrong."""
    field = next((field for field in BODY_KEYS if field in value), "paragraphs")
    given = value.get(field)
    if given is None:
        return []
    texts = [given] if isinstance(given, str) else given
    if not isinstance(texts, list):
        raise wrong_type(field, "文字或文字的数组", "a string or a list of strings")
    found: list[str] = []
    size = 0
    for text in texts:
        if not isinstance(text, str):
            raise wrong_type(field, "文字或文字的数组", "a string or a list of strings")
        size += len(text)
        parts = _LINE_END.split(text) if "\n" in text or "\r" in text else (text,)
        found.extend(part for part in (part.strip(BLANKS) for part in parts) if part)
    if size > LONGEST_BODY:
        raise too_long(field, LONGEST_BODY)
    return found


def has_markup(text: str) -> bool:
    """True for a text that holds tags or entities of a web page."""
    return ("<" in text or "&" in text) and _MARKUP.search(text) is not None


def refuse_nul(data: bytes) -> None:
    """Raises LineWrong for a line whose texts hold NUL: JSON can write it as an escape alone."""
    if rb"\u0000" in data and re.search(rb"(?<!\\)(?:\\\\)*\\u0000", data):
        raise LineWrong("nul", "文字里有空字符（NUL），数据可能已经损坏；请清除后重新导出。", "the texts hold NUL characters")
