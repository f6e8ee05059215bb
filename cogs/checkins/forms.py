"""The check-in form: what you tried, what happened, what you learned, the next step, what stands in the way."""

from collections.abc import Mapping, Sequence

from discord.ui import Modal
from whenever import Date

from bot.domain.checkins import TEXT_MOST, Answer, CheckIn, Outcome
from bot.domain.things import Thing
from bot.services.checkins import Ready
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.forms import Part, build_form, form_id, open_form
from cogs._shared.replies import whisper_view
from cogs.checkins.live import bring_prompt_up_to_date
from cogs.checkins.not_yet import ways_on
from cogs.checkins.replies import choose_experiment, recorded

PREFIX = "check-in"
UNSAID = "-"  # where the form's custom id carries no day, or no round


async def ask(interaction: Interaction, outcome: Outcome, ready: Sequence[Ready]) -> None:
    """One experiment to answer about: its form at once. Several: a private list first."""
    texts = texts_for(interaction)
    if len(ready) == 1:
        await open_form(interaction, form_about(texts, outcome, ready[0]))
    else:
        await whisper_view(interaction, choose_experiment(texts, outcome, ready))


def form_about(texts: Texts, outcome: Outcome, ready: Ready) -> Modal:
    """With what was answered before, if anything was: an answer given again replaces it."""
    given = as_given(ready.earlier) if ready.earlier else {}
    return check_in_form(texts, ready.experiment.id, outcome, given, day=ready.day, round_id=ready.round_id)


def form_of_change(texts: Texts, outcome: Outcome, check_in: CheckIn) -> Modal:
    return check_in_form(
        texts,
        check_in.experiment_id,
        outcome,
        as_given(check_in),
        day=check_in.local_date,
        round_id=check_in.round_id,
    )


def check_in_form(
    texts: Texts,
    experiment_id: int,
    outcome: Outcome,
    given: Mapping[str, str],
    *,
    day: Date | None = None,
    round_id: int | None = None,
) -> Modal:
    title, parts = {
        Outcome.TRIED: (texts.say("You tried: what happened?"), _tried_parts(texts)),
        Outcome.FAILED: (texts.say("You tried and it failed: tell us"), _tried_parts(texts)),
        Outcome.NOT_YET: (texts.say("Not yet: what got in the way?"), _not_yet_parts(texts)),
    }[outcome]
    custom_id = form_id(PREFIX, experiment_id, outcome, day or UNSAID, round_id or UNSAID)
    return build_form(custom_id, title, parts, given)


def as_given(check_in: CheckIn) -> dict[str, str]:
    """An answer as the texts of the form it came from."""
    answer = check_in.answer
    return {
        "tried": answer.tried,
        "happened": answer.happened,
        "learned": answer.learned,
        "next_step": answer.next_step,
        "blocker": answer.blocker,
    }


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
        _blocker_part(texts),
    ]


def _not_yet_parts(texts: Texts) -> list[Part]:
    return [
        Part("happened", texts.say("What got in the way?"), TEXT_MOST),
        Part("next_step", texts.say("What is your next step?"), TEXT_MOST),
        _blocker_part(texts),
    ]


def _blocker_part(texts: Texts) -> Part:
    return Part(
        "blocker",
        texts.say("What can you not solve alone?"),
        TEXT_MOST,
        description=texts.say("Leave it empty unless something stands in your way that you need others for."),
    )


class CheckInForm:
    prefix = PREFIX
    about = Thing.EXPERIMENT, 0

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        experiment_id, outcome, day, round_id = args
        return check_in_form(
            texts, int(experiment_id), Outcome(outcome), given, day=_read_day(day), round_id=_read_round(round_id)
        )

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        experiment_id, outcome, day, round_id = args
        answer = Answer(
            Outcome(outcome),
            tried=given.get("tried", ""),
            happened=given.get("happened", ""),
            learned=given.get("learned", ""),
            next_step=given.get("next_step", ""),
            blocker=given.get("blocker", ""),
        )
        said = await interaction.client.services.check_ins.record(
            actor_of(interaction), int(experiment_id), answer, day=_read_day(day), round_id=_read_round(round_id)
        )
        await bring_prompt_up_to_date(interaction, said.facts.group, said.facts.round)
        texts, facts = texts_for(interaction), said.facts
        ways = ways_on(texts, facts) if facts.check_in.answer.outcome is Outcome.NOT_YET else []
        await whisper_view(interaction, recorded(texts, said, ways))


def _read_day(text: str) -> Date | None:
    return None if text == UNSAID else Date.parse_iso(text)


def _read_round(text: str) -> int | None:
    return None if text == UNSAID else int(text)
