"""What is decided for the whole server, and changing it."""

from collections.abc import Mapping
from typing import Any

from discord.ui import LayoutView, Section

from bot.domain.communities import USES, Decided, Setting, Wish
from bot.gateway.sight import Channel
from bot.wording.texts import Texts
from bot.wording.zones import find_zone
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.checks import check_channel
from cogs._shared.controls import PressControl, button
from cogs._shared.layout import beside, panel


def wish_of(language: str, zone: str, channels: Mapping[Setting, Channel | None]) -> Wish:
    """What was named: a zone as typed, channels once they can be used. ChannelUnfit, ChannelUnusable."""
    wish: dict[Setting, str | int | None] = {}
    if language:
        wish[Setting.LANGUAGE] = language
    if zone:
        wish[Setting.ZONE] = find_zone(zone)
    for setting, channel in channels.items():
        if channel:
            check_channel(channel, USES[setting])
            wish[setting] = channel.id
    return wish


async def settle(interaction: Interaction, wish: Wish) -> LayoutView:
    """What is decided now, after granting the wish."""
    communities, actor = interaction.client.services.communities, actor_of(interaction)
    decided = await (communities.decide(actor, wish) if wish else communities.decided(actor))
    return settings(texts_for(interaction), decided)


def settings(texts: Texts, decided: Decided) -> LayoutView:
    return panel(
        texts.say("### Settings of this server"),
        *[_shown(texts, decided, setting) for setting in Setting],
        texts.say("Moderators who may manage threads can read the pairs' threads. I say so in each of them.")
        if decided.meeting_channel_id
        else "",
        texts.say("-# The options of `/admin settings` change each of them; `/admin setup` leads through all of them."),
    )


def _shown(texts: Texts, decided: Decided, setting: Setting) -> str | Section[Any]:
    value = decided.of(setting)
    if value is None:
        return _left_open(texts, setting)
    return beside(_in_force(texts, setting, value), button(texts.say("Remove"), f"admin:settings:remove:{setting}"))


def _in_force(texts: Texts, setting: Setting, value: str | int) -> str:
    """What follows of what is decided."""
    match setting:
        case Setting.LANGUAGE:
            return texts.say("**Language**: new groups begin in {language}.", language=texts.language_name(str(value)))
        case Setting.ZONE:
            return texts.say("**Clock**: new groups go by {zone}.", zone=texts.city(str(value)))
        case Setting.KNOWLEDGE_CHANNEL:
            return texts.say(
                "**Asks**: each goes to <#{channel}>, with a thread of its own. Everybody who sees the channel "
                "reads it.",
                channel=value,
            )
        case Setting.MEETING_CHANNEL:
            return texts.say(
                "**Pairs**: they get a private thread under <#{channel}> with each round's prompt. Whoever cannot see "
                "that channel cannot see their thread either.",
                channel=value,
            )
        case Setting.MODERATORS_CHANNEL:
            return texts.say("**Moderators**: I write to you in <#{channel}> when something goes wrong.", channel=value)


def _left_open(texts: Texts, setting: Setting) -> str:
    """What follows while nothing is decided."""
    match setting:
        case Setting.LANGUAGE:
            return texts.say("**Language**: not chosen. Each new group begins in the language of who makes it.")
        case Setting.ZONE:
            return texts.say("**Clock**: not chosen. Each new group is asked for one.")
        case Setting.KNOWLEDGE_CHANNEL:
            return texts.say(
                "**Asks**: nobody can ask yet. Name the channel where asks go, a text channel or a forum that all "
                "members can see: `/admin settings`."
            )
        case Setting.MEETING_CHANNEL:
            return texts.say(
                "**Pairs**: nobody is paired yet. Name the channel under which pairs get their private threads, one "
                "that all members can see: `/admin settings`."
            )
        case Setting.MODERATORS_CHANNEL:
            return texts.say("**Moderators**: what goes wrong is under `/admin deliveries`, until you name a channel.")


class Remove(PressControl, template=r"admin:settings:remove:(?P<setting>\w+)"):
    async def act(self, interaction: Interaction) -> None:
        view = await settle(interaction, {Setting(self.state["setting"]): None})
        await interaction.response.edit_message(view=view)
