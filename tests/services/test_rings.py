"""Rings: use cases on a real database, without Discord (K12)."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from whenever import Date, TimeDelta

from bot.domain.asks import Ask, AskKind
from bot.domain.deliveries import Delivered, Delivery, Kind
from bot.domain.errors import (
    AnsweredAlready,
    AskMissing,
    FacilitatorsOnly,
    GroupRests,
    HelpingOneself,
    NothingToAnswer,
    NotInGroup,
    RequestAnswered,
    RingMissing,
    RingOver,
    RingRunning,
)
from bot.domain.people import Actor, Language
from bot.domain.rings import Ring
from bot.domain.things import Thing
from bot.services import Services
from bot.services.ask_facts import HelpFacts
from bot.services.letters import Letter
from bot.services.ring_facts import RingFacts, RingNudgeFacts
from bot.storage import ask_threads, asks
from bot.storage.database import SqliteDatabase
from tests.conftest import SetClock
from tests.services.asking import ADA, CHANNEL, COMMUNITY, GRACE, HENRY, KARI, LUCA, MARIA, MOST, a_community
from tests.services.under_message import pressing

ELSEWHERE = replace(KARI, community_id=99)
DAY = TimeDelta(hours=24)


@pytest.fixture(autouse=True)
async def founders(services: Services) -> None:
    await a_community(services, KARI, LUCA, HENRY)


async def begin(services: Services, days: int = 7) -> Ring:
    return (await services.rings.begin(GRACE, None, days)).ring


async def make(services: Services, ring: Ring, actor: Actor, text: str = "Who knows a printer?") -> Ask:
    return (await services.ring_requests.make(actor, ring.id, AskKind.RESOURCE, text)).ask


async def handle(services: Services) -> list[tuple[Delivery, Letter | object]]:
    """All that is due, as the dispatcher would send it."""
    handled = []
    for delivery in await services.deliveries.claim(MOST):
        letter = await services.deliveries.begin(delivery)
        if isinstance(letter, Letter):
            thread = delivery.id if delivery.kind is Kind.RING else None
            there = letter.to.channel_id or 0, letter.to.message_id or delivery.id
            await services.deliveries.record(delivery, Delivered(*there, thread_id=thread))
        elif letter is not None:
            await services.deliveries.record(delivery, letter)
        handled.append((delivery, letter))
    return handled


async def said(services: Services, clock: SetClock, *kinds: Kind) -> list[Letter]:
    """The letters of these kinds that go out within the next minutes; what belongs into a thread follows it."""
    sent = []
    for _ in range(3):
        sent += await handle(services)
        clock.move(minutes=1)
    return [letter for delivery, letter in sent if delivery.kind in kinds and isinstance(letter, Letter)]


async def take_steps(services: Services) -> int:
    taken = 0
    while done := await services.rings.take_due_steps():
        taken += done
    return taken


async def facts(services: Services, clock: SetClock) -> RingFacts:
    """What the ring's card says when it is written anew."""
    [*_, letter] = await said(services, clock, Kind.RING_EDIT)
    assert isinstance(letter.facts, RingFacts)
    return letter.facts


def people(found: RingFacts) -> tuple[list[int], list[int], int]:
    """Who asked, who still waits, and how many answers there are."""
    return (
        [each.ask.person_id for each in found.requests],
        [each.ask.person_id for each in found.waiting],
        found.answers,
    )


async def test_k12_a_ring_is_posted_in_its_groups_channel(services: Services, clock: SetClock) -> None:
    await begin(services)

    [card] = await said(services, clock, Kind.RING)

    assert (card.to.channel_id, card.language) == (CHANNEL, Language.ENGLISH)


async def test_k12_one_ring_at_a_time_in_a_group(services: Services) -> None:
    await begin(services)

    with pytest.raises(RingRunning):
        await begin(services)


async def test_k12_only_who_leads_or_moderates_begins_one(services: Services) -> None:
    with pytest.raises(FacilitatorsOnly):
        await services.rings.begin(KARI, "Founders")

    assert (await services.rings.begin(MARIA, "Founders")).group.name == "Founders"


async def test_k12_a_group_that_rests_begins_none_and_a_pause_ends_one(services: Services, clock: SetClock) -> None:
    ring = await begin(services)
    await make(services, ring, KARI)
    await said(services, clock)

    await services.rests.pause(GRACE, None, "30.09.2026")
    steps = await take_steps(services)

    assert (steps, [each.delivery.subject for each in await said(services, clock, Kind.RING_CLOSED)]) == (1, [ring.id])
    with pytest.raises(GroupRests) as refused:
        await begin(services)
    assert refused.value.until == Date(2026, 9, 30)


