"""The manifest proves itself, and nothing that somebody else has written in it leads out of the home."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.backup import BackedFile, Counts, Manifest
from indexer.backup.home_files import is_truth
from indexer.backup.manifest import LeftOut, ManifestDamaged, ManifestNewer, decode_manifest, encode_manifest

CATALOG = BackedFile("catalog.sqlite", 4096, "ab" * 32)
ORIGINAL = BackedFile(f"originals/cd/{'cd' * 32}", 10, "cd" * 32)


def manifest(*files: BackedFile, left_out: tuple[LeftOut, ...] = ()) -> Manifest:
    made_at = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
    return Manifest(made_at, "岚汀导报", "0.1.0", 3, Counts(1, 2, 3), (CATALOG, *files), left_out)


def rewritten(change: Callable[[dict[str, Any]], object], *, sign: bool = True) -> bytes:
    """A manifest changed by somebody who knows how the digest is made, or does not care."""
    value = json.loads(encode_manifest(manifest(ORIGINAL)))
    change(value)
    if sign:
        value.pop("digest")
        text = json.dumps(value, sort_keys=True, separators=(",", ":"))
        value["digest"] = hashlib.sha256(text.encode()).hexdigest()
    return json.dumps(value).encode()


@given(names=st.lists(st.text(min_size=1, max_size=10), unique=True), size=st.integers(0, 2**60))
def test_a_manifest_is_read_as_it_was_written(names: list[str], size: int) -> None:
    files = [
        BackedFile(f"vocabulary/{name}", size, "ef" * 32)
        for name in names
        if is_truth(f"vocabulary/{name}") and "/" not in name
    ]
    whole = manifest(ORIGINAL, *files, left_out=(LeftOut("originals/ef/…", "ef" * 32, "missing"), LeftOut("x", None, "denied")))
    assert decode_manifest(encode_manifest(whole)) == whole
    assert whole.size == CATALOG.size + ORIGINAL.size + size * len(files)


def test_a_name_that_is_no_unicode_survives() -> None:
    whole = manifest(BackedFile("vocabulary/\udcff.tsv", 1, "ef" * 32))
    assert decode_manifest(encode_manifest(whole)) == whole


@given(data=st.data())
def test_a_manifest_that_was_altered_or_cut_off_is_refused(data: st.DataObject) -> None:
    """Any one byte changed or any end missing: refused, or the very same values (a blank more between two of them)."""
    text = encode_manifest(manifest(ORIGINAL))
    place = data.draw(st.integers(0, len(text) - 2))
    byte = data.draw(st.integers(0, 255))
    for altered in (text[:place] + bytes([byte]) + text[place + 1 :], text[:place]):
        with suppress(ManifestDamaged, ManifestNewer):
            assert decode_manifest(altered) == manifest(ORIGINAL)


@given(st.binary(max_size=200))
def test_bytes_that_are_no_manifest_are_refused(data: bytes) -> None:
    with pytest.raises(ManifestDamaged):
        decode_manifest(data)


def test_a_manifest_of_the_deepest_nesting_is_refused() -> None:
    with pytest.raises(ManifestDamaged):
        decode_manifest(b"[" * 200_000)


@pytest.mark.parametrize(
    "path",
    [
        "../catalog.sqlite",
        "vocabulary/../../outside",
        "/etc/outside",
        "",
        ".",
        "vocabulary//a",
        "vocabulary/./a",
        "vocabulary/",
        "vocabulary/a\0b",
        "engine/config/elasticsearch.yml",
        "snapshots/s",
        "restoring/backup.json",
        "catalog.sqlite-wal",
        "catalog.sqlite",
        "catalog.lock",
        f"originals/cd/{'ce' * 32}",
        "originals/../originals/x",
        f"originals/cd/{'cd' * 32}/below-a-file",
        "originals",
    ],
)
def test_a_path_that_no_backup_writes_is_refused(path: str) -> None:
    def add(value: dict[str, Any]) -> None:
        value["files"].append({"path": path, "size": 1, "sha256": "ef" * 32})

    with pytest.raises(ManifestDamaged):
        decode_manifest(rewritten(add))
    with pytest.raises(ManifestDamaged):
        encode_manifest(manifest(ORIGINAL, BackedFile(path, 1, "ef" * 32)))


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value.pop("files"),
        lambda value: value.update(files=[]),
        lambda value: value.update(files={}),
        lambda value: value.update(archive=1),
        lambda value: value.update(made_at="yesterday"),
        lambda value: value.update(catalog_schema=True),
        lambda value: value["counts"].update(pages=-1),
        lambda value: value["counts"].pop("records"),
        lambda value: value["files"][1].update(sha256="../../outside"),
        lambda value: value["files"][1].update(sha256="AB" * 32),
        lambda value: value["files"][1].update(size="10"),
        lambda value: value.update(format=0),
    ],
)
def test_a_value_of_a_wrong_kind_is_refused(change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(ManifestDamaged):
        decode_manifest(rewritten(change))


def test_a_file_taken_out_of_the_list_is_seen_by_the_digest() -> None:
    with pytest.raises(ManifestDamaged, match="digest"):
        decode_manifest(rewritten(lambda value: value["files"].pop(), sign=False))


def test_a_manifest_of_a_newer_program_says_so() -> None:
    with pytest.raises(ManifestNewer):
        decode_manifest(rewritten(lambda value: value.update(format=2)))
