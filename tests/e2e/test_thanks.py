"""Thanking each other, in three languages: by command, by the menus of a person and of a message (R1 to R4)."""

import asyncio

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
    cards,
    check_in,
    commit,
    digests,
    found,
    given_back,
    join,
    nothing_more_comes,
    posted,
    sentence_of,
    threads,
    whispers,
)


async def _comes_by(stage: Stage, person: Person, waits: str) -> Seen:
    """A command that only reads, and what is shown after it of what has waited."""
    await stage.settle()
    await person.slash("group list")
    await nothing_more_comes()
    return whispers(person, waits)[-1]


async def _a_round(stage: Stage) -> None:
    """Kari, Luca and Henry in a group that Grace leads, after Kari has answered in the first round."""
    await a_group(stage, stage.kari, stage.luca, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.kari, "failed", learned="Å spørre først")
    await stage.settle()


async def test_r1_thanks_by_command_reach_one_person_at_their_next_command_and_nobody_else(stage: Stage) -> None:
    await a_group(stage, stage.kari, stage.luca)
    before = len(posted(stage))

    said = await stage.kari.slash("takk", {"person": stage.luca, "for": "Du lyttet til hele historien."})
    heard = await _comes_by(stage, stage.luca, "ti dice grazie")

    assert said.ephemeral
    assert said.text == (
        "### Gitt videre\nDette er bare til @Luca:\n> Du lyttet til hele historien.\n"
        "`/meg takk` viser det du har gitt og fått."
    )
    assert heard.text == "### 🤝 @Kari ti dice grazie\n> Du lyttet til hele historien.\n[💬 Perché lo ricevo?]"
    assert len(posted(stage)) == before
    others = [person for person in stage.everybody if person not in (stage.kari, stage.luca)]
    assert [whispers(person, "historien") for person in others] == [[]] * len(others)
    assert stage.luca.notifications == []


async def test_r1_who_chose_direct_messages_hears_there_and_why(stage: Stage) -> None:
    await a_group(stage, stage.kari, stage.luca)
    await stage.kari.press("Send meg melding")

    await stage.luca.slash("grazie", {"persona": stage.kari, "per": "La tua domanda"})
    await stage.settle()
    heard = stage.kari.dms[-1]
    why = await stage.kari.press("💬 Hvorfor får jeg denne?", on=heard)

    assert heard.card.splitlines()[0] == "### 🤝 @Luca takker deg"
    assert sentence_of(why) == "Noen her har takket deg. Bare dere to leser det; du finner det igjen med `/meg takk`."


@pytest.mark.parametrize(
    ("name", "menu", "title", "passed_on"),
    [
        ("henry", "Thank", "Thanks", "### Passed on"),
        ("kari", "Si takk", "Takk", "### Gitt videre"),
        ("luca", "Ringrazia", "Grazie", "### Fatto"),
    ],
)
async def test_r1_the_menu_of_a_person_opens_a_form_of_one_field(
    stage: Stage, name: str, menu: str, title: str, passed_on: str
) -> None:
    person: Person = getattr(stage, name)
    await a_group(stage, person)

    form = await person.use_on_person(menu, stage.grace)
    said = await person.submit(text="You asked the right question.")
    heard = await _comes_by(stage, stage.grace, "thanks you")

    assert form.text.splitlines()[0] == title
    assert sentence_of(said) == passed_on
    assert heard.text.splitlines()[:2] == [f"### 🤝 @{person.name} thanks you", "> You asked the right question."]


@pytest.mark.parametrize(
    ("name", "menu", "passed_on"),
    [
        ("henry", "Thank for this", "### Passed on"),
        ("luca", "Ringrazia per questo", "### Fatto"),
    ],
)
async def test_r1_the_menu_of_a_card_thanks_whoever_s_check_in_it_is_and_says_which(
    stage: Stage, name: str, menu: str, passed_on: str
) -> None:
    await _a_round(stage)
    person: Person = getattr(stage, name)

    await person.use_on_message(menu, cards(stage)[0])
    said = await person.submit(text="Now I dare, too.")
    heard = await _comes_by(stage, stage.kari, "takker deg")

    assert sentence_of(said) == passed_on
    assert heard.text.splitlines()[:3] == [
        f"### 🤝 @{person.name} takker deg",
        "> Now I dare, too.",
        "For innsjekken din om «Kari's own».",
    ]


async def test_r1_the_menu_of_a_message_thanks_its_author(stage: Stage) -> None:
    await a_group(stage, stage.kari, stage.luca)
    message = await stage.luca.write(text="Provate a chiedere prima il prezzo")

    await stage.kari.use_on_message("Takk for dette", message)
    await stage.kari.submit(text="Det virket!")
    heard = await _comes_by(stage, stage.luca, "ti dice grazie")

    assert heard.text.splitlines()[:2] == ["### 🤝 @Kari ti dice grazie", "> Det virket!"]


