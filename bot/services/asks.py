"""Asking for help, offering it, accepting it, and saying that it is solved."""

from collections.abc import Sequence
from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.ask_care import in_care
from bot.domain.ask_threads import WOKEN_AFTER
from bot.domain.asks import (
    ASKED_WITHIN,
    Ask,
    AskKind,
    AskState,
    AskWords,
    Help,
    accept,
    check_may_help,
    check_may_take_back,
    check_not_too_often,
    check_open,
    check_room,
    clean_ask,
    close,
    new_ask,
    reopen,
    weigh,
)
from bot.domain.deliveries import Kind
from bot.domain.drafts import KEPT_HOURS
from bot.domain.errors import Missing, NoKnowledgeChannel
from bot.domain.people import Actor
from bot.services.ask_facts import (
    TOLD_FOR,
    AskFacts,
    facts_of_ask,
    found_ask,
    of_ask,
    owe_card_edit,
    own_ask,
    tell_of_help,
)
from bot.services.ask_matching import tell_teachers
from bot.services.ask_outcomes import ask_whether_it_worked
from bot.services.ask_parting import take_off
from bot.services.letters import Address, Letter
from bot.services.people import meet
from bot.services.work import Work
from bot.storage import ask_threads, asks, communities, deliveries
from bot.storage.database import Connection

SAME_WITHIN = TimeDelta(minutes=10)  # the same words sent again by the same person are the same ask
SAME_FROM_DRAFT_WITHIN = TimeDelta(hours=KEPT_HOURS)  # so long its buttons can be pressed again


@dataclass(frozen=True)
class Asked:
    """An ask that is on its way to its channel."""

    ask: Ask
    channel_id: int


@dataclass(frozen=True)
class Acceptance:
    """Whose help is accepted now; None where several offered and somebody is to choose among `offered`."""

    facts: AskFacts
    helper_id: int | None
    offered: Sequence[Help] = ()


