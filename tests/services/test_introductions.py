"""Introducing two people: use cases on a real database, without Discord (K3)."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest
from whenever import TimeDelta

from bot.domain.asks import Ask, AskKind, AskState, AskWords
from bot.domain.communities import Setting
from bot.domain.deliveries import Delivered, Impossible, Kind, Reason
from bot.domain.errors import (
    AskClosed,
    Blank,
    BothSaidYes,
    IntroducesOneself,
    IntroductionOver,
    Missing,
    NotYours,
    OutOfReach,
    SameTwice,
    TooManyIntroductions,
)
from bot.domain.introductions import Introduction, IntroductionWords, Willing
from bot.domain.people import Actor, Contact, Language
from bot.domain.things import Thing
from bot.services import Services
from bot.services.groups import NewGroup
from bot.services.introduction_facts import IntroductionFacts
from bot.services.letters import Letter
from bot.storage import asks
from bot.storage.database import SqliteDatabase
from tests.conftest import START, SetClock
from tests.services.under_message import pressing

HERE, ELSEWHERE, CHANNEL, MEETING = 10, 20, 77, 88
MARIA = Actor(HERE, 1, Language.ENGLISH, is_moderator=True)
GRACE, HENRY, KARI, LUCA = (Actor(HERE, number, Language.ENGLISH) for number in (2, 3, 4, 5))
OUTSIDER = Actor(HERE, 6, Language.ENGLISH)
FIRST, SECOND = KARI.person_id, LUCA.person_id
WORDS = IntroductionWords("Both sell to schools", "To learn from what comes of it", "What was your first sale?")
YES, NOT_NOW = Willing.YES, Willing.NOT_NOW
ASKED, TOGETHER, NOTE, TOLD = (
    Kind.INTRODUCTION_ASKED,
    Kind.INTRODUCTION,
    Kind.INTRODUCTION_NOTE,
    Kind.INTRODUCED,
)


async def a_community(services: Services, community_id: int = HERE) -> None:
    """Grace leads Henry, Kari and Luca, and there is a meeting channel."""
    maria = replace(MARIA, community_id=community_id)
    new = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/Oslo", Language.ENGLISH, GRACE.person_id)
    await services.groups.create(maria, new)
    for actor in (HENRY, KARI, LUCA):
        await services.joining.join(replace(actor, community_id=community_id), "Founders")
    await services.communities.decide(maria, {Setting.MEETING_CHANNEL: MEETING})


@pytest.fixture
async def introduction(services: Services) -> Introduction:
    """Henry would bring Kari and Luca together."""
    await a_community(services)
    return await services.introductions.propose(HENRY, FIRST, SECOND, WORDS)


async def go_on(services: Services, outcome: Delivered | Impossible | None = None) -> list[Letter]:
    """What planner and dispatcher do; returns what went out, all to a thread or a direct message."""
    await services.introductions.bring_together()
    sent = []
    for delivery in await services.deliveries.claim(100):
        letter = await services.deliveries.begin(delivery)
        if isinstance(letter, Letter):
            sent.append(letter)
            await services.deliveries.record(delivery, outcome or Delivered(CHANNEL, 1))
        elif letter is not None:
            await services.deliveries.record(delivery, letter)
    return [letter for letter in sent if isinstance(letter.facts, IntroductionFacts)]


async def come_by(services: Services, actor: Actor) -> list[Letter]:
    """What somebody is shown when they come by."""
    shown = await services.deliveries.claim_waiting(actor, 10)
    for letter in shown:
        await services.deliveries.record(letter.delivery, Delivered(CHANNEL, 1, reason=Reason.READ))
    return [letter for letter in shown if isinstance(letter.facts, IntroductionFacts)]


async def both_say_yes(services: Services, introduction: Introduction) -> None:
    for actor in (KARI, LUCA):
        await services.introductions.answer(actor, introduction.id, YES)


def kinds(letters: Sequence[Letter]) -> list[Kind]:
    return [letter.delivery.kind for letter in letters]


async def test_k3_both_are_asked_each_alone_and_nobody_else(services: Services, introduction: Introduction) -> None:
    await go_on(services)

    shown = {actor.person_id: kinds(await come_by(services, actor)) for actor in (GRACE, HENRY, KARI, LUCA)}

    assert shown == {GRACE.person_id: [], HENRY.person_id: [], FIRST: [ASKED], SECOND: [ASKED]}


async def test_k3_when_both_say_yes_they_meet_in_a_thread_and_who_introduced_them_hears_of_it(
    services: Services, introduction: Introduction
) -> None:
    await both_say_yes(services, introduction)

    [together] = [letter for letter in await go_on(services) if letter.delivery.kind is TOGETHER]
    told = kinds(await come_by(services, HENRY))

    assert (together.to.channel_id, told) == (MEETING, [TOLD])
    assert isinstance(together.facts, IntroductionFacts)
    assert together.facts.introduction.words == WORDS
    assert together.facts.introduction.number == 1


async def test_k3_they_are_brought_together_once(services: Services, introduction: Introduction) -> None:
    await both_say_yes(services, introduction)

    came_about = [await services.introductions.bring_together() for _ in range(2)]

    assert came_about == [1, 0]


async def test_k3_without_a_meeting_channel_each_is_told_privately_and_nothing_is_left_over(
    services: Services, introduction: Introduction
) -> None:
    await services.communities.decide(MARIA, {Setting.MEETING_CHANNEL: None})
    await both_say_yes(services, introduction)

    await go_on(services)

    shown = [kinds(await come_by(services, actor)) for actor in (KARI, LUCA, HENRY)]
    assert shown == [[NOTE], [NOTE], [TOLD]]
    assert (await services.oversight.undelivered(MARIA)).rows == []


async def test_k3_where_discord_allows_no_thread_each_is_told_privately_and_moderators_find_out(
    services: Services, introduction: Introduction
) -> None:
    await both_say_yes(services, introduction)

    await go_on(services, Impossible(Reason.NO_ACCESS))
    await go_on(services)

    shown = [kinds(await come_by(services, actor)) for actor in (KARI, LUCA)]
    [row] = (await services.oversight.undelivered(MARIA)).rows
    assert shown == [[NOTE], [NOTE]]
    assert (row.kind, row.person_id, row.group_name, row.channel_id) == (TOGETHER, None, None, MEETING)


@pytest.mark.parametrize(
    ("languages", "spoken"),
    [
        ((Language.NORWEGIAN, Language.NORWEGIAN), Language.NORWEGIAN),
        ((Language.ITALIAN, Language.NORWEGIAN), Language.ITALIAN),
    ],
)
async def test_k3_the_thread_speaks_the_language_they_share_else_that_of_the_first(
    services: Services, introduction: Introduction, languages: tuple[Language, Language], spoken: Language
) -> None:
    for actor, language in zip((KARI, LUCA), languages, strict=True):
        await services.people.choose_contact(replace(actor, language=language), Contact.HERE)
    await both_say_yes(services, introduction)

    [together] = [letter for letter in await go_on(services) if letter.delivery.kind is TOGETHER]

    assert together.language is spoken


@pytest.mark.parametrize(("one", "other"), [(KARI, LUCA), (LUCA, KARI)], ids=["first", "second"])
async def test_p3_only_who_would_never_be_with_the_other_is_not_asked(
    services: Services, one: Actor, other: Actor
) -> None:
    """That the other was not, told them, with a friend's help, who avoids them."""
    await a_community(services)
    await services.partners.avoid(one, other.person_id)

    introduction = await services.introductions.propose(HENRY, FIRST, SECOND, WORDS)
    await go_on(services)
    shown = [kinds(await come_by(services, actor)) for actor in (one, other)]

    assert shown == [[], [ASKED]]
    assert [await services.introductions.questions(actor) for actor in (one, other)] == [[], [introduction]]


