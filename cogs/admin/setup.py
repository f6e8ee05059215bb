"""`/admin setup`: one private card that is written anew with every answer, and looks through all channels each time."""

from discord.ui import LayoutView

from bot.domain.channels import Seen, look_through
from bot.domain.communities import USES, Setting
from bot.domain.setup import Matter, Standing
from bot.gateway.sight import seen_by_bot
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.channels import channel_of
from cogs._shared.checks import check_channel
from cogs._shared.controls import ChooseControl, PressControl
from cogs._shared.replies import whisper_view
from cogs.admin.setup_card import END, Health, setup_card

MATTERS = "|".join(Matter)


async def begin(interaction: Interaction) -> None:
    """At the first question that is open; where none is, it is a look at how things are."""
    standing = await _standing(interaction)
    await whisper_view(interaction, card(interaction, standing, standing.following()))


async def go_to(interaction: Interaction, matter: Matter | None) -> None:
    """The card anew, as things are now, at one question."""
    await rewrite(interaction, card(interaction, await _standing(interaction), matter))


async def go_on(interaction: Interaction, answered: Matter) -> None:
    """The card anew, at the next open question behind one that was answered or left."""
    standing = await _standing(interaction)
    await rewrite(interaction, card(interaction, standing, standing.following(answered)))


async def rewrite(interaction: Interaction, view: LayoutView) -> None:
    """Also after a form, which was opened from the card, or from the refusal that gave its words back."""
    await interaction.response.edit_message(view=view)


def card(interaction: Interaction, standing: Standing, matter: Matter | None) -> LayoutView:
    named = standing.named
    ids = dict.fromkeys(each.channel_id for each in named)
    seen = {id: each for id in ids if (each := _seen(interaction, id))}
    return setup_card(texts_for(interaction), standing, Health(look_through(named, seen), len(ids)), matter)


def _seen(interaction: Interaction, channel_id: int) -> Seen | None:
    channel = interaction.guild.get_channel(channel_id) if interaction.guild else None
    return seen_by_bot(channel) if channel else None


async def _standing(interaction: Interaction) -> Standing:
    return await interaction.client.services.communities.standing(actor_of(interaction))


class GoTo(ChooseControl, template=rf"admin:setup:go:(?P<matter>{MATTERS}|{END})"):
    async def act(self, interaction: Interaction) -> None:
        await go_to(interaction, Matter(self.chosen))


class Leave(PressControl, template=rf"admin:setup:after:(?P<matter>{MATTERS})"):
    async def act(self, interaction: Interaction) -> None:
        await go_on(interaction, Matter(self.state["matter"]))


class LookAgain(PressControl, template=rf"admin:setup:look:(?P<matter>{MATTERS}|{END})"):
    async def act(self, interaction: Interaction) -> None:
        matter = self.state["matter"]
        await go_to(interaction, None if matter == END else Matter(matter))


class ChooseLanguage(ChooseControl, template=r"admin:setup:language"):
    async def act(self, interaction: Interaction) -> None:
        wish = {Setting.LANGUAGE: self.chosen}
        await interaction.client.services.communities.decide(actor_of(interaction), wish)
        await go_on(interaction, Matter.LANGUAGE)


class ChooseChannel(ChooseControl, template=rf"admin:setup:channel:(?P<setting>{'|'.join(USES)})"):
    async def act(self, interaction: Interaction) -> None:
        setting = Setting(self.state["setting"])
        channel = channel_of(interaction, int(self.chosen))
        check_channel(channel, USES[setting])
        await interaction.client.services.communities.decide(actor_of(interaction), {setting: channel.id})
        await go_on(interaction, Matter(setting))
