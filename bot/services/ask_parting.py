"""What becomes of asks, and of help that was offered, when whose they are is gone from the server or kept out."""

from whenever import Instant

from bot.domain.ask_care import in_care
from bot.domain.asks import Ask, AskState, Help, close
from bot.domain.ids import Ids
from bot.services.ask_facts import owe_card_edit
from bot.services.ask_matching import is_unanswered
from bot.storage import asks
from bot.storage.database import Connection


async def leave_asks(tx: Connection, ids: Ids, community_id: int, person_id: int, now: Instant) -> None:
    """Closes what somebody who is gone asks, so that nobody is asked to help them, and takes back help of theirs that
    nobody has accepted. Part of a transaction; whoever comes back can reopen what they asked."""
    for ask in await asks.open_of(tx, community_id, person_id):
        await asks.save(tx, close(ask, AskState.LEFT, now))
        await owe_card_edit(tx, ids, ask, now)
    await leave_help(tx, ids, community_id, person_id, now)


async def leave_help(tx: Connection, ids: Ids, community_id: int, person_id: int, now: Instant) -> None:
    """Takes back help of somebody's that nobody has accepted. Part of a transaction."""
    for ask, help in await asks.waiting_for(tx, community_id, person_id):
        await take_off(tx, ids, ask, help, now)


async def take_off(tx: Connection, ids: Ids, ask: Ask, help: Help, now: Instant) -> None:
    """Takes help off an ask, which is looked after anew where that was the only one. Part of a transaction."""
    await asks.remove_help(tx, help)
    if await is_unanswered(tx, ask):
        await asks.save(tx, in_care(ask, now))
    await owe_card_edit(tx, ids, ask, now)
