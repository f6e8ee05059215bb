"""The pairs of the coming round, for who leads the group; and another whole proposal."""

from discord.ui import LayoutView

from bot.domain.partners import PROPOSALS
from bot.services.pairs import PairsOutlook
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl, button
from cogs._shared.layout import panel, person, plain

PAIRS_SHOWN = 50
OFF_SHOWN = 30


async def show_pairs(interaction: Interaction, group_name: str | None) -> LayoutView:
    await interaction.response.defer(ephemeral=True)  # hundreds of people take longer than the three seconds there are
    outlook = await interaction.client.services.pairs.preview(actor_of(interaction), group_name)
    return coming_pairs(texts_for(interaction), outlook)


def coming_pairs(texts: Texts, outlook: PairsOutlook) -> LayoutView:
    title = texts.say(
        "### Pairs of “{group}” for the round of {date}",
        group=plain(outlook.group.name),
        date=texts.date(outlook.round.local_date),
    )
    if not outlook.is_paired:
        nobody = texts.say("Nobody is paired here until a moderator names a meeting channel: `/admin settings`")
        return panel(title, nobody)
    lines = [f"- {texts.all_of(map(person, some))}" for some in outlook.together]
    more = len(lines) - PAIRS_SHOWN
    off = texts.all_of(map(person, outlook.off[:OFF_SHOWN]))
    another = button(texts.say("Another proposal"), f"facilitate:pairs:{outlook.group.id}:{outlook.number}", emoji="🔄")
    return panel(
        title,
        "\n".join(lines[:PAIRS_SHOWN]) or texts.say("No pair can be made this time."),
        texts.count("and {n} pair more", "and {n} pairs more", more) if more > 0 else "",
        texts.say("A round off: {people}", people=off) if off else "",
        texts.say("These are the same once more: any others would bring more people together again.")
        if outlook.is_same
        else "",
        texts.say(
            "-# Proposal {number} of {of}. These are the pairs if nothing changes until the prompt.",
            number=outlook.number,
            of=PROPOSALS,
        )
        if lines
        else "",
        controls=[another] if lines else [],
    )


class AnotherProposal(PressControl, template=r"facilitate:pairs:(?P<group_id>\d+):(?P<number>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        await interaction.response.defer()  # as above, and each proposal takes account of those before it
        pairs, number = interaction.client.services.pairs, int(self.state["number"])
        outlook = await pairs.propose_another(actor_of(interaction), int(self.state["group_id"]), number)
        await interaction.edit_original_response(view=coming_pairs(texts_for(interaction), outlook))
