"""Buttons and menus whose state lives in their custom id, so that they work after a restart.

A card shows plain buttons; the classes here are how a press finds its way back. A view that is stopped before it is
sent is not remembered by the library, so a press has exactly one taker.

`thing` is what a control is about, by which its community is found under a direct message; one that says none works on
a server alone. For one that `only_reads`, mostly to open a form, Discord is not asked: it is asked at the submit.
"""

from re import Match
from typing import Any, Self

import discord
from discord import ButtonStyle
from discord.ui import Button, DynamicItem, Item
from discord.ui.select import BaseSelect

from bot.domain.things import About, Thing
from cogs._shared.actors import Interaction
from cogs._shared.door import enter


def button(
    label: str, custom_id: str, *, style: ButtonStyle = ButtonStyle.secondary, emoji: str | None = None
) -> Button[Any]:
    return Button(label=label, custom_id=custom_id, style=style, emoji=emoji)


class PressControl(DynamicItem[Button[Any]], template=r"never:press"):
    """A pressed button. `state` is what its custom id carries; `act` is what it does."""

    thing = Thing.SERVER
    only_reads = False

    def __init__(self, item: Button[Any], state: dict[str, str]) -> None:
        super().__init__(item)
        self.state = state

    @property
    def about(self) -> About:
        """The thing by its id among the state, as `ask_id`."""
        named = self.state.get(f"{self.thing}_id")
        return About(self.thing, int(named) if named else 0)

    @classmethod
    async def from_custom_id(cls, interaction: discord.Interaction[Any], item: Item[Any], match: Match[str]) -> Self:
        assert isinstance(item, Button)  # the library matches by component type as well
        return cls(item, match.groupdict())

    async def act(self, interaction: Interaction) -> None:
        raise NotImplementedError

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await enter(interaction, self)


class ChooseControl(DynamicItem[BaseSelect[Any]], template=r"never:choose"):
    """A menu somebody chose from; `chosen` is the value, or the id of what was pointed at, `act` is what it does."""

    thing = Thing.SERVER
    only_reads = False

    def __init__(self, item: BaseSelect[Any], state: dict[str, str]) -> None:
        super().__init__(item)
        self.state = state

    @property
    def about(self) -> About:
        return About(self.thing, int(self.chosen) if self.chosen.isdecimal() else 0)

    @classmethod
    async def from_custom_id(cls, interaction: discord.Interaction[Any], item: Item[Any], match: Match[str]) -> Self:
        assert isinstance(item, BaseSelect)
        return cls(item, match.groupdict())

    @property
    def chosen(self) -> str:
        first = self.item.values[0]
        return first if isinstance(first, str) else str(first.id)

    async def act(self, interaction: Interaction) -> None:
        raise NotImplementedError

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await enter(interaction, self)
