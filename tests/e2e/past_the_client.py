"""What comes past Discord's own client: any command, button, menu or form, with whatever ids somebody puts into it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from discord import app_commands
from structlog.testing import capture_logs

from bot.demo.stage import Stage
from bot.domain import errors
from sandbox.people import commands
from sandbox.people.forms import Form
from sandbox.people.resolving import Resolver
from sandbox.protocol import interactions
from sandbox.protocol.interactions import Interaction
from sandbox.protocol.messages import Message
from tests.e2e.acting import nothing_more_comes
from tests.e2e.authorization_town import Hand

LOCALE = "en-GB"
BUTTON, CHANNEL_SELECT, STRING_SELECT = 2, 8, 3


@dataclass(frozen=True)
class Crafted:
    """An interaction as it goes to the bot, whoever sends it."""

    kind: int
    data: dict[str, Any]
    message: Message | None = None
    opener: Interaction | None = None  # of a form


@dataclass(frozen=True)
class Came:
    """What came of it: the refusal, if it was refused, and everything that whoever tried it was shown."""

    refusal: type[Exception] | None
    failed: bool
    shown: list[Any]


class Craftsman:
    def __init__(self, stage: Stage) -> None:
        assert stage.app is not None
        self._stage = stage
        self._world = stage.sandbox.world
        self.bot = stage.app.bot

    async def send(self, hand: Hand, crafted: Crafted) -> Came:
        """Sends it, and waits until the bot has done all it does about it."""
        since = len(self._world.journal.entries)
        with capture_logs() as logs:
            sent = self._world.create_interaction(
                crafted.kind,
                hand.person.id,
                hand.place.guild_id,
                hand.place.id,
                crafted.data,
                crafted.message,
                LOCALE,
                triggered_by=crafted.opener,
            )
            await sent.wait_response(interactions.FIRST_RESPONSE_SECONDS)
            await nothing_more_comes()
        refused = [_named(each["refusal"]) for each in logs if each["event"] == "door.refused"]
        failed = any(each["event"] in ("door.failed", "door.autocomplete_failed") for each in logs)
        return Came(refused[0] if refused else None, failed, list(self._shown(hand, since)))

    def command(self, hand: Hand, name: str, given: Mapping[str, Any]) -> Crafted:
        resolver = self._resolver(hand)
        found, chain = self._command(name)
        filled = commands.fill((chain or [found])[-1].get("options") or [], given, LOCALE, resolver)
        return Crafted(interactions.COMMAND, {**commands.command_data(found, chain, filled), **resolver.data()})

    def on_person(self, hand: Hand, name: str, person_id: str) -> Crafted:
        resolver = self._resolver(hand)
        resolver.add_user(self._world.users[int(person_id)])
        return self._in_menu(commands.USER, name, person_id, resolver.data()["resolved"])

    def on_message(self, name: str, message_id: str) -> Crafted:
        message = self._world.message(int(message_id))
        assert message is not None
        return self._in_menu(
            commands.MESSAGE, name, message_id, {"messages": {message_id: message.payload(viewer=self._world.bot.id)}}
        )

    def control(self, hand: Hand, custom_id: str, chosen: str | None, kind: int) -> Crafted:
        """On a message of the bot's that has it, as an older one may."""
        component: dict[str, Any] = {"type": kind, "custom_id": custom_id}
        if kind == BUTTON:
            component |= {"style": 1, "label": "Press"}
        if kind == STRING_SELECT:
            component |= {"options": [{"label": "Choose", "value": chosen}]}
        data: dict[str, Any] = {"custom_id": custom_id, "component_type": kind}
        if chosen is not None:
            resolver = self._resolver(hand)
            values = [chosen if kind == STRING_SELECT else resolver.add_selected(chosen, component)]
            data |= {"values": values, **resolver.data()}
        return Crafted(interactions.COMPONENT, data, self._posted(hand, component))

    def form(self, hand: Hand, custom_id: str, given: Mapping[str, str]) -> Crafted:
        prefix, *args = custom_id.split(":")
        modal = self.bot.forms[prefix].build(self.bot.wording.in_language("en"), args, given)
        opened = Form.opened(modal.to_dict(), channel_id=hand.place.id, message=None)
        data = opened.submission({}, self._resolver(hand))
        opener = self._pressed(hand)
        return Crafted(interactions.MODAL_SUBMIT, data, opener.message, opener)

    def typing(self, name: str, option: str) -> Crafted:
        """Nothing yet, in an option that suggests something."""
        found, chain = self._command(name)
        last = (chain or [found])[-1]
        asked = next(each for each in last["options"] if each["name"].replace("-", "_") == option)
        options = [{"name": asked["name"], "type": asked["type"], "value": "", "focused": True}]
        return Crafted(interactions.AUTOCOMPLETE, commands.command_data(found, chain, options))

    def _command(self, name: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        root, *words = name.split()
        found = commands.find(self._stage.commands, commands.CHAT_INPUT, root, LOCALE)
        return found, commands.descend(found, words, LOCALE)

    def _pressed(self, hand: Hand) -> Interaction:
        """The press on a button that opened a form. The bot need not hear of it."""
        message = self._posted(hand, {"type": BUTTON, "custom_id": "opens", "style": 1, "label": "Open"})
        world, place = self._world, hand.place
        return Interaction(
            world.ids.next(), interactions.COMPONENT, hand.person.user, place.guild, place, {}, message, LOCALE,
            real=world.real, traffic=world.traffic,
        )  # fmt: skip

    def _posted(self, hand: Hand, component: dict[str, Any]) -> Message:
        body = {"components": [{"type": 1, "components": [component]}]}
        return self._world.posts.create(hand.place, self._world.bot, body)

    def _in_menu(self, kind: int, name: str, target_id: str, resolved: dict[str, Any]) -> Crafted:
        found = commands.find(self._stage.commands, kind, name, LOCALE)
        data = {"id": str(found["id"]), "name": found["name"], "type": kind, "target_id": target_id}
        return Crafted(interactions.COMMAND, {**data, "resolved": resolved})

    def _resolver(self, hand: Hand) -> Resolver:
        """Under a direct message nothing can be pointed at; what is sent from there all the same is of the server."""
        place = hand.place if hand.place.guild else self._world.channels[int(hand.things["channel"])]
        return Resolver(self._world, place, hand.person.id)

    def _shown(self, hand: Hand, since: int) -> Iterator[Any]:
        for entry in self._world.journal.entries[since:]:
            if entry.readers != "everyone" and hand.person.id not in entry.readers:
                continue
            if entry.kind in ("message_created", "message_edited"):
                yield entry.facts["message"]
            elif entry.kind in ("modal_opened", "autocomplete"):
                yield entry.facts["response"].data


def _named(refusal: str) -> type[Exception]:
    found: type[Exception] = getattr(errors, refusal, None) or getattr(app_commands, refusal)
    return found
