"""K11: what others learned, found and read by their group, in three languages."""

import asyncio
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.demo.stage import Stage
from sandbox import Person
from tests.e2e.acting import commit, found, join, sentence_of


@dataclass(frozen=True)
class Tongue:
    """A search in the words of one language, as its person's own client has them."""

    person: str
    join: tuple[str, str]
    search: str
    option: str
    show: str
    lesson: str
    title: str
    advice: str
    sought: str
    first: str
    line: str
    read: str
    whole: str
    thank: str
    helped: str
    nothing: str


ENGLISH = Tongue(
    person="henry",
    join=("group join", "name"),
    search="lesson search",
    option="what",
    show="lesson show",
    lesson="lesson",
    title="Ask one open question",
    advice="Wait five seconds",
    sought="questions opened",
    first="### What others learned about “questions opened”",
    line="**Ask one open question** · @Grace · let go, with something learned\n> Wait five seconds",
    read="📖 Read it all",
    whole="**Advice to the next person**\n> Wait five seconds\n[💡 This helped]",
    thank="💡 This helped",
    helped="@Grace hears from me that it helped you.",
    nothing="### Nothing about “zebra” yet",
)
NORWEGIAN = Tongue(
    person="kari",
    join=("gruppe bli-med", "navn"),
    search="lærdom finn",
    option="hva",
    show="lærdom vis",
    lesson="lærdom",
    title="Stille åpne spørsmål",
    advice="Vent fem sekunder",
    sought="åpent spørsmålet",
    first="### Dette har andre lært om «åpent spørsmålet»",
    line="**Stille åpne spørsmål** · @Grace · sluppet, med en lærdom\n> Vent fem sekunder",
    read="📖 Les alt",
    whole="**Råd til den neste**\n> Vent fem sekunder\n[💡 Dette hjalp]",
    thank="💡 Dette hjalp",
    helped="@Grace får høre av meg at det hjalp deg.",
    nothing="### Ingenting om «zebra» ennå",
)
ITALIAN = Tongue(
    person="luca",
    join=("gruppo entra", "nome"),
    search="lezione cerca",
    option="cosa",
    show="lezione mostra",
    lesson="lezione",
    title="Fare una domanda aperta",
    advice="Aspetta cinque secondi",
    sought="domande aperte",
    first="### Cosa hanno imparato gli altri su «domande aperte»",
    line="**Fare una domanda aperta** · @Grace · lasciato, con una lezione in più\n> Aspetta cinque secondi",
    read="📖 Leggi tutto",
    whole="**Un consiglio a chi viene dopo**\n> Aspetta cinque secondi\n[💡 Mi è servito]",
    thank="💡 Mi è servito",
    helped="@Grace saprà da me che ti è servito.",
    nothing="### Ancora niente su «zebra»",
)
TONGUES = pytest.mark.parametrize("tongue", [ENGLISH, NORWEGIAN, ITALIAN], ids=["en", "nb", "it"])


async def _teach(person: Person, what: str, advice: str, **options: str) -> None:
    """An experiment begun and closed."""
    await commit(person, what, **options)
    [choice] = await person.complete("experiment finish", "experiment", what)
    await person.slash("experiment finish", experiment=choice["value"])
    await person.submit({"verdict": "drop", "advice": advice})


async def _reader(stage: Stage, tongue: Tongue) -> Person:
    """In a group where Grace has learned something."""
    reader: Person = getattr(stage, tongue.person)
    await found(stage)
    await _teach(stage.grace, tongue.title, tongue.advice)
    command, option = tongue.join
    await reader.slash(command, {option: "Founders"})
    return reader


@TONGUES
async def test_k11_a_lesson_is_found_read_and_thanked_for(stage: Stage, tongue: Tongue) -> None:
    reader = await _reader(stage, tongue)

    shelf = await reader.slash(tongue.search, {tongue.option: tongue.sought})
    whole = await reader.press(tongue.read, on=shelf)
    helped = await reader.press(tongue.thank, on=whole)

    assert sentence_of(shelf) == tongue.first
    assert tongue.line in shelf.text
    assert sentence_of(whole) == f"### {tongue.title}"
    assert whole.text.endswith(tongue.whole)
    assert helped.text == tongue.helped


