"""Who changed what, a page at a time; the page that is shown knows what was sought."""

from discord.app_commands import Choice
from discord.ui import LayoutView

from bot.domain.audit import Action, Sought
from bot.domain.errors import ActionUnknown
from bot.services.audits import AuditPage, Told
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.choices import title_choices
from cogs._shared.controls import PressControl
from cogs._shared.layout import moment, panel, person, plain
from cogs.admin.audit_words import ACTIONS, NAME_MOST, change, happened
from cogs.admin.deliveries import page_of, turn_pages

PAGE_ID = "admin:audit"
ANY = "-"  # in a custom id, in place of what was not narrowed down


def suggest_actions(texts: Texts, typed: str) -> list[Choice[str]]:
    return title_choices([(texts.say(each.name), each.value) for each in ACTIONS], typed)


def action_of(texts: Texts, typed: str) -> Action | None:
    """The action that was picked, or whose name was typed; None where nothing was. ActionUnknown."""
    wanted = typed.strip().casefold()
    for each in ACTIONS:
        if wanted in (each.value, texts.say(each.name).casefold()):
            return Action(each.value)
    if wanted:
        raise ActionUnknown(typed)
    return None


async def show_audit(
    interaction: Interaction, sought: Sought, group_name: str | None = None, page: int = 1
) -> LayoutView:
    audits = interaction.client.services.audits
    return audit(texts_for(interaction), await audits.look(actor_of(interaction), sought, group_name, page))


def audit(texts: Texts, shown: AuditPage) -> LayoutView:
    told = texts.count("{n} change.", "{n} changes, the newest first.", shown.total)
    head = [texts.say("### Who changed what"), _narrowed(texts, shown)]
    if not shown.rows:
        return panel(*head, texts.say("Nothing of the kind has been changed here so far."))
    return panel(
        "\n".join(filter(None, head)),
        f"{told} {page_of(texts, shown.page, shown.of)}".strip(),
        *[_line(texts, each) for each in shown.rows],
        controls=turn_pages(texts, f"{PAGE_ID}:{_as_written(shown.sought)}", shown.page, shown.of),
    )


class TurnAudit(
    PressControl, template=rf"{PAGE_ID}:(?P<action>\w+|-):(?P<person>\d+|-):(?P<group>\d+|-):(?P<page>\d+)"
):
    async def act(self, interaction: Interaction) -> None:
        view = await show_audit(interaction, _sought(self.state), page=int(self.state["page"]))
        await interaction.response.edit_message(view=view)


def _as_written(sought: Sought) -> str:
    return f"{sought.action or ANY}:{sought.person_id or ANY}:{sought.group_id or ANY}"


def _sought(state: dict[str, str]) -> Sought:
    action, person_id, group_id = (None if state[key] == ANY else state[key] for key in ("action", "person", "group"))
    return Sought(
        Action(action) if action else None, int(person_id) if person_id else None, int(group_id) if group_id else None
    )


def _narrowed(texts: Texts, shown: AuditPage) -> str:
    sought = shown.sought
    names = [texts.say(each.name) for each in ACTIONS if each.value == sought.action]
    who = [person(sought.person_id)] if sought.person_id else []
    where = [plain(shown.group_name, NAME_MOST)] if shown.group_name else []
    return " · ".join([*names, *who, *where])


def _line(texts: Texts, told: Told) -> str:
    head = f"{moment(told.audit.at)} · {happened(texts, told)}"
    changes = " · ".join(change(texts, told.audit, fact) for fact in told.audit.after)
    return f"{head}\n-# {changes}" if changes else head
