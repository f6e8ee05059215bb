"""`/admin setup` (A1): from nothing to the first group on one card, and a look at how things are ever after."""

from bot.demo.stage import Stage
from sandbox import Person
from sandbox.people import Seen, Shown
from sandbox.protocol import permissions as may
from sandbox.protocol.channels import Channel, Overwrite
from sandbox.protocol.rest.channels import tell_changed
from tests.e2e.acting import sentence_of, whispers

FORUM = 15
CHANNEL_MENU = "Choose a channel"
WELL = "👍 {n} channels are named, and I can do all I need to there."


def warnings(shown: Shown | Seen) -> list[str]:
    return [line for line in shown.text.splitlines() if line.startswith(("⚠️", "👍"))]


def settled(shown: Shown | Seen) -> str:
    """The marks of the six lines that say how far it has come."""
    return "".join(line[0] for line in shown.text.splitlines() if line[0] in "✅▫")


def asked(shown: Shown | Seen) -> str:
    [question] = [line for line in shown.text.splitlines() if " of 6** · " in line] or ["nothing"]
    return question.partition(" · ")[0]


def deny(stage: Stage, channel: Channel, *denied: int) -> None:
    """What is denied is all that is denied; nothing opens the channel again."""
    bot = stage.sandbox.world.bot
    channel.overwrites.pop(bot.id, None)
    if denied:
        channel.overwrites[bot.id] = Overwrite(bot.id, 1, deny=sum(denied))
    tell_changed(stage.sandbox.world, channel)


async def set_up(stage: Stage) -> dict[str, Channel]:
    """Everything settled, with a channel for each use, and a group in the channel everybody looks at."""
    channels = {
        "asks": stage.guild.add_channel("asks", FORUM),
        "pairs": stage.guild.add_channel("pairs"),
        "office": stage.guild.add_channel("office"),
    }
    options = {"knowledge-channel": channels["asks"], "meeting-channel": channels["pairs"]}
    everything = {"language": "en", "zone": "Oslo", **options, "moderators-channel": channels["office"]}
    await stage.maria.slash("admin settings", everything)
    group = {"name": "Founders", "channel": stage.channel, "weekday": 1, "time": "9", "facilitator": stage.grace}
    await stage.maria.slash("admin group create", group)
    return {"accountability": stage.channel, **channels}


async def test_six_answers_lead_to_the_first_group_across_a_restart(stage: Stage) -> None:
    asks, office = stage.guild.add_channel("asks", FORUM), stage.guild.add_channel("office")
    stage.guild.add_channel("pairs")

    first = await stage.maria.slash("admin setup")
    second = await stage.maria.choose("Choose a language", "Norsk bokmål")
    await stage.maria.press("Name a city")
    third = await stage.maria.submit(place="bergen")
    fourth = await stage.maria.choose(CHANNEL_MENU, asks)
    await stage.restart_bot()
    fifth = await stage.maria.press("Leave it for now")
    sixth = await stage.maria.choose(CHANNEL_MENU, office)
    await stage.maria.press("Describe the group")
    last = await stage.maria.submit(name="Founders", channel=stage.channel, facilitator=stage.maria)
    await stage.settle()

    assert first.ephemeral
    steps = [first, second, third, fourth, fifth, sixth, last]
    assert [asked(shown) for shown in steps[:-1]] == [f"**{number} of 6**" for number in range(1, 7)]
    assert [shown.kind for shown in steps[1:]] == ["update"] * 6
    assert [settled(shown).count("✅") for shown in steps] == [0, 1, 2, 3, 3, 4, 5]
    assert (asked(last), warnings(last)) == ("nothing", [WELL.format(n=3)])
    assert "“Founders” is ready" in whispers(stage.maria, "is ready")[-1].text
    assert "(Oslo)" in whispers(stage.maria, "is ready")[-1].text


async def test_twelve_broken_layouts_are_each_told_of_by_exactly_what_is_missing(stage: Stage) -> None:
    channels = await set_up(stage)
    shown = await stage.maria.slash("admin setup")
    layouts: list[tuple[dict[str, tuple[int, ...]], list[str]]] = [
        ({"accountability": (may.VIEW_CHANNEL,)}, ["“Founders”: grant me in #accountability: View Channel."]),
        ({"accountability": (may.SEND_MESSAGES,)}, ["“Founders”: grant me in #accountability: Send Messages."]),
        (
            {"accountability": (may.CREATE_PUBLIC_THREADS, may.SEND_MESSAGES_IN_THREADS)},
            ["“Founders”: grant me in #accountability: Create Public Threads and Send Messages in Threads."],
        ),
        (
            {"accountability": (may.READ_MESSAGE_HISTORY,)},
            ["“Founders”: grant me in #accountability: Read Message History."],
        ),
        (
            {
                "accountability": (
                    may.SEND_MESSAGES,
                    may.CREATE_PUBLIC_THREADS,
                    may.SEND_MESSAGES_IN_THREADS,
                    may.READ_MESSAGE_HISTORY,
                )
            },
            [
                "“Founders”: grant me in #accountability: Send Messages, Create Public Threads, Send Messages in "
                "Threads and Read Message History."
            ],
        ),
        ({"pairs": (may.CREATE_PRIVATE_THREADS,)}, ["Pairs: grant me in #pairs: Create Private Threads."]),
        (
            {"pairs": (may.SEND_MESSAGES_IN_THREADS, may.READ_MESSAGE_HISTORY)},
            ["Pairs: grant me in #pairs: Send Messages in Threads and Read Message History."],
        ),
        ({"asks": (may.MANAGE_THREADS,)}, ["Asks: grant me in #asks: Manage Threads."]),
        ({"asks": (may.SEND_MESSAGES,)}, ["Asks: grant me in #asks: Send Messages."]),
        (
            {"asks": (may.SEND_MESSAGES_IN_THREADS,), "pairs": (may.CREATE_PRIVATE_THREADS,)},
            [
                "Asks: grant me in #asks: Send Messages in Threads.",
                "Pairs: grant me in #pairs: Create Private Threads.",
            ],
        ),
        (
            {"office": (may.SEND_MESSAGES, may.READ_MESSAGE_HISTORY)},
            ["Moderators: grant me in #office: Send Messages and Read Message History."],
        ),
        (
            dict.fromkeys(channels, (may.VIEW_CHANNEL,)),
            [
                "Asks: grant me in #asks: View Channel.",
                "Pairs: grant me in #pairs: View Channel.",
                "Moderators: grant me in #office: View Channel.",
                "“Founders”: grant me in #accountability: View Channel.",
            ],
        ),
    ]

    harmless = {
        "accountability": (may.CREATE_PRIVATE_THREADS, may.MANAGE_THREADS),
        "pairs": (may.SEND_MESSAGES, may.CREATE_PUBLIC_THREADS),
        "asks": (may.CREATE_PUBLIC_THREADS,),
        "office": (may.SEND_MESSAGES_IN_THREADS,),
    }

    told = []
    for broken in [*(each for each, _ in layouts), harmless]:
        for name, channel in channels.items():
            deny(stage, channel, *broken.get(name, ()))
        told.append(warnings(await stage.maria.press("🔄 Look again", on=shown)))

    assert len(layouts) == 12
    assert told == [*([f"⚠️ {line}" for line in lines] for _, lines in layouts), [WELL.format(n=4)]]


