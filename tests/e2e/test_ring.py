"""A ring of requests in a group, from the facilitator's command to its end (K12)."""

import asyncio

from whenever import Date, Time

from bot.demo.stage import Stage
from sandbox import Person
from sandbox.people import Seen
from sandbox.protocol.threads import Thread
from tests.e2e.acting import found, join, nothing_more_comes, posted, threads

HALF_WAY, END = Date(2026, 9, 6), Date(2026, 9, 10)  # of one that begins on the 3rd
TEN = Time(10)


def ring_card(stage: Stage) -> Seen:
    """What everybody sees of it in the channel: one card."""
    [card] = [message for message in posted(stage) if "[🌐" in message.text]
    return card


def state(stage: Stage) -> list[str]:
    """How it stands, by the card."""
    return [line for line in ring_card(stage).text.splitlines() if line.startswith(("🙋", "✅", "⏳", "-#"))]


def in_thread(stage: Stage) -> list[Seen]:
    [thread] = threads(stage)
    return [message for message in stage.maria.sees(thread) if message.text]


async def ask(stage: Stage, person: Person, text: str, kind: str = "advice") -> Seen:
    """Presses the first button of the ring's card and sends the form; what only they read of it."""
    card = ring_card(stage)
    await person.press(card.buttons[0].label, on=card)
    await person.submit(request=text, kind=kind)
    await stage.settle()
    await nothing_more_comes()
    return [message for message in person.sees() if message.is_ephemeral][-1]


async def later(stage: Stage) -> None:
    """Until the card has been written anew."""
    await stage.clock.advance(minutes=2)
    await stage.settle()


async def begin(stage: Stage) -> Thread:
    await found(stage)
    await join(stage.henry, stage.kari, stage.luca)
    for person in (stage.grace, stage.luca):
        await person.slash("my nudges")
        await person.press("Message me" if person is stage.grace else "Scrivimi")
    await stage.grace.slash("facilitate ring", days=7)
    await stage.settle()
    [thread] = threads(stage)
    return thread


async def test_k12_a_ring_in_two_languages_from_its_first_request_to_its_end(stage: Stage) -> None:
    thread = await begin(stage)
    opened = ring_card(stage)

    first = await ask(stage, stage.grace, "Who has sold to a school?", "introduction")
    second = await ask(stage, stage.luca, "Come si chiude una trattativa?")
    await asyncio.gather(ask(stage, stage.kari, "Hvem kan lese et tilbud?", "feedback"), later(stage))
    await later(stage)
    asked = state(stage)
    requests = in_thread(stage)
    await stage.luca.press("💬 Rispondi", on=second)  # Grace's, which he was shown
    answered = await stage.luca.submit(answer="Mia sorella insegna: te la presento.")
    await later(stage)
    answers = in_thread(stage)[len(requests) :]
    after_answer = state(stage)
    stage.kari.go(thread)
    card = next(message for message in in_thread(stage) if "Hvem kan lese" in message.card)
    refused = await stage.kari.press("💬 Svar", on=card)

    assert [line for line in opened.card.splitlines() if not line.startswith("Each of us")] == [
        "### 🔁 “Founders”: a ring of requests",
        "-# Nobody has asked yet: the first request makes it easier.",
        "[🙋 My request] [💬 Answer one] [🌐 In my language]",
    ]
    assert thread.name == "Ring: Founders"
    assert first.card.splitlines()[-1].startswith("You are among the first.")
    assert "> Who has sold to a school?" in second.card
    assert asked == [
        "🙋 Asked: @Grace, @Luca and @Kari · 0 answers",
        "⏳ Still waiting for an answer: @Grace, @Luca and @Kari",
    ]
    assert [message.card.splitlines()[:2] for message in requests] == [
        ["👋 An introduction · @Grace asks", "### Who has sold to a school?"],
        ["🧭 Un consiglio · @Luca chiede", "### Come si chiude una trattativa?"],
        ["🔎 Tilbakemelding · @Kari spør", "### Hvem kan lese et tilbud?"],
    ]
    assert answered.card.splitlines()[0] == "### Grazie della risposta"
    assert [message.card.splitlines() for message in answers] == [
        ["💬 @Luca answers @Grace", "> Mia sorella insegna: te la presento.", "[🌐 In my language]"]
    ]
    assert after_answer[0].endswith("· 1 answer")
    assert refused.card.startswith("Dette er ditt eget spørsmål.")

    await stage.until(HALF_WAY, TEN)
    await stage.settle()
    nudged = stage.grace.dms[-1]
    await stage.grace.press("💬 Answer", on=nudged)
    await stage.grace.submit(answer="Ask who else decides.")
    await stage.until(END, Time(10, 5))
    await stage.settle()

    closing = in_thread(stage)[-1]
    assert nudged.card.splitlines()[:4] == [
        "### 💬 Half-way through the ring of “Founders”",
        "2 requests still wait for an answer. Perhaps this one is for you:",
        "@Luca asks:",
        "> Come si chiude una trattativa?",
    ]
    assert [message for message in stage.luca.dms if "cerchio" in message.card] == []  # he has answered
    assert closing.card.splitlines()[:3] == [
        "### 🔁 The ring is over",
        "**3 requests** · **2 answers**",
        "⏳ Still waiting for an answer: @Kari",
    ]
    assert ring_card(stage).card.splitlines()[-1] == "[🌐 In my language]"
    assert "@Henry" not in ring_card(stage).card + closing.card  # he has not asked
