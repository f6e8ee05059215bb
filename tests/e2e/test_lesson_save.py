"""K11: keeping what one learned, by command and from a message, and what its author says to that."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from whenever import Date, Time

from bot.demo.stage import Stage
from sandbox import Person
from sandbox.people import Seen
from sandbox.protocol.channels import Overwrite
from sandbox.protocol.checks import UploadedFile
from tests.e2e.acting import (
    FIRST_MONDAY,
    NINE,
    a_group,
    found,
    join,
    nothing_more_comes,
    posted,
    sentence_of,
    threads,
    whispers,
)

WORDS = "Ask before you answer. Half of the questions were others than I thought."
SEND_MESSAGES = 1 << 11
A_WEEK_LATER = Date(2026, 9, 10)
TOLD = {"title": "Ask before you answer", "learned": "Half of the questions were others", "advice": "Count to five"}


async def test_k11_what_somebody_saves_others_find_until_it_is_deleted(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)

    form = await stage.henry.slash("lesson save")
    saved = await stage.henry.submit(TOLD)
    shelf = await stage.grace.slash("lesson search", what="questions")
    whole = await stage.grace.press("📖 Read it all", on=shelf)
    [choice] = await stage.henry.complete("lesson delete", "lesson", "ask")
    gone = await stage.henry.slash("lesson delete", lesson=choice["value"])
    nothing = await stage.grace.slash("lesson search", what="questions")

    assert form.text.splitlines()[0] == "Save a lesson"
    assert saved.text == (
        "### It is kept\nWhoever is in “Founders” finds “Ask before you answer” with `/lesson search`.\n"
        "`/lesson delete` takes it away again."
    )
    assert "**Ask before you answer** · @Henry\n> Count to five" in shelf.text
    assert whole.text.splitlines()[2:5] == [
        "> Half of the questions were others",
        "**Advice to the next person**",
        "> Count to five",
    ]
    assert choice["name"] == "Ask before you answer"
    assert sentence_of(gone) == "Done: “Ask before you answer” is no longer among the lessons."
    assert sentence_of(nothing) == "### Nothing about “questions” yet"


async def test_k11_what_cannot_be_kept_yet_is_given_back_to_be_mended(stage: Stage) -> None:
    await found(stage)
    await join(stage.kari)

    await stage.kari.slash("lærdom lagre", gruppe="Founders")
    empty = await stage.kari.submit({**TOLD, "learned": " \n "})
    again = await stage.kari.press("Rediger på nytt", on=empty)
    saved = await stage.kari.submit(learned="Halvparten av spørsmålene var andre")

    assert sentence_of(empty) == "Det du lærte: her mangler det tekst. Skriv noen ord og send på nytt."
    assert "Ask before you answer" in again.text
    assert sentence_of(saved) == "### Tatt vare på"


async def test_k11_who_is_in_no_group_is_told_the_way_in(stage: Stage) -> None:
    await found(stage)

    refused = await stage.luca.slash("lezione salva")

    assert sentence_of(refused).startswith("Questo si fa in un gruppo, e qui non fai ancora parte di nessuno.")


def _link(stage: Stage, message: Seen) -> str:
    return f"https://discord.com/channels/{stage.guild.id}/{stage.channel.id}/{message.id}"


async def test_k11_one_s_own_message_opens_the_form_with_its_words(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    message = await stage.henry.write(text=f"{WORDS} @everyone")

    form = await stage.henry.use_on_message("Save as lesson", message)
    saved = await stage.henry.submit(advice="Count to five")
    [choice] = await stage.grace.complete("lesson show", "lesson", "questions")
    whole = await stage.grace.slash("lesson show", lesson=choice["value"])
    again = await stage.henry.use_on_message("Save as lesson", message)
    others = await stage.grace.use_on_message("Save as lesson", message)

    assert "Ask before you answer." in form.text
    assert sentence_of(saved) == "### It is kept"
    assert sentence_of(whole) == "### Ask before you answer."
    assert "> Ask before you answer. Half of the questions were others than I thought. @\u200beveryone" in whole.text
    assert (
        f"-# From a message: https://discord.com/channels/{stage.guild.id}/{stage.channel.id}/{message.id}"
        in whole.text
    )
    assert [sentence_of(each) for each in (again, others)] == [
        "That is a lesson already. `/lesson search` finds it."
    ] * 2


async def test_k11_four_thousand_characters_open_the_form_with_what_fits_and_it_says_so(stage: Stage) -> None:
    """As only those who pay Discord may write them."""
    await found(stage)
    await join(stage.henry)
    long = {"content": "Ask before you answer. " + "x" * 3977}
    stage.sandbox.world.posts.create(stage.channel, stage.henry.user, long)

    form = await stage.henry.use_on_message("Save as lesson", stage.henry.sees()[-1])
    saved = await stage.henry.submit()

    assert form.form is not None
    learned = form.form.fields[1]
    assert (learned.description, len(learned.value)) == ("Your message goes on; this is as much of it as fits.", 2000)
    assert sentence_of(saved) == "### It is kept"


async def _asked(stage: Stage) -> tuple[Seen, Seen]:
    """Luca has written something, and Grace wants to keep it: his message, and the question beneath it."""
    await found(stage)
    message = await stage.luca.write(text=WORDS)
    shown = await stage.grace.use_on_message("Save as lesson", message)
    await stage.settle()
    assert sentence_of(shown).startswith("The words are @Luca's, so I ask them first: in a reply to the message, or ")
    return message, posted(stage)[-1]


async def _comes_by(stage: Stage, person: Person, waits: str) -> Seen:
    await stage.settle()
    await person.slash("group list")
    await nothing_more_comes()
    return whispers(person, waits)[-1]


async def test_k11_somebody_else_s_message_is_kept_with_its_author_s_yes(stage: Stage) -> None:
    """Asked beneath it, mentioning only them; pressed by others in vain, by them twice, once after a restart."""
    message, question = await _asked(stage)

    pinged = [(person.name, each.why) for person in stage.everybody for each in person.notifications]
    early = await stage.grace.slash("lesson search", what="questions")
    others = await stage.henry.press("💡 Yes, keep it", on=question)
    await stage.restart_bot()
    await stage.luca.press("💡 Yes, keep it", on=question)
    await nothing_more_comes()
    whole = await stage.grace.slash("lesson search", what="questions")
    read = await stage.grace.press("📖 Read it all", on=whole)
    heard = await _comes_by(stage, stage.grace, "said yes")

    assert question.payload["message_reference"]["message_id"] == str(message.id)
    assert pinged == [("Luca", "reply")]
    assert sentence_of(early) == "### Nothing about “questions” yet"
    assert sentence_of(others) == (
        "These are @Luca's words, so it is for them to say. `/lesson save` keeps what you learned yourself."
    )
    [after] = [each for each in posted(stage) if each.id == question.id]
    assert after.text.splitlines()[0] == "-# @Luca ha risposto. Grazie!"
    assert [button.label for button in after.buttons] == ["🌐 Nella mia lingua"]
    [told] = whispers(stage.luca, "lezione cerca")
    assert told.text.startswith("### Conservata\nChi fa parte di «Founders» trova «Ask before you answer.»")
    assert "**Ask before you answer.** · @Luca" in whole.text
    assert f"-# Kept by @Grace, from a message: {_link(stage, message)}\n" in read.text
    assert heard.text.splitlines()[0] == "### @Luca said yes"


async def test_k11_after_a_no_nothing_is_kept_and_others_read_only_that_there_was_an_answer(stage: Stage) -> None:
    message, question = await _asked(stage)

    await stage.luca.press("Rather not", on=question)
    await nothing_more_comes()
    heard = await _comes_by(stage, stage.grace, "was not kept")
    nothing = await stage.grace.slash("lesson search", what="questions")
    again = await stage.henry.use_on_message("Save as lesson", message)

    [after] = [each for each in posted(stage) if each.id == question.id]
    assert after.text.splitlines()[0] == "-# @Luca ha risposto. Grazie!"
    assert whispers(stage.luca, "non conservo niente")
    assert heard.text.splitlines()[0] == (
        f"The message that you wanted to keep as a lesson was not kept: {_link(stage, message)}"
    )
    assert sentence_of(nothing) == "### Nothing about “questions” yet"
    assert sentence_of(again).startswith("This is done in a group, and you are in none here yet.")


def _held(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as beside:
        return [text for (text,) in beside.execute("SELECT text FROM held_messages")]


async def test_k11_words_that_nobody_answers_about_are_gone_after_seven_days(stage: Stage, tmp_path: Path) -> None:
    _, question = await _asked(stage)

    await stage.until(A_WEEK_LATER, Time(9, 59))
    before = await asyncio.to_thread(_held, tmp_path / "trellis.db")
    await stage.until(A_WEEK_LATER, Time(10, 1))
    after = await asyncio.to_thread(_held, tmp_path / "trellis.db")
    late = await stage.luca.press("💡 Yes, keep it", on=question)
    heard = await _comes_by(stage, stage.grace, "was not kept")

    assert (before, after) == ([WORDS], [""])
    assert sentence_of(late).startswith("È passata più di una settimana")
    assert heard.text.startswith("The message that you wanted to keep as a lesson was not kept: ")


async def test_k11_about_a_message_that_was_deleted_meanwhile_nobody_is_asked(stage: Stage, tmp_path: Path) -> None:
    await found(stage)
    message = await stage.luca.write(text=WORDS)
    stage.sandbox.world.faults.answer(503, r"^POST /channels/\d+/messages$", times=20)
    await stage.grace.use_on_message("Save as lesson", message)
    living = stage.sandbox.world.message(message.id)
    assert living is not None
    stage.sandbox.world.posts.delete(living)
    stage.sandbox.world.faults.clear()

    await stage.until(Date(2026, 9, 3), Time(12))
    heard = await _comes_by(stage, stage.grace, "was not kept")

    assert await asyncio.to_thread(_held, tmp_path / "trellis.db") == [""]
    assert heard.text.startswith("The message that you wanted to keep as a lesson was not kept: ")
    assert [each for each in posted(stage) if "lesson" in each.text] == []


async def test_k11_where_the_bot_may_not_write_the_author_is_asked_in_private(stage: Stage) -> None:
    await found(stage)
    await join(stage.kari)
    await stage.kari.press("Send meg melding")
    lounge = stage.guild.add_channel("lounge")
    bot_id = stage.sandbox.world.bot.id
    lounge.overwrites[bot_id] = Overwrite(bot_id, type=1, deny=SEND_MESSAGES)
    stage.kari.go(lounge)
    stage.grace.go(lounge)
    message = await stage.kari.write(text=WORDS)

    await stage.grace.use_on_message("Save as lesson", message)
    await stage.settle()
    question = stage.kari.dms[-1]
    await stage.kari.press("💡 Ja, ta vare på den", on=question)
    stage.grace.go(stage.channel)
    found_by_group = await stage.grace.slash("lesson search", what="questions")

    assert question.card.splitlines()[:2] == ["### @Kari, er det greit at dette blir en lærdom?", f"> {WORDS}"]
    assert stage.kari.dms[-1].card.startswith("### Tatt vare på")
    assert "**Ask before you answer.** · @Kari" in found_by_group.card
    assert [each for each in stage.maria.sees(lounge) if each.author_id == bot_id] == []


async def test_k11_in_a_thread_the_author_is_asked_in_that_thread_for_the_group_that_meets_there(
    stage: Stage,
) -> None:
    await a_group(stage, stage.grace, stage.kari)
    await stage.until(FIRST_MONDAY, NINE)
    [thread] = threads(stage)
    stage.kari.go(thread)
    stage.grace.go(thread)
    message = await stage.kari.write(text=WORDS)

    await stage.grace.use_on_message("Save as lesson", message)
    await stage.settle()
    question = stage.kari.sees(thread)[-1]

    assert question.payload["message_reference"]["message_id"] == str(message.id)
    assert "«Founders»" in question.text


async def test_k11_what_is_no_person_s_words_cannot_be_kept(stage: Stage) -> None:
    await found(stage)
    message = await stage.luca.write(text=WORDS)
    await stage.luca.leaves_server()
    await stage.grace.slash("group show", name="Founders")

    by_bot = await stage.grace.use_on_message("Save as lesson", stage.grace.sees()[-1])
    gone = await stage.grace.use_on_message("Save as lesson", message)
    picture = await stage.henry.write(files=[UploadedFile("cat.png", "image/png", b"miaow")])
    silent = await stage.grace.use_on_message("Save as lesson", picture)

    assert [sentence_of(each) for each in (by_bot, gone, silent)] == [
        "A bot wrote this, and lessons come from people. `/lesson save` keeps what you learned from it.",
        "@Luca is not on this server, so I cannot pass it on. Perhaps you know another way.",
        "There are no words in this message that a lesson could keep. `/lesson save` takes yours.",
    ]


async def test_k11_a_solved_ask_becomes_a_lesson_for_everybody_in_its_asker_s_words(stage: Stage) -> None:
    """Also for who is in no group, as asks are for everybody."""
    channel = stage.guild.add_channel("ask-here")
    await stage.maria.slash("admin settings", {"knowledge-channel": channel})
    stage.grace.go(channel)
    await stage.grace.slash("ask", kind="Advice: how would you do it?")
    await stage.grace.submit(question="How do I end a sales call?", tried="I waited", minutes="15")
    await stage.settle()

    await stage.grace.press("✅ Solved")
    await nothing_more_comes()
    form = await stage.grace.press("💡 Save as lesson")
    saved = await stage.grace.submit(learned="Say what happens next, and when")
    again = await stage.grace.press("💡 Save as lesson")
    shelf = await stage.henry.slash("lesson search", what="calls")
    whole = await stage.henry.press("📖 Read it all", on=shelf)

    assert "What it is about *: How do I end a sales call?" in form.text
    assert saved.text.splitlines()[1] == "Everybody here finds “How do I end a sales call?” with `/lesson search`."
    assert sentence_of(again) == "That is a lesson already. `/lesson search` finds it."
    assert "**How do I end a sales call?** · @Grace\n> Say what happens next, and when" in shelf.text
    assert " · for everybody here\n> Say what happens next, and when" in whole.text


async def test_k11_a_question_that_is_out_although_discord_said_500_is_not_asked_twice(stage: Stage) -> None:
    await found(stage)
    message = await stage.luca.write(text=WORDS)
    stage.sandbox.world.faults.answer(503, r"^POST /channels/\d+/messages$", times=1, after_effect=True)

    await stage.grace.use_on_message("Save as lesson", message)
    await stage.until(Date(2026, 9, 3), Time(12))

    assert [each.payload["message_reference"]["message_id"] for each in posted(stage) if each.buttons] == [
        str(message.id)
    ]
    assert [each.why for each in stage.luca.notifications] == ["reply"]
