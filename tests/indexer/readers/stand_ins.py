"""Readers that do what a damaged file makes a library do."""

from __future__ import annotations

import ctypes
import os
import tempfile
import time
from pathlib import Path

from indexer.errors import SourceUnreadable
from indexer.printed import PrintedPage, PrintedSource
from indexer.readers.pace import page_begins, reads_alone


class Obedient:
    """Does what the bytes say, before or on the page that they say: `sleep 2`, `allocate 1`, `die 3` …; b"pages 3" is read well."""

    name = "obedient"

    def read_pages(self, data: bytes, source: str, recognized: Path | None) -> PrintedSource:
        assert recognized is None
        word, _, number = data.decode().partition(" ")
        last = int(number or 0)
        for page in range(1, last + 1):
            page_begins(page)
        self.do(word, source)
        return PrintedSource(tuple(PrintedPage(100.0, 100.0, ()) for _ in range(last)), self.name)

    def do(self, word: str, source: str) -> None:
        if word == "sleep":
            time.sleep(600)
        elif word == "spin":
            while True:
                pass
        elif word == "allocate":
            held = []
            while True:
                held.append(b"x" * 10_000_000)
        elif word == "huge":
            bytearray(1 << 44)
        elif word == "fault":
            ctypes.string_at(0)
        elif word == "exit":
            os._exit(0)
        elif word == "raise":
            raise ZeroDivisionError("division by zero")
        elif word == "recurse":
            self.do("recurse", source)
        elif word == "refuse":
            raise SourceUnreadable(f"{source}：加了密码。", f"{source} is encrypted")
        elif word == "print":
            os.write(1, b"noise on stdout")
            os.write(2, b"noise on stderr")
            print("noise in Python")
        elif word == "write":
            Path("here.tmp").write_text("left behind", encoding="utf-8")
            tempfile.mkstemp()

    def pid(self) -> int:
        return os.getpid()

    def folder(self) -> str:
        return str(Path.cwd())

    def alone(self) -> bool:
        return reads_alone()
