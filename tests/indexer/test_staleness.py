"""What an index is made with, and what has changed since."""

from __future__ import annotations

from indexer.settings import Settings
from indexer.staleness import made_with_today, stale_parts
from mappings.names import SCHEMA_VERSION
from mappings.record import index_body


def test_an_index_made_now_is_stale_in_nothing(settings: Settings) -> None:
    today = made_with_today(settings)
    given = {part: today[part] for part in ("parser_version", "vocabulary_sha256")}
    assert stale_parts(index_body(settings.analyzer, **given)["mappings"]["_meta"], today) == ()


def test_each_part_that_differs_or_is_not_told_is_named(settings: Settings) -> None:
    today = made_with_today(settings)
    assert today["schema_version"] == SCHEMA_VERSION
    for part in today:
        assert stale_parts({**today, part: "another"}, today) == (part,)
    assert stale_parts({}, today) == tuple(today)


def test_a_table_that_cannot_be_read_is_stale_and_no_error(settings: Settings) -> None:
    table = settings.home / "vocabulary" / "departments.tsv"
    table.parent.mkdir(parents=True)
    before = made_with_today(settings)
    table.write_bytes(b"\xff\xfe\xff")
    assert stale_parts(before, made_with_today(settings)) == ("vocabulary_sha256",)
