"""One browser: who looks, at which channel, and what is drawn there."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from secrets import token_urlsafe
from typing import Any, Final

from markupsafe import Markup
from nicegui import Client, ui
from whenever import Instant

from sandbox.page.chrome import draw_beginning, draw_head, draw_now, draw_side, draw_steps, draw_tools
from sandbox.page.components import Option
from sandbox.page.icons import icon
from sandbox.page.markup import NOTHING, join, tag
from sandbox.page.messages import Look, draw_message
from sandbox.page.options import OF_COMPONENT, offers
from sandbox.page.panels import draw_panel
from sandbox.page.state import Page
from sandbox.page.words import word
from sandbox.people.person import Person
from sandbox.people.refused import ClientRefused
from sandbox.people.seen import Seen
from sandbox.protocol.channels import CATEGORY, FORUMS, Channel
from sandbox.protocol.journal import Entry
from sandbox.protocol.threads import Thread

AT_FIRST: Final = 40
CONTINUES_SECONDS: Final = 7 * 60
PAINT_AFTER: Final = 0.02
MOVING: Final = ("member_joined", "member_left", "channel_changed")
PARTS: Final = ("top", "side", "head", "log", "drawer")


class Screen:
    """Draws what is stale, soon and at once. Person and channel stand in the address, so a reload comes back.

    `key` is known to this browser alone, and opens the way for its files.
    """

    def __init__(self, page: Page, client: Client, person: Person, channel: Channel) -> None:
        self.page = page
        self.client = client
        self.channel = channel
        self.panel = ""
        self._phone: int | None = None
        self.key = token_urlsafe()
        self._people = {person.id: self._anew(person)}
        self.person = self._people[person.id]
        self._limit = AT_FIRST
        self._fresh_from: int | None = None
        self._stale: set[str] = set()
        self._painting: asyncio.TimerHandle | None = None
        self._messages: dict[int, ui.html] = {}
        self._build()
        self.open(channel)

    def become(self, user_id: int) -> None:
        """Looks through another person's eyes; in a channel she cannot see, at home."""
        known = next(each for each in self.page.served.people if each.id == user_id)
        self.person = self._people.setdefault(user_id, self._anew(known))
        self._phone = None
        self.close_form()
        self.open(self.channel)

    def open(self, channel: Channel) -> None:
        """Opens a channel; if it is not in her list the first that is, and outside every server her direct messages."""
        wanted = channel if channel.recipient is None else self.person.dm_channel
        home = self.page.home
        places = [wanted, home, *(each for each in home.the_guild.channels.values() if each.type != CATEGORY)]
        visible = (each for each in places if self.page.world.sees(self.person.id, each))
        place = next(visible, self.person.dm_channel)
        self.person.go(place)
        self.channel, self._limit = place, AT_FIRST
        self._fresh_from = self.page.marks.of(self.person.id, place.id).first
        self.page.marks.read(self.person.id, place.id)
        self._forget_messages()
        self.show_bar(NOTHING)
        self.set_address()
        self.page.stale("side")
        self.stale(*PARTS)
        self.js("opened")

    def set_address(self) -> None:
        """Writes into the browser's address who looks at what, and how times read."""
        self.js("settle", self.person.name, str(self.channel.id), self.person.locale, self.page.served.zone, self.key)
        self.js("foot", self.channel.type not in FORUMS)
        self.js("placeholder", word(self.person.locale, "Message {place}", place=self._place_name()))

    def show_phone(self, user_id: int) -> None:
        """Opens the drawer of phones with this person's at the top."""
        self.panel, self._phone = "phones", user_id
        self.stale("drawer")

    def earlier(self) -> None:
        """Shows older messages."""
        self._limit += AT_FIRST
        self._forget_messages()
        self.stale("log")

    def happened(self, entry: Entry) -> None:
        """Something is new in the world."""
        if entry.kind in MOVING:
            self.stale(*PARTS)
            if not self.page.world.sees(self.person.id, self.channel):
                self.open(self.channel)
        if entry.channel_id == self.channel.id:
            self.page.marks.read(self.person.id, self.channel.id)
            self.stale("log", "head", "drawer")
        self.stale("side")

    def closed(self, channel: Channel) -> None:
        """A channel is gone, and its threads with it."""
        if self.channel.id not in self.page.world.channels:
            self.open(self.page.home)
            self.toast(f"#{channel.name} was deleted.")

    def stale(self, *parts: str) -> None:
        """Draws these parts anew a moment later; what becomes stale until then is drawn with them."""
        self._stale.update(parts)
        if self._painting is None:
            self._painting = asyncio.get_running_loop().call_later(PAINT_AFTER, self._paint)

    def show_bar(self, content: Markup) -> None:
        """Puts a command's fields in place of the box to write in, or takes them away."""
        self._bar.set_content(content)
        self.js("bar", bool(content))

    def show_palette(self, content: Markup) -> None:
        self._palette.set_content(content)

    def show_menu(self, content: Markup) -> None:
        self._menu.set_content(content)

    def show_form(self, content: Markup) -> None:
        self._form.set_content(content)

    def close_form(self) -> None:
        """Takes the form away; the bot is told nothing."""
        self.person.dismiss()
        self._form.set_content(NOTHING)

    def js(self, name: str, *values: Any) -> None:
        """Calls a function of the page in the browser."""
        if not self.client.is_deleted:
            arguments = json.dumps([name, *values]).replace("<", "\\u003c")
            self.client.run_javascript(f"sandboxPage(...{arguments})")

    def toast(self, sentence: str, mood: str = "bad") -> None:
        """A sentence that goes away by itself."""
        self.js("toast", sentence[:1].upper() + sentence[1:], mood)

    def seen(self, message_id: int) -> Seen:
        """A message on this screen; ClientRefused once it is gone."""
        for message in self._visible():
            if message.id == message_id:
                return message
        raise ClientRefused("that message is gone")

    def offers(self, component: Option) -> list[tuple[str, str]]:
        """The people, roles or channels a menu offers here."""
        return offers(self.person, self.channel, OF_COMPONENT[component["type"]], component.get("channel_types"))

    def leave(self) -> None:
        """The browser is gone."""
        self.page.screens.discard(self)
        if self._painting is not None:
            self._painting.cancel()

    def _anew(self, known: Person) -> Person:
        """Her own pair of hands for this browser: two can be open for one person."""
        return Person(self.page.world, known.user, locale=known.locale)

    def _build(self) -> None:
        with ui.element("div").classes("app"):
            with ui.element("header").classes("top"):
                ui.html(_BRAND, sanitize=False).classes("brand")
                self._now = ui.html("", sanitize=False).classes("now").props("role=timer")
                self._steps = ui.html("", sanitize=False).classes("clock")
                self._tools = ui.html("", sanitize=False).classes("tools")
            with ui.element("div").classes("columns"):
                self._side = ui.html("", sanitize=False, tag="nav").props('aria-label="Channels"').classes("left")
                with ui.element("main"):
                    self._head = ui.html("", sanitize=False, tag="header").classes("head")
                    self._log = ui.element("div").classes("log").props('role="log" aria-label="Messages" tabindex="0"')
                    with ui.element("div").classes("foot"):
                        self._palette = ui.html("", sanitize=False).classes("over")
                        self._bar = ui.html("", sanitize=False).classes("bar")
                        ui.html(_COMPOSER, sanitize=False).classes("composer")
                self._drawer = ui.html("", sanitize=False).classes("right")
            self._form = ui.html("", sanitize=False)
            self._menu = ui.html("", sanitize=False)
        with self._log:
            self._first = ui.html("", sanitize=False)

    def _paint(self) -> None:
        self._painting = None
        stale, self._stale = self._stale, set()
        if self.client.is_deleted:
            return
        drawn: dict[str, Callable[[], object]] = {
            "top": self._draw_top,
            "side": lambda: self._side.set_content(draw_side(self.page, self.person, self.channel)),
            "head": lambda: self._head.set_content(draw_head(self.channel, self.person)),
            "drawer": self._draw_drawer,
            "log": self._draw_log,
        }
        for part in PARTS:
            if part in stale:
                drawn[part]()
        now = self.page.sandbox.clock.now().timestamp()
        self.js("now", now)

    def _draw_top(self) -> None:
        self._now.set_content(draw_now(self.page))
        self._steps.set_content(draw_steps(self.page))
        self._tools.set_content(draw_tools(self.page))

    def _draw_drawer(self) -> None:
        first = next((each for each in self.page.served.people if each.id == self._phone), self.person)
        drawn = draw_panel(self.panel, self.page, self.channel, self.person, first) if self.panel else NOTHING
        self._drawer.set_content(drawn)

    def _draw_log(self) -> None:
        visible = self._visible()
        shown = visible[-self._limit :]
        more = len(visible) > len(shown)
        earlier = tag("button", "Earlier messages", type="button", _class="btn secondary", data_act="earlier")
        self._first.set_content(earlier if more else draw_beginning(self.page, self.channel, self.person))
        gone = self._messages.keys() - {message.id for message in shown}
        for message_id in gone:
            self._messages.pop(message_id).delete()
        previous: Seen | None = None
        for message in shown:
            content = draw_message(message, self._look(message, previous))
            previous = message
            known = self._messages.get(message.id)
            if known is None:
                with self._log:
                    self._messages[message.id] = ui.html(content, sanitize=False)
            elif known.content != content:
                known.set_content(content)

    def _look(self, seen: Seen, previous: Seen | None) -> Look:
        now, before = _at(seen), _at(previous) if previous else None
        zone = self.page.served.zone
        new_day = before is None or before.to_tz(zone).date() != now.to_tz(zone).date()
        unread = seen.id == self._fresh_from
        plain = seen.payload["type"] == 0 and not new_day and not unread
        continues = (
            plain
            and previous is not None
            and before is not None
            and previous.author_id == seen.author_id
            and previous.is_ephemeral == seen.is_ephemeral
            and (now - before).total("seconds") < CONTINUES_SECONDS
        )
        pinged = self.page.pinged(self.person.id, seen.id) and self.channel.recipient is None
        return Look(self.person, self.offers, continues, "day" if new_day else None, unread, pinged)

    def _visible(self) -> list[Seen]:
        """Without the private answers of an earlier visit."""
        if not self.page.world.sees(self.person.id, self.channel):
            return []
        seen = self.person.sees(self.channel)
        return [message for message in seen if not message.is_ephemeral or message.id > self.page.opened_at]

    def _forget_messages(self) -> None:
        for element in self._messages.values():
            element.delete()
        self._messages.clear()

    def _place_name(self) -> str:
        if self.channel.recipient:
            return f"@{self.page.world.bot.display_name}"
        return f"“{self.channel.name}”" if isinstance(self.channel, Thread) else f"#{self.channel.name}"


def _at(seen: Seen) -> Instant:
    return Instant.parse_iso(seen.payload["timestamp"])


_BRAND: Final = join([tag("span", _class="logo", aria_hidden="true"), tag("b", "Sandbox")])
_ATTACH: Final = tag("input", type="file", data_attach=True, aria_label="Attach a file")
_COMPOSER: Final = tag(
    "form",
    tag("button", "/", type="button", _class="slash", data_slash=True, title="Commands", aria_label="Commands"),
    tag("textarea", rows=1, maxlength=2000, aria_label="Message", data_composer=True, enterkeyhint="send"),
    tag(
        "label",
        icon("plus"),
        tag("input", type="file", data_attach=True, aria_label="Attach a file"),
        title="Attach a file",
    ),
    data_act="say",
)
