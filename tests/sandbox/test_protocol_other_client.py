"""A client library that is not the bot's: disnake finds the gateway by REST and asks for zlib-stream."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator

import disnake
import pytest
from disnake.ext import commands

from sandbox import Person, Sandbox
from sandbox.protocol.channels import Channel
from sandbox.protocol.guilds import Guild


class Other(commands.InteractionBot):
    """One command and one button."""

    def __init__(self) -> None:
        super().__init__(intents=disnake.Intents(guilds=True), guild_ready_timeout=0.01)
        self.add_slash_command(wave)
        self.resumed = asyncio.Event()

    async def on_button_click(self, interaction: disnake.MessageInteraction) -> None:
        await interaction.response.edit_message("Waved back", components=[])

    async def on_resumed(self) -> None:
        self.resumed.set()


@commands.slash_command(name="wave", description="Waves")
async def wave(interaction: disnake.ApplicationCommandInteraction, to: disnake.Member) -> None:
    button = disnake.ui.Button(label="Wave back")
    await interaction.response.send_message(f"Hello {to.mention}", components=button)


@pytest.fixture
async def other(
    sandbox: Sandbox, guild: Guild, channel: Channel, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Other]:
    monkeypatch.setattr(disnake.http.Route, "BASE", sandbox.api_base)
    client = Other()
    running = asyncio.create_task(client.start(sandbox.token))
    await client.wait_until_ready()
    await sandbox.world.wait_for(lambda entry: entry.kind == "commands_registered", since=0)
    yield client
    await client.close()
    await running


async def test_another_library_logs_in_without_a_shim(other: Other, guild: Guild, channel: Channel) -> None:
    (seen,) = other.guilds

    assert (seen.name, [each.name for each in seen.text_channels]) == (guild.name, [channel.name])


async def test_its_commands_and_buttons_work(other: Other, alice: Person) -> None:
    shown = await alice.slash("wave", to=alice)
    after = await alice.press("Wave back")

    assert (shown.text, after.text) == ("Hello @Alice\n[Wave back]", "Waved back")


async def test_it_resumes(other: Other, sandbox: Sandbox, guild: Guild) -> None:
    sandbox.world.faults.drop_gateway()
    missed = guild.add_channel("missed")

    async with asyncio.timeout(10):
        await other.resumed.wait()

    assert other.get_channel(missed.id).name == "missed"


async def test_nothing_it_did_was_unknown(other: Other, sandbox: Sandbox, alice: Person) -> None:
    await alice.slash("wave", to=alice)

    assert sandbox.world.journal.of("unknown_route") + sandbox.world.journal.of("refused") == []


async def test_the_token_begins_with_the_bots_id(sandbox: Sandbox) -> None:
    first = sandbox.token.split(".")[0]

    assert base64.b64decode(first + "=" * (-len(first) % 4)).decode() == str(sandbox.world.bot.id)
