"""Makes room for the threads of pairs before they are planned. No transaction is open while Discord is asked."""

from collections.abc import Sequence
from typing import Protocol

import structlog

from bot.domain.thread_room import IN_USE_MOST, ThreadInUse, ThreadRoom, room_for_pairs
from bot.services.thread_room import ThreadRooms

log = structlog.get_logger()


class ThreadsInUse(Protocol):
    async def in_use(self, community_id: int) -> Sequence[ThreadInUse] | None:
        """The threads in use on a server, as far as we see them; None where it does not answer."""

    async def put_away(self, community_id: int, thread_id: int) -> bool:
        """Has a thread go to the archive; False if it could not be."""


class RoomMaker:
    """`most` is how many threads Discord lets a server have in use."""

    def __init__(self, rooms: ThreadRooms, threads: ThreadsInUse, *, most: int = IN_USE_MOST) -> None:
        self._rooms = rooms
        self._threads = threads
        self._most = most

    async def wanted_in(self) -> int | None:
        """The community whose pairs are made next, None if none are due."""
        return await self._rooms.wanted_in()

    async def make(self, community_id: int) -> ThreadRoom | None:
        """The room there is for the pairs that are due in a community, once our oldest threads are put away, and
        moderators are told where it is hardly enough. None where Discord does not say how many are in use."""
        need = await self._rooms.need(community_id)
        in_use = await self._threads.in_use(community_id) if need.pairs else None
        if in_use is None:
            return None
        gone = 0
        for thread_id in await self._rooms.to_put_away(community_id, in_use, need, self._most):
            gone += await self._threads.put_away(community_id, thread_id)
        room = room_for_pairs(len(in_use) - gone, need, self._most)
        log.info("planner.thread_room", community=community_id, in_use=len(in_use), put_away=gone, room=room)
        await self._rooms.note_room(community_id, room, need)
        return ThreadRoom(room)
