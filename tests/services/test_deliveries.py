"""What is handed out, when, and what becomes of it: use cases on a real database, without Discord."""

import pytest
from whenever import Instant

from bot.domain.checkins import Answer, Outcome
from bot.domain.deliveries import Delivered, Delivery, Dropped, Failed, Kind, Reason, Waits
from bot.domain.experiments import Experiment, Frame, Plan
from bot.domain.people import Actor, Contact, Language
from bot.services import Services
from bot.services.answer_rounds import LEADERS_FIRST_BY
from bot.services.groups import NewGroup
from bot.services.letters import Letter
from bot.services.work import Work
from bot.storage import nudges
from tests.conftest import SetClock

COMMUNITY, CHANNEL = 10, 20
MARIA = Actor(COMMUNITY, 1, Language.ENGLISH, is_moderator=True)
KARI = Actor(COMMUNITY, 2, Language.NORWEGIAN)
PROMPT_AT = Instant.from_utc(2026, 9, 7, 7)  # Monday, nine in Oslo
MOST = 40


@pytest.fixture
async def experiment(services: Services) -> Experiment:
    """Kari's, in a group that meets on Mondays at nine; nothing is owed but its prompt to come."""
    new = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/Oslo", Language.ENGLISH, facilitator_id=MARIA.person_id)
    view = await services.groups.create(MARIA, new)
    await services.joining.join(KARI, "Founders")
    begun = await services.experiments.start(KARI, view.group.id, Frame(), Plan("Ringe en kunde", "", "", ""))
    for card in await services.deliveries.claim(MOST):
        await services.deliveries.begin(card)
        await services.deliveries.record(card, Delivered(CHANNEL, 1))
    return begun.experiment


async def claimed(services: Services, kind: Kind) -> list[Delivery]:
    return [delivery for delivery in await services.deliveries.claim(MOST) if delivery.kind is kind]


async def test_an_answers_card_that_is_claimed_before_its_prompt_is_planned_waits_for_the_thread(
    services: Services, experiment: Experiment, clock: SetClock
) -> None:
    await services.check_ins.record(KARI, experiment.id, Answer(Outcome.TRIED))
    clock.move_to(PROMPT_AT + LEADERS_FIRST_BY)
    [card] = await claimed(services, Kind.CHECK_IN)

    opened = await services.deliveries.begin(card)

    assert opened == Failed(Reason.NOT_OUT_YET)


async def test_once_the_prompt_is_out_the_card_goes_into_its_thread(
    services: Services, experiment: Experiment, clock: SetClock
) -> None:
    await services.check_ins.record(KARI, experiment.id, Answer(Outcome.TRIED))
    clock.move_to(PROMPT_AT + LEADERS_FIRST_BY)
    await services.rounds.take_due_steps()
    prompt, card = await services.deliveries.claim(MOST)
    await services.deliveries.begin(prompt)
    await services.deliveries.record(prompt, Delivered(CHANNEL, 77, thread_id=77))

    letter = await services.deliveries.begin(card)

    assert isinstance(letter, Letter)
    assert letter.to.channel_id == 77


async def test_the_same_step_taken_twice_is_owed_once(
    services: Services, experiment: Experiment, clock: SetClock
) -> None:
    clock.move_to(PROMPT_AT)

    taken = [await services.rounds.take_due_steps(), await services.rounds.take_due_steps()]

    assert taken == [1, 0]
    assert len(await claimed(services, Kind.PROMPT)) == 1


async def test_a_nudge_is_dropped_once_the_person_has_answered(
    services: Services, experiment: Experiment, clock: SetClock
) -> None:
    clock.move_to(PROMPT_AT)
    await services.rounds.take_due_steps()
    clock.move(hours=72)
    await services.rounds.take_due_steps()
    [nudge] = await claimed(services, Kind.NUDGE)
    await services.check_ins.record(KARI, experiment.id, Answer(Outcome.NOT_YET))

    opened = await services.deliveries.begin(nudge)

    assert opened == Dropped(Reason.NO_LONGER_NEEDED)


async def test_without_consent_a_nudge_waits(services: Services, experiment: Experiment, clock: SetClock) -> None:
    clock.move_to(PROMPT_AT)
    await services.rounds.take_due_steps()
    clock.move(hours=72)
    await services.rounds.take_due_steps()
    [nudge] = await claimed(services, Kind.NUDGE)

    opened = await services.deliveries.begin(nudge)

    assert opened == Waits(Reason.NO_CONSENT)


async def test_a_lease_that_ran_out_is_anothers_and_the_first_hand_cannot_begin(
    services: Services, experiment: Experiment, clock: SetClock, real_clock: SetClock
) -> None:
    clock.move_to(PROMPT_AT)
    await services.rounds.take_due_steps()
    [prompt] = await claimed(services, Kind.PROMPT)
    real_clock.move(minutes=4)
    again = await claimed(services, Kind.PROMPT)

    await services.deliveries.begin(again[0])
    await services.deliveries.record(again[0], Delivered(CHANNEL, 77, thread_id=77))

    assert await services.deliveries.begin(prompt) is None
    assert await services.deliveries.record(prompt, Delivered(CHANNEL, 78)) is False


async def test_a_prompt_whose_round_is_over_is_not_owed_and_the_next_one_is(
    services: Services, experiment: Experiment, clock: SetClock
) -> None:
    clock.move_to(PROMPT_AT)
    clock.move(hours=24 * 8)

    while await services.rounds.take_due_steps():
        pass

    [prompt] = await claimed(services, Kind.PROMPT)
    assert prompt.due_at == Instant.from_utc(2026, 9, 14, 7)


async def test_another_community_reads_none_of_it(services: Services, experiment: Experiment, clock: SetClock) -> None:
    clock.move_to(PROMPT_AT)
    await services.rounds.take_due_steps()
    [prompt] = await claimed(services, Kind.PROMPT)
    stranger = Actor(COMMUNITY + 1, KARI.person_id, Language.NORWEGIAN)

    assert await services.deliveries.reread(stranger, prompt.id, CHANNEL) is None
    assert await services.groups.list_all(stranger) == []
    assert await services.experiments.list_own(stranger) == []


async def test_a_hand_whose_lease_ran_out_takes_no_nudge_back_and_changes_nobodys_choice(
    services: Services, experiment: Experiment, clock: SetClock, real_clock: SetClock, work: Work
) -> None:
    await services.people.choose_contact(KARI, Contact.MESSAGE)
    clock.move_to(PROMPT_AT)
    await services.rounds.take_due_steps()
    clock.move(hours=72)
    await services.rounds.take_due_steps()
    [nudge] = await claimed(services, Kind.NUDGE)
    await services.deliveries.begin(nudge)
    real_clock.move(minutes=4)
    [again] = await claimed(services, Kind.NUDGE)
    await services.deliveries.begin(again)
    await services.deliveries.record(again, Delivered(CHANNEL, 77))

    kept = await services.deliveries.record(nudge, Waits(Reason.MESSAGES_CLOSED))

    async with work.reading() as tx:
        history = await nudges.history(tx, KARI.person_id, clock.now(), but_for=0)
    assert kept is False
    assert len(history.given) == 1
    assert (await services.people.profile(KARI)).person.contact is Contact.MESSAGE
