"""Words that are erased leave the tables at once, and every message that carries them is written anew (V2, A8)."""

from bot.domain.checkins import Answer, Outcome
from bot.domain.deliveries import Delivered, Impossible, Kind, Reason
from bot.domain.experiments import Frame, Plan, Verdict
from bot.domain.people import Actor, Language
from bot.domain.privacy import Piece
from bot.domain.responses import Question
from bot.services import Services
from bot.services.blanking import Blanked
from bot.services.endings import LastWord
from bot.services.erasing import ERASERS
from bot.services.letters import Letter
from bot.services.recognition import Addressee
from bot.services.round_facts import RoundFacts
from bot.services.work import Work
from tests.conftest import SetClock
from tests.services.asking import HENRY, KARI, a_community, ask_for, send_due

WORD = "zinnober"  # in everything that is to go


async def _blanked(services: Services, clock: SetClock) -> dict[Kind, Blanked]:
    """What the messages that are owed anew will say, by the kind of each."""
    clock.move(seconds=4)
    letters = [letter for _, letter in await send_due(services) if isinstance(letter, Letter)]
    return {each.facts.posted.kind: each.facts for each in letters if isinstance(each.facts, Blanked)}


async def _left(work: Work) -> list[str]:
    """The tables in which the word still stands."""
    async with work.reading() as tx:
        tables = [
            row["name"]
            for row in await tx.fetch_all("SELECT name FROM sqlite_master WHERE type = 'table'")
            if "_terms_" not in row["name"]
        ]
        rows = {table: await tx.fetch_all(f"SELECT * FROM {table}") for table in tables}
    return sorted(table for table, found in rows.items() if any(WORD in str(tuple(row)) for row in found))  # type: ignore[arg-type]


async def _an_experiment(services: Services, actor: Actor) -> int:
    [group] = await services.groups.suggest(actor, "F")
    view = await services.groups.show(actor, group)
    begun = await services.experiments.start(actor, view.group.id, Frame(), Plan(f"Ask {WORD}", WORD, WORD, WORD))
    return begun.experiment.id


async def _answered(services: Services, clock: SetClock, actor: Actor, experiment_id: int) -> int:
    """In a round that is open and has its prompt out."""
    await send_due(services)
    clock.move(hours=24 * 5)
    await services.rounds.take_due_steps()
    await send_due(services)
    said = await services.check_ins.record(actor, experiment_id, Answer(Outcome.FAILED, WORD, WORD, WORD, WORD, WORD))
    return said.facts.check_in.id


def test_every_piece_that_is_somebodys_own_can_be_erased() -> None:
    assert set(ERASERS) == set(Piece) - {Piece.ROUND, Piece.RING, Piece.NOTHING}


async def test_a_deleted_experiment_takes_its_answers_what_was_said_to_them_and_its_lesson_along(
    services: Services, work: Work, clock: SetClock
) -> None:
    await a_community(services, HENRY, KARI)
    experiment_id = await _an_experiment(services, KARI)
    await services.witnesses.back(HENRY, experiment_id)
    answer = await _answered(services, clock, KARI, experiment_id)
    await services.responses.respond(HENRY, answer, Question.REPEAT, f"More {WORD}")
    await services.endings.close(KARI, experiment_id, LastWord(Verdict.DROP, WORD, WORD))
    clock.move(minutes=11)
    await send_due(services)

    await services.own_words.delete_experiment(KARI, experiment_id)

    assert await _left(work) == []
    blanked = await _blanked(services, clock)
    assert isinstance(blanked.pop(Kind.PROMPT).anew, RoundFacts)
    assert {kind: each.anew for kind, each in blanked.items()} == dict.fromkeys(
        [Kind.EXPERIMENT, Kind.ENDING, Kind.WITNESS, Kind.CHECK_IN, Kind.RESPONSE, Kind.RESPONSE_NOTE]
    )


async def test_a_deleted_answer_leaves_the_experiment_and_thanks_for_it(
    services: Services, work: Work, clock: SetClock
) -> None:
    await a_community(services, HENRY, KARI)
    experiment_id = await _an_experiment(services, KARI)
    answer = await _answered(services, clock, KARI, experiment_id)
    await services.recognition.thank(HENRY, Addressee(KARI.person_id, answer), "For telling")
    await send_due(services)

    await services.own_words.delete_check_in(KARI, answer)

    assert await _left(work) == ["experiments"]
    blanked = await _blanked(services, clock)
    assert sorted(blanked) == [Kind.CHECK_IN, Kind.PROMPT, Kind.THANKS]
    assert blanked[Kind.CHECK_IN].anew is None
    assert (await services.recognition.own(KARI)).received == 1
    assert (await services.experiments.show(KARI, experiment_id)).check_ins == []


async def test_a_deleted_ask_is_gone_wherever_it_was_told_of_and_who_helped_is_still_counted(
    services: Services, work: Work, clock: SetClock
) -> None:
    await a_community(services, HENRY, KARI)
    ask = await ask_for(services, KARI, f"Who knows {WORD}?")
    await services.asks.offer_help(HENRY, ask.id)
    await send_due(services)
    await services.asks.accept(KARI, ask.id)
    await send_due(services)

    await services.own_words.delete_ask(KARI, ask.id)

    assert await _left(work) == []
    blanked = await _blanked(services, clock)
    assert {kind: each.anew for kind, each in blanked.items()} == dict.fromkeys(
        [Kind.ASK, Kind.HELP_ACCEPTED, Kind.HELP]
    )
    async with work.reading() as tx:
        assert len(await tx.fetch_all("SELECT * FROM helps WHERE accepted_at IS NOT NULL")) == 1


async def test_a_card_that_is_on_its_way_while_its_words_go_is_blanked_once_it_is_out(
    services: Services, clock: SetClock
) -> None:
    await a_community(services, KARI)
    experiment_id = await _an_experiment(services, KARI)
    [card] = [each for each in await services.deliveries.claim(40) if each.kind is Kind.EXPERIMENT]
    with_words = await services.deliveries.begin(card)

    await services.own_words.delete_experiment(KARI, experiment_id)
    clock.move(seconds=4)
    early = await _begun(services)
    await services.deliveries.record(card, Delivered(20, 77))
    clock.move(seconds=10)
    late = await _begun(services)

    assert isinstance(with_words, Letter)
    assert early == []  # nothing of the group is taken while its card is under way
    [letter] = [each for each in late if isinstance(each, Letter)]
    assert (letter.to.channel_id, letter.to.message_id) == (20, 77)


async def _begun(services: Services) -> list[object]:
    """What is to be said of the messages owed anew; it is left to be tried again."""
    begun = []
    for delivery in await services.deliveries.claim(40):
        if delivery.kind is Kind.BLANKED:
            letter = await services.deliveries.begin(delivery)
            begun.append(letter)
            if not isinstance(letter, Letter) and letter is not None:
                await services.deliveries.record(delivery, letter)
    return list(begun)


async def test_a_message_that_is_gone_needs_no_blanking(services: Services, clock: SetClock) -> None:
    await a_community(services, KARI)
    experiment_id = await _an_experiment(services, KARI)
    await send_due(services)
    await services.own_words.delete_experiment(KARI, experiment_id)
    clock.move(seconds=4)

    for delivery in await services.deliveries.claim(40):
        await services.deliveries.begin(delivery)
        await services.deliveries.record(delivery, Impossible(Reason.MESSAGE_GONE))

    listed = await services.oversight.undelivered(Actor(10, 1, Language.ENGLISH, is_moderator=True))
    assert [row.kind for row in listed.rows if row.kind is Kind.BLANKED] == []
