"""What somebody does on the page with mouse and keyboard; everything waits for what it expects to see."""

from typing import Any

from playwright.async_api import Locator, Page


class Visitor:
    """One browser."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self._address = address

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def newest(self) -> Locator:
        return self.log.locator("article").last

    @property
    def form(self) -> Locator:
        return self.page.locator("dialog[open]")

    async def arrive(self, name: str) -> None:
        await self.page.goto(f"{self._address}?as={name.lower()}", wait_until="commit")
        await self.is_now(name)

    async def is_now(self, name: str) -> None:
        await self.page.wait_for_function("name => document.title.startsWith(name)", arg=name)

    async def be(self, name: str) -> None:
        await self.page.get_by_role("button", name=f"Be {name}").click()
        await self.is_now(name)

    async def reads(self, text: str, *, within: str = ".log") -> None:
        """Waits until the text stands there."""
        await self.page.locator(within).get_by_text(text, exact=False).last.wait_for()

    async def command(self, name: str) -> Locator:
        """Types a command's name into the box and takes it from the list."""
        await self.page.keyboard.press("/")
        await self.page.keyboard.type(name)
        await self.page.locator(f'.palette[data-for="/{name}"]').wait_for()
        await self.page.keyboard.press("Enter")
        bar = self.page.locator("form.command")
        await bar.wait_for()
        return bar

    async def run(self, name: str, /, **options: Any) -> None:
        """A command with its options: a list's entry is given as a list of one, its label."""
        bar = await self.command(name)
        for option, value in options.items():
            field = bar.locator(f'[name="{option}"]')
            if isinstance(value, list):
                await field.select_option(label=value[0])
            else:
                await field.fill(value)
        await bar.locator("[type=submit]").click()
        await bar.wait_for(state="detached")

    async def press(self, label: str) -> None:
        """The newest button of that name; its emoji is no part of it."""
        await self.log.get_by_role("button", name=label, exact=True).last.click()

    async def fill(self, **texts: str) -> None:
        """Writes into the open form, by the fields' ids."""
        await self.form.wait_for()
        for name, text in texts.items():
            await self.form.locator(f'[name="{name}"]').fill(text)

    async def send(self) -> None:
        await self.form.locator("[type=submit]").click()

    async def next_delivery(self, shown: str) -> None:
        """Moves the clock with the green button and waits for the time it then shows."""
        await self.page.locator("[data-act=next]:not([disabled])").click()
        await self.page.locator(".now", has_text=shown).wait_for()

    async def later(self, label: str, shown: str) -> None:
        """Moves the clock with one of the white buttons and waits for the time it then shows."""
        await self.page.get_by_role("button", name=label, exact=True).click()
        await self.page.locator(".now", has_text=shown).wait_for()

    async def told(self, text: str) -> None:
        """Waits for a sentence at the lower edge."""
        await self.page.locator(".toast", has_text=text).wait_for()

    async def faults(self) -> None:
        await self.page.get_by_role("button", name="Faults").click()
        await self.page.locator(".drawer").wait_for()

    async def breaks(self, label: str) -> None:
        """Presses a button among the faults."""
        if not await self.page.locator(".drawer").count():
            await self.faults()
        await self.page.locator(".drawer").get_by_role("button", name=label, exact=True).click()

    async def say(self, text: str) -> None:
        await self.page.get_by_role("textbox", name="Message").fill(text)
        await self.page.keyboard.press("Enter")

    async def open(self, channel: str) -> None:
        await self.page.locator(".channels").get_by_role("button", name=channel).first.click()
        await self.page.locator(".head h1", has_text=channel).wait_for()
