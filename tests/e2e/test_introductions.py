"""Introducing two people, in three languages: by command and by the menu of a person; what nobody else learns (K3)."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from whenever import Date, Time

from bot.demo.stage import Stage, on_stage
from sandbox import Person
from sandbox.people import Seen
from sandbox.protocol.channels import Channel
from sandbox.protocol.journal import Entry
from tests.e2e.acting import found, given_back, join, nothing_more_comes, press_unseen, sentence_of, whispers
from tests.ledger import Ledger

SECRET = "zanzibar"  # in every word of who introduces
WORDS = {
    "why": f"You both sell to schools, {SECRET}",
    "hope": f"To learn from what comes of it, {SECRET}",
    "question": f"What was your first sale, {SECRET}?",
}
YES = {"en": "🤝 Yes, introduce us", "no": "🤝 Ja, introduser oss", "it": "🤝 Sì, presentaci"}
NOT_NOW = {"en": "🍃 Not now", "no": "🍃 Ikke nå", "it": "🍃 Non ora"}
PASSED_ON = "### Passed on"


async def founders(stage: Stage, *, meeting: bool = True) -> Channel | None:
    """Grace's group with Kari, Luca and Henry, and the channel they meet under."""
    await found(stage)
    await join(stage.kari, stage.luca, stage.henry)
    if not meeting:
        return None
    channel = stage.guild.add_channel("meetings")
    await stage.maria.slash("admin settings", {"meeting-channel": channel})
    return channel


async def introduce(stage: Stage) -> None:
    """Henry would bring Kari and Luca together."""
    await stage.henry.slash("introduce", first=stage.kari, second=stage.luca)
    said = await stage.henry.submit(WORDS)
    assert sentence_of(said) == PASSED_ON
    await stage.settle()


async def asked(stage: Stage, person: Person, command: str) -> Seen:
    """The question, shown at somebody's next command."""
    await stage.settle()
    await person.slash(command)
    await nothing_more_comes()
    return whispers(person, SECRET)[-1]


async def answer(stage: Stage, person: Person, buttons: dict[str, str], on: Seen) -> str:
    """The private reply to it, without the line below."""
    said = await person.press(buttons["en" if person.locale.startswith("en") else person.locale], on=on)
    await stage.settle()
    return said.text.splitlines()[0]


def in_thread(person: Person, channel: Channel) -> Seen:
    """The one card, without Discord's own *added to*."""
    [thread] = person.threads(channel)
    person.go(thread)
    [card] = [message for message in person.sees(thread) if message.payload["type"] == 0 and not message.is_ephemeral]
    return card


def seen_by(stage: Stage, person: Person) -> list[str]:
    """Every text that ever reached somebody, in order, and what rang for them; without Discord's ids, which differ."""
    texts = [
        text
        for entry in stage.sandbox.world.journal.entries
        if entry.readers == "everyone" or person.id in entry.readers
        for text in _texts(entry)
    ]
    return [re.sub(r"\d{17,}", "…", text) for text in texts] + [notice.why for notice in person.notifications]


def _texts(entry: Entry) -> list[str]:
    match entry.kind:
        case "message_created" | "message_edited":
            shown = entry.facts["message"]
        case "modal_opened" | "autocomplete":
            shown = entry.facts["response"].data
        case _:
            return []
    return re.findall(r'"(?:content|label|name)": "((?:[^"\\\\]|\\\\.)*)"', json.dumps(shown, ensure_ascii=False))


