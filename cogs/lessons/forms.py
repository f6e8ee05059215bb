"""What somebody learned, in their own words: for a group, or for everybody from an ask that is solved."""

from collections.abc import Mapping, Sequence

from discord.ui import Modal

from bot.domain.lessons import ADVICE_MOST, LEARNED_MOST, TITLE_MOST, Said, Told
from bot.domain.things import Thing
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.forms import Part, build_form, form_id
from cogs._shared.replies import whisper_view
from cogs.lessons.saving import kept

SAVE, FROM_ASK = "lesson-save", "lesson-from-ask"
NOTHING = (0, 0)  # in place of a channel and a message, where it is from none


def save_form(texts: Texts, group_id: int, given: Mapping[str, str], said: tuple[int, int] = NOTHING) -> Modal:
    """`said` is the channel and the message that it is from, whose words `given` holds. Of a long one what fits."""
    about = _goes_on(texts) if len(given.get("learned", "")) > LEARNED_MOST else _what_came(texts)
    learned = Part("learned", texts.say("What you learned"), LEARNED_MOST, description=about, required=True)
    parts = [_title(texts), learned, _advice(texts)]
    return build_form(form_id(SAVE, group_id, *said), texts.say("Save a lesson"), parts, given)


def ask_form(texts: Texts, ask_id: int, given: Mapping[str, str]) -> Modal:
    helped = Part(
        "learned",
        texts.say("What helped"),
        LEARNED_MOST,
        description=texts.say("In your own words. Everybody here can find it."),
        required=True,
    )
    parts = [_title(texts), helped, _advice(texts)]
    return build_form(form_id(FROM_ASK, ask_id), texts.say("Save a lesson"), parts, given)


def given_told(told: Told) -> dict[str, str]:
    """What a form begins with."""
    return {"title": told.title, "learned": told.learned, "advice": told.advice}


class SaveForm:
    prefix = SAVE
    about = Thing.SERVER, 0

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        group_id, channel_id, message_id = map(int, args)
        return save_form(texts, group_id, given, (channel_id, message_id))

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        group_id, channel_id, message_id = map(int, args)
        actor = actor_of(interaction)
        said = Said(channel_id, message_id, actor.person_id) if message_id else None
        saved = await interaction.client.services.teaching.save(actor, group_id, _told(given), said)
        await whisper_view(interaction, kept(texts_for(interaction), saved))


class AskForm:
    prefix = FROM_ASK
    about = Thing.ASK, 0

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        [ask_id] = map(int, args)
        return ask_form(texts, ask_id, given)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        [ask_id] = map(int, args)
        saved = await interaction.client.services.teaching.save_from_ask(actor_of(interaction), ask_id, _told(given))
        await whisper_view(interaction, kept(texts_for(interaction), saved))


def _title(texts: Texts) -> Part:
    return Part("title", texts.say("What it is about"), TITLE_MOST, required=True, long=False)


def _advice(texts: Texts) -> Part:
    return Part("advice", texts.say("Advice to the next person"), ADVICE_MOST)


def _what_came(texts: Texts) -> str:
    return texts.say("What did you try, and what came of it?")


def _goes_on(texts: Texts) -> str:
    return texts.say("Your message goes on; this is as much of it as fits.")


def _told(given: Mapping[str, str]) -> Told:
    return Told(given.get("title", ""), given.get("learned", ""), given.get("advice", ""))
