"""Asking and helping: use cases on a real database, without Discord (K1, K3, K4, K8, R1)."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

import pytest

from bot.domain.ask_care import in_care
from bot.domain.asks import OPEN_MOST, Ask, AskKind, AskState, AskWords
from bot.domain.communities import Setting
from bot.domain.deliveries import Dropped, Impossible, Kind, Reason
from bot.domain.errors import (
    AskClosed,
    AskMissing,
    AskOpen,
    HelpAccepted,
    HelpingOneself,
    LooksLikeWork,
    Missing,
    ModeratorsOnly,
    NoKnowledgeChannel,
    NotYourAsk,
    SelfThanks,
    ThankedForThis,
    ThankingBot,
    TooManyAsks,
)
from bot.domain.introductions import IntroductionWords, Willing
from bot.domain.people import NOWHERE, Actor, Contact, Language
from bot.domain.things import Thing
from bot.services import Services
from bot.services.ask_facts import AskFacts, HelpFacts
from bot.services.deliveries import FACTS
from bot.services.groups import NewGroup
from bot.services.letters import Address, Letter
from bot.services.recognition import Addressee
from bot.storage import deliveries
from bot.storage.database import SqliteDatabase
from tests.conftest import SetClock
from tests.services.asking import KNOWLEDGE, send_due
from tests.services.under_message import pressing

HERE, ELSEWHERE, CHANNEL = 10, 20, KNOWLEDGE
MARIA = Actor(HERE, 1, Language.ENGLISH, is_moderator=True)
KARI = Actor(HERE, 2, Language.NORWEGIAN)
LUCA = Actor(HERE, 3, Language.ITALIAN)
GRACE, HENRY = (Actor(HERE, number, Language.ENGLISH) for number in (4, 5))
WORDS = AskWords("Hvordan avslutter jeg en samtale?", "Å vente")
WORK = replace(WORDS, question="Skriv søknaden for meg")


@pytest.fixture(autouse=True)
async def channel(services: Services) -> None:
    await services.communities.decide(MARIA, {Setting.KNOWLEDGE_CHANNEL: CHANNEL})


async def ask(services: Services, actor: Actor = KARI, words: AskWords = WORDS) -> Ask:
    return (await services.asks.ask(actor, AskKind.ADVICE, words)).ask


async def handle(services: Services) -> list[Letter]:
    """Has everything that is due sent, as far as anything is; returns what was sent."""
    return [letter for _, letter in await send_due(services) if isinstance(letter, Letter)]


async def waiting(services: Services, actor: Actor) -> list[Letter]:
    """What somebody is shown when they come by."""
    await handle(services)
    return await services.deliveries.claim_waiting(actor, 10)


async def test_k1_an_ask_is_posted_in_the_channel_for_asks_in_the_language_of_who_asks(services: Services) -> None:
    asked = await ask(services)

    [letter] = await handle(services)

    assert isinstance(letter.facts, AskFacts)
    assert (letter.facts.ask, letter.language) == (asked, Language.NORWEGIAN)
    assert letter.to == Address(channel_id=CHANNEL)


async def test_k1_without_a_channel_for_asks_nobody_writes_in_vain(services: Services) -> None:
    await services.communities.decide(MARIA, {Setting.KNOWLEDGE_CHANNEL: None})

    for refused in (services.asks.prepare(KARI), ask(services)):
        with pytest.raises(NoKnowledgeChannel):
            await refused


async def test_k1_an_ask_whose_channel_is_gone_meanwhile_is_for_moderators_to_look_after(services: Services) -> None:
    await ask(services)
    await services.communities.decide(MARIA, {Setting.KNOWLEDGE_CHANNEL: None})
    [owed] = await services.deliveries.claim(10)

    assert await services.deliveries.begin(owed) == Impossible(Reason.CHANNEL_GONE)


async def test_a2_only_moderators_name_the_channel_for_asks(services: Services) -> None:
    with pytest.raises(ModeratorsOnly):
        await services.communities.decide(KARI, {Setting.KNOWLEDGE_CHANNEL: CHANNEL})


async def test_k1_the_same_words_sent_twice_at_once_are_one_ask(services: Services) -> None:
    first, second = await asyncio.gather(ask(services), ask(services))

    assert first == second
    assert len(await handle(services)) == 1


async def test_k1_the_same_question_an_hour_later_is_another_ask(services: Services, clock: SetClock) -> None:
    first = await ask(services)
    clock.move(hours=1)

    assert (await ask(services)).id != first.id


async def test_k1_somebody_with_many_open_asks_closes_one_first(services: Services) -> None:
    asks = [await ask(services, words=replace(WORDS, question=f"Nr. {number}")) for number in range(OPEN_MOST)]

    for refused in (services.asks.prepare(KARI), ask(services)):
        with pytest.raises(TooManyAsks):
            await refused

    await services.asks.solve(KARI, asks[0].id)
    await services.asks.prepare(KARI)
    await ask(services)
    with pytest.raises(TooManyAsks):
        await services.asks.reopen(KARI, asks[0].id)


async def test_k1_what_could_not_be_posted_counts_for_nothing_and_may_be_asked_again(services: Services) -> None:
    asks = [await ask(services, words=replace(WORDS, question=f"Nr. {number}")) for number in range(OPEN_MOST)]
    for owed in await services.deliveries.claim(10):
        await services.deliveries.begin(owed)
        await services.deliveries.record(owed, Impossible(Reason.NO_TAG))

    await services.asks.prepare(KARI)
    again = await ask(services, words=asks[0].words)

    assert again.id not in {each.id for each in asks}


async def test_k8_work_that_is_meant_is_posted_once_however_late_it_is_pressed_again(
    services: Services, clock: SetClock
) -> None:
    """Its buttons stay for as long as the draft behind them."""
    meant = await services.asks.ask(KARI, AskKind.ADVICE, WORK, as_it_is=True)
    clock.move(hours=20)

    again = await services.asks.ask(KARI, AskKind.ADVICE, WORK, as_it_is=True)
    fair = await ask(services, words=replace(WORK, in_return="Jeg leser din"))

    assert {again.ask.id, fair.id} == {meant.ask.id}


async def test_k8_work_is_not_posted_before_its_person_says_that_it_is_meant(services: Services) -> None:
    with pytest.raises(LooksLikeWork):
        await ask(services, words=WORK)

    assert await services.deliveries.claim(10) == []
    meant = await services.asks.ask(KARI, AskKind.ADVICE, WORK, as_it_is=True)
    fair = await ask(services, words=replace(WORK, question="Skriv planen for meg", in_return="Jeg leser din"))
    assert (meant.ask.words, fair.words.in_return) == (WORK, "Jeg leser din")


async def test_k3_who_can_help_is_on_the_card_and_whoever_asked_is_told(services: Services) -> None:
    asked = await ask(services)
    await handle(services)

    facts = await services.asks.offer_help(LUCA, asked.id)
    [told] = await waiting(services, KARI)

    assert [each.person_id for each in facts.offered] == [LUCA.person_id]
    assert isinstance(told.facts, HelpFacts)
    assert [each.person_id for each in told.facts.offered] == [LUCA.person_id]


async def test_k3_help_offered_twice_is_offered_once(services: Services) -> None:
    asked = await ask(services)

    await asyncio.gather(*(services.asks.offer_help(LUCA, asked.id) for _ in range(3)))

    assert len(await waiting(services, KARI)) == 1


async def test_k3_several_who_offer_before_they_are_read_of_are_one_word_and_each_is_told_of_once(
    services: Services,
) -> None:
    asked = await ask(services)
    await services.asks.offer_help(LUCA, asked.id)
    await handle(services)
    await services.asks.offer_help(GRACE, asked.id)
    first = await waiting(services, KARI)
    await services.asks.offer_help(HENRY, asked.id)
    second = await waiting(services, KARI)

    people = [
        [each.person_id for each in letter.facts.offered]
        for letter in (*first, *second)
        if isinstance(letter.facts, HelpFacts)
    ]
    assert people == [[LUCA.person_id, GRACE.person_id], [HENRY.person_id]]


async def test_k3_help_taken_back_before_it_is_read_of_is_not_told(services: Services) -> None:
    asked = await ask(services)
    await services.asks.offer_help(LUCA, asked.id)
    await handle(services)

    facts = await services.asks.take_back(LUCA, asked.id)

    assert facts.helps == []
    assert await waiting(services, KARI) == []


async def test_k4_the_only_one_who_offered_is_accepted_at_once_and_hears_of_it(services: Services) -> None:
    asked = await ask(services)
    await services.asks.offer_help(LUCA, asked.id)

    said = await services.asks.accept(KARI, asked.id)
    [told] = [each for each in await waiting(services, LUCA) if each.delivery.kind is Kind.HELP_ACCEPTED]

    assert (said.helper_id, said.facts.ask.state) == (LUCA.person_id, AskState.ACCEPTED)
    assert isinstance(told.facts, AskFacts)
    assert [each.person_id for each in told.facts.accepted] == [LUCA.person_id]


async def test_a8_who_is_kept_out_hears_nothing_that_others_do_later(services: Services) -> None:
    asked = await ask(services)
    await services.asks.offer_help(LUCA, asked.id)
    await services.asks.accept(KARI, asked.id)
    await services.people.choose_contact(LUCA, Contact.MESSAGE)
    await kept_out(services, LUCA)

    await services.recognition.thank(KARI, Addressee(LUCA.person_id, ask_id=asked.id), "Takk")

    assert [each.delivery.kind for each in await handle(services)] == [Kind.ASK]


async def gone(services: Services, actor: Actor) -> None:
    await services.roll_calls.note_gone(HERE, [actor.person_id])


async def kept_out(services: Services, actor: Actor) -> None:
    await services.gate.block(MARIA, actor.person_id, is_moderator=False)


Leaving = Callable[[Services, Actor], Awaitable[None]]


@pytest.mark.parametrize("leave", [gone, kept_out])
async def test_j4_a8_what_somebody_asks_who_is_not_here_any_more_is_closed_until_they_are_back(
    services: Services, leave: Leaving
) -> None:
    asked = await ask(services)
    await services.asks.offer_help(LUCA, asked.id)
    accepted = (await services.asks.accept(KARI, asked.id)).facts

    await leave(services, KARI)

    with pytest.raises(AskClosed):
        await services.asks.offer_help(HENRY, asked.id)
    assert await services.ask_care.next_due() is None
    back = await services.asks.reopen(KARI, asked.id)
    assert (back.ask.state, back.helps) == (AskState.ACCEPTED, accepted.helps)


async def test_a8_what_somebody_asked_who_is_kept_out_before_it_is_out_is_not_posted(services: Services) -> None:
    await ask(services)

    await kept_out(services, KARI)

    assert await handle(services) == []


@pytest.mark.parametrize("leave", [gone, kept_out])
async def test_j4_a8_who_is_not_here_any_more_helps_with_what_they_were_accepted_for_and_with_nothing_else(
    services: Services, clock: SetClock, leave: Leaving
) -> None:
    accepted, offered, solved = [await ask(services, words=replace(WORDS, question=each)) for each in "abc"]
    for each in (accepted, offered, solved):
        await services.asks.offer_help(LUCA, each.id)
    await services.asks.accept(KARI, accepted.id)
    await services.asks.solve(KARI, solved.id)
    clock.move(hours=48)

    await leave(services, LUCA)

    looked_at = [await services.asks.look(each) for each in (accepted, offered, solved)]
    assert [[help.person_id for help in facts.helps] for facts in looked_at] == [[LUCA.person_id], [], [LUCA.person_id]]
    assert looked_at[1].ask.next_at == in_care(offered, clock.now()).next_at


async def test_k4_of_several_whoever_asked_chooses_and_may_accept_them_all(services: Services) -> None:
    asked = await ask(services)
    for helper in (LUCA, GRACE):
        await services.asks.offer_help(helper, asked.id)

    choice = await services.asks.accept(KARI, asked.id)
    await services.asks.accept(KARI, asked.id, GRACE.person_id)
    last = await services.asks.accept(KARI, asked.id)

    assert (choice.helper_id, len(choice.offered)) == (None, 2)
    assert (last.helper_id, len(last.facts.accepted)) == (LUCA.person_id, 2)


async def test_k4_help_accepted_twice_is_told_once(services: Services) -> None:
    asked = await ask(services)
    await services.asks.offer_help(LUCA, asked.id)

    await asyncio.gather(*(services.asks.accept(KARI, asked.id, LUCA.person_id) for _ in range(2)))

    assert len(await waiting(services, LUCA)) == 1


async def test_k4_nobody_is_accepted_who_has_not_offered(services: Services) -> None:
    asked = await ask(services)

    for helper_id in (None, LUCA.person_id):
        with pytest.raises(Missing):
            await services.asks.accept(KARI, asked.id, helper_id)


async def test_k4_help_that_is_accepted_stays(services: Services) -> None:
    asked = await ask(services)
    await services.asks.offer_help(LUCA, asked.id)
    await services.asks.accept(KARI, asked.id)

    with pytest.raises(HelpAccepted):
        await services.asks.take_back(LUCA, asked.id)


Step = Callable[[Services, Actor, int], Awaitable[object]]
STEPS: dict[str, Step] = {
    "accept": lambda services, actor, ask_id: services.asks.accept(actor, ask_id),
    "solve": lambda services, actor, ask_id: services.asks.solve(actor, ask_id),
    "withdraw": lambda services, actor, ask_id: services.asks.withdraw(actor, ask_id),
    "reopen": lambda services, actor, ask_id: services.asks.reopen(actor, ask_id),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
async def test_k4_what_whoever_asked_decides_nobody_else_does(services: Services, step: Step) -> None:
    asked = await ask(services)
    await services.asks.offer_help(LUCA, asked.id)

    for other in (LUCA, MARIA):
        with pytest.raises(NotYourAsk):
            await step(services, other, asked.id)


STEPS_OF_ALL: dict[str, Step] = {
    **STEPS,
    "offer_help": lambda services, actor, ask_id: services.asks.offer_help(actor, ask_id),
    "take_back": lambda services, actor, ask_id: services.asks.take_back(actor, ask_id),
    "thank": lambda services, actor, ask_id: services.recognition.thank(actor, Addressee(3, ask_id=ask_id), "Takk"),
    "introduce": lambda services, actor, ask_id: services.introductions.consider_for_ask(actor, ask_id),
    "address": lambda services, actor, ask_id: services.recognition.address_helper(actor, ask_id, 3),
}


@pytest.mark.parametrize("step", STEPS_OF_ALL.values(), ids=STEPS_OF_ALL)
async def test_an_ask_is_not_there_for_another_community_or_somebody_who_has_nothing_to_do_with_it(
    services: Services, step: Step
) -> None:
    asked = await ask(services)

    for actor in (replace(KARI, community_id=ELSEWHERE), replace(HENRY, community_id=NOWHERE)):
        with pytest.raises(AskMissing):
            await step(services, actor, asked.id)


async def test_k3_nobody_helps_themselves_or_with_what_is_closed(services: Services) -> None:
    asked = await ask(services)

    with pytest.raises(HelpingOneself):
        await services.asks.offer_help(KARI, asked.id)
    await services.asks.solve(KARI, asked.id)
    with pytest.raises(AskClosed):
        await services.asks.offer_help(LUCA, asked.id)


async def test_k7_an_ask_that_is_closed_is_reopened_as_it_was(services: Services) -> None:
    asked = await ask(services)
    with pytest.raises(AskOpen):
        await services.asks.reopen(KARI, asked.id)

    solved = await services.asks.solve(KARI, asked.id)
    open_again = await services.asks.reopen(KARI, asked.id)

    assert (solved.ask.state, open_again.ask.state) == (AskState.SOLVED, AskState.OPEN)


async def test_k1_under_a_direct_message_it_is_known_where_one_s_own_ask_is(services: Services) -> None:
    asked = await ask(services)
    await services.asks.offer_help(LUCA, asked.id)

    there = await pressing(services, KARI, Thing.ASK, asked.id)
    said = await services.asks.accept(there, asked.id)
    to = await services.recognition.address_helper(there, asked.id, LUCA.person_id)
    given = await services.recognition.thank(there, to, "Takk!")

    assert said.helper_id == LUCA.person_id
    assert given.community_id == HERE


async def test_k1_an_ask_withdrawn_before_it_is_out_is_not_posted(services: Services) -> None:
    asked = await ask(services)
    await services.asks.withdraw(KARI, asked.id)
    [owed] = await services.deliveries.claim(10)

    assert await services.deliveries.begin(owed) == Dropped(Reason.NO_LONGER_NEEDED)


async def test_k4_changes_that_come_together_are_one_edit_that_is_said_after_the_last(
    services: Services, clock: SetClock, database: SqliteDatabase
) -> None:
    asked = await ask(services)
    await handle(services)
    for actor in (LUCA, GRACE, HENRY):
        clock.move(seconds=2)
        await services.asks.offer_help(actor, asked.id)

    early = [letter for letter in await handle(services) if letter.delivery.kind is Kind.ASK_EDIT]
    clock.move(seconds=3)
    [edit] = [letter for letter in await handle(services) if letter.delivery.kind is Kind.ASK_EDIT]

    assert early == []
    assert isinstance(edit.facts, AskFacts)
    assert len(edit.facts.offered) == 3
    async with database.reading() as tx:
        posted = await deliveries.find(tx, HERE, Kind.ASK, asked.id)
    assert posted and edit.carried_id == posted[0].id


async def test_a8_words_that_were_withdrawn_leave_the_card_however_long_everything_was_stopped(
    services: Services, clock: SetClock
) -> None:
    asked = await ask(services)
    await handle(services)
    await services.asks.withdraw(KARI, asked.id)
    await services.gate.stop(MARIA)
    clock.move(hours=24 * 30)
    await services.gate.resume(MARIA)

    [edit] = await handle(services)

    assert isinstance(edit.facts, AskFacts)
    assert (edit.delivery.kind, edit.facts.ask.state) == (Kind.ASK_EDIT, AskState.WITHDRAWN)


async def test_k4_a_press_on_the_card_sees_it_as_it_is_and_one_elsewhere_nothing(services: Services) -> None:
    asked = await ask(services)
    [letter] = await handle(services)
    facts = await services.asks.offer_help(LUCA, asked.id)
    assert facts.posted and facts.posted.message_id

    here = await services.asks.as_posted(facts, facts.posted.message_id)
    elsewhere = await services.asks.as_posted(facts, facts.posted.message_id + 1)

    assert here and here.facts == facts
    assert (here.carried_id, here.language) == (letter.delivery.id, Language.NORWEGIAN)
    assert elsewhere is None


@pytest.mark.parametrize("contact", [Contact.MESSAGE, Contact.MENTION])
async def test_k3_help_reaches_who_asked_as_they_chose(services: Services, contact: Contact) -> None:
    await services.people.choose_contact(KARI, contact)
    asked = await ask(services)
    await handle(services)
    facts = await services.asks.offer_help(LUCA, asked.id)
    assert facts.posted

    [told] = [each for each in await handle(services) if each.delivery.kind is Kind.HELP]

    there = {
        Contact.MESSAGE: Address(person_id=KARI.person_id),
        Contact.MENTION: Address(channel_id=facts.posted.thread_id),
    }
    assert told.to == there[contact]


@pytest.mark.parametrize("refused", [Reason.CHANNEL_GONE, Reason.NO_ACCESS, Reason.THREAD_LOCKED])
async def test_k3_where_the_thread_takes_no_mention_the_word_of_help_waits_for_who_asked(
    services: Services, refused: Reason
) -> None:
    await services.people.choose_contact(KARI, Contact.MENTION)
    asked = await ask(services)
    await handle(services)
    await services.asks.offer_help(LUCA, asked.id)

    [owed] = await services.deliveries.claim(10)
    await services.deliveries.begin(owed)
    await services.deliveries.record(owed, Impossible(refused))

    assert [letter.delivery.id for letter in await services.deliveries.claim_waiting(KARI, 10)] == [owed.id]


async def test_r1_thanks_for_help_are_tied_to_the_ask_and_on_its_card_without_the_words(
    services: Services, database: SqliteDatabase
) -> None:
    asked = await ask(services)
    await services.asks.offer_help(LUCA, asked.id)
    await services.asks.accept(KARI, asked.id)
    to = await services.recognition.address_helper(KARI, asked.id, LUCA.person_id)

    given = await services.recognition.thank(KARI, to, "Nå tør jeg!")

    facts = await services.asks.solve(KARI, asked.id)
    assert (given.ask_id, list(facts.thanked)) == (asked.id, [LUCA.person_id])
    async with database.reading() as tx:
        owed = await deliveries.find(tx, HERE, Kind.THANKS, given.id)
        assert owed
        told = await FACTS[Kind.THANKS](tx, owed[0], given.given_at)
    assert getattr(told, "ask", None) == facts.ask


async def test_r2_help_is_thanked_for_once_for_each_ask_and_by_whoever_asked(services: Services) -> None:
    asked = await ask(services)
    await services.asks.offer_help(LUCA, asked.id)
    to = Addressee(LUCA.person_id, ask_id=asked.id)
    await services.recognition.thank(KARI, to, "Takk")
    other = await ask(services, words=replace(WORDS, question="Og hvordan begynner jeg?"))
    await services.asks.offer_help(LUCA, other.id)

    await services.recognition.thank(KARI, Addressee(LUCA.person_id, ask_id=other.id), "Takk igjen")

    with pytest.raises(ThankedForThis):
        await services.recognition.thank(KARI, to, "Takk")
    with pytest.raises(NotYourAsk):
        await services.recognition.thank(GRACE, to, "Thanks")
    with pytest.raises(Missing):
        await services.recognition.thank(KARI, Addressee(HENRY.person_id, ask_id=asked.id), "Takk")
    with pytest.raises(SelfThanks):
        await services.recognition.thank(KARI, Addressee(KARI.person_id, ask_id=asked.id), "Takk")


async def test_r1_the_card_of_an_ask_leads_its_person_to_who_helped_and_others_to_nobody(
    services: Services,
) -> None:
    asked = await ask(services)
    [letter] = await handle(services)
    await services.asks.offer_help(LUCA, asked.id)
    await services.asks.accept(KARI, asked.id)

    to = await services.recognition.address_card(KARI, letter.delivery.id)

    assert to == Addressee(LUCA.person_id, ask_id=asked.id)
    with pytest.raises(ThankingBot):
        await services.recognition.address_card(GRACE, letter.delivery.id)


async def introduced(services: Services, ask_id: int, answers: Mapping[Actor, Willing]) -> int:
    """Grace introduces Luca to Kari, who asked; then both answer, and time goes on. Returns the introduction's id."""
    await services.groups.create(
        MARIA, NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/Oslo", Language.ENGLISH, LUCA.person_id)
    )
    words = IntroductionWords("He knows", "To learn, too", "How did you begin?")
    made = await services.introductions.propose(GRACE, KARI.person_id, LUCA.person_id, words, ask_id)
    for actor, willing in answers.items():
        await services.introductions.answer(actor, made.id, willing)
    await services.introductions.bring_together()
    return made.id


