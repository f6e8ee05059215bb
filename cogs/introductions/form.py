"""*Introduce*: why these two, what whoever introduces them hopes for, and a question to begin with.

Its custom id names the two, the second only where it is settled, and the ask it is for, if there is one.
"""

from collections.abc import Mapping, Sequence

from discord.ui import Modal

from bot.domain.errors import Missing
from bot.domain.introductions import HOPE_MOST, QUESTION_MOST, WHY_MOST, IntroductionWords
from bot.domain.things import Thing
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.checks import check_still_here
from cogs._shared.choices import chosen_id
from cogs._shared.forms import Asked, Part, PickPerson, build_form, form_id
from cogs._shared.replies import whisper_view
from cogs.introductions.cards import proposed

PREFIX = "introduction"
NOBODY = 0  # in place of the second, who is then chosen in the form, and of the ask


def introduction_form(
    texts: Texts, first_id: int, second_id: int | None, given: Mapping[str, str], *, ask_id: int | None = None
) -> Modal:
    parts: list[Asked] = [
        Part(
            "why",
            texts.say("Why these two?"),
            WHY_MOST,
            description=texts.say("The two of them read all that you write here."),
            required=True,
        ),
        Part(
            "hope",
            texts.say("What do you hope for yourself?"),
            HOPE_MOST,
            description=texts.say("Giving first does not mean wanting nothing. Say it aloud."),
            required=True,
        ),
        Part("question", texts.say("A question for them to begin with"), QUESTION_MOST, required=True, long=False),
    ]
    if second_id is None:
        parts.insert(0, PickPerson("with", texts.say("Who is the other one?")))
    custom_id = form_id(PREFIX, first_id, second_id or NOBODY, ask_id or NOBODY)
    return build_form(custom_id, texts.say("Introduce two people"), parts, given)


class IntroductionForm:
    prefix = PREFIX
    about = Thing.SERVER, 0

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        first_id, second_id, ask_id = map(int, args)
        return introduction_form(texts, first_id, second_id or None, given, ask_id=ask_id or None)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        first_id, named, ask_id = map(int, args)
        second_id = named or chosen_id(given.get("with", ""), Missing)
        for person_id in (first_id, second_id):
            await check_still_here(interaction, person_id)
        words = IntroductionWords(given.get("why", ""), given.get("hope", ""), given.get("question", ""))
        made = await interaction.client.services.introductions.propose(
            actor_of(interaction), first_id, second_id, words, ask_id or None
        )
        await whisper_view(interaction, proposed(texts_for(interaction), made))