@TONGUES
async def test_k11_a_lesson_is_chosen_by_its_title_and_what_is_not_there_says_so(stage: Stage, tongue: Tongue) -> None:
    reader = await _reader(stage, tongue)

    [choice] = await reader.complete(tongue.show, tongue.lesson, tongue.title[:7])
    whole = await reader.slash(tongue.show, {tongue.lesson: choice["value"]})
    nothing = await reader.slash(tongue.search, {tongue.option: "zebra"})

    assert choice["name"] == tongue.title
    assert sentence_of(whole) == f"### {tongue.title}"
    assert sentence_of(nothing) == tongue.nothing


async def test_k11_pages_are_turned_in_place_also_after_a_restart(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    for number in range(6):
        await _teach(stage.grace, f"Call number {number}", "Before nine")

    shelf = await stage.henry.slash("lesson search", what="calls")
    await stage.restart_bot()
    second = await stage.henry.press("➡️ Next", on=shelf)

    assert [f"**Call number {number}**" in second.text for number in range(6)] == [True] + [False] * 5
    assert "-# Page 2 of 2." in second.text


def _index_as_the_first_version_did(database: Path) -> None:
    """In a thread of its own: in the bot's loop it would wait for ever for a transaction of the bot's."""
    with closing(sqlite3.connect(database)) as older, older:
        older.execute("UPDATE lessons SET terms_version = 1")
        older.execute("UPDATE lesson_terms SET terms = 'ask one question'")


async def test_k11_a_start_after_an_update_makes_the_terms_of_older_lessons_anew(stage: Stage, tmp_path: Path) -> None:
    """As the first version left them: whole words, without their group."""
    await found(stage)
    await _teach(stage.grace, "Ask one question", "Wait")
    await asyncio.to_thread(_index_as_the_first_version_did, tmp_path / "trellis.db")

    before = await stage.grace.slash("lesson search", what="questions")
    await stage.restart_bot()
    after = await stage.grace.slash("lesson search", what="questions")

    assert [sentence_of(each) for each in (before, after)] == [
        "### Nothing about “questions” yet",
        "### What others learned about “questions”",
    ]


@pytest.mark.parametrize("visibility", ["My partner only", "Only me"])
async def test_k11_e6_what_the_group_may_not_read_is_not_found(stage: Stage, visibility: str) -> None:
    await found(stage)
    await join(stage.henry)
    await _teach(stage.grace, "Say no to my boss", "In writing", visibility=visibility)

    shown = [await person.slash("lesson search", what="boss") for person in (stage.henry, stage.grace)]

    assert [sentence_of(each) for each in shown] == ["### Nothing about “boss” yet"] * 2
    assert await stage.henry.complete("lesson show", "lesson", "") == []


async def test_k11_who_is_in_no_group_is_told_the_way_in_and_a_made_up_lesson_is_refused(stage: Stage) -> None:
    await found(stage)
    await _teach(stage.grace, "Cold calls", "Before nine")
    [choice] = await stage.grace.complete("lesson show", "lesson", "")

    outside = await stage.henry.slash("lesson search", what="calls")
    theirs = await stage.henry.slash("lesson show", lesson=choice["value"])
    typed = await stage.grace.slash("lesson show", lesson="cold calls")
    empty = await stage.grace.slash("lesson search", what="the of and")

    assert [sentence_of(each) for each in (outside, theirs, typed, empty)] == [
        "Most lessons stay in the group they were learned in, and you are in none here yet. `/group list` shows the "
        "groups, `/group join` takes you in.",
        "That lesson is no longer here, or no longer open to you.",
        "That lesson is no longer here, or no longer open to you.",
        "That is in half of all lessons, or in none. Name what it is about, such as “cold calls” or “feedback”.",
    ]
