"""A card: what a message looks like before it is sent. Made by each feature, from facts, in one language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import discord

from bot.domain.deliveries import Kind
from bot.gateway.classic import Classic, as_classic
from bot.services.digests import DigestFacts
from bot.services.letters import Letter
from bot.wording.texts import Texts


@dataclass(frozen=True)
class Card:
    """`push` is what a phone shows of it on a lock screen, for whomever it notifies: it quotes nobody, and names no
    experiment that is not for everybody who reads the card. None for what notifies nobody. `mentions` are the people it
    may notify, nobody by default; `thread` names the thread that hangs on it, `private_thread` the one that is made for
    it under its channel, and that only those it mentions see; `removes` are taken out of the thread it goes into. In a
    forum it is a post called `thread`, with the tag that is called `tag` in any language. `closes` has the thread it
    goes into, or that hangs on it as it is written anew, put away behind it. `renames`: as it is written anew, the
    thread that hangs on it is called the second instead of the first; of None, whatever it was called."""

    view: discord.ui.LayoutView
    push: str | None
    mentions: tuple[int, ...] = ()
    thread: str | None = None
    private_thread: str | None = None
    removes: tuple[int, ...] = ()
    tag: Callable[[Texts], str] | None = None
    closes: bool = False
    renames: tuple[str | None, str] | None = None

    @property
    def classic(self) -> Classic | None:
        """The card as what notifies goes out: after its line whom it mentions, since an embed pings nobody."""
        if self.push is None:
            return None
        unnamed = [mention for person_id in self.mentions if (mention := f"<@{person_id}>") not in self.push]
        return as_classic(self.view, " ".join([self.push, *unnamed]).strip())


# One paragraph of a digest, or nothing; each feature adds its own to `bot.digest_sections`.
DigestSection = Callable[[DigestFacts, Texts], str | None]
CardMaker = Callable[[Letter, Texts], Card]
CardTable = dict[Kind, CardMaker]


def custom_ids(message: discord.Message) -> Iterator[str]:
    """Those of all buttons and menus on a message, however deep they lie."""
    for component in message.components:
        yield from _within(component.to_dict())


def carries(message: discord.Message, delivery_id: int) -> bool:
    """Whether a message is the one that a delivery left behind."""
    ending = f":{delivery_id}"
    return any(custom_id.endswith(ending) for custom_id in custom_ids(message))


def _within(component: Any) -> Iterator[str]:
    if isinstance(component, dict):
        if isinstance(custom_id := component.get("custom_id"), str):
            yield custom_id
        for part in component.values():
            yield from _within(part)
    elif isinstance(component, list):
        for part in component:
            yield from _within(part)
