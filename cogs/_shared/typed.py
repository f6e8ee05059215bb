"""The command line somebody typed, given back in their own language for copying and mending."""

from typing import Any

import discord
from discord.app_commands import Command

from bot.wording.texts import Texts
from cogs._shared.actors import Interaction


def typed_command(interaction: Interaction, texts: Texts) -> str:
    """`/meg borte til-og-med:24.12`: names as the person's Discord shows them, choices by their label. Nothing for what
    was chosen from a menu."""
    command = interaction.command
    if not isinstance(command, Command):
        return ""
    name = " ".join(texts.say(part) for part in command.qualified_name.split())
    given = [f"{texts.say(key)}:{_shown(command, texts, key, value)}" for key, value in interaction.namespace]
    return " ".join([f"/{name}", *given])


def _shown(command: Command[Any, ..., Any], texts: Texts, option: str, value: object) -> str:
    parameter = command.get_parameter(option)
    for choice in parameter.choices if parameter else ():
        if choice.value == value:
            return texts.say(choice.name)
    if isinstance(value, discord.User | discord.Member):
        return f"@{value.display_name}"
    if isinstance(value, discord.app_commands.AppCommandChannel):
        return f"#{value.name}"
    return str(value)
