"""Who may do what: every command, button, menu and form with whose it is, and what it is tried with.

`{names}` are ids of things of Kari's or of her group; `THINGS` in `authorization_town.py` says which. Whoever is not
named may not. From another server nothing of it is to be had; that is not said here, but tried of each row.
"""

from dataclasses import dataclass, field
from typing import Any

from sandbox.protocol.checks import UploadedFile
from tests.e2e.authorization_town import Who
from tests.e2e.past_the_client import BUTTON, CHANNEL_SELECT, STRING_SELECT

NOBODY = Who(0)
OWNER, PARTNER, MEMBER, LEADER = Who.OWNER, Who.PARTNER, Who.MEMBER, Who.LEADER
OTHER_LEADER, MODERATORS, DIRECT = Who.OTHER_LEADER, Who.MODERATOR, Who.DIRECT
GROUP = OWNER | PARTNER | MEMBER | LEADER
MEMBERS = GROUP | OTHER_LEADER  # of any group
EVERYBODY = MEMBERS | MODERATORS
ANYWHERE = EVERYBODY | DIRECT
LEADERS = LEADER | MODERATORS
OWN = OWNER | DIRECT

LIST = UploadedFile("list.csv", "text/csv", b"100000000000000001")
PLAN = {"what": "Ask one open question"}
ANSWER = {"tried": "A call"}
RHYTHM = {"weekday": 1, "time": "09:00", "zone": "Europe/Oslo"}
ASK = {"question": "How do I end a call?", "tried": "Waiting", "minutes": "15"}
INTRODUCED = {"why": "Both sell", "hope": "To learn", "question": "What was first?"}
TOLD = {"title": "Ask first", "learned": "They knew"}


@dataclass(frozen=True)
class Row:
    may: Who
    given: dict[str, Any] = field(default_factory=dict)  # options of a command, texts of a form
    target: str | None = None  # what a menu is opened on, by name
    chosen: str | None = None  # in a menu on a message
    component: int = BUTTON
    of_own: bool = False  # whatever id it is given, it is about whoever tries it, and about nothing of anybody else's


def options(may: Who, **given: Any) -> Row:
    return Row(may, given)


def on(may: Who, target: str) -> Row:
    return Row(may, target=target)


def of_own(may: Who, **given: Any) -> Row:
    return Row(may, given, of_own=True)


def choice(may: Who, chosen: str, component: int = STRING_SELECT) -> Row:
    return Row(may, chosen=chosen, component=component)


COMMANDS: dict[str, Row] = {
    # moderating
    "admin audit": options(MODERATORS),
    "admin deliveries": options(MODERATORS),
    "admin export": options(MODERATORS, group="Founders"),
    "admin group archive": options(MODERATORS, name="Founders"),
    "admin group create": options(MODERATORS, name="New", channel="{channel}", facilitator="{nina}", **RHYTHM),
    "admin group edit": options(MODERATORS, name="Founders", time="10:00"),
    "admin group lead": options(MODERATORS, name="Founders", person="{member}"),
    "admin group restore": options(MODERATORS, name="Put away", channel="{channel}"),
    "admin import": options(MODERATORS, file=LIST, group="Founders"),
    "admin member block": options(MODERATORS, person="{owner}"),
    "admin member remove": options(MODERATORS, person="{owner}", group="Founders"),
    "admin member show": options(MODERATORS, person="{owner}"),
    "admin member unblock": options(MODERATORS, person="{owner}"),
    "admin resume": options(MODERATORS),
    "admin schedule": options(MODERATORS),
    "admin settings": options(MODERATORS, language="it"),
    "admin setup": options(MODERATORS),
    "admin stop": options(MODERATORS),
    # leading
    "facilitate group co-lead": options(LEADERS, person="{member}", group="Founders"),
    "facilitate group edit": options(LEADERS, time="10:00", group="Founders"),
    "facilitate group hand-over": options(LEADER, person="{member}", group="Founders"),
    "facilitate group invite": options(LEADERS, person="{nina}", group="Founders"),
    "facilitate group members": options(LEADERS, group="Founders"),
    "facilitate group pause": options(LEADERS, until="2026-10-30", group="Founders"),
    "facilitate group resume": options(LEADERS, group="Founders"),
    "facilitate pairs": options(LEADERS, group="Founders"),
    "facilitate prompt": options(LEADERS, group="Founders"),
    "facilitate ring": options(LEADERS, group="Founders"),
    # groups
    "group join": options(EVERYBODY, name="Founders"),
    "group leave": options(GROUP, name="Founders"),
    "group list": options(EVERYBODY),
    "group show": options(EVERYBODY, name="Founders"),
    # experiments and check-ins
    "checkin": options(OWNER, outcome="tried", experiment="{experiment}"),
    "experiment change": options(OWNER, experiment="{experiment}"),
    "experiment delete": options(OWNER, experiment="{experiment}"),
    "experiment finish": options(OWNER, experiment="{experiment}"),
    "experiment ideas": options(EVERYBODY),
    "experiment list": options(EVERYBODY),
    "experiment pause": options(OWNER, experiment="{experiment}"),
    "experiment resume": options(OWNER, experiment="{experiment}"),
    "experiment show": options(OWNER, experiment="{experiment}"),
    "experiment start": options(GROUP, way="project", group="Founders"),
    # partners
    "partner allow": options(EVERYBODY, person="{leader}"),
    "partner avoid": options(EVERYBODY, person="{nina}"),
    "partner met": options(EVERYBODY),
    "partner show": options(EVERYBODY),
    "partner skip": options(GROUP, group="Founders"),
    # asks, offers, introductions, lessons, thanks
    "ask": options(EVERYBODY, kind="advice"),
    "find": options(EVERYBODY, what="beginning"),
    "introduce": options(EVERYBODY & ~(LEADER | OTHER_LEADER), first="{leader}", second="{other}"),
    "lesson delete": options(OWNER, lesson="{lesson}"),
    "lesson save": options(GROUP, group="Founders"),
    "lesson search": options(MEMBERS, what="begin"),
    "lesson show": options(GROUP, lesson="{lesson}"),
    "offer add": options(EVERYBODY, what="How to call"),
    "offer list": options(EVERYBODY),
    "offer remove": options(OWNER, offer="{offer}"),
    "thanks": Row(EVERYBODY & ~LEADER, {"person": "{leader}", "for": "For the idea"}),
    # oneself
    "help": options(EVERYBODY),
    "my away": options(EVERYBODY, until="2026-09-30"),
    "my back": options(EVERYBODY),
    "my data": options(EVERYBODY),
    "my forget": options(EVERYBODY),
    "my nudges": options(EVERYBODY, per_week=1),
    "my profile": options(EVERYBODY),
    "my thanks": options(EVERYBODY),
    # the menus on a person and on a message
    "Introduce": on(EVERYBODY & ~LEADER, "leader"),
    "Remove from Trellis": on(MODERATORS, "message"),
    "Save as lesson": on(MEMBERS, "message"),
    "Thank": on(EVERYBODY & ~LEADER, "leader"),
    "Thank for this": on(EVERYBODY & ~OWNER, "message"),
    "Who is this?": on(EVERYBODY, "owner"),
}

