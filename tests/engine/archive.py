"""An archive on the suite's engine, open for writing, and what its index holds: for tests that rebuild, correct, purge."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from elasticsearch import Elasticsearch

from indexer.cli.writing import Writing, writing
from indexer.ingest.options import IngestOptions
from indexer.ingest.report import IngestReport
from indexer.ingest.run import ingest
from indexer.settings import Settings

PAGE = """\
岚汀新区举办社区厨艺赛

本报讯(记者乔知远)11月4日上午,岚汀新区举办第三届社区厨艺赛,六十二户居民带着拿手菜参加。区民政局负责人为获奖家庭颁奖。

新区图书馆延长开放时间

本报讯(记者沈雁秋)近日,岚汀新区图书馆把闭馆时间推迟到晚上十点,方便下班后的读者。

11月3日,孩子们在岚汀湖边放风筝。本报记者 乔木 摄
"""


def write(folder: Path, name: str, text: str = PAGE) -> Path:
    """A text file of this name below the folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def take_in(settings: Settings, client: Elasticsearch, *paths: Path, **options: Any) -> IngestReport:
    """An ingest of these paths."""
    return ingest(paths, IngestOptions(**{"paper": "ltdb", "batch": "b", **options}), settings, client)


def contents(client: Elasticsearch, settings: Settings) -> dict[str, Any]:
    """Every document behind the alias, by id."""
    client.indices.refresh(index=settings.alias)
    hits = client.search(index=settings.alias, size=5000, query={"match_all": {}}).body["hits"]["hits"]
    return {hit["_id"]: hit["_source"] for hit in hits}


@contextmanager
def opened(settings: Settings) -> Iterator[Writing]:
    """The archive as a command that writes has it."""
    with writing(settings) as archive:
        yield archive
