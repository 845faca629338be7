"""The sentences for files that cannot be had."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from indexer.errors import FolderSettingsError, SourceChanged, SourceTooLarge, SourceUnreadable
from indexer.sources.limits import MEGABYTE
from indexer.sources.names import readable_name


def no_file(path: Path, name: str) -> SourceUnreadable:
    """Why a path can be read neither as a file nor as a folder, and what to do."""
    if os.path.islink(path) and not os.path.exists(path):  # noqa: PTH110, PTH114
        target = readable_name(str(path.readlink()))
        return SourceUnreadable(
            f"{name}：这是一个链接，它指向的 {target} 不存在。请修好链接，或直接给出原来的文件。",
            f"{name} is a link to {target}, which is not there",
        )
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return SourceUnreadable(f"找不到文件或文件夹 {name}。请检查路径有没有写错。", f"{name} is no file and no folder")
    except OSError as error:
        zh = f"{name}：打不开（{reason(error)}）。请检查路径和它上面各层文件夹的权限。"
        return SourceUnreadable(zh, f"cannot look at {name}: {error.strerror}")
    return SourceUnreadable(
        f"{name}：这不是普通文件（是设备、管道一类），不能收录。请把内容另存为 .txt 文件，或把它移出文件夹。",
        f"{name} is no regular file",
    )


def no_folder(name: str, error: OSError) -> SourceUnreadable:
    """Why a folder cannot be listed."""
    return SourceUnreadable(
        f"{name}：文件夹打不开（{reason(error)}）。请改文件夹的权限，或换有权限的账号再运行一次。",
        f"cannot list {name}: {error.strerror}",
    )


def not_readable(name: str, error: OSError) -> SourceUnreadable:
    """Why a file cannot be read."""
    return SourceUnreadable(
        f"{name}：文件读不出来（{reason(error)}）。请改文件的权限，或换有权限的账号；若是移动硬盘或网络盘，看它是否还连着。",
        f"cannot read {name}: {error.strerror}",
    )


def no_space(name: str, error: OSError) -> SourceUnreadable:
    """Why an entry of a zip cannot be spooled to a temporary file."""
    return SourceUnreadable(
        f"{name}：解压到临时文件时出错（{reason(error)}）。请清理磁盘（临时文件夹所在的盘）后再运行一次，或先解压再收录文件夹。",
        f"cannot spool {name} to a temporary file: {error.strerror}",
    )


def too_large(name: str, size: int, limit: int) -> SourceTooLarge:
    """Why a source is not read whole."""
    return SourceTooLarge(
        f"{name}：文件有 {_megabytes(size)}，超过一个文件 {_megabytes(limit)} 的上限，未收录。"
        "一版报纸没有这么大：若是多版的合集，请按版拆成小文件；若是从别的系统导出的数据，请改成 .jsonl（没有上限）；不是报纸的就移出文件夹。",
        f"{name} has {size} bytes, more than the {limit} that a file of pages may have; split it, or make it a .jsonl",
    )


def unusable_folder(name: str, error: FolderSettingsError) -> FolderSettingsError:
    """Why a file is not taken in whose `bulletin.toml` cannot be used."""
    return FolderSettingsError(
        f"{name}：管这个文件夹的 bulletin.toml 有错，为免收错，未收录。{error.zh}", f"{name} was left out: {error.en}"
    )


def still_written(name: str) -> SourceChanged:
    """Why a file was put off."""
    return SourceChanged(
        f"{name} 正在被写入，本次未收录。请等文件写完后再运行一次。",
        f"{name} was being written; ingest it again when it is whole",
    )


def reason(error: OSError) -> str:
    """The system's reason in Chinese where it is a usual one."""
    return _REASONS.get(error.errno or 0, error.strerror or type(error).__name__)


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.4g} MB" if size >= MEGABYTE / 10 else f"{size} 字节"


_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOENT: "已经不在了",
    errno.EIO: "磁盘或网络出错",
    errno.EMFILE: "打开的文件太多",
    errno.ENAMETOOLONG: "路径太长",
    errno.ENOSPC: "磁盘满了",
}
