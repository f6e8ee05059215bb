"""Whether what came of an ask did any good: asked two weeks later, and told to those who helped."""

from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.asks import Ask, AskState, Worked, say_whether_it_worked
from bot.domain.deliveries import Delivery, Kind
from bot.domain.ids import Ids
from bot.domain.people import Actor
from bot.services.ask_facts import TOLD_FOR, AskFacts, facts_of_ask, of_ask, owe_card_edit, own_ask
from bot.services.work import Work
from bot.storage import asks, deliveries, unsaid
from bot.storage.database import Connection

ASKED_AFTER = TimeDelta(hours=24 * 14)
HELPERS_TOLD_AFTER = TimeDelta(minutes=2)  # by then a slip of the finger is mended


@dataclass(frozen=True)
class LookBack:
    """What whoever asked says came of it, and who helped."""

    about: AskFacts
    helpers: list[int]


class AskOutcomes:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def say(self, actor: Actor, ask_id: int, worked: Worked) -> LookBack:
        """Keeps on the card whether it worked; a later answer replaces it. Those who helped hear of it once, where
        something came of it. One transaction. AskMissing, NotYourAsk, NothingToLookBackOn.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            ask = await own_ask(tx, actor, ask_id)
            said = say_whether_it_worked(ask, worked)
            await asks.save(tx, said)
            await owe_card_edit(tx, self._work.ids, said, now)
            about = await facts_of_ask(tx, said.community_id, said.id)
            assert about is not None  # it has just been saved
            seen = LookBack(about, _helpers(about))
            if worked is not Worked.NOT_YET:
                words = [_word(self._work.ids, said, each, now) for each in seen.helpers]
                await deliveries.add_again(tx, words)  # they may have said “not yet” in between
            return seen


async def ask_whether_it_worked(tx: Connection, ids: Ids, ask: Ask, now: Instant) -> None:
    """Has whoever asked be asked two weeks from now, instead of when they would have been. Part of a transaction."""
    await unsaid.withdraw(tx, Kind.DID_IT_WORK, [ask.id], now)
    id, due_at = ids.new(), now + ASKED_AFTER
    question = of_ask(id, ask, Kind.DID_IT_WORK, str(id), due_at, due_at + TOLD_FOR, person_id=ask.person_id)
    await deliveries.add(tx, question)


async def did_it_work_facts(tx: Connection, delivery: Delivery, _now: Instant) -> LookBack | None:
    """None once they have said so, and where there is nothing to look back on: it was withdrawn, or reopened without
    thanks for anybody's help."""
    about = await facts_of_ask(tx, delivery.community_id, delivery.subject)
    if about is None or about.ask.worked is not None:
        return None
    helped = bool(about.thanked) and about.ask.state in (AskState.ACCEPTED, AskState.IDLE)
    return LookBack(about, _helpers(about)) if helped or about.ask.state is AskState.SOLVED else None


async def helped_facts(tx: Connection, delivery: Delivery, _now: Instant) -> AskFacts | None:
    """None where they have changed their mind, or taken the ask back."""
    about = await facts_of_ask(tx, delivery.community_id, delivery.subject)
    return about if about and about.ask.worked in (Worked.YES, Worked.PARTLY) else None


def _helpers(about: AskFacts) -> list[int]:
    """Whose help was accepted, and whoever was thanked for it."""
    return list(dict.fromkeys([*(each.person_id for each in about.accepted), *about.thanked]))


def _word(ids: Ids, ask: Ask, helper_id: int, now: Instant) -> Delivery:
    """Said anew of an ask that was taken up again."""
    occurrence = f"{ask.state_at.timestamp()}:person:{helper_id}"
    at = now + HELPERS_TOLD_AFTER
    told = Kind.HELPED, occurrence, at, at + TOLD_FOR
    return of_ask(ids.new(), ask, *told, person_id=helper_id, caused_by=ask.person_id)
