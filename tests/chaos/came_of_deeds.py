"""What is there of asks, rings, introductions, thanks and messages to keep, as people read it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sandbox import Person
from sandbox.protocol.threads import Thread
from tests.chaos.deeds import INTRODUCTION_HOPE, Places
from tests.chaos.owed import MEETINGS, RING_THREAD, Team, Thing, of_the_bot

ASKED, NEEDED, REPLIED, THANKED = (re.compile(rf"\b{word}[A-Z][a-z]+\b") for word in ("Ask", "Need", "Reply", "Thanks"))
RING_CARD, RING_OVER = "a ring of requests", "The ring is over"
CLOSED = "Nobody has written here for 10 days"


def what_came_of_deeds(teams: Sequence[Team], places: Places, reader: Person) -> Counter[Thing]:
    there: Counter[Thing] = Counter()
    there.update(_asks(places, reader))
    for team in teams:
        there.update(_ring(team, reader))
        there.update(_kept(team, reader))
        there.update(("thanks", token) for seen in team.messaged.dms for token in set(THANKED.findall(seen.text)))
    for thread in _threads_of(reader):
        if thread.parent and thread.parent.name == MEETINGS:
            said = [seen for seen in of_the_bot(reader, thread) if INTRODUCTION_HOPE in seen.text]
            there.update(("introduction", thread.name) for _ in said)
    return there


def _asks(places: Places, reader: Person) -> Iterator[Thing]:
    """A card in the channel has its thread by its id; in a forum card and thread are one."""
    threads = {thread.id: thread for thread in _threads_of(reader)}
    cards = [seen for seen in of_the_bot(reader, places.channel) if ASKED.search(seen.text)]
    cards += [
        seen
        for thread in threads.values()
        if thread.parent is places.forum
        for seen in of_the_bot(reader, thread)
        if ASKED.search(seen.text)
    ]
    for card in cards:
        token = ASKED.findall(card.text)[0]
        yield "ask", token
        if thread := threads.pop(card.id, None):
            yield "ask thread", token
            yield from (("ask closed", token) for seen in of_the_bot(reader, thread) if CLOSED in seen.text)
            if thread.archived:
                yield "put away", token
    yield from (("ask thread", "of no card") for each in threads.values() if _is_of(each, places))


def _is_of(thread: Thread, places: Places) -> bool:
    return thread.parent in (places.channel, places.forum)


def _ring(team: Team, reader: Person) -> Iterator[Thing]:
    yield from (("ring", team.name) for seen in of_the_bot(reader, team.channel) if RING_CARD in seen.text)
    for thread in _threads_of(reader):
        if thread.parent is not team.channel or not thread.name.startswith(RING_THREAD):
            continue
        yield "ring thread", team.name
        for seen in of_the_bot(reader, thread):
            yield from (("request", token) for token in set(NEEDED.findall(seen.text)))
            yield from (("reply", token) for token in set(REPLIED.findall(seen.text)))
            if RING_OVER in seen.text:
                yield "ring over", team.name


def _kept(team: Team, reader: Person) -> Iterator[Thing]:
    """Return what somebody wrote, and the replies of the bot beneath it."""
    written = {seen.id: seen.text for seen in reader.sees(team.channel) if seen.author_id != reader.world.bot.id}
    for seen in of_the_bot(reader, team.channel):
        beneath = int((seen.payload.get("message_reference") or {}).get("message_id") or 0)
        if beneath in written:
            yield "asked to keep", written[beneath]


def _threads_of(reader: Person) -> Iterable[Thread]:
    return list(reader.guild.threads.values()) if reader.guild else []
