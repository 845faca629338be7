"""What somebody who is typing may be looking for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from webui.search.archive.asking import Asking
from webui.search.archive.index import Index, hits_of
from webui.search.language import parse
from webui.search.names import KnownNames
from webui.search.phrases import FEWEST_HEADLINES, frequent_phrases, inner_places
from webui.search.pinyin import letters
from webui.search.query.headlines import build_headlines
from webui.search.spelling import Pieces, sounding, split
from webui.search.suggest import (
    TypedSuggestion,
    headline_node,
    headline_suggestions,
    name_suggestions,
    phrase_suggestions,
    shown,
    typed_run,
)
from webui.search.tree import EVERYTHING, NOTHING


def typed_suggestions(text: str, names: KnownNames, index: Index, asking: Asking) -> tuple[TypedSuggestion, ...]:
    """Names, phrases, headlines, each with its true count."""
    node = parse(text).node
    if node in (EVERYTHING, NOTHING):
        return ()
    titles = headline_node(node)
    spellings = tuple(dict.fromkeys(way for spelled in letters(typed_run(node) or text) for way in split(spelled)))
    # Asked also where no headline is wanted: an engine that is away must not look like an archive without such a name.
    hits = hits_of(index.search(build_headlines(titles, spellings) if titles else {"size": 0}))
    possible = (
        *name_suggestions(text, node, names),
        *phrase_suggestions(_phrases(typed_run(node), spellings, hits, index)),
        *headline_suggestions(hits),
    )
    counts = iter(asking.counts([suggestion.request for suggestion in possible if not suggestion.record_id]))
    return shown([s if s.record_id else replace(s, count=next(counts) or 0) for s in possible])


def _phrases(typed: str, spellings: Sequence[Pieces], hits: Sequence[Mapping[str, Any]], index: Index) -> tuple[str, ...]:
    headlines = tuple(dict.fromkeys(hit["_source"]["headline"] for hit in hits if hit["_source"].get("headline")))
    if not (typed or spellings) or len(headlines) < FEWEST_HEADLINES:
        return ()
    if spellings:  # fangxun: what most of the headlines have that sound so
        alike = Counter(run for run in (sounding(headline, spellings) for headline in headlines) if run)
        typed = alike.most_common(1)[0][0] if alike else typed
    # One text, so that the engine counts its places; no token goes over a line's end.
    together = "\n".join(headlines)
    inner = inner_places(together, index.tokens(together))
    starts = accumulate((len(headline) + 1 for headline in headlines), initial=0)
    own = [
        frozenset(place - start for place in inner if start < place < start + len(headline))
        for headline, start in zip(headlines, starts, strict=False)
    ]
    return frequent_phrases(typed, headlines, own, longer=not spellings)
