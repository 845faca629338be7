"""Fetching the jars: through jgo's real client from a Maven repository on loopback, into a local repository of the test's own."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from indexer.engine.fetch import is_whole, place_jars
from indexer.engine.lock import LockedJar, Place
from indexer.errors import EngineFetchFailed
from tests.indexer.engine.local_server import Answer, serving

CONTENTS = {"org.lanting:alpha:1.0": b"alpha" * 40_000, "org.lanting:beta:2.1": b"beta" * 30_000}


def locked(coordinates: str) -> LockedJar:
    content = CONTENTS[coordinates]
    return LockedJar(coordinates, hashlib.sha256(content).hexdigest(), len(content), Place.SERVER)


JARS = tuple(locked(coordinates) for coordinates in CONTENTS)


def path_of(jar: LockedJar) -> str:
    group, artifact, version = jar.coordinates.split(":")
    return f"{group.replace('.', '/')}/{artifact}/{version}/{jar.file_name}"


class Machine:
    """A machine with a local repository, a mirror in jgo's configuration, and a place for the jars."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.repository = root / "m2"
        self.configuration = root / "jgo.conf"
        monkeypatch.setenv("M2_REPO", str(self.repository))
        monkeypatch.setenv("JGO_CONFIG_FILE", str(self.configuration))
        self.targets = {jar.coordinates: root / "lib" / jar.file_name for jar in JARS}

    def mirror(self, address: str) -> None:
        self.configuration.write_text(f"[repositories]\ncentral = {address}\n", encoding="utf-8")

    def local(self, jar: LockedJar) -> Path:
        return self.repository / path_of(jar)

    def place(self) -> None:
        work = self.root / "work"
        work.mkdir(exist_ok=True)
        place_jars(JARS, self.targets, work)

    def assert_placed(self) -> None:
        for jar in JARS:
            assert is_whole(self.targets[jar.coordinates], jar)
            assert is_whole(self.local(jar), jar)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


class Repository:
    """A Maven repository that counts what it was asked for."""

    def __init__(self, contents: dict[str, bytes] | None = None) -> None:
        self.files = {f"/{path_of(jar)}": (contents or CONTENTS)[jar.coordinates] for jar in JARS}
        self.asked: list[str] = []
        self.broken = ""

    def __call__(self, _: str, path: str) -> Answer:
        if path.endswith(".jar"):
            self.asked.append(path.rsplit("/", 1)[1])
        body = self.files.get(path)
        if body is None:
            return Answer(404)
        if self.broken and self.broken in path:
            return Answer(body=body[: len(body) // 2], declared=len(body))
        return Answer(body=body)


def test_the_first_time_everything_is_fetched_and_announced_with_its_size(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    repository = Repository()
    with serving(repository) as address:
        machine.mirror(address)
        machine.place()
    machine.assert_placed()
    said = capsys.readouterr()
    assert sorted(repository.asked) == ["alpha-1.0.jar", "beta-2.1.jar"]
    assert "2 个文件" in said.err and "0.3 MB" in said.err and "下载完成" in said.err
    assert said.out == ""


def test_the_second_time_nothing_is_fetched_and_nothing_is_said(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(Repository()) as address:
        machine.mirror(address)
        machine.place()
    capsys.readouterr()
    machine.place()
    machine.assert_placed()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("left", [b"", b"alpha" * 100, b"x" * 200_000], ids=["empty", "half", "damaged"])
def test_what_a_killed_fetch_or_a_bad_disk_left_is_replaced(left: bytes, machine: Machine) -> None:
    machine.local(JARS[0]).parent.mkdir(parents=True)
    machine.local(JARS[0]).write_bytes(left)
    with serving(Repository()) as address:
        machine.mirror(address)
        machine.place()
    machine.assert_placed()


def test_a_fetch_that_breaks_off_is_an_error_and_keeps_what_was_whole(machine: Machine) -> None:
    repository = Repository()
    repository.broken = "beta"
    with serving(repository) as address:
        machine.mirror(address)
        with pytest.raises(EngineFetchFailed) as caught:
            machine.place()
        assert "beta-2.1.jar" in caught.value.zh
        assert is_whole(machine.local(JARS[0]), JARS[0])
        assert not machine.local(JARS[1]).exists()
        repository.broken, repository.asked = "", []
        machine.place()
    machine.assert_placed()
    assert repository.asked == ["beta-2.1.jar"]


def test_a_jar_with_another_hash_is_refused_and_not_kept(machine: Machine) -> None:
    forged = {**CONTENTS, "org.lanting:beta:2.1": b"evil" * 30_000}
    with serving(Repository(forged)) as address:
        machine.mirror(address)
        with pytest.raises(EngineFetchFailed) as caught:
            machine.place()
    assert "校验值" in caught.value.zh and "beta-2.1.jar" in caught.value.zh
    assert not machine.local(JARS[1]).exists()


def test_without_a_network_the_sentence_says_what_is_needed(machine: Machine) -> None:
    with serving(Repository()) as address:
        pass
    machine.mirror(address)
    with pytest.raises(EngineFetchFailed) as caught:
        machine.place()
    assert "需要联网" in caught.value.zh and "MB" in caught.value.zh


def test_a_mirror_without_the_jar_is_named_as_the_cause(machine: Machine) -> None:
    repository = Repository()
    repository.files.clear()
    with serving(repository) as address:
        machine.mirror(address)
        with pytest.raises(EngineFetchFailed) as caught:
            machine.place()
    assert "镜像" in caught.value.zh and "org.lanting:" in caught.value.zh


def test_a_full_disk_is_said_to_be_full(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(target))

    with serving(Repository()) as address:
        machine.mirror(address)
        monkeypatch.setattr(shutil, "copyfile", full)
        with pytest.raises(EngineFetchFailed) as caught:
            machine.place()
    assert "磁盘已满" in caught.value.zh


def test_a_local_repository_that_cannot_be_made_is_no_hindrance(machine: Machine) -> None:
    """A container with a read-only home."""
    machine.repository.write_text("a file where the folder would be", encoding="utf-8")
    with serving(Repository()) as address:
        machine.mirror(address)
        machine.place()
    for jar in JARS:
        assert is_whole(machine.targets[jar.coordinates], jar)
