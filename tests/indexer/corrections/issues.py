"""Small issues as documents, a toy annotation, and the writing of a log: what the tests of corrections are made of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from indexer.corrections import (
    Corrected,
    Correction,
    Proposal,
    RecordText,
    Signature,
    apply,
    propose_join,
    propose_move,
    propose_order,
    propose_reassign,
    propose_set,
    propose_split,
    propose_undo,
    seal,
)
from indexer.corrections.derived import finished
from indexer.model import IssueIdentity, Kind

ISSUE = "ltdb/2024-11-05"
SIGNED = Signature("2026-01-05T08:00:00Z", "沈雁秋", "据原报")

Documents = Mapping[str, tuple[dict[str, Any], ...]]


def toy_annotate(text: RecordText, identity: IssueIdentity, /) -> Mapping[str, Any]:
    """记者 and three letters in brackets are a reporter, 区…局 an office: enough to see what follows a text."""
    whole = "\n".join(part for part in (text.kicker, text.headline, text.subtitle, text.byline, *text.paragraphs) if part)
    reporters = [] if text.kind == "notice" else list(dict.fromkeys(re.findall(r"[(（]记者(...)[)）]", whole)))
    departments = list(dict.fromkeys(re.findall(r"区[\u4e00-\u9fff]{2}局", whole)))
    return {
        "reporters": reporters,
        "departments": departments,
        "details": {
            "byline": {"raw": f"（记者{reporters[0]}）", "span": [0, 8]} if reporters else None,
            "dateline": {"raw": text.paragraphs[0][:2], "place": None} if text.paragraphs else None,
            "departments": [department(facet) for facet in departments],
            "event_dates": [],
            "people": [],
            "warnings": [],
        },
    }


def department(facet: str) -> dict[str, Any]:
    return {"name": facet[1:], "level": facet[0], "facet": facet, "as_printed": facet, "confirmed": True}


def document(place: str, headline: str | None, *paragraphs: str, line: int, **fields: Any) -> dict[str, Any]:
    """A record as the parser would make it; `place` is page and id, as 1/a3."""
    page, name = place.split("/")
    kind = next(kind for kind in Kind if kind.letter == name[0])
    text = RecordText(kind, None, headline, None, None, paragraphs)
    found = dict(toy_annotate(text, IssueIdentity("ltdb", date(2024, 11, 5), int(page))))
    made = {
        "id": f"{ISSUE}/{place}",
        "paper": "ltdb",
        "issue_date": "2024-11-05",
        "month_day": "11-05",
        "edition": 1,
        "issue_number": "1024",
        "page": int(page),
        "page_name": {"1": "要闻", "2": "综合新闻"}.get(page),
        "kind": kind.value,
        "ordinal": int(name[1:]),
        "first_line": line,
        "headline": headline,
        "body": "\n".join(paragraphs),
        **found,
        **fields,
    }
    above = [line] if headline else []
    places = [{"lines": [[number, number]], "box": box_of(number, number)} for number in below(line, paragraphs)]
    made["details"] = {
        **made["details"],
        "lines": [[line, line + len(paragraphs)]],
        "box": box_of((above or below(line, paragraphs))[0], line + len(paragraphs)),
        "places": {"head": box_of(line, line) if headline else None, "paragraphs": places},
        **fields.get("details", {}),
    }
    return finished({key: value for key, value in made.items() if value not in (None, [], "")})


def below(line: int, paragraphs: Sequence[str]) -> list[int]:
    """The lines of the paragraphs under a headline."""
    return [line + number for number in range(1, len(paragraphs) + 1)]


def box_of(first: int, last: int) -> list[float]:
    """The place of lines of print, ten points apart; each line ends a little further right, so that none hides another."""
    return [10.0, 10.0 * first, 100.0 + last, 10.0 * last + 9.0]


HARBOUR = document(
    "1/a1",
    "岚汀新区召开港口建设推进会",
    "（记者乔知远）昨日，岚汀新区召开港口建设推进会，区水利局、区财政局负责人参加会议并介绍工程的进展情况。",
    "会议要求，各单位要在年底以前完成码头的全部基础工程，并把施工的安全放在第一位。",
    line=3,
)
CANTEEN = document(
    "1/a2",
    "长者食堂开进杏坞社区",
    "（记者沈雁秋）杏坞社区长者食堂昨天开门迎客，第一天就有一百二十位老人前来用餐，饭菜热气腾腾，一荤两素。",
    "区民政局说，年底以前全区还要新开五家食堂，送餐员也会增加。",
    "石庵街道修好九盏路灯",
    "（记者温如许）石庵街道昨夜修好了九盏路灯，居民回家的小路亮了起来，大家都说这件小事办得好，办得及时。",
    line=8,
)
PICTURE = document("1/c1", None, "图为昨日开工的月白港二期码头工地，工人正在绑扎钢筋。", line=20)
MARKET = document(
    "2/a1",
    "柳渡菜市场改造完工",
    "（记者乔知远）柳渡菜市场的改造昨天完工，摊位从六十个增加到八十四个，地面不再积水，停车也方便了许多。",
    line=2,
)
NOTICE = document("2/n1", "公告", "柳渡片区定于十一月七日停水八小时，请居民提前储水。", line=9)


def issue() -> dict[str, tuple[dict[str, Any], ...]]:
    """Two pages: a swallowed article in the second record, a caption that belongs to the other page."""
    return {f"{ISSUE}/1": (HARBOUR, CANTEEN, PICTURE), f"{ISSUE}/2": (MARKET, NOTICE)}


class Writer:
    """Writes a log over an issue, as the command does."""

    def __init__(self, documents: Documents | None = None) -> None:
        self.documents = documents if documents is not None else issue()
        self.log: list[Correction] = []

    @property
    def now(self) -> Corrected:
        return apply(self.documents, self.log, toy_annotate)

    def record(self, place: str) -> dict[str, Any]:
        return record(self.now, place)

    def write(self, *proposals: Proposal) -> list[Correction]:
        for proposal in proposals:
            self.log.append(seal(proposal, self.log[-1] if self.log else None))
        return self.log[-len(proposals) :]

    def set(self, place: str, *assignments: str) -> list[Correction]:
        return self.write(*propose_set(self.now, f"{ISSUE}/{place}", assignments, SIGNED))

    def split(self, place: str, paragraph: int, headline: str | None = None) -> Correction:
        return self.write(propose_split(self.now, f"{ISSUE}/{place}", paragraph, headline, SIGNED))[0]

    def join(self, place: str, other: str) -> Correction:
        return self.write(propose_join(self.now, f"{ISSUE}/{place}", f"{ISSUE}/{other}", SIGNED))[0]

    def move(self, place: str, page: int, position: int | None = None) -> Correction:
        return self.write(propose_move(self.now, f"{ISSUE}/{place}", page, position, SIGNED))[0]

    def order(self, place: str, order: str) -> Correction:
        return self.write(propose_order(self.now, f"{ISSUE}/{place}", order, SIGNED))[0]

    def reassign(self, place: str, stretch: str, other: str, at: int | None = None) -> Correction:
        return self.write(propose_reassign(self.now, f"{ISSUE}/{place}", stretch, f"{ISSUE}/{other}", at, SIGNED))[0]

    def undo(self, number: int) -> Correction:
        return self.write(propose_undo(self.log, number, SIGNED))[0]


def record(corrected: Corrected, place: str) -> dict[str, Any]:
    """The record at a place, as 1/a3."""
    return next(d for d in records(corrected) if d["id"] == f"{ISSUE}/{place}")


def records(corrected: Corrected) -> Sequence[dict[str, Any]]:
    return [document for documents in corrected.documents.values() for document in documents]


def places(corrected: Corrected, page: int) -> list[str]:
    """The last parts of the ids of a page, in order."""
    return [document["id"].rpartition("/")[2] for document in corrected.documents[f"{ISSUE}/{page}"]]
