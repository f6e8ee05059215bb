"""*Respond*: one question, one field, a card in the same thread, a word to who is answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from discord.ui import Button, LayoutView, Modal

from bot.domain.responses import TEXT_MOST, Question
from bot.domain.things import Thing
from bot.domain.visibility import Visibility
from bot.gateway.cards import Card
from bot.services.letters import Letter
from bot.services.responses import NoteFacts, ResponseFacts
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl, button
from cogs._shared.forms import Part, build_form, form_id, open_form
from cogs._shared.layout import panel, person, plain, quoted
from cogs._shared.questions import question_words
from cogs._shared.reading import read_mine
from cogs._shared.replies import whisper_view
from cogs._shared.why import why_this

PREFIX = "response"
TITLE_MOST = 150
NOTES_SHOWN = 3
NOTE_MOST = 600


def respond_button(texts: Texts, check_in_id: int) -> Button[Any]:
    return button(texts.say("Respond"), f"checkin:respond:{check_in_id}", emoji="💬")


class Respond(PressControl, template=r"checkin:respond:(?P<check_in_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        responses = interaction.client.services.responses
        asked = await responses.ask(actor_of(interaction), int(self.state["check_in_id"]))
        await open_form(interaction, response_form(texts_for(interaction), asked.about.check_in.id, asked.question, {}))


def response_form(texts: Texts, check_in_id: int, question: Question, given: Mapping[str, str]) -> Modal:
    part = Part(
        "text",
        texts.say("Your response"),
        TEXT_MOST,
        description=question_words(texts, question),
        required=True,
    )
    return build_form(form_id(PREFIX, check_in_id, question), texts.say("A response that helps"), [part], given)


class ResponseForm:
    prefix = PREFIX
    about = Thing.SERVER, 0

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        check_in_id, question = args
        return response_form(texts, int(check_in_id), Question(question), given)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        check_in_id, question = args
        responses = interaction.client.services.responses
        said = await responses.respond(
            actor_of(interaction), int(check_in_id), Question(question), given.get("text", "")
        )
        await whisper_view(interaction, responded(texts_for(interaction), said))


def responded(texts: Texts, facts: ResponseFacts) -> LayoutView:
    return panel(
        texts.say(
            "### Thank you\nYour response goes under the check-in of {person}. Who helps others to think, thinks too.",
            person=person(facts.about.check_in.person_id),
        )
    )


def response_card(letter: Letter, texts: Texts) -> Card:
    """Under the check-in, in the same thread; it mentions its author where they allowed that and have room for it."""
    facts = letter.facts
    assert isinstance(facts, ResponseFacts)
    view = panel(
        texts.say(
            "💬 {person} responds to {author}: {what}",
            person=person(facts.response.person_id),
            author=person(facts.about.check_in.person_id),
            what=plain(facts.experiment.plan.what, TITLE_MOST),
        ),
        _question_and_answer(texts, facts),
        controls=[read_mine(texts, letter.carried_id)],
    )
    return Card(
        view,
        push=texts.say("You have feedback on your check-in.") if facts.mentioned else None,
        mentions=(facts.mentioned,) if facts.mentioned else (),
    )


def response_note_card(letter: Letter, texts: Texts) -> Card:
    """To who gave the answer: what was said to it, all of it together."""
    facts = letter.facts
    assert isinstance(facts, NoteFacts)
    shown = facts.responses[:NOTES_SHOWN]
    more = len(facts.responses) - len(shown)
    view = panel(
        texts.count("### {n} response to your check-in", "### {n} responses to your check-ins", len(facts.responses)),
        *(f"{_to_what(texts, each)}\n{_question_and_answer(texts, each)}" for each in shown),
        texts.count("and {n} more", "and {n} more", more) if more > 0 else "",
        _read_on(texts, shown[0]),
        controls=[why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("You have feedback on your check-in."))


def _read_on(texts: Texts, facts: ResponseFacts) -> str:
    """Where they can be answered; what is for the partner stands in the pair's thread, not there."""
    if facts.experiment.visibility is not Visibility.GROUP:
        return ""
    channel = facts.about.group.channel_id
    return texts.say("-# Read on, and answer if you like, in the round's thread under <#{channel}>.", channel=channel)


def _to_what(texts: Texts, facts: ResponseFacts) -> str:
    return texts.say(
        "{person} on “{what}”:",
        person=person(facts.response.person_id),
        what=plain(facts.experiment.plan.what, TITLE_MOST),
    )


def _question_and_answer(texts: Texts, facts: ResponseFacts) -> str:
    return f"**{question_words(texts, facts.response.question)}**\n{quoted(facts.response.text, NOTE_MOST)}"
