"""The objects that `GET /api/v1/pages/…`, `/issues/…` and `/calendar` answer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from indexer.page_images.store import Size
from webui.page_pictures import PagePicture
from webui.pages.frame import issue_url, page_url
from webui.pages.items import day_of, printed_name
from webui.record_payload import record_payload
from webui.search.results import IssueSummary, RecordView


def page_payload(number: int, views: Sequence[RecordView], picture: PagePicture | None) -> dict[str, Any] | None:
    """One page of the issue whose records are given; None when it has none there."""
    mine = [view for view in views if view.source["page"] == number]
    if not mine:
        return None
    key = _key(views)
    url = page_url(*key, number)
    return {
        **_issue(views),
        "page": number,
        "page_name": printed_name(mine),
        "url": url,
        "issue": issue_url(*key),
        "pages": sorted({int(view.source["page"]) for view in views}),
        "picture": _picture(picture, url) if picture else None,
        "records": list(map(record_payload, mine)),
    }


def issue_payload(views: Sequence[RecordView], issues: Sequence[IssueSummary]) -> dict[str, Any]:
    """The issue of these records as its pages, with the ones before and after it of the same paper out of all `issues`."""
    key = _key(views)
    before, after = neighbours(key, issues)
    return {
        **_issue(views),
        "url": issue_url(*key),
        "manifest": f"{issue_url(*key)}manifest.json",
        "pages": [_page(number, list(group), page_url(*key, number)) for number, group in groupby(views, key=_page_number)],
        "previous": _line(before) if before else None,
        "next": _line(after) if after else None,
    }


def calendar_payload(issues: Sequence[IssueSummary]) -> dict[str, Any]:
    """These issues, in their order."""
    return {"total": len(issues), "issues": list(map(_line, issues))}


def neighbours(key: tuple[Any, ...], issues: Sequence[IssueSummary]) -> tuple[IssueSummary | None, IssueSummary | None]:
    """The issues of the paper right before and right after the one of this paper, day and edition."""
    same = [issue for issue in issues if issue.paper == key[0]]
    place = [(issue, (issue.issue_date, issue.edition)) for issue in same]
    before = max((pair for pair in place if pair[1] < key[1:]), key=lambda pair: pair[1], default=(None, None))[0]
    after = min((pair for pair in place if pair[1] > key[1:]), key=lambda pair: pair[1], default=(None, None))[0]
    return before, after


def _key(views: Sequence[RecordView]) -> tuple[str, Any, int]:
    first = views[0].source
    return first["paper"], day_of(first), first["edition"]


def _issue(views: Sequence[RecordView]) -> dict[str, Any]:
    first = views[0].source
    return {
        "paper": first["paper"],
        "issue_date": first["issue_date"],
        "edition": first["edition"],
        "issue_number": next((view.source["issue_number"] for view in views if view.source.get("issue_number")), None),
    }


def _page_number(view: RecordView) -> int:
    return int(view.source["page"])


def _page(number: int, views: Sequence[RecordView], url: str) -> dict[str, Any]:
    return {
        "page": number,
        "page_name": printed_name(views),
        "url": url,
        "records": [
            {"id": view.id, "kind": view.source["kind"], "headline": view.source.get("headline"), "url": f"/{view.id}"}
            for view in views
        ],
    }


def _picture(picture: PagePicture, url: str) -> dict[str, Any]:
    return {
        "small": f"{url}{Size.SMALL}.webp",
        "large": f"{url}{Size.LARGE}.webp",
        "width": picture.width,
        "height": picture.height,
    }


def _line(issue: IssueSummary) -> dict[str, Any]:
    return {
        "paper": issue.paper,
        "issue_date": issue.issue_date.isoformat(),
        "edition": issue.edition,
        "issue_number": issue.issue_number,
        "pages": list(issue.pages),
        "records": issue.records,
        "url": issue_url(issue.paper, issue.issue_date, issue.edition),
    }
