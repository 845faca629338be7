"""Which page a line belongs to: from its fields, else from its id, else from what the operator said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from indexer.model import IssueIdentity, Kind
from indexer.pages.identity import EARLIEST, LATEST
from indexer.pipeline import ParseOptions
from indexer.record_lines.faults import LineWrong

LARGEST_PAGE, LARGEST_EDITION, LARGEST_ORDINAL = 9_999, 999, 9_999
"""As the addresses of the site and the numbers of the mapping have room for."""
KIND_OF = {kind.letter: kind for kind in Kind}
_PAPER = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
_ID = re.compile(
    r"(?P<paper>[a-z0-9][a-z0-9-]{0,31})/(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:-e(?P<edition>[1-9][0-9]{0,2}))?"
    r"/(?P<page>[1-9][0-9]{0,3})/(?P<kind>[acn])(?P<ordinal>[1-9][0-9]{0,3})"
)
# 2024-11-05, 2024/11/5, 20241105, 2024年11月5日, and the midnight that databases put behind a day. A time with a zone is none of them:
# 2024-11-04T16:00:00Z is the fifth in China.
_DAY = re.compile(
    r"(?:(?P<year>[0-9]{4})(?P<mark>[-./])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
    r"|(?P<year2>[0-9]{4})(?P<month2>[0-9]{2})(?P<day2>[0-9]{2})|(?P<year3>[0-9]{4})年(?P<month3>[0-9]{1,2})月(?P<day3>[0-9]{1,2})日)"
    r"(?:[ T]00:00(?::00(?:\.0+)?)?)?"
)
# 3, 03, 第3版, A1, B02版
_PAGE = re.compile(r"第?(?P<section>[A-Ha-h])?(?P<number>[0-9]{1,4})版?")


@dataclass(frozen=True, slots=True)
class GivenId:
    """An id of the archive's own form: the page it stands for, kind and ordinal."""

    page: IssueIdentity
    kind: Kind
    ordinal: int


def given_id(value: object) -> GivenId | None:
    """The parts of an id; None for what is no address of a record: other systems have ids of their own."""
    found = _ID.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    day = calendar_day(found["date"])
    if day is None:
        return None
    page = IssueIdentity(found["paper"], day, int(found["page"]), int(found["edition"] or 1))
    return GivenId(page, KIND_OF[found["kind"]], int(found["ordinal"]))


def calendar_day(text: str) -> date | None:
    """The day that a text writes and nothing else; None for a day that does not exist or is not written so."""
    if len(text) == 10 and text[4] == text[7] == "-":
        return _or_none(date.fromisoformat, text)
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = (int(found[name] or found[f"{name}2"] or found[f"{name}3"]) for name in ("year", "month", "day"))
    return _or_none(date, year, month, day)


def _or_none(make: Callable[..., date], *parts: object) -> date | None:
    try:
        return make(*parts)
    except ValueError:
        return None


def address_of(value: dict[str, Any], options: ParseOptions) -> IssueIdentity:
    """The page of a line, without issue number and name; raises LineWrong where the line does not say it.

    Paper and date of the options hold for lines that have none of their own.
    """
    paper, day, page, edition = value.get("paper"), value.get("issue_date"), value.get("page"), value.get("edition")
    own = None
    if paper is None or day is None or page is None or edition is None:
        own = _first_id(value)
    return IssueIdentity(
        _paper(paper) or (own.page.paper if own else options.paper),
        _issue_date(day) or (own.page.issue_date if own else options.issue_date) or _no_date(),
        _whole(page, "page", LARGEST_PAGE) or (own.page.page if own else 0) or _no_page(),
        # A page of `parse --json` tells its edition by the ids of its records alone.
        _whole(edition, "edition", LARGEST_EDITION) or (own.page.edition if own else 1),
    )


def _first_id(value: dict[str, Any]) -> GivenId | None:
    found = given_id(value.get("id"))
    records = value.get("records")
    if found is None and isinstance(records, list):
        ids = (given_id(record.get("id")) for record in records if isinstance(record, dict))
        return next((own for own in ids if own), None)
    return found


def _paper(value: object) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, str) and _PAPER.fullmatch(value):
        return value
    zh = f"paper 的值 {_shown(value)} 不是报纸简称（小写字母、数字、连字符，最多 32 个字符）。"
    raise LineWrong("bad_paper", zh, f"paper {_shown(value)} is no slug")


def _issue_date(value: object) -> date | None:
    if value is None or value == "":
        return None
    day = calendar_day(str(value)) if isinstance(value, str | int) else None
    if day is None or not EARLIEST <= day.year <= LATEST:
        zh = f"出版日期 issue_date 的值 {_shown(value)} 不是历法上有的日子。请写成 2024-11-05 的形式，不带时刻和时区。"
        raise LineWrong("bad_issue_date", zh, f"issue_date {_shown(value)} is no calendar day (YYYY-MM-DD)")
    return day


def _no_date() -> date:
    raise LineWrong(
        "issue_date_missing",
        "没有出版日期。请在这一行写上 issue_date，例如 2024-11-05；整个文件都是同一天的，可以加 --issue-date。",
        "no issue_date",
    )


def _no_page() -> int:
    raise LineWrong("page_missing", "没有版次。请在这一行写上 page，例如 1。", "no page")


def _whole(value: object, field: str, largest: int) -> int | None:
    """A number from 1 on; sections count as in file names (B2 is 102)."""
    if value is None or value == "":
        return None
    number = 0
    if isinstance(value, int) and not isinstance(value, bool):
        number = value
    elif isinstance(value, float) and value.is_integer():
        number = int(value)
    elif isinstance(value, str) and (found := _PAGE.fullmatch(value.strip())):
        number = int(found["number"])
        if found["section"]:
            number = number + 100 * (ord(found["section"].upper()) - ord("A")) if 0 < number < 100 else 0
    if not 1 <= number <= largest:
        zh = f"{field} 的值 {_shown(value)} 不是 1 到 {largest:,} 的整数。"
        raise LineWrong(f"bad_{field}", zh, f"{field} {_shown(value)} is no whole number from 1 to {largest}")
    return number


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:40] + "…"
