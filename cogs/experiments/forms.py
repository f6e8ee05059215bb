"""The form of a commitment: what, why, what may get in the way, the if-then plan, where it was learned."""

from collections.abc import Mapping, Sequence

from discord.ui import Modal

from bot.domain.experiments import TEXT_MOST, WHAT_MOST, Cadence, Frame, Plan, Way
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.forms import Part, build_form, form_id
from cogs._shared.replies import whisper_view
from cogs.experiments.cards import started

PREFIX = "experiment-start"


def start_form(texts: Texts, group_id: int, frame: Frame, given: Mapping[str, str] | None = None) -> Modal:
    custom_id = form_id(PREFIX, group_id, frame.way, frame.cadence, frame.times, frame.days)
    return build_form(custom_id, texts.say("Your experiment"), _parts(texts), given or {})


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
    prefix = PREFIX

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        group_id, frame = _read(args)
        return start_form(texts, group_id, frame, given)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        group_id, frame = _read(args)
        plan = Plan(given["what"], given["why"], given["obstacle"], given["when_then"], given["learned_from"])
        experiments = interaction.client.services.experiments
        commitment = await experiments.start(actor_of(interaction), group_id, frame, plan)
        await whisper_view(interaction, started(texts_for(interaction), commitment))


def _read(args: Sequence[str]) -> tuple[int, Frame]:
    group_id, way, cadence, times, days = args
    return int(group_id), Frame(Way(way), Cadence(cadence), int(times), int(days))
