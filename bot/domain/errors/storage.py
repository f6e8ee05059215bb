"""The database fails us: nobody's doing who asked. Each says in its text what the operator needs to hear."""

from pathlib import Path


class DatabaseFault(Exception):
    """The database cannot do what it was asked for; nothing of it was done. The text is the driver's reason."""


class DatabaseFull(DatabaseFault):
    """Nothing more can be written: the disk, or what may be used of it, is full."""


class DatabaseDamaged(DatabaseFault):
    """The file is not, or not any more, a sound database."""


class DatabaseGone(DatabaseFault):
    """`file`, of the database, was deleted or replaced while it was open, or stands no more where its log still does.
    `left` is where what it held can still be found, as soon as that is known."""

    def __init__(self, file: Path, left: Path | None = None) -> None:
        super().__init__(str(file))
        self.file = file
        self.left = left


class DatabaseInUse(Exception):
    """Another process has this database open; two of them would both send what is due."""