CONTROLS: dict[str, Row] = {
    "admin:audit:-:{owner}:{group}:1": of_own(MODERATORS),
    "admin:deliveries:page:1": Row(MODERATORS),
    "admin:deliveries:retry-all": Row(MODERATORS),
    "admin:deliveries:retry:1:{lost}": Row(MODERATORS),
    "admin:import:invite:{roster}": Row(MODERATORS),
    "admin:resume": Row(MODERATORS),
    "admin:schedule:page:1": Row(MODERATORS),
    "admin:settings:remove:zone": Row(MODERATORS),
    "admin:setup:after:zone": Row(MODERATORS),
    "admin:setup:begin": Row(MODERATORS),
    "admin:setup:channel:meeting_channel": choice(MODERATORS, "{channel}", CHANNEL_SELECT),
    "admin:setup:go:zone": choice(MODERATORS, "zone"),
    "admin:setup:group": Row(MODERATORS),
    "admin:setup:language": choice(MODERATORS, "it"),
    "admin:setup:look:zone": Row(MODERATORS),
    "admin:setup:zone": Row(MODERATORS),
    "ask:accept:{ask}:{leader}": Row(OWN),
    "ask:back:{ask}": Row(ANYWHERE),  # whoever offered no help takes none back
    "ask:delete:{ask}": Row(OWN),
    "ask:help:{ask}": Row(EVERYBODY & ~OWNER),
    "ask:introduce:{ask}": Row(EVERYBODY & ~OWNER),
    "ask:pass:{ask}": Row(OTHER_LEADER),
    "ask:post:{work}": Row(OWNER),
    "ask:return:{work}": Row(OWNER),
    "ask:reword:{work}": Row(OWNER),
    "ask:reopen:{ask}": Row(OWN),
    "ask:solved:{ask}": Row(OWN),
    "ask:withdraw:{ask}": Row(OWN),
    "ask:worked:yes:{solved}": Row(OWN),
    "card:read:{card}": Row(EVERYBODY),
    "checkin:again:tried:{check_in}": Row(OWN),
    "checkin:change:{check_in}": Row(OWN),
    "checkin:experiment:tried": choice(OWN, "{experiment}"),
    "checkin:now:{check_in}": Row(OWN),
    "checkin:resolved:{check_in}": Row(OWN),
    "checkin:respond:{check_in}": Row(GROUP & ~OWNER),
    "checkin:rethink:plan:{check_in}": Row(OWN),
    "checkin:tried:{round}": Row(GROUP | DIRECT),
    "delivery:why:nudge:{nudge}": of_own(ANYWHERE),
    "draft:edit:{draft}": Row(OWNER),
    "experiment:again:{closed}": Row(OWN),
    "experiment:back:{experiment}": Row(GROUP),
    "experiment:begin:monday:{young}": Row(OWN),
    "experiment:answers": choice(OWN, "{check_in}"),
    "experiment:delete-answer:{check_in}": Row(OWN),
    "experiment:delete:{experiment}": Row(OWN),
    "experiment:finish:{experiment}": Row(OWN),
    "facilitate:pairs:{group}:1": Row(LEADERS),
    "facilitate:prompt:{round}": Row(LEADERS),
    "forget:me": Row(ANYWHERE),
    "group:join:{group}": Row(EVERYBODY),
    "help:topic": choice(ANYWHERE, "partners"),
    "idea:browse": Row(ANYWHERE),
    "idea:more:any:0:1": Row(ANYWHERE),
    "idea:start:map-of-teachers": Row(MEMBERS),
    "introduction:not_now:{introduction}": Row(OWN | OTHER_LEADER),
    "introduction:yes:{introduction}": Row(OWN | OTHER_LEADER),
    "lesson:ask:{solved}": Row(OWN),
    "lesson:helped:{lesson}": Row(GROUP),
    "lesson:keep:{held}": Row(OWN),
    "lesson:found:1:begin": Row(MEMBERS),
    "lesson:let_go:{held}": Row(OWN),
    "lesson:read:{lesson}": Row(GROUP),
    "nudge:later:{nudge}": Row(OWN),
    "nudge:less:{nudge}": of_own(ANYWHERE),
    "nudge:skip:{nudge}": Row(OWN),
    "offer:remove:{offer}": Row(OWNER),
    "partner:back": Row(ANYWHERE),
    "partner:back:{nudge}": Row(OWN),
    "partner:met:yes:{pairing}": Row(OWN | PARTNER),
    "person:clock": Row(ANYWHERE),
    "person:contact:message": Row(ANYWHERE),
    "person:exchange": Row(EVERYBODY),
    "ring:answer:{request}": Row(EVERYBODY & ~OWNER),
    "ring:next:{ring}": Row(EVERYBODY & ~OWNER),  # the one request is theirs; whom they avoid sees it like anybody
    "ring:request:{ring}": Row(GROUP),
    "text:remove:{card}:{card_message}": Row(MODERATORS),
    "thanks:ask:{solved}:{leader}": Row(OWN),
}

