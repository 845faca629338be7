"""The digest of an archive: equal for equal contents, whatever the order of work was, and another one for anything else."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.catalog import PageVersion, deflated, open_catalog
from indexer.digest import catalog_digest, document_hash, records_digest
from indexer.model import IssueIdentity

Entry = tuple[int, str, tuple[str, ...]]
"""Page, digest and source of a version (one letter for both), record ids."""

entries = st.lists(
    st.tuples(
        st.integers(1, 4), st.sampled_from("abcd"), st.lists(st.sampled_from(["a1", "a2", "c1"]), unique=True).map(tuple)
    ),
    max_size=8,
)


def digest_of(work: Sequence[Entry], *, batches: int = 1, withdrawn: bool = False) -> str:
    """The digest of a catalog into which these versions were entered in this order, in so many batches."""
    with tempfile.TemporaryDirectory() as home, open_catalog(Path(home), write=True) as catalog, catalog.transaction():
        made = [catalog.batches.begin(f"{number}").id for number in range(batches)]
        for number, (page, letter, ids) in enumerate(work):
            catalog.sources.add(letter * 64, 10, f"{number}.txt")
            identity = IssueIdentity("ltdb", date(2024, 11, 5), page)
            version = PageVersion(
                identity, 1, letter * 64, f"{page}.txt", 1, made[number % batches], letter, ids, number, 1.0, "1"
            )
            row = catalog.pages.enter(version, deflated([]))
            catalog.following.acknowledge("index", [(row, 1)] if number % 2 else [])
        if withdrawn:
            catalog.pages.withdraw(made[0])
        return catalog_digest(catalog)


@settings(max_examples=30)
@given(entries, st.randoms(use_true_random=False))
def test_the_order_of_the_pages_and_the_number_of_runs_do_not_matter(work: list[Entry], chance: random.Random) -> None:
    places = [page for page, *_ in work]
    chance.shuffle(places)
    left = {page: [entry for entry in work if entry[0] == page] for page in places}
    assert digest_of([left[page].pop(0) for page in places], batches=3) == digest_of(work)


@settings(max_examples=30)
@given(entries, entries)
def test_other_contents_give_another_digest(one: list[Entry], other: list[Entry]) -> None:
    def contents(work: list[Entry]) -> dict[int, tuple[int, Entry]]:
        return {page: (sum(entry[0] == page for entry in work), entry) for entry in work for page in [entry[0]]}

    def sources(work: list[Entry]) -> set[str]:
        return {letter for _, letter, _ in work}

    same = contents(one) == contents(other) and sources(one) == sources(other)
    assert (digest_of(one) == digest_of(other)) == same


def test_a_page_that_was_withdrawn_is_none_that_was_never_there() -> None:
    work: list[Entry] = [(1, "a", ("a1",))]
    assert len({digest_of(work), digest_of(work, withdrawn=True), digest_of([])}) == 3


def test_the_order_of_keys_does_not_matter_and_the_order_of_values_does() -> None:
    assert document_hash({"a": 1, "b": ["x", "y"]}) == document_hash({"b": ["x", "y"], "a": 1})
    assert document_hash({"b": ["x", "y"]}) != document_hash({"b": ["y", "x"]})


def test_a_document_of_another_program_has_a_hash_whatever_it_holds() -> None:
    """Half a character and a number beyond 64 bits, which the client reads and orjson does not write."""
    strange = {"body": "\ud800", "number": 2**70}
    assert document_hash(strange) == document_hash(dict(reversed(strange.items()))) != document_hash({})


def test_ids_and_documents_count_alike() -> None:
    one, other = document_hash({"a": 1}), document_hash({"a": 2})
    digests = {records_digest(rows) for rows in ([], [("x", one)], [("y", one)], [("x", other)], [("x", one), ("y", one)])}
    assert len(digests) == 5
