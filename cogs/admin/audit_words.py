"""Changes in plain words: what somebody did, and what of it is different now."""

from collections.abc import Callable

from discord.app_commands import Choice, locale_str
from whenever import Date, Time, Weekday

from bot.domain.audit import Action, Audit, Fact
from bot.domain.groups import Entry
from bot.services.audits import Told
from bot.wording.texts import Texts
from cogs._shared.layout import person, plain

NAME_MOST = 40  # of a group's name, so that a page of the longest fits a message
NOTHING = "–"

# Offered while somebody types, since there may be more than the 25 that Discord lists.
ACTIONS = [
    Choice(name=locale_str("Settings of the server"), value=Action.SETTINGS_CHANGED),
    Choice(name=locale_str("New group"), value=Action.GROUP_CREATED),
    Choice(name=locale_str("Group changed"), value=Action.GROUP_EDITED),
    Choice(name=locale_str("Group paused"), value=Action.GROUP_PAUSED),
    Choice(name=locale_str("Group resumed"), value=Action.GROUP_RESUMED),
    Choice(name=locale_str("Group archived"), value=Action.GROUP_ARCHIVED),
    Choice(name=locale_str("Group restored"), value=Action.GROUP_RESTORED),
    Choice(name=locale_str("Named to lead"), value=Action.LEADER_NAMED),
    Choice(name=locale_str("Lead shared"), value=Action.LEAD_SHARED),
    Choice(name=locale_str("Lead passed on"), value=Action.LEAD_HANDED_OVER),
    Choice(name=locale_str("Invited"), value=Action.INVITED),
    Choice(name=locale_str("Joined a group"), value=Action.JOINED),
    Choice(name=locale_str("Left a group"), value=Action.LEFT),
    Choice(name=locale_str("Gone from the server"), value=Action.GONE),
    Choice(name=locale_str("Deliveries retried"), value=Action.DELIVERIES_RETRIED),
    Choice(name=locale_str("Files taken out"), value=Action.EXPORTED),
    Choice(name=locale_str("List of people invited"), value=Action.IMPORTED),
    Choice(name=locale_str("Everything stopped"), value=Action.STOPPED),
    Choice(name=locale_str("Everything resumed"), value=Action.RESUMED),
    Choice(name=locale_str("Kept out"), value=Action.BLOCKED),
    Choice(name=locale_str("Let in again"), value=Action.UNBLOCKED),
    Choice(name=locale_str("Taken out of a group"), value=Action.REMOVED),
    Choice(name=locale_str("A text removed"), value=Action.TEXT_REMOVED),
    Choice(name=locale_str("Forgotten"), value=Action.FORGOTTEN),
]


def happened(texts: Texts, told: Told) -> str:
    """One sentence. A group that is no longer here is told of without a name."""
    audit = told.audit
    words = {
        "actor": person(audit.actor_id),
        "person": person(audit.subject.person_id or 0),
        "group": plain(told.group_name or NOTHING, NAME_MOST),
    }
    return {
        Action.SETTINGS_CHANGED: texts.say("{actor} changed the settings of the server", **words),
        Action.GROUP_CREATED: texts.say("{actor} made “{group}”, led by {person}", **words),
        Action.GROUP_EDITED: texts.say("{actor} changed “{group}”", **words),
        Action.GROUP_PAUSED: texts.say("{actor} lets “{group}” rest", **words),
        Action.GROUP_RESUMED: texts.say("{actor} had “{group}” go on", **words),
        Action.GROUP_ARCHIVED: texts.say("{actor} archived “{group}”", **words),
        Action.GROUP_RESTORED: texts.say("{actor} brought “{group}” back", **words),
        Action.LEADER_NAMED: texts.say("{actor} named {person} to lead “{group}”", **words),
        Action.LEAD_SHARED: texts.say("{actor} shares the lead of “{group}” with {person}", **words),
        Action.LEAD_HANDED_OVER: texts.say("{actor} passed the lead of “{group}” on to {person}", **words),
        Action.INVITED: texts.say("{actor} invited {person} to “{group}”", **words),
        Action.JOINED: texts.say("{actor} joined “{group}”", **words),
        Action.LEFT: texts.say("{actor} left “{group}”", **words),
        Action.GONE: texts.say("{actor} has left the server, and “{group}” with it", **words),
        Action.STOPPED: texts.say("{actor} stopped everything", **words),
        Action.RESUMED: texts.say("{actor} let everything go on", **words),
        Action.BLOCKED: texts.say("{actor} keeps {person} out", **words),
        Action.UNBLOCKED: texts.say("{actor} lets {person} in again", **words),
        Action.REMOVED: texts.say("{actor} took {person} out of “{group}”", **words),
        Action.TEXT_REMOVED: texts.say("{actor} removed a text by {person}", **words),
        Action.FORGOTTEN: texts.say("Somebody had all about themselves erased"),
        Action.EXPORTED: (
            texts.say("{actor} took out files of “{group}”", **words)
            if told.audit.subject.group_id
            else texts.say("{actor} took out files of the whole server", **words)
        ),
        Action.IMPORTED: texts.say("{actor} invited a list of people to “{group}”", **words),
        Action.DELIVERIES_RETRIED: texts.say("{actor} retried what had reached nobody", **words),
    }[audit.action]


