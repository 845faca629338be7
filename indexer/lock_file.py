"""One process at a time, by a lock file that ends with the process."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import ArchiveError

_NO_LOCKS_HERE = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}


@contextmanager
def alone(lock: Path, held: ArchiveError) -> Iterator[bool]:
    """Holds the lock file for the block; False where the file system has no locks.

    Raises `held` when another process holds it, OSError when the file cannot be made.
    """
    handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        locked = True
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise held from error
        except OSError as error:
            if error.errno not in _NO_LOCKS_HERE:
                raise
            locked = False
        yield locked
    finally:
        os.close(handle)