async def test_k12_a_request_goes_into_the_thread_of_its_ring_in_the_language_of_who_asks(
    services: Services, clock: SetClock
) -> None:
    ring = await begin(services)
    ask = await make(services, ring, replace(KARI, language=Language.NORWEGIAN))

    thread, card = await said(services, clock, Kind.RING, Kind.ASK)

    assert (card.to.channel_id, card.language) == (thread.delivery.id, Language.NORWEGIAN)
    assert (card.delivery.subject, card.delivery.group_id) == (ask.id, ring.group_id)


async def test_k12_a_request_is_none_of_the_asks_that_somebody_may_have_open(
    services: Services, database: SqliteDatabase
) -> None:
    await make(services, await begin(services), KARI)

    async with database.reading() as tx:
        assert await asks.count_open(tx, COMMUNITY, KARI.person_id) == 0


async def test_k12_a_second_request_puts_the_first_into_other_words(services: Services, clock: SetClock) -> None:
    ring = await begin(services)
    first = await make(services, ring, KARI, "Who?")

    again = await make(services, ring, KARI, "Who knows a printer in Bergen?")

    found = await facts(services, clock)
    assert first.id == again.id
    assert [each.ask.words.question for each in found.requests] == ["Who knows a printer in Bergen?"]


async def test_k12_two_submits_at_once_are_one_request(services: Services, clock: SetClock) -> None:
    ring = await begin(services)

    one, other = await asyncio.gather(make(services, ring, KARI), make(services, ring, KARI))

    assert (one.id, people(await facts(services, clock))) == (other.id, ([KARI.person_id], [KARI.person_id], 0))


async def test_k12_once_answered_a_request_keeps_its_words(services: Services) -> None:
    ring = await begin(services)
    ask = await make(services, ring, KARI)
    await services.ring_requests.answer(LUCA, ask.id, "Ada does.")

    with pytest.raises(RequestAnswered):
        await services.ring_requests.prepare(KARI, ring.id)


async def test_k12_who_is_not_in_the_group_makes_no_request_and_may_answer(services: Services, clock: SetClock) -> None:
    ring = await begin(services)
    ask = await make(services, ring, KARI)
    with pytest.raises(NotInGroup):
        await make(services, ring, ADA)

    await services.ring_requests.answer(ADA, ask.id, "I do.")

    assert people(await facts(services, clock)) == ([KARI.person_id], [], 1)


async def test_k12_whoever_joins_meanwhile_takes_part(services: Services, clock: SetClock) -> None:
    ring = await begin(services)
    await services.joining.join(ADA, "Founders")

    await make(services, ring, ADA)

    assert people(await facts(services, clock))[0] == [ADA.person_id]


async def test_k12_an_answer_goes_beneath_its_request_and_to_who_asked(services: Services, clock: SetClock) -> None:
    ring = await begin(services)
    ask = await make(services, ring, KARI)
    thread, request = [each.delivery.id for each in await said(services, clock, Kind.RING, Kind.ASK)]

    await services.ring_requests.answer(LUCA, ask.id, "Ada does.")

    told, answer = sorted(await said(services, clock, Kind.RING_ANSWER, Kind.HELP), key=lambda each: each.delivery.kind)
    assert (answer.to.channel_id, answer.to.reply_to) == (thread, request)
    assert isinstance(told.facts, HelpFacts)
    assert (told.delivery.person_id, told.facts.thread_id) == (KARI.person_id, thread)


async def test_k12_who_offered_help_first_answers_in_words_later_and_is_counted_once(
    services: Services, clock: SetClock
) -> None:
    ring = await begin(services)
    ask = await make(services, ring, KARI)
    await services.asks.offer_help(LUCA, ask.id)

    about = await services.ring_requests.answer(LUCA, ask.id, "Ada does.")

    assert [(help.person_id, help.text) for help in about.helps] == [(LUCA.person_id, "Ada does.")]
    assert people(await facts(services, clock))[2] == 1


async def test_k12_the_same_answer_sent_twice_is_one_and_a_second_one_is_for_the_thread(
    services: Services, clock: SetClock
) -> None:
    ring = await begin(services)
    ask = await make(services, ring, KARI)
    await services.ring_requests.answer(LUCA, ask.id, "Ada does.")

    await services.ring_requests.answer(LUCA, ask.id, "Ada does.")

    with pytest.raises(AnsweredAlready):
        await services.ring_requests.answer(LUCA, ask.id, "And Bo.")
    with pytest.raises(AnsweredAlready):
        await services.ring_requests.prepare_answer(LUCA, ask.id)
    assert people(await facts(services, clock))[2] == 1


