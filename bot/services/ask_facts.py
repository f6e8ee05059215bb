"""Finding asks, what their cards speak of, and where an ask is to be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from whenever import Instant, TimeDelta

from bot.domain.asks import Ask, AskState, Help, accept, check_own
from bot.domain.deliveries import NO_GROUP, Delivery, Kind, State
from bot.domain.errors import AskMissing
from bot.domain.ids import Ids
from bot.domain.introductions import Introduction
from bot.domain.people import Actor
from bot.services.ring_facts import owe_ring_edit
from bot.storage import asks, deliveries, introductions, pending, posted, thanks, unsaid
from bot.storage.database import Connection

CARD_KEPT = TimeDelta(hours=24 * 90)  # it says how the ask stands by then, so it is right after a long stop, too
TOLD_FOR = TimeDelta(hours=24 * 14)
CARD_WRITTEN_AFTER = TimeDelta(seconds=3)  # of quiet; a press has been answered by then, so this is the last word


@dataclass(frozen=True)
class AskFacts:
    """An ask, who helps with it, the first first, and whom of them its person has thanked for it. `posted` is the
    delivery of its card, once that is out; `introducers` says who brought each of those who came by an introduction."""

    ask: Ask
    helps: Sequence[Help]
    thanked: Sequence[int]
    posted: Delivery | None = None
    introducers: Mapping[int, int] = field(default_factory=dict)

    @property
    def thread_id(self) -> int | None:
        """Where it goes on: the thread of its card, or the channel where it has none."""
        return (self.posted.thread_id or self.posted.channel_id) if self.posted else None

    @property
    def is_without_thread(self) -> bool:
        """Out, but Discord had no room for a thread of its own."""
        return self.posted is not None and self.posted.thread_id is None and self.ask.ring_id is None

    @property
    def offered(self) -> list[Help]:
        """Those that are still to be accepted."""
        return [each for each in self.helps if each.accepted_at is None]

    @property
    def accepted(self) -> list[Help]:
        return [each for each in self.helps if each.accepted_at is not None]


@dataclass(frozen=True)
class HelpFacts:
    """Who has offered help since whoever asked was last told."""

    about: AskFacts
    offered: Sequence[Help]

    @property
    def thread_id(self) -> int | None:
        return self.about.thread_id


async def found_ask(tx: Connection, actor: Actor, ask_id: int) -> Ask:
    """AskMissing."""
    ask = await asks.get(tx, actor.community_id, ask_id)
    if ask is None:
        raise AskMissing
    return ask


async def own_ask(tx: Connection, actor: Actor, ask_id: int) -> Ask:
    """AskMissing, NotYourAsk."""
    ask = await found_ask(tx, actor, ask_id)
    check_own(ask, actor.person_id)
    return ask


async def facts_of_ask(tx: Connection, community_id: int, ask_id: int) -> AskFacts | None:
    return (await facts_of_asks(tx, community_id, [ask_id])).get(ask_id)


async def facts_of_asks(tx: Connection, community_id: int, ask_ids: Sequence[int]) -> dict[int, AskFacts]:
    """Of those that are there, by the id; as many statements for all of them as for one."""
    found = await asks.by_ids(tx, community_id, ask_ids)
    cards = await posted.of_subjects(tx, community_id, Kind.ASK, found)
    helps = await asks.helps_of_all(tx, community_id, found)
    thanked = await thanks.thanked_for_asks(tx, community_id, found)
    came = [each.introduction_id for of_ask in helps.values() for each in of_ask if each.introduction_id is not None]
    introduced = await introductions.by_ids(tx, community_id, came)
    return {
        ask.id: AskFacts(
            ask=ask,
            helps=helps.get(ask.id, []),
            thanked=thanked.get(ask.id, []),
            posted=_if_out(cards.get(ask.id)),
            introducers=_introducers(helps.get(ask.id, []), introduced),
        )
        for ask in found.values()
    }


def _if_out(card: tuple[Delivery, State] | None) -> Delivery | None:
    return card[0] if card and card[1] is State.DELIVERED else None


def _introducers(helps: Sequence[Help], introduced: Mapping[int, Introduction]) -> dict[int, int]:
    """By the person they introduced; only what both wanted is a help."""
    return {
        each.person_id: introduced[each.introduction_id].introducer_id
        for each in helps
        if each.introduction_id is not None and each.introduction_id in introduced
    }


async def count_introduction(tx: Connection, ids: Ids, introduction: Introduction, now: Instant) -> None:
    """Puts whoever was introduced to who asked onto the card of the ask, as one whose help is accepted: both wanted it.
    Part of the transaction in which it comes about; nothing where it is for no ask, or that is closed meanwhile."""
    ask = await asks.get(tx, introduction.community_id, introduction.ask_id) if introduction.ask_id else None
    if ask is None or ask.is_closed:
        return
    helper_id = introduction.second_id
    help = Help(ids.new(), ask.community_id, ask.id, helper_id, now, introduction_id=introduction.id, accepted_at=now)
    if not await asks.add_help(tx, help):
        await asks.come_by_introduction(tx, help)
    await asks.save(tx, accept(ask, now))
    await owe_card_edit(tx, ids, ask, now)


async def ask_facts(tx: Connection, delivery: Delivery, _now: Instant) -> AskFacts | None:
    """As it stands; None for one that was closed before it was out."""
    facts = await facts_of_ask(tx, delivery.community_id, delivery.subject)
    if facts is None or (facts.posted is None and facts.ask.is_closed):
        return None
    return facts


async def closed_facts(tx: Connection, delivery: Delivery, _now: Instant) -> AskFacts | None:
    """None once somebody has reopened it."""
    facts = await facts_of_ask(tx, delivery.community_id, delivery.subject)
    return facts if facts and facts.ask.state is AskState.IDLE else None


async def help_facts(tx: Connection, delivery: Delivery, _now: Instant) -> HelpFacts | None:
    """Those from the help that caused the word up to the one that caused the next; None once nobody of them is left to
    be accepted, or the ask is closed."""
    facts = await facts_of_ask(tx, delivery.community_id, delivery.subject)
    if facts is None or facts.ask.is_closed:
        return None
    first, following = int(delivery.occurrence), await pending.following_occurrence(tx, delivery)
    offered = [each for each in facts.offered if first <= each.id and (not following or each.id < int(following))]
    return HelpFacts(facts, offered) if offered else None


async def accepted_facts(tx: Connection, delivery: Delivery, _now: Instant) -> AskFacts | None:
    """None once the ask was withdrawn: its words are not to be said any more."""
    facts = await facts_of_ask(tx, delivery.community_id, delivery.subject)
    return facts if facts and facts.ask.state is not AskState.WITHDRAWN else None


async def owe_card_edit(tx: Connection, ids: Ids, ask: Ask, now: Instant) -> None:
    """Has the card written anew after the last of several changes that come together. One that is still owed says this
    one, too, if it is said later than every press was answered; so however they cross, the card ends up true. That of a
    request is counted on the card of its ring, too."""
    due_at = now + CARD_WRITTEN_AFTER
    expires_at = due_at + CARD_KEPT
    if not await unsaid.move(tx, ask.community_id, Kind.ASK_EDIT, ask.id, due_at, expires_at):
        id = ids.new()
        await deliveries.add(tx, of_ask(id, ask, Kind.ASK_EDIT, str(id), due_at, expires_at))
    if ask.ring_id is not None:
        await owe_ring_edit(tx, ids, ask.community_id, ask.ring_id, now)


async def tell_of_help(tx: Connection, ids: Ids, ask: Ask, help: Help, now: Instant) -> None:
    """At once; while an earlier word is on its way, that one says this, too. One that waits for its turn does not: it
    is about somebody who takes their help back and offers it anew, and nobody else is heard later for it."""
    if not await pending.is_owed(tx, ask.community_id, Kind.HELP, ask.id, due_by=now):
        told = Kind.HELP, str(help.id), now, now + TOLD_FOR
        word = of_ask(ids.new(), ask, *told, person_id=ask.person_id, caused_by=help.person_id)
        await deliveries.add(tx, word)


def of_ask(
    id: int,
    ask: Ask,
    kind: Kind,
    occurrence: str,
    due_at: Instant,
    expires_at: Instant,
    *,
    person_id: int | None = None,
    caused_by: int | None = None,
) -> Delivery:
    """A delivery about an ask: asks are of the community, not of a group."""
    return Delivery(
        id=id,
        community_id=ask.community_id,
        kind=kind,
        subject=ask.id,
        occurrence=occurrence,
        group_id=NO_GROUP,
        person_id=person_id,
        due_at=due_at,
        expires_at=expires_at,
        caused_by=caused_by,
    )
