"""What people must find in the end, worked out from the calendar and from what they did, and what they do find.

Nothing here asks the bot, its tables or its reckoning of time: dates come from the standard library alone.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox import Person
from sandbox.people.seen import Seen
from sandbox.protocol.channels import Channel
from sandbox.protocol.threads import Thread

Thing = tuple[str, ...]

DIGEST = "the round that began"
COUNT = re.compile(r"\*\*(\d+ of \d+)\*\*")
WHY, TRIED, LESSON = (re.compile(rf"\b{word}[A-Z][a-z]+\d*\b") for word in ("Why", "Try", "Lesson"))
HALF_WAY_DAYS = 3
MEETINGS = "meetings"  # the channel under which pairs have their threads
RING_THREAD, THANKS = "Ring: ", "thanks you"  # of other deeds
CARE_BEFORE_DIGEST = timedelta(hours=48)
WORKSHEET, DID_YOU_MEET = "What will you try before we meet again?", "Did you meet?"


@dataclass(frozen=True)
class Rhythm:
    """`weekday` counts from Monday = 1."""

    weekday: int
    hour: int
    minute: int
    zone: str

    def prompts(self, start: datetime, end: datetime) -> Iterator[datetime]:
        """The moments between the two at which a round opens."""
        day = start.astimezone(ZoneInfo(self.zone)).date()
        while (moment := self.on(day)) <= end:
            if day.isoweekday() == self.weekday and moment > start:
                yield moment
            day += timedelta(days=1)

    def on(self, day: date) -> datetime:
        return datetime(day.year, day.month, day.day, self.hour, self.minute, tzinfo=ZoneInfo(self.zone))

    def half_way(self, prompt: datetime) -> datetime:
        return self.on(prompt.date() + timedelta(days=HALF_WAY_DAYS))

    def digest(self, prompt: datetime) -> datetime:
        return self.on(prompt.date() + timedelta(days=7)) - timedelta(hours=1)

    def care(self, prompt: datetime) -> datetime:
        return self.digest(prompt).astimezone(UTC) - CARE_BEFORE_DIGEST


@dataclass(frozen=True)
class Team:
    """A group, its channel, and its people; `messaged` is the one of them who chose direct messages."""

    name: str
    rhythm: Rhythm
    channel: Channel
    people: Sequence[Person]
    messaged: Person


@dataclass(frozen=True)
class Act:
    """Somebody answers a round; `token` is a word found in nobody else's answer."""

    at: datetime
    team: Team
    person: Person
    prompt: datetime

    @property
    def token(self) -> str:
        return f"{self.person.name}{self.prompt:%m%d}"


def what_people_do(teams: Iterable[Team], start: datetime, end: datetime) -> list[Act]:
    """The first of a group answers within hours, the second a day later, who is messaged after the half-way nudge."""
    acts = []
    for team in teams:
        for prompt in team.rhythm.prompts(start, end):
            moments = [
                prompt + timedelta(hours=2),
                prompt + timedelta(days=1),
                team.rhythm.half_way(prompt) + timedelta(hours=5),
            ]
            acts += [Act(moment, team, person, prompt) for moment, person in zip(moments, team.people, strict=True)]
    return sorted((act for act in acts if act.at < end), key=lambda act: act.at)


def what_is_owed(teams: Iterable[Team], acts: Sequence[Act], start: datetime, end: datetime) -> Counter[Thing]:
    owed: Counter[Thing] = Counter()
    for team in teams:
        owed.update(("experiment", f"Why{person.name}") for person in team.people)
        for prompt in team.rhythm.prompts(start, end):
            opened = _day(prompt)
            answers = [act for act in acts if act.team is team and act.prompt == prompt]
            owed[("prompt", team.name, opened)] += 1
            owed[("thread", team.name, opened)] += 1
            owed[("count", team.name, opened, f"{len(answers)} of {len(team.people)}")] += 1
            owed.update(("answer", f"Try{act.token}", opened) for act in answers)
            if (half_way := team.rhythm.half_way(prompt)) < end:
                owed[("nudge", team.messaged.name, _day(half_way))] += 1
            if (digest := team.rhythm.digest(prompt)) < end:
                lessons = " ".join(sorted(f"Lesson{act.token}" for act in answers))
                owed[("digest", team.name, _day(digest), lessons)] += 1
    return owed + _meetings_owed(list(teams), start, end)