FORMS: dict[str, Row] = {
    "ask:advice": Row(EVERYBODY, ASK),
    "ask-return:{work}": Row(OWNER, {"in_return": "An hour"}),
    "check-in:{experiment}:tried:-:-": Row(OWN, ANSWER),
    "experiment-change:{experiment}": Row(OWN, PLAN),
    "experiment-finish:{experiment}:group": Row(OWN, {"verdict": "keep"}),
    "experiment-start:{group}:project:weekly:3:30:today:group:0:0": Row(GROUP, PLAN),
    "forget": Row(ANYWHERE, {"word": "FORGET"}),
    "introduction:{leader}:{other}:0": Row(EVERYBODY & ~(LEADER | OTHER_LEADER), INTRODUCED),
    "lesson-from-ask:{solved}": Row(OWN, TOLD),
    "lesson-save:{group}:0:0": Row(GROUP, TOLD),
    "person-clock": Row(ANYWHERE, {"place": "Oslo"}),
    "person-exchange:{offer}": of_own(EVERYBODY, teaches="Calling"),
    "response:{check_in}:teach": Row(GROUP & ~OWNER, {"text": "How did you?"}),
    "ring-answer:{request}": Row(EVERYBODY & ~OWNER, {"answer": "I have"}),
    "ring-request:{ring}": Row(GROUP, {"request": "Who has sold to a school?", "kind": "advice"}),
    "setup-group": options(
        MODERATORS, name="New", channel="{channel}", facilitator="{nina}", weekday="1", time="09:00"
    ),
    "setup-zone": Row(MODERATORS, {"place": "Oslo"}),
    "thanks:{leader}:0:{solved}": Row(OWN, {"text": "For the idea"}),
}

# What stays the owner's who was taken out of the group and is on the server still, beside what anybody there may do:
# what they ask of everybody, who they are to meet, and their own words.
AFTER_REMOVAL = frozenset(
    {
        "experiment delete",
        "experiment show",
        "lesson delete",
        "lesson show",
        "offer remove",
        "ask:accept:{ask}:{leader}",
        "ask:delete:{ask}",
        "ask:post:{work}",
        "ask:reopen:{ask}",
        "ask:return:{work}",
        "ask:reword:{work}",
        "ask:solved:{ask}",
        "ask:withdraw:{ask}",
        "ask:worked:yes:{solved}",
        "draft:edit:{draft}",
        "experiment:answers",
        "experiment:delete-answer:{check_in}",
        "experiment:delete:{experiment}",
        "introduction:not_now:{introduction}",
        "introduction:yes:{introduction}",
        "lesson:ask:{solved}",
        "lesson:helped:{lesson}",
        "lesson:read:{lesson}",
        "offer:remove:{offer}",
        "thanks:ask:{solved}:{leader}",
        "ask-return:{work}",
        "lesson-from-ask:{solved}",
        "thanks:{leader}:0:{solved}",
    }
)
