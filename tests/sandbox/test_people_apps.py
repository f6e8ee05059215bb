"""The menus Apps ▸ on people and on messages, with the real client behind them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from discord import app_commands
from discord.app_commands import locale_str

from sandbox import Person, Sandbox
from sandbox.people import ClientRefused
from sandbox.protocol import permissions
from sandbox.protocol.channels import Channel, Overwrite
from sandbox.protocol.guilds import Guild
from sandbox.protocol.permissions import MANAGE_MESSAGES, SEND_MESSAGES
from tests.sandbox.conftest import Bot

MEMBER = 1
NORWEGIAN = {"Who is this?": "Hvem er dette?", "Keep as a lesson": "Ta vare på som lærdom"}


class Names(app_commands.Translator):
    async def translate(self, string: locale_str, locale: discord.Locale, _context: Any) -> str | None:
        return NORWEGIAN.get(string.message) if locale is discord.Locale.norwegian else None


@app_commands.context_menu(name=locale_str("Who is this?"))
async def who(interaction: discord.Interaction, user: discord.User) -> None:
    writes = isinstance(user, discord.Member) and user.resolved_permissions and user.resolved_permissions.send_messages
    told = "writes here" if writes else "does not write here"
    await interaction.response.send_message(f"{user.display_name} {told}", ephemeral=True)


@app_commands.context_menu(name=locale_str("Keep as a lesson"))
@app_commands.guild_only()
async def keep(interaction: discord.Interaction, message: discord.Message) -> None:
    author = message.author.display_name
    await interaction.response.send_message(f"{author} in {message.channel}: {message.content}", ephemeral=True)


@app_commands.context_menu(name="Take away")
@app_commands.default_permissions(manage_messages=True)
async def take_away(interaction: discord.Interaction, message: discord.Message) -> None:
    await message.delete()
    await interaction.response.send_message("It is gone", ephemeral=True)


class AppsBot(Bot):
    async def setup_hook(self) -> None:
        await self.tree.set_translator(Names())
        for command in (who, keep, take_away):
            self.tree.add_command(command)
        await self.tree.sync()


@pytest.fixture
async def bot(sandbox: Sandbox, guild: Guild, channel: Channel) -> AsyncIterator[Bot]:
    async with AppsBot() as client:
        yield await client.run_at(sandbox)


@pytest.fixture
def kari(sandbox: Sandbox, guild: Guild, channel: Channel) -> Person:
    kari = sandbox.person("Kari", locale="no")
    guild.add_member(kari.user)
    kari.go(channel)
    return kari


async def test_a_command_on_a_person_tells_the_bot_who_and_what_she_may_do_here(
    bot: Bot, alice: Person, kari: Person, channel: Channel
) -> None:
    channel.overwrites[kari.id] = Overwrite(kari.id, MEMBER, deny=SEND_MESSAGES)

    shown = [await alice.use_on_person("Who is this?", person) for person in (alice, kari)]

    assert [each.text for each in shown] == ["Alice writes here", "Kari does not write here"]


async def test_a_command_is_called_as_in_ones_own_language(bot: Bot, alice: Person, kari: Person) -> None:
    said = await alice.write(text="Begin with a question")

    on_person = await kari.use_on_person("Hvem er dette?", alice)
    on_message = await kari.use_on_message("Ta vare på som lærdom", said)

    assert (on_person.text, on_message.text) == ("Alice writes here", "Alice in general: Begin with a question")
    with pytest.raises(ClientRefused, match="there are: Who is this"):
        await alice.use_on_person("Hvem er dette?", kari)


async def test_a_command_on_a_person_works_on_who_has_left(bot: Bot, alice: Person, kari: Person, guild: Guild) -> None:
    guild.remove_member(kari.user)

    assert (await alice.use_on_person("Who is this?", kari)).text == "Kari does not write here"


async def test_a_command_for_moderators_stands_in_their_menu_alone(
    bot: Bot, alice: Person, kari: Person, guild: Guild
) -> None:
    guild.role("Trellis").permissions |= MANAGE_MESSAGES
    guild.add_member(alice.user, [guild.add_role("Moderator", permissions.EVERYONE | MANAGE_MESSAGES)])
    said = await kari.write(text="Oops")

    with pytest.raises(ClientRefused, match="no command “Take away”"):
        await kari.use_on_message("Take away", said)
    shown = await alice.use_on_message("Take away", said)

    assert (shown.text, [seen.text for seen in kari.sees()]) == ("It is gone", [])


async def test_a_menu_on_a_message_is_there_in_a_thread_and_not_on_what_is_gone(
    bot: Bot, sandbox: Sandbox, alice: Person, channel: Channel
) -> None:
    thread = sandbox.world.thread_life.start(channel, alice.user, {"name": "Week 1", "type": 11})
    said = await alice.write(thread, "In the thread")

    shown = await alice.use_on_message("Keep as a lesson", said)
    sandbox.world.posts.delete(thread.messages[said.id])

    assert shown.text == "Alice in Week 1: In the thread"
    with pytest.raises(ClientRefused, match="no longer sees"):
        await alice.use_on_message("Keep as a lesson", said)


async def test_commands_of_a_server_are_not_offered_in_direct_messages(bot: Bot, alice: Person) -> None:
    said = await alice.write(alice.dm_channel, "Hello")

    with pytest.raises(ClientRefused, match="no command “Keep as a lesson”"):
        await alice.use_on_message("Keep as a lesson", said)


async def test_the_answer_tells_what_it_was_used_on(bot: Bot, sandbox: Sandbox, alice: Person, kari: Person) -> None:
    said = await kari.write(text="Begin with a question")

    on_person = await alice.use_on_person("Who is this?", kari)
    on_message = await alice.use_on_message("Keep as a lesson", said)

    told = [each.message.payload["interaction_metadata"] for each in (on_person, on_message) if each.message]
    assert (told[0]["target_user"]["id"], told[1]["target_message_id"]) == (str(kari.id), str(said.id))
