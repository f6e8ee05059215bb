"""Experiments as people use them: begun, backed, changed, rested, closed, learned from; in three languages."""

from dataclasses import dataclass
from typing import Any

import pytest
from whenever import Date, Time

from bot.demo.stage import Stage
from bot.domain.people import Actor, Language
from sandbox import Person
from sandbox.people import Seen, Shown
from sandbox.people.refused import ClientRefused
from tests.e2e.acting import (
    FIRST_MONDAY,
    NINE,
    cards,
    check_in,
    commit,
    found,
    given_back,
    join,
    nothing_more_comes,
    posted,
    pressed,
    prompts,
    sentence_of,
    titles,
    whispers,
)

START = Date(2026, 9, 3)  # a Thursday, ten o'clock in Oslo
LAST = Date(2026, 10, 2)
EVENING = Time(18)


@dataclass(frozen=True)
class Tongue:
    """The main path in the words of one language, as its person's own client has them."""

    language: str
    person: str
    join: tuple[str, str]
    start: tuple[str, dict[str, Any]]
    begun: str
    card: str
    back: str
    closing: str
    closed: str
    ending: str
    finish: tuple[str, str]
    drop: str
    alike: str


ENGLISH = Tongue(
    language="en",
    person="henry",
    join=("group join", "name"),
    start=(
        "experiment start",
        {"way": "A project to try it in", "reach": "3 · Outside my comfort zone", "now": 3, "begin": "Today"},
    ),
    begun="### You have begun: Cold calls\n"
    "A project · once a week · until Friday 2 October\n"
    "“Founders” hears about it. Trying and failing counts; it is how the rest of us learn.\n"
    "What happened? I ask on Monday 7 September in #accountability, and every week from then on. "
    "`/checkin` takes an answer on any day.\n"
    "-# The week is well under way. If a fresh start suits you better, take it; both are fine.\n"
    "[🌅 Begin on Monday 7 September]",
    card="@Henry begins an experiment\n### Cold calls\n"
    "A project · once a week · until Friday 2 October\n"
    "Reach 3 of 5: outside my comfort zone\n"
    "🤝 Backed by @Grace\n"
    "[🤝 I back you] [🌐 In my language]",
    back="🤝 I back you",
    closing="### How did it end?\n**Cold calls**\nIts last day: Friday 2 October\n"
    "Keep it, change it or let it go. Whatever you say, the next person begins where you ended.\n"
    "[🌳 Say how it ended] [Less of this] [💬 Why this?]",
    closed="### Now you know\nLetting go of what does not work is a result.\n"
    "By my own measure, out of 10: 3 → 6\n“Founders” sees how it ended.",
    ending="🔬 @Henry tried, let it go, and now we know more\n### Cold calls\n"
    "**What happened**\n> Nobody answered\n**Advice to the next person**\n> Call before nine\n"
    "By my own measure, out of 10: 3 → 6\n🤝 Backed by @Grace\n[🌐 In my language]",
    finish=("experiment finish", "experiment"),
    drop="Drop: it was not for me, and now I know",
    alike="### Somebody here has tried something like it\n"
    "**Cold calls** · @Henry · let go, with something learned\n> Call before nine",
)
NORWEGIAN = Tongue(
    language="nb",
    person="kari",
    join=("gruppe bli-med", "navn"),
    start=(
        "eksperiment start",
        {
            "måte": "Et prosjekt å prøve det i",
            "strekk": "3 · Utenfor komfortsonen min",
            "nå": 3,
            "begynn": "I dag",
        },
    ),
    begun="### Du er i gang: Cold calls\n"
    "Et prosjekt · én gang i uken · til og med fredag 2. oktober\n"
    "«Founders» får høre om det. Et forsøk som ikke gikk, teller også; det er slik vi andre lærer.\n"
    "Hva skjedde? Det spør jeg om mandag 7. september i #accountability, og hver uke etter det. "
    "Med `/innsjekk` kan du svare hvilken dag du vil.\n"
    "-# Uken er godt i gang. Vil du heller vente og begynne med blanke ark, så gjør det. Begge deler er fint.\n"
    "[🌅 Begynn mandag 7. september]",
    card="@Kari starter et eksperiment\n### Cold calls\n"
    "Et prosjekt · én gang i uken · til og med fredag 2. oktober\n"
    "Strekk 3 av 5: utenfor komfortsonen min\n"
    "🤝 @Grace heier på dette\n"
    "[🤝 Jeg heier på deg] [🌐 På mitt språk]",
    back="🤝 Jeg heier på deg",
    closing="### Hvordan gikk det til slutt?\n**Cold calls**\nSiste dag: fredag 2. oktober\n"
    "Behold det, endre det eller slipp det. Uansett begynner den neste der du sluttet.\n"
    "[🌳 Fortell hvordan det gikk] [Mindre av dette] [💬 Hvorfor får jeg denne?]",
    closed="### Nå vet du det\nÅ slippe det som ikke virker, er også et resultat.\n"
    "Etter min egen vurdering, av 10: 3 → 6\n«Founders» ser hvordan det gikk.",
    ending="🔬 @Kari prøvde, slapp det, og nå vet vi mer\n### Cold calls\n"
    "**Dette skjedde**\n> Nobody answered\n**Råd til den neste**\n> Call before nine\n"
    "Etter min egen vurdering, av 10: 3 → 6\n🤝 @Grace heier på dette\n[🌐 På mitt språk]",
    finish=("eksperiment avslutt", "eksperiment"),
    drop="Slippe: ikke noe for meg, og nå vet jeg det",
    alike="### Noen her har prøvd noe lignende\n**Cold calls** · @Kari · sluppet, med en lærdom\n> Call before nine",
)
ITALIAN = Tongue(
    language="it",
    person="luca",
    join=("gruppo entra", "nome"),
    start=(
        "esperimento avvia",
        {
            "modo": "Un progetto in cui provare",
            "slancio": "3 · Fuori dalla mia zona di comfort",
            "adesso": 3,
            "inizio": "Oggi",
        },
    ),
    begun="### Si parte: Cold calls\n"
    "Un progetto · una volta a settimana · fino a venerdì 2 ottobre\n"
    "«Founders» lo verrà a sapere. Conta anche un tentativo che non funziona: è così che impariamo tutti.\n"
    "Cosa è successo? Lo chiedo lunedì 7 settembre in #accountability, e poi ogni settimana. "
    "Con `/check-in` puoi rispondere in qualsiasi giorno.\n"
    "-# La settimana è già avviata. Se preferisci aspettare e partire da un nuovo inizio, fai pure: "
    "vanno bene entrambe le cose.\n"
    "[🌅 Comincia lunedì 7 settembre]",
    card="@Luca comincia un esperimento\n### Cold calls\n"
    "Un progetto · una volta a settimana · fino a venerdì 2 ottobre\n"
    "Slancio 3 su 5: fuori dalla mia zona di comfort\n"
    "🤝 Con il tifo di @Grace\n"
    "[🤝 Faccio il tifo per te] [🌐 Nella mia lingua]",
    back="🤝 Faccio il tifo per te",
    closing="### Com'è andata a finire?\n**Cold calls**\nUltimo giorno: venerdì 2 ottobre\n"
    "Tienilo, cambialo o lascialo andare. Comunque sia, chi viene dopo comincia da dove hai lasciato tu.\n"
    "[🌳 Racconta com'è finita] [Meno spesso] [💬 Perché lo ricevo?]",
    closed="### Ora lo sai\nLasciar andare ciò che non funziona è un risultato.\n"
    "Secondo me, su 10: 3 → 6\n«Founders» vede com'è finita.",
    ending="🔬 @Luca ha provato, poi ha lasciato, e ora ne sappiamo di più\n### Cold calls\n"
    "**Cosa è successo**\n> Nobody answered\n**Un consiglio a chi viene dopo**\n> Call before nine\n"
    "Secondo me, su 10: 3 → 6\n🤝 Con il tifo di @Grace\n[🌐 Nella mia lingua]",
    finish=("esperimento concludi", "esperimento"),
    drop="Lasciare: non faceva per me, e ora lo so",
    alike="### Qui qualcuno ha già provato qualcosa di simile\n"
    "**Cold calls** · @Luca · lasciato, con una lezione in più\n> Call before nine",
)
TONGUES = pytest.mark.parametrize("tongue", [ENGLISH, NORWEGIAN, ITALIAN], ids=["en", "nb", "it"])


