"""The forms of a ring: one's request, and an answer to somebody else's."""

from collections.abc import Mapping, Sequence

from discord.ui import Modal

from bot.domain.asks import QUESTION_MOST, Ask, AskKind
from bot.domain.rings import ANSWER_MOST
from bot.domain.things import Thing
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.ask_kinds import kind_name
from cogs._shared.forms import Part, Pick, build_form, form_id
from cogs._shared.harmless import label
from cogs._shared.live import bring_up_to_date
from cogs._shared.replies import whisper_view
from cogs.rings.replies import answered, requested

REQUEST, ANSWER = "ring-request", "ring-answer"
DESCRIPTION_MOST = 100


def request_form(texts: Texts, ring_id: int, given: Mapping[str, str]) -> Modal:
    parts: list[Part | Pick] = [
        Part(
            "request",
            texts.say("What is your one request?"),
            QUESTION_MOST,
            description=texts.say("One specific thing, small enough to be answered in a quarter of an hour."),
            placeholder=texts.say("Who knows somebody who has priced a service by the month?"),
            required=True,
        ),
        Pick(
            "kind",
            texts.say("What would help you most?"),
            [(kind, kind_name(texts, kind)) for kind in AskKind],
            required=True,
        ),
    ]
    return build_form(form_id(REQUEST, ring_id), texts.say("My request"), parts, given)


def words_of(own: Ask | None) -> dict[str, str]:
    """What the form opens with: the request as it stands, if there is one."""
    return {"request": own.words.question, "kind": own.kind} if own else {"kind": AskKind.ADVICE}


def answer_form(texts: Texts, ask_id: int, question: str, given: Mapping[str, str]) -> Modal:
    part = Part(
        "answer",
        texts.say("What would you do, or whom would you ask?"),
        ANSWER_MOST,
        description=label(question, DESCRIPTION_MOST) if question else None,
        required=True,
    )
    return build_form(form_id(ANSWER, ask_id), texts.say("Your answer"), [part], given)


class RequestForm:
    prefix = REQUEST
    about = Thing.SERVER, 0

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        [ring_id] = args
        return request_form(texts, int(ring_id), given)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        requests, kind = interaction.client.services.ring_requests, AskKind(given["kind"])
        said = await requests.make(actor_of(interaction), int(args[0]), kind, given["request"])
        if interaction.message is not None:
            await bring_up_to_date(interaction, await requests.as_posted(said.about, interaction.message.id))
        await whisper_view(interaction, requested(texts_for(interaction), said))


class AnswerForm:
    prefix = ANSWER
    about = Thing.ASK, 0

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        [ask_id] = args
        return answer_form(texts, int(ask_id), "", given)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        services = interaction.client.services
        facts = await services.ring_requests.answer(actor_of(interaction), int(args[0]), given["answer"])
        if interaction.message is not None:
            await bring_up_to_date(interaction, await services.asks.as_posted(facts, interaction.message.id))
        await whisper_view(interaction, answered(texts_for(interaction), facts))
