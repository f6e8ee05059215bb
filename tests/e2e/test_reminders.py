"""Who is reminded, how often, and where: half-way nudges, quiet rounds, being away, what waits for a person."""

from whenever import Time

from bot.demo.stage import Stage
from sandbox import Person
from tests.e2e.acting import (
    EIGHT,
    FIRST_MONDAY,
    HALF_WAY,
    NINE,
    SECOND_MONDAY,
    TRIED,
    a_group,
    check_in,
    commit,
    digests,
    found,
    join,
    nothing_more_comes,
    prompts,
    whispers,
)

KARIS_BUTTONS = "[Senere i dag] [I morgen] [Hopp over runden] [Mindre av dette] [💬 Hvorfor får jeg denne?]"
KARIS_NUDGE = (
    "### Midtveis i runden i «Founders»\n"
    "**Kari's own**\n"
    "Hva har skjedd så langt? Alle svar er fine, også «ikke ennå»: `/innsjekk`\n"
)
HALF_WAY_IN = {"en": "### Half-way", "nb": "### Midtveis", "it": "### A metà"}


async def _come_by_twice(person: Person) -> None:
    """Two commands that only read, each with all that is shown after it."""
    for _ in range(2):
        await person.slash("experiment list")
        await nothing_more_comes()


async def test_a_silent_person_who_chose_messages_gets_one_half_way(stage: Stage) -> None:
    await a_group(stage, stage.kari, stage.henry)
    await stage.kari.press("Send meg melding")
    await stage.until(FIRST_MONDAY, NINE)

    await stage.until(HALF_WAY, Time(8, 59))
    before = stage.kari.dms
    await stage.until(SECOND_MONDAY, Time(7))

    assert before == []
    assert [message.card for message in stage.kari.dms] == [f"{KARIS_NUDGE}{KARIS_BUTTONS}"]
    assert [notification.why for notification in stage.kari.notifications] == ["dm"]


async def test_who_has_answered_is_not_nudged(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    await stage.kari.press("Send meg melding")
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.kari, "not_yet")

    await stage.until(SECOND_MONDAY, Time(7))
    await _come_by_twice(stage.kari)

    assert (stage.kari.dms, whispers(stage.kari, HALF_WAY_IN["nb"])) == ([], [])


