"""What a person does with the bot: commands, buttons, menus and forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sandbox.people import commands
from sandbox.people.forms import Form, option_value
from sandbox.people.refused import ClientRefused, InteractionFailed
from sandbox.people.resolving import Resolver
from sandbox.people.seen import Button, Seen, Select
from sandbox.people.watching import Watching
from sandbox.protocol import interactions, permissions
from sandbox.protocol.channels import CATEGORY, FORUMS, Channel
from sandbox.protocol.checks import walk
from sandbox.protocol.interactions import Interaction, Response
from sandbox.protocol.messages import Message
from sandbox.protocol.threads import Thread
from sandbox.protocol.users import User

BUTTON, STRING_SELECT = 2, 3
DID_NOT_RESPOND = "The application did not respond"
COMPLETION_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of it: a message or form, a changed message, or nothing to see."""

    kind: Literal["message", "form", "update", "deferred", "nothing", "choices"]
    message: Seen | None = None
    form: Form | None = None
    choices: tuple[dict[str, Any], ...] = ()

    @property
    def text(self) -> str:
        if self.form:
            return self.form.text
        return self.message.text if self.message else ""

    @property
    def card(self) -> str:
        """As `text`, of a message what stands beneath its line."""
        return self.message.card if self.message and not self.form else self.text

    @property
    def ephemeral(self) -> bool:
        return self.message is not None and self.message.is_ephemeral


