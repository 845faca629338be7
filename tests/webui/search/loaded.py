"""An archive of given documents on the real engine, in an index of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from elasticsearch import Elasticsearch, helpers

from mappings.analysis import AnalyzerName
from mappings.names import new_index_name
from mappings.record import index_body
from webui.search.archive import Archive
from webui.search.query import WINDOW


@contextmanager
def loaded(
    client: Elasticsearch, documents: Sequence[dict[str, Any]], analyzer: AnalyzerName = "ik", window: int = WINDOW
) -> Iterator[Archive]:
    """An archive of these documents in an index of its own, gone afterwards; the engine counts to no hit beyond the window."""
    alias = f"search{uuid4().hex[:10]}"
    name = str(new_index_name(alias))
    body = index_body(analyzer)
    body["settings"]["index"]["max_result_window"] = window
    client.indices.create(index=name, settings=body["settings"], mappings=body["mappings"], aliases={alias: {}})
    try:
        actions = ({"_index": name, "_id": document["id"], "_source": document} for document in documents)
        helpers.bulk(client, actions, refresh=True)
        yield Archive(client, alias, window=window)
    finally:
        client.indices.delete(index=name)
