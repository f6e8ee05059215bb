"""A group that rests until a day: its rounds, and what is tried in it (A3)."""

import pytest
from whenever import Date, Instant

from bot.domain.checkins import Answer, Outcome
from bot.domain.deliveries import Kind
from bot.domain.errors import (
    DateNotAhead,
    ExperimentPaused,
    FacilitatorsOnly,
    GroupMissing,
    GroupNotPaused,
    GroupRests,
    NothingToPause,
)
from bot.domain.experiments import Cadence, Experiment, Frame, Plan
from bot.domain.people import Actor, Language
from bot.domain.rounds import Stage
from bot.services import Services
from bot.services.group_news import GroupNews
from bot.services.groups import NewGroup
from bot.services.letters import Letter
from bot.services.work import Work
from bot.storage import deliveries, rounds
from tests.conftest import SetClock

HERE, ELSEWHERE, CHANNEL = 10, 11, 77
MARIA = Actor(HERE, 1, Language.ENGLISH, is_moderator=True)
GRACE = Actor(HERE, 2, Language.ENGLISH)
KARI = Actor(HERE, 3, Language.NORWEGIAN)
MONDAY, SECOND_MONDAY, THIRD_MONDAY = Date(2026, 9, 7), Date(2026, 9, 14), Date(2026, 9, 21)
NINE = Instant.from_utc(2026, 9, 7, 8)  # in London, on the first Monday


@pytest.fixture
async def founders(services: Services) -> int:
    new = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/London", Language.ENGLISH, GRACE.person_id)
    made = await services.groups.create(MARIA, new)
    await services.joining.join(KARI, "Founders")
    return made.group.id


async def _begin(services: Services, group_id: int, **changes: Cadence) -> Experiment:
    begun = await services.experiments.start(
        KARI, group_id, Frame(**changes), Plan("Ask one open question", "", "", "")
    )
    return begun.experiment


async def _run(services: Services) -> None:
    while await services.rounds.take_due_steps():
        pass


async def _own(services: Services, experiment: Experiment) -> Experiment:
    return (await services.experiments.show(KARI, experiment.id)).experiment


async def test_a3_a_pause_moves_the_next_round_to_the_first_time_after_it(services: Services, founders: int) -> None:
    news = await services.rests.pause(GRACE, None, "15.9")

    assert (news.running, news.next_on) == (None, THIRD_MONDAY)
    assert news.pause is not None
    assert (news.pause.first, news.pause.last) == (Date(2026, 9, 3), Date(2026, 9, 15))


async def test_a3_a_round_that_is_open_goes_on_to_its_digest_before_the_rest_begins(
    services: Services, founders: int, clock: SetClock
) -> None:
    experiment = await _begin(services, founders)
    clock.move_to(NINE)
    await _run(services)

    news = await services.rests.pause(GRACE, None, "20.9")
    await services.check_ins.record(KARI, experiment.id, Answer(Outcome.TRIED))
    clock.move_to(Instant.from_utc(2026, 9, 14, 7))
    await _run(services)
    said = [each.kind for each in await services.deliveries.claim(50)]
    view = await services.groups.show(KARI, "Founders")

    assert news.pause is not None and news.running is not None
    assert (news.pause.first, news.next_on) == (SECOND_MONDAY, THIRD_MONDAY)
    assert Kind.DIGEST in said
    assert view.open_round is not None
    assert (view.open_round.stage, view.open_round.local_date) == (Stage.AHEAD, THIRD_MONDAY)


async def test_a3_a_round_planned_behind_the_open_one_waits_with_the_answers_of_its_leader(
    services: Services, founders: int, clock: SetClock, work: Work
) -> None:
    begun = await services.experiments.start(GRACE, founders, Frame(), Plan("Go first", "", "", ""))
    for instant in (NINE, Instant.from_utc(2026, 9, 13, 9)):
        clock.move_to(instant)
        await _run(services)
    async with work.reading() as tx:
        _, ahead = await rounds.not_over(tx, HERE, founders)
    told = await services.check_ins.record(GRACE, begun.experiment.id, Answer(Outcome.TRIED), round_id=ahead.id)

    await services.rests.pause(GRACE, None, "20.9")
    clock.move_to(Instant.from_utc(2026, 9, 21, 8))
    await _run(services)
    async with work.reading() as tx:
        card = await deliveries.find(tx, HERE, Kind.CHECK_IN, told.facts.check_in.id)
        prompt = await deliveries.find(tx, HERE, Kind.PROMPT, ahead.id)

    assert card is not None and prompt is not None
    assert card[0].due_at == prompt[0].due_at == Instant.from_utc(2026, 9, 21, 8)


async def test_a3_what_is_tried_rests_as_long_and_counts_as_not_missed(
    services: Services, founders: int, clock: SetClock
) -> None:
    experiment = await _begin(services, founders, cadence=Cadence.DAILY)
    await services.check_ins.record(KARI, experiment.id, Answer(Outcome.TRIED))
    strong = (await services.experiments.show(KARI, experiment.id)).strength
    await services.people.move_to(KARI, "Europe/London")
    clock.move(hours=24)

    await services.rests.pause(GRACE, None, "15.9")
    clock.move_to(Instant.from_utc(2026, 9, 15, 12))
    shown = await services.experiments.show(KARI, experiment.id)

    assert shown.experiment.ends_on == experiment.ends_on.add(days=12)
    assert (shown.strength, shown.day) == (strong, 1)
    with pytest.raises(ExperimentPaused):
        await services.check_ins.record(KARI, experiment.id, Answer(Outcome.TRIED))


