"""What stands in somebody's way for two rounds, to who leads the group."""

from bot.gateway.cards import Card
from bot.services.blockers import BlockerFacts
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.layout import Tone, panel, person, plain, quoted
from cogs._shared.questions import opening_question
from cogs._shared.why import why_this


def blocker_card(letter: Letter, texts: Texts) -> Card:
    facts = letter.facts
    assert isinstance(facts, BlockerFacts)
    check_in = facts.about.check_in
    heading = (
        texts.say("### Something has stood in your way for two rounds")
        if facts.is_own
        else texts.say("### Something has stood in {person}'s way for two rounds", person=person(check_in.person_id))
    )
    since = texts.say(
        "“{what}”, since {date}:",
        what=plain(facts.about.experiment.plan.what),
        date=texts.date(check_in.local_date),
    )
    question = texts.say("A question to open with:") + "\n" + quoted(opening_question(texts, check_in.id))
    view = panel(
        heading,
        f"{since}\n{quoted(check_in.answer.blocker)}",
        question,
        tone=Tone.NEWS,
        controls=[why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("Something has been in the way for two weeks. A word might help."))
