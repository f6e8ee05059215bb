"""The list of what reached nobody, a page at a time, and the buttons that try again."""

from collections.abc import Callable
from typing import Any

from discord import ButtonStyle, Guild
from discord.ui import ActionRow, Button, Container, LayoutView, Section, TextDisplay

from bot.domain.channels import Use, is_fit, missing
from bot.domain.oversight import USES
from bot.gateway.sight import seen_by_bot
from bot.services.oversight import Leftover, Leftovers
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl, button
from cogs._shared.layout import Tone, moment, panel
from cogs.admin.words import Lacking, kind_name, where_to, why, why_not_again

PAGE_ID = "admin:deliveries:page"


async def show_undelivered(interaction: Interaction, page: int = 1, *, notice: str = "") -> LayoutView:
    """The page as it stands now, for the moderator asking."""
    left = await interaction.client.services.oversight.undelivered(actor_of(interaction), page)
    return undelivered(texts_for(interaction), left, lambda row: lacking_for(interaction.guild, row), notice)


def undelivered(texts: Texts, left: Leftovers, lacking: Callable[[Leftover], Lacking], notice: str = "") -> LayoutView:
    """Sections with a button each, which `panel` has not; ten of them come close to the 40 parts of a message."""
    if not left.rows:
        nothing = texts.say("Nothing is left over: in the last 30 days all that was due has gone out.")
        return panel(_title(texts), notice, nothing)
    container: Container[Any] = Container(accent_colour=Tone.SORRY.value)
    container.add_item(TextDisplay("\n".join(filter(None, (_title(texts), notice, _counted(texts, left))))))
    for row in left.rows:
        container.add_item(_shown(texts, row, lacking(row), left.page))
    container.add_item(ActionRow(*_turning(texts, left)))
    view = LayoutView(timeout=None)
    view.add_item(container)
    view.stop()  # controls find their way by custom id, as on every card
    return view


def lacking_for(guild: Guild | None, row: Leftover) -> Lacking:
    """What the bot lacks where it was going: a group's channel, the one that pairs meet under, or that for asks."""
    channel = guild.get_channel(row.channel_id) if guild and row.channel_id else None
    if channel is None:
        return None
    use, seen = USES.get(row.place, Use.GROUP), seen_by_bot(channel)
    return missing(use, seen) if is_fit(use, seen.kind) else None


def turn_pages(texts: Texts, custom_id: str, page: int, of: int) -> list[Button[Any]]:
    """Back and on; none where there is one page."""
    back = button(texts.say("Back"), f"{custom_id}:{page - 1}", emoji="⬅️")
    on = button(texts.say("Next"), f"{custom_id}:{page + 1}", emoji="➡️")
    back.disabled, on.disabled = page == 1, page == of
    return [back, on] if of > 1 else []


class TurnUndelivered(PressControl, template=rf"{PAGE_ID}:(?P<page>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        view = await show_undelivered(interaction, int(self.state["page"]))
        await interaction.response.edit_message(view=view)


class Retry(PressControl, template=r"admin:deliveries:retry:(?P<page>\d+):(?P<delivery_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        texts, oversight = texts_for(interaction), interaction.client.services.oversight
        not_again = await oversight.retry(actor_of(interaction), int(self.state["delivery_id"]))
        notice = why_not_again(texts, not_again) if not_again else texts.say("It is on its way again.")
        view = await show_undelivered(interaction, int(self.state["page"]), notice=f"**{notice}**")
        await interaction.response.edit_message(view=view)


class RetryAll(PressControl, template=r"admin:deliveries:retry-all"):
    async def act(self, interaction: Interaction) -> None:
        await interaction.response.defer()  # a long list may take more than the three seconds there are
        texts, oversight = texts_for(interaction), interaction.client.services.oversight
        done = await oversight.retry_all(actor_of(interaction))
        notice = texts.count("{n} delivery is on its way again.", "{n} deliveries are on their way again.", done.again)
        view = await show_undelivered(interaction, notice=f"**{notice}**")
        await interaction.edit_original_response(view=view)


def _title(texts: Texts) -> str:
    return texts.say("### Not delivered")


def _counted(texts: Texts, left: Leftovers) -> str:
    told = texts.count(
        "{n} delivery of the last 30 days reached nobody. Do what is said under it, then retry.",
        "{n} deliveries of the last 30 days reached nobody. Do what is said under each, then retry.",
        left.total,
    )
    return f"{told} {page_of(texts, left.page, left.of)}".strip()


def page_of(texts: Texts, page: int, of: int) -> str:
    return texts.say("Page {page} of {of}.", page=page, of=of) if of > 1 else ""


def _shown(texts: Texts, row: Leftover, lacking: Lacking, page: int) -> Section[Any] | TextDisplay[Any]:
    """What does not go again has no button, and says why."""
    what = f"**{kind_name(texts, row.kind)}** · {where_to(texts, row)} · {moment(row.due_at)}"
    lines = [what, why(texts, row, lacking)]
    if row.not_again:
        return TextDisplay("\n".join([*lines, f"-# {why_not_again(texts, row.not_again)}"]))
    again = button(texts.say("Retry"), f"admin:deliveries:retry:{page}:{row.delivery_id}", style=ButtonStyle.primary)
    return Section(TextDisplay("\n".join(lines)), accessory=again)


def _turning(texts: Texts, left: Leftovers) -> list[Button[Any]]:
    every = button(texts.say("Retry all"), "admin:deliveries:retry-all", style=ButtonStyle.primary)
    look = button(texts.say("Look again"), f"{PAGE_ID}:{left.page}", emoji="🔄")
    return [*turn_pages(texts, PAGE_ID, left.page, left.of), look, every]
