"""The check-in form: what you tried, what happened, what you learned, the next step."""

from collections.abc import Mapping, Sequence

from discord.ui import Modal

from bot.domain.checkins import TEXT_MOST, Answer, Outcome
from bot.domain.experiments import Experiment
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.forms import Part, build_form, form_id, open_form
from cogs._shared.replies import whisper_view
from cogs.checkins.cards import choose_experiment, recorded

PREFIX = "check-in"


async def ask(interaction: Interaction, outcome: Outcome, ready: Sequence[Experiment]) -> None:
    """One open experiment: its form at once. Several: a private list first."""
    texts = texts_for(interaction)
    if len(ready) == 1:
        await open_form(interaction, check_in_form(texts, ready[0].id, outcome))
    else:
        await whisper_view(interaction, choose_experiment(texts, outcome, ready))


def check_in_form(texts: Texts, experiment_id: int, outcome: Outcome, given: Mapping[str, str] | None = None) -> Modal:
    title, parts = {
        Outcome.TRIED: (texts.say("You tried: what happened?"), _tried_parts(texts)),
        Outcome.FAILED: (texts.say("You tried and it failed: tell us"), _tried_parts(texts)),
        Outcome.NOT_YET: (texts.say("Not yet: what got in the way?"), _not_yet_parts(texts)),
    }[outcome]
    return build_form(form_id(PREFIX, experiment_id, outcome), title, parts, given or {})


def _tried_parts(texts: Texts) -> list[Part]:
    return [
        Part("tried", texts.say("What did you try?"), TEXT_MOST),
        Part("happened", texts.say("What happened?"), TEXT_MOST),
        Part(
            "learned",
            texts.say("What did you learn?"),
            TEXT_MOST,
            description=texts.say("What would you tell somebody who tries the same next week?"),
        ),
        Part("next_step", texts.say("What is your next step?"), TEXT_MOST),
    ]


def _not_yet_parts(texts: Texts) -> list[Part]:
    return [
        Part("happened", texts.say("What got in the way?"), TEXT_MOST),
        Part("next_step", texts.say("What is your next step?"), TEXT_MOST),
    ]


class CheckInForm:
    prefix = PREFIX

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        experiment_id, outcome = args
        return check_in_form(texts, int(experiment_id), Outcome(outcome), given)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        experiment_id, outcome = args
        answer = Answer(
            Outcome(outcome),
            tried=given.get("tried", ""),
            happened=given.get("happened", ""),
            learned=given.get("learned", ""),
            next_step=given.get("next_step", ""),
        )
        facts = await interaction.client.services.check_ins.record(actor_of(interaction), int(experiment_id), answer)
        await whisper_view(interaction, recorded(texts_for(interaction), facts))
