"""The folder of backups: `objects/ab/abcdef…` by SHA-256, shared by all, and a manifest in `backups/` for each."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from indexer.backup.manifest import Manifest, ManifestDamaged, ManifestNewer, decode_manifest, encode_manifest
from indexer.backup.whole_files import WholeFiles, size_of
from indexer.errors import BackupError

TIME_IN_NAME = "%Y-%m-%dT%H-%M-%SZ"
"""UTC; no colons, which disks for other systems refuse. Sorting by name is sorting by time."""


_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}-[0-9]{2}-[0-9]{2}Z")


class BackupStore:
    """The backups in one folder; an object or a manifest in it is whole or absent."""

    def __init__(self, root: Path) -> None:
        self.root = root.expanduser().absolute()
        self.backups = self.root / "backups"
        self.files = WholeFiles(self.root, self.root / "parts")

    def object(self, sha256: str) -> Path:
        """Where the object with this hash stands, or would stand."""
        return self.root / "objects" / sha256[:2] / sha256

    def has(self, sha256: str, size: int) -> bool:
        """True when the object is there in its full size; its bytes are looked at by `check`."""
        return size_of(self.object(sha256)) == size

    def names(self) -> tuple[str, ...]:
        """The names of all backups, oldest first.

        Raises BackupError when the folder holds none, or cannot be read.
        """
        try:
            # By their form: file managers leave files of their own (`._2026-….json`) on foreign disks.
            names = tuple(sorted(path.stem for path in self.backups.glob("*.json") if _NAME.fullmatch(path.stem)))
        except OSError as error:
            raise BackupError(
                f"读不了 {self.backups}（{error.strerror}）。请检查磁盘和权限。", f"cannot read {self.backups}: {error}"
            ) from error
        if not names:
            raise BackupError(
                f"{self.root} 里没有备份。请检查磁盘是否接好，路径是否是 bulletin backup 用的那个文件夹。",
                f"no backup in {self.root}",
            )
        return names

    def named(self, at: str | None) -> str:
        """The newest backup, or the newest whose name begins with `at`.

        Raises BackupError that names what is there.
        """
        names = self.names()
        found = [name for name in names if at is None or name.startswith(at)]
        if not found:
            some = "、".join(names[-5:])
            raise BackupError(
                f"{self.root} 里没有 {at} 的备份。最近的是：{some}；全部请看 bulletin restore {self.root} --list。",
                f"no backup {at} in {self.root}; the newest are {', '.join(names[-5:])}",
            )
        return found[-1]

    def read(self, name: str) -> Manifest:
        """The manifest of this backup.

        Raises BackupError when it is damaged, unreadable or newer than the program.
        """
        path = self.backups / f"{name}.json"
        try:
            return decode_manifest(path.read_bytes())
        except ManifestNewer as error:
            raise BackupError(
                f"备份 {name} 是由更新版本的程序做的。请升级 bulletin-archive 后再试。", f"{path}: {error}"
            ) from error
        except (ManifestDamaged, OSError) as error:
            raise BackupError(
                f"备份 {name} 的清单 {path} 已损坏（{error}）。请用 --list 看看，改用另一份（--at 时间）。",
                f"{path} is damaged: {error}",
            ) from error

    def write(self, manifest: Manifest) -> str:
        """Puts the manifest on disk after all its objects, and with it the backup; the name, of the first free second.

        Raises OSError.
        """
        made = manifest.made_at
        while (target := self.backups / f"{made.strftime(TIME_IN_NAME)}.json").exists():
            made += timedelta(seconds=1)
        self.files.write(encode_manifest(manifest), target)
        return target.stem