async def test_a3_the_group_goes_on_before_the_day_and_so_does_what_is_tried(
    services: Services, founders: int, clock: SetClock
) -> None:
    experiment = await _begin(services, founders)
    await services.rests.pause(GRACE, None, "30.9")
    clock.move_to(Instant.from_utc(2026, 9, 10, 12))

    news = await services.rests.resume(GRACE, None)
    running = await _own(services, experiment)
    await services.check_ins.record(KARI, experiment.id, Answer(Outcome.TRIED))

    assert (news.pause, news.next_on) == (None, SECOND_MONDAY)
    assert running.ends_on == experiment.ends_on.add(days=7)


async def test_a3_resumed_before_it_began_it_is_as_if_nothing_had_been(
    services: Services, founders: int, clock: SetClock
) -> None:
    experiment = await _begin(services, founders)
    clock.move_to(NINE)
    await _run(services)

    await services.rests.pause(GRACE, None, "30.9")
    news = await services.rests.resume(GRACE, None)

    assert (news.next_on, news.pause) == (SECOND_MONDAY, None)
    assert await _own(services, experiment) == experiment


async def test_a3_paused_again_it_rests_until_the_other_day(services: Services, founders: int, clock: SetClock) -> None:
    experiment = await _begin(services, founders)
    await services.rests.pause(GRACE, None, "15.9")
    clock.move_to(Instant.from_utc(2026, 9, 10, 12))

    longer = await services.rests.pause(GRACE, None, "22.9")
    same = await services.rests.pause(GRACE, None, "22.9")

    assert longer == same
    assert longer.pause is not None
    assert (longer.pause.first, longer.pause.last) == (Date(2026, 9, 3), Date(2026, 9, 22))
    assert (await _own(services, experiment)).ends_on == experiment.ends_on.add(days=20)


async def test_a3_what_begins_while_the_group_rests_is_asked_about_after_it(services: Services, founders: int) -> None:
    await services.rests.pause(GRACE, None, "15.9")

    begun = await services.experiments.start(KARI, founders, Frame(), Plan("Ask one open question", "", "", ""))

    assert begun.asked_on == THIRD_MONDAY
    assert begun.experiment.rests_until(Date(2026, 9, 10)) == Date(2026, 9, 15)


async def test_a3_what_its_person_paused_before_rests_no_longer_for_the_group(
    services: Services, founders: int, clock: SetClock
) -> None:
    experiment = await _begin(services, founders)
    await services.changes.pause(KARI, experiment.id)
    await services.rests.pause(GRACE, None, "15.9")
    clock.move_to(Instant.from_utc(2026, 9, 20, 12))

    resumed = await services.changes.resume(KARI, experiment.id)

    assert resumed.ends_on == experiment.ends_on.add(days=17)


async def test_a3_who_takes_it_up_again_while_the_group_rests_may(
    services: Services, founders: int, clock: SetClock
) -> None:
    experiment = await _begin(services, founders)
    await services.rests.pause(GRACE, None, "15.9")
    clock.move_to(Instant.from_utc(2026, 9, 10, 12))

    resumed = await services.changes.resume(KARI, experiment.id)
    await services.check_ins.record(KARI, experiment.id, Answer(Outcome.TRIED))

    assert resumed.ends_on == experiment.ends_on.add(days=7)


async def test_a3_the_channel_is_told_once_how_it_stands_when_it_is_told(services: Services, founders: int) -> None:
    await services.rests.pause(GRACE, None, "15.9")
    await services.rests.pause(GRACE, None, "22.9")

    [told] = [each for each in await services.deliveries.claim(50) if each.kind is Kind.GROUP_NEWS]
    letter = await services.deliveries.begin(told)

    assert isinstance(letter, Letter) and isinstance(letter.facts, GroupNews)
    assert letter.to.channel_id == CHANNEL
    assert letter.facts.pause is not None
    assert letter.facts.pause.last == Date(2026, 9, 22)


async def test_a3_no_prompt_is_posted_by_hand_while_the_group_rests(
    services: Services, founders: int, clock: SetClock
) -> None:
    await _begin(services, founders)
    await services.rests.pause(GRACE, None, "15.9")
    looked = await services.prompts.preview(GRACE, None)

    assert (looked.can_post, looked.rests_until) == (False, Date(2026, 9, 15))
    with pytest.raises(GroupRests):
        await services.prompts.post_now(GRACE, looked.round.id)


@pytest.mark.parametrize(("until", "refusal"), [("1.9.2026", DateNotAhead), ("6.9", NothingToPause)])
async def test_a3_a_day_that_changes_nothing_is_refused(
    services: Services, founders: int, until: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await services.rests.pause(GRACE, None, until)


async def test_a3_a_group_that_does_not_rest_cannot_go_on(services: Services, founders: int) -> None:
    with pytest.raises(GroupNotPaused):
        await services.rests.resume(GRACE, None)


async def test_a3_only_who_leads_the_group_or_moderates_its_server_lets_it_rest(
    services: Services, founders: int
) -> None:
    stranger = Actor(ELSEWHERE, 9, Language.ENGLISH, is_moderator=True)

    with pytest.raises(FacilitatorsOnly):
        await services.rests.pause(KARI, "Founders", "15.9")
    with pytest.raises(GroupMissing):
        await services.rests.pause(stranger, "Founders", "15.9")
    with pytest.raises(FacilitatorsOnly):
        await services.groups.change_rhythm(KARI, "Founders", 3, "", "")
    with pytest.raises(FacilitatorsOnly):
        await services.groups.members(KARI, "Founders")
    assert (await services.rests.pause(MARIA, "Founders", "15.9")).next_on == THIRD_MONDAY
