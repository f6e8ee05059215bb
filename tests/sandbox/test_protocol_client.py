"""The real discord.py against the sandbox: it logs in, syncs, answers, and sees what happens."""

from __future__ import annotations

import discord

from sandbox import Person, Sandbox
from sandbox.protocol.channels import Channel
from sandbox.protocol.guilds import Guild


async def test_the_client_logs_in_and_sees_its_guilds(bot, guild: Guild, channel: Channel) -> None:
    seen = bot.get_guild(guild.id)

    assert (seen.name, seen.me.id, seen.get_channel(channel.id).name) == ("Oslo founders", bot.user.id, "general")


async def test_a_synced_command_is_run_and_answered(sandbox: Sandbox, bot, alice: Person) -> None:
    @bot.tree.command(description="Says hello")
    async def hello(interaction: discord.Interaction, name: str) -> None:
        await interaction.response.send_message(f"Hello {name}", ephemeral=True)

    await bot.tree.sync()

    shown = await alice.slash("hello", name="you")

    assert (shown.text, shown.ephemeral) == ("Hello you", True)


async def test_a_channel_message_is_seen_by_people(bot, alice: Person, channel: Channel) -> None:
    await bot.get_channel(channel.id).send("Good morning", embed=discord.Embed(title="Monday"))

    seen = alice.sees()[-1]

    assert seen.text == "Good morning\nMonday"
