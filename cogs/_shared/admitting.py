"""The gate that every press and every form passes before a use case hears of it, wherever it is pressed."""

from bot.domain.errors import MembershipUnknown, NotOnServer
from bot.domain.people import NOWHERE
from bot.domain.things import About, Thing
from bot.gateway.tree import let_in
from cogs._shared.actors import Interaction, actor_of


async def admit(interaction: Interaction, what: str, about: About, *, only_reads: bool = False) -> None:
    """Lets somebody in where they press, or, under a direct message, where the thing is.

    On a server the press itself proves that they are on it. Under a direct message Discord is asked, unless what they
    press only reads; no transaction is open meanwhile, and there is time left to answer. Stopped, KeptOut; under a
    direct message also ServersOnly, Missing, NotOnServer, MembershipUnknown.
    """
    actor, gate = actor_of(interaction), interaction.client.services.gate
    gate.check(actor, what)
    if actor.community_id != NOWHERE:
        interaction.client.member_check.seen(actor.community_id, actor.person_id)
        return
    if about.thing is Thing.ONESELF:
        return
    there = await gate.place(actor, about)
    if not only_reads:
        is_member = await interaction.client.member_check.is_member(there.community_id, there.person_id)
        if is_member is None:
            raise MembershipUnknown
        if not is_member:
            raise NotOnServer
    let_in(interaction, there.community_id)
