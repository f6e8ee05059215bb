"""What happened on the sandbox, entry by entry, as each person saw it."""

from collections.abc import Iterator
from typing import Any

from sandbox.people.seen import Seen
from sandbox.protocol.journal import Entry
from sandbox.protocol.world import World

COMMAND, AUTOCOMPLETE, FORM = 2, 4, 5
SUBCOMMAND_KINDS = (1, 2)
DIRECT_MESSAGE = 1


class Transcript:
    """Turns journal entries into text; an edit is told by the lines it changed."""

    def __init__(self, world: World, zone: str) -> None:
        self._world = world
        self._zone = zone
        self._looks: dict[int, list[str]] = {}

    def of(self, entry: Entry) -> str | None:
        """The entry as text; None for what nobody sees, such as a session or an opened connection."""
        match entry.kind:
            case "interaction_created" if entry.facts["interaction"].type != AUTOCOMPLETE:
                return self._told(entry, self._reader(entry), [f"→ {self._done(entry.facts['interaction'])}"])
            case "message_created":
                lines = self._read(entry)
                return self._told(entry, self._reader(entry), lines) if lines else None
            case "modal_opened":
                return self._told(entry, self._reader(entry), [f"form: {entry.facts['response'].data['title']}"])
            case "message_edited":
                before = set(self._looks.get(self._message_id(entry), []))
                changed = [line for line in self._read(entry) if line not in before]
                return self._told(entry, f"{self._reader(entry)}, edited", changed) if changed else None
            case "notified":
                names = ", ".join(sorted(self._name("@", user) for user in entry.notified))
                return self._told(entry, names, ["🔔"]) if names else None
        return None

    def _told(self, entry: Entry, reader: str, lines: list[str]) -> str:
        at = entry.instant.to_tz(self._zone).to_plain().format_iso(unit="minute").replace("T", " ")
        body = "\n".join(f"    {line}" for line in lines if line.strip())
        return f"{at}  {self._place(entry)}  [{reader}]\n{body}"

    def _read(self, entry: Entry) -> list[str]:
        lines = Seen(entry.facts["message"], self._name).text.splitlines()
        self._looks[self._message_id(entry)] = lines
        return lines

    def _message_id(self, entry: Entry) -> int:
        return int(entry.facts["message"]["id"])

    def _place(self, entry: Entry) -> str:
        return self._name("#", entry.channel_id or 0)

    def _reader(self, entry: Entry) -> str:
        if entry.readers == "everyone":
            return "everyone"
        people = [user for user in entry.readers if user != self._world.bot.id]
        return "only " + ", ".join(sorted(self._name("", user) for user in people))

    def _done(self, interaction: Any) -> str:
        data, who = interaction.data, interaction.user.global_name
        if interaction.type == COMMAND:
            return f"{who}: /{' '.join(_command_words(data, self._value))}"
        if interaction.type == FORM:
            return f"{who} sends: " + "; ".join(_typed(data["components"]))
        return f"{who} presses [{self._label(interaction)}]"

    def _label(self, interaction: Any) -> str:
        custom_id = interaction.data["custom_id"]
        seen = Seen(interaction.message.payload(viewer=interaction.user.id), self._name)
        labels = [button.label for button in seen.buttons if button.custom_id == custom_id]
        return labels[0] if labels else "menu"

    def _value(self, option: dict[str, Any]) -> str:
        if option["type"] == 6:
            return self._name("@", int(option["value"]))
        return self._name("#", int(option["value"])) if option["type"] == 7 else str(option["value"])

    def _name(self, kind: str, id: int) -> str:
        if kind.startswith("#"):
            channel = self._world.channels.get(id)
            if channel is None:
                return "#?"
            return "direct message" if channel.type == DIRECT_MESSAGE else f"#{channel.name}"
        user = self._world.users.get(id)
        return f"{kind[:1]}{user.global_name or user.username}" if user else "@?"


def _command_words(data: dict[str, Any], value: Any) -> Iterator[str]:
    yield data["name"]
    for option in data.get("options", ()):
        if option["type"] in SUBCOMMAND_KINDS:
            yield from _command_words(option, value)
        else:
            yield f"{option['name']}:{value(option)}"


def _typed(components: list[dict[str, Any]]) -> Iterator[str]:
    for component in components:
        if text := component["component"].get("value"):
            yield f"“{text}”"
