"""Where a delivery goes, and whether it goes now: the place its kind has, read when it is sent."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Protocol, runtime_checkable

from whenever import Instant

from bot.domain.audiences import AUDIENCES, Audience
from bot.domain.deliveries import (
    MENTIONED_WHERE_IT_GOES_ON,
    NO_GROUP,
    SAID_TOGETHER,
    Delivery,
    Dropped,
    Failed,
    Impossible,
    Kind,
    Place,
    Postponed,
    Reason,
    State,
    Waits,
)
from bot.domain.experiments import Experiment
from bot.domain.greeting import Arrival
from bot.domain.partners import Pairing
from bot.domain.people import Actor, Contact, Language
from bot.domain.rounds import Stage
from bot.domain.visibility import Viewer, Visibility, may_read
from bot.services import responses, round_facts
from bot.services.ask_facts import AskFacts, HelpFacts
from bot.services.blanking import Blanked
from bot.services.held import HeldFacts
from bot.services.introduction_facts import IntroductionFacts
from bot.services.letters import Address, Letter
from bot.services.nudges import hold_back, rest
from bot.services.pair_facts import PairFacts, current_pair, partner_ids, thread_of_group_pair, thread_of_pairing
from bot.services.ring_facts import RingAnswerFacts, RingFacts
from bot.storage import communities, deliveries, gates, groups, nudges, people
from bot.storage.database import Connection

NoLetter = Dropped | Waits | Failed | Postponed | Impossible
# Reads the facts anew, once other deliveries have been merged into the one that is sent.
Reread = Callable[[], Awaitable[object | None]]


@runtime_checkable
class Owned(Protocol):
    """Facts that speak of one experiment, and with it of whom its words are for: any that have it, none by name."""

    @property
    def experiment(self) -> Experiment: ...


async def address(
    tx: Connection, delivery: Delivery, facts: object, owner: str, now: Instant, reread: Reread
) -> Letter | NoLetter:
    """The letter, or why there is none to send now."""
    if isinstance(facts, Blanked):
        return _onto_any(delivery, facts)
    if delivery.policy.place is Place.PERSON:
        return await _to_person(tx, delivery, facts, owner, now, reread)
    if delivery.policy.place is Place.LOBBY:
        return _to_lobby(delivery, facts)
    if delivery.policy.place is Place.MODERATORS:
        return await _to_moderators(tx, delivery, facts)
    if delivery.policy.place is Place.PRIVATE_THREAD:
        return await _among_few(tx, delivery, facts)
    if readers_of(delivery, facts) is None:
        return Impossible(Reason.BROKEN)
    if delivery.group_id == NO_GROUP:
        return await _in_community(tx, delivery, facts)
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    if group is None:
        return Dropped(Reason.NO_LONGER_NEEDED)
    language = Language(group.language)
    match delivery.policy.place:
        case Place.CHANNEL:
            return Letter(delivery, facts, language, Address(channel_id=group.channel_id))
        case Place.THREAD:
            return await _to_thread(tx, delivery, facts, language, group.channel_id, now)
        case Place.EDIT:
            return await _onto_message(tx, delivery, facts, language)
        case Place.RING_THREAD:
            assert isinstance(facts, RingFacts | RingAnswerFacts)
            return await _to_ring(tx, delivery, facts, language, facts.ring.id)
        case Place.KNOWLEDGE:
            assert isinstance(facts, AskFacts) and facts.ask.ring_id is not None  # of a group only a request is
            return await _to_ring(tx, delivery, facts, facts.ask.language, facts.ask.ring_id)
        case Place.ASK_THREAD:
            return Dropped(Reason.NO_LONGER_NEEDED)  # of the community, so it is addressed above
        case Place.REPLY:
            return _beneath(delivery, facts)


async def _in_community(tx: Connection, delivery: Delivery, facts: object) -> Letter | NoLetter:
    """What is of no group speaks the language of the words it carries."""
    assert isinstance(facts, AskFacts)
    if delivery.policy.place is Place.EDIT:
        return await _onto_message(tx, delivery, facts, facts.ask.language)
    if delivery.policy.place is Place.ASK_THREAD:
        return _to_ask(delivery, facts)
    channel_id = await communities.knowledge_channel(tx, delivery.community_id)
    if channel_id is None:
        return Impossible(Reason.CHANNEL_GONE)
    own_groups = await groups.of_person(tx, delivery.community_id, facts.ask.person_id)
    there = Address(channel_id=channel_id, instead_id=own_groups[0].channel_id if own_groups else None)
    return Letter(delivery, facts, facts.ask.language, there)


def _to_ask(delivery: Delivery, facts: AskFacts) -> Letter | Dropped:
    """Into its thread; where there could be none, the card says all there is to say."""
    if facts.posted is None or facts.posted.thread_id is None:
        return Dropped(Reason.NO_LONGER_NEEDED)
    return Letter(delivery, facts, facts.ask.language, Address(channel_id=facts.posted.thread_id))


async def _to_ring(
    tx: Connection, delivery: Delivery, facts: object, language: Language, ring_id: int
) -> Letter | Failed | Dropped:
    """Into the thread of the ring, or its channel where there could be no thread; an answer beneath its request, so
    that it is read with what was asked, as long as that stands there."""
    found = await deliveries.find(tx, delivery.community_id, Kind.RING, ring_id)
    if found and found[1] in (State.SCHEDULED, State.CLAIMED):
        return Failed(Reason.NOT_OUT_YET)
    there = (found[0].thread_id or found[0].channel_id) if found else None
    if there is None:
        return Dropped(Reason.NO_LONGER_NEEDED)
    request_id = facts.request_id if isinstance(facts, RingAnswerFacts) else None
    return Letter(delivery, facts, language, Address(channel_id=there, reply_to=request_id))


async def respect_closed_messages(tx: Connection, delivery: Delivery, now: Instant) -> None:
    """Who closed their direct messages is not written to again until they choose so anew."""
    person = await people.get(tx, delivery.person_id) if delivery.person_id else None
    if person:
        await people.save(tx, replace(person, contact=Contact.HERE), now)


async def _to_person(
    tx: Connection, delivery: Delivery, facts: object, owner: str, now: Instant, reread: Reread
) -> Letter | Dropped | Waits | Postponed:
    """A direct message if they chose that; a nudge only within their budget, and one for all that is due together.
    Nothing to who is kept out, whatever others do."""
    person = await people.get(tx, delivery.person_id) if delivery.person_id else None
    if person and await gates.is_blocked(tx, delivery.community_id, person.id):
        return Dropped(Reason.NO_LONGER_NEEDED)
    if person and delivery.policy.counts and person.choices.none_wanted:
        return Dropped(Reason.NOT_WANTED)
    if person and person.contact is Contact.MENTION and (thread_id := _where_it_goes_on(delivery, facts)):
        return Letter(delivery, facts, person.language, Address(channel_id=thread_id))
    if person is None or person.contact is not Contact.MESSAGE:
        return Waits(Reason.NO_CONSENT)
    if delivery.policy.rests and (resting := await rest(tx, delivery, person, now)):
        return resting
    if delivery.policy.counts:
        if held := await hold_back(tx, delivery, person, now):
            return held
        await nudges.reserve(tx, delivery.community_id, delivery.id, [person.id], now)
        if delivery.kind in SAID_TOGETHER and await deliveries.merge_into(tx, delivery, owner, now):
            facts = await reread() or facts
    return Letter(delivery, facts, person.language, Address(person_id=person.id))


async def _to_moderators(tx: Connection, delivery: Delivery, facts: object) -> Letter | Waits:
    """Into their channel, in the language of the server; where none is named, it waits for one of them to come by."""
    decided = await communities.decided(tx, delivery.community_id)
    if decided.moderators_channel_id is None:
        return Waits(Reason.FOR_MODERATORS)
    there = Address(channel_id=decided.moderators_channel_id)
    return Letter(delivery, facts, decided.language or Language.ENGLISH, there)


def _to_lobby(delivery: Delivery, facts: object) -> Letter | Waits:
    """In the language the server has chosen."""
    assert isinstance(facts, Arrival)
    if facts.channel_id is None:
        return Waits(Reason.FOR_MODERATORS)
    return Letter(delivery, facts, facts.language, Address(channel_id=facts.channel_id))


def _beneath(delivery: Delivery, facts: object) -> Letter:
    """A reply to the message that its author is asked about."""
    assert isinstance(facts, HeldFacts)
    there = Address(channel_id=facts.held.channel_id, reply_to=facts.held.message_id)
    return Letter(delivery, facts, facts.language, there)


def _where_it_goes_on(delivery: Delivery, facts: object) -> int | None:
    """The thread in which somebody is mentioned rather than kept waiting, if there is one for this."""
    if isinstance(facts, AskFacts | HelpFacts) and delivery.kind in MENTIONED_WHERE_IT_GOES_ON:
        return facts.thread_id
    return None


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
    if posted.message_id is None or not await _still_among_themselves(tx, delivery, facts, posted):
        return Dropped(Reason.NO_LONGER_NEEDED)
    there = Address(posted.channel_id, posted.message_id, delivery_id=posted.id)
    return Letter(delivery, facts, language, there)


def _onto_any(delivery: Delivery, facts: Blanked) -> Letter | Dropped | Failed:
    """A message that is on its way is waited for: it may say what was read before the words went."""
    if facts.is_on_its_way:
        return Failed(Reason.NOT_OUT_YET)
    posted = facts.posted
    if posted.message_id is None:
        return Dropped(Reason.NO_LONGER_NEEDED)
    there = Address(posted.channel_id, posted.message_id, delivery_id=posted.id)
    return Letter(delivery, facts, facts.language, there)


async def _to_thread(
    tx: Connection, delivery: Delivery, facts: object, language: Language, channel_id: int, now: Instant
) -> Letter | Failed | Dropped:
    """A card goes into the round's thread; before the group's first prompt there is none, and it goes to the channel.

    While the prompt is on its way, or its moment has come and it is about to be planned, an answer's card waits. What
    is for the partner alone goes to the pair's own thread, and what is private goes nowhere.
    """
    match readers_of(delivery, facts):
        case Visibility.PARTNER:
            return await _to_partner(tx, delivery, facts, language, now)
        case Visibility.PRIVATE | None:
            return Dropped(Reason.NO_LONGER_NEEDED)
        case Visibility.GROUP:
            pass
    round = await round_facts.round_of_card(tx, delivery)
    prompt = await deliveries.find(tx, delivery.community_id, Kind.PROMPT, round.id) if round else None
    if prompt is None and round and round.stage is Stage.AHEAD and delivery.kind is Kind.CHECK_IN:
        return Failed(Reason.NOT_OUT_YET)
    if prompt and prompt[1] in (State.SCHEDULED, State.CLAIMED):
        return Failed(Reason.NOT_OUT_YET)
    await _count_mentions(tx, delivery, facts, now)
    thread_id = prompt[0].thread_id if prompt else None
    return Letter(delivery, facts, language, Address(channel_id=thread_id or channel_id))


async def _still_among_themselves(tx: Connection, delivery: Delivery, facts: object, posted: Delivery) -> bool:
    """Words for the partner are not written into the thread of a pair that is over, nor private ones anywhere."""
    if not isinstance(facts, Owned) or facts.experiment.visibility is Visibility.GROUP:
        return True
    if facts.experiment.visibility is Visibility.PRIVATE:
        return False
    author = facts.experiment.person_id
    return posted.channel_id == await thread_of_group_pair(tx, delivery.community_id, delivery.group_id, author)


async def may_reread(tx: Connection, actor: Actor, delivery: Delivery, facts: object) -> bool:
    """Return whether who stands where a card was posted may still read what it says now; False where nobody said."""
    match AUDIENCES.get(delivery.kind):
        case Audience.FEW if isinstance(facts, PairFacts):
            return actor.person_id in facts.pairing.person_ids
        case Audience.FEW if isinstance(facts, IntroductionFacts):
            return actor.person_id in facts.introduction.people
        case Audience.MODERATORS:
            return True  # in their channel, or in the one where the bot says hello
    readers = readers_of(delivery, facts)
    if readers is None or not isinstance(facts, Owned):
        return readers is Visibility.GROUP
    partners = await partner_ids(tx, actor.community_id, actor.person_id)
    viewer = Viewer(actor.person_id, is_in_group=True, partner_ids=partners)
    return may_read(readers, facts.experiment.person_id, viewer)


def readers_of(delivery: Delivery, facts: object) -> Visibility | None:
    """Return whom the words of a shared card are for, by what is stated for its kind; None where its facts are not what
    was stated, so that it goes nowhere rather than to the group."""
    match AUDIENCES.get(delivery.kind):
        case Audience.AS_CHOSEN if isinstance(facts, Owned):
            return facts.experiment.visibility
        case Audience.GROUP | Audience.COMMUNITY if not isinstance(facts, Owned):
            return Visibility.GROUP
    return None


async def _to_partner(
    tx: Connection, delivery: Delivery, facts: object, language: Language, now: Instant
) -> Letter | Failed | Dropped:
    """Into the thread of the pair that the author is in at present, in the author's group; nowhere if there is none."""
    assert isinstance(facts, Owned)
    pairing = await current_pair(tx, delivery.community_id, delivery.group_id, facts.experiment.person_id)
    thread = await thread_of_pairing(tx, pairing) if pairing else None
    if pairing is None or thread is None:
        return await _without_thread(tx, pairing)
    await _count_mentions(tx, delivery, facts, now)
    return Letter(delivery, facts, language, Address(channel_id=thread))


