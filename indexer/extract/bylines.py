"""Credits: who is named as writer, correspondent, intern or photographer, from the byline and the picture credit alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from indexer.extract.located import Located, located_paragraph
from indexer.extract.names import HAN, read_names
from indexer.extract.vocabulary.tables import Vocabulary
from indexer.model import Byline, Credit, Kind, Record, SourceText, Span
from indexer.pages.credit_lines import FoundCredit, closing_credit, opening_credit, own_line_credit, photo_credit

# A role word governs every name up to the next one: 记者乔知远 通讯员苏晚 秦朗. Example beside each.
_ROLE = re.compile(
    r"(?P<intern>实习生|见习生)"  # 实习生江小满
    r"|(?P<correspondent>(?:特约|特邀)?通讯员|特约撰稿人?|撰稿人?|特约作者)"  # 通讯员 苏晚
    r"|(?P<both>文字?[/／、并]?图片?[:：/／]|图文[:：/／])"  # 文/图：乔知远
    r"|(?P<photographer>摄影师?[:：/／]?(?!报道)|摄影记者|图片?[:：/／]|摄[:：/／])"  # 摄影：乔知远
    r"|(?P<reporter>评论员|观察员|记者|文字?[:：/／]|撰文[:：]?|采写[:：]?|作者[:：]?)"  # 记者 乔知远
)
_AGENCY = re.compile(
    r"(?:本报|本刊|本网|本台|本社|本站|新华社|新华网|人民网|中新社|中新网|央视网|央视|央广网|光明网|[一-鿿]{1,8}(?:日报|晚报|晨报|导报|早报|商报|快报|都市报|时报|周报|电视台|广播电台|融媒体中心|融媒体|融媒|客户端|通讯社)(?!道))"
)
_TITLES = re.compile(
    r"(?:首席|资深|高级|主任|见习|实习(?!生)|全媒体|融媒体|全媒|融媒|特约|特派|特邀|特别|文字|视频|驻站|前方|随军|摄影(?=记者)|驻[一-鿿]{1,4}(?=记者))+"
)
# What a name list ends with when it is not closed by a bracket.
_TAIL_BOTH = re.compile(r"(?:文并?[/／、]?图|文图|图[/／]文|摄影报道|文[/／]摄)[ 　]*$")
_TAIL_PHOTO = re.compile(r"(?:摄影|摄|[/／]?图)[ 　]*$")
_TAIL_REPORT = re.compile(r"(?:综合报道|联合报道|采写|整理|报道|综合|文)[:：,，]?[ 　]*$")
_FROM = re.compile(r"从[^。，]{1,30}(?:获悉|了解到|得知).*$")
# 文, 图 and 摄 alone need a blank before them: 谢文 is a name.
_INNER_TAIL = re.compile(
    r"(?:(?<=[一-鿿 　])(?P<pair>文[/／]图|文并图|文图|摄影报道|摄影)|(?<=[ 　])(?P<single>摄|文|图))(?=[ 　]|$)"
)
_PROVIDED = re.compile(r"提供|供图|资料|来源|图据|图源|截图")


@dataclass(frozen=True, slots=True)
class _Segment:
    role: str
    start: int
    end: int


def annotate_credits(record: Record, source: SourceText, vocabulary: Vocabulary, offset: int = 0) -> Record:
    """The record with its byline and its credited names; text outside a byline gives no name (记者从…了解到, 随行记者)."""
    if not record.paragraphs and record.byline_line is None:
        return record
    if record.kind is Kind.CAPTION:
        return _caption(record, vocabulary)
    if record.kind is Kind.NOTICE:
        return record
    byline = None
    found_credits: list[Credit] = []
    if record.byline_line is not None:
        span = record.byline_line
        raw = source.text[span.start - offset : span.end - offset]
        rule = own_line_credit(raw)
        byline = Byline(raw, span, rule.rule if rule else "own-line")
        found_credits = read_credit(raw, byline.rule, vocabulary, Located(raw, (0,), (span.start,)))
    if record.paragraphs:
        first = located_paragraph(record.paragraphs[0])
        opening = opening_credit(first.text)
        if opening and byline is None:
            byline, found_credits = _from(first, opening, vocabulary)
        last = located_paragraph(record.paragraphs[-1])
        closing = closing_credit(last.text) or _closing_photo(last.text)
        if closing and not (len(record.paragraphs) == 1 and opening and closing.start < opening.end):
            end_byline, end_credits = _from(last, closing, vocabulary)
            # （乔知远） after a sentence is a credit only where nobody is credited yet.
            if closing.rule != "closing-names" or (end_credits and not found_credits):
                byline = byline if byline and found_credits else end_byline
                found_credits = [*found_credits, *end_credits]
    return replace(record, byline=byline, credits=_once(found_credits))


def _closing_photo(text: str) -> FoundCredit | None:
    found = photo_credit(text)
    return found if found and found.rule in ("photo-role", "photo-bracket", "photo-names") and found.start > 0 else None


def _caption(record: Record, vocabulary: Vocabulary) -> Record:
    last = located_paragraph(record.paragraphs[-1])
    found = photo_credit(last.text)
    if found is None:
        return record
    byline, found_credits = _from(last, found, vocabulary, photo=True)
    return replace(record, byline=byline, credits=_once(found_credits))


def _from(text: Located, found: FoundCredit, vocabulary: Vocabulary, *, photo: bool = False) -> tuple[Byline, list[Credit]]:
    if found.rule == "photo-page":
        found = _from_role(text.text, found)
    raw = text.text[found.start : found.end]
    shifted = Located(raw, tuple(start - found.start for start in text.starts), text.sources)
    byline = Byline(raw, text.span(found.start, found.end), found.rule)
    if _PROVIDED.search(raw):
        return byline, []
    return byline, read_credit(raw, found.rule, vocabulary, shifted, photo=photo)


def _from_role(text: str, found: FoundCredit) -> FoundCredit:
    """照片除署名外均为本报记者乔知远摄: the names begin with the role word."""
    role = _ROLE.search(text, found.start, found.end)
    return replace(found, start=role.start()) if role else found


def read_credit(raw: str, rule: str, vocabulary: Vocabulary, where: Located, *, photo: bool = False) -> list[Credit]:
    """The names of one credit with their roles; `where` says where the credit stands."""
    text = _blank_out(raw)
    tail_role = None
    stripped = text.rstrip(" 　:：）)")
    if _TAIL_BOTH.search(stripped):
        tail_role = "both"
        stripped = _TAIL_BOTH.sub("", stripped)
    elif _TAIL_PHOTO.search(stripped) and not stripped.endswith(("图文",)):
        tail_role = "photographer"
        stripped = _TAIL_PHOTO.sub("", stripped)
    else:
        stripped = _TAIL_REPORT.sub("", stripped)
    stripped = _FROM.sub("", stripped)
    found_credits: list[Credit] = []
    for segment in _segments(stripped, photo=photo or rule.startswith(("closing-names", "own-line"))):
        inner = _INNER_TAIL.search(stripped, segment.start, segment.end)
        end = inner.start() if inner else segment.end
        roles = _roles(
            segment.role,
            tail_role if segment.end == len(stripped) else None,
            (inner["pair"] or inner["single"]) if inner else None,
        )
        for name in read_names(stripped[segment.start : end], vocabulary.surnames, segment.start):
            if _plausible(name.name, rule):
                span = where.span(name.start, name.end)
                found_credits.extend(Credit(role, name.name, span, rule) for role in roles)
    return found_credits


def _blank_out(raw: str) -> str:
    """The credit with dateline, agencies and titles blanked, so that only role words and names are left; as long as before."""
    text = raw
    opening = re.match(r"[（(]?[^（()）]*?(?:讯(?![员])|电)(?![话子])", raw)
    if opening:
        text = " " * opening.end() + raw[opening.end() :]
    for pattern in (_AGENCY, _TITLES):
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return re.sub(r"[□■◎●○▲△◆◇☆★▌⊙【】〔〕\[\]]", " ", text)


def _segments(text: str, *, photo: bool) -> list[_Segment]:
    """Stretches of names, each under the role word before it; names before any role word count only in a picture credit."""
    marks = list(_ROLE.finditer(text))
    segments = []
    first = marks[0].start() if marks else len(text)
    if first and re.search(rf"[{HAN}]", text[:first]):
        segments.append(_Segment("reporter" if not photo else "bare", 0, first))
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        segments.append(_Segment(mark.lastgroup or "reporter", mark.end(), end))
    return segments


def _roles(role: str, tail: str | None, inner: str | None) -> tuple[str, ...]:
    """The roles that a segment's names have, from its own word and from what stands behind the names (摄, 文/图)."""
    base = "reporter" if role in ("bare", "both") else role
    if inner in ("文/图", "文／图", "文并图", "文图", "摄影报道") or role == "both":
        return tuple(dict.fromkeys((base, "photographer")))
    if inner in ("摄", "摄影", "图"):
        return ("photographer",)
    if inner == "文":
        return (base,)
    if tail == "both":
        return tuple(dict.fromkeys((base, "photographer")))
    if tail == "photographer":
        return ("photographer",)
    return (base,)


def _plausible(name: str, rule: str) -> bool:
    if re.match(r"[左右中前后][一二三四五六七八九十]$", name) or re.search(r"[，。；：]", name):
        return False
    longest = 4 if rule.startswith("closing-names") else 12
    return 2 <= len(name) <= longest or "·" in name


def _once(found_credits: list[Credit]) -> tuple[Credit, ...]:
    seen: dict[tuple[str, str], Credit] = {}
    for credit in found_credits:
        seen.setdefault((credit.role, credit.name), credit)
    return tuple(seen.values())


def page_photographer(text: str, start: int, vocabulary: Vocabulary) -> list[Credit]:
    """The credits of a line such as （照片除署名外均为本报记者乔知远摄）, which hold for every unsigned picture of the page."""
    found = photo_credit(text)
    if found is None or found.rule != "photo-page":
        return []
    raw = text[found.start : found.end]
    role = _ROLE.search(raw)
    begin = role.start() if role else 0
    where = Located(raw[begin:], (0,), (start + found.start + begin,))
    return read_credit(raw[begin:], found.rule, vocabulary, where, photo=True)


__all__ = ["Span", "annotate_credits", "page_photographer", "read_credit"]
