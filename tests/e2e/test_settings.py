"""`/admin settings` (A2): what holds for the whole server, each part of it by itself."""

from bot.demo.stage import Stage
from sandbox.protocol import permissions
from sandbox.protocol.channels import Overwrite
from tests.e2e.acting import found, sentence_of

FORUM = 15


async def test_a_moderator_settles_everything_and_leaves_one_thing_open_again(stage: Stage) -> None:
    asks, pairs = stage.guild.add_channel("asks", FORUM), stage.guild.add_channel("pairs")
    office = stage.guild.add_channel("office")
    before = await stage.maria.slash("admin settings")

    settled = await stage.maria.slash(
        "admin settings",
        {
            "language": "nb",
            "zone": "bergen",
            "knowledge-channel": asks,
            "meeting-channel": pairs,
            "moderators-channel": office,
        },
    )
    removed = await stage.maria.press(custom_id="admin:settings:remove:zone", on=settled)
    moved = await stage.maria.slash("admin settings", {"zone": "Europe/Rome"})
    made = await found(stage, zone=None, language=None)

    assert "**Clock**: not chosen." in before.text
    assert settled.ephemeral
    assert settled.text.splitlines()[1:5:2] == [
        "**Language**: new groups begin in Norsk bokmål.",
        "**Clock**: new groups go by Oslo.",
    ]
    assert "**Asks**: each goes to #asks, with a thread of its own." in settled.text
    assert "under #pairs" in settled.text
    assert "#office" in settled.text
    assert ("**Clock**: not chosen." in removed.text, "#asks" in removed.text) == (True, True)
    assert "**Clock**: new groups go by Rome." in moved.text
    assert "(Rome)" in made.text


async def test_a_channel_that_does_not_do_is_refused_with_what_to_grant_and_nothing_is_kept(stage: Stage) -> None:
    bot = stage.sandbox.world.bot
    forum = stage.guild.add_channel("asks", FORUM, overwrites=[Overwrite(bot.id, 1, deny=permissions.MANAGE_THREADS)])

    refused = await stage.maria.slash("admin settings", {"knowledge-channel": forum, "zone": "Oslo"})
    nowhere = await stage.maria.slash("admin settings", zone="Atlantis")
    now = await stage.maria.slash("admin settings")

    assert sentence_of(refused) == "I cannot work in #asks yet. Grant me there: Manage Threads. Then try again."
    assert sentence_of(nowhere).startswith("I do not know the time zone “Atlantis”.")
    assert "Remove" not in now.text
