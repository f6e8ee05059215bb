"""What the two of them read: who thanks, and who is thanked. To the group thanks are a number, without names."""

from discord.ui import LayoutView

from bot.domain.asks import AskState
from bot.domain.recognition import TEXT_MOST, Thanks
from bot.gateway.cards import Card
from bot.services.digests import DigestFacts
from bot.services.letters import Letter
from bot.services.recognition import ThanksFacts
from bot.wording.texts import Texts
from cogs._shared.layout import Tone, panel, person, plain, quoted
from cogs._shared.why import why_this

TITLE_MOST = 200
WORDS_MOST = 2 * TEXT_MOST  # whole, also where making them harmless adds to them


def thanks_card(letter: Letter, texts: Texts) -> Card:
    """To who is thanked."""
    facts = letter.facts
    assert isinstance(facts, ThanksFacts)
    view = panel(
        texts.say("### 🤝 {person} thanks you", person=person(facts.thanks.giver_id)),
        quoted(facts.thanks.text, WORDS_MOST),
        _for_what(texts, facts),
        tone=Tone.NEWS,
        controls=[why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("{person} thanks you.", person=person(facts.thanks.giver_id)))


def _for_what(texts: Texts, facts: ThanksFacts) -> str:
    if facts.ask is not None and facts.ask.state is not AskState.WITHDRAWN:
        return texts.say("For your help with “{question}”.", question=plain(facts.ask.words.question, TITLE_MOST))
    if facts.about is None:
        return ""
    return texts.say("For your check-in on “{what}”.", what=plain(facts.about.experiment.plan.what, TITLE_MOST))


def passed_on(texts: Texts, given: Thanks) -> LayoutView:
    """To who thanks."""
    return panel(
        texts.say("### Passed on\nThis is for {person} alone:", person=person(given.receiver_id)),
        quoted(given.text, WORDS_MOST),
        texts.say("`/my thanks` shows what you have given and received."),
    )


def thanks_section(facts: DigestFacts, texts: Texts) -> str | None:
    """One line of the digest."""
    given = facts.told["thanks"]
    assert isinstance(given, int)
    if not given:
        return None
    return texts.count(
        "🤝 {n} thank-you was given in this group this round.",
        "🤝 {n} thanks were given in this group this round.",
        given,
    )