async def test_r1_a_response_is_thanked_for_by_the_menu_of_its_card(stage: Stage) -> None:
    await _a_round(stage)
    await stage.luca.press("💬 Respond", on=cards(stage)[0])
    await stage.luca.submit(text="Provaci di martedì")
    await stage.settle()

    await stage.kari.use_on_message("Takk for dette", cards(stage)[-1])
    await stage.kari.submit(text="På tirsdag, da!")
    heard = await _comes_by(stage, stage.luca, "ti dice grazie")

    assert heard.text.splitlines()[1] == "> På tirsdag, da!"


@pytest.mark.worlds("mention-adds-nobody")
async def test_r1_what_only_the_partner_reads_is_thanked_for_in_the_thread_of_the_pair(stage: Stage) -> None:
    await stage.maria.slash("admin settings", {"meeting-channel": stage.guild.add_channel("meetings")})
    await found(stage, facilitator=stage.luca)
    await join(stage.kari)
    await commit(stage.kari, "Noe lite", visibility="partner")
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.kari, learned="Bare for deg")
    await stage.settle()
    [between] = [each for each in threads(stage) if each.private]
    [card] = [each for each in stage.luca.sees(between) if "Bare for deg" in each.text]

    await stage.luca.use_on_message("Ringrazia per questo", card)
    await stage.luca.submit(text="Ora so da dove partire.")
    heard = await _comes_by(stage, stage.kari, "takker deg")

    assert heard.text.splitlines()[1:3] == ["> Ora so da dove partire.", "For innsjekken din om «Noe lite»."]


async def test_r1_a_person_s_kind_word_to_the_bot_is_answered_with_one(stage: Stage) -> None:
    await _a_round(stage)
    bot = stage.sandbox.world.bot

    thanked = [
        await stage.henry.slash("thanks", {"person": bot, "for": "Everything"}),
        await stage.henry.use_on_person("Thank", bot),
        await stage.henry.use_on_message("Thank for this", posted(stage)[0]),
    ]

    kind = "Kind of you! But I am a bot, and thanks are for people. Who helped you? `/thanks` lets them know."
    assert [sentence_of(shown) for shown in thanked] == [kind] * 3
    assert stage.henry.form is None


async def test_r2_nobody_thanks_themselves_by_any_way(stage: Stage) -> None:
    await _a_round(stage)

    refused = [
        await stage.kari.slash("takk", {"person": stage.kari, "for": "Meg"}),
        await stage.kari.use_on_person("Si takk", stage.kari),
        await stage.kari.use_on_message("Takk for dette", cards(stage)[0]),
    ]

    assert [sentence_of(shown) for shown in refused] == ["Takk går til noen andre. Hvem hjalp deg dit?"] * 3


async def test_r2_thanks_are_not_returned_within_a_day_unless_for_a_check_in(stage: Stage) -> None:
    await _a_round(stage)
    await stage.kari.slash("takk", {"person": stage.henry, "for": "Praten"})

    back = await stage.henry.slash("thanks", {"person": stage.kari, "for": "Your thanks"})
    again = await stage.kari.use_on_person("Si takk", stage.henry)
    await stage.henry.use_on_message("Thank for this", cards(stage)[0])
    tied = await stage.henry.submit(text="You said what went wrong.")
    twice = await stage.henry.use_on_message("Thank for this", cards(stage)[0])

    assert sentence_of(back).startswith("@Kari has just thanked you, and thanks need no answer.")
    assert sentence_of(again).startswith("Du takket @Henry for litt siden; fra ")
    assert sentence_of(tied) == "### Passed on"
    assert sentence_of(twice) == "You have thanked for this already, and it was heard."


async def test_r2_a_form_and_a_command_sent_at_once_make_one_thanks(stage: Stage) -> None:
    await a_group(stage, stage.kari, stage.henry)

    await stage.kari.use_on_person("Si takk", stage.henry)
    sent = await asyncio.gather(
        stage.kari.submit(text="Takk for praten"),
        stage.kari.slash("takk", {"person": stage.henry, "for": "Praten"}),
    )

    assert sorted(sentence_of(shown)[:12] for shown in sent) == ["### Gitt vid", "Du takket @H"]


async def test_r1_who_has_left_is_not_thanked_and_nothing_typed_is_lost(stage: Stage) -> None:
    await a_group(stage, stage.kari, stage.henry)
    message = await stage.henry.write(text="Ask for the price first")
    await stage.kari.use_on_message("Takk for dette", message)
    await stage.henry.leaves_server()

    sent = await stage.kari.submit(text="Det virket!")
    again = await stage.kari.press("Rediger på nytt", on=sent)
    typed = await stage.kari.slash("takk", {"person": stage.henry, "for": "Det virket!"})
    menu = await stage.kari.use_on_person("Si takk", stage.henry)

    gone = "@Henry er ikke på denne serveren, så jeg får ikke gitt det videre. Kanskje du vet om en annen vei."
    assert [sentence_of(shown) for shown in (sent, typed, menu)] == [gone] * 3
    assert again.text.splitlines()[-1].endswith("Det virket!")
    assert given_back(typed) == "/takk person:@Henry for:Det virket!"


