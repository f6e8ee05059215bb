"""`/admin deliveries`: what reached nobody, why, and trying it again, whatever became of the channel."""

import asyncio
from pathlib import Path

import pytest

from bot.demo.stage import MANAGE_GUILD, Stage
from cogs._shared.checks import INSTALL_PERMISSIONS
from sandbox import Person
from sandbox.people import Shown
from sandbox.protocol import permissions
from sandbox.protocol.channels import Channel, Overwrite
from sandbox.protocol.rest.channels import tell_changed
from tests.e2e.acting import (
    FIRST_MONDAY,
    NINE,
    SECOND_MONDAY,
    a_group,
    cards,
    check_in,
    found,
    prompts,
    sentence_of,
    threads,
)
from tests.ledger import Ledger

NOTHING = "### Not delivered\nNothing is left over: in the last 30 days all that was due has gone out."
ONE = "1 delivery of the last 30 days reached nobody. Do what is said under it, then retry."
PROMPT = "**Prompt** · “Founders” in #accountability · 2026-09-07 07:00 UTC"
FOR_MODERATORS = "Dette er for moderatorer: de som kan administrere serveren. Spør en av dem."


def _close(stage: Stage, denied: int) -> None:
    """Takes a permission from the bot in the group's channel."""
    bot = stage.sandbox.world.bot
    stage.channel.overwrites[bot.id] = Overwrite(bot.id, 1, deny=denied)
    tell_changed(stage.sandbox.world, stage.channel)


def _open(stage: Stage) -> None:
    del stage.channel.overwrites[stage.sandbox.world.bot.id]
    tell_changed(stage.sandbox.world, stage.channel)


async def _lost(stage: Stage, *people: Person) -> None:
    """A prompt that met a channel the bot may not write in."""
    await a_group(stage, *(people or (stage.kari,)))
    _close(stage, permissions.SEND_MESSAGES)
    await stage.until(FIRST_MONDAY, NINE)


def _rows(shown: Shown) -> list[str]:
    return [line for line in shown.text.splitlines() if line.startswith("**")]


def _retry_ids(shown: Shown) -> list[str]:
    assert shown.message is not None
    return [button.custom_id or "" for button in shown.message.buttons if button.label == "Retry"]


