"""Everybody reads their own language: groups, experiments, forms, reminders, and shared cards at one press."""

import re
from collections.abc import Iterator
from importlib import resources

import pytest
from babel.messages.pofile import read_po

from bot.demo.stage import Stage
from sandbox import Person
from sandbox.people import Form, Seen
from tests.e2e.acting import (
    EIGHT,
    FIRST_MONDAY,
    HALF_WAY,
    NINE,
    SECOND_MONDAY,
    TRIED,
    a_group,
    cards,
    check_in,
    commit,
    digests,
    found,
    join,
    nothing_more_comes,
    posted,
    prompts,
)


async def test_group_list_and_show_tell_of_rhythm_and_people(stage: Stage) -> None:
    await found(stage)
    await join(stage.kari)

    listed = await stage.luca.slash("gruppo elenca")
    shown = await stage.luca.slash("gruppo mostra", nome="founders")
    own = await stage.kari.slash("gruppe vis", navn="Founders")

    assert (
        listed.text == "### Gruppi su questo server\n**Founders** · 2 membri · lunedì 09:00 · #accountability\n[Entra]"
    )
    assert shown.text == (
        "### Founders\n"
        "Ogni lunedì alle 09:00 (Oslo) in #accountability ci chiediamo a vicenda: cosa è successo?\n"
        "Il prossimo giro si apre lunedì 7 settembre.\n"
        "Chi facilita: @Grace.\n"
        "2 membri: @Grace e @Kari\n"
        "La porta è aperta: `/gruppo entra`.\n"
        "[Entra]"
    )
    assert own.text.splitlines()[-2:] == ["Ledes av @Grace.", "2 medlemmer: @Grace og @Kari"]


async def test_a_server_without_groups_says_who_makes_the_first(stage: Stage) -> None:
    listed = await stage.kari.slash("gruppe liste")

    assert (listed.ephemeral, listed.text) == (
        True,
        "Det er ingen grupper her ennå. En moderator oppretter den første med `/admin gruppe opprett`.",
    )


async def test_group_names_are_suggested_as_they_are_typed(stage: Stage) -> None:
    await found(stage, name="Årets gründere")
    await found(stage, name="Founders")

    suggested = await stage.kari.complete("gruppe bli-med", "navn", "ÅRETS")
    every = await stage.luca.complete("gruppo mostra", "nome", "")

    assert suggested == [{"name": "Årets gründere", "value": "Årets gründere"}]
    assert [choice["value"] for choice in every] == ["Founders", "Årets gründere"]


async def test_who_has_left_is_no_longer_counted_and_may_come_back(stage: Stage) -> None:
    await a_group(stage, stage.kari, stage.henry)

    left = await stage.kari.slash("gruppe forlat", navn="Founders")
    await stage.until(FIRST_MONDAY, NINE)
    without = prompts(stage)[0].card.splitlines()[2:4]
    await join(stage.kari)
    await stage.until(SECOND_MONDAY, NINE)

    assert left.card == (
        "Du har forlatt «Founders».\n"
        "1 eksperiment hviler der. Bli med igjen innen 30 dager, så fortsetter det der det slapp."
    )
    assert without == ["@Henry · Henry's own", "**0 of 1** has answered"]
    assert prompts(stage)[1].card.splitlines()[-2] == "**0 of 2** have answered"


async def test_experiments_are_listed_and_shown_with_their_answers(stage: Stage) -> None:
    await found(stage)
    await join(stage.luca)
    await commit(stage.luca, "Una domanda aperta", {"why": "Ascolto poco"}, cadence="daily", days=14)
    await check_in(stage.luca, "failed", learned="Aspettare")

    listed = await stage.luca.slash("esperimento elenca")
    [choice] = await stage.luca.complete("esperimento mostra", "esperimento", "APERTA")
    shown = await stage.luca.slash("esperimento mostra", esperimento=choice["value"])

    assert choice["name"] == "Una domanda aperta"
    assert listed.text == (
        "### I tuoi esperimenti\n**Una domanda aperta**\n"
        "Giorno 1 di 14 · ogni giorno · in «Founders» · provato 1 volta · forza 5 su 100"
    )
    assert shown.text == (
        "### Una domanda aperta\n"
        "Giorno 1 di 14 · ogni giorno · in «Founders»\n"
        "Forza 5 su 100\n"
        "👥 Lo può leggere il gruppo\n"
        "**Perché è importante**\n> Ascolto poco\n"
        "giovedì 3 settembre · provato, non ha funzionato · Aspettare\n"
        "[Elimina una risposta ▾]"
    )


async def test_somebody_elses_experiment_is_not_shown(stage: Stage) -> None:
    await a_group(stage, stage.kari, stage.luca)
    [choice] = await stage.kari.complete("eksperiment vis", "eksperiment", "")

    shown = await stage.luca.slash("esperimento mostra", esperimento=choice["value"])

    assert shown.text.splitlines()[0] == "Non trovo questo esperimento tra i tuoi. Li vedi con `/esperimento elenca`."


