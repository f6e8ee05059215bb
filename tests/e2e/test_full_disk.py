"""A full disk: what somebody typed comes back with the refusal, and the operator reads a line, not a trace."""

from collections.abc import Sequence

import pytest
from structlog.testing import capture_logs

from bot.demo.stage import Stage
from bot.storage.database import Database
from sandbox.people import Shown
from tests.e2e.acting import a_group, commit, join, sentence_of
from tests.filling import fill_up, make_room

REFUSED = {
    "en": "I can't save anything right now, so nothing has changed. Please try again in a little while.",
    "no": "Jeg får ikke lagret noe akkurat nå, så ingenting er endret. Prøv igjen om en liten stund.",
    "it": "In questo momento non riesco a salvare nulla, quindi niente è cambiato. Riprova tra un po'.",
}
LONG = "営業の電話で毎回ひとつ質問する。" * 30  # more than a page of a database, in bytes


def database_of(stage: Stage) -> Database:
    assert stage.app is not None
    return stage.app.services.drafts._work.database


def file_of(stage: Stage, shown: Shown) -> str:
    assert shown.message is not None
    [file] = shown.message.attachments
    return stage.sandbox.world.attachments[int(file["id"])].data.decode()


def traces(logs: Sequence[object]) -> list[object]:
    return [log for log in logs if "exc_info" in str(log)]


@pytest.mark.parametrize(
    ("name", "locale", "question"),
    [
        ("grace", "en", "Why does it matter to you?"),
        ("kari", "no", "Hvorfor betyr det noe for deg?"),
        ("luca", "it", "Perché è importante per te?"),
    ],
)
async def test_what_was_typed_into_a_form_comes_back_as_a_file(
    stage: Stage, name: str, locale: str, question: str
) -> None:
    await a_group(stage)
    await join(stage.kari, stage.luca)
    person = getattr(stage, name)
    command = {"en": "experiment start", "no": "eksperiment start", "it": "esperimento avvia"}[locale]
    way = {"en": {"way": "project"}, "no": {"måte": "project"}, "it": {"modo": "project"}}[locale]
    await person.slash(command, way)
    await fill_up(database_of(stage))

    with capture_logs() as logs:
        shown = await person.submit(what="Cold calls", why=LONG, obstacle=LONG, when_then=LONG)
        await stage.settle()

    assert sentence_of(shown) == REFUSED[locale]
    assert f"\n\n{question}\n{LONG.strip()}" in file_of(stage, shown)
    assert traces(logs) == []


async def test_a_form_sent_again_is_taken_once_there_is_room(stage: Stage) -> None:
    await a_group(stage)
    await stage.grace.slash("experiment start", {"way": "project"})
    await fill_up(database_of(stage))
    await stage.grace.submit(what="Cold calls", why=LONG, obstacle=LONG, when_then=LONG)

    await make_room(database_of(stage))
    shown = await commit(stage.grace, "Cold calls")

    assert "Cold calls" in shown.text
