"""What each person's phone shows while nobody looks at the app: the line of what called for them, nothing else."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Final

from markupsafe import Markup

from sandbox.page.markdown import moment
from sandbox.page.markup import Child, tag
from sandbox.page.messages import avatar
from sandbox.page.words import LANGUAGES, word
from sandbox.people.person import Notification, Person
from sandbox.protocol.channels import DM
from sandbox.protocol.journal import Entry
from sandbox.protocol.world import World

KEPT: Final = 5


class Phones:
    """The last few lines of every person, whoever is looked at; those from before the page was opened too."""

    def __init__(self, world: World, people: Iterable[Person]) -> None:
        self._people = {person.id: person for person in people}
        self._shown: dict[int, deque[Notification]] = {id: deque(maxlen=KEPT) for id in self._people}
        for entry in world.journal.entries:
            self.note(entry)

    def of(self, user_id: int) -> list[Notification]:
        """The newest first."""
        return [*reversed(self._shown[user_id])]

    def note(self, entry: Entry) -> None:
        """Takes in what happened, where it called for anybody here."""
        for user_id in entry.notified & self._people.keys():
            if told := self._people[user_id].told_of(entry):
                self._shown[user_id].append(told)


def draw_phones(phones: Phones, people: Iterable[Person], world: World, viewer: Person, first: Person) -> Child:
    """Everybody's phone below the other, that of `first` at the top."""
    about = word(
        viewer.locale,
        "Mentions, answers and messages reach somebody's lock screen, wherever they are. The newest comes first.",
    )
    ordered = sorted(people, key=lambda person: person.id != first.id)
    return [tag("p", about), [_phone(phones.of(person.id), person, world, viewer) for person in ordered]]


def _phone(shown: list[Notification], person: Person, world: World, viewer: Person) -> Markup:
    language = tag("small", LANGUAGES.get(person.locale, person.locale))
    head = tag("h3", avatar(person.name, person.id, "tiny"), tag("span", person.name, _class="name"), language)
    nothing = tag("p", word(viewer.locale, "Nothing so far."), _class="calm")
    lines = [_line(told, person, world, viewer) for told in shown]
    return tag("section", head, tag("ol", lines) if lines else nothing, _class="phone", data_person=person.id)


def _line(told: Notification, person: Person, world: World, viewer: Person) -> Markup:
    """A line as its owner's phone has it; of one that is empty this page says so, to whoever looks."""
    said = (
        word(person.locale, "added you to {name}", name=_called(told, world)) if told.message is None else told.pushed
    )
    nothing = tag("p", word(viewer.locale, "nothing but where it came from"), _class="calm")
    who = told.message.author if told.message else world.bot.display_name
    place = word(person.locale, "Direct message") if told.why == "dm" else f"#{_called(told, world)}"
    head = tag(
        "header", tag("b", who), tag("span", place, _class="place", title=place), moment(told.at.timestamp(), "short")
    )
    return tag("li", head, tag("p", said) if said.strip() else nothing)


def _called(told: Notification, world: World) -> str:
    channel = world.channels.get(told.channel_id)
    return channel.name if channel and channel.type != DM else "…"
