"""`/admin group …`: the groups that moderators make. Together with what is for the server, all of `/admin …`."""

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.domain.channels import Use
from bot.domain.groups import Entry
from bot.domain.people import Language
from bot.domain.templates import Template
from bot.gateway.client import Trellis
from bot.services.groups import GroupWish, NewGroup
from bot.wording.zones import find_zone
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.checks import check_channel, check_leader
from cogs._shared.choices import LANGUAGES, WEEKDAYS, name_choices, zone_choices
from cogs._shared.groups import group_edited
from cogs._shared.replies import whisper_view
from cogs.admin.archives import ArchiveCommands
from cogs.admin.cards import group_created, group_led
from cogs.admin.files import FileCommands
from cogs.admin.member import MemberCommands
from cogs.admin.server import ServerCommands, admin, group

ENTRIES = [
    Choice(name=locale_str("Open: whoever wants to"), value=Entry.OPEN),
    Choice(name=locale_str("By invitation"), value=Entry.INVITED),
]

TEMPLATES = [
    Choice(name=locale_str("Weekly mastermind: week after week, no end"), value=Template.MASTERMIND),
    Choice(name=locale_str("30-day challenge: something to try every day"), value=Template.CHALLENGE),
    Choice(name=locale_str("After a workshop: eight weeks about what you learned"), value=Template.FOLLOW_UP),
]


class Admin(ServerCommands, FileCommands, MemberCommands, ArchiveCommands):
    """Behind Manage Server twice: Discord hides the commands, the services ask again."""

    admin = admin
    group = group

    def __init__(self, bot: Trellis) -> None:
        self._groups = bot.services.groups
        self._leading = bot.services.leading
        self._communities = bot.services.communities

    @group.command(name=locale_str("create"), description=locale_str("Make an accountability group"))
    @app_commands.rename(
        name=locale_str("name"),
        channel=locale_str("channel"),
        weekday=locale_str("weekday"),
        time=locale_str("time"),
        zone=locale_str("zone"),
        language=locale_str("language"),
        facilitator=locale_str("facilitator"),
        entry=locale_str("entry"),
        template=locale_str("template"),
        workshop=locale_str("workshop"),
    )
    @app_commands.describe(
        name=locale_str("What the group is called"),
        channel=locale_str("Where its prompts and digests go"),
        weekday=locale_str("The day of the weekly prompt"),
        time=locale_str("When the prompt is posted, such as 09:00"),
        zone=locale_str("Whose clock that is: type a city; the server's if you leave it out"),
        language=locale_str("The language of the group's cards; the server's if you leave it out"),
        facilitator=locale_str("Who leads the group"),
        entry=locale_str("Who may come in; whoever wants to if you leave it out"),
        template=locale_str("How long it lasts and what it asks; a weekly mastermind if you leave it out"),
        workshop=locale_str("Which workshop it follows up; the group's name if you leave it out"),
    )
    @app_commands.choices(weekday=WEEKDAYS)
    @app_commands.choices(language=LANGUAGES, entry=ENTRIES, template=TEMPLATES)
    async def create(
        self,
        interaction: Interaction,
        name: str,
        channel: discord.TextChannel,
        weekday: Choice[int],
        time: str,
        facilitator: discord.Member,
        zone: str = "",
        language: Choice[str] | None = None,
        entry: Choice[str] | None = None,
        template: Choice[str] | None = None,
        workshop: str = "",
    ) -> None:
        check_channel(channel, Use.GROUP)
        check_leader(facilitator)
        chosen, way_in = Language(language.value) if language else None, Entry(entry.value) if entry else Entry.OPEN
        clock = find_zone(zone) if zone else ""
        kind = Template(template.value) if template else Template.MASTERMIND
        leader, day = facilitator.id, weekday.value
        new = NewGroup(name, channel.id, day, time, clock, chosen, leader, way_in, kind, workshop)
        view = await self._groups.create(actor_of(interaction), new)
        decided = await self._communities.decided(actor_of(interaction))
        await whisper_view(interaction, group_created(texts_for(interaction), view, decided))

    @group.command(
        name=locale_str("edit"),
        description=locale_str("Another channel, or from the next round another weekday, time or zone"),
    )
    @app_commands.rename(
        name=locale_str("name"),
        channel=locale_str("channel"),
        weekday=locale_str("weekday"),
        time=locale_str("time"),
        zone=locale_str("zone"),
        entry=locale_str("entry"),
    )
    @app_commands.describe(
        name=locale_str("Which group"),
        channel=locale_str("Where its prompts and digests go"),
        weekday=locale_str("The day of the weekly prompt"),
        time=locale_str("When the prompt is posted, such as 09:00"),
        zone=locale_str("Whose clock that is: type a city"),
        entry=locale_str("Who may come in"),
    )
    @app_commands.choices(weekday=WEEKDAYS)
    @app_commands.choices(entry=ENTRIES)
    async def edit(
        self,
        interaction: Interaction,
        name: str,
        channel: discord.TextChannel | None = None,
        weekday: Choice[int] | None = None,
        time: str = "",
        zone: str = "",
        entry: Choice[str] | None = None,
    ) -> None:
        if channel:
            check_channel(channel, Use.GROUP)
        day, place = weekday.value if weekday else None, channel.id if channel else None
        way_in = Entry(entry.value) if entry else None
        wish = GroupWish(day, time, find_zone(zone) if zone else "", place, way_in)
        view = await self._groups.edit(actor_of(interaction), name, wish)
        await whisper_view(interaction, group_edited(texts_for(interaction), view))

    @group.command(name=locale_str("lead"), description=locale_str("Have somebody lead a group"))
    @app_commands.rename(name=locale_str("name"), person=locale_str("person"))
    @app_commands.describe(name=locale_str("Which group"), person=locale_str("Who leads the group"))
    async def lead(self, interaction: Interaction, name: str, person: discord.Member) -> None:
        check_leader(person)
        led = await self._leading.name(actor_of(interaction), name, person.id)
        await whisper_view(interaction, group_led(texts_for(interaction), led, person.id))

    @lead.autocomplete("name")
    @edit.autocomplete("name")
    async def suggest_name(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return name_choices(await self._groups.suggest(actor_of(interaction), typed))

    @edit.autocomplete("zone")
    @create.autocomplete("zone")
    async def suggest_zone(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return zone_choices(interaction, typed)
