"""The files of a database as this process found them: kept from other processes, from other users, and looked after."""

import fcntl
import os
import sys
from itertools import count
from pathlib import Path

import structlog

from bot.domain.errors import DatabaseGone, DatabaseInUse

log = structlog.get_logger()

OWNERS_ALONE, OWNERS_FOLDER = 0o600, 0o700
BESIDE = ("-wal", "-shm")  # what SQLite keeps beside the file while it is open
IN_USE, AT_REST = b"in use\n", b""  # what stands in the lock file

Identity = tuple[int, int]


class Hold:
    """A lock for as long as this process lives; the kernel lets go when it dies, kill −9 included.

    There is one lock however the file is called: names are followed to the file they lead to. On Linux the file itself
    is locked too, which holds where the lock file has been deleted; elsewhere that would keep SQLite out.
    """

    def __init__(self, path: Path) -> None:
        """Makes what is missing. DatabaseInUse, DatabaseGone, OSError."""
        self.path = path.resolve()
        _make_folder(self.path.parent)
        _check_that_it_is_all_there(self.path)
        self._lock = _lock_file(self.path)
        try:
            self.file = os.open(self.path, os.O_RDWR | os.O_CREAT, OWNERS_ALONE)
            try:
                if sys.platform == "linux":
                    _lock(self.file, path)
                self.is_after_unclean_end = os.pread(self._lock, 1, 0) != AT_REST or _size(self._beside("-wal")) > 0
                self._keep_to_owner()
                os.pwrite(self._lock, IN_USE, 0)
            except BaseException:
                os.close(self.file)
                raise
        except BaseException:
            os.close(self._lock)
            raise
        self._seen: dict[Path, Identity | None] = {}

    def remember(self) -> None:
        """From now on the files are those that are there now."""
        self._seen = {path: _identity(path) for path in (self.path, *map(self._beside, BESIDE))}
        self._keep_to_owner()

    def check(self) -> None:
        """DatabaseGone if one of the files is not the one we opened. A lock file that was deleted is made anew;
        DatabaseInUse where another process was quicker."""
        for path, seen in self._seen.items():
            if _identity(path) != seen:
                raise DatabaseGone(path)
        if _identity(_lock_path(self.path)) != _identity(self._lock):
            try:
                self._lock_anew()
            except OSError as error:
                log.warning("database.lock_file_missing", reason=str(error))

    def _lock_anew(self) -> None:
        was, self._lock = self._lock, _lock_file(self.path)
        os.close(was)
        os.pwrite(self._lock, IN_USE, 0)

    @property
    def is_whole(self) -> bool:
        """Return whether the database's own file is still in its place."""
        return self._seen.get(self.path) in (None, _identity(self.path))

    def name_for_rescued(self) -> Path:
        """Beside the file, and new."""
        return next(path for n in count(1) if not (path := self._beside(f".rescued-{n}")).exists())

    def discard_log(self) -> None:
        """Deletes what SQLite leaves beside a file that is gone; another in its place would take it for its own."""
        for path in map(self._beside, BESIDE):
            if _identity(path) == self._seen.get(path):
                discard(path)

    def release(self, *, is_clean: bool) -> None:
        """Lets go. After an end that is not clean the next one to open it looks at everything."""
        if is_clean:
            os.ftruncate(self._lock, 0)
        os.close(self.file)
        os.close(self._lock)

    def _beside(self, ending: str) -> Path:
        return self.path.with_name(self.path.name + ending)

    def _keep_to_owner(self) -> None:
        """Files of an older Trellis were everybody's to read, and so were the copies it made before an upgrade."""
        copies = self.path.parent.glob(f"{self.path.name}.before-*")
        for path in (self.path, *map(self._beside, BESIDE), _lock_path(self.path), *copies):
            try:
                if path.exists():
                    path.chmod(OWNERS_ALONE)
            except PermissionError:  # it is another user's, or its disk knows no users
                log.warning("database.mode_left_as_it_was", file=str(path))


def make_private(path: Path) -> None:
    """Makes an empty file that only its owner may read. OSError, also if there is one."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNERS_ALONE))


def discard(path: Path) -> None:
    path.unlink(missing_ok=True)


def _make_folder(folder: Path) -> None:
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=OWNERS_FOLDER, exist_ok=True)


def _check_that_it_is_all_there(path: Path) -> None:
    """Where the file is missing and what belongs to it is not, an empty one in its place would finish the loss."""
    if path.exists():
        return
    wal = path.with_name(path.name + "-wal")
    left = [*([wal] if _size(wal) else []), *sorted(path.parent.glob(f"{path.name}.rescued-*"))]
    if left:
        raise DatabaseGone(path, left[-1])


def _lock_path(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def _lock_file(path: Path) -> int:
    """The locked lock file. One that was deleted between our opening and our locking it keeps nobody out."""
    while True:
        file = os.open(_lock_path(path), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, OWNERS_ALONE)
        try:
            _lock(file, path)
        except BaseException:
            os.close(file)
            raise
        if _identity(file) == _identity(_lock_path(path)):
            return file
        os.close(file)


def _lock(file: int, path: Path) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise DatabaseInUse(path) from None


def _identity(file: int | Path) -> Identity | None:
    try:
        found = os.stat(file)  # noqa: PTH116 — an open file has no path
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
