"""K11: somebody else's message becomes a lesson with its author's yes, and is held for a week at most."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.domain.deliveries import Delivery, Dropped, Impossible, Kind, Reason
from bot.domain.errors import (
    AuthorAskedBefore,
    AuthorsWord,
    Missing,
    NoLongerHeld,
    NotInAnyGroup,
    SavedAlready,
    TooManyHeld,
    Wordless,
)
from bot.domain.groups import Group
from bot.domain.held import AT_ONCE_MOST, Consent, Held, Spoken
from bot.domain.lessons import Said, Told
from bot.domain.oversight import NotAgain
from bot.domain.people import Actor, Contact, Language
from bot.domain.things import Thing
from bot.services import Services
from bot.services.groups import NewGroup
from bot.services.held import HEARD_FOR
from bot.services.letters import Address, Letter
from bot.services.work import Work
from tests.conftest import SetClock
from tests.services.under_message import pressing

COMMUNITY, CHANNEL, ELSEWHERE, OSLO = 10, 20, 30, "Europe/Oslo"
MARIA = Actor(COMMUNITY, 1, Language.ENGLISH, is_moderator=True)
GRACE, HENRY, KARI, LUCA = (Actor(COMMUNITY, number, Language.ENGLISH) for number in (2, 3, 4, 5))
WORDS = "Ask before you answer. Half of the questions were others than I thought."
SECRET = "persimmon"
SPOKEN = Spoken(700, (ELSEWHERE,), KARI.person_id, f"{WORDS} {SECRET}")


@pytest.fixture
async def group(services: Services) -> Group:
    """Founders: Grace leads it, Henry and Kari are in it, Luca is in none."""
    view = await services.groups.create(MARIA, _new("Founders", CHANNEL))
    for member in (HENRY, KARI):
        await services.joining.join(member, "Founders")
    return view.group


def _new(name: str, channel_id: int) -> NewGroup:
    return NewGroup(name, channel_id, 1, "09:00", OSLO, Language.ENGLISH, facilitator_id=GRACE.person_id)


async def owed(services: Services, *kinds: Kind) -> list[Delivery]:
    return [each for each in await services.deliveries.claim(50) if each.kind in kinds]


async def refuse(services: Services, reason: Reason) -> None:
    """Discord does not take the reply."""
    [asked] = await owed(services, Kind.LESSON_ASKED)
    assert isinstance(await services.deliveries.begin(asked), Letter)
    await services.deliveries.record(asked, Impossible(reason))


async def held_words(work: Work) -> list[str]:
    async with work.reading() as tx:
        return [row["text"] for row in await tx.fetch_all("SELECT text FROM held_messages")]


async def everything_kept(work: Work) -> str:
    """Every word in the database; the tables in which FTS5 keeps its own are read through the index they serve."""
    async with work.reading() as tx:
        tables = await tx.fetch_all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_terms_%'")
        rows = [row for each in tables for row in await tx.fetch_all(f"SELECT * FROM {each['name']}")]
    return " ".join(str(value) for row in rows for value in tuple(row))  # type: ignore[call-overload]


async def found(services: Services, actor: Actor = HENRY) -> list[str]:
    return [each.told.title for each in (await services.lessons.search(actor, "questions")).lessons]


async def test_k11_the_author_is_asked_beneath_the_message_and_nobody_finds_it_meanwhile(
    services: Services, group: Group
) -> None:
    asked = await services.held.ask(HENRY, SPOKEN)

    [delivery] = await owed(services, Kind.LESSON_ASKED)
    letter = await services.deliveries.begin(delivery)

    assert isinstance(letter, Letter)
    assert letter.to == Address(channel_id=ELSEWHERE, reply_to=SPOKEN.message_id)
    assert (delivery.person_id, delivery.expires_at) == (KARI.person_id, asked.held_until)
    assert await found(services) == []


async def test_k11_an_author_s_yes_makes_a_lesson_of_theirs_that_both_may_delete(
    services: Services, group: Group, work: Work
) -> None:
    asked = await services.held.ask(HENRY, SPOKEN)

    said = await services.held.answer(KARI, asked.id, Consent.KEEP)

    assert said.kept is not None
    lesson = said.kept.lesson
    assert (lesson.person_id, lesson.told) == (KARI.person_id, Told("Ask before you answer.", SPOKEN.text))
    assert (lesson.source, said.kept.group) == (Said(ELSEWHERE, SPOKEN.message_id, HENRY.person_id), group)
    assert ([await found(services, actor) for actor in (GRACE, HENRY)], await held_words(work)) == (
        [["Ask before you answer."]] * 2,
        [""],
    )
    [told] = await owed(services, Kind.LESSON_KEPT)
    assert told.person_id == HENRY.person_id
    assert [[each.id for each in await services.teaching.own(actor)] for actor in (HENRY, KARI, GRACE)] == [
        [lesson.id],
        [lesson.id],
        [],
    ]
    await services.teaching.delete(HENRY, lesson.id)
    assert SECRET not in await everything_kept(work)


@pytest.mark.parametrize("end", ["no", "silence", "gone"])
async def test_k11_an_author_s_no_leaves_nothing_and_reads_as_silence_does(
    services: Services, group: Group, work: Work, clock: SetClock, end: str
) -> None:
    """The saver is owed the same word, with the same facts, after a no, a week of silence, and a deleted message."""
    asked = await services.held.ask(HENRY, SPOKEN)

    match end:
        case "no":
            await services.held.answer(KARI, asked.id, Consent.LET_GO)
        case "silence":
            clock.move(hours=24 * 7)
            await services.held.take_due_steps()
        case "gone":
            await refuse(services, Reason.MESSAGE_GONE)

    [told] = await owed(services, Kind.LESSON_NOT_KEPT)
    assert (told.person_id, told.subject, told.expires_at - told.due_at) == (HENRY.person_id, asked.id, HEARD_FOR)
    assert SECRET not in await everything_kept(work)
    assert await found(services) == []


async def test_k11_words_are_let_go_of_at_the_very_end_of_the_week(
    services: Services, group: Group, work: Work, clock: SetClock
) -> None:
    asked = await services.held.ask(HENRY, SPOKEN)

    clock.move_to(asked.held_until.subtract(microseconds=1))
    early, due = await services.held.take_due_steps(), await services.held.next_due()
    clock.move_to(asked.held_until)
    with pytest.raises(NoLongerHeld):  # also before anybody has come round to erasing it
        await services.held.answer(KARI, asked.id, Consent.KEEP)
    let_go = [await services.held.take_due_steps() for _ in range(2)]

    assert (early, due, let_go, await services.held.next_due()) == (0, asked.held_until, [1, 0], None)
    assert await held_words(work) == [""]


async def test_k11_an_answered_question_is_never_let_go_of_again(
    services: Services, group: Group, clock: SetClock
) -> None:
    asked = await services.held.ask(HENRY, SPOKEN)
    await services.held.answer(KARI, asked.id, Consent.KEEP)

    clock.move(hours=24 * 8)

    assert await services.held.take_due_steps() == 0
    assert await owed(services, Kind.LESSON_NOT_KEPT) == []
    assert await found(services) == ["Ask before you answer."]


async def test_k11_after_a_month_also_who_was_asked_is_forgotten(
    services: Services, group: Group, work: Work, clock: SetClock
) -> None:
    asked = await services.held.ask(HENRY, SPOKEN)
    await services.held.answer(KARI, asked.id, Consent.LET_GO)

    clock.move(hours=24 * 29)
    early = await services.held.forget_old()
    clock.move(hours=48)
    late = await services.held.forget_old()

    assert (early, late, await held_words(work)) == (0, 1, [])


@pytest.mark.parametrize("first", Consent)
@pytest.mark.parametrize("second", Consent)
async def test_k11_the_first_press_counts_however_often_and_whichever_is_pressed(
    services: Services, group: Group, first: Consent, second: Consent
) -> None:
    asked = await services.held.ask(HENRY, SPOKEN)

    said = [await services.held.answer(KARI, asked.id, consent) for consent in (first, second)]

    assert said[0].held.consent is said[1].held.consent is first
    assert said[0].kept == said[1].kept
    assert len(await found(services)) == (first is Consent.KEEP)
    assert len(await owed(services, Kind.LESSON_KEPT, Kind.LESSON_NOT_KEPT)) == 1


async def test_k11_two_presses_at_once_make_one_lesson(services: Services, group: Group) -> None:
    asked = await services.held.ask(HENRY, SPOKEN)

    await asyncio.gather(*(services.held.answer(KARI, asked.id, Consent.KEEP) for _ in range(2)))

    assert await found(services) == ["Ask before you answer."]


async def test_k11_nobody_but_its_author_answers(services: Services, group: Group) -> None:
    asked = await services.held.ask(HENRY, SPOKEN)

    for other in (HENRY, GRACE, MARIA, LUCA):
        with pytest.raises(AuthorsWord):
            await services.held.answer(other, asked.id, Consent.KEEP)
    with pytest.raises(Missing):
        await services.held.answer(replace(KARI, community_id=COMMUNITY + 1), asked.id, Consent.KEEP)
    with pytest.raises(Missing):
        await pressing(services, HENRY, Thing.HELD, asked.id)


async def test_k11_under_a_direct_message_the_author_is_found_without_their_server(
    services: Services, group: Group
) -> None:
    asked = await services.held.ask(HENRY, SPOKEN)

    there = await pressing(services, KARI, Thing.HELD, asked.id)
    said = await services.held.answer(there, asked.id, Consent.KEEP)

    assert said.kept is not None


async def test_k11_an_author_is_asked_once_about_a_message_whoever_points_at_it(
    services: Services, group: Group
) -> None:
    asked = await services.held.ask(HENRY, SPOKEN)

    for _ in range(2):
        with pytest.raises(AuthorAskedBefore):
            await services.held.ask(GRACE, SPOKEN)
        await services.held.answer(KARI, asked.id, Consent.LET_GO)


async def test_k11_what_is_a_lesson_already_is_not_asked_about_again(services: Services, group: Group) -> None:
    asked = await services.held.ask(HENRY, SPOKEN)
    await services.held.answer(KARI, asked.id, Consent.KEEP)

    with pytest.raises(SavedAlready):
        await services.held.ask(GRACE, SPOKEN)


async def test_k11_an_author_who_saves_the_message_themselves_has_answered(
    services: Services, group: Group, work: Work
) -> None:
    await services.held.ask(HENRY, SPOKEN)

    saved = await services.teaching.save(
        KARI, group.id, Told("Ask first", "It helped"), Said(ELSEWHERE, SPOKEN.message_id, KARI.person_id)
    )

    [told] = await owed(services, Kind.LESSON_KEPT)
    letter = await services.deliveries.begin(told)
    assert (told.person_id, await held_words(work)) == (HENRY.person_id, [""])
    assert not isinstance(letter, Letter)  # it waits for Henry to come by
    assert saved.lesson.saved_by == KARI.person_id


async def test_k11_nobody_answers_for_an_author_by_saving_the_message_as_their_own(
    services: Services, group: Group, work: Work
) -> None:
    """Past Discord's own client: which message it is travels in the form."""
    asked = await services.held.ask(HENRY, SPOKEN)

    with pytest.raises(AuthorsWord):
        said = Said(ELSEWHERE, SPOKEN.message_id, HENRY.person_id)
        await services.teaching.save(HENRY, group.id, Told("Ask first", "It helped"), said)

    assert await held_words(work) == [SPOKEN.text]
    assert (await services.held.answer(KARI, asked.id, Consent.KEEP)).kept is not None


