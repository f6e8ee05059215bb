"""What a person's phones and desktop show of a form: a phone keeps what an id held first, each phone for itself."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from discord import app_commands, ui

from sandbox import Person, Sandbox
from sandbox.protocol.channels import Channel
from sandbox.protocol.guilds import Guild
from tests.sandbox.conftest import Bot


class Plan(ui.Modal, title="Your plan"):
    def __init__(self, words: str, custom_id: str) -> None:
        super().__init__(custom_id=custom_id)
        self.words = ui.TextInput[Any](custom_id="words", default=words)
        self.add_item(ui.Label(text="What?", component=self.words))

    async def on_submit(self, interaction: discord.Interaction) -> None:  # type: ignore[override]
        await interaction.response.send_message(self.words.value, ephemeral=True)


@app_commands.command(description="Your plan")
async def plan(interaction: discord.Interaction, words: str, custom_id: str) -> None:
    await interaction.response.send_modal(Plan(words, custom_id))


class PlanningBot(Bot):
    async def setup_hook(self) -> None:
        self.tree.add_command(plan)
        await self.tree.sync()


@pytest.fixture
async def bot(sandbox: Sandbox, guild: Guild, channel: Channel) -> Any:
    async with PlanningBot() as client:
        yield await client.run_at(sandbox)


async def shown(person: Person, words: str, custom_id: str = "plan") -> str:
    """Return what stands in the form that is opened with these words, which is then put away."""
    opened = await person.slash("plan", words=words, custom_id=custom_id)
    assert opened.form is not None
    person.dismiss()
    return str(opened.form.field("words").value)


async def test_two_phones_and_a_desktop_show_three_different_things_under_one_id(bot: Bot, alice: Person) -> None:
    in_hand, at_home = dict[str, Any](), dict[str, Any]()
    alice.device = in_hand
    first = await shown(alice, "Walk")

    alice.device = at_home
    elsewhere = await shown(alice, "Run")
    alice.device = None
    desktop = await shown(alice, "Swim")
    alice.device = in_hand
    again = await shown(alice, "Swim")

    assert (first, elsewhere, desktop, again) == ("Walk", "Run", "Swim", "Walk")


async def test_under_another_id_a_phone_shows_what_was_sent(bot: Bot, alice: Person) -> None:
    first = await shown(alice, "Walk", "plan~1")

    changed = await shown(alice, "Run", "plan~2")

    assert (first, changed) == ("Walk", "Run")


async def test_what_a_phone_shows_is_what_it_sends(bot: Bot, alice: Person) -> None:
    await shown(alice, "Walk")

    await alice.slash("plan", words="Run", custom_id="plan")
    sent = await alice.submit()

    assert sent.text == "Walk"


async def test_people_do_not_see_each_others_forms(bot: Bot, alice: Person, sandbox: Sandbox, guild: Guild) -> None:
    bob = sandbox.person("Bob")
    guild.add_member(bob.user)
    bob.go(alice.channel or guild.channel("general"))
    await shown(alice, "Walk")

    his = await shown(bob, "Run")

    assert his == "Run"
