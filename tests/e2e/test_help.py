"""`/help`: three minutes from nothing to the first experiment, by what it says alone."""

from bot.demo.stage import Stage
from tests.e2e.acting import found, titles


async def test_somebody_new_follows_help_to_their_first_experiment(stage: Stage) -> None:
    nothing_yet = await stage.maria.slash("help")
    await found(stage)

    before = await stage.henry.slash("help")
    listed = await stage.henry.slash("group list")
    await stage.henry.press("Join", on=listed)
    joined = await stage.henry.slash("help")
    ideas = await stage.henry.press("🌱 Show me ideas", on=joined)
    await stage.henry.press("🌱 Start this", on=ideas, beside=titles(ideas)[0])
    begun = await stage.henry.submit(what="Ask one open question")
    after = await stage.henry.slash("help")

    assert "set the server up, `/admin setup`" in nothing_yet.text
    assert "**Three minutes to your first experiment**" in before.text
    assert "**Your next step**: your first experiment." in joined.text
    assert begun.ephemeral
    assert "**Your next step**: `/checkin` tells how it went" in after.text


async def test_a_topic_is_chosen_from_the_menu_and_read_in_ones_own_language(stage: Stage) -> None:
    await found(stage)

    shown = await stage.kari.slash("hjelp")
    chosen = await stage.kari.choose("help:topic", "experiments", on=shown)

    assert chosen.text.splitlines()[0] == "### Eksperimenter"
    assert "`/eksperiment start`" in chosen.text
