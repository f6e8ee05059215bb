"""*Thank*: one field, for one person."""

from collections.abc import Mapping, Sequence

from discord.ui import Modal

from bot.domain.recognition import TEXT_MOST
from bot.domain.things import Thing
from bot.services.recognition import Addressee
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.checks import check_still_here
from cogs._shared.forms import Part, build_form, form_id
from cogs._shared.replies import whisper_view
from cogs.thanks.cards import passed_on

PREFIX = "thanks"
NOTHING = 0  # in place of a check-in or an ask, where it is for none


def thanks_form(texts: Texts, to: Addressee, given: Mapping[str, str]) -> Modal:
    part = Part(
        "text",
        texts.say("What you thank for"),
        TEXT_MOST,
        description=texts.say("Only whoever you thank reads it. What did it make possible?"),
        required=True,
    )
    return build_form(
        form_id(PREFIX, to.person_id, to.check_in_id or NOTHING, to.ask_id or NOTHING),
        texts.say("Thanks"),
        [part],
        given,
    )


class ThanksForm:
    prefix = PREFIX
    about = Thing.ASK, 2

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        return thanks_form(texts, _addressee(args), given)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        to = _addressee(args)
        if interaction.guild is not None:  # under a direct message, where help is thanked for, no server can be asked
            await check_still_here(interaction, to.person_id)
        said = await interaction.client.services.recognition.thank(actor_of(interaction), to, given.get("text", ""))
        await whisper_view(interaction, passed_on(texts_for(interaction), said))


def _addressee(args: Sequence[str]) -> Addressee:
    person_id, check_in_id, ask_id = map(int, args)
    return Addressee(person_id, check_in_id or None, ask_id or None)
