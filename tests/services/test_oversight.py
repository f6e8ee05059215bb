"""What moderators see and may do about deliveries and time: use cases on a real database, without Discord."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from whenever import Instant, Time, TimeDelta

from bot.domain.checkins import Answer, Outcome
from bot.domain.deliveries import Delivered, Delivery, Impossible, Kind, Reason, Waits
from bot.domain.errors import Missing, ModeratorsOnly
from bot.domain.experiments import Experiment, Frame, Plan
from bot.domain.oversight import NotAgain
from bot.domain.people import Actor, Language
from bot.domain.recurrence import instant_at
from bot.domain.rounds import Step
from bot.services import Services
from bot.services.groups import GroupWish, NewGroup
from bot.services.oversight import RetriedAll
from bot.storage import deliveries
from bot.storage.database import SqliteDatabase
from tests.conftest import SetClock

COMMUNITY, CHANNEL = 10, 20
MARIA = Actor(COMMUNITY, 1, Language.ENGLISH, is_moderator=True)
KARI = Actor(COMMUNITY, 2, Language.NORWEGIAN)
STRANGER = Actor(COMMUNITY + 1, 3, Language.ENGLISH, is_moderator=True)
PROMPT_AT = Instant.from_utc(2026, 9, 7, 7)  # Monday, nine in Oslo
HALF_WAY_AT = Instant.from_utc(2026, 9, 10, 7)
DIGEST_AT = Instant.from_utc(2026, 9, 14, 6)
HOUR, DAY = TimeDelta(hours=1), TimeDelta(hours=24)


async def found(services: Services, name: str = "Founders") -> int:
    new = NewGroup(name, CHANNEL, 1, "09:00", "Europe/Oslo", Language.ENGLISH, facilitator_id=MARIA.person_id)
    return (await services.groups.create(MARIA, new)).group.id


@pytest.fixture
async def experiment(services: Services) -> Experiment:
    """Kari's, in a group that meets on Mondays at nine; its card is out."""
    group_id = await found(services)
    await services.joining.join(KARI, "Founders")
    begun = await services.experiments.start(KARI, group_id, Frame(), Plan("Ringe en kunde", "", "", ""))
    await hand_out(services, Delivered(CHANNEL, 1))
    return begun.experiment


async def hand_out(services: Services, outcome: Delivered | Waits | Impossible) -> list[Delivery]:
    """Takes every due step and lets all that is due end so."""
    while await services.rounds.take_due_steps():
        pass
    handed = await services.deliveries.claim(40)
    for delivery in handed:
        await services.deliveries.begin(delivery)
        await services.deliveries.record(delivery, outcome)
    return handed


@pytest.fixture
async def lost(services: Services, experiment: Experiment, clock: SetClock) -> Delivery:
    """The prompt of the first Monday, which met a channel closed to the bot."""
    clock.move_to(PROMPT_AT)
    [prompt] = await hand_out(services, Impossible(Reason.NO_ACCESS))
    return prompt


@pytest.mark.parametrize(
    "ask",
    [
        lambda services: services.oversight.undelivered(KARI),
        lambda services: services.oversight.retry(KARI, 1),
        lambda services: services.oversight.retry_all(KARI),
        lambda services: services.oversight.schedule(KARI),
    ],
    ids=["undelivered", "retry", "retry_all", "schedule"],
)
async def test_it_is_for_moderators_only(services: Services, ask: Callable[[Services], Awaitable[object]]) -> None:
    with pytest.raises(ModeratorsOnly):
        await ask(services)


async def test_what_could_not_be_delivered_is_on_the_list_with_its_reason(services: Services, lost: Delivery) -> None:
    left = await services.oversight.undelivered(MARIA)

    [row] = left.rows
    assert (row.delivery_id, row.kind, row.reason) == (lost.id, Kind.PROMPT, Reason.NO_ACCESS)
    assert (row.group_name, row.channel_id, row.due_at) == ("Founders", CHANNEL, PROMPT_AT)
    assert (row.not_again, left.page, left.of, left.total) == (None, 1, 1, 1)


async def test_a_retry_is_due_at_once_and_lives_two_more_days(
    services: Services, lost: Delivery, clock: SetClock
) -> None:
    clock.move(hours=5)

    refused = await services.oversight.retry(MARIA, lost.id)
    [again] = [each for each in await services.deliveries.claim(40) if each.kind is not Kind.COULD_NOT_DELIVER]

    assert refused is None
    assert (again.id, again.due_at, again.expires_at) == (lost.id, clock.now(), DIGEST_AT)
    assert (again.attempts, again.tried_at is None) == (0, False)
    assert (await services.oversight.undelivered(MARIA)).rows == []


async def test_two_moderators_at_once_give_one_delivery(services: Services, lost: Delivery) -> None:
    other = replace(MARIA, person_id=9)

    said = await asyncio.gather(*(services.oversight.retry(who, lost.id) for who in (MARIA, other)))

    assert said == [None, NotAgain.SETTLED]
    assert [delivery.id for delivery in await services.deliveries.claim(40)] == [lost.id]


