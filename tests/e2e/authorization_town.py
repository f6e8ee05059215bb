"""Two servers: one with a thing of every sort, whose ids anybody may try, and one from which to try them.

What Kari wrote carries a secret word, so that whoever was shown any of it is found out.
"""

import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from enum import Flag, auto
from pathlib import Path

from whenever import Time

from bot.demo.stage import MANAGE_GUILD, Stage
from cogs._shared.checks import INSTALL_PERMISSIONS
from sandbox import Person
from sandbox.protocol.channels import Channel
from sandbox.protocol.checks import UploadedFile
from sandbox.protocol.guilds import Guild
from tests.e2e.acting import FIRST_MONDAY, HALF_WAY, NINE, commit, found, join, nothing_more_comes, press_unseen
from tests.staging import staged

SECRET = "zanzibar"
PLAN = {name: f"{name}, {SECRET}" for name in ("why", "obstacle", "when_then", "learned_from")}
ANSWER = {name: f"{name}, {SECRET}" for name in ("happened", "next_step", "blocker")}
LESSON = {"title": f"Begin, {SECRET}", "learned": f"Small is enough, {SECRET}", "advice": f"Today, {SECRET}"}
WORDS = {"why": f"Both begin, {SECRET}", "hope": f"To learn, {SECRET}", "question": f"Where to begin, {SECRET}?"}
ASK = {"question": f"How do I begin difficult conversations, {SECRET}?", "tried": f"Waiting, {SECRET}", "minutes": "15"}
SOLVED = {**ASK, "question": f"Solved, {SECRET}?"}
LOOKS_LIKE_WORK = {**ASK, "minutes": "120"}

GROUPS = ("Founders", "Put away")

# How each thing is found that a name in the table stands for; there is one of each.
THINGS = {
    "group": "SELECT id FROM groups WHERE name = 'Founders'",
    "put_away": "SELECT id FROM groups WHERE name = 'Put away'",
    "round": "SELECT rounds.id FROM rounds JOIN groups ON groups.id = group_id WHERE name = 'Founders'"
    " AND stage = 'nudged'",
    "experiment": "SELECT id FROM experiments WHERE what LIKE 'Call%'",
    "young": "SELECT id FROM experiments WHERE what LIKE 'Young%'",
    "closed": "SELECT id FROM experiments WHERE what LIKE 'Closed%'",
    "check_in": "SELECT id FROM check_ins WHERE happened <> ''",
    "pairing": "SELECT pairing_id FROM pairing_people JOIN held_messages ON author_id = person_id",
    "ask": "SELECT id FROM asks WHERE question LIKE 'How%'",
    "solved": "SELECT id FROM asks WHERE question LIKE 'Solved%'",
    "draft": "SELECT id FROM drafts WHERE form LIKE 'experiment-start:%'",
    "work": "SELECT id FROM drafts WHERE form LIKE 'ask:%'",
    "roster": "SELECT id FROM drafts WHERE form LIKE 'roster:%'",
    "offer": "SELECT id FROM offers WHERE what LIKE 'Beginning%'",
    "lesson": "SELECT id FROM lessons WHERE title LIKE 'Begin%'",
    "held": "SELECT id FROM held_messages",
    "introduction": "SELECT id FROM introductions",
    "ring": "SELECT id FROM rings",
    "request": "SELECT id FROM asks WHERE ring_id IS NOT NULL",
    "nudge": "SELECT id FROM deliveries WHERE kind = 'nudge' AND state = 'delivered'",
    "card": "SELECT deliveries.id FROM deliveries JOIN experiments ON experiments.id = subject"
    " WHERE deliveries.kind = 'experiment' AND what LIKE 'Call%'",
    "card_message": "SELECT message_id FROM deliveries JOIN experiments ON experiments.id = subject"
    " WHERE deliveries.kind = 'experiment' AND what LIKE 'Call%'",
    "lost": "SELECT id FROM deliveries WHERE state = 'unreachable'",
}


