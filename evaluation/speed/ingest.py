"""Ingest of `.jsonl`, rebuild and a second ingest against raw `_bulk` of the same documents over two connections, in turns in one run.

`python -m evaluation.speed.ingest --records 50000`. Every turn has a home and an index of its own; the raw requests are ready-made
bytes in chunks of 500, so that nothing but the engine takes time.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import orjson
from elasticsearch import Elasticsearch

from evaluation.search.library import engine
from evaluation.speed.lines import write_lines
from indexer.catalog import Originals, open_catalog
from indexer.extract.vocabulary import shipped
from indexer.following import pages_to_load
from indexer.indices import create_index, delete_indices
from indexer.ingest.options import IngestOptions
from indexer.ingest.rereading import reading_of
from indexer.ingest.run import ingest
from indexer.load import connection_to
from indexer.rebuilding import rebuild
from indexer.settings import Settings

SHARED = Path(__file__).parent.parent.parent.parent / "shared"
CHUNK = 500


class Bench:
    """One engine, one file of lines, homes that come and go."""

    def __init__(self, base: Settings, client: Elasticsearch, folder: Path, lines: Path, workers: int) -> None:
        self.base = base
        self.client = client
        self.folder = folder
        self.lines = lines
        self.workers = workers
        self._homes = 0
        self.records = 0

    def fresh(self) -> Settings:
        """Settings with an empty home; no index is left of the turn before."""
        delete_indices(self.client, self.base)
        self._homes += 1
        return self.base.model_copy(update={"home": self.folder / f"home{self._homes}"})

    def ingest(self, settings: Settings) -> float:
        """Seconds of an ingest of the lines."""
        begin = time.perf_counter()
        options = IngestOptions(batch="bench", workers=self.workers)
        report = ingest([self.lines], options, settings, self.client)
        took = time.perf_counter() - begin
        assert report.complete, [outcome.en for outcome in report.outcomes if outcome.en][:3]
        self.records = report.records
        return took

    def rebuild(self, settings: Settings) -> float:
        """Seconds of a rebuild of what was ingested."""
        with open_catalog(settings.home, write=True) as catalog:
            begin = time.perf_counter()
            rebuild(settings, connection_to(self.client), catalog)
            return time.perf_counter() - begin

    def chunks(self, settings: Settings) -> list[bytes]:
        """The same documents as ready-made requests."""
        reading = reading_of(Originals.of(settings.home), settings, shipped())
        chunks: list[bytes] = []
        lines: list[bytes] = []
        with open_catalog(settings.home, write=False) as catalog:
            for page in pages_to_load(catalog, catalog.pages.all_ids(), reading):
                for record, document in zip(page.load.ids, page.load.lines, strict=True):
                    lines.append(orjson.dumps({"index": {"_id": record}}) + b"\n" + document + b"\n")
                    if len(lines) == CHUNK:
                        chunks.append(b"".join(lines))
                        lines.clear()
        return [*chunks, b"".join(lines)] if lines else chunks

    def raw(self, chunks: list[bytes]) -> float:
        """Seconds of the ready-made requests over two connections."""
        settings = self.fresh()
        name = create_index(self.client, settings)

        def post(chunk: bytes) -> None:
            body: Any = chunk
            answer = self.client.options(request_timeout=180).bulk(index=name, operations=body, filter_path="errors")
            assert not answer["errors"]

        begin = time.perf_counter()
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(post, chunks))
        self.client.indices.refresh(index=name)
        return time.perf_counter() - begin


def main(arguments: list[str] | None = None) -> int:
    """Prints the ratios."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.speed.ingest", description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--records", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--minimal", action="store_true", help="lines with headline and paragraphs only")
    options = parser.parse_args(arguments)
    if not (options.shared / "data" / "xwlb").is_dir():
        print(f"no real items at {options.shared}: nothing was measured", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name, engine() as (settings, client):
        folder = Path(name)
        lines = folder / "lines.jsonl"
        write_lines(options.shared, lines, options.records, minimal=options.minimal)
        measure(Bench(settings, client, folder, lines, options.workers), options.rounds)
    return 0


def measure(bench: Bench, rounds: int) -> None:
    """The turns, order reversed each round, and their ratios."""
    home = bench.fresh()
    bench.ingest(home)  # warms the engine, and gives the documents
    chunks = bench.chunks(home)
    times: dict[str, list[float]] = {"raw": [], "ingest": [], "rebuild": [], "again": []}
    for turn in range(rounds):
        if turn % 2:
            times["raw"].append(bench.raw(chunks))
        home = bench.fresh()
        times["ingest"].append(bench.ingest(home))
        times["again"].append(bench.ingest(home))
        times["rebuild"].append(bench.rebuild(home))
        if not turn % 2:
            times["raw"].append(bench.raw(chunks))
    middle = {name: statistics.median(found) for name, found in times.items()}
    for name in ("ingest", "rebuild"):
        ratios = sorted(raw / own for raw, own in zip(times["raw"], times[name], strict=True))
        print(
            f"{name}: {middle['raw'] / middle[name]:.2f} of raw _bulk ({bench.records / middle[name]:,.0f} against"
            f" {bench.records / middle['raw']:,.0f} records a second; rounds {ratios[0]:.2f} to {ratios[-1]:.2f})"
        )
    print(f"second ingest: {middle['ingest'] / middle['again']:.0f} times as fast ({middle['again']:.2f} s)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process, raw requests included: {peak:,.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
