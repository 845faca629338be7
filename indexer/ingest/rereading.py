"""Pages read again from their originals: for versions whose documents the catalog does not keep, and for a parser that has changed."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.catalog import Originals, PageVersion
from indexer.errors import CatalogError
from indexer.extract.vocabulary import Vocabulary
from indexer.following.effective import Reread
from indexer.ingest.options import read_options
from indexer.ingest.prepare import PreparedPage, prepare
from indexer.model import Failure
from indexer.pipeline import ParseOptions
from indexer.settings import Settings


def rereader(originals: Originals, settings: Settings, vocabulary: Vocabulary) -> Reread:
    """Reads the documents of a version again; raises CatalogError when its original no longer gives that page."""

    def reread(version: PageVersion) -> Sequence[bytes]:
        for page in read_again(version, originals, settings, vocabulary):
            if page.identity.page_path == version.identity.page_path:
                return page.lines
        where, name = version.identity.page_path, version.source_name
        raise CatalogError(
            f"{where} 的原件（{name}）用现在的程序读不出这一版了。请对原来的文件再运行一次 bulletin ingest。",
            f"the original of {where} ({name}) no longer gives that page; ingest the file again",
        )

    return reread


def read_again(
    version: PageVersion, originals: Originals, settings: Settings, vocabulary: Vocabulary
) -> tuple[PreparedPage, ...]:
    """The pages that the source of a version gives today.

    Raises CatalogError when the original is missing or gives none.
    """
    # A version of before the options were kept: the date and the paper that it has are those that it was given.
    options = read_options(version.read_options) or ParseOptions(
        paper=version.identity.paper,
        paper_name=settings.paper_name,
        issue_date=version.identity.issue_date,
        local_level=settings.local_level,
    )
    try:
        data = originals.read(version.source_sha256)
    except OSError as error:
        raise CatalogError(
            f"原件 {version.source_sha256}（{version.source_name}）不见了。请从备份恢复 originals/，或重新收录这个文件。",
            f"original {version.source_sha256} ({version.source_name}) is missing: {error}",
        ) from error
    pages = prepare(data, version.source_name, options, vocabulary)
    if isinstance(pages, Failure):
        raise CatalogError(pages.zh, pages.en)
    return pages
