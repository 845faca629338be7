"""The site as programs meet it: large exports, walks at random over its links and forms, and the strings of attackers."""

from __future__ import annotations

from pathlib import Path

from evaluation.scores import Score
from evaluation.search.library import engine
from evaluation.web.attacks import score_attacks
from evaluation.web.exports import score_exports
from evaluation.web.walks import score_walks


def score_web(_shared: Path) -> list[Score]:
    """Every figure of the site."""
    with engine() as (settings, client):
        return [*score_walks(settings, client), *score_attacks(settings, client), *score_exports(settings, client)]
