"""What happened on the sandbox, as each person saw it."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from sandbox.people.seen import Seen
from sandbox.protocol.journal import Entry
from sandbox.protocol.world import World

COMMAND, AUTOCOMPLETE, FORM = 2, 4, 5
SLASH = 1
SUBCOMMAND_KINDS = (1, 2)
DIRECT_MESSAGE = 1
FOR_ALL = "[everyone"
KNOWN = " …"
WAS_EDITED = ", edited"
DID, SAID, BUTTONS, BOLD, PUSHED = "→", ">", "[", "**", "📱"
ALWAYS_TOLD = ("#", DID, SAID, PUSHED)  # headings, what people did and said, what their phones showed
SENDS = " sends ["
LABEL_MOST = 80  # what is bold and short is a label or a count, and told as well

_DIGITS = re.compile(r"\d+")
_LINK = re.compile(r"https://discord\.com/channels/\d+/(\d+)(?:/\d+)?")


class Transcript:
    """Turns journal entries into text; an edit is told by the lines it changed, what was read before by an ellipsis."""

    def __init__(self, world: World, zone: str) -> None:
        self._world = world
        self._zone = zone
        self._looks: dict[int, list[str]] = {}
        self._pushed: dict[int, list[str]] = {}
        self._labels: dict[tuple[int, str | None], str] = {}
        self._titles: dict[str, str] = {}
        self._counts: set[str] = set()
        self._read_before: set[str] = set()

    def of(self, entries: Iterable[Entry]) -> Iterator[str]:
        """What people saw and did, what follows one another in one place for the same eyes under one heading."""
        # The heading first: whether a message is edited or new is told by whether it was looked at before.
        told = ((self._heading(entry), self._lines(entry)) for entry in entries)
        for heading, lines in _answers_first(told):
            if FOR_ALL in heading or any(each.startswith(DID) or each not in self._read_before for each in lines):
                told_anew = self._without_known(_forms_with_their_openers(lines))
                yield "\n".join([heading, *(f"    {line}" for line in told_anew)])

    def _lines(self, entry: Entry) -> list[str]:
        """Nothing for what nobody sees, such as a session or an opened connection."""
        match entry.kind:
            case "interaction_created" if entry.facts["interaction"].type != AUTOCOMPLETE:
                return [f"{DID} {self._done(entry.facts['interaction'])}"]
            case "message_created" if entry.author_id not in (None, self._world.bot.id):
                return [f"{DID} {self._name('', entry.author_id or 0)} writes: {line}" for line in self._read(entry)]
            case "message_created":
                return self._read(entry)
            case "modal_opened":
                form = entry.facts["response"].data
                self._titles[form["custom_id"]] = form["title"]
            case "message_edited":
                before = set(self._looks.get(self._message_id(entry), []))
                return [line for line in self._read(entry) if line not in before and not self._has_counted_on(line)]
            case "notified":
                thread = self._name("#", entry.channel_id or 0)
                return [f"{PUSHED} {self._called(entry)}: added you to {thread}"]
        return []

    def _heading(self, entry: Entry) -> str:
        at = entry.instant.to_tz(self._zone).to_plain().format_iso(unit="minute").replace("T", " ")
        edited = WAS_EDITED if entry.kind == "message_edited" and self._message_id(entry) in self._looks else ""
        return f"{at}  {self._place(entry)}  [{self._reader(entry)}{edited}]"

    def _has_counted_on(self, line: str) -> bool:
        """Whether it is a count that was seen to change before: the first time says enough."""
        count = _DIGITS.sub("", line)
        is_known = count in self._counts
        if line.startswith(BOLD) and count != line:
            self._counts.add(count)
        return is_known

    def _without_known(self, lines: list[str]) -> list[str]:
        """The first line, what people did and said, with the line above it, and all that has not been read before."""
        told: list[str] = []
        for line, after in pairwise([*lines, ""]):
            is_told = line.startswith(ALWAYS_TOLD) or (line.startswith(BOLD) and len(line) <= LABEL_MOST)
            if not told or line not in self._read_before or is_told or after.startswith(SAID):
                told.append(line)
            elif not line.startswith(BUTTONS) and not told[-1].endswith(KNOWN):
                told[-1] += KNOWN
            self._read_before.add(line)
        return told

    def _read(self, entry: Entry) -> list[str]:
        """What stands on it; nothing while it only says that an answer is on its way."""
        seen = Seen(entry.facts["message"], self._name)
        if seen.is_loading:
            return []
        self._labels.update({(seen.id, each.custom_id): each.label for each in seen.buttons})
        pushed = self._pushed.setdefault(seen.id, self._push(entry, seen))
        shown = seen.text.removeprefix(seen.pushed) if pushed else seen.text
        text = _LINK.sub(lambda found: f"{self._name('#', int(found[1]))} › 💬", shown)
        self._looks[seen.id] = [*pushed, *(line for line in text.splitlines() if line.strip())]
        return self._looks[seen.id]

    def _push(self, entry: Entry, seen: Seen) -> list[str]:
        """Return, once a message, what phones show of it: those it calls, or those that follow the whole place."""
        if seen.is_ephemeral or seen.author_id != self._world.bot.id or not (entry.notified or seen.pushed):
            return []
        said = " ".join(seen.pushed.split()) or "nothing but where it came from"
        return [f"{PUSHED} {self._called(entry)}: {said}" if entry.notified else f"{PUSHED} {said}"]

    def _called(self, entry: Entry) -> str:
        return ", ".join(sorted(self._name("", user) for user in entry.notified))

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
        if interaction.type == COMMAND and data["type"] != SLASH:
            return f"{who} uses “{data['name']}” on a message"
        if interaction.type == COMMAND:
            return f"{who}: /{' '.join(_command_words(data, self._value))}"
        if interaction.type == FORM:
            return f"{who} sends [{self._titles[data['custom_id']]}]"
        return f"{who} presses [{self._label(interaction)}]"

    def _label(self, interaction: Any) -> str:
        """What stood on the button when it was pressed; by now it may be gone."""
        return self._labels.get((interaction.message.id, interaction.data["custom_id"]), "menu")

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


def _answers_first(told: Iterable[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """What follows one another in one place for the same eyes is one entry, and so is what somebody did and what they
    read upon it, though an edit that everybody sees came between."""
    entries: list[tuple[str, list[str]]] = []
    for heading, lines in told:
        if not lines:
            continue
        at = next((at for at in _close(entries) if entries[at][0] == heading), None)
        if at is None:
            entries.append((heading, [*lines]))
        else:
            entries[at][1].extend(lines)
    return entries


def _forms_with_their_openers(lines: list[str]) -> list[str]:
    """Return what somebody did and the form they sent upon it, with nothing read in between, are one line."""
    joined: list[str] = []
    for line in lines:
        who, sends, form = line.partition(SENDS)
        is_theirs = sends and joined and joined[-1].startswith((f"{who} ", f"{who}:"))
        if is_theirs:
            joined[-1] += f", and sends [{form}"
        else:
            joined.append(line)
    return joined


def _close(entries: list[tuple[str, list[str]]]) -> list[int]:
    """The last entry, and the one before if the last is an edit."""
    last = len(entries) - 1
    return [at for at in (last, last - 1) if at >= 0 and (at == last or entries[last][0].endswith(f"{WAS_EDITED}]"))]


def _command_words(data: dict[str, Any], value: Any) -> Iterator[str]:
    yield data["name"]
    for option in data.get("options", ()):
        if option["type"] in SUBCOMMAND_KINDS:
            yield from _command_words(option, value)
        else:
            yield f"{option['name']}:{value(option)}"
