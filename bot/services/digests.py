"""What a digest tells of a round: its counts, and what each feature adds to it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from whenever import Instant

from bot.domain.checkins import CheckIn
from bot.domain.deliveries import Delivery
from bot.domain.experiments import Experiment
from bot.domain.groups import Group
from bot.domain.rounds import Round
from bot.services.ask_facts import AskFacts, facts_of_asks
from bot.services.round_facts import RoundFacts, facts_of_round
from bot.storage import asks, checkins, experiments, groups, responses, rounds, thanks
from bot.storage.database import Connection

ASKS_SHOWN = 5


@dataclass(frozen=True)
class DigestFacts:
    """`told` is what each loader of DIGEST_FACTS read, by its name; only what the whole group may read."""

    of: RoundFacts
    told: Mapping[str, object]


@dataclass(frozen=True)
class OpenAsks:
    """Asks of the community that still look for help, those without any answer first; `more` are beside them."""

    shown: list[AskFacts]
    more: int


Loader = Callable[[Connection, Group, Round, Instant], Awaitable[object]]


async def digest_facts(tx: Connection, delivery: Delivery, now: Instant) -> DigestFacts | None:
    """What the digest of a round says."""
    round = await rounds.get(tx, delivery.community_id, delivery.subject)
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    if round is None or group is None:
        return None
    told = {name: await load(tx, group, round, now) for name, load in DIGEST_FACTS.items()}
    return DigestFacts(await facts_of_round(tx, group, round, now), told)


async def _answers(tx: Connection, group: Group, round: Round, _now: Instant) -> list[CheckIn]:
    return await checkins.shown_in_round(tx, group.community_id, round.id)


async def _first_fails(tx: Connection, group: Group, round: Round, _now: Instant) -> list[CheckIn]:
    shown = await checkins.shown_in_round(tx, group.community_id, round.id)
    firsts = await checkins.first_fails(tx, group.community_id, group.id, [each.person_id for each in shown])
    return [each for each in shown if each.id in firsts]


async def _finished(tx: Connection, group: Group, round: Round, _now: Instant) -> list[Experiment]:
    return await experiments.finished_in_group(tx, group.community_id, group.id, round.local_date, round.last_day)


async def _blockers(tx: Connection, group: Group, round: Round, _now: Instant) -> list[CheckIn]:
    return await checkins.blocked_in_group(tx, group.community_id, group.id, round.local_date)


async def _responses(tx: Connection, group: Group, round: Round, _now: Instant) -> int:
    return await responses.count_in_round(tx, group.community_id, round.id)


async def _thanks(tx: Connection, group: Group, round: Round, _now: Instant) -> int:
    return await thanks.count_in_round(tx, round)


async def _asks(tx: Connection, group: Group, _round: Round, _now: Instant) -> OpenAsks:
    ids, number = await asks.looking_for_help(tx, group.community_id, group.id, ASKS_SHOWN)
    found = await facts_of_asks(tx, group.community_id, ids)
    shown = [found[id] for id in ids if id in found]
    return OpenAsks(shown, more=number - len(shown))


async def _is_last(_tx: Connection, group: Group, round: Round, _now: Instant) -> bool:
    return group.following(round) is None


# Each feature adds what it tells; the section that says it finds it under the same name.
DIGEST_FACTS: dict[str, Loader] = {
    "answers": _answers,
    "first_fails": _first_fails,
    "finished": _finished,
    "blockers": _blockers,
    "responses": _responses,
    "thanks": _thanks,
    "asks": _asks,
    "is_last": _is_last,
}
