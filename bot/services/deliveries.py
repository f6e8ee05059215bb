"""Handing out what is owed, and writing down how each ended. The dispatcher's and the doorstep's only counterpart."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from whenever import Instant

from bot.domain.deliveries import (
    Delivered,
    Delivery,
    Dropped,
    Failed,
    Kind,
    Outcome,
    Place,
    Postponed,
    Reason,
    State,
    Waits,
)
from bot.domain.people import Actor, Contact, Language
from bot.domain.retry import wait_before
from bot.domain.rounds import Stage
from bot.services import checkins, endings, experiments, joining, leading, lessons, rounds, witnesses
from bot.services.nudges import hold_back
from bot.services.work import Work
from bot.storage import deliveries, groups, nudges, people
from bot.storage.database import Connection

# Called between the steps of a delivery that has several: `(channel_id, message_id)` of the message that is out.
NoteMessage = Callable[[int, int], Awaitable[None]]

FactsLoader = Callable[[Connection, Delivery, Instant], Awaitable[object | None]]

# Each feature adds its own: what a delivery says is read when it is said, so it is never stale, and no copy of
# anybody's words lies in the queue. None means that it need not be said any more.
FACTS: dict[Kind, FactsLoader] = {
    Kind.PROMPT: rounds.round_facts,
    Kind.LIVE_COUNT: rounds.round_facts,
    Kind.DIGEST: rounds.round_facts,
    Kind.EMPTY_ROUND: rounds.round_facts,
    Kind.NUDGE: rounds.nudge_facts,
    Kind.SNOOZED: rounds.nudge_facts,
    Kind.INVITATION: rounds.invitation_facts,
    Kind.EXPERIMENT: experiments.commitment_facts,
    Kind.EXPERIMENT_EDIT: experiments.commitment_facts,
    Kind.CLOSING: endings.closing_facts,
    Kind.ENDING: endings.ending_facts,
    Kind.WITNESS: witnesses.witness_facts,
    Kind.LESSON_HELPED: lessons.helped_facts,
    Kind.CHECK_IN: checkins.check_in_facts,
    Kind.CHECK_IN_EDIT: checkins.check_in_facts,
    Kind.GROUP_INVITATION: leading.invitation_facts,
    Kind.NOW_LEADING: leading.leading_facts,
    Kind.CANNOT_SEE: joining.cannot_see_facts,
}

SAID_TOGETHER = (Kind.NUDGE, Kind.SNOOZED)  # their card speaks of several


@dataclass(frozen=True)
class Address:
    """Where a letter goes: a channel or thread, a message there to be edited, or a person.

    `delivery_id` is the delivery that posted the message to be edited; the message goes on carrying it.
    """

    channel_id: int | None = None
    message_id: int | None = None
    person_id: int | None = None
    delivery_id: int | None = None


@dataclass(frozen=True)
class Letter:
    """A delivery with all that is needed to say it: the facts, the language of its readers, the address."""

    delivery: Delivery
    facts: object
    language: Language
    to: Address
    has_waited: bool = False  # shown because the person came by, not because it was sent

    @property
    def carried_id(self) -> int:
        """The delivery that the message carries in a custom id: an edited one goes on carrying who posted it."""
        return self.to.delivery_id or self.delivery.id


class Deliveries:
    def __init__(self, work: Work, owner: str) -> None:
        self._work = work
        self._owner = owner

    async def take_over(self) -> int:
        """At start: frees what this owner held when it last died, and every lease that ran out. One transaction."""
        async with self._work.database.transaction() as tx:
            return await deliveries.reap(tx, self._work.real_clock.now(), owner=self._owner)

    async def claim(self, most: int) -> list[Delivery]:
        """Takes up to `most` that are due, under a lease, the most urgent first; ends what came too late.

        One transaction.
        """
        now, real_now = self._work.clock.now(), self._work.real_clock.now()
        async with self._work.database.transaction() as tx:
            await deliveries.reap(tx, real_now)
            await deliveries.expire(tx, now)
            return await deliveries.claim_due(tx, self._owner, now, real_now, most)

    async def claim_waiting(self, actor: Actor, most: int) -> list[Letter]:
        """Takes what waits for somebody who has just come by. One transaction."""
        now, real_now = self._work.clock.now(), self._work.real_clock.now()
        letters = []
        async with self._work.database.transaction() as tx:
            for delivery in await deliveries.claim_waiting(
                tx, self._owner, actor.community_id, actor.person_id, real_now, most
            ):
                facts = await FACTS[delivery.kind](tx, delivery, now)
                if facts is None:
                    dropped = Dropped(Reason.NO_LONGER_NEEDED)
                    await deliveries.finish(tx, delivery.id, self._owner, dropped, now)
                else:
                    there = Address(person_id=actor.person_id)
                    letters.append(Letter(delivery, facts, actor.language, there, has_waited=True))
        return letters

    async def begin(self, delivery: Delivery) -> Letter | Dropped | Waits | Failed | Postponed | None:
        """Opens a try: notes it, then reads what is to be said and where.

        None if the lease is not ours any more. Otherwise either the letter, or why there is none to send. One
        transaction, committed before anything goes to Discord: after a crash the note says that a message may be out.
        """
        now = self._work.clock.now()
        async with self._work.database.transaction() as tx:
            if not await deliveries.begin_try(tx, delivery.id, self._owner, self._work.real_clock.now()):
                return None
            return await _letter(tx, delivery, self._owner, now)

    async def note_message(self, delivery: Delivery, channel_id: int, message_id: int) -> None:
        """Keeps the first of several steps: the message is out, its thread is not. One transaction."""
        async with self._work.database.transaction() as tx:
            await deliveries.record_message(tx, delivery.id, self._owner, channel_id, message_id)

    async def record(self, delivery: Delivery, outcome: Outcome) -> bool:
        """Writes down how a try ended, if the delivery is still ours. One transaction."""
        now = self._work.clock.now()
        async with self._work.database.transaction() as tx:
            if not await self._write_down(tx, delivery, outcome, now):
                return False
            if delivery.policy.counts and not isinstance(outcome, Delivered):
                await nudges.release(tx, delivery.community_id, delivery.id)
            if isinstance(outcome, Waits) and outcome.reason is Reason.MESSAGES_CLOSED:
                await _respect_closed_messages(tx, delivery, now)
            return True

    async def _write_down(self, tx: Connection, delivery: Delivery, outcome: Outcome, now: Instant) -> bool:
        if isinstance(outcome, Postponed):
            return await deliveries.try_again(tx, delivery.id, self._owner, outcome.until, outcome.reason)
        if isinstance(outcome, Failed):
            again_at = now + wait_before(delivery.attempts + 1, asked=outcome.wait)
            return await deliveries.try_again(tx, delivery.id, self._owner, again_at, outcome.reason)
        return await deliveries.finish(tx, delivery.id, self._owner, outcome, now)

    async def next_due(self) -> Instant | None:
        async with self._work.reading() as tx:
            return await deliveries.next_due(tx)

    async def reread(self, actor: Actor, delivery_id: int) -> Letter | None:
        """A shared card once more, for one reader in their own language. Reads."""
        async with self._work.reading() as tx:
            delivery = await deliveries.get(tx, actor.community_id, delivery_id)
            if delivery is None or delivery.policy.place is Place.PERSON:
                return None
            facts = await FACTS[delivery.kind](tx, delivery, self._work.clock.now())
        return Letter(delivery, facts, actor.language, Address(person_id=actor.person_id)) if facts else None


async def _letter(
    tx: Connection, delivery: Delivery, owner: str, now: Instant
) -> Letter | Dropped | Waits | Failed | Postponed:
    if delivery.expires_at <= now:
        return Dropped(Reason.TOO_LATE)
    facts = await FACTS[delivery.kind](tx, delivery, now)
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    if facts is None or group is None:
        return Dropped(Reason.NO_LONGER_NEEDED)
    group_language = Language(group.language)
    match delivery.policy.place:
        case Place.CHANNEL:
            return Letter(delivery, facts, group_language, Address(channel_id=group.channel_id))
        case Place.THREAD:
            return await _to_thread(tx, delivery, facts, group_language, group.channel_id, now)
        case Place.EDIT:
            return await _onto_message(tx, delivery, facts, group_language)
        case Place.PERSON:
            return await _to_person(tx, delivery, facts, owner, now)


async def _to_person(
    tx: Connection, delivery: Delivery, facts: object, owner: str, now: Instant
) -> Letter | Dropped | Waits | Postponed:
    """A direct message if they chose that; a nudge only within their budget, and one for all that is due together."""
    person = await people.get(tx, delivery.person_id) if delivery.person_id else None
    if person and delivery.policy.counts and person.choices.none_wanted:
        return Dropped(Reason.NOT_WANTED)
    if person is None or person.contact is not Contact.MESSAGE:
        return Waits(Reason.NO_CONSENT)
    if delivery.policy.counts:
        if held := await hold_back(tx, delivery, person, now):
            return held
        await nudges.reserve(tx, delivery.community_id, delivery.id, [person.id], now)
        if delivery.kind in SAID_TOGETHER and await deliveries.merge_into(tx, delivery, owner, now):
            facts = await FACTS[delivery.kind](tx, delivery, now) or facts
    return Letter(delivery, facts, person.language, Address(person_id=person.id))


async def _respect_closed_messages(tx: Connection, delivery: Delivery, now: Instant) -> None:
    """Who closed their direct messages is not written to again until they choose so anew."""
    person = await people.get(tx, delivery.person_id) if delivery.person_id else None
    if person:
        await people.save(tx, replace(person, contact=Contact.HERE), now)


async def _onto_message(
    tx: Connection, delivery: Delivery, facts: object, language: Language
) -> Letter | Dropped | Failed:
    assert delivery.policy.edits is not None  # Place.EDIT names what it edits
    found = await deliveries.find(tx, delivery.community_id, delivery.policy.edits, delivery.subject)
    if found is None:
        return Dropped(Reason.NO_LONGER_NEEDED)
    posted, state = found
    if state in (State.SCHEDULED, State.CLAIMED):
        return Failed(Reason.NOT_OUT_YET)
    if posted.message_id is None:
        return Dropped(Reason.NO_LONGER_NEEDED)
    there = Address(posted.channel_id, posted.message_id, delivery_id=posted.id)
    return Letter(delivery, facts, language, there)


async def _to_thread(
    tx: Connection, delivery: Delivery, facts: object, language: Language, channel_id: int, now: Instant
) -> Letter | Failed:
    """A card goes into the round's thread; before the group's first prompt there is none, and it goes to the channel.

    While the prompt is on its way, or its moment has come and it is about to be planned, an answer's card waits.
    """
    round = await rounds.round_of_card(tx, delivery)
    prompt = await deliveries.find(tx, delivery.community_id, Kind.PROMPT, round.id) if round else None
    if prompt is None and round and round.stage is Stage.AHEAD and delivery.kind is Kind.CHECK_IN:
        return Failed(Reason.NOT_OUT_YET)
    if prompt is None:
        return Letter(delivery, facts, language, Address(channel_id=channel_id))
    posted, state = prompt
    if state in (State.SCHEDULED, State.CLAIMED):
        return Failed(Reason.NOT_OUT_YET)
    if isinstance(facts, rounds.InvitationFacts):
        await nudges.reserve(tx, delivery.community_id, delivery.id, facts.people, now)
    return Letter(delivery, facts, language, Address(channel_id=posted.thread_id or channel_id))
