"""What is found in a text, when the text was corrected: only the difference that the correction makes is carried over.

A record may hold names that its text does not say (credits of the part where the article began, the page's photographer, values of an
archive that came from another system). So both texts are annotated, and what the old one gave and the new one gives not is taken away,
what only the new one gives is added; the rest stays.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from indexer.corrections.fields import CREDIT_FIELDS, NAME_FIELDS, Document, with_value
from indexer.model import IssueIdentity
from mappings.same_text import fingerprint

FOUND_LISTS = (*NAME_FIELDS, "event_dates")
_DETAIL_LISTS = ("event_dates", "departments", "people")


@dataclass(frozen=True, slots=True)
class RecordText:
    """What is printed of a record: all that annotation reads."""

    kind: str
    kicker: str | None
    headline: str | None
    subtitle: str | None
    byline: str | None
    """Only where it has a line of its own."""
    paragraphs: tuple[str, ...]


class Annotate(Protocol):
    """Finds in a text what a parsed page would have: the derived fields of a document, by name, and `details` of the same form."""

    def __call__(self, text: RecordText, identity: IssueIdentity, /) -> Mapping[str, Any]:
        """The four credit fields, departments, people, event_dates; in `details` byline, dateline, the lists, and warnings."""


def text_of(document: Mapping[str, Any]) -> RecordText:
    """The printed text of a document."""
    body = document.get("body")
    return RecordText(
        document["kind"],
        document.get("kicker"),
        document.get("headline"),
        document.get("subtitle"),
        document.get("byline"),
        tuple(body.split("\n")) if body else (),
    )


def identity_of(document: Mapping[str, Any]) -> IssueIdentity:
    """The page that a document belongs to."""
    return IssueIdentity(
        document["paper"],
        date.fromisoformat(document["issue_date"]),
        document["page"],
        document.get("edition", 1),
        document.get("issue_number"),
        document.get("page_name"),
    )


def found_again(before: Mapping[str, Any], after: Document, corrected: Collection[str], annotate: Annotate) -> Document:
    """The document `after` with what its text says now, where `before` said otherwise; fields that were corrected stay."""
    identity = identity_of(after)
    return _carried(after, annotate(text_of(before), identity), annotate(text_of(after), identity), corrected)


def found_first(document: Document, annotate: Annotate) -> Document:
    """The document with what its text says, and nothing else: for a record that is new."""
    now = annotate(text_of(document), identity_of(document))
    for field in FOUND_LISTS:
        document = with_value(document, field, list(now.get(field) or ()))
    details = {**document.get("details", {}), **(now.get("details") or {})}
    details["byline"] = _unplaced(details.get("byline"))
    details["warnings"] = _bare(details.get("warnings"))
    return finished(with_warnings({**document, "details": details}, details["warnings"]))


def with_warnings(document: Document, warnings: Sequence[Mapping[str, Any]]) -> Document:
    """The document with these warnings, and their codes."""
    details = {**document.get("details", {}), "warnings": list(warnings)}
    return with_value({**document, "details": details}, "warnings", _codes(warnings))


def finished(document: Document) -> Document:
    """The document with the values that follow from others: contributors and the fingerprint."""
    named = dict.fromkeys(name for field in CREDIT_FIELDS for name in document.get(field, ()))
    kept = [name for name in document.get("contributors", ()) if name in named]
    document = with_value(document, "contributors", list(dict.fromkeys((*kept, *named))))
    return with_value(document, "fingerprint", list(fingerprint(document.get("body") or "")))


def with_details_following(document: Document, field: str) -> Document:
    """The document whose `details` of a corrected list name what the list names: mentions that were struck out go, new ones come."""
    details = dict(document.get("details", {}))
    values = document.get(field, [])
    known = details.get(field) or []
    if field == "departments":
        kept = [mention for mention in known if mention["facet"] in values]
        new = [facet for facet in values if facet not in {mention["facet"] for mention in kept}]
        details[field] = [*kept, *(_department(facet) for facet in new)]
    elif field == "people":
        kept = [person for person in known if person["name"] in values]
        details[field] = [*kept, *({"name": n, "title": ""} for n in values if n not in {person["name"] for person in kept})]
    elif field == "event_dates":
        wanted = [(day["gte"], day["lte"]) for day in values]
        kept = [event for event in known if (event["from"], event["to"]) in wanted or not event["from"]]
        new = [day for day in wanted if day not in {(event["from"], event["to"]) for event in kept}]
        details[field] = [*kept, *({"raw": _printed_days(*day), "from": day[0], "to": day[1]} for day in new)]
    else:
        return document
    return {**document, "details": details}


def _printed_days(first: str, last: str) -> str:
    days = [f"{day.year}年{day.month}月{day.day}日" for day in (date.fromisoformat(first), date.fromisoformat(last))]
    return days[0] if first == last else f"{days[0]}至{days[1]}"


def _department(facet: str) -> dict[str, Any]:
    level = next((level for level in ("国家", "省", "市", "区") if facet.startswith(level) and facet != level), "")
    return {"name": facet.removeprefix(level), "level": level, "facet": facet, "as_printed": facet, "confirmed": True}


def _carried(document: Document, was: Mapping[str, Any], now: Mapping[str, Any], corrected: Collection[str]) -> Document:
    for field in FOUND_LISTS:
        if field not in corrected:
            document = with_value(document, field, _difference(document.get(field), was.get(field), now.get(field)))
    details = dict(document.get("details", {}))
    before, after = was.get("details") or {}, now.get("details") or {}
    for field in _DETAIL_LISTS:
        if field not in corrected:
            details[field] = _difference(details.get(field), before.get(field), after.get(field))
    if after.get("dateline") != before.get("dateline"):
        details["dateline"] = after.get("dateline")
    if _raw(after.get("byline")) != _raw(before.get("byline")):
        details["byline"] = _unplaced(after.get("byline"))
    details["warnings"] = _difference(
        details.get("warnings"), _bare(before.get("warnings")), _bare(after.get("warnings")), key=_without_lines
    )
    return finished(with_warnings({**document, "details": details}, details["warnings"]))


def _difference(stored: Any, was: Any, now: Any, key: Any = lambda value: value) -> list[Any]:
    """The stored values without those that only `was` has, and with those that only `now` has, in its order where all are its own."""
    held, before, after = list(stored or ()), list(was or ()), list(now or ())
    if held == before:
        return after
    gone = [value for value in before if value not in after]
    keys = [key(value) for value in held]
    new = [value for value in after if value not in before and value not in keys]
    return [*(value for value in held if key(value) not in gone), *new]


def _bare(warnings: Any) -> list[dict[str, Any]]:
    return [_without_lines(warning) for warning in warnings or ()]


def _without_lines(warning: Mapping[str, Any]) -> dict[str, Any]:
    """A warning as corrected text can give it: such a text stands on no line of the source."""
    return {**warning, "lines": []}


def _codes(warnings: Any) -> list[str]:
    return list(dict.fromkeys(warning["code"] for warning in warnings or ()))


def _raw(byline: Any) -> Any:
    return byline["raw"] if byline else None


def _unplaced(byline: Any) -> Any:
    """A byline of corrected text: it stands nowhere in the source, so it has no span."""
    return {**byline, "span": None} if byline else None
