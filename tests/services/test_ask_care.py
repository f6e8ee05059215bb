"""An ask without an answer is told to more people, and after three days to a facilitator (K6)."""

import pytest
from whenever import TimeDelta

from bot.domain.asks import Ask
from bot.domain.deliveries import Kind
from bot.domain.people import Actor, Contact, Language
from bot.domain.things import Thing
from bot.services import Services
from bot.services.ask_care import UnansweredFacts
from bot.services.groups import NewGroup
from bot.services.letters import Letter
from tests.conftest import SetClock
from tests.services.asking import (
    ADA,
    CHANNEL,
    GRACE,
    HENRY,
    KARI,
    LUCA,
    MARIA,
    a_community,
    ask_for,
    offer,
    send_due,
    told,
)
from tests.services.under_message import pressing

DAY, THREE_DAYS = 24, 72
OF_CARE = (Kind.ASK_MATCH, Kind.ASK_UNANSWERED)
SOON = TimeDelta(minutes=2)


@pytest.fixture(autouse=True)
async def community(services: Services) -> None:
    await a_community(services, HENRY, KARI, LUCA, ADA)


async def posted(services: Services, actor: Actor, question: str) -> Ask:
    """An ask whose card is out."""
    ask = await ask_for(services, actor, question)
    await send_due(services)
    return ask


async def after(services: Services, clock: SetClock, ask: Ask, hours: float) -> dict[Kind, list[int]]:
    """Whom the bot tells of an ask once so much time has passed since it was asked, with nothing said meanwhile."""
    clock.move_to(ask.asked_at + TimeDelta(hours=hours))
    while await services.ask_care.take_due_steps():
        pass
    clock.move_to(clock.now() + SOON)
    heard: dict[Kind, list[int]] = {}
    for delivery in await services.deliveries.claim(60):
        letter = await services.deliveries.begin(delivery)
        if isinstance(letter, Letter) and delivery.kind in OF_CARE and delivery.person_id:
            heard.setdefault(delivery.kind, []).append(delivery.person_id)
    return {kind: sorted(people) for kind, people in heard.items()}


async def test_k6_after_a_day_those_are_told_with_whom_it_has_one_word_in_common(
    services: Services, clock: SetClock
) -> None:
    await offer(services, HENRY, "Calling for founders in winter")
    await offer(services, LUCA, "Term sheets")
    ask = await posted(services, KARI, "How do I open a call?")

    at_first = await after(services, clock, ask, 1)
    a_day_later = await after(services, clock, ask, DAY)

    assert (at_first, a_day_later) == ({}, {Kind.ASK_MATCH: [HENRY.person_id]})


async def test_k6_after_three_days_the_facilitator_hears_of_it_once_and_whom_they_could_ask(
    services: Services, clock: SetClock
) -> None:
    offered = await offer(services, HENRY, "Cold calls")
    ask = await posted(services, KARI, "How do I make cold calls?")
    await after(services, clock, ask, DAY)

    clock.move_to(ask.asked_at + TimeDelta(hours=THREE_DAYS))
    await services.ask_care.take_due_steps()
    [delivery] = [each for each in await services.deliveries.claim(60) if each.kind in OF_CARE]
    letter = await services.deliveries.begin(delivery)

    assert isinstance(letter, Letter)
    assert isinstance(letter.facts, UnansweredFacts)
    assert letter.facts.could_help is not None
    assert (delivery.kind, delivery.person_id, letter.facts.could_help.offer) == (
        Kind.ASK_UNANSWERED,
        GRACE.person_id,
        offered,
    )
    assert await after(services, clock, ask, 10 * DAY) == {}


async def test_k6_steps_that_were_missed_are_taken_together_and_once(services: Services, clock: SetClock) -> None:
    await offer(services, HENRY, "Calling for founders in winter")
    ask = await posted(services, KARI, "How do I open a call?")

    late = await after(services, clock, ask, 5 * DAY)

    assert late == {Kind.ASK_MATCH: [HENRY.person_id], Kind.ASK_UNANSWERED: [GRACE.person_id]}
    assert await after(services, clock, ask, 20 * DAY) == {}


async def test_k6_an_ask_that_somebody_offered_to_help_with_is_told_to_nobody_else(
    services: Services, clock: SetClock
) -> None:
    ask = await posted(services, KARI, "How do I open a call?")
    await services.asks.offer_help(LUCA, ask.id)
    await told(services, Kind.HELP)

    assert await after(services, clock, ask, THREE_DAYS) == {}


async def test_k6_when_the_only_help_is_taken_back_the_ask_has_its_days_again(
    services: Services, clock: SetClock
) -> None:
    ask = await posted(services, KARI, "How do I open a call?")
    await services.asks.offer_help(LUCA, ask.id)
    await after(services, clock, ask, 4 * DAY)
    await services.asks.take_back(LUCA, ask.id)

    soon = await after(services, clock, ask, 6 * DAY)
    later = await after(services, clock, ask, 7 * DAY + 1)

    assert (soon, later) == ({}, {Kind.ASK_UNANSWERED: [GRACE.person_id]})


