"""Responding to each other's check-ins."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whenever import Instant, TimeDelta

from bot.domain.checkins import CheckIn
from bot.domain.deliveries import Delivery, Kind
from bot.domain.errors import Missing
from bot.domain.experiments import Experiment
from bot.domain.people import Actor, Contact
from bot.domain.responses import Question, Response, check_may_respond, check_not_enough, clean_response, question_for
from bot.domain.visibility import Viewer
from bot.services.checkins import CheckInFacts, facts_of
from bot.services.groups import in_use
from bot.services.nudges import hold_back
from bot.services.pair_facts import partner_ids
from bot.services.people import meet
from bot.services.work import Work
from bot.storage import ceilings, deliveries, groups, nudges, pending, people, responses
from bot.storage.database import Connection

CARD_KEPT = TimeDelta(hours=48)
NOTE_KEPT = TimeDelta(hours=24 * 14)
GATHERED_FOR = TimeDelta(minutes=10)  # responses that come together make one note


@dataclass(frozen=True)
class Asked:
    """The question somebody is asked about a check-in."""

    about: CheckInFacts
    question: Question


@dataclass(frozen=True)
class ResponseFacts:
    """What the card of a response says; `mentioned` is the author of the answer, if the thread may mention them now."""

    response: Response
    about: CheckInFacts
    mentioned: int | None = None

    @property
    def experiment(self) -> Experiment:
        return self.about.experiment


@dataclass(frozen=True)
class NoteFacts:
    """All that was said to somebody's answers in a group since they were last told; at least one."""

    responses: Sequence[ResponseFacts]


class Responses:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def ask(self, actor: Actor, check_in_id: int) -> Asked:
        """The developmental question for this check-in, another after each response. Reads.

        Missing, OwnCheckIn, NotForYou, RespondedEnough, HeardEnough.
        """
        async with self._work.reading() as tx:
            about = await _readable(tx, actor, check_in_id)
            await _must_have_room(tx, actor, about.check_in, self._work.clock.now())
            given = await responses.count_of(tx, actor.community_id, check_in_id)
        return Asked(about, question_for(about.check_in, given))

    async def respond(self, actor: Actor, check_in_id: int, question: Question, text: str) -> ResponseFacts:
        """Shows the response in the thread of the answer, and has its author told within their budget.

        One transaction. Missing, OwnCheckIn, NotForYou, Blank, TooLong, RespondedEnough, HeardEnough.
        """
        text, now = clean_response(text), self._work.clock.now()
        async with self._work.unit() as tx:
            about = await _readable(tx, actor, check_in_id)
            await _must_have_room(tx, actor, about.check_in, now)
            await meet(tx, actor, now)
            response = Response(
                id=self._work.ids.new(),
                community_id=actor.community_id,
                check_in_id=check_in_id,
                person_id=actor.person_id,
                question=question,
                text=text,
                created_at=now,
            )
            await responses.add(tx, response)
            await self._owe(tx, response, about.check_in, now)
        return ResponseFacts(response, about)

    async def _owe(self, tx: Connection, response: Response, check_in: CheckIn, now: Instant) -> None:
        card = Delivery(
            id=self._work.ids.new(),
            community_id=response.community_id,
            kind=Kind.RESPONSE,
            subject=response.id,
            occurrence="once",
            group_id=check_in.group_id,
            person_id=None,
            due_at=now,
            expires_at=now + CARD_KEPT,
        )
        await deliveries.add(tx, card)
        author = check_in.person_id
        if not await pending.is_pending(tx, response.community_id, Kind.RESPONSE_NOTE, check_in.group_id, author):
            note = replace(card, id=self._work.ids.new(), kind=Kind.RESPONSE_NOTE, person_id=author)
            await deliveries.add(tx, replace(note, due_at=now + GATHERED_FOR, expires_at=now + NOTE_KEPT))


async def _readable(tx: Connection, actor: Actor, check_in_id: int) -> CheckInFacts:
    about = await facts_of(tx, actor.community_id, check_in_id)
    if about is None:
        raise Missing
    in_use(about.group)
    membership = await groups.membership(tx, actor.community_id, about.group.id, actor.person_id)
    partners = await partner_ids(tx, actor.community_id, actor.person_id)
    viewer = Viewer(actor.person_id, is_in_group=membership is not None, partner_ids=partners)
    check_may_respond(about.check_in, about.experiment.visibility, viewer)
    return about


async def _must_have_room(tx: Connection, actor: Actor, check_in: CheckIn, now: Instant) -> None:
    """RespondedEnough, HeardEnough."""
    check_not_enough(await responses.count_by(tx, actor.community_id, check_in.id, actor.person_id))
    await ceilings.must_have_room(tx, actor.community_id, actor.person_id, check_in.person_id, now)


async def _facts(tx: Connection, response: Response) -> ResponseFacts | None:
    about = await facts_of(tx, response.community_id, response.check_in_id)
    return ResponseFacts(response, about) if about else None


async def response_facts(tx: Connection, delivery: Delivery, now: Instant) -> ResponseFacts | None:
    """What the card of a response says, and whether it may mention who gave the answer."""
    response = await responses.get(tx, delivery.community_id, delivery.subject)
    facts = await _facts(tx, response) if response else None
    author = await people.get(tx, facts.about.check_in.person_id) if facts else None
    if facts is None or author is None or author.contact is not Contact.MENTION:
        return facts
    if not await _is_member(tx, delivery, author.id) or await hold_back(tx, delivery, author, now):
        return facts
    return replace(facts, mentioned=author.id)


async def _is_member(tx: Connection, delivery: Delivery, person_id: int) -> bool:
    return await groups.membership(tx, delivery.community_id, delivery.group_id, person_id) is not None


async def note_facts(tx: Connection, delivery: Delivery, _now: Instant) -> NoteFacts | None:
    """Everything from the response that caused the note up to the one that caused the next, but for what they were
    mentioned under: every response is told of once. None if nothing is left, or they have left the group."""
    if delivery.person_id is None or not await _is_member(tx, delivery, delivery.person_id):
        return None
    following = await pending.following_subject(tx, delivery)
    given = await responses.to_person(
        tx, delivery.community_id, delivery.group_id, delivery.person_id, delivery.subject, following
    )
    told = await nudges.mentioned_in(tx, delivery.person_id, Kind.RESPONSE, [each.id for each in given])
    facts = [await _facts(tx, each) for each in given if each.id not in told]
    left = [each for each in facts if each is not None]
    return NoteFacts(left) if left else None
