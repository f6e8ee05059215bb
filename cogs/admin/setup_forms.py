"""What the set-up asks in words: a city, and the first group."""

from collections.abc import Mapping, Sequence

from discord.ui import Modal

from bot.domain.channels import Use
from bot.domain.communities import Setting
from bot.domain.errors import BotCannotLead, ChannelGone, Missing, ZoneNeeded
from bot.domain.groups import NAME_MOST
from bot.domain.setup import Matter
from bot.domain.things import Thing
from bot.services.groups import NewGroup
from bot.wording.texts import Texts
from bot.wording.zones import find_zone, zone_of_locale
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.channels import channel_of
from cogs._shared.checks import check_channel
from cogs._shared.choices import WEEKDAYS, chosen_id
from cogs._shared.controls import PressControl
from cogs._shared.forms import Asked, Part, Pick, PickChannel, PickPerson, build_form, open_form, points_at_bot
from cogs._shared.replies import whisper_view
from cogs.admin.cards import group_created
from cogs.admin.setup import go_on

PLACE_MOST = 60
TIME_MOST = 10


class AskZone(PressControl, template=r"admin:setup:zone"):
    async def act(self, interaction: Interaction) -> None:
        decided = await interaction.client.services.communities.decided(actor_of(interaction))
        likely = zone_of_locale(interaction.guild_locale.value) if interaction.guild_locale else None
        given = {"place": decided.zone or likely or ""}
        await open_form(interaction, ZoneForm().build(texts_for(interaction), (), given))


class ZoneForm:
    prefix = "setup-zone"
    about = Thing.SERVER, 0

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        place = Part(
            "place",
            texts.say("By which city's clock do groups go?"),
            PLACE_MOST,
            placeholder=texts.say("Oslo, Rome, London …"),
            required=True,
            long=False,
        )
        return build_form(self.prefix, texts.say("The clock of new groups"), [place], given)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        wish = {Setting.ZONE: find_zone(given["place"])}
        await interaction.client.services.communities.decide(actor_of(interaction), wish)
        await go_on(interaction, Matter.ZONE)


class AskGroup(PressControl, template=r"admin:setup:group"):
    """Without a clock the form would be refused, so that is said before it is filled in."""

    async def act(self, interaction: Interaction) -> None:
        decided = await interaction.client.services.communities.decided(actor_of(interaction))
        if decided.zone is None:
            raise ZoneNeeded
        given = {"weekday": "1", "time": "09:00", "facilitator": str(interaction.user.id)}
        await open_form(interaction, GroupForm().build(texts_for(interaction), (), given))


class GroupForm:
    prefix = "setup-group"
    about = Thing.SERVER, 0

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        weekdays = [(str(each.value), texts.say(each.name)) for each in WEEKDAYS]
        parts: list[Asked] = [
            Part("name", texts.say("What the group is called"), NAME_MOST, required=True, long=False),
            PickChannel("channel", texts.say("The channel of its prompts"), Use.GROUP),
            PickPerson("facilitator", texts.say("Who leads the group")),
            Pick("weekday", texts.say("Weekday of the prompt"), weekdays, required=True),
            Part("time", texts.say("When the prompt is posted"), TIME_MOST, required=True, long=False),
        ]
        return build_form(self.prefix, texts.say("The first group"), parts, given)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        channel = channel_of(interaction, chosen_id(given["channel"], ChannelGone))
        check_channel(channel, Use.GROUP)
        leader_id = chosen_id(given["facilitator"], Missing)
        if points_at_bot(interaction, leader_id):
            raise BotCannotLead
        new = NewGroup(given["name"], channel.id, int(given["weekday"]), given["time"], "", None, leader_id)
        services, actor = interaction.client.services, actor_of(interaction)
        made = await services.groups.create(actor, new)
        await go_on(interaction, Matter.GROUP)
        decided = await services.communities.decided(actor)
        await whisper_view(interaction, group_created(texts_for(interaction), made, decided))