@pytest.mark.worlds("mention-adds-nobody")
async def test_k3_two_who_both_say_yes_meet_in_a_thread_of_their_own_in_three_languages(stage: Stage) -> None:
    lounge = await founders(stage)
    assert lounge is not None
    await stage.kari.press("Send meg melding")

    await introduce(stage)
    by_message = stage.kari.dms[-1]
    at_next_command = await asked(stage, stage.luca, "gruppo elenca")
    first = await answer(stage, stage.kari, YES, by_message)
    before = [person.threads(lounge) for person in stage.everybody]
    second = await answer(stage, stage.luca, YES, at_next_command)
    card = in_thread(stage.luca, lounge)
    mine = await stage.luca.press("🌐 På mitt språk", on=card)
    await stage.henry.slash("group list")
    await nothing_more_comes()

    assert by_message.card.splitlines()[:2] == [
        "### Vil du møte @Luca?",
        "@Henry vil gjerne introdusere dere for hverandre.",
    ]
    assert at_next_command.card == (
        "### Ti va di conoscere @Kari?\n@Henry vorrebbe presentarvi.\n"
        f"**Perché proprio voi due**, con le parole di @Henry:\n> You both sell to schools, {SECRET}\n"
        f"**Che cosa spera @Henry**:\n> To learn from what comes of it, {SECRET}\n"
        "-# Ve lo chiedo separatamente. Solo se il sì arriva da entrambe le parti si viene a sapere che cosa hai "
        "risposto; altrimenti non lo sa nessuno, qualunque cosa sia.\n"
        "[🤝 Sì, presentaci] [🍃 Non ora] [💬 Perché lo ricevo?]"
    )
    assert (first, second) == (
        "Takk. Passer det for begge, fører jeg dere sammen.",
        "Grazie. Se va bene a entrambe le parti, vi faccio incontrare.",
    )
    assert before == [[]] * 5
    assert card.card.splitlines()[:2] == ["### Dere to ville gjerne møtes", "@Kari og @Luca: si hei til hverandre."]
    assert f"**Et spørsmål å begynne med**\n> What was your first sale, {SECRET}?" in card.card
    assert mine.card.startswith("### Volevate conoscervi\n@Kari e @Luca, salutatevi pure.")
    assert [person.name for person in stage.everybody if person.threads(lounge)] == ["Kari", "Luca"]
    assert [each.card for each in whispers(stage.henry, "### They meet")] == [
        "### They meet\n@Kari and @Luca both said yes, and have your words to begin with. Thank you for thinking of "
        "them.\n[💬 Why this?]"
    ]
    others = [stage.maria, stage.grace]
    assert [SECRET in "".join(seen_by(stage, person)) for person in others] == [False, False]


Said = Sequence[tuple[str, dict[str, str]]]


async def test_k3_a_no_reaches_nobody_and_looks_like_a_silence_before_a_yes_and_after_it(tmp_path: Path) -> None:
    """All that the other, who introduces, facilitator and moderator are ever shown is the same, word for word."""
    silent = await _two_weeks(tmp_path / "silent.db", [("luca", YES)])

    before = await _two_weeks(tmp_path / "before.db", [("kari", NOT_NOW), ("luca", YES)])
    after = await _two_weeks(tmp_path / "after.db", [("luca", YES), ("kari", NOT_NOW)])

    assert before == silent
    assert after == silent
    assert "Grazie. Se va bene a entrambe le parti, vi faccio incontrare." in silent["Luca"]


async def _two_weeks(database: Path, answers: Said) -> dict[str, list[str]]:
    """What everybody but Kari has seen once the question is over, with what moderators look up."""
    async with on_stage(database) as stage:
        await founders(stage)
        await introduce(stage)
        questions = {
            "kari": await asked(stage, stage.kari, "gruppe liste"),
            "luca": await asked(stage, stage.luca, "gruppo elenca"),
        }
        for name, buttons in answers:
            await answer(stage, getattr(stage, name), buttons, questions[name])
        await stage.maria.slash("admin deliveries")
        await stage.until(Date(2026, 9, 20), Time(12))
        for person, command in (
            (stage.maria, "admin deliveries"),
            (stage.maria, "admin schedule"),
            (stage.grace, "facilitate pairs"),
            (stage.henry, "introduce"),
            (stage.luca, "presenta"),
        ):
            await person.slash(command)
        await nothing_more_comes()
        return {person.name: seen_by(stage, person) for person in stage.everybody if person is not stage.kari}


