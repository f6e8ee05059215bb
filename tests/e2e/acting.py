"""What people on the stage do again and again, and where to look for what came of it."""

import asyncio
from typing import Any

from whenever import Date, Time

from bot.demo.stage import Stage
from bot.gateway.client import HANDLER_TASKS
from sandbox import Person
from sandbox.people import Seen, Shown
from sandbox.people.refused import ClientRefused
from sandbox.protocol.threads import Thread

FIRST_MONDAY, SECOND_MONDAY, THIRD_MONDAY = Date(2026, 9, 7), Date(2026, 9, 14), Date(2026, 9, 21)
HALF_WAY = Date(2026, 9, 10)  # the first round's; a Thursday
NINE, EIGHT = Time(9), Time(8)
TRIED, FAILED, NOT_YET = "🌱 I tried", "🔬 I tried and it failed", "⏳ Not yet"
DIGEST = {"en": "the round that began", "nb": "«Founders»: runden som åpnet", "it": "«Founders»: il giro iniziato"}


async def found(stage: Stage, **changes: Any) -> Shown:
    """`/admin group create`: Founders, Mondays at nine in Oslo, led by Grace, unless said otherwise."""
    usual = {
        "name": "Founders",
        "channel": stage.channel,
        "weekday": 1,
        "time": "09:00",
        "zone": "Europe/Oslo",
        "language": "en",
        "facilitator": stage.grace,
    }
    return await stage.maria.slash("admin group create", {**usual, **changes})


async def join(*people: Person, name: str = "Founders") -> None:
    for person in people:
        await person.slash("group join", name=name)


async def commit(person: Person, what: str, texts: dict[str, str] | None = None, /, **options: Any) -> Shown:
    """`/experiment start`, and its form."""
    await person.slash("experiment start", {"way": "project", **options})
    return await person.submit(what=what, **(texts or {}))


async def check_in(person: Person, outcome: str = "tried", /, **texts: str) -> Shown:
    """`/checkin` with one open experiment, and its form."""
    await person.slash("checkin", outcome=outcome)
    return await person.submit(**texts)


async def a_group(stage: Stage, *people: Person, **changes: Any) -> None:
    """A group with these people, each with one experiment named after them."""
    await found(stage, **changes)
    for person in people:
        if person is not changes.get("facilitator", stage.grace):
            await join(person)
        await commit(person, f"{person.name}'s own")
    await stage.settle()


async def press_unseen(stage: Stage, viewer: Person, custom_id: str) -> None:
    """Presses a button that this person was never shown."""
    button = {"type": 2, "style": 1, "label": custom_id[-80:], "custom_id": custom_id}
    world = stage.sandbox.world
    world.posts.create(stage.channel, world.bot, {"components": [{"type": 1, "components": [button]}]})
    await viewer.press(custom_id[-80:])


async def nothing_more_comes() -> None:
    """Waits until the bot has done all it does about what people did, also what follows its first answer."""
    while handling := [task for task in asyncio.all_tasks() if task.get_name().startswith(HANDLER_TASKS)]:
        await asyncio.wait(handling)


def prompts(stage: Stage) -> list[Seen]:
    """The prompts in the group's channel, the oldest first."""
    return [message for message in posted(stage) if any(_starts_round(button.custom_id) for button in message.buttons)]


def digests(stage: Stage, language: str = "en") -> list[Seen]:
    return [message for message in posted(stage) if DIGEST[language] in message.text]


def posted(stage: Stage) -> list[Seen]:
    """What everybody reads in the group's channel."""
    return [message for message in stage.maria.sees(stage.channel) if not message.is_ephemeral]


def threads(stage: Stage) -> list[Thread]:
    return list(stage.guild.threads.values())


def cards(stage: Stage, thread: Thread | None = None) -> list[Seen]:
    """The cards in a round's thread, by default the newest round's; without the message the thread hangs on."""
    place = thread or threads(stage)[-1]
    return [message for message in stage.maria.sees(place) if message.text]


def whispers(person: Person, containing: str) -> list[Seen]:
    """What only this person reads in the channel she has open."""
    return [message for message in person.sees() if message.is_ephemeral and containing in message.text]


def sentence_of(shown: Shown) -> str:
    """The first paragraph, once it is sure that nobody else reads it."""
    assert shown.ephemeral
    return shown.text.partition("\n")[0].removesuffix("```")  # where the block for copying begins


def given_back(shown: Shown) -> str:
    """What stands in the block for copying."""
    return shown.text.partition("```\n")[2].rpartition("\n```")[0]


def titles(shown: Seen | Shown) -> list[str]:
    """The bold lines of a list, one for each thing on it."""
    return [line for line in shown.text.splitlines() if line.startswith("**")]


def pressed(message: Seen, label: str) -> str:
    """The custom id of a button; ClientRefused where the message has no such button."""
    for button in message.buttons:
        if button.label == label and button.custom_id:
            return button.custom_id
    raise ClientRefused(f"no [{label}] on: {message.text}")


def _starts_round(custom_id: str | None) -> bool:
    return bool(custom_id and custom_id.startswith("checkin:tried:"))
