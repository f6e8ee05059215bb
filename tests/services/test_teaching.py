"""K11: what somebody learned is kept for others, and taken away again."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.asks import Ask, AskKind, AskState, AskWords
from bot.domain.deliveries import NO_GROUP, Kind
from bot.domain.errors import (
    AskMissing,
    AskUnsolved,
    Blank,
    GroupMissing,
    LessonMissing,
    NotInAnyGroup,
    NotInGroup,
    SavedAlready,
)
from bot.domain.experiments import Frame, Plan, Verdict
from bot.domain.groups import Group
from bot.domain.lessons import Said, Solved, Told
from bot.domain.people import Actor, Language
from bot.domain.things import Thing
from bot.services import Services
from bot.services.endings import LastWord
from bot.services.groups import NewGroup
from bot.services.lessons import Kept
from bot.services.work import Work
from bot.storage import asks
from tests.conftest import START
from tests.services.under_message import pressing

COMMUNITY, CHANNEL, OTHER_CHANNEL, OSLO = 10, 20, 21, "Europe/Oslo"
MARIA = Actor(COMMUNITY, 1, Language.ENGLISH, is_moderator=True)
GRACE, HENRY, KARI, LUCA = (Actor(COMMUNITY, number, Language.ENGLISH) for number in (2, 3, 4, 5))
TOLD = Told("Ask before you answer", "Half of the questions were others than I thought", "Count to five")
MESSAGE = 700


@pytest.fixture
async def group(services: Services) -> Group:
    """Founders: Grace leads it, Henry and Kari are in it, Luca is in none."""
    view = await services.groups.create(MARIA, _new("Founders", CHANNEL))
    for member in (HENRY, KARI):
        await services.joining.join(member, "Founders")
    return view.group


def _new(name: str, channel_id: int) -> NewGroup:
    return NewGroup(name, channel_id, 1, "09:00", OSLO, Language.ENGLISH, facilitator_id=GRACE.person_id)


async def titles(services: Services, what: str, actor: Actor = HENRY) -> list[str]:
    return [lesson.told.title for lesson in (await services.lessons.search(actor, what)).lessons]


async def ask(work: Work, state: AskState = AskState.SOLVED, by: Actor = KARI) -> int:
    """An ask as it stands in the end."""
    id = work.ids.new()
    words = AskWords("How do I get to the point in a sales call?", "I wrote down three questions")
    async with work.unit() as tx:
        await asks.add(
            tx, Ask(id, COMMUNITY, by.person_id, AskKind.ADVICE, words, Language.ENGLISH, START, state, START)
        )
    return id


async def test_k11_what_somebody_saves_is_found_by_their_group_in_their_words(services: Services, group: Group) -> None:
    saved = await services.teaching.save(KARI, group.id, TOLD)

    taught = await services.lessons.show(HENRY, saved.lesson.id)

    assert (taught.lesson, taught.group, taught.is_own) == (saved.lesson, group, False)
    assert [await titles(services, what) for what in ("answers", "questions", "counted")] == [[TOLD.title]] * 3


async def test_k11_a_lesson_is_for_the_group_joined_last_or_the_one_named(services: Services, group: Group) -> None:
    await services.groups.create(MARIA, _new("Others", OTHER_CHANNEL))
    await services.joining.join(KARI, "Others")

    prepared = [(await services.teaching.prepare(KARI, name)).name for name in (None, "founders", "Others")]
    by_channel = [
        (await services.teaching.prepare_from(KARI, MESSAGE, ids)).name
        for ids in ([CHANNEL], [99, CHANNEL], [OTHER_CHANNEL], [99])
    ]

    assert prepared == ["Others", "Founders", "Others"]
    assert by_channel == ["Founders", "Founders", "Others", "Others"]


async def test_k11_who_is_in_no_group_or_not_in_this_one_saves_nothing(services: Services, group: Group) -> None:
    with pytest.raises(NotInAnyGroup):
        await services.teaching.prepare(LUCA, None)
    with pytest.raises(NotInAnyGroup):
        await services.teaching.prepare_from(LUCA, MESSAGE, [CHANNEL])
    with pytest.raises(GroupMissing):
        await services.teaching.prepare(KARI, "Nobody")
    for outsider, refusal in ((LUCA, NotInGroup), (replace(KARI, community_id=COMMUNITY + 1), GroupMissing)):
        with pytest.raises(refusal):
            await services.teaching.save(outsider, group.id, TOLD)
    with pytest.raises(Blank):
        await services.teaching.save(KARI, group.id, Told("", "Something"))


async def test_k11_one_message_is_one_lesson_however_often_it_is_sent(services: Services, group: Group) -> None:
    said = Said(CHANNEL, MESSAGE, KARI.person_id)

    sent = await asyncio.gather(
        *(services.teaching.save(KARI, group.id, TOLD, said) for _ in range(2)), return_exceptions=True
    )

    assert sorted(type(each) for each in sent if not isinstance(each, Kept)) == [SavedAlready]
    assert await titles(services, "answer") == [TOLD.title]
    with pytest.raises(SavedAlready):
        await services.teaching.prepare_from(KARI, MESSAGE, [CHANNEL])


async def test_k11_a_lesson_of_a_solved_ask_is_found_by_everybody_here_and_nowhere_else(
    services: Services, group: Group, work: Work
) -> None:
    ask_id = await ask(work)

    prepared = await services.teaching.prepare_from_ask(KARI, ask_id)
    saved = await services.teaching.save_from_ask(KARI, ask_id, replace(TOLD, title=prepared.title))

    assert prepared == Told("How do I get to the point in a sales call?")
    assert (saved.group, saved.lesson.group_id, saved.lesson.source) == (None, None, Solved(ask_id))
    assert [await titles(services, "sales", actor) for actor in (HENRY, LUCA)] == [[prepared.title]] * 2
    assert (await services.lessons.show(LUCA, saved.lesson.id)).group is None
    assert [each.id for each in await services.lessons.suggest(LUCA, "")] == [saved.lesson.id]
    with pytest.raises(LessonMissing):
        await services.lessons.show(replace(HENRY, community_id=COMMUNITY + 1), saved.lesson.id)


async def test_k11_who_is_helped_by_a_lesson_for_everybody_lets_its_author_know(
    services: Services, group: Group, work: Work
) -> None:
    saved = await services.teaching.save_from_ask(KARI, await ask(work), TOLD)

    await services.lessons.thank(LUCA, saved.lesson.id)

    told = [each for each in await services.deliveries.claim(50) if each.kind is Kind.LESSON_HELPED]
    assert [(each.person_id, each.group_id) for each in told] == [(KARI.person_id, NO_GROUP)]


async def test_k11_what_came_of_an_ask_is_offered_to_whoever_starts_something_alike(
    services: Services, group: Group, work: Work
) -> None:
    saved = await services.teaching.save_from_ask(KARI, await ask(work), TOLD)

    begun = await services.experiments.start(HENRY, group.id, Frame(), Plan("Ask first, answer later", "", "", ""))

    assert [lesson.id for lesson in begun.lessons] == [saved.lesson.id]


async def test_k11_an_ask_is_made_a_lesson_under_a_direct_message_too(
    services: Services, group: Group, work: Work
) -> None:
    """Where Discord names no server: two weeks later, say, when its person is asked whether it did any good."""
    ask_id = await ask(work)

    there = await pressing(services, KARI, Thing.ASK, ask_id)
    prepared = await services.teaching.prepare_from_ask(there, ask_id)
    saved = await services.teaching.save_from_ask(there, ask_id, replace(TOLD, title=prepared.title))

    assert saved.lesson.community_id == COMMUNITY
    assert await titles(services, "sales") == [prepared.title]


@pytest.mark.parametrize("state", [state for state in AskState if state is not AskState.SOLVED])
async def test_k11_an_ask_teaches_nothing_before_it_is_solved(
    services: Services, group: Group, work: Work, state: AskState
) -> None:
    ask_id = await ask(work, state)

    with pytest.raises(AskUnsolved):
        await services.teaching.save_from_ask(KARI, ask_id, TOLD)


async def test_k11_a_lesson_of_an_ask_is_its_askers_to_save_and_once(
    services: Services, group: Group, work: Work
) -> None:
    ask_id = await ask(work)

    for other in (HENRY, replace(KARI, community_id=COMMUNITY + 1)):
        with pytest.raises(AskMissing):
            await services.teaching.save_from_ask(other, ask_id, TOLD)
    await services.teaching.save_from_ask(KARI, ask_id, TOLD)
    with pytest.raises(SavedAlready):
        await services.teaching.prepare_from_ask(KARI, ask_id)


async def test_k11_a_deleted_lesson_is_gone_from_lists_search_and_index_with_the_thanks_for_it(
    services: Services, group: Group, work: Work
) -> None:
    saved = await services.teaching.save(KARI, group.id, TOLD)
    await services.lessons.thank(HENRY, saved.lesson.id)

    gone = await services.teaching.delete(KARI, saved.lesson.id)

    assert gone == saved.lesson
    assert (await services.teaching.own(KARI), await titles(services, "answer")) == ([], [])
    async with work.reading() as tx:
        left = [await tx.fetch_all(f"SELECT * FROM {table}") for table in ("lesson_terms", "lesson_thanks", "lessons")]
    assert left == [[], [], []]


async def test_k11_e10_the_lesson_of_an_experiment_goes_and_the_experiment_stays(
    services: Services, group: Group
) -> None:
    begun = await services.experiments.start(KARI, group.id, Frame(), Plan("Cold calls", "", "", ""))
    await services.endings.close(KARI, begun.experiment.id, LastWord(Verdict.DROP, "Nobody answered", "Write instead"))
    [lesson] = await services.teaching.own(KARI)

    await services.teaching.delete(KARI, lesson.id)

    assert await titles(services, "calls") == []
    assert (await services.experiments.show(KARI, begun.experiment.id)).experiment.plan.what == "Cold calls"


async def test_k11_nobody_deletes_what_somebody_else_learned(services: Services, group: Group) -> None:
    saved = await services.teaching.save(KARI, group.id, TOLD)

    for other in (HENRY, MARIA, replace(KARI, community_id=COMMUNITY + 1)):
        with pytest.raises(LessonMissing):
            await services.teaching.delete(other, saved.lesson.id)

    assert await titles(services, "answer") == [TOLD.title]


async def test_k11_who_has_left_the_group_still_reads_and_deletes_their_own(services: Services, group: Group) -> None:
    saved = await services.teaching.save(KARI, group.id, TOLD)
    await services.joining.leave(KARI, "Founders")

    read = await services.lessons.show(KARI, saved.lesson.id)
    await services.teaching.delete(KARI, saved.lesson.id)

    assert read.lesson == saved.lesson
    assert await titles(services, "answer") == []
