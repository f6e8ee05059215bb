"""A group that is put away and brought back (A3)."""

import asyncio
from dataclasses import replace

import pytest
from whenever import Date, Instant

from bot.domain.checkins import Answer, Outcome
from bot.domain.communities import Setting
from bot.domain.deliveries import Delivery, Dropped, Kind, Reason
from bot.domain.errors import (
    ExperimentOver,
    GroupArchived,
    GroupMissing,
    GroupNameTaken,
    GroupNotArchived,
    ModeratorsOnly,
    NothingToCheckIn,
    NotInAnyGroup,
    RoundMissing,
)
from bot.domain.experiments import Experiment, Frame, Plan, Standing, Verdict
from bot.domain.people import Actor, Language
from bot.domain.rounds import Stage
from bot.services import Services
from bot.services.endings import LastWord
from bot.services.group_news import GroupNews
from bot.services.groups import GroupWish, NewGroup
from bot.services.letters import Letter
from bot.services.work import Work
from bot.storage import rounds
from tests.conftest import SetClock

HERE, ELSEWHERE, CHANNEL, MEETING = 10, 11, 77, 78
MARIA = Actor(HERE, 1, Language.ENGLISH, is_moderator=True)
GRACE = Actor(HERE, 2, Language.ENGLISH)
KARI = Actor(HERE, 3, Language.NORWEGIAN)
STRANGER = Actor(ELSEWHERE, 9, Language.ENGLISH, is_moderator=True)
MONDAY_AT_NINE = Instant.from_utc(2026, 9, 7, 8)  # in London
SECOND_MONDAY, THIRD_MONDAY = Date(2026, 9, 14), Date(2026, 9, 21)
FOUNDERS = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/London", Language.ENGLISH, GRACE.person_id)
PLAN = Plan("Ask one open question", "", "", "")


@pytest.fixture
async def founders(services: Services) -> int:
    made = await services.groups.create(MARIA, FOUNDERS)
    await services.joining.join(KARI, "Founders")
    return made.group.id


async def _begin(services: Services, group_id: int) -> Experiment:
    return (await services.experiments.start(KARI, group_id, Frame(), PLAN)).experiment


async def _run(services: Services) -> None:
    while await services.rounds.take_due_steps() or await services.pairs.pair_next():
        pass


async def _due(services: Services) -> list[Delivery]:
    return await services.deliveries.claim(100)


async def test_a3_an_archived_group_takes_nothing_and_is_in_no_list(services: Services, founders: int) -> None:
    experiment = await _begin(services, founders)

    await services.archives.archive(MARIA, "Founders")

    assert await services.groups.list_all(KARI) == []
    assert await services.groups.suggest(KARI, "") == await services.groups.suggest_led(GRACE, "") == []
    with pytest.raises(NothingToCheckIn):
        await services.check_ins.ready(KARI)
    for refused in (
        services.check_ins.record(KARI, experiment.id, Answer(Outcome.TRIED)),
        services.experiments.start(KARI, founders, Frame(), PLAN),
        services.joining.join(MARIA, "Founders"),
        services.groups.show(KARI, "Founders"),
        services.groups.edit(MARIA, "Founders", GroupWish(weekday=3)),
        services.rests.pause(GRACE, "Founders", "15.9"),
        services.leading.name(MARIA, "Founders", KARI.person_id),
        services.archives.archive(MARIA, "Founders"),
    ):
        with pytest.raises(GroupArchived):
            await refused
    with pytest.raises(NotInAnyGroup):
        await services.experiments.prepare(KARI, None, Frame())


async def test_a3_archived_in_the_middle_of_a_round_nothing_more_comes_of_it(
    services: Services, founders: int, clock: SetClock
) -> None:
    await _begin(services, founders)
    clock.move_to(MONDAY_AT_NINE)
    await _run(services)
    [prompt] = [each for each in await _due(services) if each.kind is Kind.PROMPT]

    await services.archives.archive(MARIA, "Founders")
    begun = await services.deliveries.begin(prompt)
    assert isinstance(begun, Dropped)
    await services.deliveries.record(prompt, begun)
    clock.move_to(Instant.from_utc(2026, 10, 30))
    await _run(services)

    assert begun == Dropped(Reason.NO_LONGER_NEEDED)
    assert await services.rounds.next_due() is None
    assert await _due(services) == []  # the word to the channel has expired meanwhile


