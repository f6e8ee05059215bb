"""A guild in which every refusal can be provoked, and the cases that provoke them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sandbox import Person, Sandbox
from sandbox.protocol import channels, permissions
from sandbox.protocol.channels import Channel, ForumTag, Overwrite
from sandbox.protocol.guilds import Guild
from sandbox.protocol.interactions import COMMAND, Interaction
from sandbox.protocol.messages import Message
from sandbox.protocol.threads import Thread

HELLO = {"content": "Hello"}


@dataclass
class Scene:
    """A guild with a bot of ordinary rights, Alice in it, and Bob outside."""

    sandbox: Sandbox
    guild: Guild
    channel: Channel
    alice: Person

    @property
    def here(self) -> str:
        return f"/channels/{self.channel.id}"

    @property
    def there(self) -> str:
        return f"/guilds/{self.guild.id}"

    def said_by_alice(self, channel: Channel | None = None) -> Message:
        return self.sandbox.world.posts.create(channel or self.channel, self.alice.user, HELLO)

    def said_by_bot(self, channel: Channel | None = None, **body: Any) -> Message:
        return self.sandbox.world.posts.create(channel or self.channel, self.sandbox.world.bot, {**HELLO, **body})

    def thread(self, *, by_bot: bool = False, **body: Any) -> Thread:
        owner = self.sandbox.world.bot if by_bot else self.alice.user
        return self.sandbox.world.thread_life.start(self.channel, owner, {"name": "Thread", "type": 11, **body})

    def archived(self, **fields: Any) -> Thread:
        thread = self.thread(**fields)
        self.sandbox.world.thread_life.edit(thread, {"archived": True})
        return thread

    def forum(self, **fields: Any) -> Channel:
        tags = [ForumTag(1, "open"), ForumTag(2, "closed", moderated=True)]
        return self.guild.add_channel("questions", channels.FORUM, available_tags=tags, **fields)

    def take_from_bot(self, *taken: int) -> None:
        """Takes permissions away everywhere."""
        for role in self.guild.roles.values():
            role.permissions &= ~sum(taken)

    def give_bot(self, *given: int) -> None:
        self.guild.role("Trellis").permissions |= sum(given)

    def hide_from_bot(self) -> None:
        everyone = Overwrite(self.guild.id, 0, deny=permissions.VIEW_CHANNEL)
        self.channel.overwrites[self.guild.id] = everyone

    def interaction(self) -> Interaction:
        data = {"id": "1", "name": "hello", "type": 1}
        return self.sandbox.world.create_interaction(COMMAND, self.alice.id, self.guild.id, self.channel.id, data)


Request = tuple[str, str, Any]
Case = Callable[[Scene], Request]
Cases = dict[str, tuple[tuple[int, int], Case]]


def collected_in(cases: Cases) -> Callable[[int, int], Callable[[Case], Case]]:
    """A decorator for cases: each arranges the scene and returns the request that is refused so."""

    def refused(status: int, code: int) -> Callable[[Case], Case]:
        def register(case: Case) -> Case:
            cases[case.__name__] = ((status, code), case)
            return case

        return register

    return refused