async def test_a_retry_after_it_went_out_sends_nothing(services: Services, lost: Delivery) -> None:
    await services.oversight.retry(MARIA, lost.id)
    await hand_out(services, Delivered(CHANNEL, 77, thread_id=77))

    assert await services.oversight.retry(MARIA, lost.id) == NotAgain.SETTLED
    assert await services.deliveries.claim(40) == []


async def test_another_community_sees_and_moves_none_of_it(services: Services, lost: Delivery) -> None:
    with pytest.raises(Missing):
        await services.oversight.retry(STRANGER, lost.id)

    assert (await services.oversight.undelivered(STRANGER)).rows == []
    assert await services.oversight.retry_all(STRANGER) == RetriedAll(0, 0)
    assert (await services.oversight.schedule(STRANGER)).groups == []
    assert await services.deliveries.claim(40) == []


async def test_once_its_round_is_over_a_prompt_stays_where_it_is_and_says_why(
    services: Services, lost: Delivery, clock: SetClock
) -> None:
    clock.move_to(DIGEST_AT)
    await hand_out(services, Delivered(CHANNEL, 5))

    [row] = (await services.oversight.undelivered(MARIA)).rows

    assert row.not_again == NotAgain.ROUND_OVER
    assert await services.oversight.retry(MARIA, lost.id) == NotAgain.ROUND_OVER
    assert await services.oversight.retry_all(MARIA) == RetriedAll(0, 1)


async def test_a_reminder_nobody_fetched_names_nobody(
    services: Services, experiment: Experiment, clock: SetClock
) -> None:
    clock.move_to(PROMPT_AT)
    await hand_out(services, Delivered(CHANNEL, 77, thread_id=77))
    clock.move_to(HALF_WAY_AT)
    await hand_out(services, Waits(Reason.NO_CONSENT))
    clock.move_to(DIGEST_AT)
    await hand_out(services, Delivered(CHANNEL, 78))

    rows = (await services.oversight.undelivered(MARIA)).rows

    [nudge] = [row for row in rows if row.kind is Kind.NUDGE]
    assert (nudge.person_id, nudge.reason, nudge.due_at) == (None, Reason.TOO_LATE, HALF_WAY_AT)


async def test_an_answers_card_goes_again_into_the_thread_of_a_prompt_that_goes_again(
    services: Services, lost: Delivery, experiment: Experiment, clock: SetClock
) -> None:
    await services.check_ins.record(KARI, experiment.id, Answer(Outcome.TRIED))
    clock.move(seconds=5)
    await hand_out(services, Impossible(Reason.NO_ACCESS))

    retried = await services.oversight.retry_all(MARIA)
    in_order = await services.deliveries.claim(40)

    assert retried.left == 0
    assert [delivery.kind for delivery in in_order][:2] == [Kind.PROMPT, Kind.CHECK_IN]


async def test_a_long_list_is_shown_in_pages_and_goes_again_whole(
    services: Services, lost: Delivery, database: SqliteDatabase, clock: SetClock
) -> None:
    await _lose_many(services, database, lost, 44)

    pages = [await services.oversight.undelivered(MARIA, page) for page in (0, 1, 5, 6)]
    retried = await services.oversight.retry_all(MARIA)

    assert [(page.page, page.of, page.total, len(page.rows)) for page in pages] == [
        (1, 5, 45, 10),
        (1, 5, 45, 10),
        (5, 5, 45, 5),
        (5, 5, 45, 5),
    ]
    assert pages[0].rows[0].delivery_id > pages[2].rows[-1].delivery_id
    assert retried == RetriedAll(45, 0)


async def test_the_list_goes_back_thirty_days(services: Services, lost: Delivery, clock: SetClock) -> None:
    clock.move_to(PROMPT_AT + 30 * DAY)
    last_day = await services.oversight.undelivered(MARIA)
    clock.move(seconds=1)

    assert (last_day.total, (await services.oversight.undelivered(MARIA)).total) == (1, 0)


async def test_a_prompt_that_was_posted_without_its_thread_keeps_its_message(
    services: Services, experiment: Experiment, clock: SetClock
) -> None:
    clock.move_to(PROMPT_AT)
    await services.rounds.take_due_steps()
    [prompt] = await services.deliveries.claim(40)
    await services.deliveries.begin(prompt)
    await services.deliveries.note_message(prompt, CHANNEL, 77)
    await services.deliveries.record(prompt, Impossible(Reason.NO_ACCESS))

    await services.oversight.retry(MARIA, prompt.id)
    [again] = await services.deliveries.claim(40)

    assert (again.channel_id, again.message_id) == (CHANNEL, 77)


async def test_a_prompt_whose_message_was_deleted_begins_anew(
    services: Services, experiment: Experiment, clock: SetClock
) -> None:
    clock.move_to(PROMPT_AT)
    await services.rounds.take_due_steps()
    [prompt] = await services.deliveries.claim(40)
    await services.deliveries.begin(prompt)
    await services.deliveries.note_message(prompt, CHANNEL, 77)
    await services.deliveries.record(prompt, Impossible(Reason.MESSAGE_GONE))

    await services.oversight.retry(MARIA, prompt.id)
    [again] = await services.deliveries.claim(40)

    assert (again.channel_id, again.message_id, again.tried_at) == (None, None, None)


