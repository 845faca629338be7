"""What a page shows: the documents of its version, with the jumps of its issue joined and corrections laid over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import orjson

from indexer.catalog import Catalog, PageVersion, ShownPage
from indexer.documents import whole_line
from indexer.following.joining import joined
from indexer.load import PageLoad
from indexer.model import IssueIdentity

Reread = Callable[[PageVersion], Sequence[bytes]]
"""Reads the documents of a version from its original, for versions that were entered before documents were kept."""
GROUP = 100
"""Pages that are asked of the catalog at once."""


@dataclass(frozen=True, slots=True)
class PageToLoad:
    """A page as an index should have it: its row, its revision, its documents as JSON and their ids."""

    page_id: int
    revision: int
    source_name: str
    load: PageLoad


def pages_to_load(catalog: Catalog, page_ids: Iterable[int], reread: Reread) -> Iterator[PageToLoad]:
    """The pages as they are to be searched now, in the order given; a withdrawn one without documents.

    The revision is read before what the whole issue shows, so that a change in between leaves the page pending, never unnoticed.
    """
    ids = iter(page_ids)
    while group := tuple(islice(ids, GROUP)):
        issues: dict[str, dict[int, tuple[dict[str, Any], ...]]] = {}
        for shown in catalog.pages.shown(group):
            if shown.page.current is None:
                yield _to_load(shown, (), ())
            elif shown.layered:
                path = shown.identity.issue_path
                if path not in issues:
                    issues[path] = issue_documents(catalog, shown.identity, reread)
                documents = issues[path].get(shown.page.id, ())
                lines = tuple(orjson.dumps(document, option=orjson.OPT_SORT_KEYS) for document in documents)
                yield _to_load(shown, _whole(catalog, shown, lines), tuple(document["id"] for document in documents))
            else:
                lines = shown.documents if shown.documents is not None else tuple(reread(_version(catalog, shown)))
                yield _to_load(shown, _whole(catalog, shown, lines), shown.record_ids)


def issue_documents(catalog: Catalog, identity: IssueIdentity, reread: Reread) -> dict[int, tuple[dict[str, Any], ...]]:
    """What the pages of an issue show together, by row number (the page of `identity` does not matter)."""
    documents = {}
    for page_id, version in catalog.pages.issue(identity):
        lines = catalog.pages.content(version.id)
        documents[page_id] = [orjson.loads(line) for line in (reread(version) if lines is None else lines)]
    return {page: tuple(found) for page, found in joined(documents, catalog.pages.jump_ends(identity)).items()}


def _to_load(shown: ShownPage, documents: tuple[bytes, ...], ids: tuple[str, ...]) -> PageToLoad:
    page = shown.page
    load = PageLoad(page.path, (), frozenset(page.known_ids).difference(ids), page.revision, documents, ids)
    return PageToLoad(page.id, page.revision, shown.source_name, load)


def _whole(catalog: Catalog, shown: ShownPage, lines: Sequence[bytes]) -> tuple[bytes, ...]:
    batch = catalog.batches.name_of(shown.batch_id)
    return tuple(whole_line(line, batch, shown.source_name) for line in lines)


def _version(catalog: Catalog, shown: ShownPage) -> PageVersion:
    version = catalog.pages.current(shown.identity)
    if version is None:
        raise LookupError(shown.page.path)
    return version
