"""Who is told of an ask because their offer matches it (K2, K9)."""

import pytest

from bot.domain.deliveries import Dropped, Kind, Postponed, Reason
from bot.domain.errors import AskMissing
from bot.domain.people import Actor, Contact, Language
from bot.domain.things import Thing
from bot.services import Services
from bot.services.ask_matching import TOLD_AFTER, MatchFacts
from bot.services.letters import Letter
from bot.services.people import NudgeWish
from tests.conftest import SetClock
from tests.services.asking import (
    ADA,
    COMMUNITY,
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


@pytest.fixture(autouse=True)
async def community(services: Services) -> None:
    await a_community(services, HENRY, KARI, LUCA, ADA)


async def asked(services: Services, clock: SetClock, question: str = "How do I make cold calls?") -> list[int]:
    """Kari asks; whom the bot tells of it."""
    await ask_for(services, KARI, question)
    await send_due(services)
    clock.move(minutes=2)
    return await told(services, Kind.ASK_MATCH)


async def test_k2_who_could_teach_it_is_told_with_the_offer_and_where_the_ask_is(
    services: Services, clock: SetClock
) -> None:
    offered = await offer(services, HENRY, "Cold calls")
    await offer(services, LUCA, "Term sheets")
    ask = await ask_for(services, KARI, "How do I make cold calls?")
    await send_due(services)

    clock.move_to(clock.now() + TOLD_AFTER)

    [(delivery, letter)] = await send_due(services)
    assert isinstance(letter, Letter)
    assert isinstance(letter.facts, MatchFacts)
    assert (delivery.person_id, letter.facts.offer, letter.facts.about.ask.id) == (HENRY.person_id, offered, ask.id)
    assert letter.facts.about.posted is not None


async def test_k2_the_three_who_fit_best_are_told_and_nobody_of_their_own_ask(
    services: Services, clock: SetClock
) -> None:
    for person in (GRACE, HENRY, LUCA, KARI):
        await offer(services, person, "Cold calls to strangers")
    await offer(services, ADA, "Cold calls")

    assert await asked(services, clock, "Cold calls to strangers") == [
        GRACE.person_id,
        HENRY.person_id,
        LUCA.person_id,
    ]


async def test_p3_only_somebody_who_avoids_who_asks_is_not_told(services: Services, clock: SetClock) -> None:
    """Whom who asks avoids knows that their offer fits, and would miss the word."""
    for person in (HENRY, LUCA, ADA):
        await offer(services, person, "Cold calls")
    await services.partners.avoid(KARI, HENRY.person_id)
    await services.partners.avoid(LUCA, KARI.person_id)

    assert await asked(services, clock) == [HENRY.person_id, ADA.person_id]


async def test_k2_who_is_away_or_in_no_group_any_more_or_offers_it_in_another_language_is_not_told(
    services: Services, clock: SetClock
) -> None:
    await offer(services, HENRY, "Cold calls")
    await offer(services, LUCA, "Cold calls", language=Language.ITALIAN)
    await offer(services, ADA, "Cold calls")
    await services.people.go_away(HENRY, "2026-09-10")
    await services.joining.leave(ADA, "Founders")

    assert await asked(services, clock) == []


async def test_k9_an_offer_is_told_of_as_many_asks_in_thirty_days_as_it_says(
    services: Services, clock: SetClock
) -> None:
    await services.people.choose_nudges(HENRY, NudgeWish(per_week=7, per_day=3))
    await offer(services, HENRY, "Cold calls", times=2)

    heard = []
    for question in ("cold calls one", "cold calls two", "cold calls three"):
        heard.append(await asked(services, clock, question))
    await services.asks.solve(KARI, (await ask_for(services, KARI, "Something else")).id)
    clock.move(hours=24 * 30)
    heard.append(await asked(services, clock, "cold calls four"))

    assert heard == [[HENRY.person_id], [HENRY.person_id], [], [HENRY.person_id]]


async def test_k9_what_they_pass_by_does_not_count_and_goes_to_whoever_fits_next(
    services: Services, clock: SetClock
) -> None:
    for person in (HENRY, LUCA, ADA, GRACE):
        await offer(services, person, "Cold calls", times=1)
    ask = await ask_for(services, KARI, "Cold calls")
    clock.move(minutes=2)
    first = await told(services, Kind.ASK_MATCH)

    await services.ask_matching.decline(await pressing(services, HENRY, Thing.ASK, ask.id), ask.id)
    await services.ask_matching.decline(HENRY, ask.id)
    clock.move(minutes=2)
    next_one = await told(services, Kind.ASK_MATCH)
    clock.move(hours=24 * 4)  # his budget has room again
    again = await asked(services, clock, "Cold calls again")

    assert (first, next_one) == ([HENRY.person_id, LUCA.person_id, ADA.person_id], [GRACE.person_id])
    assert again == [HENRY.person_id]


async def test_k2_nobody_passes_by_what_they_were_not_told_of(services: Services) -> None:
    ask = await ask_for(services, KARI, "Cold calls")

    for stranger in (LUCA, Actor(COMMUNITY + 1, HENRY.person_id, Language.ENGLISH)):
        with pytest.raises(AskMissing):
            await services.ask_matching.decline(stranger, ask.id)


async def test_k2_it_counts_against_the_budget_and_is_dropped_if_by_then_somebody_helps(
    services: Services, clock: SetClock
) -> None:
    await services.people.choose_nudges(HENRY, NudgeWish(per_day=1))
    await offer(services, HENRY, "Cold calls")
    first = await asked(services, clock)

    second = await ask_for(services, KARI, "More cold calls")
    clock.move(minutes=2)
    [held] = [letter for delivery, letter in await send_due(services) if delivery.kind is Kind.ASK_MATCH]
    await services.asks.offer_help(ADA, second.id)
    clock.move(hours=48)
    [dropped] = [letter for delivery, letter in await send_due(services) if delivery.kind is Kind.ASK_MATCH]

    assert first == [HENRY.person_id]
    assert isinstance(held, Postponed)
    assert (held.reason, dropped) == (Reason.BUDGET_SPENT, Dropped(Reason.NO_LONGER_NEEDED))


async def test_k9_what_reached_nobody_does_not_count_as_one_of_their_month(services: Services, clock: SetClock) -> None:
    await offer(services, HENRY, "Cold calls", times=1)
    first = await ask_for(services, KARI, "Cold calls")
    await services.asks.withdraw(KARI, first.id)
    clock.move(minutes=2)
    withdrawn = await told(services, Kind.ASK_MATCH)

    assert (withdrawn, await asked(services, clock, "Cold calls again")) == ([], [HENRY.person_id])


async def test_k2_what_waits_for_somebody_to_come_by_is_not_shown_once_it_has_an_answer_or_the_offer_is_gone(
    services: Services, clock: SetClock
) -> None:
    offered = await offer(services, HENRY, "Cold calls")
    await ask_for(services, KARI, "Cold calls")
    await services.offers.remove(HENRY, offered.id)
    clock.move(minutes=2)

    assert await told(services, Kind.ASK_MATCH) == []


async def test_k2_moderators_do_not_read_who_never_came_by_for_an_ask_they_were_told_of(
    services: Services, clock: SetClock
) -> None:
    await services.people.choose_contact(HENRY, Contact.HERE)
    await offer(services, HENRY, "Cold calls")
    await asked(services, clock)
    clock.move(hours=24 * 14)
    await send_due(services)

    rows = (await services.oversight.undelivered(MARIA)).rows

    assert [row.person_id for row in rows if row.kind is Kind.ASK_MATCH] == [None]