async def test_r1_who_is_in_no_group_is_named_with_a_way_in(stage: Stage) -> None:
    await a_group(stage, stage.kari)

    refused = await stage.kari.use_on_person("Si takk", stage.luca)

    assert sentence_of(refused) == (
        "@Luca er ikke med i noen av gruppene her, så jeg får ikke gitt det videre. "
        "Si det selv, og fortell om `/gruppe liste`."
    )


async def test_r1_four_thousand_characters_are_given_back_to_be_shortened(stage: Stage) -> None:
    await a_group(stage, stage.henry)

    refused = await stage.henry.slash("thanks", {"person": stage.grace, "for": "x" * 4000})

    assert sentence_of(refused) == (
        "What you thank for may have up to 300 characters; yours has 4000. Shorten it a little and send it again."
    )
    assert given_back(refused).startswith("/thanks person:@Grace for:xxx")


@pytest.mark.parametrize(
    ("words", "harmless"),
    [
        pytest.param("🌱" * 150, "> " + "🌱" * 150, id="emoji"),
        pytest.param("@everyone <@&1>", "> @\u200beveryone \\<@\u200b&1>", id="mentions"),
        pytest.param("# *loud* ```", "> \\# \\*loud\\* \\`\\`\\`", id="markdown"),
    ],
)
async def test_r1_what_somebody_writes_is_harmless(stage: Stage, words: str, harmless: str) -> None:
    await a_group(stage, stage.henry)

    await stage.henry.slash("thanks", {"person": stage.grace, "for": words})
    heard = await _comes_by(stage, stage.grace, "thanks you")

    assert heard.text.splitlines()[1] == harmless
    assert [person.notifications for person in stage.everybody] == [[]] * len(stage.everybody)


async def test_r3_one_s_own_thanks_are_shown_to_oneself_with_an_invitation_where_a_side_is_empty(stage: Stage) -> None:
    await a_group(stage, stage.kari, stage.luca)

    empty = await stage.luca.slash("io grazie")
    await stage.kari.slash("takk", {"person": stage.luca, "for": "Du *lyttet*"})
    gave = await stage.kari.slash("meg takk")
    got = await stage.luca.slash("io grazie")

    assert all(shown.ephemeral for shown in (empty, gave, got))
    assert empty.text == (
        "### I tuoi grazie\nQuesto lo vedi solo tu.\n**Dati**: 0\n"
        "Chi ti ha dato una mano ultimamente, forse senza saperlo? Diglielo con `/grazie`.\n**Ricevuti**: 0\n"
        "C'è qualcosa per cui ti farebbe comodo una mano? Prova con `/chiedi`."
    )
    assert gave.text.splitlines()[2] == "**Gitt**: 1"
    assert gave.text.splitlines()[3].endswith(" · @Luca: Du \\*lyttet\\*")
    assert gave.text.splitlines()[-1].startswith("Er det noe du kunne trenge hjelp med?")
    assert got.text.splitlines()[-2] == "**Ricevuti**: 1"
    assert got.text.splitlines()[-1].endswith(" · @Kari: Du \\*lyttet\\*")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "🤝 2 thanks were given in this group this round."),
        ("nb", "🤝 Det ble sagt takk 2 ganger i gruppen denne runden."),
        ("it", "🤝 In questo giro, nel gruppo, si è detto grazie 2 volte."),
    ],
)
async def test_r4_the_digest_counts_thanks_and_names_nobody(stage: Stage, language: str, line: str) -> None:
    await a_group(stage, stage.kari, stage.luca, language=language)
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.kari)
    await stage.kari.slash("takk", {"person": stage.luca, "for": "Hemmelig"})
    await stage.luca.slash("grazie", {"persona": stage.grace, "per": "Segreto"})
    await stage.henry.slash("thanks", {"person": stage.kari, "for": "From outside"})

    await stage.until(SECOND_MONDAY, EIGHT)

    [digest] = digests(stage, language)
    assert [each for each in digest.text.splitlines() if "🤝" in each] == [line]
    assert "Kari" not in digest.text
    assert "Hemmelig" not in digest.text


async def test_r4_a_round_without_thanks_says_nothing_of_them(stage: Stage) -> None:
    await _a_round(stage)

    await stage.until(SECOND_MONDAY, EIGHT)

    assert "🤝" not in digests(stage)[0].text
