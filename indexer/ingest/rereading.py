"""Pages read again from their originals: for versions whose documents the catalog does not keep, and for a parser that has changed."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from indexer.archive_vocabulary import vocabulary_of
from indexer.catalog import Originals, PageVersion, inflated
from indexer.corrections import annotator
from indexer.errors import CatalogError, SourceError
from indexer.extract.vocabulary import Vocabulary
from indexer.following import Reading
from indexer.ingest.options import read_options
from indexer.ingest.paths import recognized_in
from indexer.ingest.prepare import PreparedPage, prepare, prepare_lines
from indexer.model import Failure
from indexer.pipeline import ParseOptions
from indexer.readers.guard import set_limits
from indexer.record_lines import PageLines, grouped
from indexer.settings import Settings
from indexer.sources import is_lines


def reading_of(originals: Originals, settings: Settings, vocabulary: Vocabulary) -> Reading:
    """Reads versions again from their originals, and what corrected texts say.

    Reading again raises CatalogError when the original no longer gives that page.
    """

    def again(version: PageVersion) -> Sequence[bytes]:
        path = version.identity.page_path
        for page in read_again(version, originals, settings, vocabulary, {path}):
            if page.identity.page_path == path:
                return inflated(page.content)
        name = version.source_name
        raise CatalogError(
            f"{path} 的原件（{name}）用现在的程序读不出这一版了。请对原来的文件再运行一次 bulletin ingest。",
            f"the original of {path} ({name}) no longer gives that page; ingest the file again",
        )

    return Reading(again, annotator(vocabulary, settings.local_level))


def reading_in(settings: Settings) -> Reading:
    """The reading of the archive of these settings, with its vocabulary of today.

    Raises VocabularyError when its own tables cannot be read.
    """
    return reading_of(Originals.of(settings.home), settings, vocabulary_of(settings.home))


def read_again(
    version: PageVersion,
    originals: Originals,
    settings: Settings,
    vocabulary: Vocabulary,
    wanted: Container[str] | None = None,
) -> Iterator[PreparedPage]:
    """The pages that the source of a version gives today; of a `.jsonl` only those of the `wanted` paths.

    Raises CatalogError when the original is missing or gives none.
    """
    options = options_of(version, settings)
    try:
        if is_lines(version.source_name):
            with originals.path(version.source_sha256).open("rb") as file:
                for place, item in enumerate(grouped(file, options), 1):
                    if isinstance(item, PageLines) and (wanted is None or item.page.page_path in wanted):
                        lines = ((place, item),)
                        yield from prepare_lines(lines, version.source_name, version.source_sha256, options, vocabulary).pages
            return
        data = originals.read(version.source_sha256)
    except OSError as error:
        raise CatalogError(
            f"原件 {version.source_sha256}（{version.source_name}）不见了。请从备份恢复 originals/，或重新收录这个文件。",
            f"original {version.source_sha256} ({version.source_name}) is missing: {error}",
        ) from error
    except SourceError as error:
        raise CatalogError(error.zh, error.en) from error
    set_limits(settings.reader_limits)
    pages = prepare(data, version.source_name, options, vocabulary, recognized_in(settings.home))
    if isinstance(pages, Failure):
        raise CatalogError(pages.zh, pages.en)
    yield from pages


def options_of(version: PageVersion, settings: Settings) -> ParseOptions:
    """How the source of a version was read."""
    # For a version of before this was kept, the date and the paper that it has are those that it was given.
    return read_options(version.read_options) or ParseOptions(
        paper=version.identity.paper,
        paper_name=settings.paper_name,
        issue_date=version.identity.issue_date,
        local_level=settings.local_level,
    )
