"""The prompt of a round before it is out, and the button that posts it at once."""

from discord import ButtonStyle
from discord.ui import ActionRow, Button, LayoutView, TextDisplay

from bot.domain.rounds import Stage
from bot.services.prompts import PromptOutlook
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl, button
from cogs._shared.layout import message_link, moment, panel, plain
from cogs._shared.replies import whisper_view


async def show_prompt(interaction: Interaction, group_name: str | None) -> LayoutView:
    """What would go out now, with its buttons asleep, and how it stands with it."""
    bot = interaction.client
    outlook = await bot.services.prompts.preview(actor_of(interaction), group_name)
    if outlook.is_out:
        await bot.services.prompts.look_for(outlook.round)
    letter, texts = outlook.letter, texts_for(interaction)
    card = bot.cards[letter.delivery.kind](letter, bot.wording.in_language(letter.language))
    return prompt_outlook(texts, outlook, card.view)


def prompt_outlook(texts: Texts, outlook: PromptOutlook, prompt: LayoutView) -> LayoutView:
    view = LayoutView(timeout=None)
    view.add_item(TextDisplay(_how_it_stands(texts, outlook)))
    for item in list(prompt.children):
        prompt.remove_item(item)
        view.add_item(item)
    for item in view.walk_children():
        if isinstance(item, Button):
            item.disabled = True
    if outlook.can_post:
        custom_id = f"facilitate:prompt:{outlook.round.id}"
        view.add_item(ActionRow(button(texts.say("Post it now"), custom_id, style=ButtonStyle.primary)))
    view.stop()
    return view


def _how_it_stands(texts: Texts, outlook: PromptOutlook) -> str:
    group, posted = plain(outlook.facts.group.name), outlook.posted
    if posted and posted.finished_at and posted.channel_id and posted.message_id and outlook.is_out:
        link = message_link(posted.community_id, posted.channel_id, posted.message_id)
        return texts.say(
            "The prompt of “{group}” has been out since {moment}: {link}\n"
            "If it was deleted, it comes again within a minute. This is how it looks now.",
            group=group,
            moment=moment(posted.finished_at),
            link=link,
        )
    if posted:
        return texts.say(
            "The prompt of “{group}” is due, but not out yet. If it does not come, `/admin deliveries` tells "
            "moderators why. This is what it says.",
            group=group,
        )
    if outlook.rests_until:
        return texts.say(
            "“{group}” rests until {date}; the prompt goes out by itself on {moment}. `/facilitate group resume` ends "
            "the pause. This is what it would look like.",
            group=group,
            date=texts.date(outlook.rests_until),
            moment=moment(outlook.round.prompt_at),
        )
    if not outlook.can_post:
        return texts.say(
            "Nobody in “{group}” has an open experiment, so nothing would be posted. This is what it would look like.",
            group=group,
        )
    if outlook.round.stage is not Stage.AHEAD:
        return texts.say(
            "Nobody in “{group}” had an open experiment when this round began, so nothing was posted. "
            "By now there is something to ask about.",
            group=group,
        )
    return texts.say(
        "This is what “{group}” would be asked now. It goes out by itself on {moment}.",
        group=group,
        moment=moment(outlook.round.prompt_at),
    )


class PostPrompt(PressControl, template=r"facilitate:prompt:(?P<round_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        prompts = interaction.client.services.prompts
        group = await prompts.post_now(actor_of(interaction), int(self.state["round_id"]))
        texts = texts_for(interaction)
        said = texts.say(
            "The prompt of “{group}” goes out now, in <#{channel}>. It does not come a second time in this round.",
            group=plain(group.name),
            channel=group.channel_id,
        )
        await whisper_view(interaction, panel(said))
