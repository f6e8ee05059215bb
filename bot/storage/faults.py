"""What SQLite's error codes mean for us: the driver's errors become faults that the rooms above can name."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from bot.domain.errors import DatabaseDamaged, DatabaseFault, DatabaseFull

# By the whole code, else by its last byte, which is the family. What is not here is a mistake in our own SQL.
MEANINGS: dict[int, type[DatabaseFault]] = {
    sqlite3.SQLITE_FULL: DatabaseFull,
    sqlite3.SQLITE_IOERR_WRITE: DatabaseFull,  # a quota, or a limit on the size of files
    sqlite3.SQLITE_IOERR_SHORT_READ: DatabaseDamaged,
    sqlite3.SQLITE_CORRUPT: DatabaseDamaged,
    sqlite3.SQLITE_NOTADB: DatabaseDamaged,
    sqlite3.SQLITE_IOERR: DatabaseFault,
    sqlite3.SQLITE_READONLY: DatabaseFault,
    sqlite3.SQLITE_CANTOPEN: DatabaseFault,
    sqlite3.SQLITE_PERM: DatabaseFault,
    sqlite3.SQLITE_BUSY: DatabaseFault,
    sqlite3.SQLITE_NOLFS: DatabaseFault,
    sqlite3.SQLITE_PROTOCOL: DatabaseFault,
}
FAMILY = 0xFF


@contextmanager
def named_faults() -> Iterator[None]:
    """Raises DatabaseFault, or a kind of it, for what the disk or the file is to blame for."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK)
        fault = MEANINGS.get(code) or MEANINGS.get(code & FAMILY)
        if fault is None:
            raise
        raise fault(str(error)) from error