def change(texts: Texts, audit: Audit, fact: Fact) -> str:
    """`Weekday: Monday → Tuesday`; `Weekday: Monday` where there was nothing before."""
    was, became = (_value(texts, fact, facts.get(fact)) for facts in (audit.before, audit.after))
    return f"{fact_name(texts, fact)}: {became if was == NOTHING else f'{was} → {became}'}"


def fact_name(texts: Texts, fact: Fact) -> str:
    return {
        Fact.NAME: texts.say("Name"),
        Fact.CHANNEL: texts.say("Channel"),
        Fact.WEEKDAY: texts.say("Weekday"),
        Fact.TIME: texts.say("Time of day"),
        Fact.ZONE: texts.say("Time zone"),
        Fact.LANGUAGE: texts.say("Language"),
        Fact.ENTRY: texts.say("Who may come in"),
        Fact.RESTS_UNTIL: texts.say("At rest until"),
        Fact.KNOWLEDGE_CHANNEL: texts.say("Channel for asks"),
        Fact.MEETING_CHANNEL: texts.say("Meeting channel"),
        Fact.MODERATORS_CHANNEL: texts.say("Moderators' channel"),
        Fact.HOW_MANY: texts.say("How many"),
    }[fact]


def _value(texts: Texts, fact: Fact, value: str | int | None) -> str:
    return NOTHING if value is None else SHOWN.get(fact, _as_it_is)(texts, value)


def _as_it_is(_texts: Texts, value: str | int) -> str:
    return plain(str(value), NAME_MOST)


def _channel(_texts: Texts, value: str | int) -> str:
    return f"<#{value}>"


def _entry(texts: Texts, value: str | int) -> str:
    return {Entry.OPEN: texts.say("Open: whoever wants to"), Entry.INVITED: texts.say("By invitation")}[
        Entry(str(value))
    ]


# How a value is shown that is not read as it is kept.
SHOWN: dict[Fact, Callable[[Texts, str | int], str]] = {
    Fact.CHANNEL: _channel,
    Fact.KNOWLEDGE_CHANNEL: _channel,
    Fact.MEETING_CHANNEL: _channel,
    Fact.MODERATORS_CHANNEL: _channel,
    Fact.WEEKDAY: lambda texts, value: texts.weekday(Weekday(int(value))),
    Fact.TIME: lambda texts, value: texts.time(Time.parse_iso(str(value))),
    Fact.ZONE: lambda texts, value: texts.city(str(value)),
    Fact.LANGUAGE: lambda texts, value: texts.language_name(str(value)),
    Fact.ENTRY: _entry,
    Fact.HOW_MANY: lambda texts, value: texts.number(int(value)),
    Fact.RESTS_UNTIL: lambda texts, value: texts.date(Date.parse_iso(str(value))),
}
