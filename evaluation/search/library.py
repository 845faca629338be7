"""The material in the engine: made once for all figures, in a home of its own that is thrown away."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from elasticsearch import Elasticsearch

from indexer.engine import EmbeddedEngine, running_engine
from indexer.indices import ensure_index
from indexer.load import PageLoad, load_pages
from indexer.office_forms import OfficeForms
from indexer.settings import Settings
from webui.search.archive import Archive

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Library:
    """Documents as they were loaded, with the archive that searches them; nothing that was loaded was refused."""

    settings: Settings
    client: Elasticsearch
    archive: Archive
    documents: tuple[Document, ...]


@contextmanager
def engine() -> Iterator[tuple[Settings, Elasticsearch]]:
    """An engine of its own, and settings that name its address, so that any door reaches it."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_env(home=Path(folder) / "home", elasticsearch_url="", alias="evaluation", analyzer="ik")
        with timed("engine start"):
            running = running_engine(settings)
            client = running.__enter__()
        try:
            address = EmbeddedEngine(settings).running().address
            yield settings.model_copy(update={"elasticsearch_url": address}), client
        finally:
            running.__exit__(None, None, None)


def loaded(base: Settings, client: Elasticsearch, loads: Iterable[PageLoad], alias: str, analyzer: str = "ik") -> Library:
    """The pages in an index of their own, with the project's mapping and through its loader.

    Raises AssertionError when the engine refuses a document: the real analyzer must accept all real text.
    """
    settings = base.model_copy(update={"alias": alias, "analyzer": analyzer})
    pages = list(loads)
    with timed(f"load {alias}"):
        index = ensure_index(client, settings)
        refused = [rejection for page in load_pages(client, index.name, pages) for rejection in page.rejections]
        assert not refused, refused[:3]
        client.indices.refresh(index=index.name)
    documents = tuple(document for page in pages for document in page.documents)
    assert len({document["id"] for document in documents}) == len(documents), "an id twice"
    return Library(settings, client, Archive(client, alias, office_forms=OfficeForms(settings.home)), documents)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Tells on stderr how long the block took."""
    begin = time.monotonic()
    yield
    print(f"evaluation.search: {what}: {time.monotonic() - begin:.1f} s", file=sys.stderr)
