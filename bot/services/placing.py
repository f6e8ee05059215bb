"""Where somebody is who answers under a direct message: Discord names no community there, what is their own does."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.domain.people import NOWHERE, Actor
from bot.storage.database import Connection

Belonging = Callable[[Connection, int, int], Awaitable[int | None]]


async def placed(tx: Connection, actor: Actor, belonging: Belonging, id: int) -> Actor:
    """The same person where the thing of theirs belongs; as they are where a community is known."""
    if actor.community_id != NOWHERE:
        return actor
    return replace(actor, community_id=await belonging(tx, actor.person_id, id) or NOWHERE)
