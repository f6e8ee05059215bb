"""Who may come in: everybody, unless a moderator has stopped everything or keeps somebody out.

Every command, press and form is asked about here before a use case hears of it. What comes from a server is of that
community, and Discord lets only those press there who are on it. Under a direct message no community is known: `place`
finds that of the thing, and without one a use case finds nothing, since all that is kept is kept by community. Whether
somebody is still on the server only Discord knows; the door asks it (`cogs/_shared/admitting.py`).

Asked at every press and command, so the answer is kept in memory: read at the start and after every change made here. A
change that another process makes is known here after the next start, but for what is asked of the database itself.
"""

from dataclasses import replace

from bot.domain.audit import NO_FACTS, SERVER, Action, Subject
from bot.domain.errors import (
    BlockedAlready,
    BlockingModerator,
    KeptOut,
    NotBlocked,
    NotStopped,
    Stopped,
    StoppedAlready,
)
from bot.domain.people import Actor, must_moderate
from bot.domain.things import About
from bot.services.admission import must_be_open
from bot.services.audits import note
from bot.services.parting import go
from bot.services.placing import place_of
from bot.services.work import Work
from bot.storage import gates
from bot.storage.gates import Stop

# What is open to everybody at all times: knowing what there is, and one's own data.
ALWAYS_OPEN = ("help", "my data", "my forget", "forget")


class Gate:
    def __init__(self, work: Work) -> None:
        self._work = work
        self._stops: dict[int, Stop] = {}
        self._blocked: frozenset[tuple[int, int]] = frozenset()

    async def look(self) -> None:
        """Reads how things stand; until the first time nobody is kept out."""
        async with self._work.reading() as tx:
            self._stops = {stop.community_id: stop for stop in await gates.stops(tx)}
            self._blocked = frozenset(await gates.blocked(tx))

    def check(self, actor: Actor, what: str) -> None:
        """`what` is a command's name, or the custom id of a control or form. Stopped, KeptOut.

        Under a direct message no community is known yet; what is pressed there is checked by `place`.
        """
        if what.startswith(ALWAYS_OPEN):
            return
        if (actor.community_id, actor.person_id) in self._blocked:
            raise KeptOut
        if actor.community_id in self._stops and not actor.is_moderator:
            raise Stopped

    async def place(self, actor: Actor, about: About) -> Actor:
        """Finds the same person where the thing is that they press under a direct message.

        Reads, also whether they may come in there, as another process may have it. ServersOnly, Missing, KeptOut,
        Stopped.
        """
        async with self._work.reading() as tx:
            there = replace(actor, community_id=await place_of(tx, actor.person_id, about))
            await must_be_open(tx, there)
        return there

    def stopped(self, actor: Actor) -> Stop | None:
        """Since when and by whom everything is stopped here, for moderators. ModeratorsOnly."""
        must_moderate(actor)
        return self._stops.get(actor.community_id)

    async def stop(self, actor: Actor) -> Stop:
        """Stops everything in the community: nothing goes out, no round moves, nobody but moderators comes in.

        What Discord has been handed already may still appear. What falls due meanwhile waits, until its own time is
        over. One transaction. ModeratorsOnly, StoppedAlready.
        """
        must_moderate(actor)
        stop = Stop(actor.community_id, actor.person_id, self._work.clock.now())
        async with self._work.unit() as tx:
            if not await gates.stop(tx, stop):
                raise StoppedAlready
            await note(tx, self._work.ids, actor, Action.STOPPED, SERVER, NO_FACTS, NO_FACTS, stop.at)
        await self.look()
        return stop

    async def resume(self, actor: Actor) -> None:
        """Lets everything go on; what is late says so, and what is too late is on the list of deliveries.

        One transaction. ModeratorsOnly, NotStopped.
        """
        must_moderate(actor)
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            if not await gates.resume(tx, actor.community_id):
                raise NotStopped
            await note(tx, self._work.ids, actor, Action.RESUMED, SERVER, NO_FACTS, NO_FACTS, now)
        await self.look()

    async def block(self, actor: Actor, person_id: int, *, is_moderator: bool) -> None:
        """Keeps a person from using the bot here, and ends their part in the community, as if they had left the server.

        One transaction. ModeratorsOnly, BlockingModerator, BlockedAlready.
        """
        must_moderate(actor)
        if is_moderator or person_id == actor.person_id:
            raise BlockingModerator
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            if not await gates.block(tx, actor.community_id, person_id, actor.person_id, now):
                raise BlockedAlready(person_id)
            await go(tx, self._work.ids, actor.community_id, person_id, now)
            await note(tx, self._work.ids, actor, Action.BLOCKED, Subject(person_id=person_id), NO_FACTS, NO_FACTS, now)
        await self.look()

    async def unblock(self, actor: Actor, person_id: int) -> None:
        """Lets a person in again; into groups they come back as anybody does.

        One transaction. ModeratorsOnly, NotBlocked.
        """
        must_moderate(actor)
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            if not await gates.unblock(tx, actor.community_id, person_id):
                raise NotBlocked(person_id)
            await note(
                tx, self._work.ids, actor, Action.UNBLOCKED, Subject(person_id=person_id), NO_FACTS, NO_FACTS, now
            )
        await self.look()
