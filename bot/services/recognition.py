"""Thanking somebody, and looking at one's own thanks."""

from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.asks import Ask
from bot.domain.deliveries import NO_GROUP, Delivery, Kind
from bot.domain.errors import Missing, NotForYou, OutOfReach, ThankingBot
from bot.domain.people import Actor
from bot.domain.recognition import Thanks, check_in_place, check_not_oneself, clean_thanks, is_lately
from bot.domain.visibility import Viewer, may_read
from bot.services.ask_facts import facts_of_ask, owe_card_edit, own_ask
from bot.services.ask_outcomes import ask_whether_it_worked
from bot.services.checkins import CheckInFacts, facts_of
from bot.services.pair_facts import partner_ids
from bot.services.people import meet
from bot.services.work import Work
from bot.storage import asks, ceilings, deliveries, groups, responses, thanks
from bot.storage.database import Connection

HEARD_FOR = TimeDelta(hours=24 * 14)
SHOWN = 5


@dataclass(frozen=True)
class Addressee:
    """Whom thanks go to, and the check-in of theirs that they are for, or the ask that they helped with, if it is for
    either."""

    person_id: int
    check_in_id: int | None = None
    ask_id: int | None = None

    @property
    def is_tied(self) -> bool:
        return self.check_in_id is not None or self.ask_id is not None


@dataclass(frozen=True)
class ThanksFacts:
    """Thanks, with the check-in or the ask that they are for."""

    thanks: Thanks
    about: CheckInFacts | None
    ask: Ask | None = None


@dataclass(frozen=True)
class OwnThanks:
    """What one person has given and received here: how often, and the last of each, the latest first.

    `gave_lately` and `got_lately` tell whether there is anything to invite them to.
    """

    given: int
    last_given: list[Thanks]
    gave_lately: bool
    received: int
    last_received: list[Thanks]
    got_lately: bool


class Recognition:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def address(self, actor: Actor, person_id: int) -> Addressee:
        """Somebody whom this person may thank now, before they write a word. Reads.

        SelfThanks, OutOfReach, ThanksForThanks, ThankedLately, HeardEnough.
        """
        to = Addressee(person_id)
        async with self._work.reading() as tx:
            await _must_be_in_place(tx, actor, to, self._work.clock.now())
        return to

    async def address_helper(self, actor: Actor, ask_id: int, person_id: int) -> Addressee:
        """Somebody who helps with one's own ask, before a word is written. Reads.

        AskMissing, NotYourAsk, Missing, ThankedForThis.
        """
        to = Addressee(person_id, ask_id=ask_id)
        async with self._work.reading() as tx:
            await _must_be_in_place(tx, actor, to, self._work.clock.now())
        return to

    async def address_card(self, actor: Actor, delivery_id: int | None) -> Addressee:
        """The same for one of the bot's own messages: whoever the check-in on it is by, or the response; on one's own
        ask whoever helped. Reads.

        ThankingBot where it speaks of neither; SelfThanks, OutOfReach, Missing, NotForYou, ThankedForThis,
        ThanksForThanks, ThankedLately.
        """
        async with self._work.reading() as tx:
            to = await _speaks(tx, actor, delivery_id) if delivery_id else None
            if to is None:
                raise ThankingBot
            await _must_be_in_place(tx, actor, to, self._work.clock.now())
        return to

    async def thank(self, actor: Actor, to: Addressee, text: str) -> Thanks:
        """Keeps the words for the two of them, and has the other told.

        Thanks for help with an ask show on its card, without the words, and begin the two weeks until whoever asked is
        asked whether it worked. One transaction. Blank, TooLong, SelfThanks,
        OutOfReach, Missing, NotForYou, AskMissing, NotYourAsk, ThankedForThis, ThanksForThanks, ThankedLately,
        HeardEnough.
        """
        text, now = clean_thanks(text), self._work.clock.now()
        async with self._work.unit() as tx:
            group_id = await _must_be_in_place(tx, actor, to, now)
            await meet(tx, actor, now)
            given = Thanks(
                id=self._work.ids.new(),
                community_id=actor.community_id,
                giver_id=actor.person_id,
                receiver_id=to.person_id,
                text=text,
                given_at=now,
                check_in_id=to.check_in_id,
                ask_id=to.ask_id,
            )
            await thanks.add(tx, given)
            await deliveries.add(tx, self._word(given, group_id))
            if to.ask_id is not None:
                ask = await own_ask(tx, actor, to.ask_id)
                await self._note_on_ask(tx, ask, now)
        return given

    async def _note_on_ask(self, tx: Connection, ask: Ask, now: Instant) -> None:
        """On its card; and two weeks from now its person is asked whether it worked, unless it is closed and they are
        asked anyway."""
        await owe_card_edit(tx, self._work.ids, ask, now)
        if not ask.is_closed:
            await ask_whether_it_worked(tx, self._work.ids, ask, now)

    async def own(self, actor: Actor) -> OwnThanks:
        """What somebody has given and received; nobody else is ever shown it. Reads."""
        now = self._work.clock.now()
        async with self._work.reading() as tx:
            given, last_given = await thanks.given_by(tx, actor.community_id, actor.person_id, SHOWN)
            received, last_received = await thanks.received_by(tx, actor.community_id, actor.person_id, SHOWN)
        return OwnThanks(
            given=given,
            last_given=last_given,
            gave_lately=is_lately(next(iter(last_given), None), now),
            received=received,
            last_received=last_received,
            got_lately=is_lately(next(iter(last_received), None), now),
        )

    def _word(self, given: Thanks, group_id: int) -> Delivery:
        return Delivery(
            id=self._work.ids.new(),
            community_id=given.community_id,
            kind=Kind.THANKS,
            subject=given.id,
            occurrence="once",
            group_id=group_id,
            person_id=given.receiver_id,
            due_at=given.given_at,
            expires_at=given.given_at + HEARD_FOR,
            caused_by=given.giver_id,
        )


