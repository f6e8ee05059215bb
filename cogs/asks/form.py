"""The form of an ask: the question, what was tried, what it is for, what one hopes for, how much time it asks for."""

from collections.abc import Mapping, Sequence

from discord.ui import Modal

from bot.domain.asks import ABLE_MOST, HOPE_MOST, MINUTES, QUESTION_MOST, TRIED_MOST, AskKind, AskWords
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.forms import Part, Pick, build_form, form_id
from cogs._shared.replies import whisper_view
from cogs.asks.replies import asked
from cogs.asks.words import minutes_words

PREFIX = "ask"
USUAL = {"minutes": str(MINUTES[0])}


def ask_form(texts: Texts, kind: AskKind, given: Mapping[str, str]) -> Modal:
    return build_form(form_id(PREFIX, kind), texts.say("Your ask"), _parts(texts), given)


def _parts(texts: Texts) -> list[Part | Pick]:
    return [
        Part(
            "question",
            texts.say("What is your question?"),
            QUESTION_MOST,
            description=texts.say("One thing, as exactly as you can: it is the headline."),
            placeholder=texts.say("How do you end a sales call that goes nowhere?"),
            required=True,
        ),
        Part(
            "tried",
            texts.say("What have you tried so far?"),
            TRIED_MOST,
            description=texts.say("So that nobody tells you what you know already."),
            required=True,
        ),
        Part("able", texts.say("What do you want to be able to do?"), ABLE_MOST),
        Part(
            "hope",
            texts.say("What do you hope for yourself?"),
            HOPE_MOST,
            description=texts.say("Said aloud, it makes it easier to help you."),
        ),
        Pick(
            "minutes",
            texts.say("How much time do you ask for?"),
            [(str(minutes), minutes_words(texts, minutes)) for minutes in MINUTES],
            required=True,
        ),
    ]


class AskForm:
    prefix = PREFIX

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        [kind] = args
        return ask_form(texts, AskKind(kind), given)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        [kind] = args
        asks = interaction.client.services.asks
        said = await asks.ask(actor_of(interaction), AskKind(kind), words_of(given))
        await whisper_view(interaction, asked(texts_for(interaction), said))


def words_of(given: Mapping[str, str]) -> AskWords:
    """What was typed into the form, or kept of it in a draft."""
    return AskWords(
        question=given["question"],
        tried=given["tried"],
        able=given["able"],
        hope=given["hope"],
        minutes=int(given["minutes"]),
        in_return=given.get("in_return", ""),
    )
