"""Responding to each other: use cases on a real database, without Discord (C7)."""

from bot.domain.checkins import Answer, Outcome
from bot.domain.deliveries import Delivered, Delivery, Kind
from bot.domain.experiments import Frame, Plan
from bot.domain.people import Actor, Contact, Language
from bot.domain.responses import Question
from bot.services import Services
from bot.services.groups import NewGroup
from bot.services.letters import Letter
from bot.services.responses import ResponseFacts
from tests.conftest import SetClock

COMMUNITY, CHANNEL = 10, 20
MARIA = Actor(COMMUNITY, 1, Language.ENGLISH, is_moderator=True)
GRACE, KARI = (Actor(COMMUNITY, number, Language.ENGLISH) for number in (2, 3))


async def _handed_out(services: Services) -> dict[Kind, tuple[Delivery, object]]:
    """Everything that is due, with what came of it, the latest of each kind."""
    found = dict[Kind, tuple[Delivery, object]]()
    for delivery in await services.deliveries.claim(40):
        letter = await services.deliveries.begin(delivery)
        assert letter is not None
        await services.deliveries.record(delivery, Delivered(CHANNEL, 1) if isinstance(letter, Letter) else letter)
        found[delivery.kind] = delivery, letter
    return found


async def test_c7_who_has_left_the_group_is_neither_mentioned_nor_told(services: Services, clock: SetClock) -> None:
    new = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/Oslo", Language.ENGLISH, facilitator_id=GRACE.person_id)
    group = (await services.groups.create(MARIA, new)).group
    await services.joining.join(KARI, "Founders")
    await services.people.choose_contact(KARI, Contact.MENTION)
    begun = await services.experiments.start(KARI, group.id, Frame(), Plan("Ask one open question", "", "", ""))
    said = await services.check_ins.record(KARI, begun.experiment.id, Answer(Outcome.TRIED))
    await services.joining.leave(KARI, "Founders")
    await services.responses.respond(GRACE, said.facts.check_in.id, Question.REPEAT, "Do it on Tuesdays")

    _, card = (await _handed_out(services))[Kind.RESPONSE]
    clock.move(hours=1)
    await _handed_out(services)

    assert isinstance(card, Letter) and isinstance(card.facts, ResponseFacts)
    assert card.facts.mentioned is None
    assert await services.deliveries.claim_waiting(KARI, 10) == []
