"""Making one's request in a ring, and answering somebody else's."""

from dataclasses import dataclass, replace

from whenever import Instant

from bot.domain.asks import Ask, AskKind, AskState, AskWords, Help, check_may_help, new_ask
from bot.domain.deliveries import Kind
from bot.domain.errors import AnsweredAlready, AskMissing, NothingToAnswer, RingMissing
from bot.domain.people import Actor, Language
from bot.domain.rings import Request, Ring, check_may_reword, check_takes_requests, clean_answer, clean_request
from bot.services.ask_facts import AskFacts, facts_of_ask, found_ask, owe_card_edit, tell_of_help
from bot.services.groups import own_group
from bot.services.letters import Address, Letter
from bot.services.people import meet
from bot.services.ring_facts import RingFacts, facts_of_ring, of_ring, owe_ring_edit, suggested
from bot.services.work import Work
from bot.storage import asks, deliveries, rings
from bot.storage.database import Connection


@dataclass(frozen=True)
class Requested:
    """Somebody's request as it stands in the ring, and one of somebody else's to answer meanwhile."""

    ask: Ask
    about: RingFacts
    to_answer: Request | None


class RingRequests:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def prepare(self, actor: Actor, ring_id: int) -> Ask | None:
        """The request that somebody has made in a ring and may still reword; None before they have made one.

        Reads. RingMissing, RingOver, NotInGroup, RequestAnswered.
        """
        async with self._work.reading() as tx:
            ring = await _open_to(tx, actor, ring_id)
            own = await _own(tx, ring, actor)
            return own.ask if own and own.ask.state is AskState.OPEN else None

    async def make(self, actor: Actor, ring_id: int, kind: AskKind, text: str) -> Requested:
        """Has somebody's one request in a ring posted in its thread, in their language; one that nobody has answered
        yet, or that was withdrawn, is put into these words instead.

        One transaction. Blank, TooLong, RingMissing, RingOver, NotInGroup, RequestAnswered.
        """
        words, now = AskWords(clean_request(text)), self._work.clock.now()
        async with self._work.unit() as tx:
            ring = await _open_to(tx, actor, ring_id)
            own = await _own(tx, ring, actor)
            if own is None:
                await meet(tx, actor, now)
                ask = await self._add(tx, actor, ring, kind, words, now)
            else:
                ask = replace(own.ask, kind=kind, words=words, state=AskState.OPEN)
                await self._reword(tx, ask, now)
            facts = await _facts(tx, ring)
            return Requested(ask, facts, await suggested(tx, facts, actor.person_id))

    async def next_to_answer(self, actor: Actor, ring_id: int) -> Request:
        """The request that somebody is shown to answer: fairly shared out, and none of their own. Reads.

        RingMissing, NothingToAnswer.
        """
        async with self._work.reading() as tx:
            facts = await _facts(tx, await _found(tx, actor, ring_id))
            request = await suggested(tx, facts, actor.person_id)
        if request is None:
            raise NothingToAnswer
        return request

    async def prepare_answer(self, actor: Actor, ask_id: int) -> Ask:
        """Checks what can be checked before the form opens, so that nobody writes in vain.

        Reads. AskMissing, HelpingOneself, AskClosed, AnsweredAlready.
        """
        async with self._work.reading() as tx:
            actor, ask, _ = await _to_be_answered(tx, actor, ask_id)
            if (own := await _own_help(tx, ask, actor)) and own.text:
                raise AnsweredAlready
            return ask

    async def answer(self, actor: Actor, ask_id: int, text: str) -> AskFacts:
        """Has somebody's answer to a request posted in the ring's thread, and whoever asked told; the same words sent
        twice are one answer.

        One transaction. Blank, TooLong, AskMissing, HelpingOneself, AskClosed, AnsweredAlready.
        """
        text, now = clean_answer(text), self._work.clock.now()
        async with self._work.unit() as tx:
            actor, ask, ring = await _to_be_answered(tx, actor, ask_id)
            own = await _own_help(tx, ask, actor)
            if own is None or own.text != text:
                await self._give(tx, actor, ask, ring, own, text, now)
            facts = await facts_of_ask(tx, ask.community_id, ask.id)
            assert facts is not None  # it was read in the same transaction
            return facts

    async def as_posted(self, about: RingFacts, message_id: int) -> Letter | None:
        """The ring's card as it stands now, if `message_id` is where it was posted. Reads."""
        posted = about.posted
        if posted is None or posted.message_id != message_id:
            return None
        async with self._work.reading() as tx:
            current = await _facts(tx, about.ring)
        return Letter(posted, current, Language(current.group.language), Address(posted.channel_id, posted.message_id))

    async def _add(self, tx: Connection, actor: Actor, ring: Ring, kind: AskKind, words: AskWords, now: Instant) -> Ask:
        ask = new_ask(self._work.ids.new(), actor, kind, words, now, ring_id=ring.id)
        await asks.add(tx, ask)
        await deliveries.add(tx, of_ring(self._work.ids.new(), ring, Kind.ASK, "once", now, subject=ask.id))
        await owe_ring_edit(tx, self._work.ids, ring.community_id, ring.id, now)
        return ask

    async def _reword(self, tx: Connection, ask: Ask, now: Instant) -> None:
        await asks.reword(tx, ask)
        await asks.save(tx, ask)
        await owe_card_edit(tx, self._work.ids, ask, now)

    async def _give(
        self, tx: Connection, actor: Actor, ask: Ask, ring: Ring, own: Help | None, text: str, now: Instant
    ) -> None:
        if own and own.text:
            raise AnsweredAlready
        await meet(tx, actor, now)
        help = own or Help(self._work.ids.new(), ask.community_id, ask.id, actor.person_id, offered_at=now)
        help = replace(help, text=text)
        if own:
            await asks.answer(tx, help)
        else:
            await asks.add_help(tx, help)
            await tell_of_help(tx, self._work.ids, ask, help, now)
        card = of_ring(self._work.ids.new(), ring, Kind.RING_ANSWER, "once", now, subject=help.id)
        await deliveries.add(tx, card)
        await owe_card_edit(tx, self._work.ids, ask, now)


