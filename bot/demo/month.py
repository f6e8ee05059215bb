"""A group's first month: Grace leads, goes first, and asks when she is stuck; Kari misses a round and comes back; Luca
fails and is honoured, and what he learned helps Grace; Maria shows hers to her partner alone, and rests for two weeks;
Henry is silent until what Grace learned gives him another beginning, and Maria brings him together with Luca."""

from whenever import Date, Time

from bot.demo.stage import Stage
from bot.domain.deliveries import Kind
from sandbox import Person

TRIED, FAILED, NOT_YET = "tried", "failed", "not_yet"


async def play_month(stage: Stage) -> None:
    """From an empty server to the fourth digest, through the commands, buttons and forms that people use."""
    await play_three_weeks(stage)
    await _fourth_round(stage)


async def play_three_weeks(stage: Stage) -> None:
    """The same until the third digest."""
    await _first_days(stage)
    await _first_round(stage)
    await _second_round(stage)
    await _third_round(stage)


async def _first_days(stage: Stage) -> None:
    await make_group(stage)
    await stage.maria.slash(
        "admin settings",
        {"meeting-channel": stage.guild.add_channel("pairs"), "knowledge-channel": stage.guild.add_channel("ask-here")},
    )
    for person, choice in ((stage.maria, ""), (stage.henry, ""), (stage.kari, "message"), (stage.luca, "mention")):
        await person.slash("group join", name="Founders")
        if choice:
            await person.press(custom_id=f"person:contact:{choice}")
    await _commitments(stage)
    await stage.until(Date(2026, 9, 6), Time(10))
    await stage.grace.slash("facilitate pairs")
    await reads(stage.grace, Kind.LEADERS_FIRST)  # it waited for her, and is shown after the answer
    await answer(
        stage.grace,
        TRIED,
        tried="Two one-to-ones opened with “what is on your mind?”",
        happened="Both went somewhere I had not planned",
        learned="The first answer is never the real one. Wait.",
    )


async def _commitments(stage: Stage) -> None:
    await commit(
        stage.grace,
        "conversation",
        {"now": 4},
        what="Open every one-to-one with a question instead of my agenda",
        why="I want people to bring me problems while they are small",
        obstacle="I fill silence with advice",
        when_then="When I want to give advice, then I ask one more question first",
    )
    await stage.settle()
    await commit(
        stage.kari,
        "project",
        {"days": 60},
        what="Ringe én tidligere kunde hver uke",
        why="Jeg vil bygge noe folk kommer tilbake til",
        obstacle="Jeg er redd for å forstyrre",
        when_then="Når jeg har drukket morgenkaffen på tirsdag, så ringer jeg",
    )
    await press(stage.kari, "experiment:back:", about="one-to-one")
    await stage.settle()
    await commit(
        stage.luca,
        "workflow",
        {"days": 60},
        what="Chiudere la posta fino alle undici",
        why="Voglio scrivere il prodotto, non rispondere e basta",
        obstacle="Ho paura di perdere qualcosa di urgente",
        when_then="Quando apro il portatile, allora apro prima il progetto",
    )
    await stage.settle()
    await commit(stage.henry, "stretch", {"days": 60, "reach": 5}, what="Pitch on stage at the October meetup")
    await stage.settle()
    await commit(
        stage.maria,
        "conversation",
        {"days": 60, "visibility": "partner"},
        what="Tell my co-founder one thing a week that I would rather keep to myself",
    )
    await stage.settle()


async def _first_round(stage: Stage) -> None:
    await stage.until(Date(2026, 9, 8), Time(10))
    await answer(
        stage.kari,
        TRIED,
        tried="Ringte Anne, som sluttet som kunde i fjor",
        happened="Hun ble glad, og fortalte hvorfor hun sluttet",
        learned="Folk vil gjerne bli spurt",
    )
    await stage.settle()
    await answer(
        stage.luca,
        FAILED,
        happened="Martedì ho perso una richiesta urgente di un cliente",
        learned="Prima di sparire, di' a chi conta come trovarti",
    )
    await stage.settle()
    await answer(stage.maria, TRIED, happened="I told him that I am tired. He had known for a month.")
    await stage.settle()
    await press(stage.grace, "checkin:respond:", about="Martedì ho perso")
    await stage.grace.submit(text="Give those who matter a number, and leave the rest for eleven?")
    await stage.settle()
    await stage.luca.slash("offer add", what="Quiet mornings, and what goes wrong with them")
    await stage.until(Date(2026, 9, 14), Time(8, 30))


async def _second_round(stage: Stage) -> None:
    await stage.maria.slash("my away", until="2026-09-27")
    await stage.until(Date(2026, 9, 15), Time(9))
    await stage.grace.slash("ask", kind="advice")
    await stage.grace.submit(
        question="How do I keep my mornings quiet without missing what is urgent?",
        tried="Mail closed until ten. I looked at it anyway.",
        minutes="30",
    )
    await stage.until(Date(2026, 9, 15), Time(12))
    await answer(
        stage.luca,
        FAILED,
        happened="Con un numero per le urgenze nessuno ha chiamato, ma guardavo lo stesso il telefono",
        learned="Il disturbo non veniva dagli altri: veniva da me",
        blocker="Il magazzino scrive solo per posta, e io sono l'unico a rispondere",
    )
    await reads(stage.luca, Kind.ASK_MATCH)
    await _what_luca_learned_helps_grace(stage)
    await stage.until(Date(2026, 9, 21), Time(8, 30))


