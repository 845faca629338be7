"""The no-miss promise on real text: quoted runs of characters of the seed page and the samples, against a plain scan.

Runs on the real engine, in a home of its own that is thrown away.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from evaluation.scores import Score, Tally
from indexer.engine import running_engine
from indexer.ingest.prepare import IngestOptions
from indexer.ingest.run import ingest
from indexer.settings import Settings
from mappings.folding import fold
from mappings.record import TEXT_FIELDS
from webui.search.archive import Archive
from webui.search.request import SearchRequest
from webui.search.tree import Run, write

RUNS, ABSENT = 300, 60
LONGEST = 8
SAMPLES = Path(__file__).parent.parent / "samples"


def score_runs(shared: Path, seed: int = 20211116) -> list[Score]:
    """300 present runs of 1 to 8 characters, 60 absent ones, and every fragment a literal piece of the stored text."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_env(home=Path(folder) / "home", elasticsearch_url="", alias="evaluation")
        with running_engine(settings) as client:
            ingest([SAMPLES], IngestOptions(paper="samples"), settings, client)
            page = shared / "gold" / "seed" / "page.txt"
            ingest([page], IngestOptions(paper="seed", issue_date=date(2021, 11, 16)), settings, client)
            hits = client.search(index=settings.alias, size=1000, query={"match_all": {}}).body["hits"]["hits"]
            return _score({hit["_id"]: hit["_source"] for hit in hits}, Archive(client, settings.alias), random.Random(seed))


def _score(records: dict[str, dict[str, Any]], archive: Archive, chance: random.Random) -> list[Score]:
    found, absent, literal = Tally(), Tally(), Tally()
    texts = [source[field] for source in records.values() for field in TEXT_FIELDS if field in source]
    for run in _present(texts, chance):
        results = archive.search(SearchRequest(text=_quoted(run), size=100))
        got = {hit.id for hit in results.hits}
        expected = {record_id for record_id, source in records.items() if _contains(source, run)}
        # A page of results holds 100: where there are more, the total must be right and what is shown must be among them.
        same = got == expected if len(expected) <= 100 else results.total == len(expected) and got <= expected
        found.add(same, f"{run!r}: {sorted(got ^ expected)[:3]}")
        for hit in results.hits:
            for fragment in hit.fragments:
                literal.add(fragment.text in records[hit.id][fragment.field], f"{hit.id} {fragment.text!r}")
    for run in _missing(texts, chance):
        absent.add(archive.search(SearchRequest(text=_quoted(run))).total == 0, repr(run))
    return [
        found.score("quoted runs equal a scan"),
        absent.score("absent runs find nothing"),
        literal.score("fragments are literal"),
    ]


def _quoted(run: str) -> str:
    return write(Run(run))


def _contains(source: dict[str, Any], run: str) -> bool:
    return any(fold(run) in fold(source[field]) for field in TEXT_FIELDS if field in source)


def _present(texts: Sequence[str], chance: random.Random) -> list[str]:
    runs: list[str] = []
    while len(runs) < RUNS:
        text = chance.choice(texts)
        length = chance.randint(1, LONGEST)
        start = chance.randrange(len(text))
        run = text[start : start + length]
        if run.strip() == run and "\n" not in run:
            runs.append(run)
    return runs


def _missing(texts: Sequence[str], chance: random.Random) -> list[str]:
    letters = sorted({letter for text in texts for letter in text if not letter.isspace()})
    folded = [fold(text) for text in texts]
    runs: list[str] = []
    while len(runs) < ABSENT:
        run = "".join(chance.choice(letters) for _ in range(chance.randint(2, LONGEST)))
        if not any(fold(run) in text for text in folded):
            runs.append(run)
    return runs
