"""What cannot be used is answered privately, in one sentence that says what to do, with what was typed given back."""

from typing import Any

import pytest
from whenever import Date, Time

from bot.demo.stage import Stage
from sandbox import Person
from sandbox.people import Shown
from sandbox.protocol import permissions
from sandbox.protocol.channels import Overwrite
from tests.e2e.acting import (
    FIRST_MONDAY,
    NINE,
    TRIED,
    a_group,
    commit,
    found,
    given_back,
    join,
    sentence_of,
)

NB, IT = "no", "it"
IN_TWO_LANGUAGES = pytest.mark.parametrize("name", ["kari", "luca"])


async def _moderated(stage: Stage, locale: str, **changes: Any) -> Shown:
    """`/admin group create` by Maria in another language."""
    stage.maria.locale = locale
    return await found(stage, **changes)


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        (NB, "«25:00» er ikke et klokkeslett jeg kan lese. Skriv timer og minutter, for eksempel 09:00 eller 18:30."),
        (IT, "«25:00» non è un'ora che so leggere. Scrivi ore e minuti, per esempio 09:00 o 18:30."),
    ],
)
async def test_an_hour_that_no_clock_shows(stage: Stage, locale: str, sentence: str) -> None:
    shown = await _moderated(stage, locale, time="25:00")

    assert sentence_of(shown) == sentence
    assert ":25:00" in given_back(shown)


@pytest.mark.parametrize(
    ("locale", "beginning"),
    [(NB, "Jeg kjenner ikke tidssonen «Atlantis»."), (IT, "Non conosco il fuso orario «Atlantis».")],
)
async def test_a_zone_that_is_nowhere(stage: Stage, locale: str, beginning: str) -> None:
    shown = await _moderated(stage, locale, zone="Atlantis")

    assert sentence_of(shown).startswith(beginning)
    assert ":Atlantis" in given_back(shown)


@pytest.mark.parametrize("days", [6, 400])
async def test_an_experiment_too_short_or_too_long(stage: Stage, days: int) -> None:
    await found(stage)
    await join(stage.kari, stage.luca)

    norwegian = await stage.kari.slash("eksperiment start", {"måte": "Et prosjekt å prøve det i", "dager": days})
    italian = await stage.luca.slash("esperimento avvia", {"modo": "Un progetto in cui provare", "giorni": days})

    assert sentence_of(norwegian) == f"Antall dager kan være fra 7 til 90; du skrev {days}."
    assert sentence_of(italian) == f"Il numero di giorni può andare da 7 a 90; hai scritto {days}."
    assert f":{days}" in given_back(norwegian)


@pytest.mark.parametrize(
    ("denied", "norwegian", "italian"),
    [
        (permissions.SEND_MESSAGES, "Send meldinger", "Invia messaggi"),
        (permissions.CREATE_PUBLIC_THREADS, "Opprett offentlige tråder", "Crea thread pubblici"),
    ],
)
async def test_a_channel_without_a_permission_names_the_one_to_grant(
    stage: Stage, denied: int, norwegian: str, italian: str
) -> None:
    closed = stage.guild.add_channel("closed", overwrites=[Overwrite(stage.sandbox.world.bot.id, 1, deny=denied)])

    in_norwegian = await _moderated(stage, NB, channel=closed)
    in_italian = await _moderated(stage, IT, channel=closed)

    assert norwegian in sentence_of(in_norwegian)
    assert italian in sentence_of(in_italian)
    assert sentence_of(in_norwegian).startswith("Jeg kan ikke jobbe i #closed ennå.")
    assert ":#closed" in given_back(in_italian)


@pytest.mark.parametrize(("locale", "name"), [(NB, "Vis kanal"), (IT, "Visualizza canale")])
async def test_a_channel_the_bot_cannot_see_names_the_permission_to_see_it(
    stage: Stage, locale: str, name: str
) -> None:
    bot = stage.sandbox.world.bot.id
    hidden = stage.guild.add_channel("hidden", overwrites=[Overwrite(bot, 1, deny=permissions.VIEW_CHANNEL)])

    shown = await _moderated(stage, locale, channel=hidden)

    assert name in sentence_of(shown)
    assert (await stage.maria.slash("group list")).text.count("Founders") == 0


