"""Files that harm, one of each kind, to be laid among good pages; and what an ingest has to say of each."""

from __future__ import annotations

import io
import json
import os
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from evaluation.ingest.pages import LONG_AGO

FIRST_DAY = date(2011, 3, 1)
DAY = "2031-03-01"
"""The issue that the harmful files claim to belong to; no good page has its date."""
MILLION = 1_000_000
"""Hanzi in three megabytes of UTF-8."""

PAGE = """\
岚汀新区第{number}号社区食堂开张

本报讯（记者 乔知远）近日，岚汀新区第{number}号社区食堂开张，附近居民多了一个吃饭的去处。

第{number}路公交车改走汀澜路

本报讯（记者 沈雁秋）从明天起，第{number}路公交车改走汀澜路，首末班时间不变。
"""
RECORDS_A_PAGE = 2


@dataclass(frozen=True, slots=True)
class Poison:
    """A harmful file: how it is made in a folder, and by which name and code it is reported.

    Without a code it does no harm: `pages` says how many pages it gives.
    """

    name: str
    make: Callable[[Path], None]
    reported: str = ""
    code: str = ""
    pages: int = 0


def write_good_pages(folder: Path, count: int) -> int:
    """Writes so many pages of two articles each, four to an issue; returns how many."""
    for number in range(count):
        day = FIRST_DAY + timedelta(days=number // 4)
        target = folder / day.isoformat() / f"{number % 4 + 1:02d}.txt"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(PAGE.format(number=number + 1), encoding="utf-8")
        # Long ago, so that no ingest waits whether more comes, and the same when it is written again.
        os.utime(target, (LONG_AGO, LONG_AGO))
    return count


def surroundings(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Kind, size and time of everything below the folder, links not followed."""
    found = {}
    for path in sorted(os.walk(os.fsencode(folder))):
        for name in sorted((*path[1], *path[2])):
            status = os.lstat(os.path.join(path[0], name))  # noqa: PTH118  (names that are no text)
            found[os.fsdecode(os.path.join(path[0], name))] = (status.st_mode, status.st_size, status.st_mtime_ns)  # noqa: PTH118
    return found


def random_hanzi(count: int) -> str:
    """Characters of the basic block, the same ones every time."""
    chance = random.Random(20311101)
    return "".join(chr(chance.randint(0x4E00, 0x9FA5)) for _ in range(count))


def _text(name: str, make: Callable[[], bytes | str], code: str, pages: int = 0, inside: str = "") -> Poison:
    """A file of the issue itself."""

    def write(folder: Path) -> None:
        given = make()
        _at(folder, name).write_bytes(given.encode() if isinstance(given, str) else given)

    return Poison(name, write, f"{DAY}/{name}{inside}" if code else "", code, pages)


def _at(folder: Path, name: str) -> Path:
    target = folder / DAY / name
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _line(**fields: object) -> str:
    return json.dumps({"issue_date": DAY, "page": 9, "headline": "街灯亮了", **fields}, ensure_ascii=False) + "\n"


def _zip(entries: dict[str, bytes | str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return packed.getvalue()


def _sparse(folder: Path) -> None:
    with _at(folder, "全年.txt").open("wb") as file:
        file.truncate(300 * 1024 * 1024)


def _own_link(folder: Path) -> None:
    _at(folder, "09.txt").symlink_to("09.txt")


def _links_in_a_ring(folder: Path) -> None:
    _at(folder, "圈").mkdir()
    (folder / DAY / "圈" / "回来").symlink_to(folder)


def _pipe(folder: Path) -> None:
    os.mkfifo(_at(folder, "09.txt"))


def _folder_of_that_name(folder: Path) -> None:
    _at(folder, "09.txt").mkdir()


def _broken_medium(folder: Path) -> None:
    # A regular file that opens and gives "Input/output error" when it is read, as one on a dying disk.
    _at(folder, "09.txt").symlink_to("/proc/self/mem")


def _no_permission(folder: Path) -> None:
    _at(folder, "09.txt").write_text(PAGE.format(number=9), encoding="utf-8")
    (folder / DAY / "09.txt").chmod(0)


def _name_in(raw: bytes) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        day = _at(folder, "x").parent
        with open(os.path.join(os.fsencode(day), raw), "wb") as file:  # noqa: PTH118, PTH123  (a name that is no text)
            file.write(PAGE.format(number=9).encode())

    return write


_GOOD = PAGE.format(number=9)
_LETTERS = "abcdefghij" * 10_000

POISONS = (
    _text("炸弹.zip", lambda: _zip({"09.txt": "云" * (50 * MILLION)}), "source_unreadable", inside="/09.txt"),
    Poison("300 MB of text", _sparse, f"{DAY}/全年.txt", "source_too_large"),
    _text("09.txt", lambda: "近日，岚汀新区社区食堂开张。" * 80_000, "source_too_large"),
    _text("09.jsonl", lambda: '{"body": "' + "近日，岚汀新区社区食堂开张。" * 300_000, "line_too_long"),
    _text("一个字.txt", lambda: "云" * MILLION, "source_too_large"),
    _text("一个字.jsonl", lambda: _line(body="云" * MILLION), "too_long"),
    _text("乱字.txt", lambda: random_hanzi(MILLION), "source_too_large"),
    _text("乱字.jsonl", lambda: _line(body=random_hanzi(MILLION)), "too_long"),
    _text("长词.txt", lambda: _LETTERS, "", 1),
    _text("长词.jsonl", lambda: _line(body=_LETTERS), "", 1),
    _text("长词名.jsonl", lambda: _line(reporters=[_LETTERS]), "too_long"),
    _text("空字符.txt", lambda: b"a\0b", "source_unreadable"),
    _text("空字符.jsonl", lambda: _line(body="a\0b"), "nul"),
    _text("深.jsonl", lambda: '{"body": ' + "[" * 100_000 + "\n", "not_json"),
    _text("不是文字.txt", lambda: b"\xd0\xc2\xff\xff\x80\x80" * 99, "encoding_unknown"),
    _text("换页.txt", lambda: "街灯亮了\f" * 100_000, "source_too_large"),
    _text("坏.zip", lambda: b"PK\x03\x04" + b"\x55" * 5_000, "source_unreadable"),
    _text("半截.zip", lambda: _zip({f"{DAY}/09.txt": _GOOD})[:-40], "source_unreadable"),
    _text("越界.zip", lambda: _zip({"../../../外面.txt": _GOOD}), "source_unreadable", inside="/../../../外面.txt"),
    Poison("a link to itself", _own_link, f"{DAY}/09.txt", "source_unreadable"),
    Poison("folders linked in a ring", _links_in_a_ring),
    Poison("a pipe", _pipe, f"{DAY}/09.txt", "source_unreadable"),
    Poison("a folder named x.txt", _folder_of_that_name),
    Poison("a broken medium", _broken_medium, f"{DAY}/09.txt", "source_unreadable"),
    Poison("a name in GBK", _name_in("第9版.txt".encode("gb18030")), pages=1),
    Poison("a name of no encoding", _name_in(b"\xff\xfe\x80 09.txt"), pages=1),
)

NO_PERMISSION = Poison("no permission", _no_permission, f"{DAY}/09.txt", "source_unreadable")
"""Harms only commands that obey permissions: root reads everything."""
