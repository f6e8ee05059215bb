"""What somebody sees of their partners who is in several pairs at once (P7, P8)."""

from discord.ui import ActionRow, Button, TextDisplay
from whenever import Instant, Time, Weekday

from bot.domain.groups import Group
from bot.domain.partners import Paired, Pairing, PairKind
from bot.domain.people import Language
from bot.domain.recurrence import WeeklyRhythm
from bot.services.partners import OwnPairing, PartnerView
from bot.wording.texts import load_wording
from cogs.partners.view import did_you_meet

NOW = Instant.from_utc(2026, 9, 7)
GROUP = Group(1, 1, "Founders", 1, Language.ENGLISH, WeeklyRhythm(Weekday.MONDAY, Time(9), "Europe/Oslo"), NOW)


def own(pairing_id: int, kind: PairKind) -> OwnPairing:
    people = (Paired(1), Paired(pairing_id))
    return OwnPairing(Pairing(pairing_id, 1, 1, 1, kind, 1, NOW, people), GROUP, [pairing_id], None, None)


def test_p7_the_three_answers_stand_under_the_pair_they_are_about() -> None:
    view = PartnerView(True, [own(8, PairKind.GROUP), own(9, PairKind.ACROSS)], [])

    shown = did_you_meet(load_wording().in_language(Language.ENGLISH), view)

    [container] = shown.children
    order = []
    for item in container.children:  # type: ignore[attr-defined]
        if isinstance(item, TextDisplay) and "### With" in item.content:
            order.append(item.content.splitlines()[0])
        if isinstance(item, ActionRow):
            order += [each.custom_id for each in item.children if isinstance(each, Button)]
    assert order == [
        "### With <@8>, in “Founders”",
        *(f"partner:met:{met}:8" for met in ("yes", "not_yet", "no")),
        "### With <@9>, from another group",
        *(f"partner:met:{met}:9" for met in ("yes", "not_yet", "no")),
    ]
