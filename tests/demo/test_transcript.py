"""What the transcript makes of single messages: what phones show of them is told once, and an empty line as empty."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.demo.transcript import Transcript
from sandbox import Person, Sandbox
from sandbox.protocol.channels import Channel

V2 = 1 << 15


@dataclass
class Scene:
    sandbox: Sandbox
    channel: Channel
    grace: Person
    kari: Person

    def told(self) -> list[str]:
        """Without the headings."""
        world = self.sandbox.world
        entries = Transcript(world, "Europe/Oslo").of(world.journal.entries)
        return [line.strip() for entry in entries for line in entry.splitlines()[1:]]


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with await Sandbox.start() as sandbox:
        guild = sandbox.world.add_guild("Circle")
        channel = guild.add_channel("general")
        sandbox.world.install(guild)
        people = [sandbox.person(name) for name in ("Grace", "Kari")]
        for person in people:
            guild.add_member(person.user)
        yield Scene(sandbox, channel, *people)


async def test_a_message_is_told_with_whose_phone_shows_it_and_its_line_stands_there_once(scene: Scene) -> None:
    world = scene.sandbox.world
    embed = {"description": "### Say hello"}
    body = {"content": f"You are partners {scene.kari.mention} {scene.grace.mention}", "embeds": [embed]}

    message = world.posts.create(scene.channel, world.bot, body)
    world.posts.edit(message, {"embeds": [{"description": "### Say goodbye"}]})

    assert scene.told() == ["📱 Grace, Kari: You are partners @Kari @Grace", "### Say hello", "### Say goodbye"]


async def test_a_message_that_calls_nobody_is_on_the_phones_of_those_who_follow_the_channel(scene: Scene) -> None:
    world = scene.sandbox.world

    world.posts.create(scene.channel, world.bot, {"content": "How did it go?", "embeds": [{"description": "Tell us"}]})

    assert scene.told() == ["📱 How did it go?", "Tell us"]


async def test_a_layout_shows_nothing_on_a_phone_and_is_told_so_if_it_calls_for_somebody(scene: Scene) -> None:
    world = scene.sandbox.world
    for words in ("Hello", f"Hello {scene.kari.mention}"):
        body = {"components": [{"type": 10, "content": words}], "flags": V2}
        world.posts.create(scene.channel, world.bot, body)

    told = scene.told()

    assert told == ["Hello", "📱 Kari: nothing but where it came from", "Hello @Kari"]


async def test_what_people_write_to_each_other_is_told_as_they_wrote_it(scene: Scene) -> None:
    scene.grace.go(scene.channel)

    await scene.grace.write(text=f"Hello {scene.kari.mention}")

    assert scene.told() == ["→ Grace writes: Hello @Kari"]
