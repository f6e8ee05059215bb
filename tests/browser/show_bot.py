"""A bot that does what Trellis does not: menus of every kind, ticks and files in forms, cards with pictures."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import discord
from discord import app_commands, ui

from tests.sandbox.small_bot import Interaction, SmallBot


def png(red: int, green: int, blue: int, *, width: int = 240, height: int = 135, size: int = 0) -> bytes:
    """A picture of one colour; filled up to `size` bytes, which no viewer minds."""
    rows = (b"\0" + bytes((red, green, blue)) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    drawn = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return (b"\x89PNG\r\n\x1a\n" + drawn).ljust(size, b"\0")


def picture(name: str, *colour: int, alt: str | None = None) -> discord.File:
    return discord.File(io.BytesIO(png(*colour)), name, description=alt)


def choices(kind: type[Any], *labels: str) -> list[Any]:
    return [kind(label=label, value=label.lower()) for label in labels]


class Menus(ui.View):
    @ui.select(
        placeholder="Fruit",
        custom_id="fruit",
        max_values=2,
        options=[
            discord.SelectOption(label="Apple", description="Grows on trees", emoji="🍎"),
            discord.SelectOption(label="Fig"),
            discord.SelectOption(label="Pear"),
        ],
    )
    async def fruit(self, interaction: Interaction, select: ui.Select[Menus]) -> None:
        await interaction.response.send_message(f"Fruit: {', '.join(select.values)}")

    @ui.select(
        placeholder="Tea",
        custom_id="tea",
        min_values=0,
        options=[discord.SelectOption(label="Green"), discord.SelectOption(label="Black")],
    )
    async def tea(self, interaction: Interaction, select: ui.Select[Menus]) -> None:
        await interaction.response.send_message(f"Tea: {', '.join(select.values) or 'none'}")

    @ui.select(
        placeholder="Closed",
        custom_id="closed",
        max_values=2,
        disabled=True,
        options=choices(discord.SelectOption, "A", "B"),
    )
    async def closed(self, interaction: Interaction, select: ui.Select[Menus]) -> None:
        """Cannot be opened."""

    @ui.select(cls=ui.UserSelect, placeholder="Who", custom_id="who")
    async def who(self, interaction: Interaction, select: ui.UserSelect[Menus]) -> None:
        await interaction.response.send_message(f"Who: {select.values[0].display_name}")

    @ui.select(cls=ui.ChannelSelect, placeholder="Where", custom_id="where", channel_types=[discord.ChannelType.text])
    async def where(self, interaction: Interaction, select: ui.ChannelSelect[Menus]) -> None:
        await interaction.response.send_message(f"Where: {select.values[0].name}")


class Profile(ui.Modal, title="Your profile"):
    def __init__(self) -> None:
        super().__init__()
        self.drink = ui.Select[Any](custom_id="drink", options=choices(discord.SelectOption, "Tea", "Coffee"))
        self.pace = ui.RadioGroup[Any](custom_id="pace", options=choices(discord.RadioGroupOption, "Slow", "Fast"))
        self.days = ui.CheckboxGroup[Any](
            custom_id="days", options=choices(discord.CheckboxGroupOption, "Monday", "Tuesday", "Friday")
        )
        self.news = ui.Checkbox[Any](custom_id="news")
        self.add_item(ui.TextDisplay("Everything **but** text."))
        self.add_item(ui.Label(text="Drink", component=self.drink))
        self.add_item(ui.Label(text="Pace", component=self.pace))
        self.add_item(ui.Label(text="Days", description="As many as you like", component=self.days))
        self.add_item(ui.Label(text="Send me news", description="Once a month", component=self.news))

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        told = [self.drink.values[0], self.pace.value, "+".join(self.days.values), f"news {self.news.value}"]
        await interaction.response.send_message(" / ".join(map(str, told)))


class Week(ui.Modal, title="Your week"):
    def __init__(self) -> None:
        super().__init__()
        shown = [
            discord.SelectOption(label="Alone", value="alone", default=True),
            discord.SelectOption(label="Together", value="together", description="With your partner"),
            discord.SelectOption(label="Online", value="online"),
        ]
        self.ways = ui.Select[Any](custom_id="ways", required=True, max_values=2, options=shown)
        self.friends = ui.UserSelect[Any](custom_id="friends", required=False, min_values=0, max_values=2)
        self.add_item(ui.Label(text="How?", component=self.ways))
        self.add_item(ui.Label(text="With whom?", component=self.friends))

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        friends = "+".join(user.display_name for user in self.friends.values)
        await interaction.response.send_message(f"{'+'.join(self.ways.values)} with {friends or 'nobody'}")


class Papers(ui.Modal, title="Your papers"):
    papers: ui.Label[Papers] = ui.Label(text="Papers", component=ui.FileUpload(custom_id="papers", max_values=2))

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        assert isinstance(self.papers.component, ui.FileUpload)
        named = [f"{file.filename} of {file.size}" for file in self.papers.component.values]
        await interaction.response.send_message(" and ".join(named))


class Card(ui.LayoutView):
    container: ui.Container[Card] = ui.Container(
        ui.Section("# Walks", "Three this week", accessory=ui.Thumbnail("attachment://map.png", description="A map")),
        ui.Separator(spacing=discord.SeparatorSpacing.large),
        ui.MediaGallery(
            discord.MediaGalleryItem("attachment://hill.png", description="A green hill"),
            discord.MediaGalleryItem("attachment://sea.png", description="The sea", spoiler=True),
        ),
        ui.TextDisplay("-# Pictures by all"),
        accent_color=0x2F7D50,
    )


@app_commands.command(description="Menus of every kind")
async def menus(interaction: Interaction) -> None:
    await interaction.response.send_message("Choose", view=Menus(timeout=None))


@app_commands.command(description="A form without text")
async def profile(interaction: Interaction) -> None:
    await interaction.response.send_modal(Profile())


@app_commands.command(description="A form with menus of several")
async def week(interaction: Interaction) -> None:
    await interaction.response.send_modal(Week())


@app_commands.command(description="A form for files")
async def papers(interaction: Interaction) -> None:
    await interaction.response.send_modal(Papers())


@app_commands.command(description="A card with pictures")
async def card(interaction: Interaction) -> None:
    files = [picture("map.png", 200, 180, 90), picture("hill.png", 60, 150, 80), picture("sea.png", 40, 90, 200)]
    await interaction.response.send_message(view=Card(timeout=None), files=files)


@app_commands.command(description="An embed with everything")
async def embed(interaction: Interaction) -> None:
    shown = discord.Embed(title="Week 3", description="It went **well**", colour=0x1B62B5, url="https://example.org/")
    shown.set_author(name="Hillside").set_footer(text="Until next week")
    shown.add_field(name="Tried", value="4 of 5").add_field(name="Learned", value="3 things")
    shown.add_field(name="Next", value="A longer field\non two lines", inline=False)
    shown.set_image(url="attachment://week.png").set_thumbnail(url="attachment://logo.png")
    files = [picture("week.png", 120, 90, 180), picture("logo.png", 230, 120, 60)]
    await interaction.response.send_message(embed=shown, files=files)


@app_commands.command(description="Ask in the forum")
async def ask(interaction: Interaction, title: str) -> None:
    assert interaction.guild is not None
    [forum] = interaction.guild.forums
    tags = [tag for tag in forum.available_tags if not tag.moderated]
    made = await forum.create_thread(name=title, content=f"Who knows? {title}", applied_tags=tags)
    await made.message.add_reaction("👍")
    await interaction.response.send_message(f"Asked in {made.thread.mention}", ephemeral=True)


class ShowBot(SmallBot):
    async def setup_hook(self) -> None:
        for command in (menus, profile, week, papers, card, embed, ask):
            self.tree.add_command(command)
        await super().setup_hook()