async def test_k11_nobody_has_more_than_three_authors_asked_at_once(services: Services, group: Group) -> None:
    asked = [
        await services.held.ask(HENRY, replace(SPOKEN, message_id=SPOKEN.message_id + number))
        for number in range(AT_ONCE_MOST)
    ]
    one_more = replace(SPOKEN, message_id=SPOKEN.message_id + AT_ONCE_MOST)

    with pytest.raises(TooManyHeld):
        await services.held.ask(HENRY, one_more)
    await services.held.answer(KARI, asked[0].id, Consent.LET_GO)

    assert isinstance(await services.held.ask(HENRY, one_more), Held)


@pytest.mark.parametrize("text", ["", "  \n"])
async def test_k11_a_message_without_words_is_not_asked_about(services: Services, group: Group, text: str) -> None:
    with pytest.raises(Wordless):
        await services.held.ask(HENRY, replace(SPOKEN, text=text))


async def test_k11_four_thousand_characters_are_kept_whole(services: Services, group: Group) -> None:
    long = "Ask before you answer. " + "x" * 3977
    asked = await services.held.ask(HENRY, replace(SPOKEN, text=long))

    said = await services.held.answer(KARI, asked.id, Consent.KEEP)

    assert said.kept is not None
    assert said.kept.lesson.told.learned == long


