"""What an answer looks like to the group."""

from bot.domain.checkins import CheckIn, Outcome
from bot.gateway.cards import Card
from bot.services.checkins import CheckInFacts
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.layout import TONES, panel, person, plain, quoted
from cogs._shared.reading import read_mine
from cogs.checkins.responding import respond_button

PART_MOST = 600  # of each of five parts, so that the longest fit a message


def check_in_card(letter: Letter, texts: Texts) -> Card:
    """The card in the round's thread."""
    facts = letter.facts
    assert isinstance(facts, CheckInFacts)
    check_in, answer = facts.check_in, facts.check_in.answer
    view = panel(
        _headline(texts, facts),
        f"### {plain(facts.experiment.plan.what)}",
        _part(texts.say("What I tried"), answer.tried),
        _part(texts.say("What got in the way"), answer.happened)
        if answer.outcome is Outcome.NOT_YET
        else _part(texts.say("What happened"), answer.happened),
        _part(texts.say("What I learned"), answer.learned),
        _part(texts.say("Next step"), answer.next_step),
        _blocker(texts, check_in),
        tone=TONES[answer.outcome],
        controls=[respond_button(texts, check_in.id), read_mine(texts, letter.carried_id)],
    )
    return Card(view, push=None)


def _headline(texts: Texts, facts: CheckInFacts) -> str:
    check_in, who = facts.check_in, person(facts.check_in.person_id)
    if check_in.is_comeback and check_in.answer.outcome is Outcome.FAILED:
        return texts.say("🌿 {person} is back at it: tried, it failed, and now we know more", person=who)
    if check_in.is_comeback:
        return texts.say("🌿 {person} is back at it", person=who)
    match check_in.answer.outcome:
        case Outcome.TRIED:
            return texts.say("🌱 {person} tried", person=who)
        case Outcome.FAILED if facts.is_first_fail:
            return texts.say(
                "🔬 {person} tried, it failed, and says so here for the first time: an honour to read. "
                "Now we know more",
                person=who,
            )
        case Outcome.FAILED:
            return texts.say("🔬 {person} tried, it failed, and now we know more", person=who)
        case Outcome.NOT_YET:
            return texts.say("⏳ {person}: not yet", person=who)


def _blocker(texts: Texts, check_in: CheckIn) -> str:
    if not check_in.answer.blocker:
        return ""
    if check_in.is_blocked:
        return _part(texts.say("What I cannot solve alone"), check_in.answer.blocker)
    return texts.say("✅ What stood in the way is gone.")


def _part(heading: str, text: str) -> str:
    return f"**{heading}**\n{quoted(text, PART_MOST)}" if text else ""