async def _count_mentions(tx: Connection, delivery: Delivery, facts: object, now: Instant) -> None:
    """A mention in a thread interrupts as a message does, so it counts before it is sent."""
    if isinstance(facts, round_facts.MentionFacts):
        await nudges.reserve(tx, delivery.community_id, delivery.id, facts.people, now)
    if isinstance(facts, responses.ResponseFacts) and facts.mentioned:
        await nudges.reserve(tx, delivery.community_id, delivery.id, [facts.mentioned], now)


async def _among_few(tx: Connection, delivery: Delivery, facts: object) -> Letter | NoLetter:
    """The first card makes their thread under the meeting channel; further ones of a pair go into it."""
    assert isinstance(facts, PairFacts | IntroductionFacts)
    if isinstance(facts, PairFacts) and delivery.kind is not Kind.PAIR:
        thread = await thread_of_pairing(tx, facts.pairing)
        if thread is None:
            return await _without_thread(tx, facts.pairing)
        return Letter(delivery, facts, facts.language, Address(channel_id=thread))
    channel_id = await communities.meeting_channel(tx, delivery.community_id)
    if channel_id is None:
        return Impossible(Reason.CHANNEL_GONE)
    return Letter(delivery, facts, facts.language, Address(channel_id=channel_id))


async def _without_thread(tx: Connection, pairing: Pairing | None) -> Failed | Dropped:
    """What is for a pair waits while its thread is on its way, as with a prompt; where none is to come, it goes
    nowhere."""
    first = await deliveries.find(tx, pairing.community_id, Kind.PAIR, pairing.id) if pairing else None
    if first and first[1] in (State.SCHEDULED, State.CLAIMED):
        return Failed(Reason.NOT_OUT_YET)
    return Dropped(Reason.NO_LONGER_NEEDED)
