"""Layouts against each other in turns on one warm engine: size, loading, time of a page by kind of run, pages a second.

Every layout must find the same records for every run, or the comparison stops. `python -m evaluation.bench --layouts 200000`; the
records are drawn from the real items of `../shared` (`growth.py`) and kept nowhere.
"""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from evaluation.search.library import Document
from evaluation.search.scan import is_typeable, quoted
from evaluation.speed.growth import grown
from evaluation.speed.layouts import LOADED, SEARCHED, TOGETHER, Layout
from evaluation.speed.wire import Wire, as_bytes, as_lines, quantile
from mappings.record import SEARCHED_FIELDS
from webui.search.query import build_body
from webui.search.request import SearchRequest

BLOCK, BLOCKS = 2000, 8
CHUNK = 500
LOADERS = 2
LENGTHS = (1, 2, 3, 5, 8, 12)
RUNS_OF_LENGTH = 40
COMMON = 20
ROUNDS = 6
WARM_ROUNDS = 2
CLIENTS = 8
CLIENT_SECONDS = 6.0
SIZE = 20
_MOST_IDS = 10_000

Runs = dict[str, list[str]]


def compare_layouts(address: str, real: Sequence[Document], records: int) -> None:
    """Loads some blocks into every layout, then so many records into one index with all their sub-fields, and prints the figures."""
    with Wire(address) as wire:
        _load(wire, real)
        _print_sizes({layout.name: _size(wire, layout) for layout in LOADED})
        for layout in LOADED:
            wire.ask(f"/{_index(layout)}", method="DELETE")
        _load_together(address, real, records)
        _print_sizes({TOGETHER.name: _size(wire, TOGETHER)})
        runs = some_runs(real)
        _compare_ids(wire, runs)
        _print_pages(_pages(wire, runs))
    _print_rates(_rates(address, runs))
    with Wire(address) as wire:
        wire.ask(f"/{_index(TOGETHER)}", method="DELETE")


def some_runs(documents: Sequence[Document], seed: int = 7) -> Runs:
    """Runs by kind: random ones of each length that stand in the text, and the commonest characters and stretches of four."""
    chance = random.Random(seed)
    lines = [line for document in documents for line in document.get("body", "").split("\n") if len(line) >= max(LENGTHS)]
    runs: Runs = {}
    for length in LENGTHS:
        found: dict[str, None] = {}
        while len(found) < RUNS_OF_LENGTH:
            line = chance.choice(lines)
            start = chance.randint(0, len(line) - length)
            if is_typeable(run := line[start : start + length]):
                found.setdefault(run)
        runs[f"{length} characters"] = list(found)
    characters = Counter(character for line in lines for character in set(line) if is_typeable(character))
    runs["commonest characters"] = [run for run, _ in characters.most_common(COMMON)]
    stretches = Counter(line[at : at + 4] for line in lines[::5] for at in range(len(line) - 3) if line[at : at + 4].isalpha())
    runs["commonest phrases"] = [run for run, _ in stretches.most_common(COMMON)]
    return runs


def _index(layout: Layout) -> str:
    return f"layout{[other.name for other in (*LOADED, TOGETHER)].index(layout.name)}"


def _in_turns(layouts: Sequence[Layout], turn: int) -> Iterable[Layout]:
    return layouts if turn % 2 else reversed(layouts)


def _load(wire: Wire, real: Sequence[Document]) -> None:
    """Block by block, each layout in turns, so that whatever else the machine does hits all alike."""
    for layout in LOADED:
        wire.answer(f"/{_index(layout)}", layout.index(), "PUT")
    speeds: dict[str, list[float]] = {layout.name: [] for layout in LOADED}
    for turn, block in enumerate(_blocks(real, BLOCK * BLOCKS)):
        for layout in _in_turns(LOADED, turn):
            begin = time.perf_counter()
            _send(wire, layout, block)
            wire.ask(f"/{_index(layout)}/_refresh")
            speeds[layout.name].append(BLOCK / (time.perf_counter() - begin))
    today = speeds[LOADED[0].name][WARM_ROUNDS:]
    print(f"\nload, ready bytes over one connection, median of {len(today)} blocks of {BLOCK} records")
    for name, found in speeds.items():
        ratios = [own / other for own, other in zip(found[WARM_ROUNDS:], today, strict=True)]
        print(f"  {name}: {statistics.median(found):,.0f} records/s, {_told(ratios)}")