class Asks:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def prepare(self, actor: Actor) -> None:
        """Checks what can be checked before the form opens, so that nobody writes in vain.

        Reads. NoKnowledgeChannel, TooManyAsks, AskedEnough.
        """
        async with self._work.reading() as tx:
            await _channel(tx, actor)
            await _must_have_room(tx, actor, self._work.clock.now())

    async def ask(self, actor: Actor, kind: AskKind, words: AskWords, *, as_it_is: bool = False) -> Asked:
        """Has an ask posted in the community's channel for asks, in the language of whoever asks, and those told whose
        offers match it.

        Work dressed up as a question is not posted before its person says that it is meant `as_it_is`. The same words
        sent twice are one ask. One transaction. Blank, TooLong, OutOfRange, LooksLikeWork, NoKnowledgeChannel,
        TooManyAsks, AskedEnough.
        """
        words, now = clean_ask(words), self._work.clock.now()
        if not as_it_is:
            weigh(words)
        async with self._work.unit() as tx:
            channel_id = await _channel(tx, actor)
            since = now - (SAME_FROM_DRAFT_WITHIN if as_it_is or words.in_return else SAME_WITHIN)
            same = await asks.asked_since(tx, actor.community_id, actor.person_id, words.question, since)
            if same:
                return Asked(same, channel_id)
            await _must_have_room(tx, actor, now)
            await meet(tx, actor, now)
            ask = in_care(new_ask(self._work.ids.new(), actor, kind, words, now), now)
            await asks.add(tx, ask)
            await deliveries.add(tx, of_ask(self._work.ids.new(), ask, Kind.ASK, "once", now, now + TOLD_FOR))
            await tell_teachers(tx, self._work.ids, ask, now)
        return Asked(ask, channel_id)

    async def offer_help(self, actor: Actor, ask_id: int) -> AskFacts:
        """Puts somebody on the card as one who can help, and has whoever asked told; offered twice, it is told once.

        One transaction. AskMissing, HelpingOneself, AskClosed.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            ask = await found_ask(tx, actor, ask_id)
            check_may_help(ask, actor.person_id)
            await meet(tx, actor, now)
            help = Help(self._work.ids.new(), ask.community_id, ask.id, actor.person_id, offered_at=now)
            if await asks.add_help(tx, help):
                await tell_of_help(tx, self._work.ids, ask, help, now)
                await owe_card_edit(tx, self._work.ids, ask, now)
            return await _facts(tx, ask)

    async def take_back(self, actor: Actor, ask_id: int) -> AskFacts:
        """Takes somebody off the card again, if their help is not accepted yet; an ask that nobody else has offered to
        help with is looked after anew.

        One transaction. AskMissing; HelpAccepted, AnsweredAlready.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            ask = await found_ask(tx, actor, ask_id)
            own = _of(await asks.helps_of(tx, ask.community_id, ask.id), actor.person_id)
            if own:
                check_may_take_back(own)
                await take_off(tx, self._work.ids, ask, own, now)
            return await _facts(tx, ask)

    async def accept(self, actor: Actor, ask_id: int, helper_id: int | None = None) -> Acceptance:
        """Accepts somebody's help and has them told. Without a name it is the only one who offered; where several
        did, whoever asked chooses first.

        One transaction. AskMissing, NotYourAsk, AskClosed; Missing where that help is no longer offered.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            ask = await own_ask(tx, actor, ask_id)
            check_open(ask)
            facts = await _facts(tx, ask)
            if helper_id is None and len(facts.offered) > 1:
                return Acceptance(facts, None, facts.offered)
            help = _of(facts.helps, helper_id) if helper_id else next(iter(facts.offered), None)
            if help is None:
                raise Missing
            if await asks.accept_help(tx, help, now):
                await asks.save(tx, accept(ask, now))
                told = Kind.HELP_ACCEPTED, str(help.id), now, now + TOLD_FOR
                word = of_ask(self._work.ids.new(), ask, *told, person_id=help.person_id, caused_by=ask.person_id)
                await deliveries.add(tx, word)
                await owe_card_edit(tx, self._work.ids, ask, now)
            return Acceptance(await _facts(tx, ask), help.person_id)

    async def solve(self, actor: Actor, ask_id: int) -> AskFacts:
        """Closes one's own ask: the answer is found. Two weeks later its person is asked whether it worked.

        One transaction. AskMissing, NotYourAsk, AskClosed.
        """
        return await self._close(actor, ask_id, AskState.SOLVED)

    async def withdraw(self, actor: Actor, ask_id: int) -> AskFacts:
        """Takes one's own ask back, and its words off the card. One transaction. AskMissing, NotYourAsk, AskClosed."""
        return await self._close(actor, ask_id, AskState.WITHDRAWN)

    async def reopen(self, actor: Actor, ask_id: int) -> AskFacts:
        """Takes up again one's own ask that was closed, as one among those that are open.

        One transaction. AskMissing, NotYourAsk, AskOpen, TooManyAsks.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            ask = await own_ask(tx, actor, ask_id)
            again = reopen(ask, await asks.helps_of(tx, ask.community_id, ask.id), now)
            if ask.ring_id is None:
                check_room(await asks.count_open(tx, actor.community_id, actor.person_id))
            await ask_threads.look_again(tx, ask.community_id, [ask.id], now + WOKEN_AFTER)
            return await self._keep(tx, in_care(again, now), now)

    async def look(self, ask: Ask) -> AskFacts:
        """The ask as it stands now, and where it is. Reads."""
        async with self._work.reading() as tx:
            return await _facts(tx, ask)

    async def as_posted(self, facts: AskFacts, message_id: int) -> Letter | None:
        """The ask's card as it stands now, if `message_id` is where it was posted. Reads."""
        if facts.posted is None or facts.posted.message_id != message_id:
            return None
        async with self._work.reading() as tx:
            current = await _facts(tx, facts.ask)
        there = Address(facts.posted.channel_id, message_id, delivery_id=facts.posted.id)
        return Letter(facts.posted, current, current.ask.language, there)

    async def _close(self, actor: Actor, ask_id: int, state: AskState) -> AskFacts:
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            ask = await own_ask(tx, actor, ask_id)
            if state is AskState.SOLVED:
                await ask_whether_it_worked(tx, self._work.ids, ask, now)
            return await self._keep(tx, close(ask, state, now), now)

    async def _keep(self, tx: Connection, ask: Ask, now: Instant) -> AskFacts:
        await asks.save(tx, ask)
        await owe_card_edit(tx, self._work.ids, ask, now)
        return await _facts(tx, ask)


async def _must_have_room(tx: Connection, actor: Actor, now: Instant) -> None:
    """TooManyAsks, AskedEnough."""
    check_room(await asks.count_open(tx, actor.community_id, actor.person_id))
    since = now - ASKED_WITHIN
    check_not_too_often(await asks.asked_lately(tx, actor.community_id, actor.person_id, since), now)


async def _channel(tx: Connection, actor: Actor) -> int:
    """NoKnowledgeChannel."""
    channel_id = await communities.knowledge_channel(tx, actor.community_id)
    if channel_id is None:
        raise NoKnowledgeChannel
    return channel_id


async def _facts(tx: Connection, ask: Ask) -> AskFacts:
    facts = await facts_of_ask(tx, ask.community_id, ask.id)
    assert facts is not None  # an ask is never removed while it is looked at
    return facts


def _of(helps: Sequence[Help], person_id: int) -> Help | None:
    return next((each for each in helps if each.person_id == person_id), None)
