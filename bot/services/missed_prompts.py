"""Prompts that a channel did not take, once there is a channel that does."""

from whenever import Instant

from bot.domain.deliveries import Delivery, Kind, State
from bot.domain.oversight import MENDED_BY_MODERATORS, Again, judge
from bot.storage import deliveries, rounds, undelivered
from bot.storage.database import Connection


async def after_move(tx: Connection, community_id: int, group_id: int, now: Instant) -> None:
    """A group has another channel: the prompt of its open round that its former one did not take is posted there. Part
    of a transaction."""
    round = await rounds.open_round(tx, community_id, group_id)
    prompt = await deliveries.find(tx, community_id, Kind.PROMPT, round.id) if round else None
    if prompt and prompt[1] is State.UNREACHABLE:
        await retry_missed(tx, prompt[0], now)


async def retry_missed(tx: Connection, prompt: Delivery, now: Instant) -> None:
    """Has a prompt go again that met what moderators can mend, while its round takes answers. Part of a transaction."""
    found = await undelivered.look_up(tx, prompt.community_id, prompt.id)
    if found is None or found.reason not in MENDED_BY_MODERATORS:
        return
    verdict = judge(found, await rounds.get(tx, prompt.community_id, prompt.subject), now)
    if isinstance(verdict, Again):
        await deliveries.send_again(tx, prompt.community_id, prompt.id, verdict, now)