async def test_who_did_not_choose_messages_reads_the_nudge_once_at_the_next_command(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    await stage.until(HALF_WAY, NINE)

    await stage.kari.slash("eksperiment liste")
    shown = await stage.kari.sees_next(HALF_WAY_IN["nb"])
    await _come_by_twice(stage.kari)

    assert (shown.text, shown.is_ephemeral) == (f"{KARIS_NUDGE}{KARIS_BUTTONS}", True)
    assert len(whispers(stage.kari, HALF_WAY_IN["nb"])) == 1
    assert (stage.kari.dms, stage.kari.notifications) == ([], [])


async def test_a_direct_message_says_why_it_came_and_takes_a_no(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    await stage.kari.press("Send meg melding")
    await stage.until(HALF_WAY, NINE)
    stage.kari.go(stage.kari.dm_channel)

    why = await stage.kari.press("💬 Hvorfor får jeg denne?")
    await stage.kari.press("Mindre av dette")
    enough = await stage.kari.press("Mindre av dette")
    await stage.until(HALF_WAY.add(days=7), NINE)

    assert why.text.startswith("Du har et åpent eksperiment og hadde ikke svart")
    assert enough.text == "Fint: ingen flere påminnelser. `/meg påminnelser` skrur dem på igjen."
    assert len([message for message in stage.kari.dms if HALF_WAY_IN["nb"] in message.text]) == 1


async def test_closed_messages_fall_back_to_waiting(stage: Stage) -> None:
    await a_group(stage, stage.luca)
    await stage.luca.press("Scrivimi")
    stage.luca.close_dms()
    await stage.until(HALF_WAY, NINE)

    await stage.luca.slash("esperimento elenca")
    shown = await stage.luca.sees_next(HALF_WAY_IN["it"])
    await _come_by_twice(stage.luca)

    assert (shown.is_ephemeral, stage.luca.dms) == (True, [])
    assert len(whispers(stage.luca, HALF_WAY_IN["it"])) == 1


async def test_a_nudge_nobody_fetched_is_gone_when_its_round_is(stage: Stage) -> None:
    await a_group(stage, stage.luca)
    await stage.until(SECOND_MONDAY, NINE)

    await _come_by_twice(stage.luca)

    assert whispers(stage.luca, HALF_WAY_IN["it"]) == []


async def test_answering_by_the_prompts_button_needs_no_nudge_any_more(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(HALF_WAY, NINE)

    await stage.henry.press(TRIED)
    await stage.henry.submit(learned="On my own")
    await _come_by_twice(stage.henry)

    assert whispers(stage.henry, HALF_WAY_IN["en"]) == []


async def test_an_experiment_that_has_ended_is_not_asked_about(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    await commit(stage.henry, "One week only", days=7)  # until Wednesday, the day before half-way
    await stage.until(HALF_WAY, NINE)

    await _come_by_twice(stage.henry)

    assert whispers(stage.henry, HALF_WAY_IN["en"]) == []


async def test_somebody_away_is_neither_counted_nor_nudged(stage: Stage) -> None:
    await a_group(stage, stage.kari, stage.henry)
    await stage.kari.press("Send meg melding")
    away = await stage.kari.slash("meg borte", {"til-og-med": "13.9"})

    await stage.until(FIRST_MONDAY, NINE)
    counted = prompts(stage)[0].card.splitlines()[2:4]
    await check_in(stage.henry)
    await stage.until(SECOND_MONDAY, EIGHT)

    assert away.card == (
        "Ha det fint så lenge. Til og med 13. september 2026 venter ingen på svar fra deg, og jeg sender ingen "
        "påminnelser. Etterpå er du tilbake av deg selv, eller før med `/meg tilbake`."
    )
    assert counted == ["@Henry · Henry's own", "**0 of 1** has answered"]
    assert digests(stage)[0].card.splitlines()[1] == "**1 of 1** tried something: 100%."
    assert stage.kari.dms == []


async def test_being_away_ends_by_itself(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    await stage.kari.slash("my away", until="2026-09-13")

    await stage.until(SECOND_MONDAY, NINE)

    assert [prompt.text.splitlines()[-2] for prompt in prompts(stage)] == ["**0 of 1** has answered"]


async def test_being_back_early_counts_again(stage: Stage) -> None:
    await a_group(stage, stage.luca)
    await stage.luca.slash("my away", until="2026-12-24")

    back = await stage.luca.slash("io rientro")
    await stage.until(FIRST_MONDAY, NINE)

    assert back.text == "Che bello riaverti qui. Quando vuoi, c'è `/check-in`."
    assert prompts(stage)[0].text.splitlines()[-2] == "**0 of 1** has answered"


async def test_a_round_without_an_answer_waits_for_its_facilitator_instead_of_a_digest(stage: Stage) -> None:
    await a_group(stage, stage.henry, stage.kari)

    await stage.until(SECOND_MONDAY, EIGHT)
    await stage.grace.slash("group list")
    card = await stage.grace.sees_next("### A quiet round")
    await _come_by_twice(stage.grace)

    assert digests(stage) == []
    assert (card.is_ephemeral, card.text) == (
        True,
        "### A quiet round\nNobody answered in “Founders” this round; 2 people have an open experiment. "
        "A word from you, about your own experiment first, often breaks the silence.\n[💬 Why this?]",
    )
    assert len(whispers(stage.grace, "### A quiet round")) == 1


async def test_a_facilitator_who_chose_messages_hears_of_a_quiet_round_there(stage: Stage) -> None:
    await found(stage, facilitator=stage.luca, weekday=2)
    await stage.luca.slash("my nudges")
    await stage.luca.press("Scrivimi")

    await stage.until(SECOND_MONDAY.add(days=1), EIGHT)

    assert stage.luca.dms[-1].card == (
        "### Un giro silenzioso\nAl momento nessuno in «Founders» ha un esperimento aperto. "
        "Avviane uno tu con `/esperimento avvia`: chi guida dà l'esempio.\n[💬 Perché lo ricevo?]"
    )
    assert digests(stage) == []
