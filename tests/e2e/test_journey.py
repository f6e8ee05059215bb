"""A group's first rounds, in each of the three languages: made, joined, prompted, answered, summed up."""

from dataclasses import dataclass

import pytest
from whenever import Time

from bot.demo.stage import Stage
from sandbox import Person
from tests.e2e.acting import (
    EIGHT,
    FAILED,
    FIRST_MONDAY,
    NINE,
    NOT_YET,
    SECOND_MONDAY,
    THIRD_MONDAY,
    TRIED,
    a_group,
    cards,
    check_in,
    commit,
    digests,
    found,
    join,
    posted,
    pressed,
    prompts,
    threads,
    whispers,
)


@dataclass(frozen=True)
class Tongue:
    """What is read in a group of this language. The commands are those its people see in their own client."""

    language: str
    leader: str
    join: str
    name: str
    start: str
    way: tuple[str, str]
    question: str
    buttons: tuple[str, ...]
    thread: str
    nobody: str
    one: str
    card: str
    digest: str


ENGLISH = Tongue(
    language="en",
    leader="henry",
    join="group join",
    name="name",
    start="experiment start",
    way=("way", "A stretch assignment"),
    question="### “Founders”: what happened?",
    buttons=("🌱 I tried", "🔬 I tried and it failed", "⏳ Not yet", "🌐 In my language"),
    thread="Founders, Monday 7 September",
    nobody="**0 of 1** has answered",
    one="**1 of 1** has answered",
    card="🌱 @Henry tried\n### Pitch on stage\n**What I learned**\n> Sign up first\n[💬 Respond] [🌐 In my language]",
    digest="### “Founders”: the round that began Monday 7 September\n**1 of 1** tried something: 100%.\n"
    "🌱 @Henry learned:\n> Sign up first\nWhat will you try next?\n[🌐 In my language]",
)
NORWEGIAN = Tongue(
    language="nb",
    leader="kari",
    join="gruppe bli-med",
    name="navn",
    start="eksperiment start",
    way=("måte", "En oppgave å strekke seg etter"),
    question="### «Founders»: hva skjedde?",
    buttons=("🌱 Jeg prøvde", "🔬 Jeg prøvde, og det gikk ikke", "⏳ Ikke ennå", "🌐 På mitt språk"),
    thread="Founders, mandag 7. september",
    nobody="**0 av 1** har svart",
    one="**1 av 1** har svart",
    card="🌱 @Kari prøvde\n### Pitch on stage\n**Dette lærte jeg**\n> Sign up first\n"
    "[💬 Gi tilbakemelding] [🌐 På mitt språk]",
    digest="### «Founders»: runden som åpnet mandag 7. september\n**1 av 1** prøvde noe: 100\u00a0%.\n"
    "🌱 @Kari lærte:\n> Sign up first\nHva vil du prøve nå?\n[🌐 På mitt språk]",
)
ITALIAN = Tongue(
    language="it",
    leader="luca",
    join="gruppo entra",
    name="nome",
    start="esperimento avvia",
    way=("modo", "Un incarico che mette alla prova"),
    question="### «Founders»: cosa è successo?",
    buttons=("🌱 Ho provato", "🔬 Ho provato e non ha funzionato", "⏳ Non ancora", "🌐 Nella mia lingua"),
    thread="Founders, lunedì 7 settembre",
    nobody="Risposte: **0 su 1**",
    one="Risposte: **1 su 1**",
    card="🌱 @Luca ha provato\n### Pitch on stage\n**Cosa ho imparato**\n> Sign up first\n"
    "[💬 Dai un riscontro] [🌐 Nella mia lingua]",
    digest="### «Founders»: il giro iniziato lunedì 7 settembre\nChi ha provato qualcosa: **1 su 1** (100%).\n"
    "🌱 @Luca ha imparato:\n> Sign up first\nE adesso, cosa proverai?\n[🌐 Nella mia lingua]",
)
TONGUES = pytest.mark.parametrize("tongue", [ENGLISH, NORWEGIAN, ITALIAN], ids=["en", "nb", "it"])


async def _begin(stage: Stage, tongue: Tongue) -> Person:
    """A group in this language with one member, who commits through the form, all in the member's own words."""
    person: Person = getattr(stage, tongue.leader)
    await found(stage, language=tongue.language)
    await person.slash(tongue.join, {tongue.name: "Founders"})
    await person.slash(tongue.start, {tongue.way[0]: tongue.way[1]})
    await person.submit(what="Pitch on stage")
    await stage.settle()
    return person


@TONGUES
async def test_the_prompt_posts_itself_on_monday_at_nine_with_its_thread_and_buttons(
    stage: Stage, tongue: Tongue
) -> None:
    await _begin(stage, tongue)

    await stage.until(FIRST_MONDAY, NINE)

    [prompt] = prompts(stage)
    assert prompt.card.splitlines()[0] == tongue.question
    assert prompt.card.splitlines()[-2] == tongue.nobody
    assert tuple(button.label for button in prompt.buttons) == tongue.buttons
    assert [thread.name for thread in threads(stage)] == [tongue.thread]


