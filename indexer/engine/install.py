"""Assembling the engine in the archive home: jars, module, plugin, launcher; whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.engine.fetch import is_whole, place_jars, sha256_of
from indexer.engine.java import JAVA_RELEASE, compile_part, java_version, sources_sha256
from indexer.engine.lock import ENGINE_VERSION, LOCK, LockedJar, Place, read_lock
from indexer.errors import EngineStartFailed

LAYOUT = 1
"""Raised when the same jars and sources are put together in another way."""

STAMP = "stamp.json"
LAUNCHER = "launcher.jar"
PLUGIN = "bulletin-archive.jar"
MAIN_CLASS = "org.bulletin.archive.engine.EmbeddedNode"
PLUGIN_CLASS = "org.bulletin.archive.ArchivePlugin"

FOLDERS = {
    Place.SERVER: Path("lib"),
    Place.TRANSPORT: Path("modules/transport-netty4"),
    Place.PLUGIN: Path("plugins/bulletin-archive"),
    Place.COMPILER: Path("compiler"),
}
COMPILED = {"launcher": FOLDERS[Place.SERVER] / LAUNCHER, "plugin": FOLDERS[Place.PLUGIN] / PLUGIN}

_WORK_PREFIX = "installing-"
_OLD_PREFIX = "replaced-"

PLUGIN_DESCRIPTOR = f"""\
description=Chinese analysis and GET / for the embedded engine of bulletin-archive
version={ENGINE_VERSION}
name=bulletin-archive
classname={PLUGIN_CLASS}
java.version={JAVA_RELEASE}
elasticsearch.version={ENGINE_VERSION}
"""


@dataclass(frozen=True, slots=True)
class Installation:
    """An installed engine: `home` is what Elasticsearch calls `path.home`."""

    home: Path
    digest: str

    @property
    def class_path(self) -> tuple[Path, ...]:
        """The server's jars and the launcher, in a fixed order."""
        return tuple(sorted((self.home / FOLDERS[Place.SERVER]).glob("*.jar")))


def inputs_sha256() -> str:
    """Hash of all that an installation is made of: the lock, our sources, the Java runtime, the layout."""
    parts = (LOCK.read_text(encoding="utf-8"), sources_sha256(), java_version(), PLUGIN_DESCRIPTOR, str(LAYOUT))
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()


def install(engine_home: Path) -> Installation:
    """The installation in `engine_home/installed`, made or made again unless it is whole; the caller holds the engine's lock.

    Raises EngineFetchFailed when the jars cannot be had, EngineStartFailed when they cannot be put together.
    """
    installation = Installation(engine_home / "installed", inputs_sha256())
    try:
        _remove_leftovers(engine_home)
        if not _is_whole(installation):
            _assemble(installation, engine_home)
    except OSError as error:
        raise _not_written(error, engine_home) from error
    return installation


def _remove_leftovers(engine_home: Path) -> None:
    """What a killed install or a replaced installation left."""
    for prefix in (_WORK_PREFIX, _OLD_PREFIX):
        for folder in engine_home.glob(f"{prefix}*"):
            shutil.rmtree(folder, ignore_errors=True)


def _is_whole(installation: Installation) -> bool:
    """True when every jar has its hash: reading 50 MB takes a tenth of a second, and a damaged jar fails in ways nobody can read."""
    try:
        stamp = json.loads((installation.home / STAMP).read_text(encoding="utf-8"))
        compiled = stamp["compiled"]
        return bool(
            stamp["digest"] == installation.digest
            and all(is_whole(path, jar) for jar, path in _targets(installation.home))
            and all(sha256_of(installation.home / path) == compiled[part] for part, path in COMPILED.items())
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _targets(home: Path) -> Iterator[tuple[LockedJar, Path]]:
    for jar in read_lock():
        yield jar, home / FOLDERS[jar.place] / jar.file_name


def _assemble(installation: Installation, engine_home: Path) -> None:
    engine_home.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=_WORK_PREFIX, dir=engine_home))
    home = work / "installed"
    targets = {jar.coordinates: path for jar, path in _targets(home)}
    place_jars(read_lock(), targets, work)
    _write_transport_module(home)
    _compile(home, work)
    (home / "config").mkdir()
    stamp = {"digest": installation.digest, "compiled": {part: sha256_of(home / path) for part, path in COMPILED.items()}}
    (home / STAMP).write_text(json.dumps(stamp), encoding="utf-8")
    if installation.home.exists():
        installation.home.rename(Path(tempfile.mkdtemp(prefix=_OLD_PREFIX, dir=engine_home)) / "installed")
    home.rename(installation.home)
    _remove_leftovers(engine_home)


def _write_transport_module(home: Path) -> None:
    """The module's own descriptor files, which its jar carries; it is loaded from the class path, so it names no Java module."""
    folder = home / FOLDERS[Place.TRANSPORT]
    (jar,) = folder.glob("transport-netty4-*.jar")
    inside = "META-INF/es-plugins/transport-netty4/"
    with zipfile.ZipFile(jar) as archive:
        for name in archive.namelist():
            if name.startswith(inside) and not name.endswith("/"):
                lines = archive.read(name).decode("utf-8").splitlines(keepends=True)
                text = "".join(line for line in lines if not line.startswith("modulename="))
                (folder / name.removeprefix(inside)).write_text(text, encoding="utf-8")


def _compile(home: Path, work: Path) -> None:
    (compiler,) = (home / FOLDERS[Place.COMPILER]).glob("*.jar")
    server = sorted((home / FOLDERS[Place.SERVER]).glob("*.jar"))
    plugin = sorted((home / FOLDERS[Place.PLUGIN]).glob("*.jar"))
    for part, path in COMPILED.items():
        classes = work / f"classes-{part}"
        classes.mkdir()
        compile_part(part, compiler=compiler, class_path=[*server, *plugin], work=classes, target=home / path)
    descriptor = home / FOLDERS[Place.PLUGIN] / "plugin-descriptor.properties"
    descriptor.write_text(PLUGIN_DESCRIPTOR, encoding="utf-8")


def _not_written(error: OSError, engine_home: Path) -> EngineStartFailed:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return EngineStartFailed(
            f"磁盘已满，检索引擎装不进 {engine_home}。请清理出至少 2 GB 空间后再试。",
            f"no space left to install the engine in {engine_home}: {error}",
        )
    return EngineStartFailed(
        f"检索引擎无法写入 {error.filename or engine_home}：{error.strerror}。请检查目录权限，或改用别的 BULLETIN_HOME。",
        f"cannot install the engine in {engine_home}: {error}",
    )
