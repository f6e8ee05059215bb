"""Keeping what somebody learned for others to find, and letting go of it again."""

from collections.abc import Collection

from whenever import Instant

from bot.domain.asks import AskState
from bot.domain.errors import AskMissing, AskUnsolved, LessonMissing, SavedAlready
from bot.domain.groups import Group
from bot.domain.lessons import Lesson, Said, Solved, Source, Told, clean_told, told_in
from bot.domain.people import Actor
from bot.domain.privacy import Piece, Text
from bot.services.erasing import erase
from bot.services.groups import chosen_group, group_met_in, groups_of, own_group
from bot.services.held import settle_saved
from bot.services.lessons import Kept, must_be_new
from bot.services.people import meet
from bot.services.work import Work
from bot.storage import asks, lessons
from bot.storage.database import Connection

OWN_SHOWN = 25


class Teaching:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def prepare(self, actor: Actor, group_name: str | None) -> Group:
        """The group that a lesson would be for, before its form opens; without a name the one joined last.

        Reads. NotInAnyGroup, GroupMissing, NotInGroup.
        """
        async with self._work.reading() as tx:
            return await chosen_group(tx, actor, group_name)

    async def prepare_from(self, actor: Actor, message_id: int, channel_ids: Collection[int]) -> Group:
        """The same for a message of the actor's own: the group whose channel it stands in, else the one joined last.

        `channel_ids` are where it stands: a channel, or a thread and its channel. Reads. NotInAnyGroup, SavedAlready.
        """
        async with self._work.reading() as tx:
            await must_be_new(tx, actor, message_id)
            own = await groups_of(tx, actor)
            return group_met_in(own, channel_ids) or own[0]

    async def save(self, actor: Actor, group_id: int, told: Told, said: Said | None = None) -> Kept:
        """Keeps what somebody learned for one of their groups; `said` is the message of theirs that it came from.
        Whoever had asked to keep that message hears of it.

        One transaction. Blank, TooLong, GroupMissing, NotInGroup, SavedAlready; AuthorsWord where the message is known
        to be somebody else's.
        """
        clean, now = clean_told(told), self._work.clock.now()
        async with self._work.unit() as tx:
            group = await own_group(tx, actor, group_id)
            if said:
                await must_be_new(tx, actor, said.message_id)
            lesson = await self._keep(tx, actor, group.id, clean, said, now)
            if said:
                await settle_saved(tx, self._work.ids, lesson, said.message_id, now)
            return Kept(lesson, group)

    async def prepare_from_ask(self, actor: Actor, ask_id: int) -> Told:
        """What the form of a lesson from one's own solved ask begins with: the question. What helped is for its person
        to say: an answer in others' words is theirs. Reads. AskMissing, AskUnsolved, SavedAlready.
        """
        async with self._work.reading() as tx:
            return await _must_be_solved(tx, actor, ask_id)

    async def save_from_ask(self, actor: Actor, ask_id: int, told: Told) -> Kept:
        """Keeps what came of one's own solved ask, for everybody here, as asks are.

        One transaction. Blank, TooLong, AskMissing, AskUnsolved, SavedAlready.
        """
        clean, now = clean_told(told), self._work.clock.now()
        async with self._work.unit() as tx:
            await _must_be_solved(tx, actor, ask_id)
            return Kept(await self._keep(tx, actor, None, clean, Solved(ask_id), now), None)

    async def own(self, actor: Actor) -> list[Lesson]:
        """What somebody learned or saved here, the newest first. Reads."""
        async with self._work.reading() as tx:
            return await lessons.of_person(tx, actor.community_id, actor.person_id, OWN_SHOWN)

    async def delete(self, actor: Actor, lesson_id: int) -> Lesson:
        """Takes a lesson away for good; nobody finds it any more, and messages that name it are blanked.
        What it came of stays: experiment, message, ask.

        One transaction. LessonMissing, also for who neither learned nor saved it.
        """
        async with self._work.erasing() as tx:
            lesson = await lessons.get(tx, actor.community_id, lesson_id)
            if lesson is None or not lesson.belongs_to(actor.person_id):
                raise LessonMissing
            text = Text(actor.community_id, Piece.LESSON, lesson.id)
            await erase(tx, self._work.ids, text, actor.language, self._work.clock.now())
            return lesson

    async def _keep(
        self, tx: Connection, actor: Actor, group_id: int | None, told: Told, source: Source | None, now: Instant
    ) -> Lesson:
        await meet(tx, actor, now)
        lesson = Lesson(self._work.ids.new(), actor.community_id, group_id, actor.person_id, told, now, source)
        await lessons.add(tx, lesson)
        return lesson


async def _must_be_solved(tx: Connection, actor: Actor, ask_id: int) -> Told:
    """AskMissing, AskUnsolved, SavedAlready."""
    ask = await asks.get(tx, actor.community_id, ask_id)
    if ask is None or ask.person_id != actor.person_id:
        raise AskMissing
    if ask.state is not AskState.SOLVED:
        raise AskUnsolved
    if await lessons.of_ask(tx, actor.community_id, ask_id):
        raise SavedAlready
    return Told(told_in(ask.words.question).title)