async def _found(tx: Connection, actor: Actor, ring_id: int) -> Ring:
    """RingMissing."""
    ring = await rings.get(tx, actor.community_id, ring_id)
    if ring is None:
        raise RingMissing
    return ring


async def _open_to(tx: Connection, actor: Actor, ring_id: int) -> Ring:
    """A ring that takes requests of whoever is asking. RingMissing, RingOver, NotInGroup."""
    ring = await _found(tx, actor, ring_id)
    check_takes_requests(ring)
    await own_group(tx, actor, ring.group_id)
    return ring


async def _own(tx: Connection, ring: Ring, actor: Actor) -> Request | None:
    """RequestAnswered where it is not theirs to change any more."""
    requests = await rings.requests_of(tx, ring)
    own = next((each for each in requests if each.ask.person_id == actor.person_id), None)
    if own:
        check_may_reword(own)
    return own


async def _to_be_answered(tx: Connection, actor: Actor, ask_id: int) -> tuple[Actor, Ask, Ring]:
    """AskMissing where it is no request; HelpingOneself, AskClosed."""
    ask = await found_ask(tx, actor, ask_id)
    ring = await rings.get(tx, ask.community_id, ask.ring_id) if ask.ring_id is not None else None
    if ring is None:
        raise AskMissing
    check_may_help(ask, actor.person_id)
    return actor, ask, ring


async def _own_help(tx: Connection, ask: Ask, actor: Actor) -> Help | None:
    helps = await asks.helps_of(tx, ask.community_id, ask.id)
    return next((each for each in helps if each.person_id == actor.person_id), None)


async def _facts(tx: Connection, ring: Ring) -> RingFacts:
    facts = await facts_of_ring(tx, ring)
    if facts is None:
        raise RingMissing
    return facts
