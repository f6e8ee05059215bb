"""The digest: sections one below the other, each a feature's own, as many as fit."""

from collections.abc import Callable, Sequence

from bot.domain.checkins import CheckIn, Outcome
from bot.domain.experiments import Experiment, Verdict
from bot.gateway.cards import Card, DigestSection
from bot.services.digests import DigestFacts
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.harmless import room_of
from cogs._shared.layout import Tone, panel, person, plain, quoted
from cogs._shared.reading import read_mine

TEXT_MOST = 3900  # of the 4000 characters of a message; the button's label counts too
PEOPLE_SHOWN = 20
LESSONS_SHOWN = 5
LESSON_MOST = 400
FINISHED_SHOWN = 5
BLOCKERS_SHOWN = 3
LINE_MOST = 150


def digest_card(sections: Sequence[DigestSection]) -> Callable[[Letter, Texts], Card]:
    """The card function of the digest. `sections` is read when a digest is made, so features may still add to it."""

    def card(letter: Letter, texts: Texts) -> Card:
        facts = letter.facts
        assert isinstance(facts, DigestFacts)
        heading = texts.say(
            "### “{group}”: the round that began {date}",
            group=plain(facts.of.group.name),
            date=texts.date(facts.of.round.local_date),
        )
        closing = _last_word(texts) if facts.told["is_last"] else texts.say("What will you try next?")
        told = [section for make in sections if (section := make(facts, texts))]
        shown = _fitting(told, TEXT_MOST - room_of(heading) - room_of(closing))
        view = panel(heading, *shown, closing, tone=Tone.NEWS, controls=[read_mine(texts, letter.carried_id)])
        return Card(view, push=texts.say("“{group}”: how the week went.", group=plain(facts.of.group.name)))

    return card


def _last_word(texts: Texts) -> str:
    return texts.say(
        "🏁 That was the last round here. Thank you for what you tried and told. What you learned stays: "
        "`/lesson search`. `/experiment finish` says how yours went, and `/group list` shows where to go on."
    )


def _fitting(told: Sequence[str], room: int) -> list[str]:
    """The sections that fit, in their order; a long one that does not leaves its place to those behind it."""
    shown = []
    for section in told:
        if room_of(section) <= room:
            shown.append(section)
            room -= room_of(section)
    return shown


def try_rate(facts: DigestFacts, texts: Texts) -> str | None:
    """How many tried of what the group may read; and where that is not all, how many answered in all."""
    tally, lines = facts.of.tally, list[str]()
    if tally.try_rate is not None:
        lines.append(
            texts.count(
                "**{tried} of {n}** tried something: {percent}.",
                "**{tried} of {n}** tried something: {percent}.",
                tally.sharing,
                tried=tally.tried,
                percent=texts.percent(tally.try_rate),
            )
        )
    if tally.is_partly_hidden:
        lines.append(
            texts.count(
                "Counting what isn't shared here, **{answered} of {n}** answered.",
                "Counting what isn't shared here, **{answered} of {n}** answered.",
                tally.of,
                answered=tally.answered,
            )
        )
    return "\n".join(lines) or None


def comebacks(facts: DigestFacts, texts: Texts) -> str | None:
    people = _people([each for each in _told(facts, "answers") if each.is_comeback])
    if not people:
        return None
    return texts.count(
        "🌿 Back after a pause: {people}.",
        "🌿 Back after a pause: {people}.",
        len(people),
        people=texts.all_of(people[:PEOPLE_SHOWN]),
    )


def first_fails(facts: DigestFacts, texts: Texts) -> str | None:
    people = _people(_told(facts, "first_fails"))
    if not people:
        return None
    return texts.count(
        "🔬 Told for the first time of a try that failed: {people}. Thank you: we learn most from these.",
        "🔬 Told for the first time of a try that failed: {people}. Thank you: we learn most from these.",
        len(people),
        people=texts.all_of(people[:PEOPLE_SHOWN]),
    )


def lessons(facts: DigestFacts, texts: Texts) -> str | None:
    """What was learned, failed tries first: they teach most and are told least."""
    taught = [each for each in _told(facts, "answers") if each.answer.learned]
    taught.sort(key=lambda each: each.answer.outcome is not Outcome.FAILED)
    return "\n".join(_lesson(texts, each) for each in taught[:LESSONS_SHOWN]) or None


def _lesson(texts: Texts, check_in: CheckIn) -> str:
    who = person(check_in.person_id)
    if check_in.answer.outcome is Outcome.FAILED:
        lead = texts.say("🔬 {person} tried, it failed, and says:", person=who)
    else:
        lead = texts.say("🌱 {person} learned:", person=who)
    return f"{lead}\n{quoted(check_in.answer.learned, LESSON_MOST)}"


def finished(facts: DigestFacts, texts: Texts) -> str | None:
    closed = facts.told["finished"]
    assert isinstance(closed, list)
    if not closed:
        return None
    lines = [_ended(texts, each) for each in closed[:FINISHED_SHOWN]]
    return "\n".join([texts.say("**Finished**"), *lines])


def _ended(texts: Texts, experiment: Experiment) -> str:
    who, what = person(experiment.person_id), plain(experiment.plan.what, LINE_MOST)
    assert experiment.ending is not None  # only finished ones are asked for
    match experiment.ending.verdict:
        case Verdict.KEEP:
            return texts.say("🏁 {person} keeps it: {what}", person=who, what=what)
        case Verdict.ADAPT:
            return texts.say("🏁 {person} goes on in another way: {what}", person=who, what=what)
        case Verdict.DROP:
            return texts.say("🏁 {person} lets it go, and we know why: {what}", person=who, what=what)


def blockers(facts: DigestFacts, texts: Texts) -> str | None:
    blocked = _told(facts, "blockers")
    if not blocked:
        return None
    lines = [f"{person(each.person_id)}\n{quoted(each.answer.blocker, LINE_MOST)}" for each in blocked[:BLOCKERS_SHOWN]]
    return "\n".join([texts.say("**In the way: who can help?**"), *lines])


def responses(facts: DigestFacts, texts: Texts) -> str | None:
    given = facts.told["responses"]
    assert isinstance(given, int)
    return texts.count("💬 {n} response was given.", "💬 {n} responses were given.", given) if given else None


# In the order in which they are read; `bot.digest_sections` begins with these.
SECTIONS: tuple[DigestSection, ...] = (try_rate, comebacks, first_fails, lessons, finished, blockers, responses)


def _told(facts: DigestFacts, name: str) -> list[CheckIn]:
    told = facts.told[name]
    assert isinstance(told, list)
    return told


def _people(check_ins: Sequence[CheckIn]) -> list[str]:
    return list(dict.fromkeys(person(each.person_id) for each in check_ins))