async def test_nothing_is_posted_a_minute_before_nine(stage: Stage) -> None:
    await a_group(stage, stage.henry)

    await stage.until(FIRST_MONDAY, Time(8, 59))

    assert (prompts(stage), threads(stage)) == ([], [])


@TONGUES
async def test_an_answer_becomes_a_card_a_count_and_a_line_in_the_digest(stage: Stage, tongue: Tongue) -> None:
    person = await _begin(stage, tongue)
    await stage.until(FIRST_MONDAY, NINE)

    await person.press(tongue.buttons[0])
    await person.submit(learned="Sign up first")
    await stage.until(FIRST_MONDAY, Time(9, 1))
    counted = prompts(stage)[0].card.splitlines()[-2]
    await stage.until(SECOND_MONDAY, EIGHT)

    assert counted == tongue.one
    assert [card.card for card in cards(stage)] == [tongue.card]
    assert [digest.card for digest in digests(stage, tongue.language)] == [tongue.digest]


@pytest.mark.parametrize(
    ("label", "outcome", "headline", "thanks"),
    [
        (TRIED, "tried", "🌱 @Henry tried", "### Noted"),
        (
            FAILED,
            "failed",
            "🔬 @Henry tried, it failed, and says so here for the first time: an honour to read. Now we know more",
            "### Noted, and honoured",
        ),
        (NOT_YET, "not_yet", "⏳ @Henry: not yet", "### Noted"),
    ],
)
@pytest.mark.parametrize("by_command", [False, True], ids=["by button", "by command"])
async def test_each_answer_is_given_by_button_and_by_command(
    stage: Stage, label: str, outcome: str, headline: str, thanks: str, by_command: bool
) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)

    opened = await (stage.henry.slash("checkin", outcome=outcome) if by_command else stage.henry.press(label))
    answered = await stage.henry.submit(happened="The stage was dark")
    await stage.settle()

    assert opened.kind == "form"
    assert answered.ephemeral is by_command  # a form opened from the prompt is answered by the prompt itself
    assert [reply.text.splitlines()[0] for reply in whispers(stage.henry, "### Noted")] == [thanks]
    assert [card.text.splitlines()[0] for card in cards(stage)] == [headline]


async def test_a_not_yet_brings_ones_own_plan_back(stage: Stage) -> None:
    await found(stage)
    await join(stage.kari)
    await commit(stage.kari, "Ringe kunder", {"when_then": "Når kaffen er drukket, så ringer jeg"})

    answered = await check_in(stage.kari, "not_yet")

    assert answered.text.splitlines()[-3:-1] == ["Dette var planen din:", "> Når kaffen er drukket, så ringer jeg"]


async def test_with_two_open_experiments_a_private_list_comes_first(stage: Stage) -> None:
    await a_group(stage, stage.luca)
    await commit(stage.luca, "Secondo")
    await stage.until(FIRST_MONDAY, NINE)

    asked = await stage.luca.press(TRIED)
    formed = await stage.luca.choose("Quale esperimento?", "Secondo")
    await stage.luca.submit(learned="Due è meglio")
    await stage.settle()

    assert (asked.ephemeral, asked.text) == (
        True,
        "Di quale dei tuoi esperimenti si tratta?\n[Quale esperimento? ▾]",
    )
    assert formed.form is not None
    assert formed.form.title == "Hai provato: cosa è successo?"
    assert [card.text.splitlines()[1] for card in cards(stage)] == ["### Secondo"]


async def test_the_live_count_follows_and_nobody_is_pinged(stage: Stage) -> None:
    await a_group(stage, stage.henry, stage.kari, stage.luca)
    await stage.until(FIRST_MONDAY, NINE)
    counts = []

    for person in (stage.henry, stage.kari, stage.luca):
        await check_in(person)
        await stage.clock.advance(minutes=1)
        counts.append(prompts(stage)[0].text.splitlines()[-2])

    assert counts == ["**1 of 3** have answered", "**2 of 3** have answered", "**3 of 3** have answered"]
    assert [person.notifications for person in stage.everybody] == [[], [], [], [], []]


async def test_the_digest_comes_an_hour_before_the_next_prompt_failed_tries_first(stage: Stage) -> None:
    await a_group(stage, stage.henry, stage.kari, stage.luca, stage.maria)
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.henry, "tried", learned="Wait")
    await check_in(stage.kari, "not_yet")
    await check_in(stage.luca, "failed", learned="Troppo presto")

    await stage.until(SECOND_MONDAY, Time(7, 59))
    before = digests(stage)
    await stage.until(SECOND_MONDAY, EIGHT)

    assert before == []
    assert [digest.card for digest in digests(stage)] == [
        "### “Founders”: the round that began Monday 7 September\n**2 of 4** tried something: 50%.\n"
        "🔬 Told for the first time of a try that failed: @Luca. Thank you: we learn most from these.\n"
        "🔬 @Luca tried, it failed, and says:\n> Troppo presto\n🌱 @Henry learned:\n> Wait\n"
        "What will you try next?\n[🌐 In my language]"
    ]


