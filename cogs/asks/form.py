"""The form of an ask: the question, what was tried, what it is for, what one hopes for, how much time it asks for."""

from collections.abc import Mapping, Sequence

from discord.ui import Modal

from bot.domain.asks import (
    ABLE_MOST,
    HOPE_MOST,
    IN_RETURN_MOST,
    MINUTES,
    QUESTION_MOST,
    TRIED_MOST,
    AskKind,
    AskWords,
)
from bot.domain.drafts import Draft
from bot.domain.errors import LooksLikeWork
from bot.domain.things import Thing
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.forms import SEPARATOR, Part, Pick, build_form, form_id
from cogs._shared.replies import whisper_view
from cogs.asks.posting import tell_asked
from cogs.asks.replies import ways_on
from cogs.asks.words import minutes_words

PREFIX, IN_RETURN = "ask", "ask-return"
USUAL = {"minutes": str(MINUTES[0])}


def ask_form(texts: Texts, kind: AskKind, given: Mapping[str, str], hint: str = "") -> Modal:
    """With the `hint` in its custom id it says how a piece of work becomes a question."""
    return build_form(form_id(PREFIX, kind, *filter(None, [hint])), texts.say("Your ask"), _parts(texts, hint), given)


def _parts(texts: Texts, hint: str) -> list[Part | Pick]:
    exactly = texts.say("One thing, as exactly as you can: it is the headline.")
    how = texts.say("How would you do it yourself, and where are you stuck? Ask for that.")
    return [
        Part(
            "question",
            texts.say("What is your question?"),
            QUESTION_MOST,
            description=how if hint else exactly,
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
    about = Thing.SERVER, 0

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        kind, *hint = args
        return ask_form(texts, AskKind(kind), given, *hint)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        """What looks like work is kept as a draft, with three ways on."""
        actor, services, texts = actor_of(interaction), interaction.client.services, texts_for(interaction)
        kind = AskKind(args[0])
        try:
            said = await services.asks.ask(actor, kind, words_of(given))
        except LooksLikeWork:
            draft = await services.drafts.keep(actor, form_id(PREFIX, kind), given)
            await whisper_view(interaction, ways_on(texts, draft.id))
        else:
            await tell_asked(interaction, said)


class ReturnForm:
    """What is offered in return for a piece of work; the rest is in the draft that its custom id names."""

    prefix = IN_RETURN
    about = Thing.SERVER, 0

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        [draft_id] = args
        return return_form(texts, int(draft_id), given)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        actor, services = actor_of(interaction), interaction.client.services
        draft = await services.drafts.reopen(actor, int(args[0]))
        said = await services.asks.ask(actor, kind_of(draft), words_of({**draft.texts, **given}))
        await tell_asked(interaction, said)


def return_form(texts: Texts, draft_id: int, given: Mapping[str, str]) -> Modal:
    part = Part(
        "in_return",
        texts.say("What do you offer in return?"),
        IN_RETURN_MOST,
        description=texts.say("Your time, something you can do, or what is fair to both of you."),
        required=True,
    )
    return build_form(form_id(IN_RETURN, draft_id), texts.say("A fair exchange"), [part], given)


def kind_of(draft: Draft) -> AskKind:
    """The kind stands in the custom id of the form that the draft was typed into."""
    return AskKind(draft.form.split(SEPARATOR)[1])


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
