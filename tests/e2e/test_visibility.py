"""E6, V3: a person sees only what visibility allows, on every card and behind every command and button."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from whenever import Date, Time

from bot.demo.stage import Stage
from sandbox import Person
from sandbox.protocol.journal import Entry
from tests.e2e.acting import NINE, commit, found, join, nothing_more_comes, press_unseen, prompts

SECRET = "zanzibar"  # in every text its author writes, and in nothing that anybody else does
OWN = {
    "why": f"It matters, {SECRET}",
    "obstacle": f"I put off calling, {SECRET}",
    "when_then": f"When it is Tuesday, then I call, {SECRET}",
    "learned_from": f"A course, {SECRET}",
}
ANSWER = {key: f"{key} {SECRET}" for key in ("tried", "happened", "learned", "next_step", "blocker")}
TUESDAY, FOURTH_MONDAY = Date(2026, 9, 8), Date(2026, 9, 28)

SPEAKS_OF_EXPERIMENTS = {
    "prompt", "live_count", "experiment", "experiment_edit", "check_in", "check_in_edit", "response", "response_note",
    "blocker", "do_now", "nudge", "digest", "ending", "witness", "lesson_helped",
}  # fmt: skip


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "trellis.db"


def knows(stage: Stage, person: Person) -> bool:
    """Whether anything that ever reached this person, message, form or suggestion, carries the secret."""
    return any(
        SECRET in json.dumps(_shown(entry), ensure_ascii=False)
        for entry in stage.sandbox.world.journal.entries
        if entry.readers == "everyone" or person.id in entry.readers
    )


def _shown(entry: Entry) -> object:
    match entry.kind:
        case "message_created" | "message_edited":
            return entry.facts["message"]
        case "modal_opened" | "autocomplete":
            return entry.facts["response"].data
    return None


def partners_of(database: Path, person: Person) -> set[int]:
    """Everybody this person was ever paired with."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "SELECT other.person_id FROM pairing_people AS own"
            " JOIN pairing_people AS other ON other.pairing_id = own.pairing_id AND other.person_id <> own.person_id"
            " WHERE own.person_id = ?",
            (person.id,),
        )
        return {row[0] for row in rows}


async def three_rounds(stage: Stage, visibility: str, database: Path) -> None:
    """Kari tries, fails, is stuck, mends her answer, changes her plan, falls silent and ends it, in a group of four
    with pairs. Henry tries all that somebody can do about it, also past what he is shown."""
    await found(stage)
    await stage.maria.slash("admin settings", {"meeting-channel": stage.guild.add_channel("pairs")})
    await join(stage.kari, stage.henry, stage.luca)
    await stage.henry.press(custom_id="person:contact:message")
    await commit(stage.kari, f"Call an old customer, {SECRET}", OWN, visibility=visibility, now=3)
    for person in (stage.grace, stage.henry, stage.luca):
        await commit(person, f"{person.name}'s own")
    [hers] = await stage.kari.complete("experiment change", "experiment", "")
    await press_unseen(stage, stage.henry, f"experiment:back:{hers['value']}")
    await stage.until(TUESDAY, NINE)
    await _answer(stage, stage.kari, "failed")
    for person in (stage.grace, stage.henry, stage.luca):
        await _answer(stage, person, "tried", {})
    await _respond(stage, stage.henry, database)
    await stage.until(Date(2026, 9, 15), NINE)
    await _answer(stage, stage.kari, "not_yet", {"happened": SECRET, "next_step": SECRET})
    await stage.kari.press(custom_id=_newest(stage.kari, "checkin:now:"))
    await stage.kari.press(custom_id=_newest(stage.kari, "checkin:change:"))
    await stage.kari.press(custom_id=_newest(stage.kari, "checkin:again:tried:"))
    await stage.kari.submit(tried=SECRET)
    await stage.kari.slash("experiment change", experiment=hers["value"])
    await stage.kari.submit(what=f"Write to an old customer, {SECRET}")
    await stage.until(Date(2026, 9, 25), Time(12))
    await stage.grace.slash("group list")
    await stage.kari.slash("experiment list")
    await stage.kari.slash("experiment finish", experiment=hers["value"])
    await stage.kari.submit(verdict="drop", happened=f"It ended, {SECRET}", advice=f"Begin small, {SECRET}", rating="5")
    await stage.until(FOURTH_MONDAY, Time(10))


