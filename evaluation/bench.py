"""`make bench`: speed as ratios measured in turns in one run, on the sample bulletin multiplied; absolute figures only for the reader."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from indexer.documents import Provenance, to_document
from indexer.engine import running_engine
from indexer.indices import create_index, current_index, delete_indices
from indexer.load import PageLoad, load_pages
from indexer.model import IssueIdentity, ParsedSource
from indexer.pipeline import ParseOptions, parse_source
from indexer.settings import Settings
from webui.search.archive import Archive
from webui.search.query import build_body
from webui.search.request import SearchRequest

SAMPLES = sorted((Path(__file__).parent.parent / "samples").rglob("*.txt"))
ISSUES = 60
ROUNDS = 5
QUERIES = ('"沁"', '"岚"', '"养老"', '"岚汀新区"', '"131.67"', '"项目推进会"', "养老 服务", "防汛 检查", "记者:乔知远", "岚汀")


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


def main() -> None:
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
            _pages(client, settings)


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


def _pages(client: Any, settings: Settings) -> None:
    """A whole answer of Archive.search against the engine's own answer to the same body."""
    client.indices.refresh(index=settings.alias)
    archive = Archive(client, settings.alias)
    requests = [SearchRequest(text=query) for query in QUERIES]
    bodies = [build_body(request) for request in requests]
    whole: list[float] = []
    bare: list[float] = []
    for turn in range(ROUNDS * 4):
        for request, body in zip(requests, bodies, strict=True):
            answered = seconds(lambda r=request: archive.search(r))  # type: ignore[misc]
            asked = seconds(lambda b=body: client.search(index=settings.alias, body=b))  # type: ignore[misc]
            if turn >= ROUNDS:  # the first rounds warm the engine
                whole.append(answered)
                bare.append(asked)
    ratio = statistics.median(whole) / statistics.median(bare)
    print(
        f"a page of results: {ratio:.2f} of the engine's request (p50 {statistics.median(whole) * 1000:.1f} ms "
        f"against {statistics.median(bare) * 1000:.1f} ms)"
    )


if __name__ == "__main__":
    main()