@pytest.mark.parametrize("name", ["Årets gründere", "ÅRETS GRÜNDERE", " årets   gründere "])
@pytest.mark.parametrize(("locale", "ending"), [(NB, "Gi denne et annet navn."), (IT, "Dai a questo un altro nome.")])
async def test_a_second_group_of_that_name(stage: Stage, name: str, locale: str, ending: str) -> None:
    await found(stage, name="Årets gründere")

    shown = await _moderated(stage, locale, name=name)

    assert sentence_of(shown).endswith(ending)
    assert f":{name}" in given_back(shown)


@pytest.mark.parametrize(
    ("locale", "name", "sentence"),
    [
        (NB, "   ", "Gruppens navn: her mangler det tekst. Skriv noen ord og send på nytt."),
        (IT, "   ", "Il nome del gruppo: qui manca il testo. Scrivi qualche parola e invia di nuovo."),
        (NB, "x" * 61, "Gruppens navn kan ha opptil 60 tegn; du har skrevet 61. Kort ned litt og send på nytt."),
        (
            IT,
            "x" * 61,
            "Il nome del gruppo può avere fino a 60 caratteri; ne hai scritti 61. Accorcia un po' e invia di nuovo.",
        ),
    ],
)
async def test_a_name_that_is_empty_or_too_long(stage: Stage, locale: str, name: str, sentence: str) -> None:
    shown = await _moderated(stage, locale, name=name)

    assert sentence_of(shown) == sentence
    assert f":{name}" in given_back(shown)


async def test_a_form_with_blanks_only_gives_its_words_back(stage: Stage) -> None:
    await found(stage)
    await join(stage.kari)

    refused = await commit(stage.kari, "   ", {"why": "Fordi det er viktig"})
    reopened = await stage.kari.press("Rediger på nytt")

    assert sentence_of(refused) == "Det du vil prøve: her mangler det tekst. Skriv noen ord og send på nytt."
    assert reopened.form is not None
    assert reopened.form.field("why").value == "Fordi det er viktig"


async def test_a_button_pressed_by_somebody_outside_the_group(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)

    norwegian = await stage.kari.press(TRIED)
    italian = await stage.luca.press(TRIED)

    assert sentence_of(norwegian) == "Dette er for medlemmer av «Founders». Du er velkommen dit: `/gruppe bli-med`."
    assert sentence_of(italian) == "Questo è per i membri di «Founders». La porta è aperta: `/gruppo entra`."


@pytest.mark.parametrize(
    ("name", "sentence", "again"),
    [
        ("kari", "«Ringe» ble avsluttet onsdag 9. september og tar ikke imot flere innsjekker.", "Rediger på nytt"),
        ("luca", "«Ringe» si è concluso mercoledì 9 settembre e non accetta altri check-in.", "Modifica di nuovo"),
    ],
)
async def test_a_check_in_for_an_experiment_that_ended_meanwhile(
    stage: Stage, name: str, sentence: str, again: str
) -> None:
    person: Person = getattr(stage, name)
    await found(stage)
    await join(person)
    await commit(person, "Ringe", days=7)
    await stage.until(Date(2026, 9, 9), Time(23))
    await person.slash("checkin", outcome="tried")
    await stage.until(Date(2026, 9, 10), Time(1))

    refused = await person.submit(tried="Tre", learned="Ja")
    reopened = await person.press(again)

    assert sentence_of(refused).startswith(sentence)
    assert reopened.form is not None
    assert [field.value for field in reopened.form.fields] == ["Tre", None, "Ja", None, None]


