"""Known items: somebody who remembers a headline, a phrase or six characters finds that very item."""

from __future__ import annotations

from pathlib import Path

from evaluation.reading import json_lines
from evaluation.scores import Score, Tally
from evaluation.search.library import Library, timed
from evaluation.search.material import address
from evaluation.search.scan import Scan, quoted
from webui.search.request import SearchRequest

FIRST = 10
DEEP = 30


def score_known(shared: Path, library: Library, scan: Scan) -> list[Score]:
    """Rank 1 and first ten for 200 items, by headline and phrase (bare and quoted) and by fragment.

    Every headline and phrase of the 200 belongs to one item alone. A fragment may stand in several items, and six characters cannot
    say which is meant: there, the item counts as first when it stands among as many hits as there are records with the fragment.
    """
    path = shared / "data" / "retrieval" / "xwlb-known-item.jsonl"
    if not path.exists():
        return []
    items = json_lines(path)
    forms = {
        "headline": [(item["title_query"], 1) for item in items],
        "phrase, bare": [(item["phrase_query"], 1) for item in items],
        "phrase, quoted": [(quoted(item["phrase_query"]), 1) for item in items],
        "fragment, quoted": [
            (quoted(item["fragment_query"]), max(1, len(scan.holding(item["fragment_query"])))) for item in items
        ],
    }
    scores = []
    with timed(f"{len(items)} known items, {len(forms)} ways"):
        for form, queries in forms.items():
            first, ten = Tally(), Tally()
            for item, (query, alike) in zip(items, queries, strict=True):
                hits = library.archive.search(SearchRequest(text=query, size=DEEP)).hits
                wanted = address(item["id"])
                rank = next((rank for rank, hit in enumerate(hits, 1) if hit.id == wanted), DEEP + 1)
                first.add(rank <= alike, f"{query}: rank {rank}, {alike} alike")
                ten.add(rank <= max(FIRST, alike), f"{query}: rank {rank}, {alike} alike")
            scores += [first.score(f"known items by {form}, rank 1"), ten.score(f"known items by {form}, first {FIRST}")]
    return scores
