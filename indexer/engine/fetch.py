"""Fetching the locked jars: from the local Maven repository where they are whole, else through jgo; every byte is verified."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.engine.lock import ENGINE_VERSION, LockedJar
from indexer.engine.progress import FetchProgress
from indexer.errors import EngineFetchFailed

if TYPE_CHECKING:
    from jgo.maven import MavenContext

PARALLEL = 4
TIMEOUT_SECONDS = 60


def sha256_of(path: Path) -> str:
    """Hash of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_whole(path: Path, jar: LockedJar) -> bool:
    """True when the file is there with the locked size and hash."""
    try:
        return path.stat().st_size == jar.size and sha256_of(path) == jar.sha256
    except OSError:
        return False


def place_jars(jars: Sequence[LockedJar], target_of: Mapping[str, Path], work: Path) -> None:
    """Puts a whole copy of every jar at `target_of[coordinates]`: from the local Maven repository, fetched into it where missing.

    Each file is kept as soon as it is verified, so that a fetch that was cut off goes on from there; a damaged file is replaced.
    `work` is an empty folder for files on their way. Says on stderr what is fetched and how much.
    Raises EngineFetchFailed when a jar cannot be had or does not have its locked hash.
    """
    try:
        repository = _repository(work)
        missing = [jar for jar in jars if not is_whole(_in_repository(repository, jar), jar)]
        if missing:
            _fetch(missing, repository, work)
        for jar in jars:
            target = target_of[jar.coordinates]
            target.parent.mkdir(parents=True, exist_ok=True)
            # A copy, never a link: whatever happens to one home leaves the others and the Maven repository whole.
            shutil.copyfile(_in_repository(repository, jar), target)
    except OSError as error:
        raise _not_stored(error) from error


def _repository(work: Path) -> Path:
    """The local Maven repository; a folder in `work` where it may not be written to (a container with a read-only home)."""
    from jgo.config import GlobalSettings

    repository = Path(GlobalSettings.load().repo_cache)
    try:
        repository.mkdir(parents=True, exist_ok=True)
    except OSError:
        return work / "repository"
    return repository if os.access(repository, os.W_OK) else work / "repository"


def _in_repository(repository: Path, jar: LockedJar) -> Path:
    group, artifact, version = jar.coordinates.split(":")
    return repository.joinpath(*group.split("."), artifact, version, jar.file_name)


def _fetch(jars: Sequence[LockedJar], repository: Path, work: Path) -> None:
    # jgo writes into its repository as bytes come in: a folder of our own keeps a half-finished file out of everybody's sight.
    folder = work / "fetched"
    shutil.rmtree(folder, ignore_errors=True)
    with FetchProgress(jars, ENGINE_VERSION) as progress:
        context = _context(folder, progress)
        with ThreadPoolExecutor(PARALLEL) as pool:
            tasks = [pool.submit(_fetch_one, context, jar, _in_repository(repository, jar), progress) for jar in jars]
            try:
                for task in as_completed(tasks):
                    task.result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


def _context(folder: Path, progress: FetchProgress) -> MavenContext:
    from jgo.config import GlobalSettings
    from jgo.constants import MAVEN_CENTRAL_URL
    from jgo.maven import MavenContext, PythonResolver

    # A mirror is named as `central` in jgo's own configuration file.
    repositories = {"central": MAVEN_CENTRAL_URL, **GlobalSettings.load().repositories}
    logging.getLogger("jgo").setLevel(logging.ERROR)
    return MavenContext(
        resolver=PythonResolver(progress_callback=progress.of_file),
        repo_cache=folder,
        remote_repos=repositories,
        timeout=TIMEOUT_SECONDS,
    )


def _fetch_one(context: MavenContext, jar: LockedJar, place: Path, progress: FetchProgress) -> None:
    import requests

    group, artifact, version = jar.coordinates.split(":")
    try:
        path = Path(context.project(group, artifact).at_version(version).artifact().resolve())
    except requests.RequestException as error:
        raise EngineFetchFailed(
            f"无法下载检索引擎的文件 {jar.file_name}：连不上 Maven 仓库。首次启动需要联网（约 {progress.megabytes:.0f} MB）；"
            "请检查网络或代理后再试，已下载的部分会保留。也可以在能联网的机器上首次启动后，把 ~/.m2/repository 复制过来。",
            f"cannot fetch {jar.coordinates}: {type(error).__name__}: {error}",
        ) from error
    except RuntimeError as error:
        raise EngineFetchFailed(
            f"Maven 仓库里没有 {jar.coordinates}。请检查 jgo 配置文件里的镜像是否完整。",
            f"{jar.coordinates} is not in the Maven repositories: {error}",
        ) from error
    if not is_whole(path, jar):
        raise EngineFetchFailed(
            f"下载的 {jar.file_name} 与锁定的校验值不符（应为 {jar.size} 字节，SHA-256 {jar.sha256[:12]}…）。"
            "可能是网络中断或代理改写了内容，请再运行一次；仍不符时不要使用这个网络或镜像。",
            f"{jar.coordinates} has not the locked size and hash: {path.stat().st_size} bytes, {sha256_of(path)}",
        )
    _store(path, place)
    progress.file_done(jar)


def _store(fetched: Path, place: Path) -> None:
    """Moves a verified file to its place in the local repository, in one step for whoever looks."""
    place.parent.mkdir(parents=True, exist_ok=True)
    arriving = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        shutil.move(fetched, arriving)
        arriving.replace(place)
    finally:
        arriving.unlink(missing_ok=True)


def _not_stored(error: OSError) -> EngineFetchFailed:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return EngineFetchFailed(
            f"磁盘已满，放不下检索引擎的文件：{error.filename}。请清理出至少 2 GB 空间后再试。",
            f"no space left for the engine's jars: {error}",
        )
    return EngineFetchFailed(
        f"检索引擎的文件无法写入 {error.filename}：{error.strerror}。请检查目录权限，或用环境变量 M2_REPO 指定别的 Maven 缓存目录。",
        f"cannot store the engine's jars: {error}",
    )
