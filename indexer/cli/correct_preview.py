"""What `bulletin correct` shows without writing: a record with its paragraphs counted, and an issue as it would be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from indexer.cli.printing import print_json
from indexer.corrections import Conflict, Corrected, Proposal
from indexer.corrections.places import paragraphs_of
from indexer.corrections.propose import asked_document
from indexer.corrections.telling import told, told_record


def print_record(issue: Corrected, record: str, in_json: bool) -> None:
    """One record as it is today; raises CorrectionError for an id that nothing has."""
    document = asked_document(issue, record)
    if in_json:
        print_json(_record_json(document))
    else:
        _print_lines([document])


def print_tried(proposals: Sequence[Proposal], now: Corrected, tried: Corrected, in_json: bool) -> None:
    """The proposals, and every record that would be another one with them."""
    before = {document["id"]: document for documents in now.documents.values() for document in documents}
    after = {document["id"]: document for documents in tried.documents.values() for document in documents}
    changed = [document for name, document in after.items() if document != before.get(name)]
    gone = {name: tried.renamed.get(name) for name in before if name not in after}
    known = {conflict.number for conflict in now.conflicts}
    conflicts = [conflict for conflict in tried.conflicts if conflict.number not in known]
    if in_json:
        print_json(
            {
                "dry_run": True,
                "would_do": [told(proposal) for proposal in proposals],
                "records": [_record_json(document) for document in changed],
                "gone": gone,
                "conflicts": [conflict_json(conflict) for conflict in conflicts],
            }
        )
        return
    for proposal in proposals:
        click.echo(f"将会：{told(proposal)}。")
    _print_lines(changed)
    for name, instead in gone.items():
        click.echo(f"{name}　不再单列" + (f"，它的地址改指 {instead}" if instead else ""))
    for conflict in conflicts:
        click.echo(f"提醒：{conflict.zh}", err=True)
    click.echo("这只是预览，什么也没有写；去掉 --dry-run 就照此更正。", err=True)


def conflict_json(conflict: Conflict) -> dict[str, Any]:
    """A correction that is not applied, as plain values."""
    return {
        "number": conflict.number,
        "id": conflict.record,
        "what": conflict.what.value,
        "expected": conflict.expected,
        "found": conflict.found,
        "message": conflict.zh,
    }


def _print_lines(documents: Sequence[dict[str, Any]]) -> None:
    for document in documents:
        for line in told_record(document):
            click.echo(line)


def _record_json(document: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": document["id"],
        "kind": document["kind"],
        "headline": document.get("headline"),
        "paragraphs": paragraphs_of(document),
    }
