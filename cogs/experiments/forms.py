"""The form of a commitment, and that of its change: what, why, what may get in the way, the if-then plan, where it was
learned."""

from collections.abc import Mapping, Sequence

from discord.ui import Modal

from bot.domain.experiments import (
    TEXT_MOST,
    USUAL_BEGINNING,
    WHAT_MOST,
    Begin,
    Beginning,
    Cadence,
    Frame,
    Plan,
    Way,
)
from bot.domain.things import Thing
from bot.domain.visibility import Visibility
from bot.services.changes import FrameWish
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.forms import Part, build_form, form_id
from cogs._shared.replies import whisper_view
from cogs.experiments.cards import changed, started

START, CHANGE = "experiment-start", "experiment-change"


def start_form(
    texts: Texts,
    group_id: int,
    frame: Frame,
    beginning: Beginning = USUAL_BEGINNING,
    given: Mapping[str, str] | None = None,
) -> Modal:
    """What is not asked in it travels in its custom id, 83 characters at most; 0 is what was left unsaid."""
    said = (beginning.begin, beginning.visibility, beginning.reach or 0, beginning.rating or 0)
    custom_id = form_id(START, group_id, frame.way, frame.cadence, frame.times, frame.days, *said)
    return build_form(custom_id, texts.say("Your experiment"), _parts(texts), given or {})


def change_form(texts: Texts, experiment_id: int, wish: FrameWish, given: Mapping[str, str]) -> Modal:
    """Filled with the plan as it is. Its custom id may also be the prefix and the experiment alone."""
    custom_id = form_id(CHANGE, experiment_id, wish.cadence or "", "" if wish.times is None else wish.times)
    return build_form(custom_id, texts.say("The new plan"), _parts(texts), given)


def given_plan(plan: Plan) -> dict[str, str]:
    """A plan as a form takes it."""
    return {
        "what": plan.what,
        "why": plan.why,
        "obstacle": plan.obstacle,
        "when_then": plan.when_then,
        "learned_from": plan.learned_from,
    }


def _parts(texts: Texts) -> list[Part]:
    return [
        Part(
            "what",
            texts.say("What will you try?"),
            WHAT_MOST,
            placeholder=texts.say("Ask one open question in every sales call"),
            required=True,
            long=False,
        ),
        Part(
            "why",
            texts.say("Why does it matter to you?"),
            TEXT_MOST,
            description=texts.say("You get this back on a day when it is hard."),
        ),
        Part("obstacle", texts.say("What could hold you back?"), TEXT_MOST),
        Part(
            "when_then",
            texts.say("When … then I will …"),
            TEXT_MOST,
            description=texts.say("The moment the obstacle shows up, and what you do then."),
            placeholder=texts.say("When I notice I am explaining, then I will stop and ask what they think"),
        ),
        Part("learned_from", texts.say("Where did you learn about it?"), WHAT_MOST, long=False),
    ]


class StartForm:
    prefix = START
    about = Thing.SERVER, 0

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        group_id, frame, beginning = _read(args)
        return start_form(texts, group_id, frame, beginning, given)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        group_id, frame, beginning = _read(args)
        experiments = interaction.client.services.experiments
        begun = await experiments.start(actor_of(interaction), group_id, frame, _plan(given), beginning)
        await whisper_view(interaction, started(texts_for(interaction), begun))


class ChangeForm:
    prefix = CHANGE
    about = Thing.EXPERIMENT, 0

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        experiment_id, wish = _read_change(args)
        return change_form(texts, experiment_id, wish, given)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        experiment_id, wish = _read_change(args)
        changes = interaction.client.services.changes
        new = await changes.change(actor_of(interaction), experiment_id, _plan(given), wish)
        await whisper_view(interaction, changed(texts_for(interaction), new))


def _plan(given: Mapping[str, str]) -> Plan:
    return Plan(given["what"], given["why"], given["obstacle"], given["when_then"], given["learned_from"])


def _read(args: Sequence[str]) -> tuple[int, Frame, Beginning]:
    group_id, way, cadence, times, days, begin, visibility, reach, rating = args
    frame = Frame(Way(way), Cadence(cadence), int(times), int(days))
    return (
        int(group_id),
        frame,
        Beginning(Begin(begin), Visibility(visibility), int(reach) or None, int(rating) or None),
    )


def _read_change(args: Sequence[str]) -> tuple[int, FrameWish]:
    experiment_id, cadence, times = [*args, "", ""][:3]
    return int(experiment_id), FrameWish(Cadence(cadence) if cadence else None, int(times) if times else None)
