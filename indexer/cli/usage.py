"""What Click says of itself, in Chinese: the frame of each help page, and the sentence about a command that was typed wrongly.

Click asks gettext for its words, and gettext goes by the locale of the machine, for which nobody has translated Click; our help is
Chinese on every machine, and so is what stands around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import IO, Any

import click

HEADINGS = {"Options": "选项", "Commands": "命令", "Positional arguments": "参数"}
EXPLANATIONS = {
    "Show this message and exit.": "显示这一页。",
    "Show the version and exit.": "显示版本。",
    "Confirm the action without prompting.": "不再询问。",
}
_DEFAULT = re.compile(r"\[default: (.*?)(; .*)?\]$")
_OF_CLICK = re.compile(
    r" is (not (one of|a valid|in the range|readable|writable|executable)|a file|a directory)| does not exist"
)
"""In what its types say of a value; what our own types and commands say is Chinese already."""
_TOO_MANY = re.compile(r"Got unexpected extra arguments? \((.*)\)")


class ChineseFormatter(click.HelpFormatter):
    """Help pages with Chinese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how the command is typed."""
        super().write_usage(
            prog, args.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 …"), prefix or "用法："
        )

    def write_heading(self, heading: str) -> None:
        """The name of a list."""
        self.write(f"{'':>{self.current_indent}}{HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """A list of options or commands."""
        told = [(name, _DEFAULT.sub(r"（默认 \1）", EXPLANATIONS.get(text, text))) for name, text in rows]
        super().write_dl(told, *args, **kwargs)


class ChineseContext(click.Context):
    """The context of a command whose help is Chinese."""

    formatter_class = ChineseFormatter


class WronglyTyped(click.UsageError):
    """A command that cannot be done as it was typed; exit code 2, like Click's own."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Prints the sentence, and where the help is."""
        click.echo(f"错误：{self.message}", err=True, file=file)
        if self.ctx is not None:
            click.echo(f"用法见：{self.ctx.command_path} --help", err=True, file=file)


def in_chinese(command: click.Command) -> click.Command:
    """The same command, and all below it, with Chinese help pages."""
    command.context_class = ChineseContext
    if isinstance(command, click.Group):
        for below in command.commands.values():
            in_chinese(below)
    return command


def told(error: click.UsageError) -> WronglyTyped:
    """The error with its sentence in Chinese."""
    return WronglyTyped(_sentence(error), error.ctx)


def _sentence(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption(option_name=name, possibilities=near):
            return f"没有 {name} 这个选项。{_meant(near)}"
        case click.NoSuchCommand(command_name=name, possibilities=near):
            return f"没有 {name} 这个命令。{_meant(near)}"
        case click.MissingParameter():
            return f"还要给出 {_name_of(error)}。"
        case click.BadParameter() if _OF_CLICK.search(error.message):
            return f"{_name_of(error)} 的值不能用：{_wanted(error)}。"
        case click.BadOptionUsage(option_name=name):
            return f"{name} 后面不带值。" if "not take" in error.message else f"{name} 后面要有一个值。"
    if too_many := _TOO_MANY.search(error.message):
        return f"多了 {too_many[1]}，不知道是什么。名字里有空格的，请用引号括起来。"
    return "请写明要做什么。" if error.message == "Missing command." else error.message


def _meant(near: Sequence[str] | None) -> str:
    return f"是不是 {'、'.join(near)}？" if near else ""


def _name_of(error: click.BadParameter) -> str:
    parameter = error.param
    if parameter is None:
        return str(error.param_hint or "参数")
    return (
        parameter.opts[-1]
        if isinstance(parameter, click.Option)
        else parameter.make_metavar(error.ctx or click.Context(click.Command(None)))
    )


def _wanted(error: click.BadParameter) -> str:
    match error.param.type if error.param else None:
        case click.Choice(choices=choices):
            return f"可用的是 {'、'.join(map(str, choices))}"
        case (click.IntRange() | click.FloatRange()) as kind:
            what = "整数" if isinstance(kind, click.IntRange) else "数"
            least = f"不小于 {kind.min:g} " if kind.min is not None else ""
            most = f"不大于 {kind.max:g} " if kind.max is not None else ""
            return f"请写一个{'、'.join(filter(None, (least.strip() if most else least, most)))}的{what}"
        case click.Path():
            return "没有这个文件或文件夹，或者打不开"
        case kind if kind is click.INT:
            return "请写一个整数"
    return error.message
