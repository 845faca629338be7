"""The no-miss promise on pages that were ingested: quoted runs of the seed page and the samples, against a plain scan.

Runs on the real engine, in a home of its own that is thrown away. The same on 13,000 items is in `evaluation.search`.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from evaluation.scores import Score, Tally
from evaluation.search.library import Library
from evaluation.search.runs import score_runs as score_run_sets
from evaluation.search.scan import Scan, present_runs, quoted
from indexer.engine import running_engine
from indexer.ingest.options import IngestOptions
from indexer.ingest.run import ingest
from indexer.settings import Settings
from webui.search.archive import Archive
from webui.search.request import LARGEST_SIZE, SearchRequest

RUNS, ABSENT = 300, 60
SAMPLES = Path(__file__).parent.parent / "samples"


def score_runs(shared: Path) -> list[Score]:
    """300 present runs of 1 to 12 characters, 60 absent ones, and every fragment a literal piece of the stored text."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_env(home=Path(folder) / "home", elasticsearch_url="", alias="evaluation")
        with running_engine(settings) as client:
            ingest([SAMPLES], IngestOptions(paper="samples"), settings, client)
            page = shared / "gold" / "seed" / "page.txt"
            ingest([page], IngestOptions(paper="seed", issue_date=date(2021, 11, 16)), settings, client)
            hits = client.search(index=settings.alias, size=1000, query={"match_all": {}}).body["hits"]["hits"]
            archive = Archive(client, settings.alias)
            library = Library(settings, client, archive, tuple(hit["_source"] for hit in hits))
            return [*score_run_sets(library, Scan(library.documents), "", RUNS, ABSENT), _literal(library)]


def _literal(library: Library) -> Score:
    stored = {document["id"]: document for document in library.documents}
    literal = Tally()
    for _, run in present_runs(library.documents, RUNS, seed=20211117):
        for hit in library.archive.search(SearchRequest(text=quoted(run), size=LARGEST_SIZE)).hits:
            for fragment in hit.fragments:
                literal.add(fragment.text in stored[hit.id][fragment.field], f"{hit.id} {fragment.text!r}")
    return literal.score("fragments are literal")
