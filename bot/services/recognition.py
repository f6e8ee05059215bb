"""Thanking somebody, and looking at one's own thanks."""

from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.deliveries import Delivery, Kind
from bot.domain.errors import Missing, NotForYou, OutOfReach, ThankingBot
from bot.domain.groups import Group
from bot.domain.people import Actor
from bot.domain.recognition import Thanks, check_in_place, check_not_oneself, clean_thanks, is_lately
from bot.domain.visibility import Viewer, may_read
from bot.services.checkins import CheckInFacts, facts_of
from bot.services.pair_facts import partner_ids
from bot.services.people import meet
from bot.services.work import Work
from bot.storage import deliveries, groups, responses, thanks
from bot.storage.database import Connection

HEARD_FOR = TimeDelta(hours=24 * 14)
SHOWN = 5


@dataclass(frozen=True)
class Addressee:
    """Whom thanks go to, and the check-in of theirs that they are for, if they are for one."""

    person_id: int
    check_in_id: int | None = None


@dataclass(frozen=True)
class ThanksFacts:
    """Thanks, with the check-in that they are for."""

    thanks: Thanks
    about: CheckInFacts | None


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

        SelfThanks, OutOfReach, ThanksForThanks, ThankedLately.
        """
        to = Addressee(person_id)
        async with self._work.reading() as tx:
            await _must_be_in_place(tx, actor, to, self._work.clock.now())
        return to

    async def address_card(self, actor: Actor, delivery_id: int | None) -> Addressee:
        """The same for one of the bot's own messages: whoever the check-in on it is by, or the response. Reads.

        ThankingBot where it speaks of neither; SelfThanks, OutOfReach, Missing, NotForYou, ThankedForThis,
        ThanksForThanks, ThankedLately.
        """
        async with self._work.reading() as tx:
            to = await _speaks(tx, actor.community_id, delivery_id) if delivery_id else None
            if to is None:
                raise ThankingBot
            await _must_be_in_place(tx, actor, to, self._work.clock.now())
        return to

    async def thank(self, actor: Actor, to: Addressee, text: str) -> Thanks:
        """Keeps the words for the two of them, and has the other told.

        One transaction. Blank, TooLong, SelfThanks, OutOfReach, Missing, NotForYou, ThankedForThis, ThanksForThanks,
        ThankedLately.
        """
        text, now = clean_thanks(text), self._work.clock.now()
        async with self._work.unit() as tx:
            group = await _must_be_in_place(tx, actor, to, now)
            await meet(tx, actor, now)
            given = Thanks(
                id=self._work.ids.new(),
                community_id=actor.community_id,
                giver_id=actor.person_id,
                receiver_id=to.person_id,
                text=text,
                given_at=now,
                check_in_id=to.check_in_id,
            )
            await thanks.add(tx, given)
            await deliveries.add(tx, self._word(given, group))
        return given

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

    def _word(self, given: Thanks, group: Group) -> Delivery:
        return Delivery(
            id=self._work.ids.new(),
            community_id=given.community_id,
            kind=Kind.THANKS,
            subject=given.id,
            occurrence="once",
            group_id=group.id,
            person_id=given.receiver_id,
            due_at=given.given_at,
            expires_at=given.given_at + HEARD_FOR,
        )


async def _must_be_in_place(tx: Connection, actor: Actor, to: Addressee, now: Instant) -> Group:
    """Refuses what is not in place; returns a group of the receiver's, through which they are told."""
    check_not_oneself(actor.person_id, to.person_id)
    theirs = await groups.of_person(tx, actor.community_id, to.person_id)
    if not theirs:
        raise OutOfReach(to.person_id)
    if to.check_in_id is not None:
        await _must_be_readable(tx, actor, to.person_id, to.check_in_id)
    before = await thanks.between(tx, actor.community_id, actor.person_id, to.person_id, to.check_in_id)
    check_in_place(to.person_id, before, is_tied=to.check_in_id is not None, now=now)
    own = {group.id for group in await groups.of_person(tx, actor.community_id, actor.person_id)}
    return next((group for group in theirs if group.id in own), theirs[0])


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


async def _speaks(tx: Connection, community_id: int, delivery_id: int) -> Addressee | None:
    """Who speaks on a card: for an answer its author, who is thanked for it; for a response whoever responds."""
    delivery = await deliveries.get(tx, community_id, delivery_id)
    if delivery and delivery.kind is Kind.CHECK_IN:
        about = await facts_of(tx, community_id, delivery.subject)
        return Addressee(about.check_in.person_id, about.check_in.id) if about else None
    if delivery and delivery.kind is Kind.RESPONSE:
        response = await responses.get(tx, community_id, delivery.subject)
        return Addressee(response.person_id) if response else None
    return None


async def thanks_facts(tx: Connection, delivery: Delivery, _now: Instant) -> ThanksFacts | None:
    """Who thanks, in which words, and for what."""
    given = await thanks.get(tx, delivery.community_id, delivery.subject)
    if given is None:
        return None
    about = await facts_of(tx, given.community_id, given.check_in_id) if given.check_in_id else None
    return ThanksFacts(given, about)