def _meetings_owed(teams: Sequence[Team], start: datetime, end: datetime) -> Counter[Thing]:
    """Each group of three is one trio a round; with a month's first prompt everybody meets somebody of another group,
    in as many pairs as there can be, the odd one as a third."""
    owed: Counter[Thing] = Counter()
    prompts = [(prompt, team) for team in teams for prompt in team.rhythm.prompts(start, end)]
    months: set[str] = set()
    for prompt, team in sorted(prompts, key=lambda each: each[0]):
        names = [f"{team.name} · {_day(prompt)} · 1"]
        if (month := f"{prompt:%Y-%m}") not in months:
            months.add(month)
            everybody = sum(len(each.people) for each in teams)
            names += [f"⇄ · {_day(prompt)} · {number}" for number in range(1, everybody // 2 + 1)]
        owed.update(("pair", name) for name in names)
        owed.update(("worksheet", name) for name in names)
        if team.rhythm.care(prompt) < end:
            owed.update(("met", name) for name in names)
    return owed


def what_is_there(teams: Iterable[Team], reader: Person) -> Counter[Thing]:
    """What the channels, threads and direct messages hold; `reader` may see every channel."""
    there: Counter[Thing] = Counter()
    for team in teams:
        zone = ZoneInfo(team.rhythm.zone)
        rounds: dict[int, str] = {}
        for seen in of_the_bot(reader, team.channel):
            there.update(_in_channel(team, seen, zone, rounds))
        for thread in team.channel.the_guild.threads.values():
            if thread.parent is team.channel and not thread.name.startswith(RING_THREAD):
                there.update(_in_thread(team, thread, reader, rounds))
        nudges = [seen for seen in team.messaged.dms if THANKS not in seen.text]
        there.update(("nudge", team.messaged.name, _day(_when(seen, zone))) for seen in nudges)
    guild = reader.guild
    for thread in guild.threads.values() if guild else ():
        if thread.parent and thread.parent.name == MEETINGS:
            there.update(_among_few(thread, reader))
    return there


def _among_few(thread: Thread, reader: Person) -> Iterator[Thing]:
    yield "pair", thread.name
    for seen in of_the_bot(reader, thread):
        yield from (("worksheet", thread.name) for _ in re.findall(re.escape(WORKSHEET), seen.text))
        yield from (("met", thread.name) for _ in re.findall(re.escape(DID_YOU_MEET), seen.text))


def _in_channel(team: Team, seen: Seen, zone: ZoneInfo, rounds: dict[int, str]) -> Iterator[Thing]:
    posted = _day(_when(seen, zone))
    if any((button.custom_id or "").startswith("checkin:") for button in seen.buttons):
        rounds[seen.id] = posted
        yield "prompt", team.name, posted
        yield from (("count", team.name, posted, count) for count in COUNT.findall(seen.text))
    elif DIGEST in seen.text:
        yield "digest", team.name, posted, " ".join(sorted(LESSON.findall(seen.text)))
    else:
        yield from (("experiment", word) for word in WHY.findall(seen.text))
        yield from (("answer", word, "in the channel") for word in TRIED.findall(seen.text))


def _in_thread(team: Team, thread: Thread, reader: Person, rounds: dict[int, str]) -> Iterator[Thing]:
    opened = rounds.get(thread.id, "on no prompt")
    yield "thread", team.name, opened
    for seen in of_the_bot(reader, thread):
        yield from (("answer", word, opened) for word in TRIED.findall(seen.text))
        yield from (("experiment", word) for word in WHY.findall(seen.text))


def of_the_bot(reader: Person, place: Channel) -> list[Seen]:
    bot = reader.world.bot.id
    return [seen for seen in reader.sees(place) if seen.author_id == bot and not seen.is_ephemeral]


def _when(seen: Seen, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(seen.payload["timestamp"]).astimezone(zone)


def _day(moment: datetime) -> str:
    return moment.date().isoformat()


@dataclass(frozen=True)
class Verdict:
    lost: Counter[Thing] = field(default_factory=Counter)
    doubled: Counter[Thing] = field(default_factory=Counter)

    def __add__(self, other: "Verdict") -> "Verdict":
        return Verdict(self.lost + other.lost, self.doubled + other.doubled)

    def __str__(self) -> str:
        return f"{self.lost.total()} lost, {self.doubled.total()} doubled"

    @property
    def clean(self) -> bool:
        return not self.lost and not self.doubled


def compare(owed: Counter[Thing], there: Counter[Thing]) -> Verdict:
    """What is owed and not there is lost; what is there and not owed, or more often than owed, is doubled."""
    return Verdict(lost=owed - there, doubled=there - owed)
