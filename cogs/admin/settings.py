"""What is settled for the whole server: where its pairs meet, and where asks go, if they do."""

import discord
from discord.ui import LayoutView

from bot.services.communities import Decided
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.channels import AskChannel
from cogs._shared.checks import check_knowledge_channel, check_meeting_channel
from cogs._shared.controls import PressControl, button
from cogs._shared.layout import panel


async def settle(
    interaction: Interaction,
    meeting_channel: discord.TextChannel | None,
    knowledge_channel: AskChannel | None,
) -> LayoutView:
    """What is settled now, after taking the channels that were named."""
    communities, actor = interaction.client.services.communities, actor_of(interaction)
    if meeting_channel is not None:
        check_meeting_channel(meeting_channel)
        await communities.choose_meeting_channel(actor, meeting_channel.id)
    if knowledge_channel is not None:
        check_knowledge_channel(knowledge_channel)
        await communities.choose_knowledge_channel(actor, knowledge_channel.id)
    return settings(texts_for(interaction), await communities.decided(actor))


def settings(texts: Texts, decided: Decided) -> LayoutView:
    end_pairs = button(texts.say("No pairs any more"), "admin:settings:no-pairs")
    return panel(
        texts.say("### Settings of this server"),
        *_pairs(texts, decided.meeting_channel_id),
        _asks(texts, decided.knowledge_channel_id),
        controls=[end_pairs] if decided.meeting_channel_id else [],
    )


def _pairs(texts: Texts, channel_id: int | None) -> list[str]:
    if channel_id is None:
        return [
            texts.say(
                "**Pairs**: nobody is paired yet. Name the channel under which pairs get their private threads, one "
                "that all members can see: `/admin settings`."
            )
        ]
    return [
        texts.say(
            "**Pairs**: they get a private thread under <#{channel}> with each round's prompt. Whoever cannot see "
            "that channel cannot see their thread either.",
            channel=channel_id,
        ),
        texts.say("Moderators who may manage threads can read the pairs' threads. I say so in each of them."),
    ]


def _asks(texts: Texts, channel_id: int | None) -> str:
    if channel_id is None:
        return texts.say(
            "**Asks**: nobody can ask yet. Name the channel where asks go, a text channel or a forum that all members "
            "can see: `/admin settings`."
        )
    return texts.say(
        "**Asks**: each goes to <#{channel}>, with a thread of its own. Everybody who sees the channel reads it.",
        channel=channel_id,
    )


class StopPairs(PressControl, template=r"admin:settings:no-pairs"):
    async def act(self, interaction: Interaction) -> None:
        decided = await interaction.client.services.communities.choose_meeting_channel(actor_of(interaction), None)
        await interaction.response.edit_message(view=settings(texts_for(interaction), decided))