def _load_together(address: str, real: Sequence[Document], records: int) -> None:
    """Over two connections; without the field of words, which costs most and which no quoted run asks."""
    with Wire(address) as wire:
        wire.answer(f"/{_index(TOGETHER)}", TOGETHER.index(words=False), "PUT")
    blocks = _blocks(real, records)
    taking = threading.Lock()

    def load() -> None:
        with Wire(address) as wire:
            while True:
                with taking:
                    block = next(blocks, None)
                if block is None:
                    return
                _send(wire, TOGETHER, block)

    loaders = [threading.Thread(target=load) for _ in range(LOADERS)]
    for loader in loaders:
        loader.start()
    for loader in loaders:
        loader.join()


def _blocks(real: Sequence[Document], records: int) -> Iterator[list[bytes]]:
    """The records as ready `_bulk` requests, block by block."""
    everything = grown(real, records)
    while block := list(islice(everything, BLOCK)):
        yield [as_lines(list(_operations(block[start : start + CHUNK]))) for start in range(0, len(block), CHUNK)]


def _send(wire: Wire, layout: Layout, block: Sequence[bytes]) -> None:
    for operations in block:
        answer = wire.ask(f"/{_index(layout)}/_bulk?filter_path=errors", operations, "application/x-ndjson")
        assert b"true" not in answer, answer


def _operations(chunk: Iterable[Document]) -> Iterator[dict[str, Any]]:
    for document in chunk:
        yield {"index": {"_id": document["id"]}}
        yield document


def _size(wire: Wire, layout: Layout) -> dict[str, int]:
    """Bytes of the whole, merged into one segment, and of the parts that the engine tells apart."""
    index = _index(layout)
    wire.ask(f"/{index}/_forcemerge?max_num_segments=1")
    wire.ask(f"/{index}/_flush")
    wire.ask(f"/{index}/_refresh")
    whole = wire.answer(f"/{index}/_stats/store,docs", method="GET")["_all"]["primaries"]
    fields = wire.answer(f"/{index}/_disk_usage?run_expensive_tasks=true")[index]["fields"]
    found = Counter({"records": whole["docs"]["count"], "whole": whole["store"]["size_in_bytes"]})
    for name, usage in fields.items():
        part = (
            name.split(".")[1]
            if "." in name
            else "words"
            if usage["inverted_index"]["total_in_bytes"] and name in SEARCHED_FIELDS
            else name
        )
        found[part if part in (*TOGETHER.fields, "words", "_source") else "the rest"] += usage["total_in_bytes"]
    return dict(found)


def _print_sizes(sizes: dict[str, dict[str, int]]) -> None:
    print("\nbytes a record, merged into one segment")
    for name, parts in sizes.items():
        records = parts.pop("records")
        told = ", ".join(f"{part} {size / records:,.0f}" for part, size in sorted(parts.items(), key=lambda pair: -pair[1]))
        print(f"  {name} ({records:,} records): {told}")


def _body(layout: Layout, run: str) -> dict[str, Any]:
    return dict(layout.body(build_body(SearchRequest(text=quoted(run), size=SIZE))))


