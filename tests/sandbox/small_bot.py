"""A small bot on the real discord.py, for people to meet."""

from __future__ import annotations

import discord
from discord import app_commands, ui

Interaction = discord.Interaction[discord.Client]


class NameForm(ui.Modal, title="Your name"):
    name: ui.Label[NameForm] = ui.Label(text="Name", component=ui.TextInput(min_length=2, max_length=10, default="Bo"))
    mood: ui.Label[NameForm] = ui.Label(
        text="Mood",
        component=ui.Select(required=False, options=[discord.SelectOption(label=word) for word in ("Good", "Bad")]),
    )

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        assert isinstance(self.name.component, ui.TextInput)
        assert isinstance(self.mood.component, ui.Select)
        mood = ", ".join(self.mood.component.values) or "no mood"
        await interaction.response.send_message(f"{self.name.component.value}: {mood}", ephemeral=True)


class Panel(ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @ui.button(label="Go", custom_id="go")
    async def go(self, interaction: Interaction, _: ui.Button[Panel]) -> None:
        await interaction.response.edit_message(content=f"{interaction.user.mention} went", view=self)

    @ui.button(label="Form", custom_id="form")
    async def form(self, interaction: Interaction, _: ui.Button[Panel]) -> None:
        await interaction.response.send_modal(NameForm())

    @ui.button(label="Later", custom_id="later")
    async def later(self, interaction: Interaction, _: ui.Button[Panel]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.followup.send("It is later")

    @ui.button(label="Never", custom_id="never")
    async def never(self, interaction: Interaction, _: ui.Button[Panel]) -> None:
        """Leaves the interaction unanswered."""

    @ui.button(label="Dead", custom_id="dead", disabled=True)
    async def dead(self, interaction: Interaction, _: ui.Button[Panel]) -> None:
        """Cannot be pressed."""

    @ui.select(
        placeholder="Way", custom_id="way", options=[discord.SelectOption(label=w) for w in ("Project", "Habit")]
    )
    async def way(self, interaction: Interaction, select: ui.Select[Panel]) -> None:
        await interaction.response.send_message(f"Chosen: {select.values[0]}")

    @ui.select(cls=ui.UserSelect, placeholder="Who", custom_id="who", max_values=2)
    async def who(self, interaction: Interaction, select: ui.UserSelect[Panel]) -> None:
        await interaction.response.send_message(" and ".join(user.display_name for user in select.values))


class Layout(ui.LayoutView):
    container: ui.Container[Layout] = ui.Container(
        ui.TextDisplay("# Title"),
        ui.Section("In a section", accessory=ui.Button(label="Beside", custom_id="beside")),
        ui.Separator(),
    )


group = app_commands.Group(name="group", description="Groups")


@group.command(name="join", description="Join a group")
async def join(interaction: Interaction, name: str) -> None:
    await interaction.response.send_message(f"Joined {name}")


@join.autocomplete("name")
async def group_names(_: Interaction, current: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=n, value=n.lower()) for n in ("Oslo", "Ostia") if n.lower().startswith(current)]


@app_commands.command(description="Greet")
async def greet(
    interaction: Interaction,
    name: app_commands.Range[str, 2, 5],
    times: app_commands.Range[int, 1, 3] = 1,
    who: discord.Member | None = None,
    where: discord.TextChannel | None = None,
    picture: discord.Attachment | None = None,
) -> None:
    told = [who and who.display_name, where and where.name, picture and picture.filename]
    await interaction.response.send_message(" ".join([f"Hello {name} ×{times}", *(word for word in told if word)]))


@app_commands.command(description="A panel")
async def panel(interaction: Interaction) -> None:
    await interaction.response.send_message("The panel", view=Panel())


@app_commands.command(description="A layout")
async def layout(interaction: Interaction) -> None:
    await interaction.response.send_message(view=Layout())


@app_commands.command(description="A secret")
async def secret(interaction: Interaction) -> None:
    await interaction.response.send_message("Only for you", ephemeral=True, view=Panel())


@app_commands.command(description="For those who manage the server")
@app_commands.default_permissions(manage_guild=True)
async def settings(interaction: Interaction) -> None:
    await interaction.response.send_message("Settings")


@app_commands.command(description="Ping somebody")
async def ping(interaction: Interaction, who: discord.Member) -> None:
    assert isinstance(interaction.channel, discord.abc.Messageable)
    await interaction.response.send_message("Done", ephemeral=True)
    await interaction.channel.send(f"Hello {who.mention}")


@app_commands.command(description="Write in private")
async def whisper(interaction: Interaction) -> None:
    try:
        await interaction.user.send("Psst")
    except discord.Forbidden as refused:
        await interaction.response.send_message(f"Refused: {refused.code}", ephemeral=True)
    else:
        await interaction.response.send_message("Sent", ephemeral=True)


@app_commands.context_menu(name="Thank")
async def thank(interaction: Interaction, member: discord.Member) -> None:
    await interaction.response.send_message(f"Thank you, {member.display_name}")


@app_commands.context_menu(name="Save as lesson")
async def save(interaction: Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"Saved: {message.content}", ephemeral=True)


class SmallBot(discord.Client):
    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        for command in (group, greet, panel, layout, secret, settings, ping, whisper, thank, save):
            self.tree.add_command(command)
        await self.tree.sync()
