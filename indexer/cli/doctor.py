"""`bulletin doctor`."""

from __future__ import annotations

import click

from indexer.cli.options import json_option
from indexer.cli.printing import print_json
from indexer.settings import Settings

MARKS = {"ok": "正常", "note": "注意", "fault": "故障"}


@click.command()
@click.option("--full", is_flag=True, help="逐一核对全部原件的 SHA-256，并彻底检查目录库（较慢）。")
@click.option(
    "--repair",
    "mend",
    is_flag=True,
    help="先修复能由目录库和原件恢复的：补上索引缺的、去掉多的、还原装入设置、重画缺的版面图、清理残件。",
)
@json_option
def doctor(full: bool, mend: bool, as_json: bool) -> None:
    """检查设置、磁盘、目录库、原件、更正、检索引擎和索引，逐项写明差别；有故障时退出码为 1。

    不加 --repair 时不启动引擎，不改动任何内容。--repair 只改索引、版面图和残件：原件、目录库里的内容和更正记录从不改动。
    """
    from indexer.doctor import Verdict, examine

    settings = Settings.from_env()
    repaired = _repair(settings) if mend else None
    findings = list(examine(settings, full=full))
    if as_json:
        rows = [{"subject": f.subject, "verdict": f.verdict, "found": f.found, "advice": f.advice} for f in findings]
        value = rows if repaired is None else {"repaired": repaired, "findings": rows}
        print_json(value)
    else:
        if repaired is not None:
            click.echo(_told(repaired))
        for finding in findings:
            click.echo(f"{MARKS[finding.verdict]}  {finding.subject}：{finding.found}")
            if finding.advice:
                click.echo(f"      {finding.advice}")
    if any(finding.verdict is Verdict.FAULT for finding in findings):
        raise SystemExit(1)


def _repair(settings: Settings) -> dict[str, object]:
    from indexer.cli.writing import writing
    from indexer.doctor import repair

    with writing(settings) as archive:
        done = repair(settings, archive.catalog, archive.connection, archive.reading)
    return {
        "pages": done.pages,
        "strangers": done.strangers,
        "settings": list(done.settings),
        "parts": done.parts,
        "refused": list(done.refused),
        "page_images": done.images,
        "page_image_failures": list(done.image_failures),
    }


def _told(repaired: dict[str, object]) -> str:
    refused, undrawn = repaired["refused"], repaired["page_image_failures"]
    text = f"修复  重新装入 {repaired['pages']} 个版面，去掉 {repaired['strangers']} 条不属于任何版面的记录，清理 {repaired['parts']} 个残件。"
    if repaired["page_images"]:
        text += f"重新生成 {repaired['page_images']} 个版面的版面图。"
    if isinstance(undrawn, list) and undrawn:
        text += "".join(f"\n      {said}" for said in undrawn) + "\n"
    return text + (f"检索引擎仍拒收：{'、'.join(map(str, refused))}。" if isinstance(refused, list) and refused else "")
