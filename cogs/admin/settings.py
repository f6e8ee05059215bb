"""What is settled for the whole server: where its pairs meet, if they do."""

import discord
from discord.ui import LayoutView

from bot.services.communities import Decided
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.checks import check_meeting_channel
from cogs._shared.controls import PressControl, button
from cogs._shared.layout import panel


async def settle(interaction: Interaction, meeting_channel: discord.TextChannel | None) -> LayoutView:
    """What is settled now, after taking the channel that was named."""
    communities, actor = interaction.client.services.communities, actor_of(interaction)
    if meeting_channel is None:
        return settings(texts_for(interaction), await communities.decided(actor))
    check_meeting_channel(meeting_channel)
    return settings(texts_for(interaction), await communities.choose_meeting_channel(actor, meeting_channel.id))


def settings(texts: Texts, decided: Decided) -> LayoutView:
    if decided.meeting_channel_id is None:
        return panel(
            _title(texts),
            texts.say(
                "**Pairs**: nobody is paired yet. Name the channel under which pairs get their private threads, one "
                "that all members can see: `/admin settings`."
            ),
        )
    return panel(
        _title(texts),
        texts.say(
            "**Pairs**: they get a private thread under <#{channel}> with each round's prompt. Whoever cannot see "
            "that channel cannot see their thread either.",
            channel=decided.meeting_channel_id,
        ),
        texts.say("Moderators who may manage threads can read the pairs' threads. I say so in each of them."),
        controls=[button(texts.say("No pairs any more"), "admin:settings:no-pairs")],
    )


class StopPairs(PressControl, template=r"admin:settings:no-pairs"):
    async def act(self, interaction: Interaction) -> None:
        decided = await interaction.client.services.communities.choose_meeting_channel(actor_of(interaction), None)
        await interaction.response.edit_message(view=settings(texts_for(interaction), decided))


def _title(texts: Texts) -> str:
    return texts.say("### Settings of this server")
