"""One writer at a time: an advisory lock on a file, freed by the system when its process ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from warehouse.errors import BusyError

if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[str]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try_lock(file: IO[str]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def exclusive(path: Path, task: str) -> Iterator[None]:
    """Hold the lock file ``path`` while the block runs; raise BusyError at once when another process holds it.

    The lock is the system's, not the file's existence, so a killed process leaves nothing to clean up.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        try:
            _try_lock(file)
        except OSError as error:
            raise BusyError(
                f"{path}: another process is busy with: {task}; expected to be the only one; "
                "wait until it has ended and run the command again"
            ) from error
        yield
