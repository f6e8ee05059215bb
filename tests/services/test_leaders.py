"""Leaders go first: who is asked a day before the prompt, and when that is dropped (E16)."""

import pytest
from whenever import Instant

from bot.domain.checkins import Answer, Outcome
from bot.domain.deliveries import Delivery, Kind
from bot.domain.experiments import Frame, Plan
from bot.domain.people import Actor, Language
from bot.domain.things import Thing
from bot.services import Services
from bot.services.groups import GroupWish, NewGroup
from bot.services.leaders import LeadersFirstFacts
from bot.services.letters import Letter
from tests.conftest import SetClock
from tests.services.under_message import pressing

HERE, CHANNEL = 10, 77
MARIA = Actor(HERE, 1, Language.ENGLISH, is_moderator=True)
GRACE = Actor(HERE, 2, Language.ENGLISH)
KARI = Actor(HERE, 3, Language.NORWEGIAN)

SUNDAY = Instant.from_utc(2026, 9, 6, 8)  # nine in London, a day before the first prompt
MONDAY = Instant.from_utc(2026, 9, 7, 8)
SECOND_SUNDAY = Instant.from_utc(2026, 9, 13, 8)
SECOND_MONDAY = Instant.from_utc(2026, 9, 14, 8)


@pytest.fixture
async def founders(services: Services) -> int:
    new = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/London", Language.ENGLISH, GRACE.person_id)
    return (await services.groups.create(MARIA, new)).group.id


async def _owed(services: Services) -> list[Delivery]:
    """Takes every due step; what is owed to leaders then."""
    while await services.rounds.take_due_steps():
        pass
    return [each for each in await services.deliveries.claim(100) if each.kind is Kind.LEADERS_FIRST]


async def _asked(services: Services, actor: Actor) -> list[LeadersFirstFacts]:
    """What a leader reads who comes by, once it is found that they chose no direct messages."""
    for delivery in await _owed(services):
        outcome = await services.deliveries.begin(delivery)
        assert outcome is not None and not isinstance(outcome, Letter)
        await services.deliveries.record(delivery, outcome)
    facts = [letter.facts for letter in await services.deliveries.claim_waiting(actor, 10)]
    return [each for each in facts if isinstance(each, LeadersFirstFacts)]


async def _begin(services: Services, actor: Actor, group_id: int) -> None:
    await services.experiments.start(actor, group_id, Frame(), Plan("Ask one open question", "", "", ""))


async def test_e16_who_leads_is_asked_a_day_before_a_new_groups_first_prompt(
    services: Services, founders: int, clock: SetClock
) -> None:
    before = await _owed(services)
    clock.move_to(SUNDAY)
    [owed] = await _owed(services)

    assert before == []
    assert (owed.person_id, owed.due_at, owed.expires_at) == (GRACE.person_id, SUNDAY, MONDAY)


async def test_e16_who_leads_is_asked_about_the_following_round_while_one_is_open(
    services: Services, founders: int, clock: SetClock
) -> None:
    clock.move_to(MONDAY)
    await _owed(services)
    clock.move_to(SECOND_SUNDAY)

    [owed] = await _owed(services)
    view = await services.groups.show(MARIA, "Founders")

    assert view.open_round is not None
    assert (owed.due_at, owed.expires_at) == (SECOND_SUNDAY, SECOND_MONDAY)
    assert owed.subject != view.open_round.id


async def test_e16_a_leader_without_an_experiment_is_told_to_start_one(
    services: Services, founders: int, clock: SetClock
) -> None:
    clock.move_to(SUNDAY)

    [told] = await _asked(services, GRACE)

    assert not told.has_begun


async def test_e16_a_leader_with_an_experiment_is_asked_what_happened(
    services: Services, founders: int, clock: SetClock
) -> None:
    await _begin(services, GRACE, founders)
    clock.move_to(SUNDAY)

    [told] = await _asked(services, GRACE)

    assert told.has_begun


async def test_e16_everybody_who_leads_is_asked_and_no_one_else(
    services: Services, founders: int, clock: SetClock
) -> None:
    clock.move_to(MONDAY)
    await _owed(services)
    await services.joining.join(KARI, "Founders")
    await services.leading.share(GRACE, None, KARI.person_id)
    await services.joining.join(MARIA, "Founders")
    clock.move_to(SECOND_SUNDAY)

    assert [each.person_id for each in await _owed(services)] == [GRACE.person_id, KARI.person_id]


