"""A correction in one Chinese sentence, for the command line and the log; a record with its paragraphs counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from indexer.corrections.fields import FIELDS, PAGE_FIELDS, shown
from indexer.corrections.log import Operation, Proposal
from indexer.corrections.places import paragraphs_of
from indexer.model import Kind


def told(correction: Proposal) -> str:
    """What the correction does, on one line."""
    data, record = correction.data, correction.record
    match correction.operation:
        case Operation.SET:
            field = FIELDS.get(str(data.get("field")))
            where = record.rpartition("/")[0] + " 全版" if field and field.name in PAGE_FIELDS else record
            named = f"，新编号 {data['id']}" if data.get("id") else ""
            what = field.zh if field else str(data.get("field"))
            return f"{where} {what}：{shown(data.get('before'))} → {shown(data.get('after'))}{named}"
        case Operation.SPLIT:
            title = f"，标题 {shown(data['headline'])}" if data.get("headline") else ""
            return f"{record} 从第 {data.get('paragraph')} 段起另成一条 {data.get('id')}{title}"
        case Operation.JOIN:
            return f"{data.get('other')} 并入 {record}"
        case Operation.MOVE:
            return f"{record} 移到第 {str(data.get('page')).rpartition('/')[2]} 版，新编号 {data.get('id')}"
        case Operation.ORDER:
            first = _number(data.get("paragraph"))
            order = "、".join(str(_number(number) + first - 1) for number in _listed(data.get("order")))
            return f"{record} 从第 {first} 段起的次序改为 {order}"
        case Operation.REASSIGN:
            texts, first = _listed(data.get("texts")), _number(data.get("paragraph"))
            last = f" 到第 {first + len(texts) - 1}" if len(texts) > 1 else ""
            at = f"，排在第 {data.get('at')} 段" if data.get("before") else ""
            return f"{record} 的第 {first}{last} 段（{shown(next(iter(texts), None))}）移到 {data.get('other')}{at}"
        case Operation.UNDO:
            return f"撤销第 {data.get('undo')} 号更正（{record}）"


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _listed(value: Any) -> list[Any]:
    """The list; an empty one for what a tampered line has in its place."""
    return value if isinstance(value, list) else []


KIND_WORDS = {Kind.ARTICLE: "报道", Kind.CAPTION: "图片说明", Kind.NOTICE: "公告"}
LONGEST_SHOWN = 60
"""Characters of a paragraph from which it is known."""


def told_record(document: Mapping[str, Any]) -> Iterator[str]:
    """The record line by line: id, kind and headline, then each paragraph with the number that `--order` and the others mean."""
    yield f"{document['id']}　{KIND_WORDS[Kind(document['kind'])]}　{document.get('headline') or '（无标题）'}"
    paragraphs = paragraphs_of(document)
    width = len(str(len(paragraphs)))
    for number, text in enumerate(paragraphs, 1):
        yield f"  {number:>{width}}　{text[:LONGEST_SHOWN]}{'…' if len(text) > LONGEST_SHOWN else ''}"
    if not paragraphs:
        yield "  （没有正文）"
