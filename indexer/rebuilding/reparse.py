"""Pages that another parser or vocabulary read, read again from their originals before the index is made again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice

from indexer import PARSER_VERSION
from indexer.catalog import Catalog, Originals, PageVersion
from indexer.errors import CatalogError
from indexer.extract.vocabulary import Vocabulary
from indexer.ingest.entering import linked_pages
from indexer.ingest.options import read_options_json
from indexer.ingest.prepare import PreparedPage
from indexer.ingest.rereading import options_of, read_again
from indexer.settings import Settings

PAGES = 200
"""Pages that are entered in one transaction."""


@dataclass(frozen=True, slots=True)
class Reparsed:
    """What became of a page that was read again: changed, as before, or not to be had any more (`zh`, `en` say why)."""

    path: str
    changed: bool = False
    zh: str = ""
    en: str = ""


def reparse(catalog: Catalog, settings: Settings, vocabulary: Vocabulary) -> Iterator[Reparsed]:
    """Reads every stale page again, source by source; what has changed is a new version, of the batch that brought the source.

    A page whose source no longer gives it stays as it was: nothing is lost because a parser has changed its mind.
    """
    originals = Originals.of(settings.home)
    stale = catalog.pages.stale(PARSER_VERSION, vocabulary.sha256)
    for _, group in groupby(stale, key=lambda version: (version.source_sha256, version.source_name, version.read_options)):
        wanted = {version.identity.page_path: version for version in group}
        first = next(iter(wanted.values()))
        pages = read_again(first, originals, settings, vocabulary, frozenset(wanted))
        try:
            while some := list(islice(pages, PAGES)):
                with catalog.transaction():
                    found = [
                        _enter(catalog, wanted.pop(page.identity.page_path), page, settings, vocabulary)
                        for page in some
                        if page.identity.page_path in wanted
                    ]
                yield from found
        except CatalogError as error:
            yield from (Reparsed(path, zh=error.zh, en=error.en) for path in wanted)
            continue
        for path, version in wanted.items():
            yield Reparsed(
                path,
                zh=f"{path}：原件（{version.source_name}）用现在的程序读不出这一版了，保留以前读出的内容。请核对原文件。",
                en=f"{path}: its source ({version.source_name}) no longer gives this page; what it gave before is kept",
            )


def _enter(
    catalog: Catalog,
    version: PageVersion,
    page: PreparedPage,
    settings: Settings,
    vocabulary: Vocabulary,
) -> Reparsed:
    path = version.identity.page_path
    current = catalog.pages.current(version.identity)
    if current is None or current.id != version.id:
        return Reparsed(path)  # somebody ingested it anew meanwhile
    if page.digest == version.digest:
        catalog.pages.read_as_before(version.id, page.content, PARSER_VERSION, vocabulary.sha256, page.printed)
        return Reparsed(path)
    linked = linked_pages(catalog, page, catalog.pages.row(version.identity))
    entered = replace(
        version,
        identity=page.identity,
        digest=page.digest,
        record_ids=page.ids,
        warning_count=page.figures.measures.warnings,
        coverage=page.coverage,
        parser_version=PARSER_VERSION,
        read_options=read_options_json(options_of(version, settings)),
        vocabulary_sha256=vocabulary.sha256,
        printed=page.printed,
    )
    catalog.pages.touch(linked - {catalog.pages.enter(entered, page.content, page.names, page.ends)})
    return Reparsed(path, changed=True)
