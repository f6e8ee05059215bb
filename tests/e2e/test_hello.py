"""The bot comes to a server and says who it is: once, where it may write, in the language of the server."""

from bot.demo.stage import MANAGE_GUILD, Stage
from cogs._shared.checks import INSTALL_PERMISSIONS
from sandbox import Person
from sandbox.people import Seen
from sandbox.protocol.guilds import Guild
from tests.e2e.acting import nothing_more_comes, sentence_of, whispers

HELLO = "Hei, jeg heter Trellis"
SEND_MESSAGES = 1 << 11


def a_server(stage: Stage) -> Guild:
    """A Norwegian one; who comes is told of in its second channel."""
    guild = stage.sandbox.world.add_guild("Fjellheim", locale="no")
    guild.add_channel("generelt")
    guild.system_channel = guild.add_channel("velkommen")
    return guild


def live_in(stage: Stage, guild: Guild, name: str, locale: str, *, moderator: bool = False) -> Person:
    person = stage.sandbox.person(name, locale=locale)
    roles = [guild.add_role("Moderator", permissions=MANAGE_GUILD)] if moderator else []
    guild.add_member(person.user, roles=roles)
    assert guild.system_channel is not None
    person.go(guild.system_channel)
    return person


def hellos(person: Person, guild: Guild) -> list[Seen]:
    return [seen for channel in guild.channels.values() for seen in person.sees(channel) if HELLO in seen.text]


async def test_it_introduces_itself_once_and_whoever_moderates_begins_from_there(stage: Stage) -> None:
    guild = a_server(stage)
    sofie = live_in(stage, guild, "Sofie", "it", moderator=True)
    per = live_in(stage, guild, "Per", "no")

    stage.sandbox.world.install(guild, INSTALL_PERMISSIONS.value)
    await nothing_more_comes()
    await stage.settle()
    await stage.restart_bot()
    await stage.settle()
    [hello] = hellos(per, guild)
    refused = await per.press(custom_id="admin:setup:begin", on=hello)
    begun = await sofie.press(custom_id="admin:setup:begin", on=hello)

    assert (hello.channel_id, hello.is_ephemeral) == (guild.channel("velkommen").id, False)
    assert [button.label for button in hello.buttons] == ["🪴 Sett meg opp", "🌐 På mitt språk"]
    assert sentence_of(refused).startswith("Dette er for moderatorer")
    assert (begun.ephemeral, begun.text.splitlines()[0]) == (True, "### Configurazione di Trellis")
    assert [notice for person in (sofie, per) for notice in person.notifications] == []


async def test_added_while_the_bot_was_away_and_with_no_channel_to_write_in_a_moderator_reads_it(stage: Stage) -> None:
    guild = a_server(stage)
    guild.everyone.permissions &= ~SEND_MESSAGES
    sofie = live_in(stage, guild, "Sofie", "no", moderator=True)
    await stage.stop_bot()

    stage.sandbox.world.install(guild, INSTALL_PERMISSIONS.value & ~SEND_MESSAGES)
    await stage.start_bot()
    await nothing_more_comes()
    await stage.settle()
    unread = hellos(sofie, guild)
    await sofie.slash("help")
    await nothing_more_comes()

    assert unread == []
    assert len(whispers(sofie, HELLO)) == 1
