"""Coming into a group, getting to know each other, and going: J1–J5, in three languages."""

import pytest

from bot.demo.stage import Stage
from sandbox import Person
from sandbox.people import Seen
from tests.e2e.acting import (
    EIGHT,
    FIRST_MONDAY,
    NINE,
    SECOND_MONDAY,
    a_group,
    check_in,
    commit,
    digests,
    found,
    join,
    nothing_more_comes,
    prompts,
    sentence_of,
    titles,
    whispers,
)


async def _comes_by(stage: Stage, person: Person, waits: str) -> Seen:
    """A command that only reads, and what is shown after it of what has waited."""
    await stage.settle()
    await person.slash("group list")
    await nothing_more_comes()
    return whispers(person, waits)[-1]


async def test_j1_the_welcome_speaks_norwegian_and_knows_the_clock_without_asking(stage: Stage) -> None:
    await found(stage, zone="Europe/London")

    welcome = await stage.kari.slash("gruppe bli-med", navn="Founders")

    assert welcome.ephemeral
    assert welcome.text == (
        "### Velkommen til «Founders»\n"
        "Hver mandag klokken 09:00 (London) spør vi hverandre i #accountability: hva skjedde?\n"
        "Neste runde åpner mandag 7. september.\n"
        "**Ditt første steg**: velg én ting å prøve de neste 30 dagene. Et forsøk som ikke går, teller også. "
        "Har du noe eget: `/eksperiment start`. Ellers finnes det ideer å begynne med.\n"
        "[🌱 Vis meg ideer]\n"
        "Gi først: fortell om én ting du kan lære bort, og én du er på jakt etter.\n"
        "[🤝 Noe å gi, noe å få]\n"
        "Tidssonen din: Oslo. Er du et annet sted, trykk på *Min tidssone*.\n"
        "[🕰️ Min tidssone]\n"
        "Én gang per runde kan jeg minne deg på det: med en direktemelding, ved "
        "å nevne deg i tråden til runden, eller her ved neste kommando. "
        "Du velger, og kan endre det når som helst med `/meg påminnelser`.\n"
        "[Send meg melding] [Nevn meg i tråden] [Bare her]"
    )


async def test_j1_e11_a_newcomer_comes_from_the_list_of_groups_to_an_experiment_by_buttons_alone(stage: Stage) -> None:
    await found(stage)

    await stage.luca.slash("gruppo elenca")
    welcome = await stage.luca.press("Entra")
    ideas = await stage.luca.press("🌱 Dammi qualche idea", on=welcome)
    await stage.luca.press("🌱 Comincia questo", on=ideas, beside=titles(ideas)[0])
    begun = await stage.luca.submit()

    assert sentence_of(begun).startswith("### Si parte")


async def test_j1_a_clock_is_mended_at_the_welcome_by_naming_a_city(stage: Stage) -> None:
    await found(stage)
    await stage.luca.slash("gruppo entra", nome="Founders")

    await stage.luca.press("🕰️ Il mio fuso orario")
    moved = await stage.luca.submit(place="Londra")

    assert sentence_of(moved) == "Bene: ora il tuo fuso orario è Londra, in ogni gruppo."