async def test_with_nothing_left_over_the_list_says_so(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    await stage.until(FIRST_MONDAY, NINE)

    shown = await stage.maria.slash("admin deliveries")

    assert (shown.text, shown.ephemeral) == (NOTHING, True)


async def test_a_permission_taken_away_is_named_and_once_granted_a_retry_posts_the_prompt(stage: Stage) -> None:
    await _lost(stage)

    closed = await stage.maria.slash("admin deliveries")
    _open(stage)
    opened = await stage.maria.press("🔄 Look again")
    retried = await stage.maria.press("Retry")
    await stage.settle()

    assert closed.text == (
        f"### Not delivered\n{ONE}\n{PROMPT}\nI may not work in #accountability. Grant me there: Send Messages.\n"
        "[Retry]\n[🔄 Look again] [Retry all]"
    )
    assert opened.text.splitlines()[3] == "I could not write in #accountability then, but now I can."
    assert (retried.kind, retried.text.splitlines()[1]) == ("update", "**It is on its way again.**")
    assert len(prompts(stage)) == len(threads(stage)) == 1
    assert (await stage.maria.slash("admin deliveries")).text == NOTHING


@pytest.mark.parametrize(
    ("locale", "command", "line"),
    [
        ("no", "admin utsendinger", "Jeg kan ikke jobbe i #accountability. Der trenger jeg: Send meldinger."),
        ("it", "admin invii", "Non posso lavorare in #accountability. Lì mi servono: Invia messaggi."),
    ],
)
async def test_the_list_speaks_the_moderators_language(stage: Stage, locale: str, command: str, line: str) -> None:
    await _lost(stage)
    stage.maria.locale = locale

    shown = await stage.maria.slash(command)

    assert shown.text.splitlines()[3] == line


async def test_a_retry_that_meets_the_same_wall_is_on_the_list_again(stage: Stage) -> None:
    await _lost(stage)
    await stage.maria.slash("admin deliveries")

    await stage.maria.press("Retry")
    await stage.settle()

    assert _rows(await stage.maria.slash("admin deliveries")) == [PROMPT]
    assert prompts(stage) == []


async def test_a_deleted_channel_is_said_and_the_group_goes_on(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    stage.maria.go(stage.guild.add_channel("office"))
    stage.guild.delete_channel(stage.channel)
    await stage.until(SECOND_MONDAY, NINE)

    shown = await stage.maria.slash("admin deliveries")
    coming = await stage.maria.slash("admin schedule")

    assert (
        shown.text.count(
            "The channel is gone, or hidden from me. Show it to me, or move the group with `/admin group edit`."
        )
        == 2
    )
    assert _rows(shown)[0].startswith("**Prompt**")
    assert shown.text.count("Its round is over, so it is not sent any more.") == 2  # the first prompt, the nudge
    assert "Digest: Monday 21 September at 08:00" in coming.text


async def test_a_locked_thread_takes_the_card_once_it_is_unlocked(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    await stage.until(FIRST_MONDAY, NINE)
    [thread] = threads(stage)
    _close(stage, permissions.MANAGE_THREADS)
    stage.sandbox.world.thread_life.edit(thread, {"locked": True})
    await check_in(stage.kari, "tried", tried="Ringte tre")
    await stage.settle()

    locked = await stage.maria.slash("admin deliveries")
    missing = cards(stage)
    stage.sandbox.world.thread_life.edit(thread, {"locked": False})
    await stage.maria.press("Retry")
    await stage.settle()

    assert locked.text.splitlines()[2:4] == [
        "**Card of an answer** · “Founders” in #accountability · 2026-09-07 07:00 UTC",
        "The thread in #accountability is locked. Unlock it, or grant me Manage Threads.",
    ]
    assert (len(missing), len(cards(stage))) == (0, 1)


async def test_an_archived_thread_is_woken_and_needs_nobody(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    await stage.until(FIRST_MONDAY, NINE)
    [thread] = threads(stage)
    stage.sandbox.world.thread_life.edit(thread, {"archived": True})

    await check_in(stage.kari)
    await stage.settle()

    assert len(cards(stage, thread)) == 1
    assert (await stage.maria.slash("admin deliveries")).text == NOTHING


async def test_thrown_out_and_invited_again_the_bot_posts_by_itself_what_it_could_not(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    stage.guild.remove_member(stage.sandbox.world.bot)
    await stage.until(FIRST_MONDAY, NINE)
    while_gone = prompts(stage)

    stage.sandbox.world.install(stage.guild, INSTALL_PERMISSIONS.value)
    listed = await stage.maria.slash("admin deliveries")
    await stage.settle()

    assert (while_gone, [row for row in _rows(listed) if row == PROMPT]) == ([], [])
    assert len(prompts(stage)) == len(threads(stage)) == 1


async def test_thrown_out_for_weeks_it_comes_back_to_the_round_that_is_open(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    stage.guild.remove_member(stage.sandbox.world.bot)
    await stage.until(SECOND_MONDAY, NINE)

    stage.sandbox.world.install(stage.guild, INSTALL_PERMISSIONS.value)
    await stage.maria.slash("admin deliveries")
    await stage.settle()

    [prompt] = prompts(stage)
    assert "Monday 14 September" in threads(stage)[0].name
    assert "**0 of 1** has answered" in prompt.text


async def test_two_moderators_at_once_post_it_once(stage: Stage) -> None:
    stage.guild.add_member(stage.henry.user, [stage.guild.add_role("Second", permissions=MANAGE_GUILD)])
    await _lost(stage)
    _open(stage)
    for moderator in (stage.maria, stage.henry):
        await moderator.slash("admin deliveries")

    said = await asyncio.gather(stage.maria.press("Retry"), stage.henry.press("Retry"))
    await stage.settle()

    notices = sorted(shown.text.splitlines()[1] for shown in said)
    assert notices == [
        "**It is no longer on this list: it is on its way again, or settled.**",
        "**It is on its way again.**",
    ]
    assert len(prompts(stage)) == 1


async def test_the_buttons_work_after_a_restart(stage: Stage) -> None:
    await _lost(stage)
    await stage.maria.slash("admin deliveries")
    _open(stage)

    await stage.restart_bot()
    retried = await stage.maria.press("Retry")
    await stage.settle()

    assert (retried.kind, len(prompts(stage))) == ("update", 1)


async def test_pressed_when_the_round_is_over_it_says_why_not(stage: Stage) -> None:
    await _lost(stage)
    await stage.maria.slash("admin deliveries")
    _open(stage)
    await stage.until(SECOND_MONDAY, NINE)

    late = await stage.maria.press("Retry")

    assert late.text.splitlines()[1] == "**Its round is over, so it is not sent any more.**"
    assert len(prompts(stage)) == 1  # that of the second Monday


async def test_ten_a_page(stage: Stage) -> None:
    for leader in (stage.maria, stage.grace, stage.henry):
        for number in range(4):
            await found(stage, name=f"{leader.name} {number}", facilitator=leader)
    office = stage.guild.add_channel("office")
    stage.guild.delete_channel(stage.channel)
    for leader in (stage.maria, stage.grace, stage.henry):
        leader.go(office)
        for number in range(4):
            await _begin(leader, f"{leader.name} {number}")
    await stage.settle()

    first = await stage.maria.slash("admin deliveries")
    second = await stage.maria.press("➡️ Next")
    back = await stage.maria.press("⬅️ Back")

    assert first.text.splitlines()[1].endswith("Page 1 of 2.")
    assert [len(_rows(shown)) for shown in (first, second, back)] == [10, 2, 10]
    assert set(_rows(first)) & set(_rows(second)) == set()


async def test_what_people_wrote_is_not_on_the_list(stage: Stage) -> None:
    await _lost(stage)
    await check_in(stage.kari, "failed", tried="Hemmelig forsøk", learned="Hemmelig lærdom")
    await stage.settle()

    shown = await stage.maria.slash("admin deliveries")

    assert {row.partition(" · ")[0] for row in _rows(shown)} >= {"**Prompt**", "**Card of an answer**"}
    assert not any(word in shown.text for word in ("Hemmelig", "Kari", "failed"))


async def test_a_reminder_nobody_fetched_does_not_tell_who_was_silent(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    await stage.until(SECOND_MONDAY, NINE)

    shown = await stage.maria.slash("admin deliveries")

    assert "to a member of “Founders”" in shown.text
    assert "Kari" not in shown.text


@pytest.mark.parametrize("custom_id", ["admin:deliveries:page:1", "admin:deliveries:retry:1:1"])
async def test_the_buttons_are_for_moderators_whoever_sees_them(stage: Stage, custom_id: str) -> None:
    await _lost(stage)

    shown = await _press(stage, stage.kari, custom_id, stage.channel)

    assert sentence_of(shown) == FOR_MODERATORS


async def test_a_retry_of_nothing_there_is(stage: Stage) -> None:
    shown = [
        await _press(stage, stage.maria, f"admin:deliveries:retry:1:{number}", stage.channel)
        for number in ("1", "9" * 40)
    ]

    assert [sentence_of(each) for each in shown] == ["That is no longer here."] * 2


async def test_another_servers_delivery_in_a_forged_button_is_not_here(stage: Stage, tmp_path: Path) -> None:
    await _lost(stage)
    _open(stage)
    [theirs] = _retry_ids(await stage.maria.slash("admin deliveries"))
    elsewhere = _second_server(stage)

    stage.maria.go(elsewhere)
    shown = await _press(stage, stage.maria, theirs, elsewhere)
    listed = await stage.maria.slash("admin deliveries")
    await stage.settle()

    assert (sentence_of(shown), listed.text) == ("That is no longer here.", NOTHING)
    assert Ledger(tmp_path / "trellis.db").of("prompt") == [("unreachable", "no_access")]


async def _begin(person: Person, group: str) -> None:
    [choice] = await person.complete("experiment start", "group", group)
    await person.slash("experiment start", way="project", group=choice["value"])
    await person.submit(what="Something")


async def _press(stage: Stage, person: Person, custom_id: str, where: Channel) -> Shown:
    """Presses a button with this id that somebody forged."""
    button = {"type": 2, "style": 1, "label": "Forged", "custom_id": custom_id}
    world = stage.sandbox.world
    world.posts.create(where, world.bot, {"components": [{"type": 1, "components": [button]}]})
    return await person.press("Forged")


def _second_server(stage: Stage) -> Channel:
    """A server that Maria moderates too, with Trellis in it."""
    world = stage.sandbox.world
    guild = world.add_guild("Riverside")
    channel = guild.add_channel("lounge")
    guild.add_member(stage.maria.user, [guild.add_role("Moderator", permissions=MANAGE_GUILD)])
    world.install(guild, INSTALL_PERMISSIONS.value)
    return channel