async def test_p3_a_question_that_nobody_came_by_to_read_is_not_left_over_either(
    services: Services, introduction: Introduction, clock: SetClock
) -> None:
    """Else a moderator would see which two were not even asked."""
    await go_on(services)
    clock.move(hours=24 * 15)

    await go_on(services)

    assert ASKED not in [row.kind for row in (await services.oversight.undelivered(MARIA)).rows]


@pytest.mark.parametrize("is_named_first", [True, False])
async def test_p3_who_rules_the_other_out_after_a_yes_is_not_brought_together_and_nobody_learns_why(
    services: Services, introduction: Introduction, is_named_first: bool
) -> None:
    if is_named_first:
        await services.partners.avoid(KARI, SECOND)
    await both_say_yes(services, introduction)
    if not is_named_first:
        await services.partners.avoid(KARI, SECOND)

    await go_on(services)
    again = [await services.introductions.answer(actor, introduction.id, YES) for actor in (KARI, LUCA)]

    assert await services.introductions.bring_together() == 0
    assert again == [None, None]


Step = tuple[Actor, Willing]
ANSWERS: list[Step] = list(product((KARI, LUCA), Willing))
UP_TO_THREE = [
    steps
    for number in (1, 2, 3)
    for steps in product(ANSWERS, repeat=number)
    if number < 3 or steps[0][0] is not steps[1][0] is not steps[2][0]
]


