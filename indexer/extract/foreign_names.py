"""Names in several parts with an interpunct between: 让·杜邦, 古丽娜尔·艾山江."""

from __future__ import annotations

import re

from indexer.extract.name_model import NameModel
from indexer.extract.names import FOLD_INTERPUNCT, INTERPUNCTS
from indexer.pages.credit_sources import HAN

LONGEST_PART = 8
_MARK = re.compile(f"[{INTERPUNCTS}]")
# Names of countries that are longer than the words of the table of common words; they sound as names do.
LONG_COUNTRY = re.compile(
    "哈萨克斯坦|吉尔吉斯斯坦|塔吉克斯坦|土库曼斯坦|乌兹别克斯坦|阿尔及利亚|阿尔巴尼亚|厄立特里亚|埃塞俄比亚|毛里塔尼亚|密克罗尼西亚|印度尼西亚"
    "|斯洛文尼亚|列支敦士登|马达加斯加|哥斯达黎加|布基纳法索|巴布亚新几内亚|特立尼达和多巴哥|利比里亚|塞尔维亚|保加利亚|委内瑞拉|沙特阿拉伯"
)
_HYPHENS = "－—\\-"
# All parts but the last; a part in the middle may be an initial: 约翰·F·沃伦.
_PARTS = re.compile(
    rf"(?P<first>[{HAN}]{{1,{LONGEST_PART}}})[{INTERPUNCTS}](?:(?:[{HAN}]{{1,{LONGEST_PART}}}|[A-Z])[{INTERPUNCTS}{_HYPHENS}])*(?=[{HAN}])"
)


def foreign_name_at(model: NameModel, text: str, start: int) -> tuple[str, int] | None:
    """The name with its interpuncts made one kind, and its end; None where none begins."""
    found = _PARTS.match(text, start) if _MARK.search(text, start, start + LONGEST_PART + 1) else None
    if found is None or not model.sounds_foreign(found["first"]) or model.words.crossed(text, start):
        return None
    end = found.end() + model.part_at(text, found.end())
    if end == found.end() or not model.begins_word(text, end):
        return None
    return text[start:end].translate(FOLD_INTERPUNCT), end
