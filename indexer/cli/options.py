"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click


class IssueDate(click.ParamType[date]):
    """A calendar day, YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} 不是日期。请写成 2024-11-05 的形式。", param, ctx)


issue_date_option = click.option(
    "--issue-date", type=IssueDate(), help="出版日期；文件名、文件夹名和报头都没有日期时必须给出。"
)
paper_option = click.option("--paper", metavar="SLUG", help="报纸简称（小写字母、数字、连字符）；默认用设置 BULLETIN_PAPER。")
encoding_option = click.option("--encoding", help="文件编码（如 big5）；默认自动识别 UTF-8、UTF-16、GB18030。")
json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
report_option = click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="另写一份网页报告（一个 HTML 文件，不联网也能看）。",
)