async def _respond(stage: Stage, person: Person, database: Path) -> None:
    """To the first answer there is."""
    [first, *_] = _ids(database, "check_ins")
    await press_unseen(stage, person, f"checkin:respond:{first}")
    if person.form:
        await person.submit(text="How did you choose whom to call?")
    await stage.settle()


def _ids(database: Path, table: str) -> list[int]:
    with closing(sqlite3.connect(database)) as connection:
        return [row[0] for row in connection.execute(f"SELECT id FROM {table} ORDER BY id")]


def _newest(person: Person, prefix: str) -> str:
    ids = [button.custom_id or "" for seen in person.sees() for button in seen.buttons]
    return [each for each in ids if each.startswith(prefix)][-1]


async def _answer(stage: Stage, person: Person, outcome: str, texts: dict[str, str] | None = None) -> None:
    ids = [button.custom_id or "" for button in prompts(stage)[-1].buttons]
    await person.press(custom_id=next(each for each in ids if each.startswith(f"checkin:{outcome}:")))
    await person.submit(**(ANSWER if texts is None else texts))
    await stage.settle()


async def look_everywhere(stage: Stage, viewer: Person, database: Path) -> None:
    """Every command that reads, the menu on Kari, an experiment like hers, and every card that was ever owed."""
    await viewer.slash("experiment list")
    await viewer.slash("experiment ideas", way="project")
    await viewer.slash("group show", name="Founders")
    await viewer.slash("partner show")
    await viewer.slash("facilitate prompt", group="Founders")
    await viewer.slash("facilitate pairs", group="Founders")
    await viewer.use_on_person("Who is this?", stage.kari)
    await viewer.slash("offer list")
    await viewer.slash("find", what="Call an old customer")
    await viewer.complete("experiment show", "experiment", "")
    await viewer.slash("experiment start", way="project")
    if viewer.form:
        await viewer.submit(what="Call an old customer and write to them")
    for delivery_id in _ids(database, "deliveries"):
        await press_unseen(stage, viewer, f"card:read:{delivery_id}")
    for check_in_id in _ids(database, "check_ins"):
        await press_unseen(stage, viewer, f"checkin:respond:{check_in_id}")
    for lesson_id in _ids(database, "lessons"):
        await press_unseen(stage, viewer, f"lesson:helped:{lesson_id}")
    await nothing_more_comes()


async def test_e6_v3_what_is_private_reaches_nobody_else(stage: Stage, database: Path) -> None:
    await three_rounds(stage, "private", database)

    for viewer in stage.everybody:
        if viewer is not stage.kari:
            await look_everywhere(stage, viewer, database)

    assert [person.name for person in stage.everybody if knows(stage, person)] == ["Kari"]


async def test_e6_v3_what_is_for_the_partner_reaches_partners_alone(stage: Stage, database: Path) -> None:
    await three_rounds(stage, "partner", database)

    for viewer in stage.everybody:
        if viewer is not stage.kari:
            await look_everywhere(stage, viewer, database)

    allowed = {stage.kari.id, *partners_of(database, stage.kari)}
    knowing = {person.id for person in stage.everybody if knows(stage, person)}
    assert stage.kari.id in knowing
    assert len(knowing) > 1
    assert knowing - allowed == set()


@pytest.mark.parametrize("visibility", ["partner", "private"])
async def test_e6_what_few_may_read_is_counted_all_the_same(stage: Stage, visibility: str, database: Path) -> None:
    await three_rounds(stage, visibility, database)

    [first, second, *_] = prompts(stage)
    assert "**4 of 4** have answered" in first.text
    assert "Kari" not in first.text
    assert "**1 of 4** has answered" in second.text or "**1 of 4** have answered" in second.text


async def test_what_the_group_may_read_is_read_by_the_group_on_every_card(stage: Stage, database: Path) -> None:
    """The same acts and the same looking find the secret where it may be found, so the tests above can fail."""
    await three_rounds(stage, "group", database)
    await look_everywhere(stage, stage.luca, database)
    await stage.settle()

    with closing(sqlite3.connect(database)) as connection:
        owed = {row[0] for row in connection.execute("SELECT DISTINCT kind FROM deliveries")}
    assert SPEAKS_OF_EXPERIMENTS - owed == set()
    assert all(knows(stage, person) for person in stage.everybody)
