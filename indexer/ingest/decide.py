"""What is to happen with a page: a pure decision from what the catalog holds and what the source gives."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.catalog.rows import PageVersion, State


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page as just parsed: where it came from and the digest of its documents."""

    source_name: str
    source_sha256: str
    digest: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The state to report, and whether a new version is to be entered in the catalog."""

    state: State
    enter: bool


def decide(candidate: Candidate, current: PageVersion | None, *, acknowledged: bool, replace: bool) -> Decision:
    """What is to happen with the candidate, given the page's current version and whether an index ever acknowledged it.

    A source under the same name (its last two parts: 2024-11-05/01.txt) with other bytes is a corrected file; another name
    with other bytes claims a page that is taken, and only the operator can say which is right (`replace`).
    """
    if current is None:
        return Decision(State.NEW, enter=True)
    if candidate.digest == current.digest:
        if not acknowledged:
            # Entered and never acknowledged: an earlier ingest was cut off here, and this one finishes its work.
            return Decision(State.NEW if current.version == 1 else State.CHANGED, enter=False)
        return Decision(State.SAME, enter=False)
    same_source = candidate.source_sha256 == current.source_sha256  # the parser has changed
    if same_source or replace or _last_parts(candidate.source_name) == _last_parts(current.source_name):
        return Decision(State.CHANGED, enter=True)
    return Decision(State.DUPLICATE, enter=False)


def _last_parts(name: str) -> tuple[str, ...]:
    return tuple(name.split("/")[-2:])
