"""Posting a round's prompt before its moment: use cases on a real database, without Discord (C13)."""

from whenever import Instant, TimeDelta

from bot.domain.checkins import Answer, Outcome
from bot.domain.deliveries import Kind
from bot.domain.experiments import Frame, Plan
from bot.domain.people import Actor, Language
from bot.services import Services
from bot.services.groups import NewGroup
from tests.conftest import SetClock

COMMUNITY, CHANNEL = 10, 20
MARIA = Actor(COMMUNITY, 1, Language.ENGLISH, is_moderator=True)
GRACE, KARI = (Actor(COMMUNITY, number, Language.ENGLISH) for number in (2, 3))
PLAN = Plan("Ask one open question", "", "", "")


async def test_c11_c13_answers_given_before_come_with_a_prompt_that_is_posted_early_leaders_first(
    services: Services, clock: SetClock
) -> None:
    new = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/Oslo", Language.ENGLISH, facilitator_id=GRACE.person_id)
    group = (await services.groups.create(MARIA, new)).group
    await services.joining.join(KARI, "Founders")
    for actor in (KARI, GRACE):
        begun = await services.experiments.start(actor, group.id, Frame(), PLAN)
        await services.check_ins.record(actor, begun.experiment.id, Answer(Outcome.TRIED))
    outlook = await services.prompts.preview(GRACE, None)

    await services.prompts.post_now(GRACE, outlook.round.id)

    posted_at = clock.now()
    clock.move(minutes=1)
    cards = [each for each in await services.deliveries.claim(40) if each.kind is Kind.CHECK_IN]
    assert [card.due_at - posted_at for card in cards] == [TimeDelta(), TimeDelta(seconds=5)]
    assert posted_at < Instant.from_utc(2026, 9, 7, 7)