@pytest.mark.parametrize("card", ["commitment", "prompt", "check-in", "digest"])
async def test_in_my_language_shows_a_shared_card_privately_in_the_readers_own(stage: Stage, card: str) -> None:
    await a_group(stage, stage.henry)
    commitment = posted(stage)[-1]
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.henry, "failed", learned="Slow down")
    await stage.until(SECOND_MONDAY, EIGHT)
    shared = {
        "commitment": commitment,
        "prompt": prompts(stage)[0],
        "check-in": cards(stage)[0],
        "digest": digests(stage)[0],
    }[card]

    norwegian = await stage.kari.press("🌐 In my language", on=shared)
    italian = await stage.luca.press("🌐 In my language", on=shared)

    assert (norwegian.ephemeral, italian.ephemeral) == (True, True)
    assert (norwegian.text.splitlines()[0], italian.text.splitlines()[0]) == {
        "commitment": ("@Henry starter et eksperiment", "@Henry comincia un esperimento"),
        "prompt": ("### «Founders»: hva skjedde?", "### «Founders»: cosa è successo?"),
        "check-in": (
            "🔬 @Henry prøvde, det gikk ikke, og forteller om det her for første gang: en ære å lese. Nå vet vi mer",
            "🔬 @Henry ha provato, non ha funzionato, e qui lo racconta per la prima volta: è un onore leggerlo. "
            "Ora ne sappiamo di più",
        ),
        "digest": (
            "### «Founders»: runden som åpnet mandag 7. september",
            "### «Founders»: il giro iniziato lunedì 7 settembre",
        ),
    }[card]


async def test_a_prompt_read_in_ones_own_language_can_be_answered_there(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    await stage.until(FIRST_MONDAY, NINE)

    mine = await stage.kari.press("🌐 In my language", on=prompts(stage)[0])
    await stage.kari.press("🌱 Jeg prøvde", on=mine)
    await stage.kari.submit(learned="Rett fra mitt eget kort")
    await stage.settle()

    assert [card.text.splitlines()[0] for card in cards(stage)] == ["🌱 @Kari tried"]


@pytest.mark.parametrize(("name", "language"), [("kari", "nb"), ("luca", "it")])
async def test_no_english_sentence_is_read_privately_by_who_uses_another_language(
    stage: Stage, name: str, language: str
) -> None:
    person: Person = getattr(stage, name)

    await _do_everything(stage, person)

    read = list(_read_privately(stage, person))
    assert len(read) > 20
    assert [(text, sentence) for text in read for sentence in _english(language) if re.search(sentence, text)] == []


async def _do_everything(stage: Stage, person: Person) -> None:
    """Every command, control, form and refusal there is for a member, once."""
    await person.slash("group list")
    await person.slash("experiment start", way="project")
    await found(stage)
    await person.slash("group join", name="Founders")
    await person.press(custom_id="person:contact:here")
    await person.slash("experiment start", way="project", days=400)
    await commit(person, "Ett", {"why": "Fordi", "when_then": "Når, så"})
    for command, options in (
        ("group show", {"name": "Founders"}),
        ("group join", {"name": "Founders"}),
        ("group show", {"name": "Ingen"}),
        ("experiment list", {}),
        ("experiment show", {"experiment": "Ett"}),
        ("my away", {"until": "???"}),
        ("my away", {"until": "2026-09-04"}),
        ("my back", {}),
    ):
        await person.slash(command, options)
    for outcome in ("not_yet", "failed"):
        await check_in(person, outcome, happened="Mye")
    await stage.until(FIRST_MONDAY, NINE)
    await person.press(TRIED)
    await person.press("🌐 In my language", on=prompts(stage)[0])
    person.dismiss()
    await commit(person, "To")
    await stage.until(HALF_WAY, NINE)
    await person.slash("experiment list")
    await nothing_more_comes()
    await _check_in_on_one_of_two(person)
    await person.press(custom_id="person:contact:message")
    await stage.until(HALF_WAY.add(days=7), NINE)
    await stage.until(FIRST_MONDAY.add(days=40), NINE)
    await person.slash("checkin", outcome="tried")
    await person.slash("group leave", name="Founders")
    await nothing_more_comes()


async def _check_in_on_one_of_two(person: Person) -> None:
    """With two open experiments a private list comes before the form."""
    asked = await person.slash("checkin", outcome="tried")
    assert asked.message is not None
    [menu] = asked.message.selects
    await person.choose(menu.custom_id, menu.options[0]["value"])
    await person.submit(learned="Nok")


def _read_privately(stage: Stage, person: Person) -> Iterator[str]:
    """The whispers, direct messages and forms a person was shown, without what she had typed herself."""
    for entry in stage.sandbox.world.journal.entries:
        if entry.readers == "everyone" or person.id not in entry.readers:
            continue
        if entry.kind == "message_created":
            text = Seen(entry.facts["message"], lambda _kind, number: f"@{number}").text
            yield re.sub(r"```.*?```", "", text, flags=re.DOTALL)
        elif entry.kind == "modal_opened":
            data = entry.facts["interaction"].response.data
            yield Form.opened(data, channel_id=0, message=None).text


def _english(language: str) -> list[str]:
    """Every sentence of more than one word that reads differently in this language, as a pattern."""
    with resources.files("bot.wording").joinpath("catalogues", f"{language}.po").open("rb") as source:
        catalogue = read_po(source)
    found = []
    for message in catalogue:
        english = message.id if isinstance(message.id, str) else message.id[-1]
        own = message.string if isinstance(message.string, str) else message.string[-1]
        if " " in english and own != english:
            words = [re.escape(part) for part in re.split(r"\{\w+\}", english)]
            found.append(rf"(?<!\w){'.+?'.join(words)}(?!\w)")
    return found
