"""Bringing two people together who both want it: asking each alone, keeping their answers, having them meet."""

from collections.abc import Iterable
from dataclasses import replace

from whenever import Instant

from bot.domain.asks import check_may_help, check_open
from bot.domain.deliveries import Delivery, Kind
from bot.domain.errors import (
    BothSaidYes,
    IntroductionOver,
    Missing,
    NotYours,
    OutOfReach,
    TooManyIntroductions,
)
from bot.domain.introductions import (
    A_DAY,
    A_DAY_MOST,
    LEFT_IN_PEACE,
    Introduction,
    IntroductionWords,
    Willing,
    check_between_others,
    clean_introduction,
    ends_at,
)
from bot.domain.people import Actor
from bot.services.ask_facts import count_introduction, found_ask
from bot.services.introduction_facts import TOLD_FOR, notes, owed
from bot.services.nudges import back_at
from bot.services.people import meet
from bot.services.work import Work
from bot.storage import (
    asks,
    communities,
    deliveries,
    groups,
    introductions,
    pairings,
    people,
    unsaid,
)
from bot.storage.database import Connection

BATCH = 20  # a transaction; the writer is held for milliseconds


class Introductions:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def consider(
        self, actor: Actor, first_id: int, second_id: int | None = None, ask_id: int | None = None
    ) -> None:
        """Whether somebody may bring these two together now, before they write a word; the second may still be open.

        What is said here is known to everyone anyway, or the person's own. Reads. IntroducesOneself, SameTwice,
        OutOfReach, Missing, AskClosed, TooManyIntroductions.
        """
        async with self._work.reading() as tx:
            await _must_be_in_place(tx, actor, (first_id, second_id), ask_id, self._work.clock.now())

    async def consider_for_ask(self, actor: Actor, ask_id: int) -> int:
        """The same for who asked there and somebody who could help; returns who asked.

        Reads. AskMissing, HelpingOneself, AskClosed, OutOfReach, TooManyIntroductions.
        """
        async with self._work.reading() as tx:
            ask = await found_ask(tx, actor, ask_id)
            check_may_help(ask, actor.person_id)
            await _must_be_in_place(tx, actor, (ask.person_id, None), ask.id, self._work.clock.now())
        return ask.person_id

    async def propose(
        self, actor: Actor, first_id: int, second_id: int, words: IntroductionWords, ask_id: int | None = None
    ) -> Introduction:
        """Has both asked, each alone, but for somebody who would rather never be with the other. Two who are partners
        now, or were asked about each other lately, are left in peace: nobody is asked. From outside each of these is a
        silence, and counts as one of the day's.

        With `ask_id` the first is who asked there, and the second could help; nothing of it is to be shown on the ask
        before the introduction has come about. One transaction. Blank, TooLong, and what `consider` refuses.
        """
        words, now = clean_introduction(words), self._work.clock.now()
        async with self._work.unit() as tx:
            await _must_be_in_place(tx, actor, (first_id, second_id), ask_id, now)
            await meet(tx, actor, now)
            is_asked = not await _know_each_other(tx, actor.community_id, first_id, second_id, now)
            introduction = Introduction(
                id=self._work.ids.new(),
                community_id=actor.community_id,
                introducer_id=actor.person_id,
                first_id=first_id,
                second_id=second_id,
                words=words,
                proposed_at=now,
                ends_at=ends_at(now, await _back_at(tx, actor.community_id, (first_id, second_id), now)),
                ask_id=ask_id,
            )
            await introductions.add(tx, introduction, is_asked=is_asked)
            if is_asked:
                await deliveries.add_all(tx, self._questions(introduction))
        return introduction

    async def answer(self, actor: Actor, introduction_id: int, willing: Willing) -> None:
        """Keeps somebody's own answer, in place of an earlier one until both have said yes. Nothing comes back:
        whatever they and the other said, they are told the same.

        One transaction. Missing, NotYours, BothSaidYes, IntroductionOver.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            introduction = await introductions.get(tx, actor.community_id, introduction_id)
            if introduction is None:
                raise Missing
            if actor.person_id not in introduction.people:
                raise NotYours
            if introduction.came_about_at:
                raise BothSaidYes
            if now >= introduction.ends_at:
                raise IntroductionOver
            await introductions.answer(tx, introduction, actor.person_id, willing, now)

    async def questions(self, actor: Actor) -> list[Introduction]:
        """What somebody was asked and may still answer, whether or not they have; the oldest first. What became of the
        other, or of their answer, takes none of it away. Reads."""
        async with self._work.reading() as tx:
            return await introductions.told_to(tx, actor.community_id, actor.person_id, self._work.clock.now())

    async def bring_together(self) -> int:
        """Has those meet who both said yes, and whoever introduced them hear of it; returns how many introductions came
        about, of any community. One transaction, and none where there is nothing to do."""
        now = self._work.clock.now()
        async with self._work.database.glancing() as tx:
            if not await introductions.ready(tx, now, 1):
                return 0
        async with self._work.database.transaction() as tx:
            ready = await introductions.ready(tx, now, BATCH)
            for introduction in ready:
                await self._come_about(tx, introduction, now)
        return len(ready)

    async def _come_about(self, tx: Connection, introduction: Introduction, now: Instant) -> None:
        await count_introduction(tx, self._work.ids, introduction, now)
        number = await introductions.next_number(tx, introduction.community_id)
        await introductions.come_about(tx, replace(introduction, came_about_at=now, number=number))
        ids, until = self._work.ids, now + TOLD_FOR
        if await communities.meeting_channel(tx, introduction.community_id) is None:
            meeting = notes(ids, introduction, now)
        else:
            meeting = [owed(ids, introduction, Kind.INTRODUCTION, now, until)]
        word = owed(ids, introduction, Kind.INTRODUCED, now, until, person_id=introduction.introducer_id)
        await deliveries.add_all(tx, [*meeting, word])

    def _questions(self, introduction: Introduction) -> list[Delivery]:
        now, until = introduction.proposed_at, introduction.ends_at
        return [
            owed(self._work.ids, introduction, Kind.INTRODUCTION_ASKED, now, until, person_id=person_id)
            for person_id in introduction.people
        ]


async def withdraw_introductions(tx: Connection, community_id: int, person_id: int, now: Instant) -> None:
    """Of somebody who is gone: what they said counts no more, and nobody is asked about them; who has only left a
    group may still meet. Part of a transaction."""
    open_still = await introductions.open_of_person(tx, community_id, person_id, now)
    for introduction in open_still:
        await introductions.forget_answer(tx, introduction, person_id)
    await unsaid.withdraw(tx, Kind.INTRODUCTION_ASKED, [each.id for each in open_still], now)


async def _must_be_in_place(
    tx: Connection, actor: Actor, two: tuple[int, int | None], ask_id: int | None, now: Instant
) -> None:
    first_id, second_id = two
    named = [first_id] if second_id is None else [first_id, second_id]
    check_between_others(actor.person_id, named)
    asker_id = await _asker(tx, actor.community_id, ask_id) if ask_id else None
    if ask_id and asker_id != first_id:
        raise Missing
    for person_id in named:
        # Who asked looks after their ask, in a group or not.
        if person_id != asker_id and not await groups.of_person(tx, actor.community_id, person_id):
            raise OutOfReach(person_id)
    lately = await introductions.made_since(tx, actor.community_id, actor.person_id, now - A_DAY)
    if len(lately) >= A_DAY_MOST:
        raise TooManyIntroductions(A_DAY_MOST, again_at=lately[-A_DAY_MOST] + A_DAY)


async def _asker(tx: Connection, community_id: int, ask_id: int) -> int:
    """Missing, AskClosed."""
    ask = await asks.get(tx, community_id, ask_id)
    if ask is None:
        raise Missing
    check_open(ask)
    return ask.person_id


async def _know_each_other(tx: Connection, community_id: int, one_id: int, other_id: int, now: Instant) -> bool:
    """Whether they are partners now, or anybody has had them asked lately. Nobody is told either: it is the pairs of
    the round, and others' introductions."""
    current = await pairings.current_of_person(tx, community_id, one_id)
    if any(other_id in each.partners_of(one_id) for each in current):
        return True
    return await introductions.were_asked_since(tx, community_id, one_id, other_id, now - LEFT_IN_PEACE)


async def _back_at(tx: Connection, community_id: int, people_ids: Iterable[int], now: Instant) -> list[Instant]:
    known = await people.of_ids(tx, people_ids)
    found = [await back_at(tx, community_id, person, now) for person in known.values()]
    return [at for at in found if at is not None]
