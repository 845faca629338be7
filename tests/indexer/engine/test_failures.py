"""What the log of an engine that did not start says, as a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.engine.failures import last_telling_line, start_failure
from indexer.engine.state import EngineFiles

LINES = [
    ("[2026-01-02T03:04:05,678][WARN ][stderr] Exception in thread \"main\" org.elasticsearch.http.BindHttpException: Failed to bind to 127.0.0.1:[9200]", "BULLETIN_ENGINE_PORT"),
    ("java.io.IOException: No space left on device", "磁盘已满"),
    ("Error occurred during initialization of VM\nCould not reserve enough space for 134217728KB object heap", "BULLETIN_ENGINE_HEAP"),
    ("OpenJDK 64-Bit Server VM warning: INFO: os::commit_memory(0x1, 1, 0) failed; error='Cannot allocate memory' (errno=12)", "内存不足"),
    ("Error occurred during initialization of VM\nToo small maximum heap", "BULLETIN_ENGINE_HEAP"),
    ("Unrecognized VM option 'TieredStopAtLevels=1'", "BULLETIN_ENGINE_JAVA_OPTIONS"),
    ("Unrecognized option: -fast", "BULLETIN_ENGINE_JAVA_OPTIONS"),
    ("Improperly specified VM option 'TieredStopAtLevel=few'", "BULLETIN_ENGINE_JAVA_OPTIONS"),
    ("java.lang.IllegalStateException: cannot downgrade a node from version [9.6.0] to version [9.5.3]", "另一个版本"),
    ("java.lang.IllegalStateException: failed to obtain node locks, tried [/x/data]; maybe these locations are not writable", "engine stop"),
    ("java.nio.file.AccessDeniedException: /x/data/node.lock", "写权限"),
]  # fmt: skip


def files_with(tmp_path: Path, *, log: str = "", start_log: str = "") -> EngineFiles:
    files = EngineFiles(tmp_path / "engine")
    files.logs.mkdir(parents=True)
    files.log.write_text(log, encoding="utf-8")
    files.start_log.write_text(start_log, encoding="utf-8")
    return files


@pytest.mark.parametrize(("line", "words"), LINES)
def test_a_known_cause_is_said_with_what_to_do_and_where_the_log_is(line: str, words: str, tmp_path: Path) -> None:
    files = files_with(tmp_path, start_log=line + "\n")
    error = start_failure(files, 0, "ended with code 1")
    assert words in error.zh and str(files.log) in error.zh and line.split("\n")[-1][-40:] in error.zh


def test_an_unknown_cause_still_shows_the_last_telling_line(tmp_path: Path) -> None:
    log = (
        "[INFO ][o.e.n.Node] starting ...\n"
        "java.lang.IllegalArgumentException: unknown setting [x.y]\n"
        "\tat org.elasticsearch.Node.start(Node.java:1)\n"
        "\t... 12 more\n"
    )
    error = start_failure(files_with(tmp_path, log=log), 0, "ended with code 1")
    assert "unknown setting [x.y]" in error.zh and "Node.java" not in error.zh


def test_what_an_earlier_start_logged_is_no_cause_of_this_one(tmp_path: Path) -> None:
    old = "java.io.IOException: No space left on device\n"
    files = files_with(tmp_path, log=old + "[INFO ] starting ...\n")
    error = start_failure(files, len(old), "did not listen within 5 s")
    assert "磁盘" not in error.zh and "starting ..." in error.zh


def test_a_log_that_was_rolled_over_is_read_from_its_beginning(tmp_path: Path) -> None:
    files = files_with(tmp_path, log="java.io.IOException: No space left on device\n")
    assert "磁盘已满" in start_failure(files, 10_000_000, "ended").zh


def test_without_any_log_there_is_still_a_sentence(tmp_path: Path) -> None:
    files = EngineFiles(tmp_path / "engine")
    error = start_failure(files, 0, "ended with code -9")
    assert "没有启动成功" in error.zh and str(files.log) in error.zh and "-9" in error.en


@pytest.mark.parametrize("text", ["", "\n\n", "\tat x.Y.z(Y.java:1)\n"])
def test_no_line_is_no_line(text: str) -> None:
    assert last_telling_line(text) == ""
