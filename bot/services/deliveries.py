"""Handing out what is owed, and writing down how each ended. The dispatcher's and the doorstep's only counterpart."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass

from whenever import Instant

from bot.domain.deliveries import (
    ENDS_WITH_GROUP,
    UNSHARED,
    Delivered,
    Delivery,
    Dropped,
    Failed,
    Impossible,
    Kind,
    Outcome,
    Place,
    Postponed,
    Reason,
    Share,
    Waits,
    unless_it_waits,
)
from bot.domain.ids import Ids
from bot.domain.people import Actor
from bot.domain.retry import wait_before
from bot.services import (
    ask_care,
    ask_facts,
    ask_matching,
    ask_outcomes,
    ask_places,
    blanking,
    blockers,
    checkins,
    digests,
    endings,
    experiments,
    greetings,
    group_news,
    held,
    introduction_facts,
    joining,
    leaders,
    leading,
    lessons,
    members,
    notices,
    pair_facts,
    recognition,
    responses,
    ring_facts,
    round_facts,
    text_removal,
    thread_room,
    vacancies,
    witnesses,
)
from bot.services.addresses import NoLetter, address, may_reread, respect_closed_messages
from bot.services.ask_places import note_card_gone, note_where_it_is
from bot.services.introduction_facts import owe_introduction_notes
from bot.services.letters import Address, Letter
from bot.services.pair_facts import owe_pair_notes
from bot.services.remaking import after_arrival, after_gap
from bot.services.work import Work
from bot.storage import deliveries, gates, groups, nudges, pending, removals
from bot.storage.database import Connection


@dataclass(frozen=True)
class Notes:
    """Called between the steps of a delivery that has several: `message` with the channel's and the message's id once
    it is out, `thread` with the id of a private thread once it is made."""

    message: Callable[[int, int], Awaitable[None]]
    thread: Callable[[int], Awaitable[None]]


FactsLoader = Callable[[Connection, Delivery, Instant], Awaitable[object | None]]

# Each feature adds its own: what a delivery says is read when it is said, so it is never stale, and no copy of
# anybody's words lies in the queue. None means that it need not be said any more.
FACTS: dict[Kind, FactsLoader] = {
    Kind.ASK: ask_facts.ask_facts,
    Kind.ASK_EDIT: ask_facts.ask_facts,
    Kind.ASK_ASTRAY: ask_places.astray_facts,
    Kind.ASK_CLOSED: ask_facts.closed_facts,
    Kind.HELP: ask_facts.help_facts,
    Kind.HELP_ACCEPTED: ask_facts.accepted_facts,
    Kind.ASK_MATCH: ask_matching.match_facts,
    Kind.ASK_UNANSWERED: ask_care.unanswered_facts,
    Kind.DID_IT_WORK: ask_outcomes.did_it_work_facts,
    Kind.HELPED: ask_outcomes.helped_facts,
    Kind.RING: ring_facts.ring_facts,
    Kind.RING_EDIT: ring_facts.edit_facts,
    Kind.RING_ANSWER: ring_facts.answer_facts,
    Kind.RING_NUDGE: ring_facts.nudge_facts,
    Kind.RING_CLOSED: ring_facts.edit_facts,
    Kind.RING_EMPTY: ring_facts.edit_facts,
    Kind.PROMPT: round_facts.round_facts,
    Kind.LIVE_COUNT: round_facts.round_facts,
    Kind.DIGEST: digests.digest_facts,
    Kind.EMPTY_ROUND: round_facts.round_facts,
    Kind.NUDGE: round_facts.nudge_facts,
    Kind.SNOOZED: round_facts.nudge_facts,
    Kind.MENTION: round_facts.mention_facts,
    Kind.EXPERIMENT: experiments.commitment_facts,
    Kind.EXPERIMENT_EDIT: experiments.commitment_facts,
    Kind.CLOSING: endings.closing_facts,
    Kind.ENDING: endings.ending_facts,
    Kind.WITNESS: witnesses.witness_facts,
    Kind.LESSON_HELPED: lessons.helped_facts,
    Kind.LESSON_ASKED: held.asked_facts,
    Kind.LESSON_ASKED_NOTE: held.asked_facts,
    Kind.LESSON_KEPT: held.kept_facts,
    Kind.LESSON_NOT_KEPT: held.not_kept_facts,
    Kind.CHECK_IN: checkins.check_in_facts,
    Kind.CHECK_IN_EDIT: checkins.check_in_facts,
    Kind.RESPONSE: responses.response_facts,
    Kind.RESPONSE_NOTE: responses.note_facts,
    Kind.THANKS: recognition.thanks_facts,
    Kind.BLOCKER: blockers.blocker_facts,
    Kind.DO_NOW: checkins.do_now_facts,
    Kind.GROUP_NEWS: group_news.news_facts,
    Kind.GROUP_INVITATION: leading.invitation_facts,
    Kind.HELLO: greetings.hello_facts,
    Kind.NOBODY_LEADS: vacancies.vacancy_facts,
    Kind.NOW_LEADING: leading.leading_facts,
    Kind.THREADS_SHORT: thread_room.short_facts,
    Kind.COULD_NOT_DELIVER: notices.notice_facts,
    Kind.REMOVED: members.removed_facts,
    Kind.TEXT_REMOVED: text_removal.removed_facts,
    Kind.LEADERS_FIRST: leaders.leaders_first_facts,
    Kind.CANNOT_SEE: joining.cannot_see_facts,
    Kind.PAIR: pair_facts.pair_facts,
    Kind.PAIR_NOTE: pair_facts.pair_facts,
    Kind.MET: pair_facts.pair_facts,
    Kind.PAIR_ENDED: pair_facts.parting_facts,
    Kind.PARTNER_CARD: pair_facts.care_facts,
    Kind.POOL_LEFT: pair_facts.pool_facts,
    Kind.INTRODUCTION_ASKED: introduction_facts.asked_facts,
    Kind.INTRODUCTION: introduction_facts.introduction_facts,
    Kind.INTRODUCTION_NOTE: introduction_facts.introduction_facts,
    Kind.INTRODUCED: introduction_facts.introduction_facts,
}

FACTS[Kind.BLANKED] = blanking.facts_by(FACTS)

# What is owed instead where there can be no private thread.
WITHOUT_THREAD: dict[Kind, Callable[[Connection, Ids, Delivery, Instant], Awaitable[None]]] = {
    Kind.PAIR: owe_pair_notes,
    Kind.INTRODUCTION: owe_introduction_notes,
}

# Then there is no message any more that could hold words.
GONE = frozenset({Reason.CHANNEL_GONE, Reason.MESSAGE_GONE})
# There somebody may have deleted what it goes onto or into.
BARRED = GONE | {Reason.NO_ACCESS}

# What takes the place of what cannot be said where it was to be said; then nobody has to mend anything.
OTHERWISE: dict[Kind, Callable[[Connection, Ids, Delivery, Impossible, Instant], Awaitable[None]]] = {
    Kind.LESSON_ASKED: held.ask_otherwise,
}


class Deliveries:
    def __init__(self, work: Work, owner: str) -> None:
        self._work = work
        self._owner = owner

    async def take_over(self) -> int:
        """At start: frees what this owner held when it last died, and every lease that ran out. One transaction."""
        async with self._work.database.transaction() as tx:
            return await deliveries.reap(tx, self._work.real_clock.now(), owner=self._owner)

    async def claim(self, most: int, *, share: Share = UNSHARED, in_hand: Collection[int] = ()) -> list[Delivery]:
        """Takes up to `most` that are due, under a lease, of each community in turn the most urgent; ends what came too
        late, and renews the leases of what is `in_hand`, so that nothing of it is handed out a second time.

        One transaction, which is short where no lease and nothing that is owed is about to end.
        """
        now, real_now = self._work.clock.now(), self._work.real_clock.now()
        async with self._work.database.glancing() as tx:
            ends = await deliveries.ends_soon(tx, now, real_now)
        async with self._work.database.transaction() as tx:
            if ends:
                await deliveries.keep_leases(tx, self._owner, in_hand, real_now)
                await deliveries.reap(tx, real_now)
                await deliveries.expire(tx, now)
            return await deliveries.claim_due(tx, self._owner, now, real_now, most, share)

    async def claim_waiting(self, actor: Actor, most: int) -> list[Letter]:
        """Takes what waits for somebody who has just come by. One transaction, and none where nothing waits."""
        async with self._work.database.glancing() as tx:
            if not await pending.is_anything_waiting(tx, actor):
                return []
        now, real_now = self._work.clock.now(), self._work.real_clock.now()
        letters = []
        async with self._work.database.transaction() as tx:
            for delivery in await deliveries.claim_waiting(tx, self._owner, actor, real_now, most):
                facts = await _facts(tx, delivery, now)
                if facts is None:
                    dropped = Dropped(Reason.NO_LONGER_NEEDED)
                    await deliveries.finish(tx, delivery.id, self._owner, dropped, now)
                else:
                    there = Address(person_id=actor.person_id)
                    letters.append(Letter(delivery, facts, actor.language, there, has_waited=True))
        return letters

    async def begin(self, delivery: Delivery) -> Letter | NoLetter | None:
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

    async def note_thread(self, delivery: Delivery, thread_id: int) -> None:
        """Keeps the first of several steps: the private thread is made, nothing is said in it. One transaction."""
        async with self._work.database.transaction() as tx:
            await deliveries.record_thread(tx, delivery.id, self._owner, thread_id)

    async def record(self, delivery: Delivery, outcome: Outcome) -> bool:
        """Writes down how a try ended, if the delivery is still ours. One transaction."""
        outcome, now = unless_it_waits(delivery, outcome), self._work.clock.now()
        async with self._work.database.transaction() as tx:
            if not isinstance(outcome, Delivered) and await _is_to_nobody(tx, delivery):
                outcome = Dropped(Reason.NO_LONGER_NEEDED)
            if isinstance(outcome, Impossible) and await removals.is_removed(tx, delivery.community_id):
                outcome = Postponed(Reason.SERVER_LEFT, until=delivery.due_at)  # that is why it was not possible
            outcome = await _behind_what_is_missing(tx, delivery, outcome, now)
            if isinstance(outcome, Impossible) and (say_otherwise := OTHERWISE.get(delivery.kind)):
                if written := await self._write_down(tx, delivery, Dropped(Reason.SAID_OTHERWISE), now):
                    await say_otherwise(tx, self._work.ids, delivery, outcome, now)
                return written
            is_off = _is_off(delivery, outcome)
            if is_off:
                outcome = Dropped(Reason.NO_LONGER_NEEDED)
            if not await self._write_down(tx, delivery, outcome, now):
                return False
            if is_off and delivery.kind is Kind.ASK_EDIT:
                await note_card_gone(tx, self._work.ids, delivery, now)
            if delivery.policy.counts and not isinstance(outcome, Delivered):
                await nudges.release(tx, delivery.community_id, delivery.id)
            if isinstance(outcome, Waits) and outcome.reason is Reason.MESSAGES_CLOSED:
                await respect_closed_messages(tx, delivery, now)
            if isinstance(outcome, Impossible) and (owe_instead := WITHOUT_THREAD.get(delivery.kind)):
                await owe_instead(tx, self._work.ids, delivery, now)
            if isinstance(outcome, Impossible):
                await notices.tell_moderators(tx, self._work.ids, delivery, outcome, now)
            if isinstance(outcome, Delivered) and delivery.policy.place is Place.THREAD:
                await after_arrival(tx, delivery, await FACTS[delivery.kind](tx, delivery, now), now)
            if isinstance(outcome, Delivered | Impossible) and delivery.kind is Kind.ASK:
                await note_where_it_is(tx, self._work.ids, delivery, outcome, now)
            return True

    async def _write_down(self, tx: Connection, delivery: Delivery, outcome: Outcome, now: Instant) -> bool:
        if isinstance(outcome, Postponed):
            return await deliveries.try_again(tx, delivery.id, self._owner, outcome.until, outcome.reason)
        if isinstance(outcome, Failed):
            again_at = now + wait_before(delivery.attempts + 1, asked=outcome.wait)
            return await deliveries.try_again(tx, delivery.id, self._owner, again_at, outcome.reason)
        return await deliveries.finish(tx, delivery.id, self._owner, outcome, now)

    async def next_due(self) -> Instant | None:
        async with self._work.database.glancing() as tx:
            return await deliveries.next_due(tx)

    async def reread(self, actor: Actor, delivery_id: int, channel_id: int) -> Letter | None:
        """A shared card once more, for one reader in their own language. Reads.

        None unless it is asked for where it was posted: who stands there sees it already, and nobody reads by its
        number what is in a channel or thread they are not in. What it says now has to be for them, too: a pair's card
        is for its two or three, what is for the partner for who is that at present.
        """
        async with self._work.reading() as tx:
            delivery = await deliveries.get(tx, actor.community_id, delivery_id)
            if delivery is None or delivery.policy.place is Place.PERSON:
                return None
            if channel_id not in (delivery.channel_id, delivery.thread_id):
                return None
            facts = await FACTS[delivery.kind](tx, delivery, self._work.clock.now())
            if facts is None or not await may_reread(tx, actor, delivery, facts):
                return None
        return Letter(delivery, facts, actor.language, Address(person_id=actor.person_id))


async def _behind_what_is_missing(tx: Connection, delivery: Delivery, outcome: Outcome, now: Instant) -> Outcome:
    """Where it met what somebody has deleted, that is made again first, if it can be; whoever was to be told of the
    deletion otherwise is not, then."""
    if not isinstance(outcome, Impossible) or outcome.reason not in BARRED or delivery.kind is Kind.BLANKED:
        return outcome
    facts = await FACTS[delivery.kind](tx, delivery, now)
    return await after_gap(tx, delivery, outcome, facts, now) if facts else Dropped(Reason.NO_LONGER_NEEDED)


def _is_off(delivery: Delivery, outcome: Outcome) -> bool:
    """Somebody has deleted what it was to be written onto; nobody has to mend that."""
    is_gone = isinstance(outcome, Impossible) and outcome.reason in GONE
    return is_gone and delivery.kind in (Kind.BLANKED, Kind.ASK_EDIT, Kind.ASK_CLOSED)


async def _is_to_nobody(tx: Connection, delivery: Delivery) -> bool:
    """Whom it was for has had themselves forgotten since it was claimed; it is for nobody else, moderators least."""
    if delivery.policy.place is not Place.PERSON:
        return False
    as_kept = await deliveries.get(tx, delivery.community_id, delivery.id)
    return as_kept is not None and as_kept.person_id is None


async def _facts(tx: Connection, delivery: Delivery, now: Instant) -> object | None:
    """What is to be said now; nothing for a group that was archived meanwhile."""
    if delivery.kind in ENDS_WITH_GROUP and await groups.is_archived(tx, delivery.community_id, delivery.group_id):
        return None
    return await FACTS[delivery.kind](tx, delivery, now)


async def _letter(tx: Connection, delivery: Delivery, owner: str, now: Instant) -> Letter | NoLetter:
    if delivery.expires_at <= now:
        return Dropped(Reason.TOO_LATE)
    if await _is_to_nobody(tx, delivery):
        return Dropped(Reason.NO_LONGER_NEEDED)
    if await removals.is_removed(tx, delivery.community_id):
        return Postponed(Reason.SERVER_LEFT, until=delivery.due_at)
    if await gates.is_stopped(tx, delivery.community_id):
        return Postponed(Reason.STOPPED, until=delivery.due_at)
    facts = await _facts(tx, delivery, now)
    if facts is None:
        return Dropped(Reason.NO_LONGER_NEEDED)
    return await address(tx, delivery, facts, owner, now, lambda: FACTS[delivery.kind](tx, delivery, now))
