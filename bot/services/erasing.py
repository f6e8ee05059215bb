"""Erasing a piece of somebody's writing: out of the tables at once, and off every message that carries it."""

from collections.abc import Awaitable, Callable

from whenever import Instant

from bot.domain.deliveries import Delivery, Kind
from bot.domain.ids import Ids
from bot.domain.people import Language
from bot.domain.privacy import Piece, Text, kinds_with
from bot.services.blanking import owe_blanking
from bot.storage import asks, checkins, experiments, lessons, thanks, unsaid, words
from bot.storage.database import Connection

# Takes a piece out of the tables; returns the messages that carry it.
Eraser = Callable[[Connection, Text, Instant], Awaitable[list[Delivery]]]

QUOTING = (Kind.PROMPT, Kind.DIGEST)
REMINDING = (Kind.NUDGE, Kind.SNOOZED)


async def erase(tx: Connection, ids: Ids, text: Text, language: Language, now: Instant) -> None:
    """Takes a piece of writing out of everything the bot holds, and owes that it goes from every message that is out.

    `language` is for messages of which it is not known what language they are in. Part of a transaction. Nothing where
    it is gone already.
    """
    await owe_blanking(tx, ids, await ERASERS[text.piece](tx, text, now), language, now)


async def _experiment(tx: Connection, text: Text, now: Instant) -> list[Delivery]:
    """With its answers, and what was said to them, and the lesson it came to."""
    community_id = text.community_id
    experiment = await experiments.get(tx, community_id, text.id)
    if experiment is None:
        return []
    since = await words.rounds_since(tx, community_id, experiment.group_id, experiment.created_at)
    carrying = [
        *await words.posted(tx, community_id, kinds_with(Piece.EXPERIMENT), [text.id]),
        *await words.posted(tx, community_id, QUOTING, since),
        *[
            each
            for each in await words.posted(tx, community_id, REMINDING, since)
            if each.person_id == experiment.person_id
        ],
        *await _answers(tx, community_id, await words.check_ins_of(tx, community_id, text.id)),
    ]
    if lesson_id := await words.lesson_of(tx, community_id, text.id):
        carrying += await _lesson(tx, Text(community_id, Piece.LESSON, lesson_id), now)
    await unsaid.withdraw(tx, Kind.CLOSING, [text.id], now)
    await words.remove_experiment(tx, community_id, text.id)
    return carrying


async def _check_in(tx: Connection, text: Text, now: Instant) -> list[Delivery]:
    """With what was said to it. The counts of its round, and what its digest quotes, are said anew."""
    check_in = await checkins.get(tx, text.community_id, text.id)
    if check_in is None:
        return []
    quoting = await words.posted(tx, text.community_id, QUOTING, [check_in.round_id])
    return [*quoting, *await _answers(tx, text.community_id, [text.id])]


async def _answers(tx: Connection, community_id: int, check_in_ids: list[int]) -> list[Delivery]:
    said = await words.responses_to(tx, community_id, check_in_ids)
    carrying = [
        *await words.posted(tx, community_id, kinds_with(Piece.CHECK_IN), check_in_ids),
        *await _of_responses(tx, community_id, said),
        *await words.posted(
            tx, community_id, kinds_with(Piece.THANKS), await words.thanks_for(tx, community_id, check_in_ids)
        ),
    ]
    await words.remove_check_ins(tx, community_id, check_in_ids)
    return carrying


async def _response(tx: Connection, text: Text, _now: Instant) -> list[Delivery]:
    carrying = await _of_responses(tx, text.community_id, [text.id])
    await words.remove_response(tx, text.community_id, text.id)
    return carrying


async def _of_responses(tx: Connection, community_id: int, response_ids: list[int]) -> list[Delivery]:
    return [
        *await words.posted(tx, community_id, [Kind.RESPONSE], response_ids),
        *await words.notes_of_responses(tx, community_id, response_ids),
    ]


async def _thanks(tx: Connection, text: Text, _now: Instant) -> list[Delivery]:
    """They stay counted, for who gave and who received them."""
    carrying = await words.posted(tx, text.community_id, kinds_with(Piece.THANKS), [text.id])
    await words.empty_thanks(tx, text.community_id, text.id)
    return carrying


async def _lesson(tx: Connection, text: Text, _now: Instant) -> list[Delivery]:
    """What it came of stays: experiment, message, ask."""
    lesson = await lessons.get(tx, text.community_id, text.id)
    if lesson is None:
        return []
    kept = await words.held_of_lesson(tx, text.community_id, text.id)
    carrying = [
        *await words.posted(tx, text.community_id, kinds_with(Piece.LESSON), [text.id]),
        *await words.posted(tx, text.community_id, kinds_with(Piece.HELD), kept),
    ]
    await lessons.remove(tx, lesson)
    return carrying


async def _ask(tx: Connection, text: Text, now: Instant) -> list[Delivery]:
    """It stays counted for those who were told of it, or helped."""
    ask = await asks.get(tx, text.community_id, text.id)
    if ask is None:
        return []
    since = await words.rounds_since(tx, text.community_id, None, ask.asked_at)
    thanked = await thanks.for_ask(tx, text.community_id, text.id)
    carrying = [
        *await words.posted(tx, text.community_id, kinds_with(Piece.ASK), [text.id]),
        *await words.posted(tx, text.community_id, [Kind.DIGEST], since),
        *await words.posted(tx, text.community_id, kinds_with(Piece.THANKS), thanked),
    ]
    await words.empty_ask(tx, text.community_id, text.id, now)
    return carrying


async def _introduction(tx: Connection, text: Text, now: Instant) -> list[Delivery]:
    """Those who met by it have met."""
    carrying = await words.posted(tx, text.community_id, kinds_with(Piece.INTRODUCTION), [text.id])
    await words.empty_introduction(tx, text.community_id, text.id, now)
    return carrying


ERASERS: dict[Piece, Eraser] = {
    Piece.EXPERIMENT: _experiment,
    Piece.CHECK_IN: _check_in,
    Piece.RESPONSE: _response,
    Piece.THANKS: _thanks,
    Piece.LESSON: _lesson,
    Piece.ASK: _ask,
    Piece.INTRODUCTION: _introduction,
}
