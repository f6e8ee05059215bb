"""The form of an ending: keep, adapt or drop; what happened; advice; how good one is at it now."""

from collections.abc import Mapping, Sequence

from discord.ui import Modal

from bot.domain.experiments import RATING_LEAST, RATING_MOST, TEXT_MOST, Verdict
from bot.domain.things import Thing
from bot.domain.visibility import Visibility
from bot.services.endings import LastWord
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.forms import Part, Pick, build_form, form_id
from cogs._shared.replies import whisper_view
from cogs.experiments.ending_cards import closed

FINISH = "experiment-finish"


def finish_form(
    texts: Texts, experiment_id: int, visibility: Visibility, given: Mapping[str, str] | None = None
) -> Modal:
    """It says who gets to read the advice; `visibility` travels in its custom id for that."""
    verdicts = [
        (Verdict.KEEP.value, texts.say("Keep: I go on doing it")),
        (Verdict.ADAPT.value, texts.say("Adapt: I try it another way")),
        (Verdict.DROP.value, texts.say("Drop: it was not for me, and now I know")),
    ]
    ratings = [(str(each), str(each)) for each in range(RATING_LEAST, RATING_MOST + 1)]
    parts: list[Part | Pick] = [
        Pick("verdict", texts.say("What do you do with it?"), verdicts, required=True),
        Part("happened", texts.say("What happened?"), TEXT_MOST),
        Part(
            "advice",
            texts.say("Your advice to the next person"),
            TEXT_MOST,
            description=_who_reads(texts, visibility),
        ),
        Pick(
            "rating",
            texts.say("How good are you at it now?"),
            ratings,
            description=texts.say("By your own measure, from 1 to 10."),
            placeholder=texts.say("1 to 10"),
        ),
    ]
    return build_form(form_id(FINISH, experiment_id, visibility), texts.say("How did it end?"), parts, given or {})


def _who_reads(texts: Texts, visibility: Visibility) -> str:
    return {
        Visibility.GROUP: texts.say("Whoever starts something like it gets to read this."),
        Visibility.PARTNER: texts.say("Only your partner of this round reads it."),
        Visibility.PRIVATE: texts.say("Nobody else reads it."),
    }[visibility]


class FinishForm:
    prefix = FINISH
    about = Thing.EXPERIMENT, 0

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        experiment_id, visibility = args
        return finish_form(texts, int(experiment_id), Visibility(visibility), given)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        experiment_id, _ = args
        rating = int(given["rating"]) if given["rating"] else None
        word = LastWord(Verdict(given["verdict"]), given["happened"], given["advice"], rating)
        endings = interaction.client.services.endings
        commitment = await endings.close(actor_of(interaction), int(experiment_id), word)
        can_begin_again = interaction.guild_id is not None  # a commitment is made in a server
        await whisper_view(interaction, closed(texts_for(interaction), commitment, can_begin_again=can_begin_again))
