"""Leaders first: what a facilitator is asked a day before everybody else."""

from bot.gateway.cards import Card
from bot.services.leaders import LeadersFirstFacts
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.layout import Tone, panel, plain
from cogs._shared.why import why_this
from cogs.checkins.controls import answer_buttons


def leaders_first_card(letter: Letter, texts: Texts) -> Card:
    facts = letter.facts
    assert isinstance(facts, LeadersFirstFacts)
    rhythm, ahead = facts.group.rhythm, facts.round
    buttons = answer_buttons(texts, ahead.id) if facts.has_begun else []
    view = panel(
        texts.say("### “{group}”: leaders go first", group=plain(facts.group.name)),
        texts.say(
            "The next round opens on {date} at {time} ({zone}).",
            date=texts.date(ahead.local_date),
            time=texts.time(rhythm.time),
            zone=texts.city(rhythm.zone),
        ),
        texts.say("What happened in your own experiment? Your answer opens the thread, so that nobody has to be first.")
        if facts.has_begun
        else texts.say(
            "You have no open experiment there. Begin one before you ask it of others: `/experiment start`."
        ),
        tone=Tone.NEWS,
        controls=[*buttons, why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("“{group}”: leads go first. How did yours go?", group=plain(facts.group.name)))
