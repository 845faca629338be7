"""Prepared pages into the catalog: decided and entered in one transaction, originals first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer import PARSER_VERSION
from indexer.catalog import Catalog, Originals, Outcome, PageRow, PageVersion, State
from indexer.ingest.decide import Candidate, decide
from indexer.ingest.disk import storing
from indexer.ingest.paths import path_text
from indexer.ingest.prepare import PreparedPage, SourceRead
from indexer.ingest.reading import Parsed


@dataclass(frozen=True, slots=True)
class Entered:
    """What was decided on a page: its outcome, its row (0 for a duplicate), and whether an index still has to have it."""

    source: SourceRead
    page: PreparedPage
    outcome: Outcome
    page_id: int
    pending: bool
    holder: str = ""
    """For a duplicate the source that holds the page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one transaction entered: the pages, and others of their issues that show something else because of them."""

    pages: tuple[Entered, ...]
    touched: frozenset[int]


def store_originals(originals: Originals, parts: Iterable[Parsed]) -> None:
    """Every source on disk before anything refers to it.

    Raises DiskFull, or CatalogError where the home cannot be written to.
    """
    for part in parts:
        if part.data is not None:
            with storing(originals.root):
                originals.store(part.data)


def enter(
    catalog: Catalog, parts: Sequence[Parsed], batch_id: int, vocabulary_sha256: str, live_uuid: str, *, replace: bool
) -> Entry:
    """Decides on each page and enters what is new; the originals are stored already. To be called inside a transaction."""
    entered: list[Entered] = []
    touched: set[int] = set()
    for part in parts:
        source = part.source
        catalog.sources.add(source.sha256, source.size, source.name)
        if source.publishing_days:
            catalog.issues.note_publishing_days(source.options.paper, (day - 1 for day in source.publishing_days))
        for page in part.pages:
            current = catalog.pages.current(page.identity)
            row = catalog.pages.row(page.identity)
            acknowledged = row is not None and catalog.following.ever_loaded(row.id, row.revision)
            decision = decide(
                Candidate(source.name, source.sha256, page.digest), current, acknowledged=acknowledged, replace=replace
            )
            outcome = Outcome(source.name, decision.state, page.identity.page_path, path=path_text(source.path))
            if decision.state is State.DUPLICATE and current is not None:
                doubled = duplicate(outcome, current.source_name)
                entered.append(Entered(source, page, doubled, 0, pending=False, holder=current.source_name))
                continue
            page_id = row.id if row else 0
            if decision.enter:
                linked = linked_pages(catalog, page, row)
                version = page_version(source, page, batch_id, vocabulary_sha256)
                page_id = catalog.pages.enter(version, page.content, page.names, page.ends)
                linked.discard(page_id)
                catalog.pages.touch(linked)
                touched |= linked
            revision = catalog.pages.row_of(page_id).revision
            pending = catalog.following.revision(live_uuid, page_id) != revision
            entered.append(Entered(source, page, outcome, page_id, pending))
    return Entry(tuple(entered), frozenset(touched))


def linked_pages(catalog: Catalog, page: PreparedPage, row: PageRow | None) -> set[int]:
    """Other pages of the issue that may show something else once this one is entered; `row` is its row until then, if it has one.

    These are the other parts of articles that run on, and, since corrections may move records, all pages of a corrected issue.
    """
    if catalog.corrections.of_issue(page.identity):
        return {page_id for page_id, _ in catalog.pages.issue(page.identity)}
    jumping = set(catalog.pages.jumping(page.identity))
    if page.ends or (row is not None and row.id in jumping):
        return jumping
    return set()


def page_version(
    source: SourceRead, page: PreparedPage, batch_id: int, vocabulary_sha256: str, ids: tuple[str, ...] | None = None
) -> PageVersion:
    """The version of a page that this source gives, with other ids where they are given."""
    return PageVersion(
        identity=page.identity,
        version=1,
        source_sha256=source.sha256,
        source_name=source.name,
        place_in_source=page.place,
        batch_id=batch_id,
        digest=page.digest,
        record_ids=page.ids if ids is None else ids,
        warning_count=page.figures.measures.warnings,
        coverage=page.coverage,
        parser_version=PARSER_VERSION,
        read_options=source.options_json,
        vocabulary_sha256=vocabulary_sha256,
        printed=page.printed,
    )


def duplicate(outcome: Outcome, holder: str) -> Outcome:
    """The outcome of a page that another source holds, in words."""
    where, name = outcome.page_path, outcome.source_name
    zh = f"{where} 已由 {holder} 收录，{name} 内容不同，未收录。若以后者为准，请加 --replace 再运行。"
    en = f"{where} was ingested from {holder}; {name} differs and was left out (--replace takes it)"
    return Outcome(name, State.DUPLICATE, where, "duplicate_page", zh, en, outcome.path)
