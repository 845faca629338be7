"""Changes to the tables in `vocabulary/` of the archive home: line by line, written whole or not at all, one command at a time."""

from __future__ import annotations

import contextlib
import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.archive_vocabulary.decisions import Decision
from indexer.archive_vocabulary.home import DEPARTMENTS, FOLDER, MERGED, REJECTED, own_tables, read_table
from indexer.extract.vocabulary import OwnTables, Vocabulary, VocabularyError, shipped, with_own

HEADERS = {
    DEPARTMENTS: """\
# 本馆自己的部门词表，与程序自带的词表一起使用；同一名称以本表为准。可以用文本编辑器修改，存为 UTF-8。
# 一行一个部门，各栏之间用制表符（Tab 键），一栏里的几个词之间用竖线 |；后面的空栏可以不写。以 # 开头的行不起作用。
# 名称（不带区、市、省）	别名	列表用简称（区发改、住建等部门）	级别（区 市 省 国家；留空则看版面）	须带级别才算（写 prefix）	曾用名（名称:停用年份）	例句
""",
    MERGED: """\
# 合并：左边的名称今后算作右边的部门。两栏之间用制表符（Tab 键）；右边的名称必须在词表里。删去一行即撤销这次合并。
# 旧名	并入的名称
""",
    REJECTED: """\
# 不是部门的名称，一行一个；程序不再把它们当作部门。删去一行即撤销。
""",
}


def carry_out(home: Path, decide: Callable[[Vocabulary, OwnTables], Decision]) -> Decision:
    """Asks `decide` with the shipped vocabulary and the own tables as they are now, and writes the changes.

    What would be written is read back first, so that no command leaves tables that the next one cannot read.
    Raises VocabularyError, and nothing has changed then.
    """
    with editing(home) as folder:
        texts = {table: read_table(home, table) for table in HEADERS}
        decision = decide(shipped(), own_tables(texts, folder))
        changed = dict(texts)
        for change in decision.changes:
            changed[change.table] = with_line(changed[change.table], change.name, change.line, HEADERS[change.table])
        with_own(shipped(), own_tables(changed, folder))
        # A name that stands in a table and among the rejected ones counts as known: a cut between two files does no harm.
        for table, text in changed.items():
            if text != texts[table]:
                write_table(folder, table, text)
    return decision


@contextmanager
def editing(home: Path) -> Iterator[Path]:
    """The folder of the tables, made where it is absent, with no other command changing it meanwhile.

    Raises VocabularyError when the folder cannot be made or written.
    """
    folder = home / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise VocabularyError(
            f"写不了 {folder}（{error.strerror}）。请检查权限和磁盘。", f"cannot write to {folder}: {error}"
        ) from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield folder
    finally:
        os.close(handle)


def write_table(folder: Path, name: str, text: str) -> None:
    """The table with this text, on disk before it returns; an interruption leaves the old one. The file's mode is kept.

    Raises VocabularyError when it cannot be written.
    """
    target = folder / name
    part = ""
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o644
        handle, part = tempfile.mkstemp(dir=folder, prefix=".part-")
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        Path(part).chmod(mode)
        Path(part).replace(target)
        directory = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)
    except OSError as error:
        if part:
            with contextlib.suppress(OSError):
                Path(part).unlink()
        raise VocabularyError(
            f"写不了 {target}（{error.strerror}），原来的内容没有动。请检查权限和磁盘。", f"cannot write {target}: {error}"
        ) from error


def with_line(text: str, name: str, line: str | None, header: str) -> str:
    """The table's text with the line of `name` (its first field) replaced, appended or, for None, taken out.

    Every other line stays as the archivist wrote it.
    """
    lines = (text or header).split("\n")
    if lines[-1] == "":
        lines.pop()
    kept: list[str] = []
    placed = line is None
    for old in lines:
        if old.startswith("#") or old.split("\t")[0].strip() != name:
            kept.append(old)
        elif not placed and line is not None:
            kept.append(line)
            placed = True
    if not placed and line is not None:
        kept.append(line)
    return "\n".join(kept) + "\n"
