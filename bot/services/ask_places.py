"""Where an ask ended up: its thread is looked at from then on, and whoever asked hears if it is not where asks go, or
not there any more."""

from dataclasses import dataclass

from whenever import Instant

from bot.domain.ask_threads import LOOKED_AT_EVERY, AskThread
from bot.domain.asks import Ask, AskState, close
from bot.domain.deliveries import Delivered, Delivery, Impossible, Kind
from bot.domain.ids import Ids
from bot.services.ask_facts import TOLD_FOR, AskFacts, facts_of_ask, of_ask, owe_card_edit
from bot.storage import ask_threads, asks, communities, deliveries
from bot.storage.database import Connection

CARD_GONE = "card_gone"  # beside the reasons why a card is not where it should be


@dataclass(frozen=True)
class Astray:
    """An ask that is out without a thread, `is_elsewhere` in a group's channel; or not out at all. `is_gone`: it was
    out, and its card was deleted."""

    about: AskFacts
    is_elsewhere: bool = False
    is_gone: bool = False


async def note_where_it_is(
    tx: Connection, ids: Ids, delivery: Delivery, outcome: Delivered | Impossible, now: Instant
) -> None:
    """Once an ask's card is out, or cannot be: has it looked at daily, and says on the card and to whoever asked what
    is not as it should be."""
    facts = await facts_of_ask(tx, delivery.community_id, delivery.subject)
    if facts is None:  # erased while its card was on its way
        return
    ask = facts.ask
    if isinstance(outcome, Delivered) and ask.ring_id is None:
        newest = outcome.thread_id or outcome.message_id
        look_at = now + LOOKED_AT_EVERY
        thread = AskThread(ask.id, ask.community_id, outcome.thread_id, newest, now, is_hidden=False, look_at=look_at)
        await ask_threads.save(tx, thread)
        if outcome.thread_id is None:
            await owe_card_edit(tx, ids, ask, now)
            await _tell(tx, ids, ask, outcome.reason, now)
    elif isinstance(outcome, Impossible):
        await _tell(tx, ids, ask, outcome.reason, now)


async def note_card_gone(tx: Connection, ids: Ids, edit: Delivery, now: Instant) -> None:
    """Closes an ask whose card somebody has deleted, as nobody can answer or close it there; whoever asked hears it."""
    ask = await asks.get(tx, edit.community_id, edit.subject)
    if ask and not ask.is_closed and ask.ring_id is None:
        await asks.save(tx, close(ask, AskState.WITHDRAWN, now))
        await _tell(tx, ids, ask, CARD_GONE, now)


async def _tell(tx: Connection, ids: Ids, ask: Ask, why: str, now: Instant) -> None:
    """Once for each reason, however often it is tried again."""
    about = Kind.ASK_ASTRAY, why, now, now + TOLD_FOR
    await deliveries.add(tx, of_ask(ids.new(), ask, *about, person_id=ask.person_id))


async def astray_facts(tx: Connection, delivery: Delivery, _now: Instant) -> Astray | None:
    """None once it is where it should be, or closed by its person."""
    facts = await facts_of_ask(tx, delivery.community_id, delivery.subject)
    if facts and delivery.occurrence == CARD_GONE:
        return Astray(facts, is_gone=True) if facts.ask.state is AskState.WITHDRAWN else None
    if facts is None or facts.ask.is_closed or (facts.posted and not facts.is_without_thread):
        return None
    meant_for = await communities.knowledge_channel(tx, delivery.community_id)
    return Astray(facts, is_elsewhere=facts.posted is not None and facts.posted.channel_id != meant_for)
