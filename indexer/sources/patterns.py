"""Patterns of paths as an archivist writes them: `{year}{month}{day}/B{page}.txt`.

Placeholders and `*` instead of regular expressions: they can be written without a manual and cannot run for ever. The expressions
made of them have at most three open runs, each inside one part of a path.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from indexer.pages.numerals import DAY, MONTH, YEAR, fold_numerals

LONGEST = 200
MOST_OPEN_RUNS = 3
# Placeholder → its expression, and the one where digits stand directly beside it (20241105: two digits each, never one).
PLACEHOLDERS = {
    "year": (YEAR, r"\d{4}"),
    "month": (MONTH, r"\d{2}"),
    "day": (DAY, r"\d{2}"),
    # 02, A1, B-12, 二; the letter counts: B2 is page 102, as in names.
    "page": (r"(?:(?:[A-Ha-h]-?)?\d{1,3}|[一二三四五六七八九十]{1,3})", r"(?:[A-Ha-h]-?\d{1,3}|\d{2})"),
}
OPEN_RUN = r"[^/]*"
# As short as it can be, so that the suffix of the file is no part of it.
PAGE_NAME = r"[^/]+?"
_TOKEN = re.compile(r"\{([^{}]*)\}|(\*)|([^{}*]+)|([{}])")
# A part of a path ends at the next part or with the file's suffix; a zip counts as a folder without its suffix.
_SLASH = r"(?:\.zip)?/"
_END = r"(?=/|\.zip/|$|\.[A-Za-z][A-Za-z0-9]{0,5}$)"


class PatternError(ValueError):
    """The pattern cannot be used; `zh` and `en` say why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class PathPattern:
    """A pattern and the folder that it counts from, the one where its `bulletin.toml` stands."""

    text: str
    base: str

    def match(self, location: str) -> dict[str, str] | None:
        """What the placeholders stand for in the path, nearest to the file first; None when the pattern does not fit."""
        path = location.removeprefix(self.base).strip("/")
        below = fold_numerals(path)
        expression = _compiled(self.text)
        starts = [0, *(found.end() for found in re.finditer("/", below))]
        for start in reversed(starts):
            found = expression.match(below, start)
            if found:
                # Numerals in one form, a name as it is written (零售周刊): folding keeps every place.
                return {
                    key: (path if key == "page_name" else below)[slice(*found.span(key))].strip() for key in found.groupdict()
                }
        return None


def check_pattern(text: str, required: frozenset[str]) -> None:
    """Raises PatternError when the text is no pattern, or lacks a required placeholder."""
    if "(?" in text or "\\d" in text:
        raise PatternError(
            "这里不用正则表达式，请写成 {year}-{month}-{day} 这样的形式",
            "this is no place for regular expressions; write {year}-{month}-{day}",
        )
    if len(text) > LONGEST:
        raise PatternError(f"超过 {LONGEST} 个字符，请写短些", f"longer than {LONGEST} characters")
    tokens = _tokens(text)
    names = [value for kind, value in tokens if kind == "placeholder"]
    for name in names:
        if name not in PLACEHOLDERS and name != "page_name":
            raise PatternError(
                f"没有 {{{name}}} 这个记号，能用的是 {{year}} {{month}} {{day}} {{page}} {{page_name}} 和 *",
                f"there is no placeholder {{{name}}}; there are {{year}} {{month}} {{day}} {{page}} {{page_name}} and *",
            )
    if len(set(names)) < len(names):
        raise PatternError("同一个记号写了两次，请只写一次", "a placeholder occurs twice")
    missing = sorted(required - set(names))
    if missing:
        listed = " ".join(f"{{{name}}}" for name in missing)
        raise PatternError(f"缺少 {listed}，请补上", f"{listed} is missing")
    open_runs = [kind == "run" or value == "page_name" for kind, value in tokens]
    if sum(open_runs) > MOST_OPEN_RUNS:
        raise PatternError(
            f"* 和 {{page_name}} 合起来最多 {MOST_OPEN_RUNS} 个", f"more than {MOST_OPEN_RUNS} of * and {{page_name}}"
        )
    if any(first and second for first, second in pairwise(open_runs)):
        raise PatternError(
            "* 和 {page_name} 不能紧挨着，中间要有别的字", "* and {page_name} stand side by side; put something between them"
        )


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens = []
    for found in _TOKEN.finditer(text.replace("\\", "/").strip("/")):
        placeholder, run, literal, brace = found.groups()
        if brace:
            raise PatternError("花括号 { } 没有配成对", "a brace without its partner")
        if run:
            tokens.append(("run", run))
        elif literal:
            tokens.append(("literal", literal))
        else:
            tokens.append(("placeholder", placeholder))
    if not tokens:
        raise PatternError("是空的", "it is empty")
    return tokens


@lru_cache(maxsize=256)
def _compiled(text: str) -> re.Pattern[str]:
    tokens = _tokens(text)
    parts = []
    for place, (kind, value) in enumerate(tokens):
        if kind == "run":
            parts.append(OPEN_RUN)
        elif kind == "literal":
            parts.append(_SLASH.join(re.escape(part) for part in fold_numerals(value).split("/")))
        elif value == "page_name":
            parts.append(f"(?P<page_name>{PAGE_NAME})")
        else:
            before = tokens[place - 1] if place else ("literal", "/")
            after = tokens[place + 1] if place + 1 < len(tokens) else ("literal", "/")
            loose, beside_digits = PLACEHOLDERS[value]
            crowded = _ends_in_digit(before) or _begins_with_digit(after)
            # Where the run before it is open, a digit or letter must not be cut off: *{month}-{day} of ltdb11-05 is not 1-05.
            guard = "" if _ends_in_digit(before) else r"(?<![A-Za-z\d])" if before[0] == "run" else r"(?<!\d)"
            behind = "" if _begins_with_digit(after) else r"(?!\d)"
            parts.append(f"{guard}(?P<{value}>{beside_digits if crowded else loose}){behind}")
    return re.compile("".join(parts) + _END, re.IGNORECASE)


def _is_number(token: tuple[str, str]) -> bool:
    return token[0] == "placeholder" and token[1] in PLACEHOLDERS


def _ends_in_digit(token: tuple[str, str]) -> bool:
    return _is_number(token) or (token[0] == "literal" and fold_numerals(token[1])[-1].isdecimal())


def _begins_with_digit(token: tuple[str, str]) -> bool:
    return _is_number(token) or (token[0] == "literal" and fold_numerals(token[1])[0].isdecimal())
