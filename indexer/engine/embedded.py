"""The embedded engine of a home: used by whoever needs it, started by the first, ended after the last.

Every user holds a share of `users.lock`; the engine itself watches it and closes when nobody holds one, so it ends with its
users however they end. `engine start` keeps it without users, `engine stop` ends it.
"""

from __future__ import annotations

import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from indexer.engine.configuration import DISK_FLOOD_BYTES, LOGGING, NodePlaces, node_settings, render_settings
from indexer.engine.install import Installation, install
from indexer.engine.lock import ENGINE_VERSION
from indexer.engine.locks import SharedLock, exclusive
from indexer.engine.process import launch, wait_until_healthy, wait_until_listening
from indexer.engine.state import EngineFiles, EngineState, end_engine, is_alive, is_kept, last_state, running_state
from indexer.errors import EngineStartFailed, EngineUnavailable
from indexer.settings import Settings

CLOSING_SECONDS = 40.0
"""An engine that is closing keeps newcomers waiting; longer than its own limit for closing."""

NOTICE_SECONDS = 1.0
"""In this time an engine without users has seen it: it looks ten times a second."""

POLL_SECONDS = 0.05

WAIT_SENTENCE = "另一个命令正在启动检索引擎，请稍候…"


class EmbeddedEngine:
    """The engine of one archive home."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.files = EngineFiles(settings.engine_home)

    @contextmanager
    def used(self) -> Iterator[EngineState]:
        """The running engine, started when there is none; it stays at least as long as the block.

        Raises EngineFetchFailed or EngineStartFailed.
        """
        self._join()
        try:
            yield self._running_or_started()
        finally:
            self._leave()

    def keep(self) -> EngineState:
        """The running engine, started when there is none; it stays until `end`.

        Raises EngineFetchFailed or EngineStartFailed.
        """
        with self.used() as state:
            self.files.kept.write_text(f"{state.pid}\n", encoding="utf-8")
        return state

    def end(self) -> bool:
        """Ends the engine, whoever uses it; True if one was running."""
        if not self.files.root.is_dir():
            return False
        with exclusive(self.files.start_lock, WAIT_SENTENCE):
            self.files.kept.unlink(missing_ok=True)
            return end_engine(self.files)

    def running(self) -> EngineState:
        """The running engine.

        Raises EngineUnavailable when none runs.
        """
        state = running_state(self.files)
        if state is None:
            raise EngineUnavailable(
                "检索引擎没有运行。请运行 bulletin engine start，或直接使用 bulletin serve、ingest、search（会自动启动）。"
                f"日志:{self.files.log}",
                f"no engine of {self.files.root} is running",
            )
        return state

    def again(self) -> EngineState:
        """Within `used`: the running engine, started anew when it has ended meanwhile.

        Raises EngineFetchFailed or EngineStartFailed.
        """
        return self._running_or_started()

    def _join(self) -> None:
        if not SharedLock.take(self.files.users_lock, CLOSING_SECONDS):
            raise EngineStartFailed(
                f"上一个检索引擎一直没有退出。请运行 bulletin engine stop 后再试。日志：{self.files.log}",
                f"the engine before this one did not close within {CLOSING_SECONDS:.0f} s",
            )

    def _leave(self) -> None:
        SharedLock.give_back(self.files.users_lock)
        if SharedLock.holds(self.files.users_lock):
            return
        # So that a command has ended when its engine has: the next one, or a removal of the home, finds nothing half closed.
        begin = time.monotonic()
        while is_alive(self.files) and (passed := time.monotonic() - begin) < CLOSING_SECONDS:
            state = last_state(self.files)
            if (state is not None and is_kept(self.files, state)) or (passed > NOTICE_SECONDS and self._has_other_users()):
                return
            time.sleep(POLL_SECONDS)

    def _has_other_users(self) -> bool:
        """True when a share can be had although the engine had the time to see that none was held: somebody else holds one."""
        if not SharedLock.take(self.files.users_lock, 0):
            return False
        SharedLock.give_back(self.files.users_lock)
        return is_alive(self.files)

    def _running_or_started(self) -> EngineState:
        while True:
            state = running_state(self.files)
            if state is None:
                with exclusive(self.files.start_lock, WAIT_SENTENCE):
                    state = self._adopted()
                    if state is None:
                        return self._started()
            try:
                # Another command may have started it a moment ago, and wait for its shards as we do.
                wait_until_healthy(state, self.files, self._settings.engine_start_timeout)
            except EngineStartFailed:
                # One that was killed a moment ago is alive until the system has taken its memory back.
                if is_alive(self.files):
                    raise
                continue
            return state

    def _adopted(self) -> EngineState | None:
        """The engine that another command has started meanwhile; waits for one whose starter was killed half way."""
        end = time.monotonic() + self._settings.engine_start_timeout
        while is_alive(self.files):
            state = running_state(self.files)
            if state is not None:
                return state
            if time.monotonic() >= end:
                end_engine(self.files)
            time.sleep(POLL_SECONDS)
        return None

    def _started(self) -> EngineState:
        files, settings = self.files, self._settings
        check_data_version(files)
        installation = install(files.root)
        check_free_space(files.root)
        self._prepare(installation)
        files.state.unlink(missing_ok=True)
        options = settings.engine_java_options.split()
        launched = launch(installation, files, heap=settings.engine_heap, options=options)
        state = wait_until_listening(launched, files, settings.engine_start_timeout)
        wait_until_healthy(state, files, settings.engine_start_timeout, launched)
        return state

    def _prepare(self, installation: Installation) -> None:
        files = self.files
        for folder in (files.data, files.logs, files.temporary, files.snapshots):
            folder.mkdir(parents=True, exist_ok=True)
        http_port, transport_port = choose_ports(self._settings.engine_port, last_state(files))
        node = node_settings(
            NodePlaces(files.data, files.logs, files.snapshots), http_port=http_port, transport_port=transport_port
        )
        config = installation.home / "config"
        (config / "elasticsearch.yml").write_text(render_settings(node), encoding="utf-8")
        (config / "log4j2.properties").write_text(LOGGING, encoding="utf-8")
        files.kept.unlink(missing_ok=True)
        files.data_version.write_text(f"{ENGINE_VERSION}\n", encoding="utf-8")


def choose_ports(wanted: int, last: EngineState | None) -> tuple[int, int]:
    """HTTP and transport port: the wanted one, else those of the last start where they are free (a site that was running finds the
    engine again), else 0, a free one of the system's choice.

    Raises EngineStartFailed when the wanted port is taken.
    """
    if wanted and not _is_free(wanted):
        raise EngineStartFailed(
            f"端口 {wanted} 已被别的程序占用，检索引擎无法启动。请改用别的 BULLETIN_ENGINE_PORT，或不设置它（自动选择空闲端口）。",
            f"port {wanted} (BULLETIN_ENGINE_PORT) is taken; choose another or leave it unset",
        )
    http = wanted or (last.http_port if last and last.http_port and _is_free(last.http_port) else 0)
    transport = last.transport_port if last and last.transport_port and _is_free(last.transport_port) else 0
    return http, transport


def _is_free(port: int) -> bool:
    with closing(socket.socket()) as probe:
        # As the engine binds: connections that wait for their end do not count.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def check_data_version(files: EngineFiles) -> None:
    """Refuses data that this engine cannot open: of another major version, or of a newer one.

    Raises EngineStartFailed that says what to do.
    """
    try:
        written = files.data_version.read_text(encoding="utf-8").strip()
    except OSError:
        return
    if _parts(written)[0] == _parts(ENGINE_VERSION)[0] and _parts(written) <= _parts(ENGINE_VERSION):
        return
    raise EngineStartFailed(
        f"{files.data} 由 Elasticsearch {written} 写成，本软件带的是 {ENGINE_VERSION}，不能直接打开。"
        "索引可以从存档重建：请停用另一个版本，把 engine/data 和 engine/data-version 改名保留，再重新收录；或改用写入时的软件版本。",
        f"{files.data} was written by Elasticsearch {written}, this engine is {ENGINE_VERSION}: move engine/data and "
        "engine/data-version away and load again",
    )


def _parts(version: str) -> tuple[int, ...]:
    numbers = version.split("-")[0].split(".")
    return tuple(int(number) if number.isdigit() else 0 for number in numbers)


def check_free_space(root: Path) -> None:
    """Refuses to start where the engine would be read-only at once.

    Raises EngineStartFailed that names the disk and the space.
    """
    free = shutil.disk_usage(root).free
    if free >= DISK_FLOOD_BYTES:
        return
    raise EngineStartFailed(
        f"磁盘快满了：{root} 所在磁盘只剩 {free / 1024**2:.0f} MB，检索引擎至少需要 {DISK_FLOOD_BYTES / 1024**2:.0f} MB。请清理后再试。",
        f"only {free / 1024**2:.0f} MB free on the disk of {root}; the engine needs {DISK_FLOOD_BYTES / 1024**2:.0f} MB",
    )