async def _begin(stage: Stage, tongue: Tongue) -> tuple[Person, Shown]:
    """A group in this language, led by Grace; its person commits in their own words, through their own client."""
    person: Person = getattr(stage, tongue.person)
    await found(stage, language=tongue.language)
    command, option = tongue.join
    await person.slash(command, {option: "Founders"})
    await person.slash(*tongue.start)
    begun = await person.submit(what="Cold calls")
    await stage.settle()
    return person, begun


async def _one(person: Person, command: str, option: str = "experiment") -> dict[str, str]:
    """The option of a command that means one's only experiment."""
    [choice] = await person.complete(command, option, "")
    return {option: choice["value"]}


async def _close(person: Person, **given: str) -> Shown:
    """`/experiment finish`, and its form."""
    await person.slash("experiment finish", await _one(person, "experiment finish"))
    return await person.submit({"verdict": "drop", **given})


def _actor(stage: Stage, person: Person) -> Actor:
    return Actor(stage.guild.id, person.id, Language.ENGLISH)


async def _comes_by(stage: Stage, person: Person) -> list[Seen]:
    """A command that only reads, and what was waiting."""
    before = len(person.sees())
    await person.slash("group list")
    await nothing_more_comes()
    return person.sees()[before + 1 :]


@TONGUES
async def test_e1_e2_e7_e15_a_commitment_is_answered_shown_and_backed(stage: Stage, tongue: Tongue) -> None:
    _, begun = await _begin(stage, tongue)
    [card] = posted(stage)

    await stage.grace.press(tongue.back, on=card)
    await stage.until(START, Time(10, 1))

    assert begun.text == tongue.begun
    assert [message.text for message in posted(stage)] == [tongue.card]


