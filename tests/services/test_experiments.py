"""Committing, changing, resting, closing, learning: use cases on a real database, without Discord."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from whenever import Date, Instant, Time

from bot.domain.checkins import Answer, Outcome
from bot.domain.communities import Setting
from bot.domain.deliveries import Delivered, Delivery, Dropped, Kind, Postponed, Reason, State, Waits
from bot.domain.errors import (
    AlreadyAnswered,
    BackingOneself,
    ExperimentMissing,
    ExperimentOver,
    LessonMissing,
    NotInGroup,
    OutOfRange,
    ThankingOneself,
    TooManyExperiments,
)
from bot.domain.experiments import Begin, Beginning, Cadence, Experiment, Frame, Plan, Standing, Verdict, Way
from bot.domain.groups import Group
from bot.domain.people import NOWHERE, Actor, Contact, Language
from bot.domain.recurrence import instant_at
from bot.domain.things import Thing
from bot.domain.visibility import Visibility
from bot.services import Services
from bot.services.changes import FrameWish, park, unpark
from bot.services.endings import LastWord
from bot.services.experiments import Begun, Commitment
from bot.services.groups import NewGroup
from bot.services.letters import Letter
from bot.services.work import Work
from bot.storage import deliveries, experiments, people, undelivered
from tests.conftest import SetClock
from tests.services.under_message import pressing

COMMUNITY, CHANNEL, OSLO = 10, 20, "Europe/Oslo"
TODAY = Date(2026, 9, 3)  # a Thursday
MONDAY = Date(2026, 9, 7)
LAST = Date(2026, 10, 2)  # of thirty days
MOST = 40
MARIA = Actor(COMMUNITY, 1, Language.ENGLISH, is_moderator=True)
GRACE, HENRY, KARI, LUCA = (Actor(COMMUNITY, number, Language.ENGLISH) for number in (2, 3, 4, 5))
PLAN = Plan("Ask open questions in sales calls", "To listen", "Talking too much", "When I explain, then I ask")
WEEKLY = Frame()
SMALLER = replace(PLAN, what="Ask one open question a day")
DROPPED = LastWord(Verdict.DROP, "Customers felt examined", "Ask one question, then wait", 6)


@dataclass(frozen=True)
class Told:
    """A delivery that was begun, and what came of it."""

    delivery: Delivery
    letter: object


@pytest.fixture
async def group(services: Services) -> Group:
    """Founders: Grace leads it, Henry and Kari are in it, Luca is not."""
    new = NewGroup("Founders", CHANNEL, 1, "09:00", OSLO, Language.ENGLISH, facilitator_id=GRACE.person_id)
    view = await services.groups.create(MARIA, new)
    for member in (HENRY, KARI):
        await services.joining.join(member, "Founders")
    return view.group


async def start(
    services: Services, group: Group, actor: Actor = KARI, plan: Plan = PLAN, frame: Frame = WEEKLY, **beginning: object
) -> Begun:
    return await services.experiments.start(actor, group.id, frame, plan, Beginning(**beginning))  # type: ignore[arg-type]


async def told(services: Services, kind: Kind, channel_id: int = CHANNEL) -> list[Told]:
    """Everything that is due is begun and recorded as out in this channel; what was of this kind is returned."""
    found = []
    for delivery in await services.deliveries.claim(MOST):
        letter = await services.deliveries.begin(delivery)
        outcome = Delivered(channel_id, 1) if isinstance(letter, Letter) else letter
        assert outcome is not None
        await services.deliveries.record(delivery, outcome)
        if delivery.kind is kind:
            found.append(Told(delivery, letter))
    return found


async def paired(services: Services, clock: SetClock, prompt_at: Instant, thread: int) -> None:
    """A round begins, and its pair has this thread."""
    clock.move_to(prompt_at)
    while await services.rounds.take_due_steps() or await services.pairs.pair_next():
        pass
    for delivery in await services.deliveries.claim(MOST):
        await services.deliveries.begin(delivery)
        is_pair = delivery.kind is Kind.PAIR
        out = Delivered(thread, 1, thread_id=thread) if is_pair else Delivered(CHANNEL, 1)
        await services.deliveries.record(delivery, out)


async def answer(services: Services, experiment: Experiment, actor: Actor = KARI) -> None:
    await services.check_ins.record(actor, experiment.id, Answer(Outcome.TRIED))


def at(date: Date, hour: int = 12) -> Instant:
    return instant_at(date, Time(hour), OSLO)


def readers(letters: Sequence[Told]) -> list[int | None]:
    return [each.delivery.person_id for each in letters]


@pytest.mark.parametrize(
    ("begin", "first", "last"),
    [
        (Begin.TODAY, TODAY, LAST),
        (Begin.MONDAY, Date(2026, 9, 7), Date(2026, 10, 6)),
        (Begin.FIRST, Date(2026, 10, 1), Date(2026, 10, 30)),
    ],
)
async def test_e3_an_experiment_begins_on_the_day_its_person_chose(
    services: Services, group: Group, begin: Begin, first: Date, last: Date
) -> None:
    begun = await start(services, group, begin=begin)

    assert (begun.experiment.started_on, begun.experiment.ends_on) == (first, last)
    assert begun.begins_today is (begin is Begin.TODAY)


async def test_e3_the_first_day_is_that_of_its_persons_own_clock(
    services: Services, group: Group, clock: SetClock
) -> None:
    await services.people.move_to(KARI, "Pacific/Auckland")
    clock.move_to(Instant.from_utc(2026, 9, 6, 13))  # a Sunday in Oslo, Monday in Auckland

    begun = await start(services, group, begin=Begin.MONDAY)

    assert (begun.experiment.started_on, begun.begins_today) == (Date(2026, 9, 7), True)


async def test_e3_late_in_the_week_a_fresh_start_is_offered_and_taken(services: Services, group: Group) -> None:
    begun = await start(services, group)

    later = await services.experiments.begin_later(KARI, begun.experiment.id, Begin.MONDAY)

    assert (begun.fresh_start, begun.fresh_on) == (Begin.MONDAY, Date(2026, 9, 7))
    assert (later.experiment.started_on, later.experiment.ends_on) == (Date(2026, 9, 7), Date(2026, 10, 6))
    assert later.fresh_start is None


async def test_e3_once_answered_about_it_stays_where_it_is(services: Services, group: Group) -> None:
    begun = await start(services, group)
    await answer(services, begun.experiment)

    with pytest.raises(AlreadyAnswered):
        await services.experiments.begin_later(KARI, begun.experiment.id, Begin.MONDAY)


async def test_e5_those_to_come_and_those_that_rest_count_among_the_five(services: Services, group: Group) -> None:
    begun = [await start(services, group, begin=Begin.FIRST) for _ in range(4)]
    running = await start(services, group)
    await services.changes.pause(KARI, running.experiment.id)

    with pytest.raises(TooManyExperiments):
        await start(services, group)
    await services.endings.close(KARI, begun[0].experiment.id, LastWord(Verdict.DROP))

    assert (await start(services, group)).experiment.id


@pytest.mark.parametrize("visibility", Visibility)
async def test_e6_only_what_the_group_may_read_is_shown_to_it(
    services: Services, group: Group, clock: SetClock, visibility: Visibility
) -> None:
    """Every card of an experiment, from its beginning over a change to its end, and to who backs it."""
    begun = await start(services, group, visibility=visibility)
    shown = [await told(services, Kind.EXPERIMENT)]
    await services.changes.change(KARI, begun.experiment.id, SMALLER, FrameWish())
    clock.move(seconds=10)
    shown.append(await told(services, Kind.EXPERIMENT_EDIT))
    await services.endings.close(KARI, begun.experiment.id, DROPPED)
    shown.append(await told(services, Kind.ENDING))

    alike = await start(services, group, HENRY)

    expected = 1 if visibility is Visibility.GROUP else 0
    assert [sum(isinstance(each.letter, Letter) for each in letters) for letters in shown] == [expected] * 3
    assert [lesson.told.title for lesson in alike.lessons] == [begun.experiment.plan.what] * expected


async def test_e6_what_is_for_the_partner_goes_to_the_pairs_thread_and_to_no_former_partner(
    services: Services, group: Group, clock: SetClock
) -> None:
    """Grace, Henry and Kari are one trio until the next round."""
    await services.communities.decide(MARIA, {Setting.MEETING_CHANNEL: CHANNEL + 1})
    await start(services, group, GRACE)
    await paired(services, clock, at(MONDAY, 9), thread=77)
    begun = await start(services, group, visibility=Visibility.PARTNER)
    [card] = await told(services, Kind.EXPERIMENT, channel_id=77)
    backed = await services.witnesses.back(HENRY, begun.experiment.id)
    clock.move(seconds=10)
    [edit] = await told(services, Kind.EXPERIMENT_EDIT, channel_id=77)
    reread = [await services.deliveries.reread(actor, card.delivery.id, 77) for actor in (HENRY, KARI, LUCA)]

    await paired(services, clock, at(MONDAY.add(days=7), 9), thread=78)
    await services.changes.change(KARI, begun.experiment.id, SMALLER, FrameWish())
    clock.move(seconds=10)
    [late] = await told(services, Kind.EXPERIMENT_EDIT)
    await services.endings.close(KARI, begun.experiment.id, DROPPED)
    [ending] = await told(services, Kind.ENDING)

    assert [each.letter.to.channel_id for each in (card, edit, ending) if isinstance(each.letter, Letter)] == [
        77,
        77,
        78,
    ]
    assert backed.backed_by == [HENRY.person_id]
    assert [letter is not None for letter in reread] == [True, True, False]
    assert late.letter == Dropped(Reason.NO_LONGER_NEEDED)


@pytest.mark.parametrize("visibility", [Visibility.PARTNER, Visibility.PRIVATE])
async def test_e6_what_is_not_the_groups_is_not_there_for_who_would_back_it(
    services: Services, group: Group, visibility: Visibility
) -> None:
    begun = await start(services, group, visibility=visibility)

    for actor in (GRACE, HENRY, replace(MARIA, person_id=HENRY.person_id)):
        with pytest.raises(ExperimentMissing):
            await services.witnesses.back(actor, begun.experiment.id)


@pytest.mark.parametrize("visibility", Visibility)
async def test_e6_e11_what_others_did_is_what_one_may_read(
    services: Services, group: Group, visibility: Visibility
) -> None:
    begun = await start(services, group, visibility=visibility)

    in_group, outside = [await services.ideas.browse(actor, None) for actor in (HENRY, LUCA)]

    assert [each.id for each in in_group.others] == [begun.experiment.id] * (visibility is Visibility.GROUP)
    assert outside.others == []


async def test_e11_e16_of_what_others_did_the_closed_come_first_then_those_of_who_leads(
    services: Services, group: Group
) -> None:
    await services.joining.join(LUCA, "Founders")
    of_kari, of_henry, of_grace = [await start(services, group, actor) for actor in (KARI, HENRY, GRACE)]
    await services.endings.close(KARI, of_kari.experiment.id, DROPPED)

    shelf = await services.ideas.browse(LUCA, Way.OTHER)

    assert [each.id for each in shelf.others] == [each.experiment.id for each in (of_kari, of_grace, of_henry)]
    assert (await services.ideas.browse(LUCA, Way.PROJECT)).others == []


async def test_e7_who_backs_an_experiment_is_on_its_card_and_hears_how_it_ended(
    services: Services, group: Group, clock: SetClock
) -> None:
    begun = await start(services, group)
    await told(services, Kind.EXPERIMENT)
    for actor in (HENRY, GRACE, HENRY):
        await services.witnesses.back(actor, begun.experiment.id)
        clock.move(seconds=1)
    clock.move(seconds=10)
    [edit] = await told(services, Kind.EXPERIMENT_EDIT)
    for actor in (HENRY, GRACE):
        await services.people.choose_contact(actor, Contact.MESSAGE)

    await services.endings.close(KARI, begun.experiment.id, DROPPED)
    heard = await told(services, Kind.WITNESS)

    assert isinstance(edit.letter, Letter)
    assert isinstance(edit.letter.facts, Commitment)
    assert edit.letter.facts.backed_by == [HENRY.person_id, GRACE.person_id]
    assert readers(heard) == [HENRY.person_id, GRACE.person_id]


async def test_e7_nobody_backs_themselves_or_from_outside_or_what_is_over(
    services: Services, group: Group, clock: SetClock
) -> None:
    begun = await start(services, group)

    with pytest.raises(BackingOneself):
        await services.witnesses.back(KARI, begun.experiment.id)
    with pytest.raises(NotInGroup):
        await services.witnesses.back(LUCA, begun.experiment.id)
    with pytest.raises(ExperimentMissing):
        await services.witnesses.back(replace(HENRY, community_id=COMMUNITY + 1), begun.experiment.id)
    clock.move_to(at(LAST.add(days=1)))
    with pytest.raises(ExperimentOver):
        await services.witnesses.back(HENRY, begun.experiment.id)


async def test_e7_a_witness_who_left_the_group_hears_nothing(services: Services, group: Group) -> None:
    begun = await start(services, group)
    await services.witnesses.back(HENRY, begun.experiment.id)
    await services.joining.leave(HENRY, "Founders")

    await services.endings.close(KARI, begun.experiment.id, DROPPED)
    [heard] = await told(services, Kind.WITNESS)

    assert heard.letter == Dropped(Reason.NO_LONGER_NEEDED)


async def test_e8_a_change_counts_from_the_persons_own_tomorrow(
    services: Services, group: Group, clock: SetClock
) -> None:
    await services.people.move_to(KARI, "Pacific/Auckland")
    begun = await start(services, group)
    clock.move_to(Instant.from_utc(2026, 9, 6, 13))  # Monday in Auckland

    new = await services.changes.change(KARI, begun.experiment.id, SMALLER, FrameWish(Cadence.SEVERAL, 2))
    shown = await services.experiments.show(KARI, begun.experiment.id)

    assert new.from_on == Date(2026, 9, 8)
    assert shown.experiment.on(shown.today).plan == PLAN
    assert (shown.experiment.plan, shown.experiment.frame) == (
        SMALLER,
        replace(Frame(), cadence=Cadence.SEVERAL, times=2),
    )


async def test_e8_a_number_of_times_nobody_keeps_is_refused_before_the_form_opens(
    services: Services, group: Group
) -> None:
    begun = await start(services, group)

    for times in (0, 7, -1):
        with pytest.raises(OutOfRange):
            await services.changes.prepare(KARI, begun.experiment.id, FrameWish(times=times))


async def test_e8_e9_e10_nobody_does_anything_to_somebody_elses(services: Services, group: Group) -> None:
    begun = await start(services, group)
    number = begun.experiment.id

    for stranger in (HENRY, GRACE, replace(KARI, community_id=COMMUNITY + 1)):
        for asked in (
            services.changes.prepare(stranger, number, FrameWish()),
            services.changes.change(stranger, number, SMALLER, FrameWish()),
            services.changes.pause(stranger, number),
            services.changes.resume(stranger, number),
            services.endings.prepare(stranger, number),
            services.endings.close(stranger, number, DROPPED),
            services.experiments.begin_later(stranger, number, Begin.MONDAY),
            services.experiments.prepare_again(stranger, number),
            services.experiments.show(stranger, number),
        ):
            with pytest.raises(ExperimentMissing):
                await asked


async def test_e9_while_it_rests_it_takes_no_answers_and_its_end_moves(
    services: Services, group: Group, clock: SetClock
) -> None:
    begun = await start(services, group)
    await services.changes.pause(KARI, begun.experiment.id)
    clock.move_to(at(TODAY.add(days=4)))
    resting = await services.experiments.show(KARI, begun.experiment.id)

    running = await services.changes.resume(KARI, begun.experiment.id)

    assert resting.standing is Standing.PAUSED
    assert running.ends_on == LAST.add(days=4)


async def test_e9_days_away_are_told_where_one_looks(services: Services, group: Group) -> None:
    """Being away is a pause of everything: nothing counts as missed."""
    begun = await start(services, group)
    await services.people.go_away(KARI, "2026-09-10")

    shown = await services.experiments.show(KARI, begun.experiment.id)

    assert shown.away_until == Date(2026, 9, 10)


async def test_e10_on_the_evening_of_the_last_day_its_person_is_asked_how_it_ended(
    services: Services, group: Group, clock: SetClock
) -> None:
    await services.people.choose_contact(KARI, Contact.MESSAGE)
    await start(services, group)
    clock.move_to(at(LAST, 17))
    before = await told(services, Kind.CLOSING)

    clock.move_to(at(LAST, 18))
    [asked] = await told(services, Kind.CLOSING)

    assert before == []
    assert isinstance(asked.letter, Letter)


async def test_e10_the_question_moves_with_the_last_day(services: Services, group: Group, clock: SetClock) -> None:
    await services.people.choose_contact(KARI, Contact.MESSAGE)
    begun = await start(services, group)
    await services.changes.pause(KARI, begun.experiment.id)
    clock.move_to(at(TODAY.add(days=5)))
    await services.changes.resume(KARI, begun.experiment.id)

    clock.move_to(at(LAST, 18))
    [first] = await told(services, Kind.CLOSING)
    clock.move_to(at(LAST.add(days=5), 18))
    [second] = await told(services, Kind.CLOSING)

    assert first.letter == Dropped(Reason.NO_LONGER_NEEDED)
    assert isinstance(second.letter, Letter)


async def test_e9_n7_the_question_waits_for_who_is_away(services: Services, group: Group, clock: SetClock) -> None:
    """Being away is a pause of everything: on the morning after the last day away it comes."""
    await services.people.choose_contact(KARI, Contact.MESSAGE)
    await start(services, group)
    clock.move_to(at(LAST, 12))
    await services.people.go_away(KARI, LAST.add(days=3).format_iso())

    clock.move_to(at(LAST, 18))
    [held] = await told(services, Kind.CLOSING)
    clock.move_to(at(LAST.add(days=4), 9))
    [asked] = await told(services, Kind.CLOSING)

    assert held.letter == Postponed(Reason.AWAY, at(LAST.add(days=4), 9))
    assert isinstance(asked.letter, Letter)


async def test_e10_who_has_closed_it_is_not_asked(services: Services, group: Group, clock: SetClock) -> None:
    begun = await start(services, group)
    await services.endings.close(KARI, begun.experiment.id, DROPPED)

    clock.move_to(at(LAST, 18))
    [asked] = await told(services, Kind.CLOSING)

    assert asked.letter == Dropped(Reason.NO_LONGER_NEEDED)


async def test_e10_the_question_waits_for_who_wants_no_messages(
    services: Services, group: Group, clock: SetClock
) -> None:
    await start(services, group)
    clock.move_to(at(LAST, 18))
    await told(services, Kind.CLOSING)

    clock.move_to(at(LAST.add(days=1)))
    waiting = await services.deliveries.claim_waiting(KARI, MOST)

    assert [letter.delivery.kind for letter in waiting] == [Kind.CLOSING]


async def test_n1_the_question_counts_against_the_budget_and_takes_no_reminder_with_it(
    services: Services, group: Group, clock: SetClock, work: Work
) -> None:
    """A nudge that is due at the same moment is not lost in a card that does not speak of it."""
    await services.people.choose_contact(KARI, Contact.MESSAGE)
    begun = await start(services, group)
    clock.move_to(at(LAST, 18))
    asked = Delivery(1, COMMUNITY, Kind.NUDGE, 2, "x", group.id, KARI.person_id, at(LAST, 17), at(LAST, 20))
    async with work.unit() as tx:
        await deliveries.add(tx, asked)

    letters = await told(services, Kind.CLOSING)

    async with work.reading() as tx:
        found = await undelivered.look_up(tx, COMMUNITY, asked.id)
    assert [each.delivery.subject for each in letters] == [begun.experiment.id]
    assert found is not None
    assert found.state is not State.MERGED


async def test_e10_under_a_direct_message_there_is_no_community_and_it_is_found_all_the_same(
    services: Services, group: Group
) -> None:
    begun = await start(services, group)

    there = await pressing(services, KARI, Thing.EXPERIMENT, begun.experiment.id)
    found = await services.endings.prepare(there, begun.experiment.id)
    commitment = await services.endings.close(there, begun.experiment.id, DROPPED)

    assert (found.id, commitment.group.id) == (begun.experiment.id, group.id)
    with pytest.raises(ExperimentMissing):
        await pressing(services, HENRY, Thing.EXPERIMENT, begun.experiment.id)
    with pytest.raises(ExperimentMissing):
        await services.endings.close(replace(KARI, community_id=NOWHERE), begun.experiment.id, DROPPED)


async def test_e12_the_change_in_ones_own_measure_is_kept(services: Services, group: Group) -> None:
    begun = await start(services, group, rating=3)

    await services.endings.close(KARI, begun.experiment.id, DROPPED)
    shown = (await services.experiments.show(KARI, begun.experiment.id)).experiment

    assert shown.ending is not None
    assert (shown.rating, shown.ending.rating) == (3, 6)


async def test_e14_whoever_starts_something_alike_gets_the_lesson_and_its_author_hears_that_it_helped(
    services: Services, group: Group
) -> None:
    begun = await start(services, group)
    await services.endings.close(KARI, begun.experiment.id, DROPPED)
    await services.people.choose_contact(KARI, Contact.MESSAGE)

    [lesson] = (await start(services, group, HENRY, replace(PLAN, what="Open questions in every call"))).lessons
    for _ in range(2):
        await services.lessons.thank(HENRY, lesson.id)
    heard = await told(services, Kind.LESSON_HELPED)

    assert lesson.told.advice == "Ask one question, then wait"
    assert readers(heard) == [KARI.person_id]


async def test_e14_ones_own_lesson_is_neither_offered_nor_thanked_for(services: Services, group: Group) -> None:
    begun = await start(services, group)
    await services.endings.close(KARI, begun.experiment.id, DROPPED)
    [lesson] = (await start(services, group, HENRY)).lessons

    own = await start(services, group, KARI)

    assert own.lessons == []
    with pytest.raises(ThankingOneself):
        await services.lessons.thank(KARI, lesson.id)


async def test_e14_a_lesson_stays_in_its_group_and_its_community(services: Services, group: Group) -> None:
    """Also where somebody wrote what the index calls a group."""
    forged = replace(PLAN, obstacle=f"g{group.id + 1} c{COMMUNITY + 1}")
    other = await services.groups.create(
        MARIA, NewGroup("Others", CHANNEL, 1, "09:00", OSLO, Language.ENGLISH, facilitator_id=LUCA.person_id)
    )
    begun = await start(services, group, plan=forged)
    await services.endings.close(KARI, begun.experiment.id, DROPPED)
    [lesson] = (await start(services, group, HENRY)).lessons

    elsewhere = await start(services, other.group, LUCA, forged)

    assert elsewhere.lessons == []
    for stranger in (LUCA, replace(HENRY, community_id=COMMUNITY + 1)):
        with pytest.raises(LessonMissing):
            await services.lessons.thank(stranger, lesson.id)


@pytest.mark.parametrize(
    "what",
    [
        '"unbalanced sales calls questions',
        'terms : "x" OR sales NEAR(calls, 2) open*',
        "sales) AND (questions NOT calls",
        "'; DROP TABLE lessons; -- questions calls",
        "the and of to",
        "🌱🌱🌱",
        "مكالمات المبيعات",
        "^sales -questions + calls",
    ],
)
async def test_e14_whatever_somebody_types_the_search_takes_it_as_words(
    services: Services, group: Group, what: str
) -> None:
    begun = await start(services, group)
    await services.endings.close(KARI, begun.experiment.id, DROPPED)

    alike = await start(services, group, HENRY, Plan(what, "", "", ""))

    found = [lesson.told.title for lesson in alike.lessons]
    assert found == ([begun.experiment.plan.what] if "sales" in what or "questions" in what else [])


async def test_j4_what_is_tried_in_a_group_rests_for_who_leaves_and_goes_on_when_they_come_back(
    services: Services, group: Group, clock: SetClock, work: Work
) -> None:
    begun = await start(services, group)
    async with work.unit() as tx:
        person = await people.get(tx, KARI.person_id)
        assert person is not None
        await park(tx, COMMUNITY, group.id, person, clock.now())
    resting = await services.experiments.show(KARI, begun.experiment.id)
    clock.move_to(at(TODAY.add(days=10)))

    async with work.unit() as tx:
        await unpark(tx, work.ids, group, person, clock.now())
    back = await services.experiments.show(KARI, begun.experiment.id)

    assert (resting.standing, back.standing) == (Standing.PARKED, Standing.RUNNING)
    assert back.experiment.ends_on == LAST.add(days=10)


async def test_e4_the_days_of_an_experiment_are_its_persons_own(services: Services, group: Group, work: Work) -> None:
    await services.people.move_to(KARI, "Pacific/Auckland")
    begun = await start(services, group, frame=Frame(cadence=Cadence.DAILY))

    async with work.reading() as tx:
        person = await people.get(tx, KARI.person_id)

    assert person is not None
    assert begun.experiment.started_on == person.today(work.clock.now())


async def test_e7_the_word_to_a_witness_waits_for_who_wants_no_messages(services: Services, group: Group) -> None:
    begun = await start(services, group)
    await services.witnesses.back(HENRY, begun.experiment.id)
    await services.endings.close(KARI, begun.experiment.id, DROPPED)

    [heard] = await told(services, Kind.WITNESS)

    assert heard.letter == Waits(Reason.NO_CONSENT)


async def test_two_phones_closing_at_once_close_it_once(services: Services, group: Group) -> None:
    begun = await start(services, group)
    await services.witnesses.back(HENRY, begun.experiment.id)

    both = await asyncio.gather(
        *(services.endings.close(KARI, begun.experiment.id, DROPPED) for _ in range(2)), return_exceptions=True
    )

    assert sorted(type(each).__name__ for each in both) == ["Commitment", "ExperimentOver"]
    assert len(await told(services, Kind.ENDING)) == 1


async def test_e5_two_phones_cannot_begin_a_fifth_and_a_sixth_at_once(services: Services, group: Group) -> None:
    for _ in range(4):
        await start(services, group)

    both = await asyncio.gather(*(start(services, group) for _ in range(2)), return_exceptions=True)

    assert sorted(type(each).__name__ for each in both) == ["Begun", "TooManyExperiments"]


async def test_e16_facilitators_own_experiments_come_first(services: Services, group: Group, work: Work) -> None:
    of_kari, of_grace = [await start(services, group, actor) for actor in (KARI, GRACE)]

    async with work.reading() as tx:
        running = await experiments.running_in_group(tx, COMMUNITY, group.id, TODAY, LAST)

    assert [each.id for each in running] == [of_grace.experiment.id, of_kari.experiment.id]


async def test_e9_j4_what_rests_is_not_among_those_that_run(services: Services, group: Group, work: Work) -> None:
    begun = await start(services, group)
    await services.changes.pause(KARI, begun.experiment.id)

    async with work.reading() as tx:
        running = await experiments.running_in_group(tx, COMMUNITY, group.id, TODAY, LAST)

    assert running == []


@pytest.mark.parametrize("over", ["closed", "resting"])
async def test_c4_who_closed_it_or_lets_it_rest_is_not_asked_how_it_went_just_now(
    services: Services, group: Group, clock: SetClock, over: str
) -> None:
    begun = await start(services, group)
    said = await services.check_ins.record(KARI, begun.experiment.id, Answer(Outcome.NOT_YET))
    await services.check_ins.do_now(KARI, said.facts.check_in.id)
    if over == "closed":
        await services.endings.close(KARI, begun.experiment.id, DROPPED)
    else:
        await services.changes.pause(KARI, begun.experiment.id)
    clock.move(hours=2)

    [asked] = await told(services, Kind.DO_NOW)

    assert asked.letter == Dropped(Reason.NO_LONGER_NEEDED)