async def test_e16_a_leader_who_is_away_is_left_in_peace(services: Services, founders: int, clock: SetClock) -> None:
    await services.people.go_away(GRACE, "13.9")
    clock.move_to(SUNDAY)

    assert await _asked(services, GRACE) == []


async def test_e16_who_has_handed_over_is_not_asked_any_more(
    services: Services, founders: int, clock: SetClock
) -> None:
    await services.joining.join(KARI, "Founders")
    await services.leading.hand_over(GRACE, None, KARI.person_id)
    clock.move_to(SUNDAY)

    assert await _asked(services, GRACE) == []


async def test_e16_what_no_leader_came_by_to_read_is_gone_with_the_prompt_and_on_no_list(
    services: Services, founders: int, clock: SetClock
) -> None:
    clock.move_to(SUNDAY)
    assert await _asked(services, KARI) == []  # Kari comes by, Grace does not

    clock.move_to(MONDAY)
    late = await _asked(services, GRACE)

    assert late == []
    assert (await services.oversight.undelivered(MARIA)).rows == []


async def test_e16_only_who_leads_answers_for_the_round_ahead(
    services: Services, founders: int, clock: SetClock
) -> None:
    await services.joining.join(KARI, "Founders")
    for person in (GRACE, KARI):
        await _begin(services, person, founders)
    clock.move_to(SECOND_SUNDAY)
    [ahead] = {each.subject for each in await _owed(services)}

    [of_grace] = await services.check_ins.ready(GRACE, round_id=ahead)
    [of_kari] = await services.check_ins.ready(KARI, round_id=ahead)
    forged = await services.check_ins.record(KARI, of_kari.experiment.id, Answer(Outcome.TRIED), round_id=ahead)

    assert (of_grace.round_id, of_kari.round_id) == (ahead, None)
    assert forged.facts.round.id != ahead


async def test_e16_an_answer_for_the_round_ahead_is_no_comeback_from_the_round_that_still_runs(
    services: Services, founders: int, clock: SetClock
) -> None:
    await _begin(services, GRACE, founders)
    clock.move_to(SECOND_MONDAY)
    await _owed(services)
    clock.move(hours=24 * 6)
    [ahead] = {each.subject for each in await _owed(services) if each.due_at == clock.now()}
    [experiment] = [each.experiment for each in await services.check_ins.ready(GRACE)]

    await services.check_ins.record(GRACE, experiment.id, Answer(Outcome.TRIED))
    first = await services.check_ins.record(GRACE, experiment.id, Answer(Outcome.TRIED), round_id=ahead)

    assert not first.facts.check_in.is_comeback


async def test_e16_the_word_moves_with_a_rhythm_that_changes(
    services: Services, founders: int, clock: SetClock
) -> None:
    await services.groups.edit(MARIA, "Founders", GroupWish(weekday=2))

    clock.move_to(SUNDAY)
    on_sunday = await _owed(services)
    clock.move_to(MONDAY)
    on_monday = await _owed(services)

    assert (on_sunday, [each.due_at for each in on_monday]) == ([], [MONDAY])


async def test_e16_a_press_on_an_old_word_under_a_direct_message_finds_what_it_is_about(
    services: Services, founders: int, clock: SetClock
) -> None:
    await _begin(services, GRACE, founders)
    await _begin(services, GRACE, founders)
    clock.move_to(MONDAY)
    await _owed(services)
    [first, _] = await services.experiments.list_own(GRACE)

    there = await pressing(services, GRACE, Thing.EXPERIMENT, first.experiment.id)
    [ready] = await services.check_ins.ready(there, experiment_id=first.experiment.id)

    assert ready.experiment == first.experiment


async def test_e16_who_leads_from_now_on_is_asked_about_a_round_that_is_planned_already(
    services: Services, founders: int, clock: SetClock
) -> None:
    await services.joining.join(KARI, "Founders")
    await services.leading.share(GRACE, None, KARI.person_id)
    clock.move_to(SUNDAY)

    assert sorted(each.person_id or 0 for each in await _owed(services)) == [GRACE.person_id, KARI.person_id]
