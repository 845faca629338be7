"""What a page shows: the documents of its version, with the jumps of its issue joined and corrections laid over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import orjson

from indexer.catalog import Catalog, PageVersion, ShownPage
from indexer.corrections import Annotate, Corrected, Correction, apply, from_json
from indexer.documents import whole_line
from indexer.following.joining import joined
from indexer.load import PageLoad
from indexer.model import IssueIdentity


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read of sources and texts while pages are loaded."""

    again: Callable[[PageVersion], Sequence[bytes]]
    """The documents of a version from its original, for versions that were entered before documents were kept."""
    annotate: Annotate
    """What a corrected text says."""


Document = dict[str, Any]

GROUP = 100
"""Pages that are asked of the catalog at once."""


@dataclass(frozen=True, slots=True)
class PageToLoad:
    """A page as an index should have it: its row, its revision, its documents as JSON and their ids."""

    page_id: int
    revision: int
    source_name: str
    load: PageLoad
    is_known: bool
    """True when the catalog knows every id of the page, so that each can be removed again."""


def pages_to_load(catalog: Catalog, page_ids: Iterable[int], reading: Reading) -> Iterator[PageToLoad]:
    """The pages as they are to be searched now, in the order given; a withdrawn one without documents.

    The revision is read before what the whole issue shows, so that a change in between leaves the page pending, never unnoticed.
    """
    ids = iter(page_ids)
    while group := tuple(islice(ids, GROUP)):
        issues: dict[str, dict[str, tuple[Document, ...]]] = {}
        for shown in catalog.pages.shown(group):
            if shown.page.current is None:
                yield _to_load(shown, (), ())
            elif shown.layered:
                path = shown.identity.issue_path
                if path not in issues:
                    issues[path] = dict(corrected_issue(catalog, shown.identity, reading).documents)
                documents = issues[path].get(shown.page.path, ())
                lines = tuple(orjson.dumps(document, option=orjson.OPT_SORT_KEYS) for document in documents)
                yield _to_load(shown, lines, tuple(document["id"] for document in documents))
            else:
                lines = shown.documents if shown.documents is not None else tuple(reading.again(_version(catalog, shown)))
                batch = catalog.batches.name_of(shown.batch_id)
                whole = tuple(whole_line(line, batch, shown.source_name) for line in lines)
                yield _to_load(shown, whole, shown.record_ids)


def corrected_issue(
    catalog: Catalog, identity: IssueIdentity, reading: Reading, further: Sequence[Correction] = ()
) -> Corrected:
    """What the pages of an issue show together, jumps joined and corrections laid over them (the page of `identity` does not matter).

    `further` are corrections that are not in the log yet.
    """
    documents: dict[str, list[Document]] = {}
    for _, version in catalog.pages.issue(identity):
        lines = catalog.pages.content(version.id)
        origin = {"batch": catalog.batches.name_of(version.batch_id), "source_name": version.source_name}
        documents[version.identity.page_path] = [
            {**orjson.loads(line), **origin} for line in (reading.again(version) if lines is None else lines)
        ]
    entries = [from_json(orjson.loads(entry)) for entry in catalog.corrections.of_issue(identity)]
    return apply(joined(documents, catalog.pages.jump_ends(identity)), [*entries, *further], reading.annotate)


def _to_load(shown: ShownPage, documents: tuple[bytes, ...], ids: tuple[str, ...]) -> PageToLoad:
    page = shown.page
    load = PageLoad(page.path, (), frozenset(page.known_ids).difference(ids), page.revision, documents, ids)
    return PageToLoad(page.id, page.revision, shown.source_name, load, set(ids) <= set(page.known_ids))


def _version(catalog: Catalog, shown: ShownPage) -> PageVersion:
    version = catalog.pages.current(shown.identity)
    if version is None:
        raise LookupError(shown.page.path)
    return version
