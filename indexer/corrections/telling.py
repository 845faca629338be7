"""A correction in one Chinese sentence, for the command line and the log."""

from __future__ import annotations

from indexer.corrections.fields import FIELDS, PAGE_FIELDS, shown
from indexer.corrections.log import Operation, Proposal


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
        case Operation.UNDO:
            return f"撤销第 {data.get('undo')} 号更正（{record}）"
