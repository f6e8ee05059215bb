"""After “not yet”: do it now, make it smaller, or change the plan."""

from typing import Any

from discord import ButtonStyle
from discord.ui import Button, LayoutView

from bot.domain.things import Thing
from bot.gateway.cards import Card
from bot.services.changes import FrameWish
from bot.services.checkins import CheckInFacts, DoNow
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl, button
from cogs._shared.forms import open_form
from cogs._shared.layout import panel, plain, quoted
from cogs._shared.replies import whisper_view
from cogs._shared.why import why_this
from cogs.checkins.replies import answers_again

CHANGE_FORM = "experiment-change"  # that of `/experiment change`
AS_IT_IS = FrameWish()


def ways_on(texts: Texts, facts: CheckInFacts) -> list[Button[Any]]:
    check_in_id = facts.check_in.id
    return [
        button(texts.say("Do it now"), f"checkin:now:{check_in_id}", style=ButtonStyle.success, emoji="🌱"),
        button(texts.say("Make it smaller"), f"checkin:rethink:{check_in_id}", emoji="🤏"),
        button(texts.say("Change it"), f"checkin:rethink:plan:{check_in_id}", emoji="✏️"),
    ]


class DoItNow(PressControl, template=r"checkin:now:(?P<check_in_id>\d+)"):
    thing = Thing.CHECK_IN

    async def act(self, interaction: Interaction) -> None:
        check_ins = interaction.client.services.check_ins
        setting_out = await check_ins.do_now(actor_of(interaction), int(self.state["check_in_id"]))
        await whisper_view(interaction, set_out(texts_for(interaction), setting_out))


class Rethink(PressControl, template=r"checkin:rethink:(?P<plan>plan:)?(?P<check_in_id>\d+)"):
    """The form of `/experiment change`, with the newest plan as it is, or with room for a smaller one."""

    thing = Thing.CHECK_IN
    only_reads = True

    async def act(self, interaction: Interaction) -> None:
        services, actor = interaction.client.services, actor_of(interaction)
        facts = await services.check_ins.own_answer(actor, int(self.state["check_in_id"]))
        plan = (await services.changes.prepare(actor, facts.experiment.id, AS_IT_IS)).plan
        given = {
            "what": plan.what,
            "why": plan.why,
            "obstacle": plan.obstacle or facts.check_in.answer.happened,
            "when_then": plan.when_then if self.state["plan"] else "",
            "learned_from": plan.learned_from,
        }
        form = interaction.client.forms[CHANGE_FORM]
        await open_form(interaction, form.build(texts_for(interaction), [str(facts.experiment.id)], given))


def set_out(texts: Texts, setting_out: DoNow) -> LayoutView:
    plan = setting_out.about.experiment.plan
    return panel(
        texts.say("### Now is a good moment\nTen minutes are enough, and the first step may be the smallest there is."),
        quoted(plan.when_then) if plan.when_then else f"**{plain(plan.what)}**",
        texts.say("In two hours I ask you, once, by direct message: how did it go?")
        if setting_out.by_message
        else texts.say("In two hours I have one question for you, at your next command: how did it go?"),
    )


def do_now_card(letter: Letter, texts: Texts) -> Card:
    facts = letter.facts
    assert isinstance(facts, CheckInFacts)
    view = panel(
        texts.say("### You wanted to do it now\n“{what}”: how did it go?", what=plain(facts.experiment.plan.what)),
        texts.say("Whatever came of it takes the place of your “not yet”."),
        controls=[*answers_again(texts, facts.check_in.id), why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("You wanted to do it now. How did it go?"))
