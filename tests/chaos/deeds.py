"""What people do in a month beside answering: asks in a channel and in a forum, rings, an introduction, thanks, and
messages that somebody would keep. Done twice, each of these is one."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sandbox import Person
from sandbox.people.refused import ClientRefused
from sandbox.people.seen import Seen
from sandbox.protocol.channels import Channel
from tests.chaos.owed import Team, Thing

CLOSED_AFTER = timedelta(days=12)  # ten of silence, and the daily looks around them
RING_DAYS = 7
INTRODUCTION_HOPE = "HopeAnna"
YES = "introduction:yes:"


@dataclass(frozen=True)
class Deed:
    """Somebody does something at a time; `owed` is what has to come of it, each with the moment from which."""

    at: datetime
    do: Callable[[], Awaitable[None]]
    owed: Sequence[tuple[datetime, Thing]] = ()


@dataclass(frozen=True)
class Places:
    """Where asks go in the first half of a month, and in the second."""

    channel: Channel
    forum: Channel


def deeds_of(maria: Person, teams: Sequence[Team], places: Places, start: datetime, end: datetime) -> list[Deed]:
    """Return those before `end`, in order."""
    oslo, roma, austin = teams
    (anna, bjorn, carla), (dario, elsa, franco) = oslo.people, roma.people
    gus, hanna, iris = austin.people
    day = partial(_day_of, start)
    deeds = [
        _asks_go_to(maria, places.channel, day(0, 1)),
        _ask(bjorn, "AskBjorn", day(0, 2)),
        _ask(gus, "AskGus", day(1, 2)),
        *_introduction(anna, bjorn, elsa, day(0, 4)),
        *_ring(roma, dario, elsa, day(5, 4)),
        _thanks(anna, carla, "ThanksAnna", day(5, 3)),
        _kept(anna, bjorn, oslo.channel, "Wait before you answer, says Bjorn", day(8, 4)),
        _asks_go_to(maria, places.forum, day(9, 1)),
        _ask(elsa, "AskElsa", day(9, 2)),
        _thanks(dario, franco, "ThanksDario", day(11, 3)),
        *_ring(oslo, anna, bjorn, day(13, 4)),
        _ask(hanna, "AskHanna", day(14, 2)),
        _kept(gus, hanna, austin.channel, "Count to five, says Hanna", day(15, 4)),
        _thanks(hanna, iris, "ThanksHanna", day(19, 3)),
    ]
    return sorted((deed for deed in deeds if deed.at < end), key=lambda deed: deed.at)


def deeds_owed(deeds: Sequence[Deed], end: datetime) -> Counter[Thing]:
    return Counter(thing for deed in deeds for due, thing in deed.owed if due < end)


def _day_of(start: datetime, days: int, hours: int) -> datetime:
    return start + timedelta(days=days, hours=hours)


def _asks_go_to(maria: Person, channel: Channel, at: datetime) -> Deed:
    async def do() -> None:
        await maria.slash("admin settings", {"knowledge-channel": channel})

    return Deed(at, do)


def _ask(person: Person, token: str, at: datetime) -> Deed:
    """Nobody writes about it, so in the end it is closed, and its thread put away."""

    async def do() -> None:
        await person.slash("ask", kind="advice")
        await person.submit(question=f"{token}: how do you price a workshop?", tried="By the hour", minutes="30")

    out = ("ask", token), ("ask thread", token)
    over = ("ask closed", token), ("put away", token)
    return Deed(at, do, [*((at, thing) for thing in out), *((at + CLOSED_AFTER, thing) for thing in over)])


def _introduction(introducer: Person, first: Person, second: Person, at: datetime) -> list[Deed]:
    async def introduce() -> None:
        await introducer.slash("introduce", first=first, second=second)
        await introducer.submit(why="Both sell", hope=INTRODUCTION_HOPE, question="How did you begin?")

    async def say_yes(person: Person) -> None:
        if not _has(person, YES):
            await person.slash("introduce")  # whatever that answers, the question comes with it
            person.dismiss()
            await person.sees_next("Yes, introduce us")
        await person.press(custom_id=_newest(person.sees(), YES))

    met = at + timedelta(hours=2)
    name = f"🤝 · {met:%Y-%m-%d} · 1"
    return [
        Deed(at, introduce),
        Deed(at + timedelta(hours=1), partial(say_yes, first)),
        Deed(met, partial(say_yes, second), [(met, ("pair", name)), (met, ("introduction", name))]),
    ]


def _has(person: Person, prefix: str) -> bool:
    return any((button.custom_id or "").startswith(prefix) for seen in person.sees() for button in seen.buttons)


def _ring(team: Team, leader: Person, other: Person, at: datetime) -> list[Deed]:
    """Two ask, one of them answers the other, and after a week it is over."""

    async def begin() -> None:
        await leader.slash("facilitate ring", days=RING_DAYS)

    async def request(person: Person) -> None:
        person.dismiss()
        await person.press(custom_id=_newest(person.sees(team.channel), "ring:request:"))
        await person.submit(request=f"Need{person.name}: who has sold to a school?", kind="advice")

    async def answer() -> None:
        other.dismiss()
        for thread in other.threads(team.channel):
            for card in other.sees(thread):
                if f"Need{leader.name}" in card.text:
                    opened = await other.press(custom_id=_newest([card], "ring:answer:"), on=card)
                    if opened.kind == "form":  # else it was answered before
                        await other.submit(answer=f"Reply{other.name}: my sister teaches")
                    return
        raise ClientRefused(f"{other.name} sees no request to answer")

    hours = [at + timedelta(hours=each) for each in range(4)]
    over = at + timedelta(days=RING_DAYS, hours=1)
    return [
        Deed(
            hours[0],
            begin,
            [(at, ("ring", team.name)), (at, ("ring thread", team.name)), (over, ("ring over", team.name))],
        ),
        Deed(hours[1], partial(request, leader), [(hours[1], ("request", f"Need{leader.name}"))]),
        Deed(hours[2], partial(request, other), [(hours[2], ("request", f"Need{other.name}"))]),
        Deed(hours[3], answer, [(hours[3], ("reply", f"Reply{other.name}"))]),
    ]


def _thanks(giver: Person, receiver: Person, token: str, at: datetime) -> Deed:
    """To somebody who is written to directly."""

    async def do() -> None:
        await giver.slash("thanks", {"person": receiver, "for": f"{token}: you listened"})

    return Deed(at, do, [(at, ("thanks", token))])


def _kept(reader: Person, author: Person, channel: Channel, words: str, at: datetime) -> Deed:
    """Somebody would keep what another wrote, who is asked in a reply."""

    async def do() -> None:
        written = next((seen for seen in reader.sees(channel) if seen.text == words), None)
        await reader.use_on_message("Save as lesson", written or await author.write(channel, words))

    return Deed(at, do, [(at, ("asked to keep", words))])


def _newest(seen: Sequence[Seen], prefix: str) -> str:
    ids = [button.custom_id or "" for each in seen for button in each.buttons]
    found = [each for each in ids if each.startswith(prefix)]
    if not found:
        raise ClientRefused(f"there is no {prefix} to press")
    return found[-1]