def _is_ever_wanted_by_both(steps: Sequence[Step]) -> bool:
    says: dict[int, Willing] = {}
    for actor, willing in steps:
        says[actor.person_id] = willing
        if list(says.values()) == [YES, YES]:
            return True
    return False


async def _seen(
    services: Services,
    clock: SetClock,
    community_id: int,
    steps: Sequence[Step],
    *,
    all_come_by: bool = True,
    author: Actor | None = None,
) -> dict[int, object]:
    """What everybody sees in a community of its own until two weeks later, by person, if Kari and Luca answer so. Who
    answers comes by first; the others after that, or too late. `author` would never be with the other of the two."""
    clock.move_to(START)
    await a_community(services, community_id)
    there = {actor.person_id: replace(actor, community_id=community_id) for actor in (MARIA, GRACE, HENRY, KARI, LUCA)}
    if author:
        await services.partners.avoid(there[author.person_id], FIRST if author is LUCA else SECOND)
    introduction = await services.introductions.propose(there[HENRY.person_id], FIRST, SECOND, WORDS)
    went_out = await go_on(services)
    shown = {person_id: list[Letter]() for person_id in there}
    for actor, willing in steps:
        shown[actor.person_id] += await come_by(services, there[actor.person_id])
        await services.introductions.answer(there[actor.person_id], introduction.id, willing)
        went_out += await go_on(services)
    for person_id in there if all_come_by else ():
        shown[person_id] += await come_by(services, there[person_id])
    clock.move(hours=24 * 15)
    went_out += await go_on(services)
    return {
        person_id: (
            kinds(went_out),
            kinds([*shown[person_id], *await come_by(services, actor)]),
            await services.introductions.questions(actor),
            [(row.kind, row.reason) for row in (await services.oversight.undelivered(there[1])).rows],
            len((await services.oversight.schedule(there[1])).groups),
        )
        for person_id, actor in there.items()
    }


async def test_k3_a_no_looks_like_a_silence_to_everybody_whatever_the_other_says_and_when(
    services: Services, clock: SetClock
) -> None:
    """All ways to answer once or twice, and in turn three times, in which the two never want it at the same time."""
    without = [steps for steps in UP_TO_THREE if not _is_ever_wanted_by_both(steps)]
    silence = await _seen(services, clock, 1000, [])

    differing = [
        steps
        for number, steps in enumerate(without, start=1001)
        if await _seen(services, clock, number, steps) != silence
    ]

    assert (len(without), differing) == (28, [])


async def test_k3_also_where_the_other_never_came_by_nobody_sees_a_no(services: Services, clock: SetClock) -> None:
    alone = [steps for steps in UP_TO_THREE if {actor.person_id for actor, _ in steps} == {FIRST}]
    silence = await _seen(services, clock, 1000, [], all_come_by=False)

    differing = [
        steps
        for number, steps in enumerate(alone, start=1001)
        if _but_for(FIRST, await _seen(services, clock, number, steps, all_come_by=False)) != _but_for(FIRST, silence)
    ]

    assert (len(alone), differing) == (6, [])


@pytest.mark.parametrize(("author", "other"), [(KARI, LUCA), (LUCA, KARI)], ids=["first", "second"])
async def test_p3_never_with_looks_like_a_silence_to_everybody_but_its_author(
    services: Services, clock: SetClock, author: Actor, other: Actor
) -> None:
    """Whatever the other answers, and how often; also to who introduced them, and to both together."""
    alone = [[], *(steps for steps in UP_TO_THREE if {actor.person_id for actor, _ in steps} == {other.person_id})]

    differing = [
        steps
        for number, steps in enumerate(alone)
        if _but_for(author.person_id, await _seen(services, clock, 1000 + 2 * number, steps, author=author))
        != _but_for(author.person_id, await _seen(services, clock, 1001 + 2 * number, steps))
    ]

    assert (len(alone), differing) == (7, [])


def _but_for(person_id: int, seen: dict[int, object]) -> dict[int, object]:
    return {each: what for each, what in seen.items() if each != person_id}


