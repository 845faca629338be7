"""How well the search finds: 13,000 real items and 453 real pages on the real engine, through the product's own doors."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from evaluation.scores import Score
from evaluation.search.cases import score_search_cases
from evaluation.search.dead import score_dead
from evaluation.search.doors import score_doors
from evaluation.search.facets import score_facets
from evaluation.search.known import score_known
from evaluation.search.library import engine, loaded, timed
from evaluation.search.material import page_loads
from evaluation.search.questions import score_questions
from evaluation.search.runs import score_runs
from evaluation.search.scan import Scan

SMARTCN_PAGES = 900
"""Pages in the index with the other analyzer, about 4,000 items: the same promise, a smaller sample."""


def score_search(shared: Path) -> list[Score]:
    """Every figure of the search; nothing where the material is not there."""
    if not (shared / "data" / "xwlb").is_dir():
        return []
    scores: list[Score] = []
    with timed("all"), engine() as (settings, client):
        with timed("material"):
            loads = list(page_loads(shared))
        library = loaded(settings, client, loads, "news")
        scan = Scan(library.documents)
        scores += score_runs(library, scan, "13,000 items")
        scores += score_known(shared, library, scan)
        scores += score_facets(library, scan)
        scores += score_doors(library)
        scores += score_dead(library, scan)
        scores += score_search_cases(shared, settings, client, library)
        scores += score_questions(shared, settings, client)
        sample = [*islice(loads, SMARTCN_PAGES), *(load for load in loads if load.page_path.startswith("planted"))]
        other = loaded(settings, client, sample, "smartcn", "smartcn")
        scores += score_runs(other, Scan(other.documents), "smartcn", present=500, absent=100)
    return scores
