"""Reading a `bulletin.toml`: every key checked; nothing unknown, misspelt or impossible is passed over."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from indexer.errors import FolderSettingsError
from indexer.pages.identity import EARLIEST, LATEST
from indexer.sources.folder_settings import FolderSettings
from indexer.sources.patterns import PathPattern, PatternError, check_pattern

LARGEST = 64 * 1024
"""Bytes; a table of section names has a few hundred."""
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
LEVELS = ("区", "市", "省", "国家")
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS = {word: place for place, word in enumerate(_ENGLISH_DAYS, 1)} | {
    word[:3]: place for place, word in enumerate(_ENGLISH_DAYS, 1)
}
DAYS |= {f"{week}{day}": place for week in ("周", "星期", "礼拜") for place, day in enumerate("一二三四五六日", 1)}
DAYS |= {"周天": 7, "星期天": 7, "礼拜天": 7}


class _Unusable(ValueError):
    """Why a value cannot be used, and what to write; the caller adds file and key."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def read_folder_settings(data: bytes, name: str, base: str) -> FolderSettings:
    """The settings of a folder from the bytes of its file; `name` is the file's as reported, `base` the folder that patterns count from.

    Raises FolderSettingsError naming file, key and what to do.
    """
    if len(data) > LARGEST:
        raise FolderSettingsError(
            f"{name}：有 {len(data)} 字节，不像 bulletin.toml（最多 {LARGEST} 字节）。请看文件有没有放错。",
            f"{name} has {len(data)} bytes and is no bulletin.toml",
        )
    try:
        table = tomllib.loads(_text(data).replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        raise FolderSettingsError(
            f'{name}：不是 TOML 格式，读不懂（{error}）。每行写成 键 = "值" 的形式，文字要加英文双引号；改好后再运行一次。',
            f"{name} is no TOML: {error}",
        ) from error
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _KEYS:
            known = "、".join(_KEYS)
            raise FolderSettingsError(
                f"{name}：没有名为 {key} 的设置。能用的是：{known}。请改正拼写或删去这一行。",
                f"{name}: there is no key {key!r}",
            )
        field, read = _KEYS[key]
        try:
            values[field] = read(value, base)
        except (_Unusable, PatternError) as error:
            shown = str(value)[:80]
            raise FolderSettingsError(
                f"{name}：{key} 的值 {shown} 不能用：{error.zh}。改好后再运行一次。", f"{name}: {key} = {shown!r}: {error.en}"
            ) from error
    if "issue_date" in values and "date_patterns" in values:
        raise FolderSettingsError(
            f"{name}：issue_date 和 date_pattern 只能写一个。整个文件夹是同一期的留 issue_date，日期在路径里的留 date_pattern。",
            f"{name}: only one of issue_date and date_pattern can be given",
        )
    return FolderSettings(**values)


def _text(data: bytes) -> str:
    # Notepad saves as UTF-8 with a mark, or as GBK.
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _words(value: Any, _: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _Unusable("应是加双引号的文字", "it must be a text in quotes")
    return value.strip()


def _paper(value: Any, base: str) -> str:
    slug = _words(value, base)
    if not SLUG.fullmatch(slug):
        raise _Unusable(
            '应是报纸简称：小写字母、数字、连字符，最多 32 个，例如 "ltdb"',
            "it must be a slug: a to z, 0 to 9 and hyphen, at most 32",
        )
    return slug


def _issue_date(value: Any, _: str) -> date:
    day = value
    if isinstance(value, str):
        try:
            day = date.fromisoformat(value.strip())
        except ValueError:
            day = None
    if not isinstance(day, date) or isinstance(day, datetime) or not EARLIEST <= day.year <= LATEST:
        raise _Unusable("应是日期，写成 2024-11-05 的形式", "it must be a date, like 2024-11-05")
    return day


def _encoding(value: Any, base: str) -> str:
    name = _words(value, base)
    try:
        # Tried and not only looked up: base64 is a codec, too, and no encoding of text.
        "a".encode(name)
    except (LookupError, ValueError) as error:
        raise _Unusable("没有这种编码，常用的有 utf-8、gb18030、big5、utf-16", "there is no such encoding of text") from error
    return name


def _level(value: Any, _: str) -> str:
    if value not in LEVELS:
        raise _Unusable(f"应是 {'、'.join(LEVELS)} 之一", f"it must be one of {', '.join(LEVELS)}")
    return str(value)


def _patterns(value: Any, base: str, required: frozenset[str]) -> tuple[PathPattern, ...]:
    given = value if isinstance(value, list) else [value]
    if not given or not all(isinstance(text, str) and text.strip() for text in given) or len(given) > 20:
        raise _Unusable(
            "应是加双引号的文字，或方括号里几个这样的文字（最多 20 个）",
            "it must be a text in quotes, or a list of at most 20 of them",
        )
    for text in given:
        check_pattern(text.strip(), required)
    return tuple(PathPattern(text.strip(), base) for text in given)


def _date_patterns(value: Any, base: str) -> tuple[PathPattern, ...]:
    return _patterns(value, base, frozenset({"year", "month", "day"}))


def _page_patterns(value: Any, base: str) -> tuple[PathPattern, ...]:
    return _patterns(value, base, frozenset({"page"}))


def _page_names(value: Any, _: str) -> tuple[tuple[int, str], ...]:
    if not isinstance(value, dict):
        raise _Unusable(
            '应是一张表：[page_names] 一行，下面每行写成 2 = "综合新闻"', "it must be a table of page numbers and names"
        )
    names = {}
    for key, name in value.items():
        page = re.fullmatch(r"([A-H])?0?([1-9]\d?)", key.upper())
        if not page or not isinstance(name, str) or not name.strip():
            raise _Unusable(
                f'“{key}”一行不对，应写成 2 = "综合新闻" 或 B2 = "专刊"', f'the line {key!r} must look like 2 = "name"'
            )
        names[100 * (ord(page[1] or "A") - ord("A")) + int(page[2])] = name.strip()
    return tuple(sorted(names.items()))


def _publishing_days(value: Any, _: str) -> tuple[int, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(day, str) for day in value):
        raise _Unusable(
            '应是方括号里的星期，例如 ["周二", "周五"]', 'it must be a list of weekdays, like ["Tuesday", "Friday"]'
        )
    unknown = [day for day in value if day.strip().lower() not in DAYS]
    if unknown:
        raise _Unusable(f"“{unknown[0]}”不是星期，写成 周二、星期二 或 Tuesday", f"{unknown[0]!r} is no weekday")
    return tuple(sorted({DAYS[day.strip().lower()] for day in value}))


# Key as written, field, how it is read.
_KEYS: dict[str, tuple[str, Callable[[Any, str], Any]]] = {
    "paper": ("paper", _paper),
    "paper_name": ("paper_name", _words),
    "issue_date": ("issue_date", _issue_date),
    "encoding": ("encoding", _encoding),
    "date_pattern": ("date_patterns", _date_patterns),
    "page_pattern": ("page_patterns", _page_patterns),
    "page_names": ("page_names", _page_names),
    "publishing_days": ("publishing_days", _publishing_days),
    "local_level": ("local_level", _level),
}
