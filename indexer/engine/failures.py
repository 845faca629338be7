"""From what the engine printed when it did not start to one sentence: what is wrong and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from indexer.engine.state import EngineFiles
from indexer.errors import EngineStartFailed

TAIL_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Cause:
    """One known cause: the words by which the log tells it, and what to say."""

    pattern: re.Pattern[str]
    zh: str
    en: str


# Each with the line that it was made for.
CAUSES = (
    Cause(  # BindHttpException: Failed to bind to 127.0.0.1:[9200] / java.net.BindException: Address already in use
        re.compile(r"BindHttpException|BindTransportException|Address already in use"),
        "端口已被别的程序占用。请改用别的 BULLETIN_ENGINE_PORT，或不设置它（自动选择空闲端口）",
        "the port is taken; choose another BULLETIN_ENGINE_PORT or leave it unset",
    ),
    Cause(  # java.io.IOException: No space left on device
        re.compile(r"No space left on device|Disk quota exceeded"),
        "磁盘已满。请清理出至少 2 GB 空间后再试",
        "no space left on the disk",
    ),
    Cause(  # Error occurred during initialization of VM / Could not reserve enough space for 1048576KB object heap
        re.compile(r"Could not reserve enough space|Cannot allocate memory|insufficient memory|OutOfMemoryError"),
        "内存不足。请关闭别的程序，或把 BULLETIN_ENGINE_HEAP 设小一些（如 512m）",
        "not enough memory for the heap; set a smaller BULLETIN_ENGINE_HEAP",
    ),
    Cause(  # Error: Invalid maximum heap size / Too small initial heap / Initial heap size set to a larger value
        re.compile(r"Invalid (?:maximum|initial) heap size|Too small (?:maximum|initial) heap"),
        "BULLETIN_ENGINE_HEAP 的值不能使用。请改为 512m、1g、2g 这样的值",
        "BULLETIN_ENGINE_HEAP cannot be used",
    ),
    Cause(  # Unrecognized VM option 'TieredStopAtLevels=1' / Unrecognized option: -fast / Improperly specified VM option
        re.compile(r"Unrecognized (?:VM )?option|Improperly specified VM option"),
        "Java 不接受 BULLETIN_ENGINE_JAVA_OPTIONS 里的选项。请改正，或不设置它",
        "Java refuses an option; correct BULLETIN_ENGINE_JAVA_OPTIONS or leave it unset",
    ),
    Cause(  # cannot upgrade a node from version [8.19.0] directly to version [9.5.3] / cannot downgrade a node from version [9.6.0]
        re.compile(r"cannot (?:upgrade|downgrade) a node|The index \[.*\] was created|cannot be opened by this version"),
        "数据目录由另一个版本的 Elasticsearch 写成。请把 engine/data 改名保留，再重新收录",
        "the data was written by another version of Elasticsearch",
    ),
    Cause(  # failed to obtain node locks, tried [...]
        re.compile(r"failed to obtain node locks"),
        "数据目录正被另一个检索引擎使用。请先运行 bulletin engine stop",
        "another engine uses the data folder",
    ),
    Cause(  # java.nio.file.AccessDeniedException: /…/data
        re.compile(r"AccessDeniedException|Permission denied|Read-only file system"),
        "目录没有写权限。请检查存档目录 engine/ 的属主和权限",
        "a folder may not be written to",
    ),
)

_TELLING = re.compile(r"(?:ERROR|FATAL)|Exception|^Error\b", re.MULTILINE)
_STACK = re.compile(r"^\s+at |^\s*\.\.\. \d+ more|^\s*$")


def start_failure(files: EngineFiles, log_begin: int, what: str) -> EngineStartFailed:
    """The error for an engine that did not start: the known cause if the log tells one, the log's last telling line, where the log is.

    `log_begin` is the size that the log had before this start: what stands before it is of other starts.
    """
    text = _tail(files.start_log, 0) + _tail(files.log, log_begin)
    cause = next((cause for cause in CAUSES if cause.pattern.search(text)), None)
    line = last_telling_line(text, cause.pattern if cause else _TELLING)
    seen = f"日志 {files.log} 的最后一条：{line}" if line else f"日志：{files.log}"
    zh = f"检索引擎没有启动成功：{cause.zh}。" if cause else "检索引擎没有启动成功。"
    en = f"the engine {what}{f': {cause.en}' if cause else ''}; log {files.log}: {line}"
    return EngineStartFailed(zh + seen, en)


def last_telling_line(text: str, telling_words: re.Pattern[str] = _TELLING) -> str:
    """The last line with these words, else the last line; without the stack below it."""
    lines = [line.strip() for line in text.splitlines() if not _STACK.match(line)]
    telling = [line for line in lines if telling_words.search(line)]
    return (telling or lines or [""])[-1][:300]


def _tail(path: Path, begin: int) -> str:
    try:
        with path.open("rb") as file:
            file.seek(0, 2)
            size = file.tell()
            # Smaller than before: the log was rolled over, and all of it is new.
            file.seek(max(begin if begin <= size else 0, size - TAIL_BYTES))
            return file.read().decode("utf-8", errors="replace")
    except OSError:
        return ""