async def test_k3_whoever_presses_what_they_were_never_shown_learns_and_changes_nothing(
    stage: Stage, tmp_path: Path
) -> None:
    lounge = await founders(stage)
    assert lounge is not None
    await introduce(stage)
    await answer(stage, stage.kari, YES, await asked(stage, stage.kari, "gruppe liste"))
    await answer(stage, stage.luca, YES, await asked(stage, stage.luca, "gruppo elenca"))
    ledger = Ledger(tmp_path / "trellis.db")

    for person in (stage.maria, stage.grace):
        for custom_id in (
            *(f"introduction:{word}:{each}" for each in ledger.ids("introductions") for word in ("yes", "not_now")),
            *(f"card:read:{each}" for each in ledger.ids("deliveries")),
        ):
            await press_unseen(stage, person, custom_id)
        await person.use_on_person("Who is this?", stage.kari)
        await person.slash("introduce")
    await stage.maria.slash("admin deliveries")
    await stage.maria.slash("admin audit")
    await nothing_more_comes()

    assert [SECRET in "".join(seen_by(stage, person)) for person in (stage.maria, stage.grace)] == [False, False]
    assert len(stage.kari.threads(lounge)) == 1


async def test_k3_the_menu_of_a_person_asks_who_the_other_is_and_keeps_what_was_typed(stage: Stage) -> None:
    await founders(stage)

    opened = (await stage.luca.use_on_person("Presenta", stage.kari)).text
    refused = await stage.luca.submit({**WORDS, "with": stage.sandbox.world.bot})
    again = await stage.luca.press("Modifica di nuovo", on=refused)
    said = await stage.luca.submit({"with": stage.henry})
    question = await asked(stage, stage.henry, "group list")

    assert opened.splitlines()[:2] == ["Presenta due persone", "Chi è l'altra persona? *:"]
    assert sentence_of(refused) == "È un bot, come me. Scegli una persona."
    assert WORDS["hope"] in again.text
    assert sentence_of(said) == "### Fatto"
    assert question.text.splitlines()[:2] == ["### Would you like to meet @Kari?", "@Luca would bring you together."]


async def test_k3_what_was_asked_is_found_again_and_may_be_answered_otherwise(stage: Stage) -> None:
    lounge = await founders(stage)
    assert lounge is not None
    await introduce(stage)
    await answer(stage, stage.kari, NOT_NOW, await asked(stage, stage.kari, "gruppe liste"))
    await answer(stage, stage.luca, YES, await asked(stage, stage.luca, "gruppo elenca"))

    await stage.restart_bot()
    shown = await stage.kari.slash("introduser")
    await stage.kari.press("🤝 Ja, introduser oss")
    await stage.settle()
    nothing = await stage.luca.slash("presenta")

    assert shown.text.startswith("### Vil du møte @Luca?")
    assert len(stage.kari.threads(lounge)) == 1
    assert nothing.text.startswith("### Presenta due persone")


async def test_k3_without_a_meeting_channel_each_hears_of_the_other_privately(stage: Stage, tmp_path: Path) -> None:
    await founders(stage, meeting=False)
    await introduce(stage)
    for person, command in ((stage.kari, "gruppe liste"), (stage.luca, "gruppo elenca")):
        await answer(stage, person, YES, await asked(stage, person, command))

    heard = await asked(stage, stage.kari, "gruppe liste")
    left = await stage.maria.slash("admin deliveries")

    assert heard.text.splitlines()[:2] == [
        "### Du og @Luca sa ja begge to",
        "Her kan dere ikke få noen tråd, så skriv til hverandre direkte.",
    ]
    assert WORDS["question"] in heard.text
    assert "Nothing is left over" in left.text
    assert Ledger(tmp_path / "trellis.db").of("introduction") == []