async def test_a3_the_channel_is_told_once_that_the_group_is_archived(services: Services, founders: int) -> None:
    await services.archives.archive(MARIA, "Founders")

    [told] = await _due(services)
    letter = await services.deliveries.begin(told)

    assert isinstance(letter, Letter) and isinstance(letter.facts, GroupNews)
    assert letter.facts.group.archived_at is not None
    assert letter.to.channel_id == CHANNEL


async def test_a3_restored_it_goes_on_with_the_next_round_and_everybody_who_was_in_it(
    services: Services, founders: int, clock: SetClock
) -> None:
    experiment = await _begin(services, founders)
    before = await services.groups.show(KARI, "Founders")
    clock.move_to(MONDAY_AT_NINE)
    await _run(services)
    await services.archives.archive(MARIA, "Founders")
    clock.move_to(Instant.from_utc(2026, 9, 15, 12))

    back = await services.archives.restore(MARIA, "Founders", CHANNEL)
    after = await services.groups.show(KARI, "Founders")
    running = await services.experiments.show(KARI, experiment.id)

    assert (back.news.next_on, back.taken_up) == (THIRD_MONDAY, 1)
    assert after.members == before.members
    assert running.standing is Standing.RUNNING
    assert running.experiment.ends_on == experiment.ends_on.add(days=8)


async def test_a3_archived_and_restored_before_its_round_begins_it_loses_none(
    services: Services, founders: int, clock: SetClock
) -> None:
    await _begin(services, founders)
    await services.archives.archive(MARIA, "Founders")

    await services.archives.restore(MARIA, "Founders", CHANNEL)
    clock.move_to(MONDAY_AT_NINE)
    await _run(services)
    said = [each.kind for each in await _due(services)]

    assert said.count(Kind.PROMPT) == 1
    clock.move_to(Instant.from_utc(2026, 9, 14, 8))
    await _run(services)
    view = await services.groups.show(KARI, "Founders")
    assert view.open_round is not None
    assert (view.open_round.local_date, view.open_round.stage) == (SECOND_MONDAY, Stage.PAIRED)


async def test_e16_leaders_are_asked_about_the_round_of_a_group_that_is_back(
    services: Services, founders: int, clock: SetClock
) -> None:
    await services.archives.archive(MARIA, "Founders")
    await services.archives.restore(MARIA, "Founders", CHANNEL)
    clock.move_to(Instant.from_utc(2026, 9, 6, 8))

    asked = [each.person_id for each in await _due(services) if each.kind is Kind.LEADERS_FIRST]

    assert asked == [GRACE.person_id]


async def test_a3_pairs_end_with_their_group(services: Services, founders: int, clock: SetClock) -> None:
    await services.communities.decide(MARIA, {Setting.MEETING_CHANNEL: MEETING})
    clock.move_to(MONDAY_AT_NINE)
    await _begin(services, founders)
    await services.rounds.take_due_steps()
    await services.pairs.pair_next()

    await services.archives.archive(MARIA, "Founders")
    shown = await services.partners.show(KARI)
    [ended] = [each for each in await _due(services) if each.kind is Kind.PAIR_ENDED]
    told = await services.deliveries.begin(ended)

    assert (shown.current, shown.places) == ([], [])
    assert told == Dropped(Reason.NO_LONGER_NEEDED)  # its thread was never made, so there is nowhere to say it


async def test_a3_who_was_under_way_may_still_say_how_it_went(services: Services, founders: int) -> None:
    experiment = await _begin(services, founders)
    await services.archives.archive(MARIA, "Founders")

    closed = await services.endings.close(KARI, experiment.id, LastWord(Verdict.KEEP, "It worked"))

    assert closed.experiment.ending is not None


async def test_a3_what_rested_longer_than_thirty_days_has_ended_when_the_group_is_back(
    services: Services, founders: int, clock: SetClock
) -> None:
    experiment = await _begin(services, founders)
    await services.archives.archive(MARIA, "Founders")
    clock.move(hours=24 * 40)

    back = await services.archives.restore(MARIA, "Founders", CHANNEL)

    assert back.taken_up == 0
    with pytest.raises(ExperimentOver):
        await services.changes.pause(KARI, experiment.id)