async def test_k3_in_whichever_order_both_come_to_a_yes_they_meet(services: Services, clock: SetClock) -> None:
    """So that the test above can fail."""
    within = [steps for steps in UP_TO_THREE if _is_ever_wanted_by_both(steps) and not _goes_on_after(steps)]

    met = [
        (await _seen(services, clock, number, steps))[HENRY.person_id]
        for number, steps in enumerate(within, start=1000)
    ]

    assert [each[0] for each in met] == [[TOGETHER]] * len(within)  # type: ignore[index]


def _goes_on_after(steps: Sequence[Step]) -> bool:
    """Whether somebody answers again once both have said yes, which is refused."""
    return any(_is_ever_wanted_by_both(steps[:number]) for number in range(len(steps)))


async def test_k3_whoever_has_not_come_by_is_asked_whatever_the_other_said(
    services: Services, introduction: Introduction
) -> None:
    await go_on(services)
    await services.introductions.answer(KARI, introduction.id, NOT_NOW)

    assert kinds(await come_by(services, LUCA)) == [ASKED]


async def test_k3_an_answer_may_be_changed_until_both_said_yes(services: Services, introduction: Introduction) -> None:
    for actor, willing in ((KARI, NOT_NOW), (LUCA, YES), (KARI, YES)):
        await services.introductions.answer(actor, introduction.id, willing)
    came_about = await services.introductions.bring_together()

    assert came_about == 1
    with pytest.raises(BothSaidYes):
        await services.introductions.answer(KARI, introduction.id, NOT_NOW)


async def test_k3_after_two_weeks_nothing_can_be_answered_any_more(
    services: Services, introduction: Introduction, clock: SetClock
) -> None:
    await go_on(services)
    await come_by(services, LUCA)
    clock.move(hours=24 * 14)

    with pytest.raises(IntroductionOver):
        await services.introductions.answer(LUCA, introduction.id, YES)
    assert await services.introductions.questions(LUCA) == []


async def test_k3_under_a_direct_message_an_answer_finds_its_community(
    services: Services, introduction: Introduction
) -> None:
    for actor in (KARI, LUCA):
        there = await pressing(services, actor, Thing.INTRODUCTION, introduction.id)
        await services.introductions.answer(there, introduction.id, YES)

    assert await services.introductions.bring_together() == 1


