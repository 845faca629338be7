"""The page of one record: its whole text, its credits, where it stands, what was doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from indexer.page_images.store import Size
from indexer.settings import Settings
from mappings.record import TEXT_FIELDS
from webui.citations.citation import make_citation
from webui.page_pictures import PagePicture
from webui.pages.citing import CitedAs, OtherForm, cited_as, other_forms
from webui.pages.corrections import CorrectionItem, correction_items
from webui.pages.frame import (
    Link,
    department_links,
    facet_links,
    issue_text,
    issue_url,
    page_text,
    page_url,
    plain_day_text,
    reporter_links,
)
from webui.pages.items import (
    ElsewhereItem,
    RecordItem,
    copies_text,
    day_of,
    description,
    elsewhere_item,
    page_links,
    printed_name,
    record_item,
    short_title,
)
from webui.pages.joined import OtherPart, marked_paragraphs, other_parts
from webui.pages.linked_data import linked_data, social
from webui.pages.prints import RecordPrint, image_url, photo_url, record_print
from webui.pages.provenance import Source, lines_text, source_of
from webui.pages.turning import IssueTurning, issue_turning
from webui.search.highlight import marks_of, parts
from webui.search.joined import parts_after, parts_before
from webui.search.request import SearchRequest
from webui.search.results import RecordView, TextPart
from webui.visit import Surroundings, Visit
from webui.words import KIND_LABELS, WARNING_TITLES, WORDS

SEEN_AT_ONCE = 3
"""Paragraphs that the first screen of a phone or little more shows."""


@dataclass(frozen=True, slots=True)
class WarningNote:
    """What the parser was not sure of."""

    title: str
    """The kind of doubt, in a few words."""
    text: str
    """The sentence."""
    lines: str
    """Lines of the source that it concerns; empty for the whole page."""


@dataclass(frozen=True, slots=True)
class Credits:
    """One role with its names."""

    role: str
    """记者, 通讯员, 实习生 or 摄影."""
    names: tuple[Link, ...]
    """Those credited, as links to searches."""


@dataclass(frozen=True, slots=True)
class Named:
    """An office or a person named in the text."""

    link: Link
    """The name, leading to where it is named."""
    remark: str
    """What is said beside it: the printed form, the title, that it is unconfirmed."""


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Everything the page of a record shows."""

    title: str
    """The headline, or the first words."""
    id: str
    """Its address without the slash."""
    kind: str
    """article, caption or notice."""
    kind_label: str
    """The kind in Chinese."""
    kicker: tuple[TextPart, ...]
    """The line above the headline, with marks."""
    headline: tuple[TextPart, ...]
    """The headline, with marks; empty where none is printed."""
    subtitle: tuple[TextPart, ...]
    """The line below the headline, with marks."""
    byline: tuple[TextPart, ...]
    """The credit where it is printed on a line of its own; else it stands in the first paragraph."""
    paragraphs: tuple[tuple[TextPart, ...], ...]
    """The whole text, with marks."""
    first_mark: int | None
    """The paragraph with the first mark, counted from 0, where the first screen does not show it; else None."""
    before: tuple[OtherPart, ...]
    """The parts of the article that come before this one, in reading order."""
    after: tuple[OtherPart, ...]
    """The parts that come after it."""
    picture: RecordPrint | None
    """Where it is printed; None where its page has no picture, or its box is not known."""
    credits: tuple[Credits, ...]
    """Who is credited, by role."""
    departments: tuple[Named, ...]
    """Offices named."""
    people: tuple[Named, ...]
    """Persons named with a title."""
    event_dates: tuple[Link | str, ...]
    """Days named in the text; not the day of the issue."""
    continued_from: Link | None
    """The printed words of a jump from another page, leading there."""
    continues_to: Link | None
    """The printed words of a jump to another page, leading there."""
    corrections: tuple[CorrectionItem, ...]
    """What was corrected, the oldest first."""
    warnings: tuple[WarningNote, ...]
    """What was doubtful."""
    issue: Link
    """The issue."""
    page: Link
    """The page of the issue."""
    day_pages: tuple[Link, ...]
    """All pages of the issue."""
    copies_text: str
    """That the same text stands elsewhere, and how often; empty where it does not."""
    copies: tuple[ElsewhereItem, ...]
    """The same text elsewhere, oldest first."""
    similar: tuple[ElsewhereItem, ...]
    """Reports of the same things, the nearest first."""
    others: tuple[RecordItem, ...]
    """The other records of the page, in printed order."""
    previous: Link | None
    """The record before it in the issue."""
    next: Link | None
    """The record after it in the issue."""
    issues: IssueTurning
    """The issues before and after its own."""
    source: Source
    """Provenance."""
    citations: tuple[CitedAs, ...]
    """The record in the forms of citation, to be copied."""
    forms: tuple[OtherForm, ...]
    """The record as files."""
    linked_data: str
    """The record as JSON-LD, safe between script tags."""
    social: tuple[tuple[str, str], ...]
    """Property and content of the OpenGraph tags."""
    description: str
    """The first words, for search engines."""
    request: SearchRequest | None
    """The search one came from."""
    results: Link | None
    """Back to it."""