async def test_a3_the_name_of_an_archived_group_stays_taken(services: Services, founders: int) -> None:
    await services.archives.archive(MARIA, "Founders")

    with pytest.raises(GroupNameTaken) as refused:
        await services.groups.create(MARIA, FOUNDERS)
    assert refused.value.is_archived


async def test_a3_only_moderators_of_the_server_archive_and_restore(services: Services, founders: int) -> None:
    for refused in (
        services.archives.archive(GRACE, "Founders"),
        services.archives.restore(GRACE, "Founders", CHANNEL),
    ):
        with pytest.raises(ModeratorsOnly):
            await refused
    with pytest.raises(GroupMissing):
        await services.archives.archive(STRANGER, "Founders")
    with pytest.raises(GroupNotArchived):
        await services.archives.restore(MARIA, "Founders", CHANNEL)
    await services.archives.archive(MARIA, "Founders")
    assert await services.archives.suggest(GRACE, "") == await services.archives.suggest(STRANGER, "") == []
    assert await services.archives.suggest(MARIA, "found") == ["Founders"]


@pytest.mark.parametrize("turn", range(6))
async def test_a3_archived_exactly_while_its_round_opens_one_of_the_two_comes_first_and_all_of_it(
    services: Services, founders: int, clock: SetClock, work: Work, turn: int
) -> None:
    await _begin(services, founders)
    clock.move_to(MONDAY_AT_NINE)
    both = [services.rounds.take_due_steps(), services.archives.archive(MARIA, "Founders")]

    await asyncio.gather(*(both if turn % 2 else reversed(both)))
    async with work.reading() as tx:
        planned = await rounds.not_over(tx, HERE, founders)
        owed = await tx.fetch_all("SELECT kind FROM deliveries WHERE kind = 'prompt' AND state <> 'cancelled'")

    assert (planned, owed) == ([], [])


@pytest.mark.parametrize("turn", range(6))
async def test_a3_another_rhythm_exactly_while_a_round_opens_loses_and_doubles_none(
    services: Services, founders: int, clock: SetClock, work: Work, turn: int
) -> None:
    await _begin(services, founders)
    clock.move_to(MONDAY_AT_NINE)
    change = services.groups.change_rhythm(GRACE, None, 5, "", "")
    both = [services.rounds.take_due_steps(), change]

    await asyncio.gather(*(both if turn % 2 else reversed(both)))
    await _run(services)
    async with work.reading() as tx:
        planned = await rounds.not_over(tx, HERE, founders)
        owed = await tx.fetch_all("SELECT kind FROM deliveries WHERE kind = 'prompt'")

    assert len(planned) == 1
    is_open = planned[0].stage is not Stage.AHEAD
    assert len(owed) == is_open
    assert planned[0].local_date in ((Date(2026, 9, 7),) if is_open else (Date(2026, 9, 11), Date(2026, 9, 4)))


async def test_a3_a_press_on_the_prompt_of_an_archived_group_is_answered_kindly(
    services: Services, founders: int, clock: SetClock
) -> None:
    await _begin(services, founders)
    clock.move_to(MONDAY_AT_NINE)
    await _run(services)
    view = await services.groups.show(KARI, "Founders")
    assert view.open_round is not None
    await services.archives.archive(MARIA, "Founders")

    with pytest.raises(GroupArchived):
        await services.check_ins.ready(KARI, round_id=view.open_round.id)
    with pytest.raises(RoundMissing):
        await services.prompts.post_now(GRACE, view.open_round.id)


async def test_a_group_among_more_than_a_list_shows_is_found_by_what_is_typed(services: Services) -> None:
    for number in range(30):
        await services.groups.create(MARIA, replace(FOUNDERS, name=f"Group {number:02}"))
    await services.archives.archive(MARIA, "Group 28")

    assert await services.groups.suggest(KARI, "group 2") == [f"Group {number}" for number in (*range(20, 28), 29)]
    assert await services.archives.suggest(MARIA, "GROUP 2") == ["Group 28"]