async def test_k3_an_introduction_that_both_want_is_help_that_is_accepted_and_named_with_who_introduced(
    services: Services,
) -> None:
    asked = await ask(services)
    await introduced(services, asked.id, {KARI: Willing.YES, LUCA: Willing.YES})

    facts = await services.asks.offer_help(HENRY, asked.id)

    assert facts.ask.state is AskState.ACCEPTED
    assert [each.person_id for each in facts.accepted] == [LUCA.person_id]
    assert facts.introducers == {LUCA.person_id: GRACE.person_id}


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {KARI: Willing.YES},
        {LUCA: Willing.YES},
        {KARI: Willing.YES, LUCA: Willing.NOT_NOW},
        {KARI: Willing.NOT_NOW, LUCA: Willing.YES},
    ],
)
async def test_k3_an_introduction_that_is_open_or_not_wanted_leaves_no_trace_on_the_ask(
    services: Services, answers: Mapping[Actor, Willing]
) -> None:
    asked = await ask(services)
    before = await services.asks.offer_help(HENRY, asked.id)

    await introduced(services, asked.id, answers)

    assert await services.asks.offer_help(HENRY, asked.id) == before


async def test_k3_who_had_offered_before_they_were_introduced_is_accepted_once(services: Services) -> None:
    asked = await ask(services)
    await services.asks.offer_help(LUCA, asked.id)

    await introduced(services, asked.id, {KARI: Willing.YES, LUCA: Willing.YES})

    facts = await services.asks.offer_help(LUCA, asked.id)
    assert ([each.person_id for each in facts.accepted], facts.offered) == ([LUCA.person_id], [])


async def test_k3_an_ask_that_is_closed_meanwhile_stays_closed_whoever_meets(services: Services) -> None:
    asked = await ask(services)
    introduction_id = await introduced(services, asked.id, {KARI: Willing.YES})
    await services.asks.solve(KARI, asked.id)
    await services.introductions.answer(LUCA, introduction_id, Willing.YES)

    await services.introductions.bring_together()

    facts = await services.asks.reopen(KARI, asked.id)
    assert (facts.ask.state, facts.helps) == (AskState.OPEN, [])


async def test_k3_nobody_introduces_to_their_own_ask_or_to_one_that_is_closed(services: Services) -> None:
    asked = await ask(services)

    assert await services.introductions.consider_for_ask(GRACE, asked.id) == KARI.person_id
    with pytest.raises(HelpingOneself):
        await services.introductions.consider_for_ask(KARI, asked.id)
    await services.asks.solve(KARI, asked.id)
    with pytest.raises(AskClosed):
        await services.introductions.consider_for_ask(GRACE, asked.id)