@TONGUES
async def test_e10_e12_e14_it_is_closed_on_its_last_evening_and_taught_from(stage: Stage, tongue: Tongue) -> None:
    person, _ = await _begin(stage, tongue)
    await stage.grace.press(tongue.back, on=posted(stage)[0])
    await stage.until(LAST, EVENING)
    command, option = tongue.finish

    await person.slash(command, await _one(person, command, option))
    await nothing_more_comes()
    closed = await person.submit(
        {"verdict": tongue.drop, "happened": "Nobody answered", "advice": "Call before nine", "rating": "6"}
    )
    await stage.settle()
    shown = posted(stage) + [card for thread in stage.guild.threads.values() for card in cards(stage, thread)]
    stage.grace.locale = person.locale
    start, given = tongue.start
    await stage.grace.slash(start, given)
    alike = await stage.grace.submit(what="Cold calls before lunch")

    assert closed.text == tongue.closed
    assert tongue.ending in [message.text for message in shown]
    assert tongue.alike in alike.text


@TONGUES
async def test_e10_the_question_waits_for_its_person_and_its_button_opens_the_form(
    stage: Stage, tongue: Tongue
) -> None:
    person, _ = await _begin(stage, tongue)
    await stage.until(LAST, EVENING)
    await stage.settle()

    await person.slash({"en": "group list", "nb": "gruppe liste", "it": "gruppo elenca"}[tongue.language])
    await nothing_more_comes()
    [asked] = [message for message in person.sees() if message.text == tongue.closing]
    form = await person.press(custom_id=asked.buttons[0].custom_id, on=asked)

    assert form.form is not None
    assert [field.custom_id for field in form.form.fields] == ["verdict", "happened", "advice", "rating"]


async def test_e10_the_question_comes_as_a_message_and_is_answered_there(stage: Stage) -> None:
    """Under a direct message there is no server; the experiment is found by its person."""
    await found(stage)
    await join(stage.henry)
    await stage.henry.press("Message me")
    await commit(stage.henry, "Cold calls", days=7)

    await stage.until(Date(2026, 9, 9), EVENING)
    [asked] = [message for message in stage.henry.dms if "How did it end?" in message.text]
    await stage.henry.press("🌳 Say how it ended", on=asked)
    closed = await stage.henry.submit({"verdict": "adapt"})

    assert closed.text == (
        "### On to the next try\nYou know more than when you began; the next plan is better for it.\n"
        "“Founders” sees how it ended."
    )


