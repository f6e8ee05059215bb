"""Where somebody is who answers under a direct message: Discord names no community there, what is their own does."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.domain.people import NOWHERE, Actor
from bot.services.admission import must_be_open
from bot.storage.database import Connection

Belonging = Callable[[Connection, int, int], Awaitable[int | None]]


async def placed(tx: Connection, actor: Actor, belonging: Belonging, id: int) -> Actor:
    """The same person where the thing of theirs belongs; as they are where a community is known. KeptOut, Stopped."""
    if actor.community_id != NOWHERE:
        return actor
    found = replace(actor, community_id=await belonging(tx, actor.person_id, id) or NOWHERE)
    await must_be_open(tx, found)
    return found
