"""What the real client sends is accepted, ids as numbers and permissions as text included."""

from __future__ import annotations

import io
import json
from typing import Any

import discord
import pytest
from discord import app_commands, ui
from discord.http import handle_message_parameters

from sandbox.protocol.checks import UploadedFile, check_callback, check_commands, check_message, check_modal
from tests.sandbox.small_bot import Layout, NameForm, Panel, SmallBot, greet, group, save, settings, thank


def sent(**fields: Any) -> dict[str, Any]:
    """The JSON part of what the client sends for `send` or `edit`."""
    with handle_message_parameters(**fields) as parameters:
        if parameters.payload is not None:
            return parameters.payload
        assert parameters.multipart is not None
        body: dict[str, Any] = json.loads(parameters.multipart[0]["value"])
        return body


def full_embed() -> discord.Embed:
    embed = discord.Embed(title="Title", description="Text", colour=0x123456, timestamp=discord.utils.utcnow())
    embed.set_author(name="Author", url="https://example.org").set_footer(text="Footer")
    embed.set_image(url="attachment://a.png").set_thumbnail(url="https://example.org/a.png")
    return embed.add_field(name="Name", value="Value", inline=False)


async def test_messages_of_the_client_are_accepted() -> None:
    mentions = discord.AllowedMentions(everyone=False, users=[discord.Object(5)], roles=False, replied_user=False)
    body = sent(content="x", embeds=[full_embed()], view=Panel(), nonce=2**60, allowed_mentions=mentions)

    check_message(body, route="create")


async def test_layouts_of_the_client_are_accepted() -> None:
    check_message(sent(view=Layout()), route="create")
    check_message(sent(content=None, embeds=[], view=Layout()), route="edit", current={"content": "old", "flags": 0})


async def test_uploads_of_the_client_are_accepted() -> None:
    body = sent(content="x", files=[discord.File(io.BytesIO(b"x"), "a.png", description="A picture", spoiler=True)])

    check_message(body, route="create", files=[UploadedFile("SPOILER_a.png", "image/png", b"x")])


async def test_an_edit_of_the_client_may_clear_everything_but_the_text() -> None:
    body = {**sent(embeds=[], attachments=[], view=None), "flags": 0}

    check_message(body, route="edit", current={"content": "x", "flags": 4})


async def test_answers_and_forms_of_the_client_are_accepted() -> None:
    check_modal(NameForm().to_dict())
    check_callback({"type": 9, "data": NameForm().to_dict()}, interaction_type=2)
    check_callback({"type": 4, "data": {**sent(content="x", view=Panel()), "flags": 64}}, interaction_type=2)
    check_callback({"type": 5, "data": {"flags": 64}}, interaction_type=3)
    check_callback({"type": 6}, interaction_type=3)
    choice = app_commands.Choice(name="Oslo", value="oslo").to_dict()
    check_callback({"type": 8, "data": {"choices": [choice]}}, interaction_type=4)


@pytest.mark.parametrize("guild", [False, True])
async def test_commands_of_the_client_are_accepted(guild: bool) -> None:
    bot = SmallBot()
    commands = [command.to_dict(bot.tree) for command in (group, greet, settings, thank, save)]

    check_commands(json.loads(json.dumps(commands)), guild=guild)


async def test_every_input_of_a_form_of_the_client_is_accepted() -> None:
    class Everything(ui.Modal, title="Everything"):
        radio: ui.Label[Any] = ui.Label(
            text="One", component=ui.RadioGroup(options=[discord.RadioGroupOption(label=x) for x in "ab"])
        )
        boxes: ui.Label[Any] = ui.Label(
            text="Some", component=ui.CheckboxGroup(options=[discord.CheckboxGroupOption(label=x) for x in "ab"])
        )
        tick: ui.Label[Any] = ui.Label(text="Yes?", component=ui.Checkbox())
        files: ui.Label[Any] = ui.Label(text="Files", component=ui.FileUpload(max_values=3))
        who: ui.Label[Any] = ui.Label(text="Who", component=ui.UserSelect(required=True))

    check_modal(Everything().to_dict())
