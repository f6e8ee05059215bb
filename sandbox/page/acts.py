"""What a browser can do: every click and key that matters ends here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from markupsafe import Markup
from whenever import PlainDateTime

from sandbox.clock import ClockIsStuck
from sandbox.page import breaking, menus, palette
from sandbox.page.forms import draw_form, read_form
from sandbox.page.markdown import Markdown
from sandbox.page.markup import NOTHING, tag
from sandbox.page.options import draw_command, read_options
from sandbox.page.screen import Screen
from sandbox.people.commands import shown_name
from sandbox.people.person import Shown
from sandbox.people.refused import ClientRefused, InteractionFailed
from sandbox.protocol import reactions

log = structlog.get_logger()

Event = dict[str, Any]


class Acts:
    """The acts of one screen, by the names the browser sends. What a person may not do becomes a toast."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self._asked = self._popups = 0
        self._by_name: dict[str, Callable[[Event], Awaitable[None]]] = {
            "open": self._open,
            "become": self._become,
            "earlier": self._earlier,
            "typed": self._typed,
            "slash": self._slash,
            "pick": self._pick,
            "cancel": self._cancel,
            "run": self._run,
            "complete": self._complete,
            "press": self._press,
            "choose": self._choose,
            "react": self._react,
            "submit": self._submit,
            "close-form": self._close_form,
            "dismiss": self._dismiss,
            "say": self._say,
            "message-menu": self._message_menu,
            "person-menu": self._person_menu,
            "app": self._app,
            "panel": self._panel,
            "phone": self._phone,
            "clock": self._clock,
            "next": self._next,
            "go-to": self._go_to,
            "stop-clock": self._stop_clock,
            "fault": self._fault,
        }

    async def do(self, event: Event) -> None:
        """Does it; the button that was pressed is free again afterwards, whatever came of it."""
        name = str(event.get("act"))
        act = self._by_name.get(name)
        if act is None:
            return
        try:
            await act(event)
        except (ClientRefused, InteractionFailed) as refused:
            self._refused(name, str(refused))
        except ClockIsStuck as stuck:
            self.screen.toast(f"The clock stopped: {stuck}.")
        except Exception as error:
            log.exception("page.failed", act=name)
            self.screen.toast(f"The sandbox stumbled over this: {error!r}")
        finally:
            self.screen.js("free", event.get("token"))

    def _refused(self, name: str, sentence: str) -> None:
        if name == "submit":
            self.screen.js("formError", sentence[:1].upper() + sentence[1:])
        else:
            self.screen.toast(sentence)

    async def _open(self, event: Event) -> None:
        channel = self.screen.page.world.channels.get(int(event.get("channel") or 0))
        if channel is None:
            raise ClientRefused("that channel is gone")
        sought = event.get("reveal")
        if not sought or channel is not self.screen.channel:
            self.screen.open(channel)
        if sought:
            self.screen.js("reveal", str(sought))
        self.screen.js("closeSide")

    async def _become(self, event: Event) -> None:
        self.screen.become(int(event["person"]))

    async def _earlier(self, _event: Event) -> None:
        self.screen.earlier()

    async def _typed(self, event: Event) -> None:
        typed = str(event.get("text") or "")
        if not typed.startswith("/"):
            self.screen.show_palette(NOTHING)
            return
        offered = palette.entries(self.screen.person, self.screen.channel)
        self.screen.show_palette(palette.draw_palette(palette.search(offered, typed), typed))

    async def _slash(self, event: Event) -> None:
        """A command that was typed to its end, or clicked in a text."""
        offered = palette.entries(self.screen.person, self.screen.channel)
        found = palette.search(offered, str(event.get("text") or ""))
        if not found:
            raise ClientRefused(f"there is no command like “{event.get('text')}” for {self.screen.person.name} here")
        self._show_command(found[0])

    async def _pick(self, event: Event) -> None:
        self._show_command(self._entry(event))

    async def _cancel(self, _event: Event) -> None:
        self.screen.show_bar(NOTHING)
        self.screen.show_palette(NOTHING)

    def _show_command(self, entry: palette.Entry) -> None:
        self.screen.show_palette(NOTHING)
        self.screen.show_bar(draw_command(entry, self.screen.person, self.screen.channel))

    def _entry(self, event: Event) -> palette.Entry:
        for entry in palette.entries(self.screen.person, self.screen.channel):
            if entry.called == event.get("command"):
                return entry
        raise ClientRefused("that command is no longer there")

    async def _run(self, event: Event) -> None:
        entry, person = self._entry(event), self.screen.person
        options = read_options(entry, event.get("values") or {}, self.screen.page.files)
        shown = await person.slash(entry.called, options)
        self.screen.show_bar(NOTHING)
        self._show(shown)

    async def _complete(self, event: Event) -> None:
        entry, name = self._entry(event), str(event["option"])
        self._asked += 1
        asked = self._asked
        options = read_options(entry, event.get("values") or {}, self.screen.page.files, focused=name)
        typed = str(event.get("text") or "")
        choices = await self.screen.person.complete(entry.called, name, typed, options)
        if asked == self._asked:
            locale = self.screen.person.locale
            offered = [[str(choice["value"]), shown_name(choice, locale)] for choice in choices]
            self.screen.js("suggest", name, offered)

    async def _press(self, event: Event) -> None:
        seen = self.screen.seen(int(event["message"]))
        self._show(await self.screen.person.press(custom_id=str(event["id"]), on=seen))

    async def _choose(self, event: Event) -> None:
        seen = self.screen.seen(int(event["message"]))
        self._show(await self.screen.person.choose(str(event["id"]), list(event.get("values") or ()), on=seen))

    async def _react(self, event: Event) -> None:
        """Joins a reaction, or leaves it."""
        user, emoji = self.screen.person.user, str(event["emoji"])
        message = self.screen.page.world.message(self.screen.seen(int(event["message"])).id)
        if message is None or emoji not in message.reactions:
            raise ClientRefused("that reaction is gone")
        change = reactions.unreact if user.id in message.reactions[emoji] else reactions.react
        change(self.screen.page.world, message, user, emoji)
        self.screen.page.stale("log")

    async def _submit(self, event: Event) -> None:
        person = self.screen.person
        form = person.form
        if form is None:
            raise ClientRefused("the form is no longer open")
        values = read_form(form, event.get("values") or {}, self.screen.page.files)
        shown = await person.submit(values)
        if person.form is not form:
            self.screen.close_form()
        self._show(shown)

    async def _close_form(self, _event: Event) -> None:
        self.screen.close_form()

    async def _dismiss(self, event: Event) -> None:
        self.screen.person.dismiss_message(self.screen.seen(int(event["message"])))
        self.screen.stale("log")

    async def _say(self, event: Event) -> None:
        text = str(event.get("text") or "")
        files = [self.screen.page.files[number] for number in event.get("files") or ()]
        try:
            await self.screen.person.write(self.screen.channel, text, files=files)
        except ClientRefused:
            self.screen.js("giveBack", text)
            raise

    async def _message_menu(self, event: Event) -> None:
        seen = self.screen.seen(int(event["message"]))
        self._popup(event, menus.on_message(self.screen, seen))

    async def _person_menu(self, event: Event) -> None:
        self._popup(event, menus.on_person(self.screen, int(event["person"])))

    def _popup(self, event: Event, content: Markup) -> None:
        place = f"--x:{int(event.get('x') or 0)}px;--y:{int(event.get('y') or 0)}px"
        # The browser takes the menu away by itself; a number makes the next one new to it.
        self._popups += 1
        popup = tag("div", content, _class="popup", style=place, role="menu", data_opens=True, data_number=self._popups)
        self.screen.show_menu(popup)

    async def _app(self, event: Event) -> None:
        """A command of a context menu."""
        person, target = self.screen.person, int(event["target"])
        if event.get("on") == "message":
            shown = await person.use_on_message(str(event["command"]), self.screen.seen(target))
        else:
            shown = await person.use_on_person(str(event["command"]), self.screen.page.world.users[target])
        self._show(shown)

    async def _panel(self, event: Event) -> None:
        chosen = str(event.get("panel") or "")
        self.screen.panel = "" if chosen == self.screen.panel else chosen
        self.screen.stale("drawer")

    async def _phone(self, event: Event) -> None:
        self.screen.show_phone(int(event["person"]))
        self.screen.js("closeSide")

    async def _clock(self, event: Event) -> None:
        await self.screen.page.walking.on(hours=float(event.get("hours") or 0), days=float(event.get("days") or 0))

    async def _next(self, _event: Event) -> None:
        await self.screen.page.walking.to_next()

    async def _go_to(self, event: Event) -> None:
        try:
            wall = PlainDateTime.parse_iso(str((event.get("values") or {}).get("moment")))
        except ValueError:
            raise ClientRefused("that is not a date and time") from None
        await self.screen.page.walking.to(wall.assume_tz(self.screen.page.served.zone).to_instant())

    async def _stop_clock(self, _event: Event) -> None:
        self.screen.page.walking.stop()

    async def _fault(self, event: Event) -> None:
        told = await breaking.act(self.screen.page, event)
        self.screen.page.stale("top", "side", "head", "log", "drawer")
        self.screen.toast(told, "good")

    def _show(self, shown: Shown) -> None:
        """Opens the form that came of it; what was posted is drawn by itself."""
        if shown.kind == "form" and shown.form is not None:
            screen = self.screen
            names = Markdown(screen.person.names, screen.person.id)
            app = screen.page.world.bot.display_name
            screen.show_form(draw_form(shown.form, app, screen.person.locale, screen.offers, names))
        self.screen.stale("log")
