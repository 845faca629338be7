"""The words of the previews, as tables, and text made safe to show."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass

KINDS = {"article": "报道", "caption": "图片说明", "notice": "公告"}
ROLES = {"reporter": "记者", "correspondent": "通讯员", "intern": "实习生", "photographer": "摄影"}
UNASSIGNED = "unassigned"
"""The reason that the page gives for a line that is neither part of a record nor a known kind of furniture."""

FURNITURE = {
    "masthead": "报头",
    "newspaper-name": "报名或新媒体账号",
    "page-photo-credit": "全版图片署名",
    "staff": "编辑、校对署名",
    "slogan": "口号",
    "qr-code": "二维码文字",
    "section": "栏目名",
    "link": "链接文字",
    "publisher": "主办、刊号等出版信息",
    "contact": "联系方式",
    "pointer": "导读",
    "rule": "分隔线",
    "given": "版面附件",
    "foot": "版脚",
    UNASSIGNED: "未归入条目",
}
"""Why a line is furniture; a reason that is not named here is shown as it is."""


@dataclass(frozen=True, slots=True)
class WarningWords:
    """A warning code in a few words, and what the archivist can do."""

    label: str
    advice: str


WARNINGS = {
    "ends mid-sentence": WarningWords("文末断开", "对照原报；文字确实缺了，就补到文件里再收录一次。"),
    "starts mid-sentence": WarningWords("段首残缺", "对照原报；把缺的文字补到文件里，或把次序改对，再收录一次。"),
    "repeated passage": WarningWords("文字重复", "多半是分栏读错了次序；改文件或不管它都可以。"),
    "headline missing": WarningWords("缺标题", "在正文前补上标题一行。"),
    "impossible date": WarningWords("日期不存在", "对照原报核对这个日期；印错的照原样保留即可。"),
    "date conflict": WarningWords("日期不一致", "看文件名和报头哪个对；改文件名，或用 --issue-date 指定。"),
    "page conflict": WarningWords("版次不一致", "看文件名和报头哪个对；改文件名。"),
    "pattern not matched": WarningWords("路径不合格式", "看 bulletin.toml 的 date_pattern、page_pattern 和文件名哪个要改。"),
    "page number assumed": WarningWords("版次不明", "把版次写进文件名，例如 01.txt 或 第1版.txt。"),
    "page photo credit": WarningWords("图片署名", "不用做什么；要核对时看这一行。"),
    "unassigned lines": WarningWords("未归入条目的行", "看一看这几行；是正文的，把它和上下文放到一起。"),
    "no article": WarningWords("没有报道", "检查文件是不是拿错了，或者内容不全。"),
    "mojibake": WarningWords("乱码", "找没有坏的原始文件重新收录；这份文件里的字已经丢了。"),
    "markup in text": WarningWords("正文带网页标记", "从原系统导出不带标记的文字，再收录一次。"),
    "unknown fields": WarningWords("不认识的字段", "这些字段的内容没有收录；确有用处的，改成程序认识的字段名再收录一次。"),
    "page fields differ": WarningWords("版面信息不一致", "看同一版各行的期号、版名哪个对；改正后再收录一次。"),
    "text repaired": WarningWords("文字已修补", "不用做什么；要核对时对照原报看一看。"),
    "encoding doubtful": WarningWords("编码可疑", "用 --encoding 指明编码（例如 big5）再看一次。"),
    "unreadable text": WarningWords("文字层不可读", "装上文字识别组件（pip install 'bulletin-archive[ocr]'），再收录一次。"),
    "text recognised": WarningWords("文字由识别得来", "有疑问处对照版面图。"),
    "ocr doubtful": WarningWords("识别不确定", "对照版面图核对写明的几行。"),
}
"""By code, as `docs/ref-warnings.md` explains them; a code that is not named here is shown as it is."""

LOOK = "看提醒写明的那几行。"


def warning_label(code: str) -> str:
    """The warning in a few words."""
    return WARNINGS[code].label if code in WARNINGS else code


def warning_advice(code: str) -> str:
    """What to do about it."""
    return WARNINGS[code].advice if code in WARNINGS else LOOK


def furniture_label(reason: str) -> str:
    """Why the line is furniture."""
    return FURNITURE.get(reason, reason)


_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")


_PLAIN_WORD = re.compile(r"[\w@%+=:,./-]+")


def visible(text: str) -> str:
    """The text with every character shown that would command a terminal or hide: ␛ for escape, ␊ for a line end, ‹U+202E› …

    A page text or a file's name may hold escape sequences, line ends and marks that turn the direction of writing.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub(lambda found: _picture(ord(found[0])), text)


def _picture(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"‹U+{code:04X}›"


def shell_word(text: str) -> str:
    """The word as a shell reads it back, on one line: quoted where it must be, as $'…' where it holds control characters or bytes that are no UTF-8."""
    if not any(ord(char) < 0x20 or char == "\x7f" or _is_raw_byte(char) for char in text):
        # shlex quotes every Hanzi; no shell asks for that.
        quoted = text if _PLAIN_WORD.fullmatch(text) else shlex.quote(text)
        return f"./{quoted}" if text.startswith("-") else quoted
    escaped = "".join(_escaped(char) for char in text)
    return f"$'{escaped}'"


def _is_raw_byte(char: str) -> bool:
    """True for what Python makes of a byte of a file name that is no UTF-8."""
    return "\udc80" <= char <= "\udcff"


def _escaped(char: str) -> str:
    if _is_raw_byte(char):
        return f"\\x{ord(char) - 0xDC00:02x}"
    if char in "\\'":
        return "\\" + char
    return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(char) or (
        f"\\x{ord(char):02x}" if ord(char) < 0x20 or char == "\x7f" else char
    )


def line_ranges(lines: tuple[int, ...], most: int = 8) -> str:
    """Line numbers with runs drawn together: 3–5、9；beyond `most` runs 等 stands for the rest."""
    runs: list[list[int]] = []
    for number in sorted(set(lines)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = "、".join(str(first) if first == last else f"{first}–{last}" for first, last in runs[:most])
    return shown + (" 等" if len(runs) > most else "")