async def test_k12_an_answer_that_all_have_read_is_not_taken_back_by_a_press(services: Services) -> None:
    ask = await make(services, await begin(services), KARI)
    await services.asks.offer_help(LUCA, ask.id)
    await services.ring_requests.answer(LUCA, ask.id, "Ada does.")

    with pytest.raises(AnsweredAlready):
        await services.asks.take_back(LUCA, ask.id)


async def test_k12_nobody_answers_themselves_or_an_ask_that_is_in_no_ring(services: Services) -> None:
    ring = await begin(services)
    ask = await make(services, ring, KARI)
    usual = (await services.asks.ask(KARI, AskKind.ADVICE, replace(ask.words, tried="Asking"))).ask

    with pytest.raises(HelpingOneself):
        await services.ring_requests.answer(KARI, ask.id, "Me.")
    with pytest.raises(AskMissing):
        await services.ring_requests.answer(LUCA, usual.id, "Me.")


async def test_k12_a_request_that_was_taken_back_is_not_counted_and_can_be_made_anew(
    services: Services, clock: SetClock
) -> None:
    ring = await begin(services)
    ask = await make(services, ring, KARI)
    await services.asks.withdraw(KARI, ask.id)
    without = people(await facts(services, clock))

    await make(services, ring, KARI, "Something else?")

    assert (without, people(await facts(services, clock))) == (([], [], 0), ([KARI.person_id], [KARI.person_id], 0))


async def test_p3_only_who_avoids_somebody_is_not_shown_their_request(services: Services, clock: SetClock) -> None:
    """The other sees in the thread that it waits: that no button leads there told them."""
    ring = await begin(services)
    for actor in (KARI, LUCA):
        await make(services, ring, actor)
    await services.partners.avoid(KARI, LUCA.person_id)
    clock.move_to(ring.half_way_at)
    await take_steps(services)

    shown = (await services.ring_requests.next_to_answer(LUCA, ring.id)).ask.person_id
    again = await services.ring_requests.make(LUCA, ring.id, AskKind.RESOURCE, "Who knows a printer?")
    reminded = [each.delivery.person_id for each in await said(services, clock, Kind.RING_NUDGE)]

    with pytest.raises(NothingToAnswer):
        await services.ring_requests.next_to_answer(KARI, ring.id)
    assert (shown, again.to_answer and again.to_answer.ask.person_id) == (KARI.person_id, KARI.person_id)
    assert reminded == [LUCA.person_id]


async def test_k12_half_way_those_who_asked_and_answered_nobody_are_reminded_once(
    services: Services, clock: SetClock
) -> None:
    ring = await begin(services)
    asked = [await make(services, ring, each) for each in (KARI, LUCA, HENRY)]
    await services.ring_requests.answer(LUCA, asked[0].id, "Ada does.")
    await said(services, clock)
    clock.move_to(ring.half_way_at)

    steps = await take_steps(services), await take_steps(services)
    nudges = await said(services, clock, Kind.RING_NUDGE)

    told = {each.delivery.person_id: each.facts for each in nudges if isinstance(each.facts, RingNudgeFacts)}
    shown = {person: (each.request.ask.person_id, each.waiting) for person, each in told.items()}
    assert (steps, shown) == ((1, 0), {KARI.person_id: (LUCA.person_id, 2), HENRY.person_id: (LUCA.person_id, 1)})
    assert all(each.posted for each in told.values())


async def test_k12_who_has_answered_by_then_or_finds_nothing_waiting_is_not_reminded(
    services: Services, clock: SetClock
) -> None:
    ring = await begin(services)
    ask = await make(services, ring, KARI)
    await make(services, ring, LUCA)
    clock.move_to(ring.half_way_at)
    await take_steps(services)

    await services.ring_requests.answer(LUCA, ask.id, "Ada does.")
    clock.move(minutes=1)
    await services.asks.solve(LUCA, (await services.ring_requests.next_to_answer(KARI, ring.id)).ask.id)

    assert await said(services, clock, Kind.RING_NUDGE) == []


async def test_k12_a_reminder_under_a_direct_message_is_answered_there(services: Services) -> None:
    ring = await begin(services)
    ask = await make(services, ring, KARI)
    await make(services, ring, LUCA)

    there = await pressing(services, LUCA, Thing.ASK, ask.id)
    about = await services.ring_requests.answer(there, ask.id, "Ada does.")

    assert about.ask.community_id == COMMUNITY
    with pytest.raises(AskMissing):
        await pressing(services, HENRY, Thing.ASK, ask.id)


