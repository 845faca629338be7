"""The page of one record: its whole text, its credits, where it stands, what was doubtful."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from indexer.settings import Settings
from mappings.record import TEXT_FIELDS
from webui.pages.browse import RecordItem, paper_text, record_item
from webui.pages.frame import Link, day_text, department_links, issue_path, quoted_links, reporter_links
from webui.search.highlight import Term, marks_of, parts
from webui.search.request import SearchRequest
from webui.search.results import RecordView, TextPart
from webui.words import KIND_LABELS, WORDS

_PAGE_NAMED = re.compile(r"([1-9][0-9]?)\s*版")


@dataclass(frozen=True, slots=True)
class WarningNote:
    """What the parser was not sure of."""

    text: str
    lines: str


@dataclass(frozen=True, slots=True)
class Credits:
    """One role with its names as links."""

    role: str
    names: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An office or a person named in the text, with what is said beside the name."""

    link: Link
    remark: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Everything the page of a record shows."""

    title: str
    id: str
    kind: str
    kind_label: str
    kicker: tuple[TextPart, ...]
    headline: tuple[TextPart, ...]
    subtitle: tuple[TextPart, ...]
    byline: tuple[TextPart, ...]
    """The credit where it is printed on a line of its own; else it stands in the first paragraph."""
    paragraphs: tuple[tuple[TextPart, ...], ...]
    credits: tuple[Credits, ...]
    departments: tuple[Named, ...]
    people: tuple[Named, ...]
    event_dates: tuple[str, ...]
    continued_from: Link | None
    continues_to: Link | None
    warnings: tuple[WarningNote, ...]
    issue: Link
    page: Link
    day_pages: tuple[Link, ...]
    others: tuple[RecordItem, ...]
    previous: Link | None
    next: Link | None
    source_name: str
    encoding: str
    lines: str
    batch: str
    results: Link | None
    """Back to the search one came from."""


def record_page(
    view: RecordView, of_issue: Sequence[RecordView], terms: Sequence[Term], query: str, settings: Settings
) -> RecordPage:
    """The page of this record, among the records of its issue in printed order, with the query's terms marked."""
    source = view.source
    details: dict[str, Any] = source.get("details", {})
    day = date.fromisoformat(source["issue_date"])
    path = issue_path(source["paper"], day, source["edition"])
    texts = {field: source[field] for field in TEXT_FIELDS if source.get(field)}
    marks = marks_of(texts, terms)
    place = next(i for i, other in enumerate(of_issue) if other.id == view.id)
    same_page = [other for other in of_issue if other.source["page"] == source["page"]]
    headline = source.get("headline") or WORDS["untitled"]
    return RecordPage(
        title=headline,
        id=view.id,
        kind=source["kind"],
        kind_label=KIND_LABELS.get(source["kind"], source["kind"]),
        **{field: parts(texts[field], marks[field]) if field in texts else () for field in TEXT_FIELDS if field != "body"},
        paragraphs=_paragraphs(texts.get("body", ""), marks.get("body", ())),
        credits=_credits(source),
        departments=_departments(source, details),
        people=_people(source, details),
        event_dates=tuple(_event(event) for event in details.get("event_dates", ())),
        continued_from=_jump(details.get("continued_from"), path),
        continues_to=_jump(details.get("continues_to"), path),
        warnings=tuple(WarningNote(w["note"], _lines([[n, n] for n in w["lines"]])) for w in details.get("warnings", ())),
        issue=Link(f"{paper_text(source['paper'], settings)} {day_text(day)}", path),
        page=Link(
            f"第{source['page']}版" + (f" {source['page_name']}" if source.get("page_name") else ""), f"{path}{source['page']}"
        ),
        day_pages=_day_pages(of_issue, path, source["page"]),
        others=tuple(record_item(other) for other in same_page if other.id != view.id),
        previous=_neighbour(of_issue, place - 1),
        next=_neighbour(of_issue, place + 1),
        source_name=source.get("source_name", ""),
        encoding=details.get("encoding", ""),
        lines=_lines(details.get("lines", ())),
        batch=source.get("batch", ""),
        results=Link(WORDS["back_to_results"], SearchRequest(text=query).url()) if query else None,
    )


def _paragraphs(body: str, marks: Sequence[tuple[int, int]]) -> tuple[tuple[TextPart, ...], ...]:
    paragraphs = []
    start = 0
    for text in body.split("\n"):
        paragraphs.append(parts(body, marks, start, start + len(text)))
        start += len(text) + 1
    return tuple(paragraphs)


def _credits(source: dict[str, Any]) -> tuple[Credits, ...]:
    roles = []
    if source.get("reporters"):
        roles.append(Credits(WORDS["reporters"], reporter_links(tuple(source["reporters"]))))
    others = ("correspondents", "interns", "photographers")
    roles.extend(Credits(WORDS[role], quoted_links(tuple(source[role]))) for role in others if source.get(role))
    return tuple(roles)


def _departments(source: dict[str, Any], details: dict[str, Any]) -> tuple[Named, ...]:
    printed: dict[str, list[str]] = {}
    confirmed: dict[str, bool] = {}
    for mention in details.get("departments", ()):
        forms = printed.setdefault(mention["facet"], [])
        if mention["as_printed"] not in forms and mention["as_printed"] != mention["facet"]:
            forms.append(mention["as_printed"])
        confirmed[mention["facet"]] = confirmed.get(mention["facet"], False) or mention["confirmed"]
    return tuple(
        Named(
            department_links((facet,))[0],
            "、".join([*printed.get(facet, ()), *([] if confirmed.get(facet, True) else [WORDS["unconfirmed"]])]),
        )
        for facet in source.get("departments", ())
    )


def _people(source: dict[str, Any], details: dict[str, Any]) -> tuple[Named, ...]:
    titles = {person["name"]: person["title"] for person in reversed(details.get("people", ()))}
    names = tuple(source.get("people", ()))
    return tuple(Named(link, titles.get(name, "")) for name, link in zip(names, quoted_links(names), strict=True))


def _event(event: dict[str, Any]) -> str:
    if not event["from"]:
        return str(event["raw"])
    end = "" if event["to"] == event["from"] else f" 至 {event['to']}"
    return f"{event['raw']}({event['from']}{end})"


def _jump(raw: str | None, path: str) -> Link | None:
    """The words of the jump as printed (下转第3版), leading to the page they name."""
    if not raw:
        return None
    named = _PAGE_NAMED.search(raw)
    return Link(raw, path + (named[1] if named else ""))


def _day_pages(of_issue: Sequence[RecordView], path: str, current: int) -> tuple[Link, ...]:
    counts: dict[int, tuple[str, int]] = {}
    for view in of_issue:
        number = view.source["page"]
        name = view.source.get("page_name")
        text = f"第{number}版" + (f" {name}" if name else "")
        counts[number] = (text, counts.get(number, ("", 0))[1] + 1)
    return tuple(Link(text, f"{path}{number}", count, number == current) for number, (text, count) in sorted(counts.items()))


def _neighbour(of_issue: Sequence[RecordView], place: int) -> Link | None:
    if not 0 <= place < len(of_issue):
        return None
    view = of_issue[place]
    return Link(view.source.get("headline") or view.source.get("body", "")[:20], f"/{view.id}")


def _lines(ranges: Sequence[Sequence[int]]) -> str:
    return "、".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges)
