"""The pairs of the coming round, for who leads the group; and another whole proposal."""

from discord.ui import LayoutView

from bot.domain.proposals import PROPOSALS, SHOWN_FROM, Shown
from bot.services.pairs import PairsOutlook
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl, button
from cogs._shared.layout import panel, person, plain

PAIRS_SHOWN = 50
OFF_SHOWN = 30


async def show_pairs(interaction: Interaction, group_name: str | None) -> LayoutView:
    await interaction.response.defer(ephemeral=True)  # hundreds of people take longer than three seconds
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
    if outlook.shown is None:
        few = texts.say(
            "With fewer than {n} people in pairs I don't show them beforehand. Among so few they'd tell more than who "
            "meets whom. Everyone reads about their own partner when the round opens.",
            n=SHOWN_FROM,
        )
        return panel(title, few)
    another = button(texts.say("Another proposal"), f"facilitate:pairs:{outlook.group.id}:{outlook.number}", emoji="🔄")
    return panel(
        title,
        *_proposal(texts, outlook.shown),
        texts.say(
            "-# Proposal {number} of {of}, as things were at the first look. Changes since then count when the pairs "
            "are made.",
            number=outlook.number,
            of=PROPOSALS,
        ),
        controls=[another],
    )


def _proposal(texts: Texts, shown: Shown) -> list[str]:
    lines = [f"- {texts.all_of(map(person, some))}" for some in shown.together]
    more = len(lines) - PAIRS_SHOWN
    open, off = (texts.all_of(map(person, some[:OFF_SHOWN])) for some in (shown.open, shown.off))
    return [
        "\n".join(lines[:PAIRS_SHOWN]),
        texts.count("and {n} pair more", "and {n} pairs more", more) if more > 0 else "",
        texts.say("Their partner can't make it, so they'll meet someone else: {people}", people=open) if open else "",
        texts.say("A round off: {people}", people=off) if off else "",
    ]


class AnotherProposal(PressControl, template=r"facilitate:pairs:(?P<group_id>\d+):(?P<number>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        await interaction.response.defer()  # as above, where it is the first look
        pairs, number = interaction.client.services.pairs, int(self.state["number"])
        outlook = await pairs.propose_another(actor_of(interaction), int(self.state["group_id"]), number)
        await interaction.edit_original_response(view=coming_pairs(texts_for(interaction), outlook))
