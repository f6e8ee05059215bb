"""What there is to know, by task. Every command is named in one of these."""

from collections.abc import Callable
from enum import StrEnum

from bot.services.footing import Footing
from bot.wording.texts import Texts


class Topic(StrEnum):
    EXPERIMENTS = "experiments"
    CHECK_INS = "check-ins"
    PARTNERS = "partners"
    ASKS = "asks"
    LESSONS = "lessons"
    MINE = "mine"
    LEADING = "leading"
    MODERATING = "moderating"


def title(texts: Texts, topic: Topic) -> str:
    return {
        Topic.EXPERIMENTS: texts.say("Experiments"),
        Topic.CHECK_INS: texts.say("Check-ins and rounds"),
        Topic.PARTNERS: texts.say("Groups and partners"),
        Topic.ASKS: texts.say("Asking and offering"),
        Topic.LESSONS: texts.say("Thanks and lessons"),
        Topic.MINE: texts.say("Reminders and what is mine"),
        Topic.LEADING: texts.say("Leading a group"),
        Topic.MODERATING: texts.say("Moderating the server"),
    }[topic]


def for_whom(footing: Footing) -> list[Topic]:
    """What is of use to somebody who stands there."""
    hidden = set[Topic]()
    if not footing.leads and not footing.moderates:
        hidden.add(Topic.LEADING)
    if not footing.moderates:
        hidden.add(Topic.MODERATING)
    return [topic for topic in Topic if topic not in hidden]


def _experiments(texts: Texts) -> list[str]:
    return [
        texts.say(
            "Learning is what you do with it: pick one thing, say *when … then …*, and try it for 30 days. A try that "
            "fails teaches as much as one that works."
        ),
        texts.say("- `/experiment ideas`: something to begin with, by way and by how far out of your comfort zone"),
        texts.say("- `/experiment start`: your own, up to five at once; you choose who may read it"),
        texts.say("- `/experiment list`, `/experiment show`: how it goes"),
        texts.say("- `/experiment change`: a plan that fits better, from tomorrow on"),
        texts.say("- `/experiment pause`, `/experiment resume`: a rest that counts for nothing"),
        texts.say("- `/experiment finish`: keep, adapt or drop, and a word to the next person"),
        texts.say("- `/experiment delete`: take it back for good; `/experiment show` does that for one answer"),
    ]


def _check_ins(texts: Texts) -> list[str]:
    return [
        texts.say(
            "Once a week your group's channel asks how it went. Press *I tried*, *I tried and it failed* or *Not yet*: "
            "all three are answers."
        ),
        texts.say("- `/checkin`: answer at any time, also for the last seven days"),
        texts.say("- *Respond* on a check-in: one question that helps somebody think on"),
        texts.say("- Two misses in a row are the only alarm. There are no streaks, and coming back is celebrated."),
    ]


def _partners(texts: Texts) -> list[str]:
    return [
        texts.say("A group meets in a round a week; in each round you may have a partner to talk to."),
        texts.say("- `/group list`, `/group show`, `/group join`, `/group leave`"),
        texts.say("- `/partner show`: who it is this time, and three questions to begin with"),
        texts.say("- `/partner met`: whether you met; every answer is fine"),
        texts.say("- `/partner skip`: one round off"),
        texts.say("- `/partner avoid`, `/partner allow`: never with somebody; only you ever know"),
    ]


def _asks(texts: Texts) -> list[str]:
    return [
        texts.say("A network is worth what flows through it. Give first, and let others give back."),
        texts.say("- `/ask`: one question to everybody, weighed and answered"),
        texts.say("- `/offer add`, `/offer list`, `/offer remove`: what you could teach, and how often a month"),
        texts.say("- `/find`: who could teach you something"),
        texts.say("- `/introduce`, or *Introduce* in a person's menu: bring two together who may help each other"),
        texts.say("- *Who is this?* in a person's menu: what they try, teach and look for"),
    ]


def _lessons(texts: Texts) -> list[str]:
    return [
        texts.say("- `/thanks`, or *Thank* in a person's menu: say that somebody helped; only the two of you read it"),
        texts.say("- *Thank for this* in a message's menu: the same, for one message"),
        texts.say("- `/my thanks`: what you gave and received; nobody else sees it, and nobody is ranked"),
        texts.say("- `/lesson search`, `/lesson show`: what others learned"),
        texts.say("- `/lesson save`, or *Save as lesson* in a message's menu; `/lesson delete` takes it back"),
    ]


def _mine(texts: Texts) -> list[str]:
    return [
        texts.say("- `/my profile`: your language, your clock, what you offer and look for"),
        texts.say("- `/my nudges`: how many reminders a week and a day, where, and your quiet hours"),
        texts.say("- `/my away`, `/my back`: no reminders until a day you name"),
        texts.say("- `/my data`: everything I keep about you, as files"),
        texts.say("- `/my forget`: all of it erased, everywhere"),
        texts.say("I never read what you write to each other. What a form asks is what I keep."),
    ]


def _leading(texts: Texts) -> list[str]:
    return [
        texts.say("Leaders go first: try something yourself, and answer before you ask the others to."),
        texts.say("- `/facilitate prompt`: see the coming prompt, or post it now"),
        texts.say("- `/facilitate pairs`: the coming pairs, and another proposal"),
        texts.say("- `/facilitate ring`: some days in which everybody makes one request and answers one"),
        texts.say("- `/facilitate group invite`: ask somebody in"),
        texts.say("- `/facilitate group members`: who is in it, and since when"),
        texts.say("- `/facilitate group edit`: another weekday, time or zone, from the next round on"),
        texts.say("- `/facilitate group pause`, `/facilitate group resume`: a rest for everybody"),
        texts.say("- `/facilitate group co-lead`, `/facilitate group hand-over`: lead together, or pass it on"),
    ]


def _moderating(texts: Texts) -> list[str]:
    return [
        texts.say("- `/admin setup`: from nothing to the first group; later, whether all is well"),
        texts.say("- `/admin group create`, `/admin group edit`: a group, its channel and its rhythm"),
        texts.say("- `/admin group archive`, `/admin group restore`: put it away, and bring it back"),
        texts.say("- `/admin group lead`: who leads it"),
        texts.say("- `/admin settings`: what holds for the whole server"),
        texts.say("- `/admin schedule`: what comes next"),
        texts.say("- `/admin deliveries`: what reached nobody, why, and trying again"),
        texts.say("- `/admin audit`: who changed what"),
        texts.say("- `/admin member show`, `/admin member remove`: somebody's place here, and taking them out"),
        texts.say("- `/admin member block`, `/admin member unblock`: keep somebody from using me here"),
        texts.say("- `/admin stop`, `/admin resume`: everything at rest, at once"),
        texts.say("- *Remove from Trellis* in a message's menu: one text out of everything I hold or posted"),
        texts.say("- `/admin export`, `/admin import`: files out, a list of people in"),
    ]


LINES: dict[Topic, Callable[[Texts], list[str]]] = {
    Topic.EXPERIMENTS: _experiments,
    Topic.CHECK_INS: _check_ins,
    Topic.PARTNERS: _partners,
    Topic.ASKS: _asks,
    Topic.LESSONS: _lessons,
    Topic.MINE: _mine,
    Topic.LEADING: _leading,
    Topic.MODERATING: _moderating,
}
