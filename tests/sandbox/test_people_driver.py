"""People meet a bot that runs on the real discord.py."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import discord
import pytest
import yarl

from sandbox import Person, Sandbox
from sandbox.people import ClientRefused, InteractionFailed
from sandbox.protocol import interactions, permissions
from sandbox.protocol.channels import Channel, Overwrite
from sandbox.protocol.checks import UploadedFile
from sandbox.protocol.guilds import Guild
from tests.sandbox.small_bot import SmallBot


@dataclass
class Scene:
    sandbox: Sandbox
    guild: Guild
    channel: Channel
    alice: Person
    bob: Person


@pytest.fixture
async def scene(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Scene]:
    async with await Sandbox.start() as sandbox:
        monkeypatch.setattr(discord.http.Route, "BASE", sandbox.api_base)
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway_url))
        guild = sandbox.world.add_guild("Circle")
        channel = guild.add_channel("general")
        sandbox.world.install(guild)
        alice, bob = sandbox.person("Alice"), sandbox.person("Bob")
        for person in (alice, bob):
            guild.add_member(person.user)
            person.go(channel)
        bot = SmallBot()
        running = asyncio.create_task(bot.start(sandbox.token))
        await sandbox.bot_connected()
        yield Scene(sandbox, guild, channel, alice, bob)
        await bot.close()
        await running


async def test_a_command_is_answered(scene: Scene) -> None:
    shown = await scene.alice.slash("greet", name="Bo", times=2)

    assert (shown.kind, shown.text) == ("message", "Hello Bo ×2")
    assert "Hello Bo ×2" in scene.bob.screen()


async def test_people_channels_and_files_are_pointed_at(scene: Scene) -> None:
    picture = UploadedFile("cat.png", "image/png", b"miaow")

    shown = await scene.alice.slash("greet", name="Bo", who=scene.bob, where=scene.channel, picture=picture)

    assert shown.text == "Hello Bo ×1 Bob general cat.png"


@pytest.mark.parametrize(
    ("command", "options"),
    [("nothing", {}), ("greet", {}), ("greet", {"name": "x"}), ("greet", {"name": "Bo", "times": 4}), ("group", {})],
)
async def test_the_app_does_not_send_what_was_not_registered_so(
    scene: Scene, command: str, options: dict[str, object]
) -> None:
    with pytest.raises(ClientRefused):
        await scene.alice.slash(command, options)

    assert scene.sandbox.world.journal.of("interaction_created") == []


async def test_suggestions_follow_what_is_typed(scene: Scene) -> None:
    choices = await scene.alice.complete("group join", "name", "osl")

    assert [choice["value"] for choice in choices] == ["oslo"]


async def test_what_is_typed_need_not_be_suggested(scene: Scene) -> None:
    assert (await scene.alice.slash("group join", name="Bergen")).text == "Joined Bergen"


async def test_a_press_changes_the_message_for_everybody(scene: Scene) -> None:
    await scene.alice.slash("panel")

    shown = await scene.bob.press("Go")

    assert (shown.kind, shown.text.splitlines()[0]) == ("update", "@Bob went")
    assert "@Bob went" in scene.alice.screen()


async def test_a_disabled_button_cannot_be_pressed(scene: Scene) -> None:
    await scene.alice.slash("panel")

    with pytest.raises(ClientRefused, match="disabled"):
        await scene.alice.press("Dead")


async def test_menus_take_what_they_offer(scene: Scene) -> None:
    await scene.alice.slash("panel")

    assert (await scene.alice.choose("Way", ["Habit"])).text == "Chosen: Habit"
    assert (await scene.alice.choose("Who", [scene.alice, scene.bob])).text == "Alice and Bob"
    with pytest.raises(ClientRefused, match="does not offer"):
        await scene.alice.choose("Way", ["Dream"])


async def test_a_form_is_opened_filled_in_and_sent(scene: Scene) -> None:
    await scene.alice.slash("panel")
    shown = await scene.alice.press("Form")

    assert shown.form is scene.alice.form is not None
    answer = await scene.alice.submit({"Mood": ["Good"]})

    assert (answer.text, answer.ephemeral, scene.alice.form) == ("Bo: Good", True, None)


async def test_a_form_the_app_refuses_stays_open(scene: Scene) -> None:
    await scene.alice.slash("panel")
    await scene.alice.press("Form")

    with pytest.raises(ClientRefused, match="2 to 10 characters"):
        await scene.alice.submit({"Name": "x"})

    assert (await scene.alice.submit({"Name": "Alice"})).text == "Alice: no mood"


async def test_a_dismissed_form_is_gone_without_a_word(scene: Scene) -> None:
    await scene.alice.slash("panel")
    await scene.alice.press("Form")

    scene.alice.dismiss()

    with pytest.raises(ClientRefused, match="no form is open"):
        await scene.alice.submit({"Name": "Alice"})


async def test_a_deferred_answer_is_waited_for(scene: Scene) -> None:
    await scene.alice.slash("panel")

    shown = await scene.alice.press("Later")

    assert (shown.kind, shown.text, shown.ephemeral) == ("message", "It is later", True)


async def test_an_interaction_nobody_answers_fails(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interactions, "FIRST_RESPONSE_SECONDS", 0.2)
    await scene.alice.slash("panel")

    with pytest.raises(InteractionFailed, match="did not respond"):
        await scene.alice.press("Never")


async def test_an_ephemeral_answer_is_seen_by_one_until_dismissed(scene: Scene) -> None:
    shown = await scene.alice.slash("secret")

    assert shown.ephemeral
    assert "Only for you" in scene.alice.screen()
    assert "Only for you" not in scene.bob.screen()
    with pytest.raises(ClientRefused):
        await scene.bob.press("Go")
    assert shown.message is not None
    scene.alice.dismiss_message(shown.message)
    with pytest.raises(ClientRefused):
        await scene.alice.press("Go")


async def test_a_layout_is_read_from_top_to_bottom(scene: Scene) -> None:
    shown = await scene.alice.slash("layout")

    assert shown.text.splitlines() == ["# Title", "In a section", "[Beside]", "───"]


async def test_commands_for_managers_are_listed_for_managers_only(scene: Scene) -> None:
    with pytest.raises(ClientRefused, match="no command"):
        await scene.alice.slash("settings")

    manager = scene.guild.add_role("Manager", permissions.MANAGE_GUILD)
    scene.guild.add_member(scene.alice.user, [manager])

    assert (await scene.alice.slash("settings")).text == "Settings"


async def test_menus_on_people_and_messages_are_run(scene: Scene) -> None:
    message = await scene.bob.write(text="One step at a time")

    assert (await scene.alice.use_on_person("Thank", scene.bob)).text == "Thank you, Bob"
    assert (await scene.alice.use_on_message("Save as lesson", message)).text == "Saved: One step at a time"


async def test_who_is_mentioned_is_notified(scene: Scene) -> None:
    await scene.alice.slash("ping", who=scene.bob)
    await scene.bob.sees_next("Hello @Bob")

    assert [(n.why, n.message and n.message.text) for n in scene.bob.notifications] == [("mention", "Hello @Bob")]
    assert scene.alice.notifications == []


async def test_a_direct_message_is_read_in_private_and_notifies(scene: Scene) -> None:
    await scene.alice.slash("whisper")

    assert [message.text for message in scene.alice.dms] == ["Psst"]
    assert [notification.why for notification in scene.alice.notifications] == ["dm"]
    assert scene.bob.dms == []


async def test_whoever_closed_her_direct_messages_gets_none(scene: Scene) -> None:
    scene.alice.close_dms()

    shown = await scene.alice.slash("whisper")

    assert (shown.text, scene.alice.dms) == ("Refused: 50007", [])


async def test_a_reply_notifies_whom_it_answers(scene: Scene) -> None:
    first = await scene.alice.write(text="Anybody?")

    await scene.bob.write(text="Yes", reply_to=first)

    assert [notification.why for notification in scene.alice.notifications] == ["reply"]


async def test_a_hidden_channel_is_not_in_the_list(scene: Scene) -> None:
    hidden = Overwrite(scene.guild.id, 0, deny=permissions.VIEW_CHANNEL)
    private = scene.guild.add_channel("hosts", overwrites=[hidden])

    with pytest.raises(ClientRefused, match="cannot see"):
        scene.alice.go(private)
    assert scene.alice.sees(private) == []


async def test_a_press_wakes_an_archived_thread(scene: Scene) -> None:
    life = scene.sandbox.world.thread_life
    thread = life.start(scene.channel, scene.alice.user, {"name": "Week 1", "type": 11})
    scene.alice.go(thread)
    await scene.alice.slash("panel")
    life.edit(thread, {"archived": True})

    shown = await scene.alice.press("Go")

    assert (shown.kind, thread.archived) == ("update", False)


async def test_in_a_locked_thread_everything_is_dead(scene: Scene) -> None:
    life = scene.sandbox.world.thread_life
    thread = life.start(scene.channel, scene.alice.user, {"name": "Week 1", "type": 11})
    scene.alice.go(thread)
    await scene.alice.slash("panel")
    life.edit(thread, {"locked": True})

    with pytest.raises(ClientRefused, match="locked"):
        await scene.alice.press("Go")
    with pytest.raises(ClientRefused, match="locked"):
        await scene.alice.write(text="hello")
    with pytest.raises(ClientRefused, match="locked"):
        await scene.alice.slash("panel")


async def test_nothing_is_suggested_in_an_archived_thread(scene: Scene) -> None:
    life = scene.sandbox.world.thread_life
    thread = life.start(scene.channel, scene.alice.user, {"name": "Week 1", "type": 11})
    scene.alice.go(thread)
    life.edit(thread, {"archived": True})

    with pytest.raises(ClientRefused, match="archived"):
        await scene.alice.complete("group join", "name", "o")


async def test_nothing_is_seen_in_time(scene: Scene) -> None:
    with pytest.raises(TimeoutError, match="did not see 'Hello'"):
        await scene.alice.sees_next("Hello", timeout=0.05)


async def test_a_label_that_two_buttons_of_a_message_share_is_ambiguous(scene: Scene) -> None:
    twice = [{"type": 2, "style": 1, "label": "Join", "custom_id": name} for name in ("join:1", "join:2")]
    body = {"content": "Two groups", "components": [{"type": 1, "components": twice}]}
    scene.sandbox.world.posts.create(scene.channel, scene.sandbox.world.bot, body)

    with pytest.raises(ClientRefused, match=r"ambiguous.*join:1.*join:2"):
        await scene.alice.press("Join")