async def test_j4_who_left_the_server_after_a_yes_meets_nobody_and_the_other_sees_a_silence(stage: Stage) -> None:
    lounge = await founders(stage)
    assert lounge is not None
    await introduce(stage)
    question = await asked(stage, stage.luca, "gruppo elenca")
    await answer(stage, stage.kari, YES, await asked(stage, stage.kari, "gruppe liste"))
    await stage.kari.leaves_server()

    said = await answer(stage, stage.luca, YES, question)
    await stage.henry.slash("group list")
    await nothing_more_comes()

    assert said == "Grazie. Se va bene a entrambe le parti, vi faccio incontrare."
    assert stage.luca.threads(lounge) == []
    assert whispers(stage.henry, "### They meet") == []


async def test_k3_a_thread_that_is_there_although_discord_said_503_is_not_doubled(stage: Stage, tmp_path: Path) -> None:
    lounge = await founders(stage)
    assert lounge is not None
    await introduce(stage)
    await answer(stage, stage.kari, YES, await asked(stage, stage.kari, "gruppe liste"))
    stage.sandbox.world.faults.answer(503, rf"^POST /channels/{lounge.id}/threads$", after_effect=True)

    await answer(stage, stage.luca, YES, await asked(stage, stage.luca, "gruppo elenca"))
    await stage.until(Date(2026, 9, 3), Time(10, 5))

    assert [thread.name for thread in stage.luca.threads(lounge)] == ["🤝 · 2026-09-03 · 1"]
    assert Ledger(tmp_path / "trellis.db").of("introduction") == [("delivered", "sent")]


async def test_k3_whoever_cannot_be_introduced_is_named_with_what_to_do_and_nothing_typed_is_lost(stage: Stage) -> None:
    await founders(stage)
    bot, stranger = stage.sandbox.world.bot, stage.move_in("Nils", "no")

    refused = [
        await stage.henry.slash("introduce", first=first, second=second)
        for first, second in (
            (stage.henry, stage.luca),
            (stage.luca, stage.luca),
            (stage.luca, bot),
            (stage.luca, stranger),
        )
    ]
    await stage.henry.slash("introduce", first=stage.kari, second=stage.luca)
    await stage.luca.leaves_server()
    gone = await stage.henry.submit(WORDS)

    assert [sentence_of(shown).split(". ")[0] for shown in refused] == [
        "An introduction is between two others",
        "An introduction takes two different people",
        "That is a bot, as I am",
        "@Nils is in none of the groups here, so I cannot pass it on",
    ]
    assert given_back(refused[1]) == "/introduce first:@Luca second:@Luca"
    assert sentence_of(gone).startswith("@Luca is not on this server")
    assert SECRET in (await stage.henry.press("Edit again", on=gone)).text


async def test_k3_the_same_two_again_read_like_any_two_whoever_asks_and_nobody_is_asked_again(stage: Stage) -> None:
    """Before the form, in its answer, and two weeks later."""
    await founders(stage)
    first = await stage.henry.slash("introduce", first=stage.luca, second=stage.kari)
    fresh = await stage.henry.submit(WORDS)
    await asked(stage, stage.kari, "gruppe liste")

    again = await stage.grace.slash("introduce", first=stage.luca, second=stage.kari)
    said = await stage.grace.submit(WORDS)
    await stage.settle()
    await stage.kari.slash("gruppe liste")
    await nothing_more_comes()

    assert (again.text, said.text) == (first.text, fresh.text)
    assert len(whispers(stage.kari, SECRET)) == 1


async def test_k3_after_three_in_a_day_it_says_before_the_form_from_when_on_there_may_be_a_fourth(stage: Stage) -> None:
    await founders(stage)
    for _ in range(3):
        await introduce(stage)

    refused = await stage.henry.slash("introduce", first=stage.kari, second=stage.luca)

    assert refused.text.startswith("You've made 3 introductions in the last 24 hours. You can make the next one from ")