def record_page(
    view: RecordView, around: Surroundings, picture: PagePicture | None, visit: Visit, settings: Settings
) -> RecordPage:
    """The page of this record, with what the visitor searched for marked."""
    of_issue, nearby = around.of_issue, around.nearby
    source = view.source
    details: dict[str, Any] = source.get("details", {})
    key = (source["paper"], day_of(source), source["edition"])
    wanted, terms = visit.wanted, visit.terms
    by_id = {other.id: other for other in of_issue}
    before, after = parts_before(view, by_id), parts_after(view, by_id)
    citation = make_citation(view, settings, visit.base_url, visit.today, (*before, *after))
    image = image_url(picture, page_url(*key, source["page"]), Size.SMALL) if picture else None
    photo = photo_url(picture, view)
    texts = {field: source[field] for field in TEXT_FIELDS if source.get(field)}
    marks = marks_of(texts, terms)
    place = next(i for i, other in enumerate(of_issue) if other.id == view.id)
    same_page = [other for other in of_issue if other.source["page"] == source["page"]]
    marked = {field: parts(texts[field], marks[field]) if field in texts else () for field in TEXT_FIELDS}
    paragraphs = marked_paragraphs(texts.get("body", ""), marks.get("body", ()))
    first_mark = next((i for i, paragraph in enumerate(paragraphs) if any(part.hit for part in paragraph)), 0)
    return RecordPage(
        title=short_title(view),
        id=view.id,
        kind=source["kind"],
        kind_label=KIND_LABELS.get(source["kind"], source["kind"]),
        kicker=marked["kicker"],
        headline=marked["headline"],
        subtitle=marked["subtitle"],
        byline=marked["byline"],
        paragraphs=paragraphs,
        first_mark=first_mark if first_mark >= SEEN_AT_ONCE else None,
        before=other_parts(before, terms),
        after=other_parts(after, terms),
        picture=record_print(picture, view, page_url(*key, source["page"])) if picture else None,
        credits=_credits(source),
        departments=_departments(source, details),
        people=_people(source, details),
        event_dates=tuple(dict.fromkeys(_event(event) for event in details.get("event_dates", ()))),
        continued_from=_jump(details.get("continued_from"), key, of_issue),
        continues_to=_jump(details.get("continues_to"), key, of_issue),
        corrections=correction_items(details, terms, of_issue),
        warnings=tuple(_warning(warning) for warning in details.get("warnings", ())),
        issue=Link(issue_text(*key, settings), issue_url(*key)),
        page=Link(page_text(source["page"], printed_name(same_page)), page_url(*key, source["page"])),
        day_pages=page_links(of_issue, source["page"]),
        copies_text=copies_text(nearby.copies),
        copies=tuple(elsewhere_item(other, source["paper"]) for other in nearby.copies.records),
        similar=tuple(elsewhere_item(other, source["paper"]) for other in nearby.similar),
        others=tuple(record_item(other) for other in same_page if other.id != view.id),
        previous=_neighbour(of_issue, place - 1),
        next=_neighbour(of_issue, place + 1),
        issues=issue_turning(around.beside, settings),
        source=source_of(source),
        citations=cited_as(citation, settings.citation_edition),
        forms=other_forms(view.id),
        linked_data=linked_data(view, citation, visit.base_url, image, photo),
        social=social(view, citation, settings, visit.base_url, photo or image),
        description=description(view),
        request=wanted,
        results=Link(WORDS["back_to_results"], wanted.url()) if wanted else None,
    )