class Who(Flag):
    """Where somebody stands to what is Kari's, and to her group. Nobody stands in two places."""

    OWNER = auto()
    PARTNER = auto()
    MEMBER = auto()
    LEADER = auto()
    OTHER_LEADER = auto()  # of another group on this server, and who is to be introduced to the owner
    MODERATOR = auto()  # in no group
    DIRECT = auto()  # the owner, under a direct message


@dataclass(frozen=True)
class Hand:
    """Somebody who tries something, and where. `things` is what the names in the table stand for there."""

    person: Person
    place: Channel
    things: Mapping[str, str]


@dataclass(frozen=True)
class Town:
    stage: Stage
    database: Path
    hands: Mapping[Who, Hand]
    visitors: tuple[Hand, ...]  # a moderator and leader of the other server: there, and under a direct message


@asynccontextmanager
async def a_town(folder: Path) -> AsyncIterator[Town]:
    """It is Thursday afternoon of the first round: Kari was nudged, and has answered since."""
    async with staged(folder) as stage:
        database, world = folder / "trellis.db", stage.sandbox.world
        omar, nina = stage.move_in("Omar", "en-GB"), stage.move_in("Nina", "en-GB")
        visitor, there = await _another_server(stage)
        await _two_groups(stage, omar)
        await _kari_begins(stage.kari)
        await _half_a_round(stage)
        await _what_kari_asks(stage, database)
        message = await _what_others_begin(stage, database, omar, nina)
        await stage.settle()
        partner, member = _paired(stage, database)
        people = {"owner": stage.kari, "member": member, "leader": stage.grace, "other": omar, "nina": nina}
        things = things_in(database) | {name: str(person.id) for name, person in people.items()}
        here = {**things, "channel": str(stage.channel.id), "message": str(message)}
        hers = await visitor.write(text="Begin")
        # A channel or message can only be pointed at where one is.
        away = {**things, "channel": str(there.id), "message": str(hers.id)}
        at = {
            Who.OWNER: stage.kari,
            Who.PARTNER: partner,
            Who.MEMBER: member,
            Who.LEADER: stage.grace,
            Who.OTHER_LEADER: omar,
            Who.MODERATOR: stage.maria,
        }
        hands = {who: Hand(person, stage.channel, here) for who, person in at.items()}
        hands[Who.DIRECT] = Hand(stage.kari, world.dm(stage.kari.user), here)
        visitors = (Hand(visitor, there, away), Hand(visitor, world.dm(visitor.user), away))
        yield Town(stage, database, hands, visitors)
        await nothing_more_comes()


async def _another_server(stage: Stage) -> tuple[Person, Channel]:
    """With a group of its own, which whoever moderates it leads."""
    world = stage.sandbox.world
    guild = world.add_guild("Riverside")
    channel = guild.add_channel("riverside")
    world.install(guild, INSTALL_PERMISSIONS.value)
    visitor = stage.sandbox.person("Vera", locale="en-GB")
    guild.add_member(visitor.user, roles=[guild.add_role("Moderator", permissions=MANAGE_GUILD)])
    visitor.go(channel)
    await _name_channels(visitor, guild)
    options = {"weekday": 1, "time": "09:00", "zone": "Europe/Oslo", "facilitator": visitor}
    await visitor.slash("admin group create", {"name": "Riverside", "channel": channel, **options})
    await commit(visitor, "Vera's own")
    return visitor, channel


async def _name_channels(moderator: Person, guild: Guild) -> None:
    named = {f"{use}-channel": guild.add_channel(use) for use in ("knowledge", "meeting", "moderators")}
    await moderator.slash("admin settings", named)


async def _two_groups(stage: Stage, omar: Person) -> None:
    """And one that is archived."""
    await _name_channels(stage.maria, stage.guild)
    await omar.slash("offer add", what="Difficult conversations")  # so that he is told of it
    await found(stage)
    await found(stage, name="Others", channel=stage.guild.add_channel("others"), facilitator=omar)
    await found(stage, name="Put away", channel=stage.guild.add_channel("away"))
    await stage.maria.slash("admin group archive", name="Put away")
    await join(stage.kari, stage.henry, stage.luca)
    await stage.kari.slash("partner avoid", person=stage.grace)
    for person in (stage.grace, stage.henry, stage.luca, omar):
        await commit(person, f"{person.name}'s own")


