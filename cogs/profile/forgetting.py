"""`/my forget`, asked twice: a button, then a word that is typed."""

from collections.abc import Mapping, Sequence

from discord import ButtonStyle
from discord.ui import LayoutView, Modal

from bot.domain.errors import WordDiffers
from bot.domain.things import Thing
from bot.services.forgetting import Outlook
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl, button
from cogs._shared.forms import Part, build_form, form_id, open_form
from cogs._shared.layout import Tone, panel, plain
from cogs._shared.replies import whisper_view

FORM = "forget"
WORD_MOST = 40
NAMES_SHOWN = 10


def about_to_forget(texts: Texts, outlook: Outlook) -> LayoutView:
    names = texts.all_of(f"“{plain(name)}”" for name in outlook.led_alone[:NAMES_SHOWN])
    return panel(
        texts.say("### Erase all about you"),
        texts.say(
            "Everything I hold about you goes, on every server where you use me: your experiments and answers, asks, "
            "offers, lessons, thanks and choices. You leave your groups, and my messages with your words are blanked."
        ),
        texts.count("{n} text goes.", "{n} texts go.", outlook.texts) if outlook.texts else "",
        texts.say(
            "⚠️ Nobody else leads {groups}. Pass it on first, with `/facilitate group hand-over`; otherwise moderators "
            "hear that nobody leads.",
            groups=names,
        )
        if outlook.led_alone
        else "",
        texts.say(
            "What stays: counts without your name, such as how many tried in a round; that moderators keep somebody "
            "out; and whom others would never be paired with. What you wrote yourself on Discord is yours to delete."
        ),
        texts.say("This cannot be undone. `/my data` gives you a copy first."),
        tone=Tone.SORRY,
        controls=[button(texts.say("Erase all about me"), "forget:me", style=ButtonStyle.danger)],
    )


def forgotten(texts: Texts, messages: int) -> LayoutView:
    return panel(
        texts.say("### You are forgotten\nI hold nothing about you any more. Thank you for the time you were here."),
        texts.count(
            "{n} message of mine is being blanked. Older ones may take a while.",
            "{n} messages of mine are being blanked. Older ones may take a while.",
            messages,
        )
        if messages
        else "",
        texts.say("What you wrote yourself in channels and threads is still there; Discord lets you delete it."),
    )


def _word(texts: Texts) -> str:
    return texts.say("erase")


class AskForWord(PressControl, template=r"forget:me"):
    thing = Thing.ONESELF
    only_reads = True

    async def act(self, interaction: Interaction) -> None:
        await open_form(interaction, ForgetForm().build(texts_for(interaction), (), {}))


class ForgetForm:
    prefix = FORM
    about = Thing.ONESELF, 0

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        label, word = texts.say("Type this word to go on"), _word(texts)
        part = Part("word", label, WORD_MOST, description=word, placeholder=word, required=True, long=False)
        return build_form(form_id(FORM), texts.say("Erase all about you"), [part], given)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        texts = texts_for(interaction)
        if given.get("word", "").strip().casefold() != _word(texts).casefold():
            raise WordDiffers(_word(texts))
        await interaction.response.defer(ephemeral=True, thinking=True)
        messages = await interaction.client.services.forgetting.forget(actor_of(interaction))
        await whisper_view(interaction, forgotten(texts, messages))
