"""The command line: `bulletin`. Results go to stdout, messages to stderr; exit 0 only if all that was asked was done."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from indexer.cli.usage import ChineseContext, in_chinese, told
from indexer.errors import ArchiveError

# Command → where it lives. Loaded when it is asked for, so that `--help` and `parse` never wait for the engine's client or the
# web framework; and by name, since `indexer` knows nothing of `webui` (architecture test).
COMMANDS = {
    "serve": ("webui.cli_serve", "serve"),
    "parse": ("indexer.cli.parse", "parse"),
    "ingest": ("indexer.cli.ingest", "ingest"),
    "issue": ("indexer.cli.issue", "issue"),
    "batch": ("indexer.cli.batch", "batch"),
    "search": ("webui.cli_search", "search"),
    "correct": ("indexer.cli.correct", "correct"),
    "index": ("indexer.cli.index", "index"),
    "vocabulary": ("indexer.cli.vocabulary", "vocabulary"),
    "engine": ("indexer.cli.engine", "engine"),
    "backup": ("indexer.cli.backup", "backup"),
    "restore": ("indexer.cli.backup", "restore"),
    "doctor": ("indexer.cli.doctor", "doctor"),
}

EXIT_FAILED = 1


class ArchiveGroup(click.Group):
    """The root group: loads commands when they are asked for, and turns an ArchiveError into one Chinese sentence and exit code 1."""

    context_class = ChineseContext

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name]
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return in_chinese(command)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)
        except click.UsageError as error:
            raise _in_words(error) from error

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise _in_words(error) from error
        except ArchiveError as error:
            click.echo(f"错误：{error.zh}", err=True)
            ctx.exit(EXIT_FAILED)
        except BrokenPipeError:
            # `bulletin search … | head` closes our output early; that is no failure worth a trace.
            sys.stderr.close()
            ctx.exit(EXIT_FAILED)


def _in_words(error: click.UsageError) -> click.UsageError:
    # `bulletin` and `bulletin issue` alone print their help, which Click treats as an error.
    return error if isinstance(error, click.exceptions.NoArgsIsHelpError) else told(error)


@click.group(cls=ArchiveGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="bulletin-archive", prog_name="bulletin")
def main() -> None:
    """中文地方报纸检索库：收录旧报，检索全文。

    \b
    先看一看解析结果：bulletin parse 2024-11-05/01.txt
    收录一个文件夹：  bulletin ingest 报纸/
    打开检索网站：    bulletin serve
    """
    configure_logging()


def configure_logging() -> None:
    """Logs to stderr, one line an event, in English; the level comes from BULLETIN_LOG_LEVEL."""
    import logging

    import structlog

    from indexer.settings import Settings

    level = getattr(logging, Settings.from_env().log_level.upper())
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(level),
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