async def test_k11_who_is_in_no_group_has_nobody_to_keep_it_for(services: Services, group: Group) -> None:
    with pytest.raises(NotInAnyGroup):
        await services.held.ask(LUCA, SPOKEN)


@pytest.mark.parametrize(
    ("channel_ids", "author", "kept_for"),
    [
        ((CHANNEL,), KARI, "Founders"),
        ((99, CHANNEL), LUCA, "Founders"),
        ((ELSEWHERE,), KARI, "Founders"),  # Kari is in it, too
        ((ELSEWHERE,), LUCA, "Others"),  # the one that Henry joined last
    ],
)
async def test_k11_a_message_is_kept_for_the_group_that_meets_there_or_that_both_are_in(
    services: Services, group: Group, channel_ids: Sequence[int], author: Actor, kept_for: str
) -> None:
    others = (await services.groups.create(MARIA, _new("Others", CHANNEL + 1))).group
    await services.joining.join(HENRY, "Others")

    asked = await services.held.ask(HENRY, replace(SPOKEN, channel_ids=tuple(channel_ids), author_id=author.person_id))

    assert asked.group_id == {"Founders": group.id, "Others": others.id}[kept_for]


async def test_k11_an_author_whom_nobody_knows_yet_is_asked_and_may_say_yes(services: Services, group: Group) -> None:
    asked = await services.held.ask(HENRY, replace(SPOKEN, author_id=LUCA.person_id))

    [delivery] = await owed(services, Kind.LESSON_ASKED)
    letter = await services.deliveries.begin(delivery)
    said = await services.held.answer(LUCA, asked.id, Consent.KEEP)

    assert isinstance(letter, Letter)
    assert letter.language is Language.ENGLISH  # the group's, as theirs is not known
    assert said.kept is not None
    assert (await services.lessons.show(LUCA, said.kept.lesson.id)).is_own


