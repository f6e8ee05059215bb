"""A moderator takes one text out of everything (A8), without Discord."""

from dataclasses import replace

import pytest

from bot.domain.audit import Action, Sought
from bot.domain.deliveries import Kind
from bot.domain.errors import ModeratorsOnly, NothingWritten, QuotesMany
from bot.domain.experiments import Frame, Plan
from bot.domain.privacy import Piece
from bot.services import Services
from bot.services.letters import Letter
from bot.services.text_removal import RemovedText
from bot.storage import deliveries
from bot.storage.database import SqliteDatabase
from tests.conftest import SetClock
from tests.services.asking import GRACE, HENRY, KARI, MARIA, a_community, ask_for, send_due


async def _posted(services: Services, database: SqliteDatabase, kind: Kind, subject: int) -> tuple[int, int]:
    """The delivery and its message, which is out."""
    await send_due(services)
    async with database.reading() as tx:
        found = await deliveries.find(tx, MARIA.community_id, kind, subject)
    assert found is not None and found[0].message_id is not None
    return found[0].id, found[0].message_id


async def _an_ask(services: Services, database: SqliteDatabase) -> tuple[int, int]:
    await a_community(services, HENRY, KARI)
    ask = await ask_for(services, KARI, "Who knows zinnober?")
    return await _posted(services, database, Kind.ASK, ask.id)


async def test_a8_what_a_moderator_removes_is_told_to_its_author_and_noted_without_its_words(
    services: Services, database: SqliteDatabase
) -> None:
    delivery_id, message_id = await _an_ask(services, database)

    seen = await services.text_removal.look(MARIA, [7, delivery_id], message_id)
    await services.text_removal.remove(MARIA, delivery_id, message_id)

    assert (seen.text.piece, seen.author_id, seen.messages) == (Piece.ASK, KARI.person_id, 1)
    [told] = [letter for _, letter in await send_due(services) if isinstance(letter, Letter)]
    assert (told.to.person_id, told.facts) == (KARI.person_id, RemovedText(Piece.ASK))
    [noted] = (await services.audits.look(MARIA, Sought(Action.TEXT_REMOVED))).rows
    assert (noted.audit.actor_id, noted.audit.subject.person_id) == (MARIA.person_id, KARI.person_id)
    assert (noted.audit.before, noted.audit.after) == ({}, {})


async def test_a8_what_is_removed_already_is_not_removed_again(services: Services, database: SqliteDatabase) -> None:
    delivery_id, message_id = await _an_ask(services, database)
    await services.text_removal.remove(MARIA, delivery_id, message_id)

    with pytest.raises(NothingWritten):
        await services.text_removal.remove(MARIA, delivery_id, message_id)

    assert len((await services.audits.look(MARIA, Sought(Action.TEXT_REMOVED))).rows) == 1


async def test_a8_only_moderators_of_this_server_remove_what_stands_on_this_message(
    services: Services, database: SqliteDatabase
) -> None:
    delivery_id, message_id = await _an_ask(services, database)

    with pytest.raises(ModeratorsOnly):
        await services.text_removal.remove(GRACE, delivery_id, message_id)
    with pytest.raises(NothingWritten):
        await services.text_removal.remove(replace(MARIA, community_id=11), delivery_id, message_id)
    with pytest.raises(NothingWritten):
        await services.text_removal.remove(MARIA, delivery_id, message_id + 1)


async def test_a8_of_a_message_that_quotes_many_no_single_text_is_removed(
    services: Services, database: SqliteDatabase, clock: SetClock
) -> None:
    await a_community(services, KARI)
    group_id = (await services.groups.show(KARI, "Founders")).group.id
    await services.experiments.start(KARI, group_id, Frame(), Plan("Call somebody", "", "", ""))
    clock.move(hours=24 * 5)
    await services.rounds.take_due_steps()
    prompt = next(each for each in await services.deliveries.claim(40) if each.kind is Kind.PROMPT)
    await services.deliveries.note_message(prompt, 20, 700)

    with pytest.raises(QuotesMany):
        await services.text_removal.look(MARIA, [prompt.id], 700)