async def test_the_schedule_follows_a_round_through_its_steps(
    services: Services, experiment: Experiment, clock: SetClock
) -> None:
    seen = [await _steps(services)]
    for moment in (PROMPT_AT, HALF_WAY_AT, DIGEST_AT):
        clock.move_to(moment)
        await hand_out(services, Delivered(CHANNEL, 77, thread_id=77))
        seen.append(await _steps(services))

    week = 7 * DAY
    ahead = [(Step.PROMPT, PROMPT_AT), (Step.NUDGE, HALF_WAY_AT), (Step.DIGEST, DIGEST_AT)]
    assert seen == [
        ahead,
        [(Step.NUDGE, HALF_WAY_AT), (Step.DIGEST, DIGEST_AT), (Step.PROMPT, PROMPT_AT + week)],
        [(Step.DIGEST, DIGEST_AT), (Step.PROMPT, PROMPT_AT + week)],
        [(step, at + week) for step, at in ahead],
    ]


async def test_the_schedule_tells_a_changed_rhythm_at_once(
    services: Services, experiment: Experiment, clock: SetClock
) -> None:
    clock.move_to(PROMPT_AT)
    await hand_out(services, Delivered(CHANNEL, 77, thread_id=77))

    await services.groups.edit(MARIA, "Founders", GroupWish(weekday=2, time="10:00"))
    told = await _steps(services)
    clock.move_to(DIGEST_AT + DAY + HOUR)
    await hand_out(services, Delivered(CHANNEL, 78))

    tuesday = DIGEST_AT + DAY + 2 * HOUR
    assert told == [(Step.NUDGE, HALF_WAY_AT), (Step.DIGEST, tuesday - HOUR), (Step.PROMPT, tuesday)]
    assert (await _steps(services))[0] == (Step.PROMPT, tuesday)


async def test_a_group_in_which_nothing_will_run_is_silent(services: Services, clock: SetClock) -> None:
    group_id = await found(services)
    before = (await services.oversight.schedule(MARIA)).groups[0].is_silent
    await services.experiments.start(MARIA, group_id, Frame(days=7), Plan("One week", "", "", ""))

    begun = (await services.oversight.schedule(MARIA)).groups[0].is_silent
    clock.move_to(PROMPT_AT)
    await hand_out(services, Delivered(CHANNEL, 77, thread_id=77))

    assert (before, begun) == (True, False)
    assert (await services.oversight.schedule(MARIA)).groups[0].is_silent is True  # it ends before the next prompt


async def test_somebody_away_asks_for_no_prompt(services: Services, experiment: Experiment) -> None:
    await services.people.go_away(KARI, "13.9.2026")

    [outlook] = (await services.oversight.schedule(MARIA)).groups

    assert outlook.is_silent


async def test_the_schedule_shows_five_groups_a_page(services: Services) -> None:
    for number in range(1, 7):
        await found(services, f"Circle {number}")

    first, last = [await services.oversight.schedule(MARIA, page) for page in (1, 99)]

    assert [outlook.group.name for outlook in first.groups] == [f"Circle {number}" for number in range(1, 6)]
    assert ([outlook.group.name for outlook in last.groups], last.page, last.of) == (["Circle 6"], 2, 2)


async def _steps(services: Services) -> list[tuple[Step, Instant]]:
    [outlook] = (await services.oversight.schedule(MARIA)).groups
    return [(each.step, each.at) for each in outlook.upcoming]


async def _lose_many(services: Services, database: SqliteDatabase, like: Delivery, number: int) -> None:
    """So many more live counts that met the same closed channel."""
    async with database.transaction() as tx:
        for count in range(1, number + 1):
            more = replace(like, id=like.id + count, kind=Kind.LIVE_COUNT, occurrence=str(count))
            await deliveries.add(tx, more)
    while await hand_out(services, Impossible(Reason.NO_ACCESS)):
        pass


async def test_what_somebody_did_not_fetch_about_their_own_experiment_names_nobody(
    services: Services, experiment: Experiment, clock: SetClock
) -> None:
    said = await services.check_ins.record(KARI, experiment.id, Answer(Outcome.NOT_YET))
    await services.check_ins.do_now(KARI, said.facts.check_in.id)
    clock.move(hours=2)
    await hand_out(services, Waits(Reason.NO_CONSENT))
    clock.move_to(instant_at(experiment.ends_on, Time(18), "Europe/Oslo"))
    await hand_out(services, Waits(Reason.NO_CONSENT))
    clock.move(hours=24 * 14)
    await hand_out(services, Waits(Reason.NO_CONSENT))

    rows = (await services.oversight.undelivered(MARIA)).rows

    assert [(row.kind, row.person_id) for row in rows if row.kind is Kind.CLOSING] == [(Kind.CLOSING, None)]
    assert Kind.DO_NOW not in {row.kind for row in rows}  # only who said “not yet” has one