class Interacting(Watching):
    """A person who can act. `form` is the form that is open on her screen, if one is.

    `device` is what her app remembers of forms, by custom id: a phone's memory of its own, None at a desktop. She may
    have several, and changes by setting another.
    """

    form: Form | None = None
    _form_opener: Interaction | None = None

    async def slash(self, command: str, options: Mapping[str, Any] | None = None, /, **more: Any) -> Shown:
        """Runs a command, called as in the list: "group join". Options by name; values may be objects or ids."""
        place = self._where_commands_are()
        found, chain = self._command(command, place)
        resolver = self._resolver(place)
        last = chain[-1] if chain else found
        given = {**(options or {}), **more}
        filled = commands.fill(last.get("options") or [], given, self.locale, resolver)
        data = {**commands.command_data(found, chain, filled), **resolver.data()}
        return await self._do(interactions.COMMAND, place, data)

    async def complete(
        self, command: str, option: str, typed: Any = "", options: Mapping[str, Any] | None = None
    ) -> list[dict[str, Any]]:
        """What an option suggests for what was typed so far, with other options as already filled."""
        place = self._where_commands_are()
        if isinstance(place, Thread) and place.archived:
            raise ClientRefused("nothing is suggested in an archived thread")
        found, chain = self._command(command, place)
        resolver = self._resolver(place)
        last = chain[-1] if chain else found
        given = {**(options or {}), option: typed}
        filled = commands.fill(last.get("options") or [], given, self.locale, resolver, focused=option)
        asked = next(entry for entry in last["options"] if entry["name"] == _focused(filled))
        if not asked.get("autocomplete"):
            raise ClientRefused(f"option “{option}” suggests nothing")
        data = {**commands.command_data(found, chain, filled), **resolver.data()}
        return list((await self._do(interactions.AUTOCOMPLETE, place, data)).choices)

    async def use_on_person(self, command: str, target: Any) -> Shown:
        """Apps ▸ a command, called as in her own menu of that person. `target` is a person or a user."""
        place = self._where_commands_are()
        user = getattr(target, "user", target)
        if not isinstance(user, User):
            raise ClientRefused(f"{target!r} is not a person")
        resolver = self._resolver(place)
        target_id = resolver.add_user(user)
        return await self._menu(commands.USER, command, place, {"target_id": target_id, **resolver.data()})

    async def use_on_message(self, command: str, target: Seen | Shown) -> Shown:
        """Apps ▸ a command, called as in her own menu of that message."""
        seen = _message_of(target)
        place = self._where_commands_are(self._channel_of(seen))
        message = self._living(seen)
        resolved = {"messages": {str(message.id): message.payload(viewer=self.world.bot.id)}}
        return await self._menu(commands.MESSAGE, command, place, {"target_id": str(message.id), "resolved": resolved})

    async def press(
        self,
        label: str | None = None,
        *,
        custom_id: str | None = None,
        on: Seen | Shown | None = None,
        beside: str = "",
    ) -> Shown:
        """Press a button, found by its label or custom id on the newest message that has it.

        `beside` is part of the text next to it, where a message has several of one label.
        """
        seen, button = self._button(label, custom_id, on, beside)
        if button.url is not None:
            raise ClientRefused(f"[{button.label}] opens {button.url}; the bot hears nothing of it")
        if button.disabled:
            raise ClientRefused(f"[{button.label}] is disabled")
        assert button.custom_id is not None
        return await self._use(seen, button.custom_id, {"component_type": BUTTON})

    async def choose(self, name: str, values: Any, *, on: Seen | Shown | None = None) -> Shown:
        """Picks from a menu, found by its placeholder or custom id; labels, values, people, roles, channels."""
        seen, select = self._select(name, on)
        if select.disabled:
            raise ClientRefused(f"the menu {name!r} is disabled")
        given = list(values) if isinstance(values, (list, tuple, set)) else [values]
        if not select.min_values <= len(given) <= select.max_values:
            bounds = f"{select.min_values} to {select.max_values}"
            raise ClientRefused(f"the menu {name!r} takes {bounds} choices, not {len(given)}")
        resolver = self._resolver(self._channel_of(seen))
        picked = [self._picked(select, value, resolver) for value in given]
        data = {"component_type": select.type, "values": picked, **resolver.data()}
        return await self._use(seen, select.custom_id, data)

    async def submit(self, values: Mapping[str, Any] | None = None, /, **by_custom_id: Any) -> Shown:
        """Sends the open form, filled in by label or custom id; what is not named keeps its prefilled value.

        The form stays open if the app refuses it, and if the bot does not answer.
        """
        if self.form is None:
            raise ClientRefused("no form is open")
        form, opener = self.form, self._form_opener
        place = self.world.channels.get(form.channel_id)
        if place is None:
            raise ClientRefused("the channel of the form is gone")
        if not self.may(permissions.VIEW_CHANNEL, place):
            raise ClientRefused(f"{self.name} no longer sees #{place.name}")
        data = form.submission({**(values or {}), **by_custom_id}, self._resolver(place))
        shown = await self._do(interactions.MODAL_SUBMIT, place, data, message=_origin(opener), opener=opener)
        if self.form is form:
            self.dismiss()
        return shown

    def dismiss(self) -> None:
        """Closes the open form without sending it; the bot is told nothing."""
        self.form = self._form_opener = None

    async def _menu(self, kind: int, name: str, place: Channel, target: dict[str, Any]) -> Shown:
        found = commands.find(self._usable(place), kind, name, self.locale)
        data = {"id": str(found["id"]), "name": found["name"], "type": kind, **target}
        if found.get("guild_id"):
            data["guild_id"] = str(found["guild_id"])
        return await self._do(interactions.COMMAND, place, data)

    async def _use(self, seen: Seen, custom_id: str, data: dict[str, Any]) -> Shown:
        place = self._channel_of(seen)
        self._wake(place)
        number = _component_number(seen, custom_id)
        data = {"custom_id": custom_id, "id": number, **data}
        return await self._do(interactions.COMPONENT, place, data, message=self._living(seen))

    async def _do(
        self,
        kind: int,
        place: Channel,
        data: dict[str, Any],
        *,
        message: Message | None = None,
        opener: Interaction | None = None,
    ) -> Shown:
        """Sends the interaction and waits for what comes of it."""
        await self.world.traffic.quiet()
        interaction = self.world.create_interaction(
            kind, self.id, place.guild_id, place.id, data, message=message, locale=self.locale, triggered_by=opener
        )
        try:
            answer = await interaction.wait_response(interactions.FIRST_RESPONSE_SECONDS)
        except TimeoutError:
            raise InteractionFailed(DID_NOT_RESPOND) from None
        return await self._outcome(interaction, answer)

    async def _outcome(self, interaction: Interaction, answer: Response) -> Shown:
        if answer.kind == "modal":
            message = interaction.message
            opened = message.payload(viewer=self.id) if message else None
            # A phone shows what an id held when it first saw it (discord-api-docs#7554).
            shown = self.device.setdefault(answer.data["custom_id"], answer.data) if self.device is not None else None
            self.form = Form.opened(shown or answer.data, channel_id=interaction.channel.id, message=opened)
            self._form_opener = interaction
            return Shown("form", form=self.form)
        if answer.kind == "choices":
            return Shown("choices", choices=tuple(answer.data.get("choices") or ()))
        if answer.kind == "deferred_update":
            return Shown("nothing")
        if answer.kind == "deferred":
            try:
                answer = await interaction.wait_completed(COMPLETION_SECONDS)
            except TimeoutError:
                return self._with_message("deferred", answer)
            return self._with_message("message", answer)
        return self._with_message("update" if answer.kind == "update" else "message", answer)

    def _with_message(self, kind: Literal["message", "update", "deferred"], answer: Response) -> Shown:
        message = answer.message
        return Shown(kind, Seen(message.payload(viewer=self.id), self._name_of) if message else None)

    def _command(self, called: str, place: Channel) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        words = called.removeprefix("/").split()
        found = commands.find(self._usable(place), commands.CHAT_INPUT, words[0], self.locale)
        return found, commands.descend(found, words[1:], self.locale)

    def _usable(self, place: Channel) -> list[dict[str, Any]]:
        held = self.world.permissions(self.id, place.id)
        registered = self.world.commands_for(place.guild_id)
        return [c for c in registered if commands.usable(c, held, in_guild=place.guild is not None)]

    def _where_commands_are(self, channel: Channel | None = None) -> Channel:
        """The place a command is typed in; ClientRefused where there is no box to type it."""
        place = self._place(channel)
        if place.type in FORUMS or place.type == CATEGORY:
            raise ClientRefused(f"commands are not typed in #{place.name} itself")
        for needed in (permissions.VIEW_CHANNEL, permissions.USE_APPLICATION_COMMANDS):
            if not self.may(needed, place):
                raise ClientRefused(f"{self.name} cannot use commands in #{place.name}")
        if isinstance(place, Thread) and place.locked and not self.may(permissions.MANAGE_THREADS, place):
            raise ClientRefused(f"“{place.name}” is locked")
        if place.guild is not None and not place.guild.installed:
            raise ClientRefused("the bot is not in this server")
        return place

    def _wake(self, place: Channel) -> None:
        """An archived thread is unarchived by the app before a press; a locked one is dead even for admins."""
        if not isinstance(place, Thread):
            return
        if place.locked:
            raise ClientRefused(f"“{place.name}” is locked: its buttons are dead")
        if place.archived:
            if not self.world.beliefs.button_wakes:
                raise InteractionFailed(f"“{place.name}” stays in the archive: the press reaches nobody")
            if not self.may(permissions.SEND_MESSAGES_IN_THREADS, place):
                raise ClientRefused(f"{self.name} may not wake the archived thread “{place.name}”")
            self.world.thread_life.edit(place, {"archived": False})

    def _button(
        self, label: str | None, custom_id: str | None, on: Seen | Shown | None, beside: str
    ) -> tuple[Seen, Button]:
        """Return the newest message with that button; ClientRefused where a label names two of its buttons.

        A button that can be pressed is taken before one that is disabled.
        """
        matching = [
            (seen, button)
            for seen in self._candidates(on)
            for button in seen.buttons
            if (button.label == label if label is not None else button.custom_id == custom_id)
            and beside in button.beside
        ]
        if not matching:
            raise ClientRefused(f"{self.name} sees no button [{label or custom_id}]")
        seen, button = next(((s, b) for s, b in matching if not b.disabled), matching[0])
        equal = [each for on, each in matching if on is seen and each.disabled == button.disabled]
        if len(equal) > 1:
            raise ClientRefused(
                f"[{label}] is ambiguous, say beside what: {[(each.beside, each.custom_id) for each in equal]}"
            )
        return seen, button

    def _select(self, name: str, on: Seen | Shown | None) -> tuple[Seen, Select]:
        for seen in self._candidates(on):
            for select in seen.selects:
                if name in (select.placeholder, select.custom_id):
                    return seen, select
        raise ClientRefused(f"{self.name} sees no menu {name!r}")

    def _candidates(self, on: Seen | Shown | None) -> list[Seen]:
        """Messages to look on, newest first, as they are now."""
        if on is None:
            return self.sees()[::-1]
        wanted = _message_of(on)
        visible = [seen for seen in self.sees(self._channel_of(wanted)) if seen.id == wanted.id]
        if not visible:
            raise ClientRefused(f"{self.name} no longer sees that message")
        return visible

    def _picked(self, select: Select, value: Any, resolver: Resolver) -> str:
        if select.type == STRING_SELECT:
            return option_value(list(select.options), value, select.placeholder or select.custom_id)
        return resolver.add_selected(
            value, {"type": select.type, "custom_id": select.custom_id, "channel_types": select.channel_types}
        )

    def _channel_of(self, seen: Seen) -> Channel:
        channel = self.world.channels.get(seen.channel_id)
        if channel is None:
            raise ClientRefused("the channel of that message is gone")
        return channel

    def _living(self, seen: Seen) -> Message:
        for message in self.world.visible_messages(self.id, seen.channel_id):
            if message.id == seen.id and message.id not in self._dismissed:
                return message
        raise ClientRefused(f"{self.name} no longer sees that message")

    def _resolver(self, place: Channel) -> Resolver:
        return Resolver(self.world, place, self.id)


def _message_of(pointed: Seen | Shown) -> Seen:
    seen = pointed.message if isinstance(pointed, Shown) else pointed
    if seen is None:
        raise ClientRefused("nothing was shown that one could point at")
    return seen


def _focused(filled: Sequence[dict[str, Any]]) -> str:
    return str(next(option["name"] for option in filled if option.get("focused")))


def _origin(opener: Interaction | None) -> Message | None:
    return opener.message if opener else None


def _component_number(seen: Seen, custom_id: str) -> int:
    return next(int(c["id"]) for c, _ in walk(seen.payload["components"], ()) if c.get("custom_id") == custom_id)
