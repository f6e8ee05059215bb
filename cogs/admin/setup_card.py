"""The set-up on one card: what is settled, what is wrong, and what is asked next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from discord import ButtonStyle, SelectOption
from discord.ui import ChannelSelect, LayoutView, Select
from discord.ui.select import BaseSelect

from bot.domain.channels import Ailment, Named, Trouble, Use
from bot.domain.communities import USES, Setting
from bot.domain.setup import Matter, Standing
from bot.wording.texts import Texts
from cogs._shared.channels import OFFERED
from cogs._shared.choices import LANGUAGES
from cogs._shared.controls import button
from cogs._shared.layout import Control, Tone, panel, plain
from cogs._shared.permissions import permission_names

TROUBLES_MOST = 8  # so that the longest fit a message with all the rest
NAMES_MOST = 3
NAME_ROOM = 40
END = "end"  # in a custom id, in place of a matter


@dataclass(frozen=True)
class Health:
    """What is wrong, channel by channel, of how many that are named."""

    troubles: Sequence[Trouble]
    channels: int


def setup_card(texts: Texts, standing: Standing, health: Health, matter: Matter | None) -> LayoutView:
    """`matter` is what is asked now; None once there is nothing more to ask."""
    ailing = health.troubles or standing.unled or standing.is_stopped
    return panel(
        texts.say("### Setting Trellis up"),
        "\n".join(_settled(texts, standing, each) for each in Matter),
        *_health(texts, standing, health),
        _question(texts, matter) if matter else texts.say("That is all. `/admin setup` looks at it again any time."),
        tone=Tone.SORRY if ailing else Tone.CALM,
        controls=_controls(texts, matter),
    )


def _settled(texts: Texts, standing: Standing, matter: Matter) -> str:
    mark = "▫️" if standing.is_open(matter) else "✅"
    name = texts.say("Groups") if matter is Matter.GROUP else _names(texts)[matter]
    return f"{mark} **{name}**: {_value(texts, standing, matter)}"


def _value(texts: Texts, standing: Standing, matter: Matter) -> str:
    if matter is Matter.GROUP:
        return str(len(standing.groups)) if standing.groups else texts.say("none yet")
    value = standing.decided.of(Setting(matter))
    if value is None:
        return texts.say("left open")
    if matter is Matter.LANGUAGE:
        return texts.language_name(str(value))
    return str(value) if matter is Matter.ZONE else f"<#{value}>"


def _names(texts: Texts) -> dict[Matter, str]:
    return {
        Matter.LANGUAGE: texts.say("Language"),
        Matter.ZONE: texts.say("Time zone"),
        Matter.KNOWLEDGE_CHANNEL: texts.say("Channel for asks"),
        Matter.MEETING_CHANNEL: texts.say("Meeting channel"),
        Matter.MODERATORS_CHANNEL: texts.say("Moderators' channel"),
        Matter.GROUP: texts.say("New group"),
    }


def _health(texts: Texts, standing: Standing, health: Health) -> list[str]:
    lines = [texts.say("⏸️ Everything is stopped. `/admin resume` lets it go on.")] if standing.is_stopped else []
    lines += [f"⚠️ {_ailing(texts, each)}" for each in health.troubles[:TROUBLES_MOST]]
    if more := len(health.troubles[TROUBLES_MOST:]):
        lines.append(texts.count("⚠️ {n} more channel needs you.", "⚠️ {n} more channels need you.", more))
    if standing.unled:
        groups = _all(texts, standing.unled)
        lines.append(texts.say("⚠️ Nobody leads {groups}. `/admin group lead` names somebody.", groups=groups))
    if not lines and health.channels:
        lines.append(
            texts.count(
                "👍 {n} channel is named, and I can do all I need to there.",
                "👍 {n} channels are named, and I can do all I need to there.",
                health.channels,
            )
        )
    return ["\n".join(lines)]


def _ailing(texts: Texts, trouble: Trouble) -> str:
    """What is wrong with a channel, for which of its uses, and what mends it."""
    uses = _uses(texts, trouble.named)
    match trouble.ailment:
        case Ailment.GONE:
            return texts.say("{uses}: the channel is gone, or hidden from me. Name another.", uses=uses)
        case Ailment.UNFIT:
            return texts.say(
                "{uses}: <#{channel}> is not a channel for that. Name another.", uses=uses, channel=trouble.channel_id
            )
        case Ailment.LACKING:
            return texts.say(
                "{uses}: grant me in <#{channel}>: {permissions}.",
                uses=uses,
                channel=trouble.channel_id,
                permissions=texts.all_of(permission_names(texts, trouble.missing)),
            )


def _uses(texts: Texts, named: Sequence[Named]) -> str:
    words = {
        Use.KNOWLEDGE: texts.say("Asks"),
        Use.MEETING: texts.say("Pairs"),
        Use.MODERATORS: texts.say("Moderators"),
    }
    of_server = [words[each.use] for each in named if each.use in words]
    groups = [each.group_name for each in named if each.group_name]
    return ", ".join([*of_server, *([_all(texts, groups)] if groups else [])])


def _all(texts: Texts, names: Sequence[str]) -> str:
    """A few of the groups by name, the rest by number."""
    shown = [texts.say("“{name}”", name=plain(name, NAME_ROOM)) for name in names[:NAMES_MOST]]
    if more := len(names[NAMES_MOST:]):
        shown.append(texts.count("{n} more", "{n} more", more))
    return texts.all_of(shown)


def _question(texts: Texts, matter: Matter) -> str:
    match matter:
        case Matter.LANGUAGE:
            asked = texts.say("In which language do new groups begin? Each reader still gets theirs with one press.")
        case Matter.ZONE:
            asked = texts.say("By whose clock do new groups go? Prompts come at a time of day, so I need a city.")
        case Matter.KNOWLEDGE_CHANNEL:
            asked = texts.say("Where do members ask for help? Each ask gets a thread there, for everybody to read.")
        case Matter.MEETING_CHANNEL:
            asked = texts.say(
                "Where do pairs meet? They get private threads under a channel that all members see; moderators who "
                "may manage threads can read those."
            )
        case Matter.MODERATORS_CHANNEL:
            asked = texts.say("Where do I tell you what went wrong? Best where only moderators read.")
        case Matter.GROUP:
            asked = texts.say("A group: people who follow each other up. It takes a channel and somebody who leads it.")
    number = list(Matter).index(matter) + 1
    return texts.say("**{number} of {of}** · {question}", number=number, of=len(Matter), question=asked)


def _controls(texts: Texts, matter: Matter | None) -> list[Control]:
    look = button(texts.say("Look again"), f"admin:setup:look:{matter or END}", emoji="🔄")
    later = [button(texts.say("Leave it for now"), f"admin:setup:after:{matter}")] if matter else []
    return [*_asking(texts, matter), _matters(texts, matter), *later, look]


def _asking(texts: Texts, matter: Matter | None) -> list[Control]:
    """What the question is answered with."""
    match matter:
        case None:
            return []
        case Matter.LANGUAGE:
            options = [SelectOption(label=each.name, value=each.value) for each in LANGUAGES]
            menu: BaseSelect[Any] = Select(
                custom_id="admin:setup:language", placeholder=texts.say("Choose a language"), options=options
            )
            return [menu]
        case Matter.ZONE:
            return [button(texts.say("Name a city"), "admin:setup:zone", style=ButtonStyle.primary)]
        case Matter.GROUP:
            return [button(texts.say("Describe the group"), "admin:setup:group", style=ButtonStyle.primary)]
        case _:
            channels: BaseSelect[Any] = ChannelSelect(
                custom_id=f"admin:setup:channel:{matter}",
                placeholder=texts.say("Choose a channel"),
                channel_types=OFFERED[USES[Setting(matter)]],
            )
            return [channels]


def _matters(texts: Texts, matter: Matter | None) -> BaseSelect[Any]:
    """Whatever was settled or left can be taken up again."""
    options = [SelectOption(label=name, value=each) for each, name in _names(texts).items()]
    # Where one was chosen before, Discord goes on showing it; a menu of another name begins afresh.
    return Select(custom_id=f"admin:setup:go:{matter or END}", placeholder=texts.say("Go to …"), options=options)
