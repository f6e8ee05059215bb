"""Looking after asks that nobody has offered help with: more members hear of them, then who leads a group does."""

from collections.abc import Iterable
from dataclasses import dataclass

from whenever import Instant

from bot.domain.ask_care import after_stages, due_stages
from bot.domain.ask_matching import TOLD_LATER, Teacher
from bot.domain.asks import Ask, AskStage
from bot.domain.deliveries import Delivery, Kind
from bot.domain.ids import Ids
from bot.services.ask_facts import TOLD_FOR, AskFacts, of_ask
from bot.services.ask_matching import is_unanswered, open_unanswered, teachers_for, tell_teachers
from bot.services.work import Work
from bot.storage import ask_matches, asks, avoids, deliveries, memberships
from bot.storage.database import Connection

BATCH = 2  # asks a transaction: for each the offers of its community are searched, while the writer is held
LEADERS_MOST = 3


@dataclass(frozen=True)
class UnansweredFacts:
    """An ask without an answer, and somebody who could be asked for one, if an offer says so."""

    about: AskFacts
    could_help: Teacher | None


class AskCare:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def take_due_steps(self) -> int:
        """Takes the steps that have come for up to BATCH asks of all communities; returns how many asks moved on.

        After a day more members are told, after three whoever leads the groups of who asked; steps that were missed are
        taken together. With an ask that somebody has offered to help with nothing is said. One transaction, and none
        where nothing is due.
        """
        now = self._work.clock.now()
        async with self._work.database.glancing() as tx:
            if not await asks.due_for_care(tx, now, 1):
                return 0
        async with self._work.database.transaction() as tx:
            due = await asks.due_for_care(tx, now, BATCH)
            for ask in due:
                if await is_unanswered(tx, ask):
                    await self._look_after(tx, ask, due_stages(ask, now), now)
                await asks.save(tx, after_stages(ask, now))
        return len(due)

    async def next_due(self) -> Instant | None:
        async with self._work.database.glancing() as tx:
            return await asks.next_care(tx)

    async def _look_after(self, tx: Connection, ask: Ask, stages: Iterable[AskStage], now: Instant) -> None:
        for stage in stages:
            if stage is AskStage.WIDENED:
                await tell_teachers(tx, self._work.ids, ask, now, most=TOLD_LATER, is_wide=True)
            else:
                await deliveries.add_all(tx, await _words_to_leaders(tx, self._work.ids, ask, now))


async def _words_to_leaders(tx: Connection, ids: Ids, ask: Ask, now: Instant) -> list[Delivery]:
    """To those who lead a group that whoever asked is in; where there is nobody, to those who lead any. A lead who
    avoids who asked is spared, and nobody hears of it in their place: that would tell."""
    own = [each for each in await memberships.leaders(tx, ask.community_id, of=ask.person_id) if each != ask.person_id]
    leaders = own or [each for each in await memberships.leaders(tx, ask.community_id) if each != ask.person_id]
    spared = await avoids.authors(tx, ask.community_id, ask.person_id)
    return [_word(ids, ask, each, now) for each in leaders[:LEADERS_MOST] if each not in spared]


def _word(ids: Ids, ask: Ask, leader_id: int, now: Instant) -> Delivery:
    """Said again of an ask that comes so far again: reopened, or left by whoever wanted to help."""
    assert ask.next_at is not None  # its step is due
    occurrence = f"{ask.next_at.timestamp()}:person:{leader_id}"
    return of_ask(ids.new(), ask, Kind.ASK_UNANSWERED, occurrence, now, now + TOLD_FOR, person_id=leader_id)


async def unanswered_facts(tx: Connection, delivery: Delivery, now: Instant) -> UnansweredFacts | None:
    """None once somebody has offered help, or the ask is closed or could not be posted."""
    about = await open_unanswered(tx, delivery)
    if about is None:
        return None
    told = await ask_matches.of_ask(tx, delivery.community_id, delivery.subject)
    passed = {each.person_id for each in told if each.declined_at is not None}
    teachers = await teachers_for(tx, about.ask, now, but_for={*passed, delivery.person_id or 0}, is_wide=True)
    return UnansweredFacts(about, next(iter(teachers), None))