@pytest.mark.parametrize(
    ("name", "again", "gone"),
    [
        ("kari", "Rediger på nytt", "Det du hadde skrevet, blir tatt vare på i ett døgn, og det er gått nå."),
        ("luca", "Modifica di nuovo", "Quello che avevi scritto si conserva per un giorno, e quel giorno è passato."),
    ],
)
async def test_a_draft_is_kept_for_a_day(stage: Stage, name: str, again: str, gone: str) -> None:
    person: Person = getattr(stage, name)
    await found(stage)
    await join(person)
    await commit(person, "  ", {"why": "Poi"})

    await stage.clock.advance(hours=23, minutes=59)
    kept = await person.press(again)
    await stage.clock.advance(minutes=1)
    lost = await person.press(again)

    assert kept.kind == "form"
    assert sentence_of(lost).startswith(gone)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "kari",
            "Dette skjer i en gruppe, og du er ikke med i noen her ennå. "
            "`/gruppe liste` viser gruppene, og med `/gruppe bli-med` blir du med.",
        ),
        (
            "luca",
            "Questo si fa in un gruppo, e qui non fai ancora parte di nessuno. "
            "`/gruppo elenca` mostra i gruppi, con `/gruppo entra` ne scegli uno.",
        ),
    ],
)
async def test_an_experiment_without_a_group(stage: Stage, name: str, sentence: str) -> None:
    person: Person = getattr(stage, name)

    shown = await person.slash("experiment start", way="project")

    assert sentence_of(shown) == sentence
    assert (
        given_back(shown)
        == {
            "kari": "/eksperiment start måte:Et prosjekt å prøve det i",
            "luca": "/esperimento avvia modo:Un progetto in cui provare",
        }[name]
    )


@IN_TWO_LANGUAGES
@pytest.mark.parametrize("command", ["group show", "group join", "group leave"])
async def test_a_group_nobody_knows(stage: Stage, name: str, command: str) -> None:
    person: Person = getattr(stage, name)
    sentences = {
        "kari": "Det finnes ingen gruppe her som heter «Fisk». `/gruppe liste` viser dem som finnes.",
        "luca": "Qui non c'è nessun gruppo che si chiama «Fisk». `/gruppo elenca` mostra quelli che ci sono.",
    }

    shown = await person.slash(command, name="Fisk")

    assert sentence_of(shown) == sentences[name]
    words = {
        "kari": {"group": "gruppe", "show": "vis", "join": "bli-med", "leave": "forlat", "name": "navn"},
        "luca": {"group": "gruppo", "show": "mostra", "join": "entra", "leave": "esci", "name": "nome"},
    }[name]
    assert given_back(shown) == f"/{' '.join(words[part] for part in command.split())} {words['name']}:Fisk"


@IN_TWO_LANGUAGES
async def test_a_sixth_experiment_is_refused_before_anything_is_written(stage: Stage, name: str) -> None:
    person: Person = getattr(stage, name)
    await found(stage)
    await join(person)
    for number in range(5):
        await commit(person, f"Number {number}")

    shown = await person.slash("experiment start", way="project")

    assert sentence_of(shown).startswith(
        {"kari": "Du har 5 åpne eksperimenter, og det er", "luca": "Hai 5 esperimenti aperti: di più"}[name]
    )


@pytest.mark.parametrize(
    ("until", "norwegian", "italian"),
    [
        ("2026-09-02", "«2026-09-02» er allerede passert.", "«2026-09-02» è già passato."),
        ("snart", "«snart» er ikke en dato jeg kan lese.", "«snart» non è una data che so leggere."),
    ],
)
async def test_away_until_a_day_that_will_not_come(stage: Stage, until: str, norwegian: str, italian: str) -> None:
    in_norwegian = await stage.kari.slash("meg borte", {"til-og-med": until})
    in_italian = await stage.luca.slash("io assente", {"fino-a": until})

    assert sentence_of(in_norwegian).startswith(norwegian)
    assert sentence_of(in_italian).startswith(italian)
    assert f":{until}" in given_back(in_norwegian)
