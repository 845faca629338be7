"""From bytes to characters: what the caller names, the byte order mark, UTF-8, then GB18030, unless another encoding is clearly meant.

GB18030 decodes nearly any bytes, and a statistical detector answers GB2312 and fails on 镕 and 喆. So another encoding is taken only
where GB18030 gives no Chinese text and the other one does: of Hanzi in daily use right text has ten times as many as wrong text.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from indexer.errors import EncodingUnknown
from indexer.readers.plausible import common_share

# UTF-32 first: its little-endian mark begins with that of UTF-16.
MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WIDE = ("utf-16-le", "utf-16-be")
# CP950 first: Big5-HKSCS reads its box drawings and some marks otherwise; Hong Kong's own characters are an error in CP950.
TRADITIONAL = ("cp950", "big5hkscs")
# People and pages name the old encoding when they mean the larger one: 镕 is not in GB2312, 啟 not in Python's Big5.
LARGER = {"gb2312": ("gb18030",), "gbk": ("gb18030",), "big5": TRADITIONAL, "cp950": ("big5hkscs",)}
IMPLAUSIBLE, PLAUSIBLE = 0.2, 0.35
"""Shares of frequent Hanzi: wrong text has less than the one, and of running text hardly a line has less than the other."""
FEWEST = 4
"""Characters under which nothing is clear."""


def decode(data: bytes, source: str, encoding: str | None = None, declared: str | None = None) -> tuple[str, str]:
    """The text and the name of its encoding; `encoding` is believed, what the file itself has `declared` only where it makes sense.

    Raises EncodingUnknown.
    """
    if encoding:
        return decode_as(data, source, encoding)
    for mark, name in MARKS:
        if data.startswith(mark):
            return decode_as(data, source, name)
    if declared and (believed := _declared(data, declared)):
        return believed
    found = _strict(data, "utf-8")
    if found is not None and "\x00" not in found:
        return found, "utf-8"
    national = _strict(data, "gb18030")
    share = common_share(national) if national is not None else 0.0
    if share < PLAUSIBLE:
        for name, text in _others(data):
            if common_share(text) >= max(PLAUSIBLE, 2 * share):
                return text, name
    if found is not None:
        return found, "utf-8"
    if national is not None:
        return national, "gb18030"
    if declared and (torn := _torn(data, declared)):
        return torn
    raise EncodingUnknown(
        f"{source}：编码无法识别（不是 UTF-8、UTF-16、GB18030，也不像 Big5）。知道编码的，请加 --encoding，例如 --encoding big5；不知道的，请用记事本打开，看得清时另存为 UTF-8。",
        f"{source} decodes as neither UTF-8, UTF-16, GB18030 nor clearly as Big5; name the encoding with --encoding",
    )


def decode_as(data: bytes, source: str, encoding: str) -> tuple[str, str]:
    """The text in this encoding, or in a larger one of the same family; raises EncodingUnknown where it does not decode."""
    try:
        name = codecs.lookup(encoding).name
        text = data.decode(encoding)
    except LookupError as error:
        raise EncodingUnknown(
            f"没有名为 {encoding} 的编码。常用的有 utf-8、gb18030、big5、utf-16。", f"there is no encoding named {encoding}"
        ) from error
    except UnicodeError as error:
        for larger in LARGER.get(codecs.lookup(encoding).name, ()):
            found = _strict(data, larger)
            if found is not None:
                return found, larger
        place = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise EncodingUnknown(
            f"{source}：不是 {name} 编码（第 {place} 字节起不能解码）。请换一个编码，或去掉 --encoding 让程序识别。",
            f"{source} is not {name}: byte {place} does not decode",
        ) from error
    if not isinstance(text, str):
        raise EncodingUnknown(f"{encoding} 不是文本编码。", f"{encoding} is no text encoding")
    return text, name


def is_wide_text(data: bytes) -> bool:
    """True for Chinese text in UTF-16 or UTF-32, with its mark or, where it is clear, without."""
    if data.startswith(tuple(mark for mark, _ in MARKS[1:])):
        return True
    head = data[:4096]
    return any(_is_wide_chinese(text) for name in WIDE if (text := _strict(head[: len(head) // 2 * 2], name)) is not None)


def _others(data: bytes) -> Iterator[tuple[str, str]]:
    for name in TRADITIONAL:
        text = _strict(data, name)
        if text is not None and len(text) >= FEWEST:
            yield name, text
    for name in WIDE:
        text = _strict(data, name)
        if text is not None and _is_wide_chinese(text):
            yield name, text


def _is_wide_chinese(text: str) -> bool:
    return len(text) >= FEWEST and "\x00" not in text and common_share(text) >= PLAUSIBLE


def _declared(data: bytes, declared: str) -> tuple[str, str] | None:
    """What the file says of itself, where that exists, decodes and gives Chinese text or text without Hanzi."""
    try:
        text, name = decode_as(data, "", declared)
    except EncodingUnknown:
        return None
    return (text, name) if not text.isascii() and common_share(text) >= IMPLAUSIBLE else None


def _torn(data: bytes, declared: str) -> tuple[str, str] | None:
    """A text with a few broken bytes, as pages that were cut have them, in the encoding that it declares; U+FFFD in their place."""
    try:
        name = codecs.lookup(declared).name
        name = LARGER.get(name, (name,))[-1]
        text = data.decode(name, "replace")
    except (LookupError, UnicodeError):
        return None
    few = isinstance(text, str) and text.count("\ufffd") * 500 <= len(text)
    return (text, name) if few and common_share(text) >= PLAUSIBLE else None


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None
