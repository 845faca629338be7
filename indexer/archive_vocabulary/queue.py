"""The names that wait for an archivist: counted over the archive, with some of their contexts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from indexer.catalog import UnconfirmedName, has_catalog, open_catalog
from indexer.extract.vocabulary import Vocabulary

MOST_CONTEXTS = 3


@dataclass(slots=True)
class Waiting:
    """A name that no table knows: in how many records, how often, at which levels, and where."""

    name: str
    records: int = 0
    mentions: int = 0
    levels: dict[str, int] = field(default_factory=dict)
    """Level to number of records."""
    contexts: list[UnconfirmedName] = field(default_factory=list)
    """At most `MOST_CONTEXTS`, the first of the archive, no sentence twice."""


def waiting_names(found: Iterable[UnconfirmedName], vocabulary: Vocabulary) -> tuple[Waiting, ...]:
    """The names that neither stand in a table nor are rejected by now, the most frequent first; memory grows with names, not pages."""
    names: dict[str, Waiting] = {}
    for item in found:
        if item.name in vocabulary.by_form or item.name in vocabulary.rejected:
            continue
        waiting = names.setdefault(item.name, Waiting(item.name))
        waiting.records += 1
        waiting.mentions += item.mentions
        waiting.levels[item.level] = waiting.levels.get(item.level, 0) + 1
        if len(waiting.contexts) < MOST_CONTEXTS and all(item.context != other.context for other in waiting.contexts):
            waiting.contexts.append(item)
    return tuple(sorted(names.values(), key=lambda waiting: (-waiting.mentions, waiting.name)))


def read_queue(home: Path, vocabulary: Vocabulary) -> tuple[Waiting, ...]:
    """The queue of this archive; empty where nothing was ingested yet.

    Raises CatalogError when the catalog is damaged or newer than the program.
    """
    if not has_catalog(home):
        return ()
    with open_catalog(home, write=False) as catalog:
        return waiting_names(catalog.pages.unconfirmed_names(), vocabulary)