async def _kari_begins(kari: Person) -> None:
    await kari.press(custom_id="person:contact:message")
    await commit(kari, f"Closed, {SECRET}", PLAN)
    [to_close] = await kari.complete("experiment finish", "experiment")
    await kari.slash("experiment finish", experiment=to_close["value"])
    await kari.submit(verdict="keep", happened=SECRET, advice=SECRET)
    await commit(kari, f"Call an old customer, {SECRET}", PLAN)
    await kari.slash("offer add", what=f"Beginning, {SECRET}")
    await kari.slash("lesson save")
    await kari.submit(LESSON)


async def _half_a_round(stage: Stage) -> None:
    """The other group's channel is gone by then, so that its prompt reaches nobody."""
    await stage.settle()
    stage.guild.delete_channel(stage.guild.channel("others"))
    await stage.until(FIRST_MONDAY, NINE)
    for person in (stage.grace, stage.henry, stage.luca):
        await person.slash("checkin", outcome="tried")
        await person.submit()
    await stage.until(HALF_WAY, Time(15))
    await stage.kari.slash("checkin", outcome="not_yet")
    await stage.kari.submit(ANSWER)
    await commit(stage.kari, f"Young, {SECRET}", PLAN)
    await commit(stage.kari, "  ", PLAN)


async def _what_kari_asks(stage: Stage, database: Path) -> None:
    """Grace can help with both asks; one of them is solved."""
    for words in (ASK, SOLVED, LOOKS_LIKE_WORK):
        await stage.kari.slash("ask", kind="advice")
        await stage.kari.submit(words)
    await stage.settle()
    asks = things_in(database, "ask", "solved")
    for ask_id in asks.values():
        await press_unseen(stage, stage.grace, f"ask:help:{ask_id}")
    await press_unseen(stage, stage.kari, f"ask:accept:{asks['solved']}")
    await press_unseen(stage, stage.kari, f"ask:solved:{asks['solved']}")


async def _what_others_begin(stage: Stage, database: Path, omar: Person, nina: Person) -> int:
    """A ring, an introduction, a list of whom to invite, and Grace asks to keep a message of Kari's: its id."""
    await stage.grace.slash("facilitate ring", group="Founders")
    [ring] = things_in(database, "ring").values()
    await press_unseen(stage, stage.kari, f"ring:request:{ring}")
    await stage.kari.submit(request=f"Who has begun, {SECRET}?", kind="advice")
    await stage.maria.slash("introduce", first=stage.kari, second=omar)
    await stage.maria.submit(WORDS)
    roster = UploadedFile("list.csv", "text/csv", str(nina.id).encode())
    await stage.maria.slash("admin import", file=roster, group="Founders")
    message = await stage.kari.write(text=f"Begin before you are ready, {SECRET}")
    await stage.grace.use_on_message("Save as lesson", message)
    return message.id


def things_in(database: Path, *names: str) -> dict[str, str]:
    """The ids of these, by default of all."""
    with closing(sqlite3.connect(database)) as connection:
        rows = {name: connection.execute(THINGS[name]).fetchall() for name in names or THINGS}
    assert {name: len(found) for name, found in rows.items()} == dict.fromkeys(rows, 1)
    return {name: str(row[0]) for name, [row] in rows.items()}


def _paired(stage: Stage, database: Path) -> tuple[Person, Person]:
    """Who is Kari's partner, and who is not: that is up to the matching."""
    with closing(sqlite3.connect(database)) as connection:
        pairs = set(connection.execute("SELECT pairing_id, person_id FROM pairing_people"))
    [hers] = [pairing_id for pairing_id, person_id in pairs if person_id == stage.kari.id]
    of_two = (stage.henry, stage.luca)
    return (of_two[0], of_two[1]) if (hers, stage.henry.id) in pairs else (of_two[1], of_two[0])