async def test_k6_what_is_closed_is_told_to_nobody_and_what_is_reopened_is_looked_after_again(
    services: Services, clock: SetClock
) -> None:
    ask = await posted(services, KARI, "How do I open a call?")
    await services.asks.solve(KARI, ask.id)
    closed = await after(services, clock, ask, 4 * DAY)
    await services.asks.reopen(KARI, ask.id)

    reopened = await after(services, clock, ask, 7 * DAY + 1)

    assert (closed, reopened) == ({}, {Kind.ASK_UNANSWERED: [GRACE.person_id]})


async def test_k6_whom_no_word_reached_before_it_was_withdrawn_hears_of_it_once_it_is_reopened(
    services: Services, clock: SetClock
) -> None:
    """K2: who was told then, or has passed it by, is not told again."""
    for person in (HENRY, LUCA):
        await offer(services, person, "Opening calls")
    ask = await posted(services, KARI, "How do I open a call?")
    await services.ask_matching.decline(LUCA, ask.id)
    await services.asks.withdraw(KARI, ask.id)
    clock.move(minutes=2)
    withdrawn = await told(services, Kind.ASK_MATCH)
    await services.asks.reopen(KARI, ask.id)

    reopened = await after(services, clock, ask, DAY + 1)
    await services.asks.withdraw(KARI, ask.id)
    await services.asks.reopen(KARI, ask.id)

    assert (withdrawn, reopened) == ([], {Kind.ASK_MATCH: [HENRY.person_id]})
    assert await after(services, clock, ask, 2 * DAY + 2) == {}


async def test_k6_who_leads_another_group_hears_of_an_ask_of_somebody_in_no_group(
    services: Services, clock: SetClock
) -> None:
    ask = await posted(services, Actor(KARI.community_id, 77, Language.ENGLISH), "How do I open a call?")

    assert await after(services, clock, ask, THREE_DAYS) == {Kind.ASK_UNANSWERED: [GRACE.person_id]}


@pytest.mark.parametrize(
    ("author", "avoided", "hear"),
    [(KARI, GRACE, {Kind.ASK_UNANSWERED: [GRACE.person_id]}), (GRACE, KARI, {})],
    ids=["who asks", "who leads"],
)
async def test_p3_only_a_lead_who_avoids_who_asked_does_not_hear_of_it_and_nobody_does_instead(
    services: Services, clock: SetClock, author: Actor, avoided: Actor, hear: dict[Kind, list[int]]
) -> None:
    """A lead who misses the word, and another who gets it, could tell."""
    speakers = NewGroup("Speakers", CHANNEL, 1, "09:00", "Europe/Oslo", Language.ENGLISH, facilitator_id=ADA.person_id)
    await services.groups.create(MARIA, speakers)
    await services.people.choose_contact(ADA, Contact.MESSAGE)
    await services.partners.avoid(author, avoided.person_id)
    ask = await posted(services, KARI, "How do I open a call?")

    assert await after(services, clock, ask, THREE_DAYS) == hear


async def test_k6_who_led_a_group_that_was_put_away_does_not_hear_of_it(services: Services, clock: SetClock) -> None:
    speakers = NewGroup("Speakers", CHANNEL, 1, "09:00", "Europe/Oslo", Language.ENGLISH, facilitator_id=ADA.person_id)
    await services.groups.create(MARIA, speakers)
    await services.people.choose_contact(ADA, Contact.MESSAGE)
    await services.archives.archive(MARIA, "Founders")
    ask = await posted(services, KARI, "How do I open a call?")

    assert await after(services, clock, ask, THREE_DAYS) == {Kind.ASK_UNANSWERED: [ADA.person_id]}


async def test_k6_who_leads_a_group_answers_from_the_message_that_told_them(
    services: Services, clock: SetClock
) -> None:
    ask = await posted(services, KARI, "How do I open a call?")
    await after(services, clock, ask, THREE_DAYS)

    facts = await services.asks.offer_help(await pressing(services, GRACE, Thing.ASK, ask.id), ask.id)

    assert [each.person_id for each in facts.offered] == [GRACE.person_id]


async def test_the_planner_wakes_when_an_ask_is_to_be_looked_after_and_not_once_that_is_done(
    services: Services, clock: SetClock
) -> None:
    ask = await posted(services, KARI, "How do I open a call?")
    first = await services.ask_care.next_due()
    await after(services, clock, ask, THREE_DAYS)

    assert (first, await services.ask_care.next_due()) == (ask.asked_at + TimeDelta(hours=DAY), None)
