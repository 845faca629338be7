"""The records found, as the pages of results show them: with the same text folded under the first that has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from webui.page_pictures import PageAddress, PagePicture
from webui.pages.frame import Link, day_text, department_links, issue_url, page_text, page_url, quoted_links, reporter_links
from webui.pages.items import copies_text, place_text
from webui.search.request import SearchRequest
from webui.search.results import Fragment, Hit, TextPart
from webui.words import KIND_LABELS, WORDS

Pictured = Mapping[PageAddress, PagePicture]
"""The pictures of the pages that have one."""
MOST_COPIES = 3
"""Places of the same text that are named at a hit; the page of the record names them all."""


@dataclass(frozen=True, slots=True)
class HitItem:
    """A record in the list."""

    url: str
    """Its page; the search goes with it, so that the page marks what was searched and leads back."""
    kind: str
    """article, caption or notice."""
    kind_label: str
    """The kind in Chinese."""
    title: tuple[TextPart, ...]
    """The headline with marks; of a record without one, its best fragment."""
    title_is_text: bool
    """True when there is no headline and `title` is running text."""
    cut_before: bool
    """True when text goes on before `title`."""
    cut_after: bool
    """True when text goes on behind `title`."""
    fragments: tuple[Fragment, ...]
    """Pieces of the text with marks, without the one that is the title."""
    day: Link
    """The issue."""
    page: Link
    """The page of the issue."""
    reporters: tuple[Link, ...]
    """Credited reporters."""
    correspondents: tuple[Link, ...]
    """Credited correspondents."""
    photographers: tuple[Link, ...]
    """Credited photographers."""
    departments: tuple[Link, ...]
    """Offices named."""
    doubtful: bool
    """True when the parser left a warning on it."""
    partial: bool
    """True when it holds only most words of a widened search."""
    copies_text: str
    """That the same text stands elsewhere, and how often; empty where it does not."""
    copies: tuple[Link, ...]
    """The first of these places."""
    more_copies: Link | None
    """All of them, where there are more."""
    folded_text: str
    """That hits with the same text stand below this one, and count; empty where none does."""
    folded: tuple[Link, ...]
    """These hits."""
    id: str
    """By which it is chosen for a selection."""
    cite_url: str
    """Where the record says how to cite it."""
    plain_url: str
    """Its lasting address, to be copied."""
    photo_url: str | None
    """The photo of a caption, where its page has a picture; for the wall of photos."""
    photo_note: str
    """That it is not known where the photo is, and what is shown instead; empty where it is."""


def hit_items(hits: Sequence[Hit], request: SearchRequest, pictured: Pictured) -> Iterator[HitItem]:
    """The hits of this page in their order; those that print the text of one above stand folded under it.

    `pictured` are the pictures of the pages that have one.
    """
    under: dict[str, str] = {}
    for hit in hits:
        if hit.id not in under:
            under |= {copy.id: hit.id for copy in hit.copies.records if copy.id not in under and copy.id != hit.id}
    shown = {hit.id for hit in hits}
    for hit in hits:
        if under.get(hit.id) not in shown:
            yield _hit_item(hit, [other for other in hits if under.get(other.id) == hit.id], request, pictured)


def address_of(hit: Hit) -> PageAddress:
    """The page that the hit stands on."""
    return PageAddress(hit.paper, hit.issue_date, _edition(hit), hit.page)


def _edition(hit: Hit) -> int:
    return int(hit.id.split("/")[1].partition("-e")[2] or 1)


def _hit_item(hit: Hit, folded: Sequence[Hit], request: SearchRequest, pictured: Pictured) -> HitItem:
    url = _with_search(hit.id, request)
    edition = _edition(hit)
    has_photo = _has_photo(hit, pictured.get(address_of(hit)))
    fragments = hit.fragments
    title, cut_before, cut_after = hit.headline_parts, False, False
    if not title and fragments and not fragments[0].is_superseded:
        title, cut_before, cut_after = fragments[0].parts, fragments[0].cut_before, fragments[0].cut_after
        fragments = fragments[1:]
    return HitItem(
        url=url,
        kind=hit.kind,
        kind_label=KIND_LABELS.get(hit.kind, hit.kind),
        title=title or (TextPart(KIND_LABELS.get(hit.kind, hit.kind), False),),
        title_is_text=not hit.headline_parts,
        cut_before=cut_before,
        cut_after=cut_after,
        fragments=fragments,
        day=Link(day_text(hit.issue_date), issue_url(hit.paper, hit.issue_date, edition)),
        page=Link(page_text(hit.page, hit.page_name), page_url(hit.paper, hit.issue_date, edition, hit.page)),
        reporters=reporter_links(hit.reporters),
        correspondents=quoted_links(hit.correspondents),
        photographers=quoted_links(hit.photographers),
        departments=department_links(hit.departments),
        doubtful=bool(hit.warnings),
        partial=hit.partial,
        copies_text=copies_text(hit.copies),
        copies=tuple(
            Link(place_text(copy, hit.paper), _with_search(copy.id, request)) for copy in hit.copies.records[:MOST_COPIES]
        ),
        more_copies=Link(WORDS["all_copies"], f"{url}#same-text") if len(hit.copies.records) > MOST_COPIES else None,
        folded_text=WORDS["folded"].format(count=len(folded)) if folded else "",
        folded=tuple(Link(_place_of(other, hit.paper), _with_search(other.id, request)) for other in folded),
        id=hit.id,
        cite_url=f"/{hit.id}#cite",
        plain_url=f"/{hit.id}",
        photo_url=f"/{hit.id}.webp" if has_photo else None,
        photo_note=WORDS["photo_unknown"] if has_photo and hit.printed and not hit.printed.photo_box else "",
    )


def _has_photo(hit: Hit, picture: PagePicture | None) -> bool:
    """True for a caption whose place is known on this picture of its page."""
    place = hit.printed
    if hit.kind != "caption" or picture is None or place is None or not place.box:
        return False
    # Until the index has followed the catalog it may hold the caption of the version before, from another file.
    return place.source_sha256 == picture.source_sha256


def _with_search(record_id: str, request: SearchRequest) -> str:
    query = request.query_string()
    return f"/{record_id}?{query}" if query else f"/{record_id}"


def _place_of(hit: Hit, paper: str) -> str:
    other = [hit.paper] if hit.paper != paper else []
    return " ".join([*other, day_text(hit.issue_date), page_text(hit.page, hit.page_name)])
