"""What comes past Discord's own client or is meant ill: crafted commands, stale controls, markup, walls of text."""

import re

import pytest
from whenever import Date

from bot.demo.stage import Stage
from sandbox import Person
from sandbox.people import Shown
from sandbox.protocol import interactions
from tests.e2e.acting import (
    FIRST_MONDAY,
    NINE,
    a_group,
    cards,
    check_in,
    commit,
    found,
    given_back,
    join,
    posted,
    pressed,
    prompts,
    sentence_of,
)

NB, IT = "no", "it"


@pytest.mark.parametrize(
    ("name", "locale", "sentence"),
    [
        ("kari", NB, "Dette er for moderatorer: de som kan administrere serveren. Spør en av dem."),
        ("luca", IT, "Questo è per chi modera, cioè per chi può gestire il server: chiedi a una di queste persone."),
    ],
)
async def test_a_group_made_by_no_moderator_past_the_client(
    stage: Stage, name: str, locale: str, sentence: str
) -> None:
    await found(stage, name="Theirs")
    world, person = stage.sandbox.world, getattr(stage, name)
    data = world.journal.of("interaction_created")[-1].facts["data"]

    crafted = world.create_interaction(
        interactions.COMMAND, person.id, stage.guild.id, stage.channel.id, data, locale=locale
    )
    answer = await crafted.wait_response()

    assert (answer.ephemeral, answer.data["components"][0]["components"][0]["content"]) == (True, sentence)


async def test_a_draft_is_its_writers_alone(stage: Stage) -> None:
    await found(stage)
    await join(stage.kari)
    refused = await commit(stage.kari, "  ", {"why": "Hemmelig"})
    assert refused.message is not None
    hers = pressed(refused.message, "Rediger på nytt")

    shown = await _press_stale(stage, stage.luca, hers)

    assert sentence_of(shown).startswith("Quello che avevi scritto si conserva per un giorno")


@pytest.mark.parametrize(
    ("name", "gone"), [("kari", "Den runden er ikke her lenger."), ("luca", "Quel giro non c'è più.")]
)
async def test_a_button_whose_round_is_gone(stage: Stage, name: str, gone: str) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)

    shown = await _press_stale(stage, getattr(stage, name), "checkin:tried:1")

    assert sentence_of(shown).startswith(gone)


async def test_a_button_no_version_knows_any_more(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)

    shown = await _press_stale(stage, stage.kari, "poll:vote:7")

    assert sentence_of(shown).startswith("Det er ikke her lenger.")


async def _press_stale(stage: Stage, person: Person, custom_id: str) -> Shown:
    """Presses the one button of a message that an earlier Trellis left in the channel."""
    button = {"type": 2, "style": 1, "label": "Vote", "custom_id": custom_id}
    world = stage.sandbox.world
    world.posts.create(stage.channel, world.bot, {"components": [{"type": 1, "components": [button]}]})
    return await person.press("Vote")


async def test_markup_mentions_and_links_in_a_title_are_shown_as_typed_and_ping_nobody(stage: Stage) -> None:
    await found(stage)
    await join(stage.luca, stage.kari)
    what = f"# **Hei** @everyone {stage.kari.mention} ||psst|| [her](https://example.org) `kode`"

    await commit(stage.luca, what, {"why": "> # @here\n```"})
    await stage.settle()
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.luca, "failed", learned=what)
    await stage.settle()
    await stage.until(FIRST_MONDAY.add(days=7), NINE)

    shown = "\n".join(message.text for message in [*posted(stage), *cards(stage)])
    assert [person.notifications for person in stage.everybody] == [[], [], [], [], []]
    assert re.findall(r"@everyone|@here|@Kari|\*\*Hei|\|\|psst|(?<!\\)\[her\]\(|(?<!\\)`kode", shown) == []
    assert len(prompts(stage)) == 2


async def test_a_card_holds_whatever_a_form_lets_one_type(stage: Stage) -> None:
    await a_group(stage, stage.luca)
    await stage.until(FIRST_MONDAY, NINE)

    await check_in(stage.luca, "tried", tried="*" * 500, happened="_" * 500, learned="~" * 500, next_step="|" * 500)
    await stage.settle()

    assert len(cards(stage)) == 1


async def test_an_experiment_with_ten_long_answers_can_be_shown(stage: Stage) -> None:
    await found(stage)
    await join(stage.luca)
    await commit(stage.luca, "Ogni giorno", cadence="daily")
    for day in range(10):
        await check_in(stage.luca, "tried", learned="Oggi ho imparato che le cose richiedono tempo. " * 10)
        await stage.until(Date(2026, 9, 4).add(days=day), NINE)
    [choice] = await stage.luca.complete("experiment show", "experiment")

    shown = await stage.luca.slash("experiment show", experiment=choice["value"])

    assert shown.text.splitlines()[0] == "### Ogni giorno"


async def test_a_server_with_forty_groups_can_list_them(stage: Stage) -> None:
    for number in range(40):
        await found(stage, name=f"Circle {number}")

    shown = await stage.kari.slash("group list")

    assert shown.text.splitlines()[0] == "### Grupper her"


async def test_a_check_in_after_leaving_the_group_is_refused_before_anything_is_written(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    await stage.kari.slash("group leave", name="Founders")

    shown = await stage.kari.slash("checkin", outcome="tried")

    assert shown.kind == "message"


@pytest.mark.parametrize("option", ["name", "zone"])
async def test_a_text_as_long_as_discord_lets_one_type_is_answered_too(stage: Stage, option: str) -> None:
    shown = await found(stage, **{option: "x" * 6000})

    assert "x" * 1000 in given_back(shown)


@pytest.mark.parametrize(
    ("command", "options", "word"),
    [
        ("my away", {"until": "99999999999999999999.1"}, "dato"),
        ("experiment show", {"experiment": "9" * 30}, "/eksperiment liste"),
    ],
)
async def test_a_number_beyond_all_measure(stage: Stage, command: str, options: dict[str, str], word: str) -> None:
    shown = await stage.kari.slash(command, options)

    assert word in sentence_of(shown)
