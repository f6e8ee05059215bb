"""What all browsers share: the world, who has read what, the clock, and what goes wrong on purpose."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sandbox.page.phones import Phones
from sandbox.page.served import Served
from sandbox.page.unread import Marks
from sandbox.page.walking import Walking
from sandbox.people.person import Person
from sandbox.protocol.channels import Channel
from sandbox.protocol.checks import UploadedFile
from sandbox.protocol.checks.files import FILE_BYTES
from sandbox.protocol.faults import RestFault
from sandbox.protocol.guilds import Role
from sandbox.protocol.journal import Entry
from sandbox.protocol.permissions import VIEW_CHANNEL
from sandbox.server import Sandbox

if TYPE_CHECKING:
    from sandbox.page.screen import Screen

REFUSALS_KEPT: Final = 200
LOOK_AHEAD_AFTER: Final = 0.15
TICK_SECONDS: Final = 10.0
FILES_KEPT: Final = 20
FILES_BYTES: Final = 5 * FILE_BYTES  # of all browsers together, those on their way included


class Page:
    """Watches the world from `open` to `close` and tells every screen what is no longer right on it."""

    def __init__(self, sandbox: Sandbox, served: Served) -> None:
        self.sandbox = sandbox
        self.world = sandbox.world
        self.served = served
        self.marks = Marks(sandbox.world, served.people)
        self.phones = Phones(sandbox.world, served.people)
        self.walking = Walking(sandbox.clock, served, lambda: self.stale("top"))
        self.refusals: deque[Entry] = deque(maxlen=REFUSALS_KEPT)
        self.faults: list[str] = []
        self.once: list[tuple[RestFault, str]] = []
        self.deleted: list[Channel] = []
        self.left: dict[int, list[Role]] = {}
        self.granted: int | None = None
        self.files: dict[str, UploadedFile] = {}
        self._bytes_arriving = 0
        self.screens: set[Screen] = set()
        self._pinged: dict[int, set[int]] = defaultdict(set)
        self.restarting = False
        # Answers that only one person saw do not outlive a visit, as in Discord's app.
        self.opened_at = sandbox.world.ids.next()
        for entry in sandbox.world.journal.entries:
            self._note_pings(entry)
        self._unwatch = sandbox.world.watch(self._note)
        self._looking: asyncio.TimerHandle | None = None
        self._ticking = asyncio.get_running_loop().call_later(TICK_SECONDS, self._tick)
        self._tasks: set[asyncio.Task[None]] = set()

    def close(self) -> None:
        """Stops watching."""
        self._unwatch()
        self._ticking.cancel()
        if self._looking is not None:
            self._looking.cancel()
        for task in self._tasks:
            task.cancel()

    @property
    def home(self) -> Channel:
        """Where a browser begins; once that is deleted, another channel."""
        home = self.served.home
        if home.id in self.world.channels:
            return home
        return next(iter(home.the_guild.channels.values()), home)

    @property
    def broken(self) -> list[str]:
        """What goes wrong on purpose until it is mended, in sentences."""
        bot = self.world.bot
        closed = [
            f"{person.name} takes no direct messages" for person in self.served.people if not person.user.dms_open
        ]
        blind = [f"{person.name} does not see #{channel.name}" for person, channel in self.hidden]
        gone = [f"{person.name} has left" for person in self.served.people if person.id in self.left]
        removed = [f"{bot.display_name} was removed from the server"] if self.granted is not None else []
        denied = [channel.name for channel in self.world.channels.values() if self.denied(channel)]
        waiting = [sentence for fault, sentence in self.once if not fault.struck]
        return [
            *waiting,
            *self.faults,
            *closed,
            *gone,
            *blind,
            *removed,
            *(f"{bot.display_name} lacks permissions in #{name}" for name in denied),
        ]

    @property
    def hidden(self) -> list[tuple[Person, Channel]]:
        """From whom which channel is hidden by name."""
        return [
            (person, channel)
            for channel in self.world.channels.values()
            for person in self.served.people
            if person.id in channel.overwrites and channel.overwrites[person.id].deny & VIEW_CHANNEL
        ]

    def denied(self, channel: Channel) -> int:
        """The permissions that were taken from the bot there."""
        overwrite = channel.overwrites.get(self.world.bot.id)
        return overwrite.deny if overwrite else 0

    def stale(self, *parts: str) -> None:
        """These parts of every screen are to be drawn anew."""
        for screen in tuple(self.screens):
            screen.stale(*parts)

    def keep_file(self, file: UploadedFile) -> str:
        """Keeps a file until it is sent with a command, a form or a message; the oldest make room."""
        number = str(self.world.ids.next())
        self.files[number] = file
        while len(self.files) > FILES_KEPT or self._bytes_kept > FILES_BYTES:
            self.files.pop(next(iter(self.files)))
        return number

    @contextmanager
    def arriving(self) -> Iterator[Callable[[int], bool]]:
        """Count what arrives of one file, chunk by chunk; the counter says whether there is still room for all."""
        came = 0

        def counted(size: int) -> bool:
            nonlocal came
            came += size
            self._bytes_arriving += size
            return self._bytes_arriving <= FILES_BYTES

        try:
            yield counted
        finally:
            self._bytes_arriving -= came

    @property
    def _bytes_kept(self) -> int:
        return sum(len(file.data) for file in self.files.values())

    def look_ahead_soon(self) -> None:
        """Asks the bot a little later what is due next; many events ask once."""
        if self._looking is None:
            self._looking = asyncio.get_running_loop().call_later(LOOK_AHEAD_AFTER, self._look_ahead)

    def _tick(self) -> None:
        """A clock that runs is shown running."""
        self.stale("top")
        self._ticking = asyncio.get_running_loop().call_later(TICK_SECONDS, self._tick)

    def _look_ahead(self) -> None:
        self._looking = None
        if self.walking.target is None and not self.restarting:
            task = asyncio.create_task(self.walking.look_ahead())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def pinged(self, user_id: int, message_id: int) -> bool:
        """Whether the message called for her, by name or to everybody."""
        return user_id in self._pinged.get(message_id, ())

    def _note_pings(self, entry: Entry) -> None:
        if entry.notified and entry.message is not None:
            self._pinged[entry.message.id] |= entry.notified

    def _note(self, entry: Entry) -> None:
        self._note_pings(entry)
        self.marks.note(entry)
        self.phones.note(entry)
        if entry.notified:
            self.stale("drawer")
        if entry.kind in ("refused", "unknown_route"):
            self.refusals.append(entry)
        if self.once or entry.kind in ("refused", "unknown_route"):
            self.stale("top", "drawer")
        self.look_ahead_soon()
        for screen in tuple(self.screens):
            screen.happened(entry)