async def test_k12_at_its_end_the_thread_reads_what_came_of_it_and_who_leads_hears_what_waits(
    services: Services, clock: SetClock
) -> None:
    ring = await begin(services)
    ask = await make(services, ring, KARI)
    await make(services, ring, LUCA)
    await said(services, clock)
    await services.ring_requests.answer(LUCA, ask.id, "Ada does.")
    clock.move_to(ring.ends_at)

    await take_steps(services)
    await services.ask_care.take_due_steps()

    sent = await said(services, clock, Kind.RING_CLOSED, Kind.ASK_UNANSWERED)
    closing = [each.facts for each in sent if each.delivery.kind is Kind.RING_CLOSED]
    assert [people(each) for each in closing if isinstance(each, RingFacts)] == [([4, 5], [LUCA.person_id], 1)]
    assert [each.delivery.person_id for each in sent if each.delivery.kind is Kind.ASK_UNANSWERED] == [GRACE.person_id]
    with pytest.raises(RingOver):
        await make(services, ring, HENRY)


async def test_k12_a_ring_without_a_request_ends_with_a_word_to_who_leads(services: Services, clock: SetClock) -> None:
    ring = await begin(services)
    await said(services, clock)
    clock.move_to(ring.ends_at)

    await take_steps(services)

    sent = await said(services, clock, Kind.RING_EMPTY, Kind.RING_CLOSED)
    assert [(each.delivery.kind, each.delivery.person_id) for each in sent] == [(Kind.RING_EMPTY, GRACE.person_id)]
    assert (await begin(services)).id != ring.id


async def test_k12_a_ring_closes_with_a_group_that_is_put_away(services: Services, clock: SetClock) -> None:
    ring = await begin(services)
    await make(services, ring, KARI)
    await said(services, clock)

    await services.archives.archive(MARIA, "Founders")
    await take_steps(services)

    assert [each.delivery.subject for each in await said(services, clock, Kind.RING_CLOSED)] == [ring.id]


async def test_k12_a_ring_in_a_community_that_is_stopped_moves_once_it_goes_on(
    services: Services, clock: SetClock
) -> None:
    ring = await begin(services)
    await services.gate.stop(MARIA)
    clock.move_to(ring.ends_at)

    stopped = await take_steps(services), await services.rings.next_due()
    await services.gate.resume(MARIA)

    assert (stopped, await take_steps(services)) == ((0, None), 1)


async def test_k12_the_threads_of_requests_are_not_looked_at_as_those_of_asks(
    services: Services, clock: SetClock, database: SqliteDatabase
) -> None:
    ring = await begin(services)
    await make(services, ring, KARI)
    await said(services, clock)

    async with database.reading() as tx:
        assert await ask_threads.next_look(tx) is None


async def test_k12_of_requests_a_digest_lists_those_of_its_group_that_were_left_without_an_answer(
    services: Services, clock: SetClock, database: SqliteDatabase
) -> None:
    ring = await begin(services)
    ask, answered = await make(services, ring, KARI), await make(services, ring, LUCA)
    await said(services, clock)
    await services.ring_requests.answer(HENRY, answered.id, "I do.")

    async with database.reading() as tx:
        running = await asks.looking_for_help(tx, COMMUNITY, ring.group_id, 5)
    clock.move_to(ring.ends_at)
    await take_steps(services)

    async with database.reading() as tx:
        over = await asks.looking_for_help(tx, COMMUNITY, ring.group_id, 5)
        elsewhere = await asks.looking_for_help(tx, COMMUNITY, ring.group_id + 1, 5)
    assert (running, over, elsewhere) == (([], 0), ([ask.id], 1), ([], 0))


CALLS: list[Callable[[Services, int], Awaitable[object]]] = [
    lambda services, ring_id: services.ring_requests.prepare(ELSEWHERE, ring_id),
    lambda services, ring_id: services.ring_requests.make(ELSEWHERE, ring_id, AskKind.ADVICE, "Who?"),
    lambda services, ring_id: services.ring_requests.next_to_answer(ELSEWHERE, ring_id),
]


@pytest.mark.parametrize("call", CALLS)
async def test_k12_from_another_community_there_is_no_such_ring(
    services: Services, call: Callable[[Services, int], Awaitable[object]]
) -> None:
    ring = await begin(services)

    with pytest.raises(RingMissing):
        await call(services, ring.id)


async def test_k12_from_another_community_there_is_no_such_request(services: Services) -> None:
    ask = await make(services, await begin(services), HENRY)

    with pytest.raises(AskMissing):
        await services.ring_requests.answer(ELSEWHERE, ask.id, "I do.")
    with pytest.raises(AskMissing):
        await services.ring_requests.prepare_answer(ELSEWHERE, ask.id)


async def test_k12_the_answers_to_a_request_that_was_taken_back_go_unsaid(services: Services, clock: SetClock) -> None:
    ask = await make(services, await begin(services), KARI)
    await said(services, clock)
    await services.ring_requests.answer(LUCA, ask.id, "Ada does.")

    await services.asks.withdraw(KARI, ask.id)

    assert await said(services, clock, Kind.RING_ANSWER) == []
