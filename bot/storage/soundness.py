"""Whether a file is a sound database: what takes the same time however much it holds, at every start; all of it after
an end that was not clean.

The formats are SQLite's own: https://www.sqlite.org/fileformat.html, sections 1.3 and 4.1.
"""

import os
from pathlib import Path

from bot.domain.errors import DatabaseDamaged

MAGIC = b"SQLite format 3\0"
HEADER_BYTES, WAL_HEADER_BYTES = 100, 32
WAL_MAGIC = (0x377F0682, 0x377F0683)
LARGEST_PAGE = 65536


def check_files(path: Path, file: int) -> None:
    """Reads the headers of the open `file` at `path` and of the log beside it. DatabaseDamaged."""
    header = os.pread(file, HEADER_BYTES, 0)
    page_bytes = _check_header(header) if header else 0
    wal = path.with_name(path.name + "-wal")
    has_log = wal.exists() and wal.stat().st_size >= WAL_HEADER_BYTES
    if has_log:
        _check_log(wal, page_bytes)
    elif header and os.fstat(file).st_size < page_bytes * _pages(header):
        raise DatabaseDamaged("its end is missing")


def _check_header(header: bytes) -> int:
    """The size of a page."""
    if len(header) < HEADER_BYTES or not header.startswith(MAGIC):
        raise DatabaseDamaged("it does not begin as an SQLite database does")
    page_bytes = int.from_bytes(header[16:18])
    page_bytes = LARGEST_PAGE if page_bytes == 1 else page_bytes
    if page_bytes < 512 or page_bytes > LARGEST_PAGE or page_bytes & (page_bytes - 1):
        raise DatabaseDamaged("its header names no size of a page")
    return page_bytes


def _pages(header: bytes) -> int:
    """How many pages the file has to have; nothing is said where an old SQLite has written it last."""
    return int.from_bytes(header[28:32]) if header[24:28] == header[92:96] else 0


def _check_log(wal: Path, page_bytes: int) -> None:
    with wal.open("rb") as opened:
        header = opened.read(WAL_HEADER_BYTES)
    if not any(header):  # a power cut came before its first write
        return
    if int.from_bytes(header[:4]) not in WAL_MAGIC:
        raise DatabaseDamaged(f"{wal.name} does not begin as SQLite's log does")
    if page_bytes and int.from_bytes(header[8:12]) != page_bytes:
        raise DatabaseDamaged(f"{wal.name} is of another database")