def _credits(source: dict[str, Any]) -> tuple[Credits, ...]:
    roles = []
    if source.get("reporters"):
        roles.append(Credits(WORDS["reporters"], reporter_links(source["reporters"])))
    others = ("correspondents", "interns", "photographers")
    roles.extend(Credits(WORDS[role], facet_links(role, source[role])) for role in others if source.get(role))
    return tuple(roles)


def _departments(source: dict[str, Any], details: dict[str, Any]) -> tuple[Named, ...]:
    printed: dict[str, dict[str, None]] = {}
    confirmed: dict[str, bool] = {}
    for mention in details.get("departments", ()):
        facet, form = mention["facet"], mention["as_printed"]
        printed.setdefault(facet, {})
        if form != facet:
            printed[facet][form] = None
        confirmed[facet] = confirmed.get(facet, False) or mention["confirmed"]
    named = []
    for link in department_links(source.get("departments", ())):
        forms = printed.get(link.text)
        remarks = [WORDS["as_printed"].format(forms="、".join(forms))] if forms else []
        if not confirmed.get(link.text, True):
            remarks.append(WORDS["unconfirmed"])
        named.append(Named(link, "，".join(remarks)))
    return tuple(named)


def _people(source: dict[str, Any], details: dict[str, Any]) -> tuple[Named, ...]:
    titles: dict[str, dict[str, None]] = {}
    for person in details.get("people", ()):
        titles.setdefault(person["name"], {})[person["title"]] = None
    return tuple(Named(link, "、".join(titles.get(link.text, ()))) for link in facet_links("people", source.get("people", ())))


def _event(event: dict[str, Any]) -> Link | str:
    """The day as it is told, leading to what else tells of it; no link where it could not be resolved."""
    raw = str(event["raw"])
    if not event["from"] or not event["to"]:
        return f"{raw}（{WORDS['event_unresolved']}）"
    first, last = date.fromisoformat(event["from"]), date.fromisoformat(event["to"])
    resolved = plain_day_text(first)
    if last != first:
        resolved = WORDS["holdings_range"].format(first=resolved, last=plain_day_text(last))
    url = SearchRequest(event_from=first, event_to=last).url()
    return Link(raw if raw == resolved else f"{raw}（{resolved}）", url)


def _jump(jump: dict[str, Any] | None, key: tuple[str, date, int], of_issue: Sequence[RecordView]) -> Link | None:
    """The printed words, leading to the other part where it is known, else to the page they name, else to the issue."""
    if not jump:
        return None
    if any(view.id == jump["id"] for view in of_issue):
        return Link(f"{jump['raw']}{jump['headline'] or ''}", f"/{jump['id']}")
    there = any(view.source["page"] == jump["page"] for view in of_issue)
    return Link(jump["raw"], page_url(*key, jump["page"]) if there else issue_url(*key))


def _neighbour(of_issue: Sequence[RecordView], place: int) -> Link | None:
    if not 0 <= place < len(of_issue):
        return None
    return Link(short_title(of_issue[place]), f"/{of_issue[place].id}")


def _warning(warning: dict[str, Any]) -> WarningNote:
    lines = [[number, number] for number in warning["lines"]]
    return WarningNote(WARNING_TITLES.get(warning["code"], WORDS["warnings"]), warning["note"], lines_text(lines))
