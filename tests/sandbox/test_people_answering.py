"""A card everybody sees, its button, the form behind it, and what becomes of both, with the real client."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from discord import app_commands, ui

from sandbox import Person, Sandbox
from sandbox.people import ClientRefused
from sandbox.protocol.channels import Channel
from sandbox.protocol.guilds import Guild
from sandbox.protocol.interactions import MODAL_SUBMIT
from tests.sandbox.conftest import Bot

GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1, 1 << 9, 1 << 12, 1 << 15


def offered(kind: type[Any], *labels: str, default: str | None = None) -> list[Any]:
    return [kind(label=label, value=label.lower(), default=label == default) for label in labels]


class Answer(ui.Modal, title="How did it go?"):
    def __init__(self) -> None:
        super().__init__()
        self.tried = ui.RadioGroup[Any](custom_id="tried", options=offered(discord.RadioGroupOption, "Yes", "Not yet"))
        self.ways = ui.Select[Any](
            custom_id="ways",
            required=True,
            min_values=1,
            max_values=2,
            options=offered(discord.SelectOption, "Alone", "Together", "Online", default="Alone"),
        )
        self.days = ui.CheckboxGroup[Any](
            custom_id="days", required=False, options=offered(discord.CheckboxGroupOption, "Monday", "Friday")
        )
        self.lesson = ui.TextInput[Any](custom_id="lesson", style=discord.TextStyle.long, required=False, max_length=80)
        for text, component in (
            ("Did you try?", self.tried),
            ("How?", self.ways),
            ("When?", self.days),
            ("What did you learn?", self.lesson),
        ):
            self.add_item(ui.Label(text=text, component=component))

    async def on_submit(self, interaction: discord.Interaction) -> None:  # type: ignore[override]
        assert interaction.message is not None
        told = [self.tried.value, "+".join(self.ways.values), "+".join(self.days.values), self.lesson.value]
        before = interaction.message.content
        try:
            await interaction.response.edit_message(content=f"{before}, {interaction.user.display_name}")
        except discord.NotFound as gone:
            await interaction.response.send_message(f"Refused: {gone.code}", ephemeral=True)
            return
        await interaction.followup.send(" / ".join(each or "-" for each in told), ephemeral=True)
        await interaction.followup.send("Now say *how* it went", ephemeral=True)


class Prompt(ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.button(label="Answer", custom_id="prompt:answer")
    async def answer(self, interaction: discord.Interaction, _: ui.Button[Any]) -> None:
        await interaction.response.send_modal(Answer())


@app_commands.command(description="Ask everybody")
async def ask(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("Answered", view=Prompt())


@app_commands.command(description="Ask in private")
async def ask_me(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("Answered", view=Prompt(), ephemeral=True)


class AskingBot(Bot):
    async def setup_hook(self) -> None:
        self.tree.add_command(ask)
        self.tree.add_command(ask_me)
        await self.tree.sync()


@pytest.fixture
async def bot(sandbox: Sandbox, guild: Guild, channel: Channel) -> Any:
    async with AskingBot() as client:
        yield await client.run_at(sandbox)


@pytest.fixture
def bob(sandbox: Sandbox, guild: Guild, channel: Channel) -> Person:
    bob = sandbox.person("Bob")
    guild.add_member(bob.user)
    bob.go(channel)
    return bob


async def test_a_form_is_filled_in_by_key_with_labels_or_values(bot: Bot, alice: Person) -> None:
    await alice.slash("ask")
    await alice.press("Answer")

    await alice.submit(tried="not yet", ways=("Together", "online"), days={"Friday"}, lesson="Ask early")

    await alice.sees_next("not yet / together+online / friday / Ask early")


async def test_what_is_not_named_keeps_what_was_chosen_beforehand(bot: Bot, alice: Person) -> None:
    await alice.slash("ask")
    await alice.press("Answer")

    await alice.submit(tried="Yes")

    await alice.sees_next("yes / alone / - / -")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({}, "“Did you try\\?” is required"),
        ({"tried": "Maybe"}, "does not offer 'Maybe'"),
        ({"tried": "Yes", "ways": []}, "“How\\?” is required"),
        ({"tried": "Yes", "ways": ["Alone", "Together", "Online"]}, "takes 1 to 2 choices, not 3"),
        ({"tried": "Yes", "days": ["Sunday"]}, "does not offer 'Sunday'"),
        ({"tried": "Yes", "lesson": "x" * 81}, "takes 0 to 80 characters, not 81"),
    ],
)
async def test_the_app_keeps_the_form_open(bot: Bot, alice: Person, values: dict[str, Any], why: str) -> None:
    await alice.slash("ask")
    await alice.press("Answer")

    with pytest.raises(ClientRefused, match=why):
        await alice.submit(values)

    assert alice.form is not None


async def test_a_form_changes_the_card_it_was_opened_from_and_what_follows_is_private(
    bot: Bot, alice: Person, bob: Person
) -> None:
    card = await alice.slash("ask")
    await bob.press("Answer")

    shown = await bob.submit(tried="Yes")
    await bob.sees_next("Now say")

    assert card.message is not None
    assert (shown.kind, shown.message and shown.message.id) == ("update", card.message.id)
    assert [seen.text.splitlines()[0] for seen in alice.sees()] == ["Answered, Bob"]
    assert [(seen.text.splitlines()[0], seen.is_ephemeral) for seen in bob.sees()] == [
        ("Answered, Bob", False),
        ("yes / alone / - / -", True),
        ("Now say *how* it went", True),
    ]


async def test_the_submitted_form_carries_the_card(sandbox: Sandbox, bot: Bot, alice: Person) -> None:
    card = await alice.slash("ask")
    await alice.press("Answer")
    await alice.submit(tried="Yes")

    submitted = [i for i in sandbox.world.interactions.values() if i.type == MODAL_SUBMIT]

    assert card.message is not None
    assert [str(each.message and each.message.id) for each in submitted] == [card.message.payload["id"]]


async def test_two_people_change_the_card_one_after_the_other(bot: Bot, alice: Person, bob: Person) -> None:
    await alice.slash("ask")
    await alice.press("Answer")
    await bob.press("Answer")

    await bob.submit(tried="Yes")
    await alice.submit(tried="Not yet")

    await alice.sees_next("Answered, Bob, Alice")


async def test_a_private_card_is_changed_for_its_reader(bot: Bot, alice: Person, bob: Person) -> None:
    await alice.slash("ask_me")
    await alice.press("Answer")

    shown = await alice.submit(tried="Yes")

    assert (shown.text.splitlines()[0], shown.ephemeral, bob.sees()) == ("Answered, Alice", True, [])


async def test_a_card_that_was_deleted_meanwhile_cannot_be_changed(
    sandbox: Sandbox, bot: Bot, channel: Channel, alice: Person
) -> None:
    card = await alice.slash("ask")
    await alice.press("Answer")
    assert card.message is not None
    sandbox.world.posts.delete(channel.messages[card.message.id])

    assert (await alice.submit(tried="Yes")).text == "Refused: 10008"


@pytest.mark.parametrize(
    ("intents", "words"),
    [(GUILDS, None), (GUILDS | GUILD_MESSAGES, "Answered, Alice"), (GUILDS | DIRECT_MESSAGES, None)],
)
async def test_the_change_is_told_to_sessions_that_asked_for_messages(
    sandbox: Sandbox, bot: Bot, alice: Person, guild: Guild, connect: Any, intents: int, words: str | None
) -> None:
    await alice.slash("ask")
    listening = await connect()
    await listening.identify(sandbox, intents=intents)
    await alice.press("Answer")
    await alice.submit(tried="Yes")
    await alice.sees_next("Now say")

    guild.add_channel("the end")
    heard = []
    while (payload := await listening.receive())["t"] != "CHANNEL_CREATE":
        heard.append(payload)

    changed = [payload["d"]["content"] for payload in heard if payload["t"] == "MESSAGE_UPDATE"]
    assert changed == ([words] if words else [])
    assert all("guild_id" not in p["d"] for p in heard if p["t"] == "MESSAGE_CREATE")
