"""The fields that can be corrected: how each is called, how its value is typed, and how it stands in a document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from indexer.errors import CorrectionError
from indexer.model import Kind
from indexer.record_json import ROLE_FIELDS

Document = dict[str, Any]

CREDIT_FIELDS = tuple(ROLE_FIELDS.values())
NAME_FIELDS = (*CREDIT_FIELDS, "departments", "people")
TITLE_FIELDS = ("kicker", "headline", "subtitle")
TEXT_FIELDS = (*TITLE_FIELDS, "byline", "body")
"""The printed text of a record: what is found in it is found again when one of them changes."""
PAGE_FIELDS = ("page_name", "issue_number")
"""What is so of a page, and is corrected for all its records together."""

LONGEST_LINE = 1000
LONGEST_NAME = 60
"""Characters; a name is one term of the index, which takes 32,766 bytes."""

_SEPARATORS = re.compile(r"[,，、;；\n]")
_BETWEEN_HAN = re.compile(r"(?<=[㐀-鿿])[ \u3000]+(?=[㐀-鿿])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_KINDS = {"文章": "article", "报道": "article", "图片说明": "caption", "公告": "notice", "广告": "notice"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in code, in Chinese, the reader of a typed value, and whether a stored value can be one of it."""

    name: str
    zh: str
    read: Callable[[Field, str], Any]
    fits: Callable[[Any], bool]


def _line(field: Field, text: str) -> str | None:
    text = text.strip(" \u3000\t\r\n")
    if "\n" in text or "\r" in text or "\t" in text:
        raise _bad(field, "只能是一行，不能换行", "must be one line")
    longest = LONGEST_NAME if field.name in PAGE_FIELDS else LONGEST_LINE
    if len(text) > longest:
        raise _bad(field, f"太长（{len(text)} 字），最多 {longest} 字", f"is longer than {longest} characters")
    return text or None


def _body(_field: Field, text: str) -> str | None:
    # A shell hands over \n as two characters; a line break typed inside the quotes is one.
    lines = text.replace("\\n", "\n").replace("\r\n", "\n").split("\n")
    return "\n".join(line.strip(" \u3000\t\r") for line in lines if line.strip(" \u3000\t\r")) or None


def _names(field: Field, text: str) -> list[str]:
    names = [_BETWEEN_HAN.sub("", name.strip(" \u3000\t\r")) for name in _SEPARATORS.split(text)]
    for name in names:
        if len(name) > LONGEST_NAME:
            raise _bad(field, f"里的“{name[:12]}…”太长；几个名称之间请用顿号或逗号隔开", "has a name that is too long")
    return list(dict.fromkeys(name for name in names if name))


def _days(field: Field, text: str) -> list[dict[str, str]]:
    return [_interval(field, part) for part in dict.fromkeys(p.strip() for p in _SEPARATORS.split(text)) if part]


def _interval(field: Field, text: str) -> dict[str, str]:
    first, _, last = text.partition("/")
    try:
        days = [date.fromisoformat(day.strip()) for day in (first, last or first)]
    except ValueError:
        raise _bad(
            field, f"里的“{text[:30]}”不是日期；请写成 2024-11-05，或起止两天 2024-11-05/2024-11-07", "holds no date"
        ) from None
    if days[1] < days[0]:
        raise _bad(field, f"里的“{text}”止日早于起日", "has an interval that ends before it begins")
    return {"gte": days[0].isoformat(), "lte": days[1].isoformat()}


def _kind(field: Field, text: str) -> str:
    wanted = _KINDS.get(text.strip(), text.strip())
    if wanted not in list(Kind):
        raise _bad(field, "只能是 article（报道）、caption（图片说明）或 notice（公告）", "is no kind")
    return wanted


def _bad(field: Field, zh: str, en: str) -> CorrectionError:
    return CorrectionError(f"{field.zh}（{field.name}）{zh}。", f"{field.name} {en}")


def _is_text(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value != "")


def _is_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) and name for name in value)


def _is_days(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(day, dict) and set(day) == {"gte", "lte"} and all(map(_is_day, day.values())) for day in value
    )


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_kind(value: Any) -> bool:
    return isinstance(value, str) and value in list(Kind)


FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("headline", "标题", _line, _is_text),
        Field("kicker", "引题", _line, _is_text),
        Field("subtitle", "副题", _line, _is_text),
        Field("byline", "署名", _line, _is_text),
        Field("body", "正文", _body, _is_text),
        Field("reporters", "记者", _names, _is_names),
        Field("correspondents", "通讯员", _names, _is_names),
        Field("interns", "实习生", _names, _is_names),
        Field("photographers", "摄影", _names, _is_names),
        Field("departments", "部门", _names, _is_names),
        Field("people", "人物", _names, _is_names),
        Field("event_dates", "事件日期", _days, _is_days),
        Field("page_name", "版名", _line, _is_text),
        Field("issue_number", "期号", _line, _is_text),
        Field("kind", "类别", _kind, _is_kind),
    )
}
"""Every field that can be corrected, in the order in which several are written down: the kind last, since it changes the id."""

_BY_CHINESE = {field.zh: field for field in FIELDS.values()}


def read_assignment(text: str) -> tuple[Field, Any]:
    """The field and the value of `FIELD=VALUE`; a field may be called by its Chinese name.

    Raises CorrectionError for what is no assignment, an unknown field, and a value that the field cannot have.
    """
    match = re.match(r"([^=＝]*)[=＝](.*)", text, re.DOTALL)
    if match is None:
        raise CorrectionError(
            f"“{text[:40]}”里没有等号。请写成 字段=值，例如 headline=新标题；值为空表示清空。", "an assignment without ="
        )
    name = match[1].strip()
    field = FIELDS.get(name) or _BY_CHINESE.get(name)
    if field is None:
        known = "、".join(f"{field.name}（{field.zh}）" for field in FIELDS.values())
        raise CorrectionError(f"没有字段“{name[:40]}”。可以更正的字段：{known}。", f"no field {name[:40]!r}")
    if _CONTROL.search(match[2].replace("\r", "")):
        raise _bad(field, "里有不可见的控制字符或坏字符，请去掉后再试", "holds control characters or lone surrogates")
    return field, field.read(field, match[2])


def value_of(document: Mapping[str, Any], field: str) -> Any:
    """The value as corrections write it down: None for an absent text, an empty list for absent names."""
    value = document.get(field)
    if field in NAME_FIELDS or field == "event_dates":
        return list(value or ())
    return value or None


def with_value(document: Document, field: str, value: Any) -> Document:
    """The document with this value; an empty one is left out, as everywhere in documents."""
    changed = {**document, field: value}
    if value in (None, "", []):
        del changed[field]
    return changed


def same(one: Any, other: Any) -> bool:
    """True for equal values; the order of names does not count, since a better parser may read a byline the other way round."""
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(str, one)) == sorted(map(str, other))
    return bool(one == other)


def shown(value: Any) -> str:
    """A value for a sentence: short, in quotes."""
    if value in (None, []):
        return "（空）"
    if isinstance(value, list):
        texts = (f"{day['gte']}/{day['lte']}" if isinstance(day, dict) else str(day) for day in value)
        value = "、".join(texts)
    text = str(value).replace("\n", "／")
    return f"“{text[:40]}…”" if len(text) > 41 else f"“{text}”"
