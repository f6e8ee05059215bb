"""Erasing a piece of somebody's writing: out of the tables at once, and off every message that carries it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from whenever import Instant

from bot.domain.deliveries import Delivery, Kind
from bot.domain.ids import Ids
from bot.domain.people import Language
from bot.domain.privacy import Piece, Text, kinds_with
from bot.services.blanking import owe_blanking
from bot.storage import asks, checkins, experiments, held, lessons, unsaid, words
from bot.storage.database import Connection

QUOTING = (Kind.PROMPT, Kind.DIGEST)
REMINDING = (Kind.NUDGE, Kind.SNOOZED)


@dataclass(frozen=True)
class Eraser:
    """`carrying` finds the messages that hold a piece; `take_out` takes it out of the tables, and is asked after."""

    carrying: Callable[[Connection, Text], Awaitable[list[Delivery]]]
    take_out: Callable[[Connection, Text, Instant], Awaitable[None]]


async def erase(tx: Connection, ids: Ids, text: Text, language: Language, now: Instant) -> None:
    """Takes a piece of writing out of everything the bot holds, and owes that it goes from every message that is out.

    `language` is for messages of which it is not known what language they are in. Part of a transaction. Nothing where
    it is gone already.
    """
    eraser = ERASERS[text.piece]
    carrying = await eraser.carrying(tx, text)
    await eraser.take_out(tx, text, now)
    await owe_blanking(tx, ids, carrying, language, now)


async def _with_experiment(tx: Connection, text: Text) -> list[Delivery]:
    community_id = text.community_id
    experiment = await experiments.get(tx, community_id, text.id)
    if experiment is None:
        return []
    since = await words.rounds_since(tx, community_id, experiment.group_id, experiment.created_at)
    reminding = await words.posted(tx, community_id, REMINDING, since)
    carrying = [
        *await words.posted(tx, community_id, kinds_with(Piece.EXPERIMENT), [text.id]),
        *await words.posted(tx, community_id, QUOTING, since),
        *(each for each in reminding if each.person_id == experiment.person_id),
        *await _with_answers(tx, community_id, await words.check_ins_of(tx, community_id, text.id)),
    ]
    if lesson_id := await words.lesson_of(tx, community_id, text.id):
        carrying += await _with_lesson(tx, Text(community_id, Piece.LESSON, lesson_id))
    return carrying


async def _take_experiment(tx: Connection, text: Text, now: Instant) -> None:
    """With its answers, and what was said to them, and the lesson it came to."""
    await words.remove_check_ins(tx, text.community_id, await words.check_ins_of(tx, text.community_id, text.id))
    if lesson_id := await words.lesson_of(tx, text.community_id, text.id):
        await _take_lesson(tx, Text(text.community_id, Piece.LESSON, lesson_id), now)
    await unsaid.withdraw(tx, Kind.CLOSING, [text.id], now)
    await words.remove_experiment(tx, text.community_id, text.id)


async def _with_check_in(tx: Connection, text: Text) -> list[Delivery]:
    """The counts of its round are said anew, too, and what its digest quotes."""
    check_in = await checkins.get(tx, text.community_id, text.id)
    if check_in is None:
        return []
    quoting = await words.posted(tx, text.community_id, QUOTING, [check_in.round_id])
    return [*quoting, *await _with_answers(tx, text.community_id, [text.id])]


async def _take_check_in(tx: Connection, text: Text, _now: Instant) -> None:
    """With what was said to it."""
    await words.remove_check_ins(tx, text.community_id, [text.id])


async def _with_answers(tx: Connection, community_id: int, check_in_ids: list[int]) -> list[Delivery]:
    thanks = await words.thanks_for(tx, community_id, check_in_ids)
    return [
        *await words.posted(tx, community_id, kinds_with(Piece.CHECK_IN), check_in_ids),
        *await _with_responses(tx, community_id, await words.responses_to(tx, community_id, check_in_ids)),
        *await words.posted(tx, community_id, kinds_with(Piece.THANKS), thanks),
    ]


async def _with_response(tx: Connection, text: Text) -> list[Delivery]:
    return await _with_responses(tx, text.community_id, [text.id])


async def _with_responses(tx: Connection, community_id: int, response_ids: list[int]) -> list[Delivery]:
    return [
        *await words.posted(tx, community_id, [Kind.RESPONSE], response_ids),
        *await words.notes_of_responses(tx, community_id, response_ids),
    ]


async def _take_response(tx: Connection, text: Text, _now: Instant) -> None:
    await words.empty_response(tx, text.community_id, text.id)


async def _with_thanks(tx: Connection, text: Text) -> list[Delivery]:
    return await words.posted(tx, text.community_id, kinds_with(Piece.THANKS), [text.id])


async def _take_thanks(tx: Connection, text: Text, _now: Instant) -> None:
    await words.empty_thanks(tx, text.community_id, text.id)


async def _with_lesson(tx: Connection, text: Text) -> list[Delivery]:
    kept = await words.held_of_lesson(tx, text.community_id, text.id)
    return [
        *await words.posted(tx, text.community_id, kinds_with(Piece.LESSON), [text.id]),
        *await words.posted(tx, text.community_id, kinds_with(Piece.HELD), kept),
    ]


async def _take_lesson(tx: Connection, text: Text, _now: Instant) -> None:
    """What it came of stays: experiment, message, ask."""
    if lesson := await lessons.get(tx, text.community_id, text.id):
        await lessons.remove(tx, lesson)


async def _with_held(tx: Connection, text: Text) -> list[Delivery]:
    return await words.posted(tx, text.community_id, kinds_with(Piece.HELD), [text.id])


async def _take_held(tx: Connection, text: Text, _now: Instant) -> None:
    """Its author is not asked again."""
    if asked := await held.get(tx, text.community_id, text.id):
        await held.settle(tx, asked, asked.consent)


async def _with_ask(tx: Connection, text: Text) -> list[Delivery]:
    ask = await asks.get(tx, text.community_id, text.id)
    if ask is None:
        return []
    since = await words.rounds_since(tx, text.community_id, None, ask.asked_at)
    answers = await words.helps_with(tx, text.community_id, text.id)
    thanks = await words.thanks_for_help(tx, text.community_id, text.id)
    return [
        *await words.posted(tx, text.community_id, kinds_with(Piece.ASK), [text.id]),
        *await words.posted(tx, text.community_id, kinds_with(Piece.HELP), answers),
        *await words.posted(tx, text.community_id, kinds_with(Piece.RING), [ask.ring_id] if ask.ring_id else []),
        *await words.posted(tx, text.community_id, [Kind.DIGEST], since),
        *await words.posted(tx, text.community_id, kinds_with(Piece.THANKS), thanks),
    ]


async def _take_ask(tx: Connection, text: Text, now: Instant) -> None:
    await words.empty_ask(tx, text.community_id, text.id, now)


async def _with_help(tx: Connection, text: Text) -> list[Delivery]:
    return await words.posted(tx, text.community_id, kinds_with(Piece.HELP), [text.id])


async def _take_help(tx: Connection, text: Text, _now: Instant) -> None:
    await words.empty_help(tx, text.community_id, text.id)


async def _with_introduction(tx: Connection, text: Text) -> list[Delivery]:
    return await words.posted(tx, text.community_id, kinds_with(Piece.INTRODUCTION), [text.id])


async def _take_introduction(tx: Connection, text: Text, now: Instant) -> None:
    """Those who met by it have met."""
    await words.empty_introduction(tx, text.community_id, text.id, now)


ERASERS: dict[Piece, Eraser] = {
    Piece.EXPERIMENT: Eraser(_with_experiment, _take_experiment),
    Piece.CHECK_IN: Eraser(_with_check_in, _take_check_in),
    Piece.RESPONSE: Eraser(_with_response, _take_response),
    Piece.THANKS: Eraser(_with_thanks, _take_thanks),
    Piece.LESSON: Eraser(_with_lesson, _take_lesson),
    Piece.HELD: Eraser(_with_held, _take_held),
    Piece.ASK: Eraser(_with_ask, _take_ask),
    Piece.HELP: Eraser(_with_help, _take_help),
    Piece.INTRODUCTION: Eraser(_with_introduction, _take_introduction),
}
