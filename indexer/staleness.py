"""What an index is made with, and what of it has changed since: for the list of indices and for the site's health."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indexer import PARSER_VERSION
from indexer.archive_vocabulary import vocabulary_of
from indexer.extract.vocabulary import VocabularyError
from indexer.settings import Settings
from mappings.analysis import analysis_sha256
from mappings.folding import folding_sha256
from mappings.names import SCHEMA_VERSION


def stale_parts(meta: Mapping[str, Any], today: Mapping[str, Any]) -> tuple[str, ...]:
    """The parts in which an index with this `_meta` is not made as one would be made today."""
    return tuple(key for key, value in today.items() if meta.get(key) != value)


def made_with_today(settings: Settings) -> dict[str, Any]:
    """What an index that is made now has in its `_meta`; raises nothing."""
    return {
        "schema_version": SCHEMA_VERSION,
        "analyzer": settings.analyzer,
        "analysis_sha256": analysis_sha256(settings.analyzer),
        "folding_sha256": folding_sha256(),
        "parser_version": PARSER_VERSION,
        "vocabulary_sha256": _vocabulary_today(settings),
    }


def _vocabulary_today(settings: Settings) -> str:
    # A slip in a table of the archive must not take the site or the list away; `doctor` and `ingest` say what is wrong.
    try:
        return vocabulary_of(settings.home).sha256
    except VocabularyError:
        return "unreadable"
