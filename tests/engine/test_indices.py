"""Versioned indices behind the alias, on the real engine."""

from __future__ import annotations

import pytest
from elasticsearch import Elasticsearch

from indexer.errors import EngineRefused, IndexMissing
from indexer.indices import create_index, current_index, ensure_index, list_indices, record_count
from indexer.settings import Settings
from mappings.names import parse_index_name

pytestmark = pytest.mark.engine


def test_before_the_first_ingest_there_is_no_index_and_the_sentence_says_so(
    client: Elasticsearch, archive_settings: Settings
) -> None:
    assert list_indices(client, archive_settings) == ()
    with pytest.raises(IndexMissing, match="points to no index"):
        current_index(client, archive_settings)


def test_an_index_is_made_once_with_a_name_that_can_be_read_back(client: Elasticsearch, archive_settings: Settings) -> None:
    first = ensure_index(client, archive_settings)
    again = ensure_index(client, archive_settings)
    assert first.name == again.name
    assert parse_index_name(first.name).alias == archive_settings.alias
    assert (first.current, first.documents, first.stale) == (True, 0, ())
    assert record_count(client, archive_settings) == 0


def test_another_analyzer_shows_as_stale(client: Elasticsearch, archive_settings: Settings) -> None:
    ensure_index(client, archive_settings)
    (info,) = list_indices(client, archive_settings.model_copy(update={"analyzer": "smartcn"}))
    assert info.stale == ("analyzer", "analysis_sha256")


def test_two_indices_behind_one_alias_are_refused_by_name(client: Elasticsearch, archive_settings: Settings) -> None:
    names = [create_index(client, archive_settings) for _ in range(2)]
    with pytest.raises(EngineRefused) as caught:
        current_index(client, archive_settings)
    assert all(name in caught.value.en for name in names)


def test_nothing_is_made_by_writing_to_a_name_of_ours(client: Elasticsearch, archive_settings: Settings) -> None:
    """wazuh/wazuh-indexer#1917: a write during a swap created an index with the alias's name."""
    with pytest.raises(Exception, match="no such index"):
        client.index(index=archive_settings.alias, document={"id": "x"})
    assert not client.indices.exists(index=archive_settings.alias).body


def test_a_field_that_the_mapping_does_not_know_is_refused(client: Elasticsearch, archive_settings: Settings) -> None:
    ensure_index(client, archive_settings)
    with pytest.raises(Exception, match="strict_dynamic_mapping_exception"):
        client.index(index=archive_settings.alias, document={"id": "x", "colour": "red"})