@pytest.mark.parametrize(
    ("actor", "refusal"),
    [(HENRY, NotYours), (GRACE, NotYours), (MARIA, NotYours), (replace(KARI, community_id=ELSEWHERE), Missing)],
    ids=["who introduces", "facilitator", "moderator", "another server"],
)
async def test_k3_nobody_answers_for_the_two(
    services: Services, introduction: Introduction, actor: Actor, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await services.introductions.answer(actor, introduction.id, YES)


async def test_p3_a_question_stays_where_it_was_asked_also_once_the_other_has_ruled_them_out(
    services: Services, introduction: Introduction
) -> None:
    """That it went away would tell."""
    await go_on(services)
    await come_by(services, KARI)

    await services.partners.avoid(LUCA, FIRST)

    assert await services.introductions.questions(KARI) == [introduction]
    assert await come_by(services, LUCA) == []


async def test_k3_what_was_asked_is_found_again_by_who_was_asked(
    services: Services, introduction: Introduction
) -> None:
    await go_on(services)
    before = await services.introductions.questions(KARI)
    await come_by(services, KARI)
    await services.introductions.answer(KARI, introduction.id, NOT_NOW)

    found = [await services.introductions.questions(actor) for actor in (KARI, LUCA, HENRY)]

    assert (before, found) == ([], [[introduction], [], []])


async def test_k3_who_is_away_is_asked_when_they_are_back_and_has_two_weeks_from_then(
    services: Services, clock: SetClock
) -> None:
    await a_community(services)
    await services.people.choose_contact(LUCA, Contact.MESSAGE)
    await services.people.go_away(LUCA, "2026-09-13")

    introduction = await services.introductions.propose(HENRY, FIRST, SECOND, WORDS)
    before = [letter for letter in await go_on(services) if letter.delivery.person_id == SECOND]
    clock.move(hours=24 * 11)
    after = [letter for letter in await go_on(services) if letter.delivery.person_id == SECOND]

    assert (before, kinds(after)) == ([], [ASKED])
    assert introduction.ends_at - introduction.proposed_at > TimeDelta(hours=24 * 24)


async def test_j4_the_yes_of_who_has_left_the_server_goes_with_them(
    services: Services, introduction: Introduction
) -> None:
    await go_on(services)
    await services.introductions.answer(KARI, introduction.id, YES)
    await services.introductions.answer(LUCA, introduction.id, YES)
    about_to_meet = await services.roll_calls.to_look_for(20)

    await services.roll_calls.note_gone(HERE, [SECOND])

    assert about_to_meet == {HERE: {FIRST, SECOND}}
    assert await services.introductions.bring_together() == 0
    assert await services.roll_calls.to_look_for(20) == {}


async def test_j4_nobody_is_asked_about_somebody_who_has_left_the_server(
    services: Services, introduction: Introduction
) -> None:
    await go_on(services)

    await services.roll_calls.note_gone(HERE, [SECOND])

    assert await come_by(services, KARI) == []


async def test_a8_who_is_kept_out_meets_nobody_and_nobody_is_asked_about_them(
    services: Services, introduction: Introduction
) -> None:
    await services.introductions.answer(LUCA, introduction.id, YES)
    await services.gate.block(MARIA, SECOND, is_moderator=False)
    await services.introductions.answer(KARI, introduction.id, YES)

    await go_on(services)

    assert await come_by(services, KARI) == []
    assert await come_by(services, HENRY) == []


async def test_a8_while_everything_is_stopped_nobody_meets(services: Services, introduction: Introduction) -> None:
    await both_say_yes(services, introduction)
    await services.gate.stop(MARIA)

    stopped = await services.introductions.bring_together()
    await services.gate.resume(MARIA)

    assert (stopped, await services.introductions.bring_together()) == (0, 1)


async def test_k3_who_leaves_the_group_may_still_meet(services: Services, introduction: Introduction) -> None:
    await services.joining.leave(KARI, "Founders")
    await both_say_yes(services, introduction)

    assert await services.introductions.bring_together() == 1


@pytest.mark.parametrize(
    ("first_id", "second_id", "refusal"),
    [
        (HENRY.person_id, SECOND, IntroducesOneself),
        (FIRST, HENRY.person_id, IntroducesOneself),
        (FIRST, FIRST, SameTwice),
        (FIRST, OUTSIDER.person_id, OutOfReach),
    ],
    ids=["oneself first", "oneself second", "the same twice", "in no group"],
)
async def test_k3_it_is_refused_before_a_word_is_written_and_after(
    services: Services, first_id: int, second_id: int, refusal: type[Exception]
) -> None:
    await a_community(services)

    with pytest.raises(refusal):
        await services.introductions.consider(HENRY, first_id, second_id)
    with pytest.raises(refusal):
        await services.introductions.propose(HENRY, first_id, second_id, WORDS)


async def test_k3_words_that_say_nothing_ask_nobody(services: Services) -> None:
    await a_community(services)

    with pytest.raises(Blank):
        await services.introductions.propose(HENRY, FIRST, SECOND, replace(WORDS, hope=" "))
    assert ASKED not in [delivery.kind for delivery in await services.deliveries.claim(100)]


@pytest.mark.parametrize("answers", [[], [(KARI, NOT_NOW)], [(KARI, YES), (LUCA, YES)]], ids=["silence", "no", "yes"])
async def test_k3_the_same_two_are_left_in_peace_for_a_month_and_whoever_asks_is_not_told(
    services: Services, introduction: Introduction, clock: SetClock, answers: list[Step]
) -> None:
    """That they were brought up lately is the affair of who did, and of the two."""
    for actor, willing in answers:
        await services.introductions.answer(actor, introduction.id, willing)
    await go_on(services)
    for actor in (KARI, LUCA):
        await come_by(services, actor)

    again = await services.introductions.propose(GRACE, SECOND, FIRST, WORDS)
    await go_on(services)
    meanwhile = [kinds(await come_by(services, actor)) for actor in (KARI, LUCA, GRACE)]
    clock.move(hours=24 * 30)
    await services.introductions.propose(GRACE, SECOND, FIRST, WORDS)
    await go_on(services)
    later = [kinds(await come_by(services, actor)) for actor in (KARI, LUCA)]

    assert (again.introducer_id, again.people, again.came_about_at) == (GRACE.person_id, (SECOND, FIRST), None)
    assert (meanwhile, later) == ([[], [], []], [[ASKED], [ASKED]])


async def test_k3_partners_are_not_introduced_to_each_other_and_nobody_learns_of_the_pair(
    services: Services, clock: SetClock
) -> None:
    await a_community(services)
    clock.move(hours=24 * 4)
    while await services.rounds.take_due_steps() or await services.pairs.pair_next():
        pass
    [own] = (await services.partners.show(KARI)).current
    bystander = next(actor for actor in (GRACE, HENRY, LUCA) if actor.person_id not in own.partners)

    await services.introductions.consider(bystander, FIRST, own.partners[0])
    made = await services.introductions.propose(bystander, FIRST, own.partners[0], WORDS)
    await go_on(services)

    assert made.people == (FIRST, own.partners[0])
    assert kinds(await come_by(services, KARI)) == []


async def test_k3_two_of_whom_nobody_was_asked_may_be_brought_up_by_the_next(
    services: Services, introduction: Introduction, clock: SetClock
) -> None:
    """Else the silence after one introduction would tell of another."""
    clock.move(hours=24 * 20)
    await services.introductions.propose(GRACE, FIRST, SECOND, WORDS)
    clock.move(hours=24 * 11)

    await services.introductions.propose(HENRY, FIRST, SECOND, WORDS)
    await go_on(services)

    assert kinds(await come_by(services, KARI)) == [ASKED]


async def test_k3_nobody_answers_what_nobody_was_asked(services: Services, introduction: Introduction) -> None:
    unasked = await services.introductions.propose(GRACE, FIRST, SECOND, WORDS)

    await both_say_yes(services, unasked)

    assert await services.introductions.bring_together() == 0


async def test_k3_nobody_brings_together_more_than_three_in_a_day(services: Services, clock: SetClock) -> None:
    """Those of whom nobody is asked count as well: it is no way to try out who was brought up before."""
    await a_community(services)
    for first, second in ((KARI, LUCA), (LUCA, KARI), (LUCA, GRACE)):
        await services.introductions.propose(HENRY, first.person_id, second.person_id, WORDS)
        clock.move(hours=1)
    await services.joining.join(OUTSIDER, "Founders")

    with pytest.raises(TooManyIntroductions) as before:
        await services.introductions.consider(HENRY, OUTSIDER.person_id)
    with pytest.raises(TooManyIntroductions) as after:
        await services.introductions.propose(HENRY, OUTSIDER.person_id, FIRST, WORDS)
    clock.move_to(before.value.again_at)
    await services.introductions.consider(HENRY, OUTSIDER.person_id)

    assert (before.value.again_at, after.value) == (START.add(hours=24), before.value)


async def test_k3_from_two_phones_at_once_the_two_are_asked_once(services: Services) -> None:
    await a_community(services)

    await asyncio.gather(
        *(services.introductions.propose(actor, FIRST, SECOND, WORDS) for actor in (HENRY, GRACE)),
    )

    assert [delivery.kind for delivery in await services.deliveries.claim(100)].count(ASKED) == 2


async def _an_ask(services: Services, database: SqliteDatabase, clock: SetClock, state: AskState) -> int:
    """The id of what somebody in no group has asked."""
    now = clock.now()
    await services.people.choose_contact(OUTSIDER, Contact.HERE)
    ask = Ask(
        9, HERE, OUTSIDER.person_id, AskKind.INTRODUCTION, AskWords("Who has?"), Language.ENGLISH, now, state, now
    )
    async with database.transaction() as tx:
        await asks.add(tx, ask)
    return ask.id


async def test_k3_who_asked_is_introduced_to_who_can_help_in_a_group_or_not(
    services: Services, database: SqliteDatabase, clock: SetClock
) -> None:
    await a_community(services)
    ask_id = await _an_ask(services, database, clock, AskState.OPEN)

    proposed = await services.introductions.propose(HENRY, OUTSIDER.person_id, SECOND, WORDS, ask_id)
    await go_on(services)

    assert proposed.ask_id == ask_id
    assert kinds(await come_by(services, OUTSIDER)) == [ASKED]


async def test_k3_an_introduction_for_an_ask_is_of_who_asked_and_while_it_is_open(
    services: Services, database: SqliteDatabase, clock: SetClock
) -> None:
    await a_community(services)
    ask_id = await _an_ask(services, database, clock, AskState.SOLVED)

    with pytest.raises(AskClosed):
        await services.introductions.consider(HENRY, OUTSIDER.person_id, ask_id=ask_id)
    with pytest.raises(Missing):
        await services.introductions.consider(HENRY, FIRST, ask_id=ask_id + 1)
