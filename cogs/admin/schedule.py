"""What comes next in each group, a page at a time."""

from discord.ui import LayoutView

from bot.domain.recurrence import local_date
from bot.domain.rounds import Step
from bot.services.oversight import Outlook, Schedule, Upcoming
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl
from cogs._shared.layout import moment, panel, plain
from cogs.admin.deliveries import page_of, turn_pages

PAGE_ID = "admin:schedule:page"


async def show_schedule(interaction: Interaction, page: int = 1) -> LayoutView:
    coming = await interaction.client.services.oversight.schedule(actor_of(interaction), page)
    return schedule(texts_for(interaction), coming)


def schedule(texts: Texts, coming: Schedule) -> LayoutView:
    if not coming.groups:
        return panel(
            texts.say("There are no groups here yet. A moderator makes the first one with `/admin group create`.")
        )
    told = texts.say("The first time is the group's own, the second is yours.")
    return panel(
        texts.say("### What comes next"),
        f"{told} {page_of(texts, coming.page, coming.of)}".strip(),
        *[_one_group(texts, outlook) for outlook in coming.groups],
        controls=turn_pages(texts, PAGE_ID, coming.page, coming.of),
    )


class TurnSchedule(PressControl, template=rf"{PAGE_ID}:(?P<page>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        await interaction.response.edit_message(view=await show_schedule(interaction, int(self.state["page"])))


def _one_group(texts: Texts, outlook: Outlook) -> str:
    group = outlook.group
    head = f"**{plain(group.name)}** · <#{group.channel_id}> · {texts.city(group.rhythm.zone)}"
    lines = [_line(texts, each, group.rhythm.zone) for each in outlook.upcoming]
    if outlook.pause:
        first, last = texts.date(outlook.pause.first), texts.date(outlook.pause.last)
        lines.append(texts.say("Rests from {first} to {last}", first=first, last=last))
    silent = texts.say("No experiment runs in it then, so that prompt will stay silent.")
    return "\n".join([head, *lines, *([f"-# {silent}"] if outlook.is_silent else [])])


def _line(texts: Texts, each: Upcoming, zone: str) -> str:
    names = {
        Step.PROMPT: texts.say("Prompt"),
        Step.NUDGE: texts.say("Half-way reminder"),
        Step.DIGEST: texts.say("Digest"),
    }
    return texts.say(
        "{what}: {date} at {time} · {moment}",
        what=names[each.step],
        date=texts.date(local_date(each.at, zone)),
        time=texts.time(each.at.to_tz(zone).time()),
        moment=moment(each.at),
    )
