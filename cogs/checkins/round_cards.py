"""What a round says: its prompt, its digest, and the word to a facilitator when nobody answered."""

from collections.abc import Sequence

from bot.domain.checkins import CheckIn, Outcome
from bot.domain.experiments import Experiment
from bot.gateway.cards import Card
from bot.services.deliveries import Letter
from bot.services.rounds import RoundFacts
from bot.wording.texts import Texts
from cogs._shared.layout import Tone, panel, person, plain, quoted
from cogs._shared.reading import read_mine
from cogs._shared.why import why_this
from cogs.checkins.controls import answer_buttons

RUNNING_SHOWN = 10
TITLE_MOST = 200
PEOPLE_SHOWN = 20
LESSONS_SHOWN = 5
LESSON_MOST = 400
THREAD_NAME_MOST = 100


def prompt_card(letter: Letter, texts: Texts) -> Card:
    """Also the live count: the same card, written anew."""
    facts = letter.facts
    assert isinstance(facts, RoundFacts)
    running = [
        f"{person(each.person_id)} · {plain(each.plan.what, TITLE_MOST)}" for each in facts.running[:RUNNING_SHOWN]
    ]
    more = len(facts.running) - len(running)
    view = panel(
        texts.say("### “{group}”: what happened?", group=plain(facts.group.name)),
        texts.say("This comes later than it should: I was offline. The round is open all the same.")
        if facts.is_late
        else "",
        texts.say("One honest answer about your experiment. A try that failed is worth as much as one that worked."),
        "\n".join(running),
        texts.count("and {n} more", "and {n} more", more) if more > 0 else "",
        _count_line(texts, facts),
        controls=[*answer_buttons(texts, facts.round.id), read_mine(texts, letter.carried_id)],
    )
    name = texts.say("{group}, {date}", group=facts.group.name, date=texts.date(facts.round.local_date))
    return Card(view, thread=name[:THREAD_NAME_MOST])


def digest_card(letter: Letter, texts: Texts) -> Card:
    facts = letter.facts
    assert isinstance(facts, RoundFacts)
    view = panel(
        texts.say(
            "### “{group}”: the round that began {date}",
            group=plain(facts.group.name),
            date=texts.date(facts.round.local_date),
        ),
        _try_rate(texts, facts),
        _comebacks(texts, facts.check_ins),
        *_lessons(texts, facts),
        texts.say("What will you try next?"),
        tone=Tone.NEWS,
        controls=[read_mine(texts, letter.carried_id)],
    )
    return Card(view)


def empty_round_card(letter: Letter, texts: Texts) -> Card:
    """To the facilitator, instead of a digest of nothing."""
    facts = letter.facts
    assert isinstance(facts, RoundFacts)
    group = plain(facts.group.name)
    if facts.running:
        what = texts.count(
            "Nobody answered in “{group}” this round; {n} person has an open experiment. "
            "A word from you, about your own experiment first, often breaks the silence.",
            "Nobody answered in “{group}” this round; {n} people have an open experiment. "
            "A word from you, about your own experiment first, often breaks the silence.",
            facts.tally.of,
            group=group,
        )
    else:
        what = texts.say(
            "Nobody in “{group}” has an open experiment at present. Start one yourself with `/experiment start`: "
            "leaders go first.",
            group=group,
        )
    return Card(panel(texts.say("### A quiet round"), what, controls=[why_this(texts, letter.delivery)]))


def _running_line(experiment: Experiment) -> str:
    return f"{person(experiment.person_id)} · {plain(experiment.plan.what, TITLE_MOST)}"


def _count_line(texts: Texts, facts: RoundFacts) -> str:
    tally = facts.tally
    if not tally.of:
        return texts.say("Nobody has an open experiment yet. `/experiment start` begins one.")
    return texts.count(
        "**{answered} of {n}** has answered", "**{answered} of {n}** have answered", tally.of, answered=tally.answered
    )


def _try_rate(texts: Texts, facts: RoundFacts) -> str:
    tally = facts.tally
    rate = tally.try_rate
    assert rate is not None  # a digest is owed only where somebody answered
    return texts.count(
        "**{tried} of {n}** tried something: {percent}.",
        "**{tried} of {n}** tried something: {percent}.",
        tally.of,
        tried=tally.tried,
        percent=texts.percent(rate),
    )


def _comebacks(texts: Texts, check_ins: Sequence[CheckIn]) -> str:
    people = list(dict.fromkeys(person(each.person_id) for each in check_ins if each.is_comeback))
    if not people:
        return ""
    return texts.count(
        "🌿 Back after a pause: {people}.",
        "🌿 Back after a pause: {people}.",
        len(people),
        people=texts.all_of(people[:PEOPLE_SHOWN]),
    )


def _lessons(texts: Texts, facts: RoundFacts) -> list[str]:
    """What was learned, failed tries first: they teach most and are told least."""
    taught = [each for each in facts.check_ins if each.answer.learned]
    taught.sort(key=lambda each: each.answer.outcome is not Outcome.FAILED)
    lines = []
    for each in taught[:LESSONS_SHOWN]:
        lead = (
            texts.say("🔬 {person} tried, it failed, and says:", person=person(each.person_id))
            if each.answer.outcome is Outcome.FAILED
            else texts.say("🌱 {person} learned:", person=person(each.person_id))
        )
        lines.append(f"{lead}\n{quoted(each.answer.learned, LESSON_MOST)}")
    return lines
