"""`bulletin doctor`."""

from __future__ import annotations

import click
import orjson

from indexer.cli.options import json_option
from indexer.settings import Settings

MARKS = {"ok": "正常", "note": "注意", "fault": "故障"}


@click.command()
@click.option("--full", is_flag=True, help="逐一核对全部原件的 SHA-256(较慢)。")
@json_option
def doctor(full: bool, as_json: bool) -> None:
    """检查设置、磁盘、目录库、原件、检索引擎和索引;有故障时退出码为 1。不启动引擎,不改动任何内容。"""
    from indexer.doctor import Verdict, examine

    findings = list(examine(Settings.from_env(), full=full))
    if as_json:
        rows = [{"subject": f.subject, "verdict": f.verdict, "found": f.found, "advice": f.advice} for f in findings]
        click.echo(orjson.dumps(rows, option=orjson.OPT_INDENT_2).decode())
    else:
        for finding in findings:
            click.echo(f"{MARKS[finding.verdict]}  {finding.subject}:{finding.found}")
            if finding.advice:
                click.echo(f"      {finding.advice}")
    if any(finding.verdict is Verdict.FAULT for finding in findings):
        raise SystemExit(1)