async def _what_luca_learned_helps_grace(stage: Stage) -> None:
    await press(stage.luca, "ask:help:")
    await stage.settle()
    [thread] = [each for each in stage.luca.threads() if each.home.name == "ask-here"]
    said = await stage.luca.write(
        thread, "Tell three people your number, and everybody when you read mail. Nobody called."
    )
    await stage.until(Date(2026, 9, 16), Time(9))
    await press(stage.grace, "ask:accept:")
    await stage.settle()
    await press(stage.grace, "thanks:ask:")
    await stage.grace.submit(text="You failed at it twice and told us how. That is why I dare.")
    await stage.settle()
    await press(stage.grace, "ask:solved:")
    await stage.settle()
    await stage.kari.use_on_message("Save as lesson", said)
    await stage.settle()
    await press(stage.luca, "lesson:keep:")
    await stage.settle()


async def _third_round(stage: Stage) -> None:
    await stage.until(Date(2026, 9, 22), Time(9))
    await answer(
        stage.kari,
        TRIED,
        tried="Ringte to stykker på vei til jobb",
        learned="Det er lettere å ringe når jeg går",
    )
    await stage.settle()
    await answer(stage.grace, NOT_YET, happened="Board week. Every one-to-one was moved.")
    await stage.settle()
    await press(stage.grace, "checkin:rethink:")
    await stage.grace.submit(when_then="When a one-to-one is moved, then I send my one question in writing")
    await stage.until(Date(2026, 9, 24), Time(20))
    await stage.henry.slash("find", what="pitch")
    await reads(stage.henry, Kind.NUDGE)  # it waited for him
    await stage.until(Date(2026, 9, 28), Time(8, 30))


async def _fourth_round(stage: Stage) -> None:
    await stage.until(Date(2026, 9, 29), Time(9))
    await answer(stage.grace, TRIED, learned="They now open with their own question. I only nod.")
    await reads(stage.grace, Kind.BLOCKER)
    await stage.settle()
    await _maria_introduces(stage)
    await stage.until(Date(2026, 10, 2), Time(20))
    await stage.grace.slash("my thanks")
    await reads(stage.grace, Kind.DID_IT_WORK)
    await reads(stage.grace, Kind.CLOSING)
    await press(stage.grace, "ask:worked:yes:")
    await press(stage.grace, "experiment:finish:")
    await stage.grace.submit(
        verdict="keep",
        happened="Three people brought me something small before it grew",
        advice="Count to ten before you help. Then ask one question more.",
        rating="7",
    )
    await _henry_and_luca(stage)
    await stage.until(Date(2026, 10, 4), Time(18))
    await commit(
        stage.grace, "stretch", {"reach": 4}, what="Ask one person a week what I do that makes their work harder"
    )
    await reads(stage.grace, Kind.LESSON_HELPED)
    await stage.settle()
    await stage.until(Date(2026, 10, 5), Time(8, 30))


async def _maria_introduces(stage: Stage) -> None:
    await stage.maria.slash("introduce", first=stage.henry, second=stage.luca)
    await stage.maria.submit(
        why="One of you has to tell a product in October, the other has to write one down",
        hope="I speak after Henry, and would like a room that is awake",
        question="What would you say if you had one sentence?",
    )


async def _henry_and_luca(stage: Stage) -> None:
    """Each comes by, finds what waited, and would like to meet the other."""
    await stage.until(Date(2026, 10, 3), Time(10))
    await commit(stage.henry, "workflow", {}, what="Open the Friday review with a question instead of an agenda")
    for kind in (Kind.POOL_LEFT, Kind.INTRODUCTION_ASKED, Kind.NUDGE):
        await reads(stage.henry, kind)
    await stage.settle()
    for button in ("lesson:helped:", "partner:back", "introduction:yes:"):
        await press(stage.henry, button)
    await stage.until(Date(2026, 10, 4), Time(12))
    await answer(stage.luca, TRIED, happened="Da lunedì il magazzino chiama. La posta si apre alle undici.")
    for kind in (Kind.INTRODUCTION_ASKED, Kind.HELPED):
        await reads(stage.luca, kind)
    await stage.settle()
    await press(stage.luca, "checkin:resolved:")
    await press(stage.luca, "introduction:yes:")


async def make_group(stage: Stage) -> None:
    """“Founders”, led by Grace, Mondays at nine in Oslo."""
    await stage.maria.slash(
        "admin group create",
        name="Founders",
        channel=stage.channel,
        weekday=1,
        time="09:00",
        zone=(await stage.maria.complete("admin group create", "zone", "osl"))[0]["value"],
        language=stage.language,
        facilitator=stage.grace,
    )


async def commit(person: Person, way: str, options: dict[str, str | int] | None = None, /, **texts: str) -> None:
    """`/experiment start`, and its form."""
    await person.slash("experiment start", {"way": way, **(options or {})})
    await person.submit(**texts)


async def answer(person: Person, outcome: str, **texts: str) -> None:
    """One of the prompt's three buttons, and its form."""
    await press(person, f"checkin:{outcome}:")
    await person.submit(**texts)


async def reads(person: Person, kind: Kind) -> None:
    """Waits until this person is shown a message of this kind that is for them alone."""
    why = f"delivery:why:{kind}:"
    await person.sees_next(lambda seen: any((button.custom_id or "").startswith(why) for button in seen.buttons))


async def press(person: Person, what: str, *, about: str = "") -> None:
    """The newest button this person sees, anywhere, whose custom id begins so and whose message speaks of that."""
    assert person.guild is not None
    found = [
        (message, button.custom_id)
        for place in (*person.guild.channels.values(), *person.threads())
        for message in person.sees(place)
        for button in message.buttons
        if (button.custom_id or "").startswith(what) and about in message.text
    ]
    message, custom_id = max(found, key=lambda each: each[0].id)
    await person.press(custom_id=custom_id, on=message)