async def test_j1_a_city_nobody_knows_is_given_back_to_be_mended(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    await stage.henry.press("🕰️ My clock")

    refused = await stage.henry.submit(place="Atlantis")
    again = await stage.henry.press("Edit again", on=refused)

    assert sentence_of(refused).startswith("I do not know the time zone “Atlantis”.")
    assert again.text == "My clock\nWhich city's clock is yours? *: Atlantis"


async def test_j1_one_offer_and_one_ask_are_told_at_the_welcome_and_shown_by_who_is_this(stage: Stage) -> None:
    await found(stage)
    await stage.kari.slash("gruppe bli-med", navn="Founders")
    await stage.kari.press("🤝 Noe å gi, noe å få")
    await stage.kari.submit(
        {"Én ting du kan lære bort": "Å ringe uten å grue seg", "Én ting du er på jakt etter": "En mentor"}
    )
    await commit(stage.kari, "Ringe én kunde hver uke")

    seen = await stage.luca.use_on_person("Chi è?", stage.kari)
    shared = await stage.grace.use_on_person("Who is this?", stage.kari)

    assert (seen.ephemeral, shared.ephemeral) == (True, True)
    assert seen.text == (
        "### @Kari\n"
        "**Può insegnare**\n> Å ringe uten å grue seg\n"
        "**Cerca**\n> En mentor\n"
        "Comincia dando: puoi aiutare in quello che cerca, o conosci chi può? Scrivi a @Kari."
    )
    assert shared.text == (
        "### @Kari\n"
        "In your groups: “Founders”.\n"
        "**Is trying**\n- Ringe én kunde hver uke\n"
        "**Could teach**\n> Å ringe uten å grue seg\n"
        "**Is looking for**\n> En mentor\n"
        "Give first: can you help with what they are looking for, or do you know who can? Write to @Kari."
    )


async def test_j2_who_cannot_see_the_channel_is_told_and_so_is_the_facilitator(stage: Stage) -> None:
    await found(stage)
    lobby = stage.guild.add_channel("lobby")
    await stage.luca.loses_sight_of(stage.channel)
    stage.luca.go(lobby)

    welcome = await stage.luca.slash("gruppo entra", nome="Founders")
    told = await _comes_by(stage, stage.grace, "cannot see its channel")

    assert "Per ora non vedi il canale del gruppo. Lo dico a chi lo guida." in welcome.text
    assert told.text.splitlines()[0] == "@Luca has joined “Founders”, but cannot see its channel, #accountability."


async def test_j3_who_is_this_has_a_kind_word_for_bots_strangers_and_oneself(stage: Stage) -> None:
    await found(stage)

    bot = await stage.kari.use_on_person("Hvem er dette?", stage.sandbox.world.bot)
    stranger = await stage.kari.use_on_person("Hvem er dette?", stage.henry)
    herself = await stage.kari.use_on_person("Hvem er dette?", stage.kari)

    assert [sentence_of(shown) for shown in (bot, stranger, herself)] == [
        "Det er en bot, akkurat som meg. Velg et menneske.",
        "@Henry er ikke med i noen av gruppene her, så vi to kjenner ikke hverandre ennå. Vil du ha @Henry med i din, "
        "så fortell om `/gruppe liste`, eller be den som leder gruppen, om en invitasjon.",
        "Det er deg. Dette er det folk i gruppene dine leser om deg:",
    ]


HARMFUL = [
    pytest.param("🌱" * 100, "🌱" * 100, id="emoji"),
    pytest.param("@everyone @here <@&1> <#1>", "@\u200beveryone @\u200bhere \\<@\u200b&1> \\<#1>", id="mentions"),
    pytest.param("[press](javascript:alert(1)) ``` #", "\\[press\\](javascript:alert(1)) \\`\\`\\` #", id="markdown"),
    pytest.param("שלום\u202eabc", "שלוםabc", id="right to left"),
]


@pytest.mark.parametrize(("words", "harmless"), HARMFUL)
async def test_j3_what_somebody_wrote_is_harmless_on_who_is_this(stage: Stage, words: str, harmless: str) -> None:
    await found(stage)
    await join(stage.henry)
    await stage.henry.press("🤝 One offer, one ask")
    await stage.henry.submit(teaches=words, looks_for=words)

    shown = await stage.grace.use_on_person("Who is this?", stage.henry)

    assert shown.text.splitlines()[2:6] == ["**Could teach**", f"> {harmless}", "**Is looking for**", f"> {harmless}"]
    assert [person.notifications for person in stage.everybody] == [[]] * len(stage.everybody)


async def test_j4_who_comes_back_within_thirty_days_takes_up_what_rested(stage: Stage) -> None:
    await a_group(stage, stage.luca)

    left = await stage.luca.slash("gruppo esci", nome="Founders")
    await stage.until(FIRST_MONDAY, NINE)
    back = await stage.luca.slash("gruppo entra", nome="Founders")

    assert left.text == (
        "Non fai più parte di «Founders».\n"
        "Lì riposa 1 tuo esperimento. Se rientri entro 30 giorni, riprende da dov'era."
    )
    assert "È bello riaverti qui. Questo riprende da dov'era:\n- Luca's own" in back.text
    assert prompts(stage) == []  # there was nobody to ask


async def test_j4_who_has_left_the_server_is_noticed_before_the_prompt_and_counted_no_more(stage: Stage) -> None:
    await a_group(stage, stage.kari, stage.henry)
    await stage.henry.leaves_server()

    await stage.until(FIRST_MONDAY, NINE)
    shown = await stage.grace.slash("group show", name="Founders")

    assert prompts(stage)[0].card.splitlines()[2:4] == ["@Kari · Kari's own", "**0 of 1** has answered"]
    assert "2 members: @Grace and @Kari" in shown.card


async def test_j4_who_comes_back_to_the_server_joins_as_usual_and_goes_on(stage: Stage) -> None:
    await a_group(stage, stage.kari, stage.henry)
    await stage.henry.leaves_server()
    await stage.until(FIRST_MONDAY, NINE)

    await stage.henry.joins_server(stage.guild)
    stage.henry.go(stage.channel)
    back = await stage.henry.slash("group join", name="Founders")

    assert "Good to have you back. This goes on where it was:\n- Henry's own" in back.text


async def test_j4_who_leaves_the_server_after_the_prompt_is_not_in_the_digest(stage: Stage) -> None:
    await a_group(stage, stage.kari, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.kari)
    await stage.henry.leaves_server()

    await stage.until(SECOND_MONDAY, EIGHT)

    assert "**1 of 1** tried something: 100%." in digests(stage)[0].text


async def test_j4_when_the_last_facilitator_is_gone_the_group_goes_on_and_says_so(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    await stage.grace.leaves_server()

    await stage.until(FIRST_MONDAY, NINE)
    shown = await stage.kari.slash("gruppe vis", navn="Founders")

    assert len(prompts(stage)) == 1
    assert "Ingen leder gruppen for tiden. En moderator kan peke ut noen: `/admin gruppe led`." in shown.text


async def test_j4_nobody_is_taken_as_gone_while_the_server_is_out_of_order(stage: Stage) -> None:
    await a_group(stage, stage.kari, stage.henry)
    stage.guild.remove_member(stage.henry.user)
    stage.sandbox.world.faults.guild_outage(stage.guild)

    await stage.until(FIRST_MONDAY, NINE)
    stage.sandbox.world.faults.end_guild_outage(stage.guild)
    shown = await stage.grace.slash("group show", name="Founders")

    assert "3 members" in shown.text


async def test_j5_a_group_by_invitation_says_whom_to_ask_and_pings_nobody(stage: Stage) -> None:
    await found(stage, entry="invited")

    listed = await stage.luca.slash("gruppo elenca")
    shown = await stage.luca.slash("gruppo mostra", nome="Founders")
    refused = await stage.luca.slash("gruppo entra", nome="Founders")

    assert listed.text == (
        "### Gruppi su questo server\n"
        "🔒 **Founders** · 1 membro · lunedì 09:00 · #accountability\n"
        "🔒 Su invito: `/gruppo mostra` dice a chi chiederlo."
    )
    assert shown.text.splitlines()[-1] == "🔒 Su invito. Chiedilo a @Grace."
    assert sentence_of(refused) == "«Founders» accoglie chi ha un invito. Chiedine uno a @Grace."
    assert stage.grace.notifications == []


async def test_j5_an_invited_person_reads_it_at_their_next_command_and_joins_at_a_press(stage: Stage) -> None:
    await found(stage, entry="invited")

    sent = await stage.grace.slash("facilitate group invite", person=stage.kari)
    await stage.settle()
    unasked = stage.kari.notifications
    invitation = await _comes_by(stage, stage.kari, "inviterer deg")
    welcome = await stage.kari.press("Bli med", on=invitation)

    assert sentence_of(sent).startswith("@Kari is invited to “Founders”.")
    assert unasked == []
    assert invitation.text.splitlines()[0] == "### @Grace inviterer deg til «Founders»"
    assert sentence_of(welcome) == "### Velkommen til «Founders»"


async def test_j5_who_chose_direct_messages_joins_from_there(stage: Stage) -> None:
    await found(stage)
    await join(stage.kari)
    await stage.kari.press("Send meg melding")
    await found(stage, name="Sellers", entry="invited")
    await stage.grace.slash("facilitate group invite", person=stage.kari, group="Sellers")
    await stage.settle()

    welcome = await stage.kari.press("Bli med", on=stage.kari.dms[-1])

    assert sentence_of(welcome) == "### Velkommen til «Sellers»"
    assert welcome.text.splitlines()[-1] == "[🕰️ Min tidssone]"


async def test_j5_only_people_are_invited_and_only_by_who_leads(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)

    by_henry = await stage.henry.slash("facilitate group invite", person=stage.kari, group="Founders")
    bot = await stage.grace.slash("facilitate group invite", person=stage.sandbox.world.bot)
    member = await stage.grace.slash("facilitate group invite", person=stage.henry)
    herself = await stage.grace.slash("facilitate group invite", person=stage.grace)

    assert [sentence_of(shown) for shown in (by_henry, bot, member, herself)] == [
        "This is for those who lead “Founders”. `/group show` says who that is.",
        "That is a bot, as I am. Choose a person.",
        "@Henry is already in “Founders”.",
        "@Grace is already in “Founders”.",
    ]


async def test_j5_the_lead_is_shared_passed_on_and_named_by_a_moderator(stage: Stage) -> None:
    await found(stage)
    await join(stage.kari, stage.luca)

    await stage.grace.slash("facilitate group co-lead", person=stage.kari)
    await stage.grace.slash("facilitate group hand-over", person=stage.luca)
    together = await stage.grace.slash("group show", name="Founders")
    told = await _comes_by(stage, stage.luca, "Ora guidi")
    await stage.kari.slash("gruppe forlat", navn="Founders")
    last = await stage.luca.slash("gruppo esci", nome="Founders")
    left_alone = await stage.grace.slash("group show", name="Founders")
    await stage.maria.slash("admin group lead", name="Founders", person=stage.henry)
    led = await stage.grace.slash("group show", name="Founders")

    assert "Led by @Kari and @Luca." in together.text
    assert told.text.splitlines()[0] == "### Ora guidi «Founders»"
    assert "Adesso nessuno guida il gruppo." in last.text
    assert "Nobody leads the group at present. A moderator can name somebody: `/admin group lead`." in left_alone.text
    assert "Led by @Henry." in led.text


@pytest.mark.parametrize(
    ("name", "heading", "choices"),
    [
        ("grace", "### You lead “Founders” now", ["Message me", "Mention me in the thread", "Only here"]),
        ("kari", "### Du leder «Founders» nå", ["Send meg melding", "Nevn meg i tråden", "Bare her"]),
        ("luca", "### Ora guidi «Founders»", ["Scrivimi", "Menzionami nel thread", "Solo qui"]),
    ],
)
async def test_j5_who_is_named_to_lead_a_new_group_is_welcomed(
    stage: Stage, name: str, heading: str, choices: list[str]
) -> None:
    leader: Person = getattr(stage, name)
    await found(stage, facilitator=leader)

    word = await _comes_by(stage, leader, heading)

    assert [button.label for button in word.buttons][:3] == choices
