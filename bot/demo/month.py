"""A group's first month: Grace leads; Kari misses a round and comes back; Luca's experiment fails and is honoured;
Maria is away for two weeks; Henry stays silent."""

from whenever import Date, Time

from bot.demo.stage import Stage
from sandbox import Person

TRIED, FAILED, NOT_YET = "tried", "failed", "not_yet"


async def play_month(stage: Stage) -> None:
    """From an empty server to the fourth digest, through the commands, buttons and forms that people use."""
    await _first_day(stage)
    await _first_round(stage)
    await _second_round(stage)
    await _third_round(stage)
    await _fourth_round(stage)


async def play_three_weeks(stage: Stage) -> None:
    """The same until the third digest."""
    await _first_day(stage)
    await _first_round(stage)
    await _second_round(stage)
    await _third_round(stage)


async def _first_day(stage: Stage) -> None:
    await make_group(stage)
    for person in (stage.maria, stage.henry, stage.kari, stage.luca):
        await person.slash("group join", name="Founders")
    await stage.kari.press(custom_id="person:contact:message")
    await stage.henry.press(custom_id="person:contact:here")
    await commit(
        stage.grace,
        "conversation",
        what="Open every one-to-one with a question instead of my agenda",
        why="I want people to bring me problems while they are small",
        obstacle="I fill silence with advice",
        when_then="When I want to give advice, then I ask one more question first",
        learned_from="Coaching course, spring",
    )
    await commit(
        stage.kari,
        "project",
        what="Ringe én tidligere kunde hver uke",
        why="Jeg vil bygge noe folk kommer tilbake til",
        obstacle="Jeg er redd for å forstyrre",
        when_then="Når jeg har drukket morgenkaffen på tirsdag, så ringer jeg",
    )
    await commit(
        stage.luca,
        "workflow",
        what="Chiudere la posta fino alle undici",
        why="Voglio scrivere il prodotto, non rispondere e basta",
        obstacle="Ho paura di perdere qualcosa di urgente",
        when_then="Quando apro il portatile, allora apro prima il progetto",
    )
    await commit(
        stage.henry,
        "stretch",
        what="Pitch on stage at the October meetup",
        why="I keep sending others",
        when_then="When the call for speakers opens, then I sign up the same day",
    )
    await commit(stage.maria, "other", what="Write down one decision a week, with the reason")
    await stage.settle()


async def _first_round(stage: Stage) -> None:
    await stage.until(Date(2026, 9, 7), Time(9, 20))
    await answer(
        stage.grace,
        TRIED,
        tried="Two one-to-ones opened with “what is on your mind?”",
        happened="Both went somewhere I had not planned",
        learned="The first answer is never the real one. Wait.",
        next_step="All four next week",
    )
    await stage.until(Date(2026, 9, 8), Time(10))
    await answer(
        stage.kari,
        TRIED,
        tried="Ringte Anne, som sluttet i fjor",
        happened="Hun ble glad, og fortalte hvorfor hun gikk",
        learned="Folk vil gjerne bli spurt",
    )
    await answer(
        stage.luca,
        FAILED,
        tried="Posta chiusa lunedì e martedì",
        happened="Martedì ho perso una richiesta urgente di un cliente",
        learned="Prima di sparire, di' a chi conta come trovarti",
        next_step="Un numero per le urgenze nella firma",
    )
    await answer(stage.maria, TRIED, happened="One decision, half a page. It took ten minutes.")
    await stage.until(Date(2026, 9, 14), Time(8, 30))


async def _second_round(stage: Stage) -> None:
    await stage.maria.slash("my away", until="2026-09-27")
    await stage.until(Date(2026, 9, 15), Time(12))
    await answer(stage.grace, TRIED, learned="Silence of ten seconds feels like a minute and does the work of an hour.")
    await answer(
        stage.luca,
        FAILED,
        tried="Posta chiusa, con un numero per le urgenze",
        happened="Nessuno ha chiamato, ma io guardavo il telefono ogni dieci minuti",
        learned="Il disturbo non veniva dagli altri: veniva da me",
    )
    await stage.until(Date(2026, 9, 21), Time(8, 30))


async def _third_round(stage: Stage) -> None:
    await stage.until(Date(2026, 9, 22), Time(9))
    await answer(
        stage.kari,
        TRIED,
        tried="Ringte to stykker på vei til jobb",
        learned="Det er lettere å ringe når jeg går",
        next_step="Tirsdag er ringedag",
    )
    await answer(stage.grace, NOT_YET, happened="Board week. No one-to-ones at all.")
    await stage.until(Date(2026, 9, 24), Time(20))
    await stage.henry.slash("experiment list")
    await stage.henry.sees_next("### Half-way")  # it waited for him, and is shown after the answer
    await stage.until(Date(2026, 9, 28), Time(8, 30))


async def _fourth_round(stage: Stage) -> None:
    await stage.until(Date(2026, 9, 29), Time(9))
    await answer(stage.grace, TRIED, learned="They now open with their own question. I only nod.")
    await answer(stage.kari, TRIED, happened="Anne vil komme tilbake som kunde")
    await answer(stage.maria, TRIED, happened="Back from the mountains with three decisions on paper.")
    await answer(
        stage.luca,
        FAILED,
        happened="Resisto fino alle dieci, non alle undici",
        learned="Dieci è già un'ora in più di prima: cambio il piano, non me stesso",
    )
    await stage.until(Date(2026, 10, 5), Time(8, 30))
    await stage.luca.press("🌐 In my language")


async def make_group(stage: Stage) -> None:
    """“Founders”, led by Grace, Mondays at nine in Oslo."""
    await stage.maria.slash(
        "admin group create",
        name="Founders",
        channel=stage.channel,
        weekday=1,
        time="09:00",
        zone=(await stage.maria.complete("admin group create", "zone", "osl"))[0]["value"],
        language="en",
        facilitator=stage.grace,
    )


async def commit(person: Person, way: str, **texts: str) -> None:
    """`/experiment start`, and its form."""
    await person.slash("experiment start", way=way)
    await person.submit(**texts)


async def answer(person: Person, outcome: str, **texts: str) -> None:
    """One of the prompt's three buttons, and its form."""
    ids = [button.custom_id or "" for seen in person.sees() for button in seen.buttons]
    await person.press(custom_id=[each for each in ids if each.startswith(f"checkin:{outcome}:")][-1])
    await person.submit(**texts)