def _compare_ids(wire: Wire, runs: Runs) -> None:
    """Every layout finds the same records: all ids, in the order of their ids, as far as one answer reaches, and the total."""
    compared = 0
    for run in (run for found in runs.values() for run in found):
        answers = set()
        for layout in SEARCHED:
            body = {
                "query": _body(layout, run)["query"],
                "size": _MOST_IDS,
                "sort": ["id"],
                "_source": False,
                "track_total_hits": True,
            }
            found = wire.answer(f"/{_index(TOGETHER)}/_search?filter_path=hits.total.value,hits.hits._id", body)["hits"]
            answers.add((found["total"]["value"], tuple(hit["_id"] for hit in found.get("hits", ()))))
        assert len(answers) == 1, f"{run!r}: {[total for total, _ in answers]}"
        compared += 1
    print(f"\nthe same records in every layout for {compared} runs")


def _pages(wire: Wire, runs: Runs) -> dict[str, dict[str, list[list[float]]]]:
    """By kind of run and layout, for each round the milliseconds of every run."""
    times: dict[str, dict[str, list[list[float]]]] = {
        kind: {layout.name: [[] for _ in range(ROUNDS)] for layout in SEARCHED} for kind in runs
    }
    bodies = {
        (layout.name, run): as_bytes(_body(layout, run)) for layout in SEARCHED for found in runs.values() for run in found
    }
    for turn in range(-WARM_ROUNDS, ROUNDS):
        for kind, found in runs.items():
            for run in found:
                for layout in _in_turns(SEARCHED, turn):
                    begin = time.perf_counter()
                    wire.ask(f"/{_index(TOGETHER)}/_search", bodies[layout.name, run])
                    if turn >= 0:
                        times[kind][layout.name][turn].append((time.perf_counter() - begin) * 1000)
    return times


def _print_pages(times: dict[str, dict[str, list[list[float]]]]) -> None:
    print(f"\na page of {SIZE} with facets, raw bytes, one connection: p50 / p99 in ms, medians of {ROUNDS} rounds")
    everything = {
        layout.name: [[t for kind in times for t in times[kind][layout.name][turn]] for turn in range(ROUNDS)]
        for layout in SEARCHED
    }
    for kind, by_layout in {**times, "all": everything}.items():
        today = [statistics.median(found) for found in by_layout[SEARCHED[0].name]]
        for name, rounds in by_layout.items():
            middles = [statistics.median(found) for found in rounds]
            ratios = [own / other for own, other in zip(middles, today, strict=True)]
            last = statistics.median(quantile(found, 0.99) for found in rounds)
            print(f"  {kind}, {name}: {statistics.median(middles):.1f} / {last:.1f}; {_told(ratios)}")


def _rates(address: str, runs: Runs) -> dict[str, list[float]]:
    """Pages a second of eight clients, by layout and round."""
    wanted = [run for found in runs.values() for run in found]
    rates: dict[str, list[float]] = {layout.name: [] for layout in SEARCHED}
    for turn in range(ROUNDS):
        for layout in _in_turns(SEARCHED, turn):
            bodies = [as_bytes(_body(layout, run)) for run in wanted]
            rates[layout.name].append(_rate(address, f"/{_index(TOGETHER)}/_search", bodies))
    return rates


def _rate(address: str, path: str, bodies: Sequence[bytes]) -> float:
    answered = [0] * CLIENTS
    end = time.perf_counter() + CLIENT_SECONDS

    def client(number: int) -> None:
        mine = random.Random(number).sample(bodies, len(bodies))
        with Wire(address) as wire:
            while time.perf_counter() < end:
                wire.ask(path, mine[answered[number] % len(mine)])
                answered[number] += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(answered) / CLIENT_SECONDS


def _print_rates(rates: dict[str, list[float]]) -> None:
    print(f"\npages a second, {CLIENTS} clients, median of {ROUNDS} rounds of {CLIENT_SECONDS:.0f} s")
    today = rates[SEARCHED[0].name]
    for name, found in rates.items():
        ratios = [own / other for own, other in zip(found, today, strict=True)]
        print(f"  {name}: {statistics.median(found):.0f}, {_told(ratios)}")


def _told(ratios: Sequence[float]) -> str:
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f})"
