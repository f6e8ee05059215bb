"""K11: keeping what one learned, by command and from a message, and what its author says to that."""

from bot.demo.stage import Stage
from tests.e2e.acting import found, join, sentence_of

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