async def test_e3_the_fresh_start_that_is_offered_moves_the_first_day_and_the_card(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    begun = await commit(stage.henry, "Cold calls")
    await stage.settle()

    moved = await stage.henry.press("🌅 Begin on Monday 7 September", on=begun)
    await stage.until(START, Time(10, 1))

    assert sentence_of(moved) == "### It begins on Monday 7 September: Cold calls"
    assert posted(stage)[0].text.splitlines()[2] == (
        "A project · once a week · from Monday 7 September until Tuesday 6 October"
    )


async def test_e3_what_begins_on_the_first_says_so_and_takes_no_answer_before(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)

    begun = await commit(stage.henry, "Cold calls", begin="The first of the month")
    await stage.settle()
    listed = await stage.henry.slash("experiment list")
    early = await stage.henry.slash("checkin", outcome="tried")

    assert begun.text.splitlines()[:2] == [
        "### It begins on Thursday 1 October: Cold calls",
        "A project · once a week · from Thursday 1 October until Friday 30 October",
    ]
    assert listed.text.splitlines()[-1] == "Begins on Thursday 1 October · once a week · in “Founders”"
    assert early.form is None


@pytest.mark.parametrize(
    ("visibility", "sign", "sentence"),
    [
        ("My partner only", "🤝 Only your partner can read it", "🤝 Only who you are paired with can read it"),
        ("Only me", "🔒 Only you can read it", "🔒 Only you can read it"),
    ],
)
async def test_e6_what_is_not_for_the_group_is_nowhere_in_it_from_beginning_to_end(
    stage: Stage, visibility: str, sign: str, sentence: str
) -> None:
    await found(stage)
    await join(stage.henry)
    begun = await commit(stage.henry, "Say no to my boss", visibility=visibility)
    await stage.until(START, Time(12))

    listed = await stage.henry.slash("experiment list")
    await _close(stage.henry, happened="It was hard")
    await stage.until(START, Time(14))

    everything = posted(stage) + [card for thread in stage.guild.threads.values() for card in cards(stage, thread)]
    assert [message.text for message in everything if "boss" in message.text or "hard" in message.text] == []
    assert sentence in begun.text
    assert f"-# {sign}" in listed.text


async def test_e7_nobody_is_pinged_by_a_card_or_by_being_named_on_it(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry, stage.kari)
    await commit(stage.henry, "Cold calls")
    await stage.settle()
    [card] = posted(stage)

    twice = [await stage.kari.press("🤝 I back you", on=card) for _ in range(2)]
    own = await stage.henry.press("🤝 I back you", on=card)
    await stage.until(START, Time(10, 1))
    await _close(stage.henry, advice="Call before nine")
    await stage.settle()

    assert [sentence_of(shown) for shown in twice] == [
        "Du heier på @Henry i «Cold calls». Når det er over, får du høre hvordan det gikk."
    ] * 2
    assert sentence_of(own) == "This one is yours: the others can back you, and you can back them."
    assert posted(stage)[-1].text.splitlines()[-2] == "🤝 Backed by @Kari"
    assert [person.notifications for person in (stage.henry, stage.kari, stage.grace)] == [[], [], []]


async def test_e7_whoever_backed_it_hears_how_it_ended_and_the_card_is_closed(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry, stage.grace)
    await commit(stage.henry, "Cold calls")
    await stage.settle()
    await stage.grace.press("🤝 I back you", on=posted(stage)[0])

    await _close(stage.henry, advice="Call before nine")
    await stage.until(START, Time(10, 1))
    heard = await _comes_by(stage, stage.grace)

    assert [message.text.splitlines()[:2] for message in heard] == [
        ["### You backed it: here is how it ended", "🔬 @Henry tried, let it go, and now we know more"]
    ]
    assert posted(stage)[0].text.splitlines()[-2:] == [
        "Closed on Thursday 3 September: let go, with something learned.",
        "[🌐 In my language]",
    ]


async def test_e8_a_change_counts_from_tomorrow_and_both_plans_are_shown(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    await commit(stage.henry, "Ask ten people", {"why": "To listen"})
    await stage.settle()
    number = await _one(stage.henry, "experiment change")

    form = await stage.henry.slash("experiment change", {**number, "cadence": "Several times a week", "times": 2})
    changed = await stage.henry.submit(what="Ask one person")
    today = await stage.henry.slash("experiment show", number)
    await stage.until(START.add(days=1), NINE)
    tomorrow = await stage.henry.slash("experiment show", number)

    assert form.form is not None
    assert form.form.field("why").value == "To listen"
    assert changed.text.splitlines()[:2] == [
        "### The new plan counts from Friday 4 September",
        "**Ask one person** · 2 times a week",
    ]
    assert today.text.splitlines()[0] == "### Ask ten people"
    assert "**From Friday 4 September on**\nAsk one person · 2 times a week" in today.text
    assert tomorrow.text.splitlines()[0] == "### Ask one person"
    assert "**Until Thursday 3 September**\nAsk ten people · once a week" in tomorrow.text
    assert "### Ask one person" in posted(stage)[0].text
    assert "-# With a new plan from Friday 4 September on" in posted(stage)[0].text


async def test_e8_another_feature_opens_the_form_of_a_change_by_its_prefix(stage: Stage) -> None:
    """What *make it smaller* under “not yet” needs: the prefix, the experiment, the plan as it is."""
    await found(stage)
    await join(stage.henry)
    await commit(stage.henry, "Ask ten people")
    assert stage.app is not None
    number = await _one(stage.henry, "experiment show")

    bot = stage.app.bot
    modal = bot.forms["experiment-change"].build(
        bot.wording.in_language("en"), [number["experiment"]], {"what": "Ask ten people"}
    )

    assert modal.custom_id.startswith(f"experiment-change:{number['experiment']}")


async def test_e9_while_it_rests_nothing_is_asked_and_its_end_moves_along(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    await commit(stage.henry, "Cold calls")
    number = await _one(stage.henry, "experiment pause")

    resting = await stage.henry.slash("experiment pause", number)
    await stage.until(FIRST_MONDAY, NINE)
    asked = prompts(stage)
    again = await stage.henry.slash("experiment resume", number)

    assert "rests from today" in sentence_of(resting)
    assert asked == []
    assert sentence_of(again) == "“Cold calls” goes on from today, until Tuesday 6 October."


async def test_e9_being_away_rests_everything_and_is_told(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    await commit(stage.henry, "Cold calls")
    await stage.henry.slash("my away", until="14.9.")

    shown = await stage.henry.slash("experiment show", await _one(stage.henry, "experiment show"))
    await stage.until(FIRST_MONDAY, NINE)

    assert "-# You are away until Monday 14 September: nothing is asked of you, and nothing counts as missed." in (
        shown.text
    )
    assert prompts(stage) == []


async def test_e10_what_is_to_be_adapted_begins_again_with_its_plan_in_the_form(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    await commit(stage.henry, "Cold calls", {"when_then": "When I hesitate, then I dial"}, now=3)
    closed = await _close(stage.henry, verdict="adapt", rating="6")

    form = await stage.henry.press("🌿 Begin again", on=closed)
    begun = await stage.henry.submit(what="Warm calls")
    shown = await stage.henry.slash("experiment list")

    assert form.form is not None
    assert form.form.field("when_then").value == "When I hesitate, then I dial"
    assert sentence_of(begun) == "### You have begun: Warm calls"
    assert [line for line in shown.text.splitlines() if "calls" in line] == ["**Warm calls**", "**Cold calls**"]


async def test_e10_without_a_choice_the_form_stays_open(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    await commit(stage.henry, "Cold calls")
    await stage.henry.slash("experiment finish", await _one(stage.henry, "experiment finish"))

    with pytest.raises(ClientRefused, match="required"):
        await stage.henry.submit(happened="Nobody answered")

    assert stage.henry.form is not None


async def test_e10_what_was_closed_is_not_closed_again(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    await commit(stage.henry, "Cold calls")
    number = await _one(stage.henry, "experiment finish")
    await _close(stage.henry)

    late = await stage.henry.slash("experiment finish", number)

    assert sentence_of(late) == (
        "“Cold calls” ended on Thursday 3 September, so nothing of it can be changed. "
        "`/experiment start` begins something new."
    )


async def test_e10_what_was_chosen_survives_a_refusal(stage: Stage) -> None:
    """It is kept with what was typed, behind *Edit again*."""
    await found(stage)
    await join(stage.henry)
    await commit(stage.henry, "Cold calls")
    await stage.henry.slash("experiment finish", await _one(stage.henry, "experiment finish"))
    await stage.henry.slash("group leave", name="Founders")

    refused = await stage.henry.submit({"verdict": "keep", "advice": "Call before nine", "rating": "7"})
    again = await stage.henry.press("Edit again", on=refused)

    assert again.form is not None
    assert [field.value for field in again.form.fields] == ["keep", None, "Call before nine", ["7"]]


@pytest.mark.parametrize(
    ("name", "command", "start", "heading", "more"),
    [
        ("henry", "experiment ideas", "🌱 Start this", "### Something to try", "🔄 More ideas"),
        ("kari", "eksperiment ideer", "🌱 Begynn på dette", "### Noe å prøve", "🔄 Flere ideer"),
        ("luca", "esperimento idee", "🌱 Comincia questo", "### Qualcosa da provare", "🔄 Altre idee"),
    ],
    ids=["en", "nb", "it"],
)
async def test_e11_an_idea_becomes_ones_own_in_two_presses(
    stage: Stage, name: str, command: str, start: str, heading: str, more: str
) -> None:
    person: Person = getattr(stage, name)
    await found(stage, facilitator=person)

    ideas = await person.slash(command)
    turned = await person.press(more, on=ideas)
    taken = titles(turned)
    form = await person.press(start, on=turned, beside=taken[0])
    begun = await person.submit()

    assert sentence_of(ideas) == heading
    assert (len(titles(ideas)), len(taken), len({*titles(ideas), *taken})) == (5, 5, 10)
    assert form.form is not None
    assert f"**{form.form.field('what').value}**" == taken[0]
    assert begun.text.splitlines()[0].endswith(str(form.form.field("what").value))


async def test_e11_ideas_keep_to_the_way_and_reach_that_were_wished_for(stage: Stage) -> None:
    await found(stage)

    ideas = await stage.grace.slash("experiment ideas", way="A stretch assignment", reach="5 · A leap")

    kinds = {line for line in ideas.text.splitlines() if line.startswith("-#")}
    assert kinds == {"-# A stretch assignment · Reach 5 of 5: a leap"}


async def test_e11_an_idea_is_no_way_round_a_group_or_the_fifth_experiment(stage: Stage) -> None:
    await found(stage)
    ideas = await stage.henry.slash("experiment ideas")

    outside = await stage.henry.press("🌱 Start this", on=ideas, beside=titles(ideas)[0])

    assert sentence_of(outside).startswith("This is done in a group, and you are in none here yet.")


async def test_e14_its_author_hears_once_that_a_lesson_helped(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry, stage.grace)
    await commit(stage.henry, "Cold calls before lunch")
    await _close(stage.henry, advice="Call before nine")
    begun = await commit(stage.grace, "Cold calls after lunch")

    thanked = [await stage.grace.press("💡 This helped", on=begun) for _ in range(2)]
    await stage.settle()
    heard = await _comes_by(stage, stage.henry)

    assert [sentence_of(shown) for shown in thanked] == ["@Henry hears from me that it helped you."] * 2
    assert [message.text.splitlines()[:2] for message in heard] == [
        ["### What you learned helped somebody", "@Grace says that this helped, from “Cold calls before lunch”:"]
    ]


@pytest.mark.parametrize(
    "what",
    [
        "@everyone <@1> <@&2> <#3>",
        "# Big **bold** ||spoiler|| `code`",
        "[click me](javascript:alert(1)) <script>",
        "مرحبا \u202eabc\u202c שלום",
        "🌱" * 70,
    ],
    ids=["mentions", "markdown", "link", "right-to-left", "emoji"],
)
async def test_words_that_would_break_a_card_are_shown_as_they_were_typed_from_beginning_to_end(
    stage: Stage, what: str
) -> None:
    await found(stage)
    await join(stage.henry, stage.grace)
    rest = dict.fromkeys(("why", "obstacle", "when_then"), what * 5)
    await commit(stage.henry, what, {key: text[:500] for key, text in rest.items()})
    await stage.settle()
    [card] = posted(stage)
    await stage.grace.press("🤝 I back you", on=card)
    shown = await stage.henry.slash("experiment show", await _one(stage.henry, "experiment show"))

    await _close(stage.henry, happened=(what * 10)[:500], advice=(what * 10)[:500])
    await stage.settle()
    begun = await commit(stage.grace, what)
    await stage.settle()

    assert shown.ephemeral
    assert begun.form is None
    assert len(posted(stage)) == 3
    assert [person.notifications for person in stage.everybody] == [[]] * len(stage.everybody)


async def test_two_thousand_characters_of_emoji_are_given_back_with_a_sentence(stage: Stage) -> None:
    """A client of somebody's own may send more than the form lets through."""
    await found(stage)
    await join(stage.henry)
    await stage.henry.slash("experiment start", way="project")
    assert stage.henry.form is not None
    for field in stage.henry.form.fields:
        field.component["max_length"] = 4000

    refused = await stage.henry.submit(what="Cold calls", why="🌱" * 2000)
    again = await stage.henry.press("Edit again", on=refused)

    assert sentence_of(refused) == (
        "One of the answers may have up to 500 characters; yours has 2000. Shorten it a little and send it again."
    )
    assert again.form is not None
    assert again.form.field("why").value == "🌱" * 500


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"days": -3}, "The number of days can be from 7 to 90; you wrote -3."),
        ({"now": 11}, "How good you are at it now can be from 1 to 10; you wrote 11."),
        ({"times": 0}, "The number of times a week can be from 2 to 6; you wrote 0."),
    ],
)
async def test_an_end_before_its_beginning_and_other_numbers_are_refused_before_the_form(
    stage: Stage, options: dict[str, int], sentence: str
) -> None:
    await found(stage)
    await join(stage.henry)

    refused = await stage.henry.slash("experiment start", {"way": "project", **options})

    assert sentence_of(refused) == sentence
    assert str(next(iter(options.values()))) in given_back(refused)


async def test_e5_a_sixth_experiment_is_refused_however_it_is_begun(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    for number in range(5):
        await commit(stage.henry, f"Number {number}")
    ideas = await stage.henry.slash("experiment ideas")

    refused = [
        await stage.henry.slash("experiment start", way="project"),
        await stage.henry.press("🌱 Start this", on=ideas, beside=titles(ideas)[0]),
    ]

    sentence = "You have 5 open experiments, which is as many as one person can attend to. Let one end first."
    assert [sentence_of(shown) for shown in refused] == [sentence, sentence]


async def test_e13_the_list_says_how_each_stands_what_goes_on_first(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    await commit(stage.henry, "Rests")
    await stage.henry.slash("experiment pause", await _one(stage.henry, "experiment pause"))
    await commit(stage.henry, "Is closed")
    [closing] = await stage.henry.complete("experiment finish", "experiment", "closed")
    await stage.henry.slash("experiment finish", experiment=closing["value"])
    await stage.henry.submit(verdict="keep")
    await commit(stage.henry, "Is ahead", begin="Next Monday")
    await commit(stage.henry, "Is ending", days=7)

    await stage.until(Date(2026, 9, 10), NINE)
    listed = await stage.henry.slash("experiment list")

    assert listed.text == (
        "### Your experiments\n"
        "**Is ahead**\nDay 4 of 30 · once a week · in “Founders”\n"
        "**Rests**\nPaused since Thursday 3 September. `/experiment resume` takes it up again.\n"
        "**Is ending**\nEnded on Wednesday 9 September. Say how it went: `/experiment finish`.\n"
        "**Is closed**\nClosed on Thursday 3 September: kept."
    )


async def test_e6_a_card_is_reread_only_where_it_was_posted(stage: Stage) -> None:
    """Whoever learns a card's number reads nothing by it from another channel."""
    await found(stage)
    await join(stage.henry)
    await commit(stage.henry, "Cold calls")
    await stage.settle()
    [card] = posted(stage)
    elsewhere = stage.guild.add_channel("elsewhere")
    assert stage.app is not None
    deliveries = stage.app.services.deliveries
    number = int(pressed(card, "🌐 In my language").rpartition(":")[2])

    here = await stage.luca.press("🌐 In my language", on=card)
    actor = _actor(stage, stage.luca)

    assert "### Cold calls" in here.text
    assert await deliveries.reread(actor, number, elsewhere.id) is None
    assert await deliveries.reread(actor, number, stage.channel.id) is not None


async def test_e8_an_answer_of_today_is_about_the_plan_of_today(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    await commit(stage.henry, "Ask ten people")
    await stage.henry.slash("experiment change", await _one(stage.henry, "experiment change"))
    await stage.henry.submit(what="Ask one person")

    recorded = await check_in(stage.henry, "tried", learned="Smaller is easier")

    assert recorded.ephemeral
    assert whispers(stage.henry, "The new plan counts from") != []
