"""Whether somebody may come in, and be brought in by others, as the database has it."""

from bot.domain.errors import KeptOut, PersonBlocked, Stopped
from bot.domain.people import Actor
from bot.storage import gates
from bot.storage.database import Connection


async def must_not_be_blocked(tx: Connection, community_id: int, person_id: int) -> None:
    """PersonBlocked for who is kept out by a moderator."""
    if await gates.is_blocked(tx, community_id, person_id):
        raise PersonBlocked(person_id)


async def must_be_open(tx: Connection, actor: Actor) -> None:
    """For whoever comes in under a direct message, where the gate could not know yet. KeptOut, Stopped."""
    if await gates.is_blocked(tx, actor.community_id, actor.person_id):
        raise KeptOut
    if await gates.is_stopped(tx, actor.community_id):
        raise Stopped