@pytest.mark.parametrize("reason", [Reason.NO_ACCESS, Reason.CHANNEL_GONE, Reason.THREAD_LOCKED, Reason.REFUSED])
async def test_k11_where_there_can_be_no_reply_the_author_is_asked_privately_and_nobody_has_to_mend_it(
    services: Services, group: Group, reason: Reason
) -> None:
    await services.people.choose_contact(KARI, Contact.MESSAGE)
    await services.held.ask(HENRY, SPOKEN)

    await refuse(services, reason)

    [note] = await owed(services, Kind.LESSON_ASKED_NOTE)
    letter = await services.deliveries.begin(note)
    assert isinstance(letter, Letter)
    assert letter.to == Address(person_id=KARI.person_id)
    left = (await services.oversight.undelivered(MARIA)).rows
    assert [row for row in left if row.kind is Kind.LESSON_ASKED_NOTE] == []


async def test_k11_a_question_that_was_answered_before_it_went_out_is_not_asked(
    services: Services, group: Group
) -> None:
    asked = await services.held.ask(HENRY, SPOKEN)
    await services.held.answer(KARI, asked.id, Consent.LET_GO)

    [delivery] = await owed(services, Kind.LESSON_ASKED)

    assert await services.deliveries.begin(delivery) == Dropped(Reason.NO_LONGER_NEEDED)


async def test_k11_moderators_do_not_read_who_has_not_answered(
    services: Services, group: Group, clock: SetClock
) -> None:
    await services.held.ask(HENRY, SPOKEN)
    await refuse(services, Reason.NO_ACCESS)
    [note] = await owed(services, Kind.LESSON_ASKED_NOTE)
    waits = await services.deliveries.begin(note)
    assert not isinstance(waits, Letter | None)
    await services.deliveries.record(note, waits)
    clock.move(hours=24 * 7)
    await services.held.take_due_steps()
    await services.deliveries.claim(50)

    rows = (await services.oversight.undelivered(MARIA)).rows

    [asked] = [row for row in rows if row.kind is Kind.LESSON_ASKED_NOTE]
    assert (asked.person_id, asked.not_again) == (None, None)
    assert await services.oversight.retry(MARIA, asked.delivery_id) == NotAgain.NOTHING_TO_SAY
    left = (await services.oversight.undelivered(MARIA)).rows
    assert [row for row in left if row.kind is Kind.LESSON_ASKED_NOTE] == []
