"""`make bench`: speed as ratios measured in turns in one run; absolute figures only for the reader.

Parsing and loading on the sample bulletin multiplied; pages of results on the 13,000 real items where `../shared` is there. The long
comparison of layouts of the character fields only by its option: `python -m evaluation.bench --layouts 200000`.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from evaluation.search.library import engine, loaded
from evaluation.search.material import page_loads
from evaluation.speed.compare import compare_layouts
from evaluation.speed.pages import compare_pages
from evaluation.speed.rendering import compare_rendering
from indexer.documents import Provenance, to_document
from indexer.engine import running_engine
from indexer.indices import create_index, current_index, delete_indices
from indexer.load import PageLoad, load_pages
from indexer.model import IssueIdentity, ParsedSource
from indexer.pipeline import ParseOptions, parse_source
from indexer.settings import Settings

SAMPLES = sorted((Path(__file__).parent.parent / "samples").rglob("*.txt"))
ISSUES = 60
ROUNDS = 5
SHARED = Path(__file__).parent.parent.parent / "shared"


def parsed(day: date) -> list[tuple[IssueIdentity, ParsedSource]]:
    """Every sample page, as of this day."""
    pages = []
    for number, path in enumerate(SAMPLES, 1):
        result = parse_source(path.read_bytes(), f"{day}/{number:02d}.txt", ParseOptions("ltdb", "岚汀导报", issue_date=day))
        assert isinstance(result, ParsedSource), result
        pages.append((IssueIdentity("ltdb", day, number), result))
    return pages


def seconds(work: Callable[[], Any]) -> float:
    """How long the work takes, once."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _page_load(identity: IssueIdentity, source: ParsedSource) -> PageLoad:
    provenance = Provenance(source.source, source.sha256, "text", source.encoding, "bench")
    documents = tuple(to_document(identity, record, provenance) for record in source.pages[0].records)
    return PageLoad(identity.page_path, documents, frozenset())


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures; 2 when the real items were asked for and are not there."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench", description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with the real items (default ../shared)")
    parser.add_argument(
        "--layouts", type=int, default=0, metavar="RECORDS", help="compare the layouts at so many records (long)"
    )
    options = parser.parse_args(arguments)
    there = (options.shared / "data" / "xwlb").is_dir()
    if not options.layouts:
        _samples()
    if there:
        _real(options.shared, options.layouts)
    else:
        print(f"no real items at {options.shared}: pages of results were not measured", file=sys.stderr)
    return 2 if options.layouts and not there else 0


def _samples() -> None:
    """Parsing and loading."""
    days = [date(2020, 1, 7) + timedelta(weeks=week) for week in range(ISSUES)]
    parsed(days[0])  # the tables are read once in a run
    records, took = 0, 0.0
    for day in days:
        begin = time.perf_counter()
        pages = parsed(day)
        took += time.perf_counter() - begin
        records += sum(len(source.pages[0].records) for _, source in pages)
    print(f"parse and extract: {records / took:,.0f} records/s on one core ({records} records)")
    loads = [_page_load(identity, source) for day in days for identity, source in parsed(day)]
    _length()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_env(home=Path(folder), elasticsearch_url="", alias="bench")
        with running_engine(settings) as client:
            _load(client, settings, loads, records)


def _length() -> None:
    """Eight times the text takes about eight times as long, also on texts without any sense."""
    for unit in ("岚汀新区召开会议", "本报讯(记者乔知远)11月7日,区发改委、财政局开会。\n", "（记者", "一\n", "、", "1"):

        def parse(characters: int, unit: str = unit) -> None:
            parse_source((unit * (characters // len(unit))).encode(), "x", ParseOptions("ltdb", issue_date=date(2020, 1, 7)))

        parse(2_000)
        short, long = (min(seconds(lambda n=n: parse(n)) for _ in range(3)) for n in (20_000, 160_000))  # type: ignore[misc]
        print(f"parse of {unit[:6]!r} repeated: {long / short:.1f} times the time for 8 times the length")


def _load(client: Any, settings: Settings, loads: list[PageLoad], records: int) -> None:
    """Our loading against the same documents as ready-made `_bulk` requests, in turns, order reversed each round."""

    def ours() -> None:
        load_pages(client, current_index(client, settings).name, loads)

    def raw() -> None:
        name = current_index(client, settings).name
        documents = [document for load in loads for document in load.documents]
        for start in range(0, len(documents), 500):
            operations: list[Any] = []
            for document in documents[start : start + 500]:
                operations += [{"index": {"_index": name, "_id": document["id"]}}, document]
            client.bulk(operations=operations)

    times: dict[str, list[float]] = {"ours": [], "raw": []}
    for turn in range(ROUNDS):
        pair = [("ours", ours), ("raw", raw)]
        for name, work in pair if turn % 2 else reversed(pair):
            delete_indices(client, settings)
            create_index(client, settings)
            times[name].append(seconds(work))
    middle = {name: statistics.median(found) for name, found in times.items()}
    ratio = middle["raw"] / middle["ours"]
    print(
        f"load of ready records: {ratio:.2f} of raw _bulk ({records / middle['ours']:,.0f} against {records / middle['raw']:,.0f} a second)"
    )


def _real(shared: Path, layouts: int) -> None:
    """What only many real records tell: pages of results, and with `layouts` the layouts of the character fields at so many records."""
    loads = list(page_loads(shared))
    with engine() as (settings, client):
        if layouts:
            documents = [document for load in loads for document in load.documents]
            compare_layouts(settings.elasticsearch_url, documents, layouts)
        else:
            library = loaded(settings, client, loads, "pages")
            compare_rendering(library)
            compare_pages(library)


if __name__ == "__main__":
    sys.exit(main())