async def test_a_comeback_is_the_hero_of_card_and_digest(stage: Stage) -> None:
    await a_group(stage, stage.kari, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.kari)
    await stage.until(SECOND_MONDAY, NINE)
    await check_in(stage.henry)
    await stage.until(THIRD_MONDAY, NINE)

    answered = await check_in(stage.kari)
    await stage.until(THIRD_MONDAY.add(days=7), EIGHT)

    assert answered.card.splitlines()[0] == "### Velkommen tilbake"
    assert [card.card.splitlines()[0] for card in cards(stage)] == ["🌿 @Kari is back at it"]
    assert digests(stage)[-1].card.splitlines()[2] == "🌿 Back after a pause: @Kari."


async def test_an_answer_before_the_prompt_counts_and_its_card_waits_for_the_thread(stage: Stage) -> None:
    await a_group(stage, stage.henry, stage.kari)
    early = len(posted(stage))

    await check_in(stage.henry, "tried", learned="Could not wait")
    await stage.until(FIRST_MONDAY, Time(8, 59))
    between = len(posted(stage))
    await stage.until(FIRST_MONDAY, Time(9, 1))

    assert between == early
    assert prompts(stage)[0].text.splitlines()[-2] == "**1 of 2** have answered"
    assert [card.text.splitlines()[0] for card in cards(stage)] == ["🌱 @Henry tried"]


async def test_an_answer_after_the_digest_belongs_to_the_next_round(stage: Stage) -> None:
    await a_group(stage, stage.henry, stage.kari)
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.henry, "tried", learned="First")
    await stage.until(SECOND_MONDAY, Time(8, 30))

    await check_in(stage.kari, "tried", learned="Etter oppsummeringen")
    await stage.until(SECOND_MONDAY, NINE)
    await stage.until(THIRD_MONDAY, EIGHT)

    first, second = (digest.card.splitlines() for digest in digests(stage))
    assert (first[1], first[2:4]) == ("**1 of 2** tried something: 50%.", ["🌱 @Henry learned:", "> First"])
    assert (second[1], second[2:4]) == (
        "**1 of 2** tried something: 50%.",
        ["🌱 @Kari learned:", "> Etter oppsummeringen"],
    )
    assert [len(cards(stage, thread)) for thread in threads(stage)] == [1, 1]


async def test_a_daily_answer_after_the_digest_belongs_to_the_next_round_too(stage: Stage) -> None:
    await found(stage)
    await join(stage.kari)
    await commit(stage.kari, "Hver dag", cadence="daily")
    await stage.until(SECOND_MONDAY, Time(7, 30))
    await check_in(stage.kari, "tried", learned="Før oppsummeringen")

    await stage.until(SECOND_MONDAY, Time(9, 30))
    await check_in(stage.kari, "tried", learned="Etter startmeldingen")
    await stage.until(SECOND_MONDAY, Time(9, 35))

    assert prompts(stage)[-1].text.splitlines()[-2] == "**1 of 1** has answered"


async def test_a_second_answer_for_the_same_round_replaces_the_first(stage: Stage) -> None:
    await a_group(stage, stage.henry, stage.luca)
    await stage.until(FIRST_MONDAY, NINE)

    await check_in(stage.luca, "tried", learned="Facile")
    await check_in(stage.luca, "failed", learned="Non era facile")
    await stage.until(SECOND_MONDAY, EIGHT)

    assert digests(stage)[0].card.splitlines()[1:5] == [
        "**1 of 2** tried something: 50%.",
        "🔬 Told for the first time of a try that failed: @Luca. Thank you: we learn most from these.",
        "🔬 @Luca tried, it failed, and says:",
        "> Non era facile",
    ]


@pytest.mark.parametrize("second", ["tried", "failed"])
async def test_a_replaced_answer_leaves_one_card_with_the_new_words(stage: Stage, second: str) -> None:
    await a_group(stage, stage.luca)
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.luca, "tried", learned="Facile")
    await stage.settle()

    await check_in(stage.luca, second, learned="Non era facile")
    await stage.settle()

    assert [card.text.splitlines()[3] for card in cards(stage)] == ["> Non era facile"]


async def test_an_old_prompts_button_answers_for_the_round_that_is_open(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(SECOND_MONDAY, NINE)
    old, current = prompts(stage)

    await stage.henry.press(custom_id=pressed(old, TRIED), on=old)
    await stage.henry.submit()
    await stage.clock.advance(minutes=1)

    assert prompts(stage)[1].text.splitlines()[-2] == "**1 of 1** has answered"
    assert prompts(stage)[0].text == old.text
    assert current.id == prompts(stage)[1].id


async def test_what_is_answered_privately_is_read_by_nobody_else(stage: Stage) -> None:
    await a_group(stage, stage.henry)

    await check_in(stage.henry)

    assert len(whispers(stage.henry, "### Noted")) == 1
    assert [whispers(person, "### Noted") for person in (stage.maria, stage.grace, stage.kari)] == [[], [], []]
