"""A community with a channel for asks, and what people do in it, without Discord."""

from bot.domain.asks import Ask, AskKind, AskWords
from bot.domain.communities import Setting
from bot.domain.deliveries import Delivered, Delivery, Kind, Outcome
from bot.domain.offers import Offer, OfferWish
from bot.domain.people import Actor, Contact, Language
from bot.services import Services
from bot.services.addresses import NoLetter
from bot.services.groups import NewGroup
from bot.services.letters import Letter

COMMUNITY, CHANNEL, KNOWLEDGE = 10, 20, 30
MARIA = Actor(COMMUNITY, 1, Language.ENGLISH, is_moderator=True)
GRACE, HENRY, KARI, LUCA, ADA = (Actor(COMMUNITY, number, Language.ENGLISH) for number in (2, 3, 4, 5, 6))
MOST = 60


async def a_community(services: Services, *members: Actor) -> None:
    """Founders, led by Grace, with these members, who are written to; and a channel for asks."""
    new = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/Oslo", Language.ENGLISH, facilitator_id=GRACE.person_id)
    await services.groups.create(MARIA, new)
    for member in members:
        await services.joining.join(member, "Founders")
    for person in (GRACE, *members):
        await services.people.choose_contact(person, Contact.MESSAGE)
    await services.communities.decide(MARIA, {Setting.KNOWLEDGE_CHANNEL: KNOWLEDGE})


async def ask_for(services: Services, actor: Actor, question: str, able: str = "") -> Ask:
    said = await services.asks.ask(actor, AskKind.ADVICE, AskWords(question, "To wait", able))
    return said.ask


async def offer(services: Services, actor: Actor, what: str, times: int = 2, language: Language | None = None) -> Offer:
    return (await services.offers.add(actor, OfferWish(what, times, language))).offer


async def send_due(services: Services) -> list[tuple[Delivery, Letter | NoLetter | None]]:
    """All that is due, as the dispatcher would send it; everything that can go out does."""
    sent = []
    for delivery in await services.deliveries.claim(MOST):
        letter = await services.deliveries.begin(delivery)
        outcome: Outcome = Delivered(KNOWLEDGE, delivery.id, delivery.id) if isinstance(letter, Letter) else letter  # type: ignore[assignment]
        await services.deliveries.record(delivery, outcome)
        sent.append((delivery, letter))
    return sent


async def told(services: Services, kind: Kind) -> list[int]:
    """Whom a letter of the kind reaches now, in the order of their ids."""
    return sorted(
        delivery.person_id
        for delivery, letter in await send_due(services)
        if delivery.kind is kind and isinstance(letter, Letter) and delivery.person_id
    )
