"""*Remove from Trellis*: a moderator takes one text out of everything the bot holds or posted (A8)."""

from whenever import Time

from bot.demo.stage import Stage
from tests.e2e.acting import (
    FIRST_MONDAY,
    NINE,
    a_group,
    cards,
    check_in,
    nothing_more_comes,
    posted,
    prompts,
    sentence_of,
    whispers,
)

MENU = "Remove from Trellis"
WORD = "sinober"


async def test_a8_a_text_goes_from_its_card_from_those_that_quote_it_and_its_author_hears_it_kindly(
    stage: Stage,
) -> None:
    await a_group(stage, stage.grace, stage.kari)
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.kari, "failed", happened=WORD)
    await stage.settle()
    stage.maria.go(stage.maria.threads(stage.channel)[-1])
    [card] = [each for each in cards(stage) if WORD in each.text]

    asked = await stage.maria.use_on_message(MENU, card)
    done = await stage.maria.press("Remove it everywhere", on=asked)
    await stage.until(FIRST_MONDAY, Time(9, 1))
    await stage.kari.slash("group list")
    await nothing_more_comes()

    assert asked.ephemeral
    assert asked.text.splitlines()[:2] == [
        "### Remove this text?",
        "By @Kari: an answer, with what others said to it. It goes out of everything I hold.",
    ]
    assert sentence_of(done) == "### Removed"
    assert [each.text for each in cards(stage) if "erased" in each.text] == [
        "-# What was written here has been erased."
    ]
    assert [each.text for each in (*cards(stage), *posted(stage)) if WORD in each.text] == []
    [told] = whispers(stage.kari, "En tekst du skrev, er fjernet")
    assert WORD not in told.text


async def test_a8_what_is_not_the_bots_or_made_of_many_peoples_words_is_left_with_a_word_on_what_to_do(
    stage: Stage,
) -> None:
    await a_group(stage, stage.grace, stage.kari)
    await stage.until(FIRST_MONDAY, NINE)
    own = await stage.kari.write(text="Hei")

    of_hers = await stage.maria.use_on_message(MENU, own)
    of_many = await stage.maria.use_on_message(MENU, prompts(stage)[0])

    assert sentence_of(of_hers).startswith("I did not post this message")
    assert sentence_of(of_many).startswith("This message is made of what several people wrote.")