async def _must_be_in_place(tx: Connection, actor: Actor, to: Addressee, now: Instant) -> int:
    """Refuses what is not in place, HeardEnough too; returns a group of the receiver's, through which they are told.

    Whoever helps with an ask need not be in any: then it is NO_GROUP.
    """
    check_not_oneself(actor.person_id, to.person_id)
    theirs = await groups.of_person(tx, actor.community_id, to.person_id)
    if to.ask_id is not None:
        await _must_be_helped(tx, actor, to.ask_id, to.person_id)
    elif not theirs:
        raise OutOfReach(to.person_id)
    if to.check_in_id is not None:
        await _must_be_readable(tx, actor, to.person_id, to.check_in_id)
    before = await thanks.between(tx, actor.community_id, actor.person_id, to.person_id, to.check_in_id, to.ask_id)
    check_in_place(to.person_id, before, is_tied=to.is_tied, now=now)
    await ceilings.must_have_room(tx, actor.community_id, actor.person_id, to.person_id, now)
    own = {group.id for group in await groups.of_person(tx, actor.community_id, actor.person_id)}
    shared = [group.id for group in theirs if group.id in own]
    return next(iter([*shared, *(group.id for group in theirs)]), NO_GROUP)


async def _must_be_helped(tx: Connection, actor: Actor, ask_id: int, helper_id: int) -> None:
    """AskMissing, NotYourAsk; Missing for who does not help with it."""
    ask = await own_ask(tx, actor, ask_id)
    if all(each.person_id != helper_id for each in await asks.helps_of(tx, ask.community_id, ask.id)):
        raise Missing


async def _must_be_readable(tx: Connection, actor: Actor, author_id: int, check_in_id: int) -> None:
    """Missing, NotForYou."""
    about = await facts_of(tx, actor.community_id, check_in_id)
    if about is None or about.check_in.person_id != author_id:
        raise Missing
    membership = await groups.membership(tx, actor.community_id, about.group.id, actor.person_id)
    partners = await partner_ids(tx, actor.community_id, actor.person_id)
    viewer = Viewer(actor.person_id, is_in_group=membership is not None, partner_ids=partners)
    if not may_read(about.experiment.visibility, author_id, viewer):
        raise NotForYou


async def _speaks(tx: Connection, actor: Actor, delivery_id: int) -> Addressee | None:
    """Who speaks on a card: for an answer its author, who is thanked for it; for a response whoever responds. On one's
    own ask it is who helped with it, if that is one person; on others' nobody has helped whoever reads it."""
    delivery = await deliveries.get(tx, actor.community_id, delivery_id)
    if delivery and delivery.kind is Kind.CHECK_IN:
        about = await facts_of(tx, actor.community_id, delivery.subject)
        return Addressee(about.check_in.person_id, about.check_in.id) if about else None
    if delivery and delivery.kind is Kind.RESPONSE:
        response = await responses.get(tx, actor.community_id, delivery.subject)
        return Addressee(response.person_id) if response else None
    if delivery and delivery.kind is Kind.ASK:
        return await _helper(tx, actor, delivery.subject)
    return None


async def _helper(tx: Connection, actor: Actor, ask_id: int) -> Addressee | None:
    facts = await facts_of_ask(tx, actor.community_id, ask_id)
    if facts is None or facts.ask.person_id != actor.person_id or len(facts.accepted) != 1:
        return None
    return Addressee(facts.accepted[0].person_id, ask_id=ask_id)


async def thanks_facts(tx: Connection, delivery: Delivery, _now: Instant) -> ThanksFacts | None:
    """Who thanks, in which words, and for what."""
    given = await thanks.get(tx, delivery.community_id, delivery.subject)
    if given is None:
        return None
    about = await facts_of(tx, given.community_id, given.check_in_id) if given.check_in_id else None
    ask = await asks.get(tx, given.community_id, given.ask_id) if given.ask_id else None
    return ThanksFacts(given, about, ask)
