"""Asking the author of a message whether it may be kept as a lesson, and letting go of its words."""

from dataclasses import dataclass, replace

from whenever import Instant, TimeDelta

from bot.domain.deliveries import Delivery, Impossible, Kind, Reason
from bot.domain.errors import AuthorAskedBefore, AuthorsWord, Missing
from bot.domain.groups import Group
from bot.domain.held import HELD_FOR, REMEMBERED_FOR, Consent, Held, Spoken, check_room, words_of
from bot.domain.ids import Ids
from bot.domain.lessons import Lesson, Said, told_in
from bot.domain.people import Actor, Language
from bot.services.groups import group_met_in, groups_of
from bot.services.lessons import Kept, must_be_new
from bot.services.people import meet
from bot.services.work import Work
from bot.storage import deliveries, groups, held, lessons, people
from bot.storage.database import Connection

HEARD_FOR = TimeDelta(hours=24 * 14)
BATCH = 20


@dataclass(frozen=True)
class HeldFacts:
    """A message whose author is asked, the group that would read it, and the language to ask in."""

    held: Held
    group: Group
    language: Language


@dataclass(frozen=True)
class Answered:
    """What an author said; `kept` is the lesson, where they said yes and it is still there."""

    held: Held
    kept: Kept | None


class HeldMessages:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def ask(self, actor: Actor, spoken: Spoken) -> Held:
        """Holds somebody else's message, and has its author asked, in a reply, whether it may be kept as a lesson for
        a group of the actor's: the one that meets where it stands, else one that the author is in, too.

        One transaction. Wordless, NotInAnyGroup, SavedAlready, AuthorAskedBefore, TooManyHeld.
        """
        text, now = words_of(spoken.text), self._work.clock.now()
        async with self._work.unit() as tx:
            group = await _reader(tx, actor, spoken)
            await must_be_new(tx, actor, spoken.message_id)
            if await held.of_message(tx, actor.community_id, spoken.message_id):
                raise AuthorAskedBefore
            check_room(await held.count_open(tx, actor.community_id, actor.person_id))
            await meet(tx, actor, now)
            asked = Held(
                id=self._work.ids.new(),
                community_id=actor.community_id,
                group_id=group.id,
                channel_id=spoken.channel_ids[0],
                message_id=spoken.message_id,
                author_id=spoken.author_id,
                saver_id=actor.person_id,
                text=text,
                asked_at=now,
            )
            await held.add(tx, asked)
            await deliveries.add(tx, _to_author(self._work.ids, asked, Kind.LESSON_ASKED, now))
            return asked

    async def answer(self, actor: Actor, held_id: int, consent: Consent) -> Answered:
        """Its author says whether a message may be kept: then it is a lesson, in their name. Either way its words are
        held no longer, and whoever wanted to keep it hears. Said twice, the first answer stands.

        One transaction. Missing, AuthorsWord, NoLongerHeld.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            asked = await held.get(tx, actor.community_id, held_id)
            if asked is None:
                raise Missing
            asked.check_may_answer(actor.person_id, now)
            if asked.consent is None:
                await meet(tx, actor, now)
                if consent is Consent.KEEP:
                    await self._keep(tx, asked, now)
                asked = await settle(tx, self._work.ids, asked, consent, now)
            return Answered(asked, await _kept(tx, asked))

    async def take_due_steps(self) -> int:
        """Erases the words that nobody has answered about for seven days, and has whoever wanted to keep them told;
        how many those were. One transaction, and none where there is nothing to erase."""
        now = self._work.clock.now()
        async with self._work.database.glancing() as tx:
            if not await held.asked_before(tx, now - HELD_FOR, 1):
                return 0
        async with self._work.database.transaction() as tx:
            unanswered = await held.asked_before(tx, now - HELD_FOR, BATCH)
            for each in unanswered:
                await settle(tx, self._work.ids, each, None, now)
        return len(unanswered)

    async def next_due(self) -> Instant | None:
        """When words have to be let go of next. Reads."""
        async with self._work.database.glancing() as tx:
            oldest = await held.oldest(tx)
        return oldest + HELD_FOR if oldest else None

    async def forget_old(self) -> int:
        """Erases also who was asked about which message, a month later. One transaction."""
        async with self._work.database.transaction() as tx:
            return await held.forget_older_than(tx, self._work.clock.now() - REMEMBERED_FOR)

    async def _keep(self, tx: Connection, asked: Held, now: Instant) -> None:
        said = Said(asked.channel_id, asked.message_id, asked.saver_id)
        await lessons.add(
            tx,
            Lesson(
                self._work.ids.new(),
                asked.community_id,
                asked.group_id,
                asked.author_id,
                told_in(asked.text),
                now,
                said,
            ),
        )


async def settle(tx: Connection, ids: Ids, asked: Held, consent: Consent | None, now: Instant) -> Held:
    """Erases the words, and has whoever wanted to keep them told what came of it; a no reads as no answer does."""
    await held.settle(tx, asked, consent)
    kind = Kind.LESSON_KEPT if consent is Consent.KEEP else Kind.LESSON_NOT_KEPT
    told = _to_author(ids, asked, kind, now)
    await deliveries.add(tx, replace(told, person_id=asked.saver_id, expires_at=now + HEARD_FOR))
    return replace(asked, text="", consent=consent)


async def let_go(
    tx: Connection, ids: Ids, community_id: int, person_id: int, now: Instant, *, group_id: int | None = None
) -> None:
    """Lets go of what somebody said or wanted to keep, for that group or for any, as they are in it no more. Whoever
    wanted to keep their words is told as of a no; of what they wanted to keep themselves, nobody."""
    for asked in await held.unanswered(tx, community_id, person_id):
        if group_id is not None and asked.group_id != group_id:
            continue
        if asked.author_id == person_id:
            await settle(tx, ids, asked, None, now)
        else:
            await held.settle(tx, asked, None)


async def settle_saved(tx: Connection, ids: Ids, lesson: Lesson, message_id: int, now: Instant) -> None:
    """An author who saves a message themselves has answered whoever wanted to. AuthorsWord for anybody else."""
    asked = await held.of_message(tx, lesson.community_id, message_id)
    if asked and asked.author_id != lesson.person_id:
        raise AuthorsWord(asked.author_id)
    if asked and asked.is_open(now):
        await settle(tx, ids, asked, Consent.KEEP, now)


async def ask_otherwise(tx: Connection, ids: Ids, delivery: Delivery, outcome: Impossible, now: Instant) -> None:
    """Where there can be no reply the author is asked privately; about a message that is gone nobody is asked."""
    asked = await held.get(tx, delivery.community_id, delivery.subject)
    if asked is None or not asked.is_open(now):
        return
    if outcome.reason is Reason.MESSAGE_GONE:
        await settle(tx, ids, asked, None, now)
    else:
        await deliveries.add(tx, _to_author(ids, asked, Kind.LESSON_ASKED_NOTE, now))


async def asked_facts(tx: Connection, delivery: Delivery, now: Instant) -> HeldFacts | None:
    """What the author is asked; once they have answered, only for who reads again what is out."""
    asked = await held.get(tx, delivery.community_id, delivery.subject)
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    if asked is None or group is None or not (asked.is_open(now) or delivery.message_id):
        return None
    author = await people.get(tx, asked.author_id)
    return HeldFacts(asked, group, author.language if author else Language(group.language))


async def kept_facts(tx: Connection, delivery: Delivery, _now: Instant) -> Kept | None:
    """The lesson that came of what somebody wanted to keep."""
    asked = await held.get(tx, delivery.community_id, delivery.subject)
    return await _kept(tx, asked) if asked else None


async def not_kept_facts(tx: Connection, delivery: Delivery, _now: Instant) -> Held | None:
    """The message that was not kept."""
    return await held.get(tx, delivery.community_id, delivery.subject)


def _to_author(ids: Ids, asked: Held, kind: Kind, now: Instant) -> Delivery:
    return Delivery(
        id=ids.new(),
        community_id=asked.community_id,
        kind=kind,
        subject=asked.id,
        occurrence="once",
        group_id=asked.group_id,
        person_id=asked.author_id,
        due_at=now,
        expires_at=asked.held_until,
        caused_by=asked.saver_id,
    )


async def _reader(tx: Connection, actor: Actor, spoken: Spoken) -> Group:
    """The group of the actor's that a message would be kept for. NotInAnyGroup."""
    own = await groups_of(tx, actor)
    theirs = {group.id for group in await groups.of_person(tx, actor.community_id, spoken.author_id)}
    shared = next((group for group in own if group.id in theirs), own[0])
    return group_met_in(own, spoken.channel_ids) or shared


async def _kept(tx: Connection, asked: Held) -> Kept | None:
    lesson = await lessons.of_message(tx, asked.community_id, asked.message_id)
    if asked.consent is not Consent.KEEP or lesson is None or lesson.group_id is None:
        return None
    return Kept(lesson, await groups.get(tx, asked.community_id, lesson.group_id))
