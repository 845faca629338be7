"""Makes `docs/ref-cli.md` and `docs/ref-settings.md` from the commands and the settings themselves; a test holds them current."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from indexer.cli import main
from indexer.settings import Settings

DOCS = Path(__file__).parent.parent / "docs"


def _commands(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                yield from _commands(child, click.Context(child, info_name=name, parent=context))


def cli_reference() -> str:
    """The help of every command, as it prints itself."""
    # The group's own settings (-h beside --help) count only in a context that it makes itself.
    context = main.make_context("bulletin", [], resilient_parsing=True, terminal_width=100, max_content_width=100)
    parts = ["# Commands\n\nMade by `make docs` from `--help`.\n"]
    for path, text in _commands(main, context):
        parts.append(f"## {path}\n\n```\n{text.rstrip()}\n```\n")
    return "\n".join(parts)


def settings_reference() -> str:
    """Every setting with its variable, default and meaning."""
    rows = [
        "# Settings\n\nMade by `make docs` from `indexer/settings.py`. All come from the environment; an empty value is as good as none.\n"
    ]
    rows.append("| variable | default | meaning |\n| --- | --- | --- |")
    for field in Settings.model_fields.values():
        default = field.default.get_secret_value() if hasattr(field.default, "get_secret_value") else field.default
        shown = f"`{default}`" if default not in ("", None) else "(empty)"
        rows.append(f"| `{field.validation_alias}` | {shown} | {field.description} |")
    return "\n".join(rows) + "\n"


PAGES = {"ref-cli.md": cli_reference, "ref-settings.md": settings_reference}

if __name__ == "__main__":
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")