async def test_two_moderators_at_once_each_go_on_from_what_both_have_settled(stage: Stage) -> None:
    nora = stage.move_in("Nora", "en-GB", moderator=True)
    pairs, office = stage.guild.add_channel("pairs"), stage.guild.add_channel("office")
    of_maria, of_nora = await stage.maria.slash("admin setup"), await nora.slash("admin setup")

    await stage.maria.choose("Choose a language", "Italiano", on=of_maria)
    await nora.choose("Go to …", "meeting_channel", on=of_nora)
    await nora.choose(CHANNEL_MENU, pairs)
    await stage.maria.choose("Go to …", "meeting_channel", on=of_maria)
    last = await stage.maria.choose(CHANNEL_MENU, office)
    audit = await nora.slash("admin audit")

    assert last.text.splitlines()[1:6] == [
        "✅ **Language**: Italiano",
        "▫️ **Time zone**: left open",
        "▫️ **Channel for asks**: left open",
        "✅ **Meeting channel**: #office",
        "▫️ **Moderators' channel**: left open",
    ]
    assert [line for line in audit.text.splitlines() if line.startswith("-#")] == [
        "-# Meeting channel: #pairs → #office",
        "-# Meeting channel: #pairs",
        "-# Language: Italiano",
    ]


async def test_a_channel_deleted_meanwhile_is_not_taken_and_one_deleted_later_is_told_of(stage: Stage) -> None:
    pairs, office = stage.guild.add_channel("pairs"), stage.guild.add_channel("office")
    await stage.maria.slash("admin settings", {"meeting-channel": pairs})
    shown = await stage.maria.slash("admin setup")
    await stage.maria.choose("Go to …", "moderators_channel", on=shown)
    stage.guild.delete_channel(office)

    refused = await stage.maria.choose(CHANNEL_MENU, office, on=shown)
    stage.guild.delete_channel(pairs)
    later = await stage.maria.press("🔄 Look again", on=shown)

    assert sentence_of(refused) == "That channel is gone, or hidden from me. Choose another."
    assert warnings(later) == ["⚠️ Pairs: the channel is gone, or hidden from me. Name another."]


async def test_a_moderator_who_loses_the_role_with_the_form_open_is_refused_and_loses_no_word(stage: Stage) -> None:
    await set_up(stage)
    shown = await stage.maria.slash("admin setup")
    await stage.maria.choose("Go to …", "group", on=shown)
    await stage.maria.press("Describe the group")
    _unmake(stage, stage.maria)

    refused = await stage.maria.submit(name="Second circle", channel=stage.channel)
    pressed = await stage.maria.press("🔄 Look again", on=shown)
    await stage.maria.press("Edit again")
    listed = await stage.grace.slash("group list")

    moderators_only = "This is for moderators: people who may manage the server. Ask one of them."
    assert [sentence_of(refused), sentence_of(pressed)] == [moderators_only] * 2
    assert stage.maria.form is not None
    assert stage.maria.form.field("name").value == "Second circle"
    assert "Second circle" not in listed.text


async def test_a_bot_does_not_lead_the_first_group_and_without_a_clock_no_form_opens(stage: Stage) -> None:
    shown = await stage.maria.slash("admin setup")
    await stage.maria.choose("Go to …", "group", on=shown)

    refused = await stage.maria.press("Describe the group", on=shown)
    await stage.maria.slash("admin settings", zone="Oslo")
    await stage.maria.press("Describe the group", on=shown)
    by_a_bot = await stage.maria.submit(name="Founders", channel=stage.channel, facilitator=stage.sandbox.world.bot)

    assert sentence_of(refused).startswith("Whose clock does the group go by?")
    assert sentence_of(by_a_bot) == "A group is led by a person. Name one as the facilitator."


def _unmake(stage: Stage, person: Person) -> None:
    stage.guild.members[person.user.id].roles.clear()
