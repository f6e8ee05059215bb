"""What a round's pairs are made of, and making them: read first, then matched without holding the database."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from whenever import Instant

from bot.domain.ask_matching import Want, about, fitting_pairs
from bot.domain.groups import Group
from bot.domain.offers import Offer
from bot.domain.pairing import Proposal
from bot.domain.pairing_terms import Candidate, Context, Pair
from bot.domain.partners import (
    MATCHED_AT_ONCE,
    REMEMBERED,
    SILENCE_REMEMBERED,
    SILENT_ROUNDS_MOST,
    FormerPair,
    PairKind,
    Pool,
    Pooled,
    candidates_of,
    remembered,
    seed_of,
)
from bot.domain.proposals import PROPOSALS, proposals
from bot.domain.rounds import Round, Stage, plan_round
from bot.storage import avoids, communities, exchanges, offers, pairings
from bot.storage.database import Connection


@dataclass(frozen=True)
class Circumstances:
    """What people may change at any moment: who takes part, who is not to be together, which proposal is settled on.

    `everybody` is the community's members, None where this month's pairs across groups are made; `silent` have said
    nothing for three rounds; `secret` is the group's, which nobody is shown.
    """

    members: list[Pooled]
    everybody: list[Pooled] | None
    silent: list[int]
    blocked: frozenset[Pair]
    turn: int
    secret: int = field(repr=False)

    @property
    def skipping(self) -> list[int]:
        return [each.person.id for each in self.members if each.pool is Pool.SKIP]


@dataclass(frozen=True)
class Past:
    """Who was together, who was the third of a trio last time, and what people offer and look for."""

    known: list[FormerPair]
    odd: list[int]
    odd_across: list[int]
    offers: list[Offer]
    wants: list[Want]


def month_of(round: Round) -> str:
    """Such as 2026-09."""
    return round.local_date.format_iso()[:7]


def coming_round(group: Group, planned: Sequence[Round], now: Instant) -> Round:
    """The first round whose pairs are not made yet, as it is planned or will be; `planned` are those not over."""
    for round in planned:
        if round.stage in (Stage.AHEAD, Stage.PROMPTED):
            return round
    opening = group.opening(planned[-1].digest_at if planned else now)
    return plan_round(0, group.community_id, group.id, group.rhythm, opening)


async def circumstances(tx: Connection, round: Round) -> Circumstances:
    community_id, group_id = round.community_id, round.group_id
    has_begun = await communities.has_begun_month_across(tx, community_id, month_of(round))
    return Circumstances(
        members=await pairings.pool_of_group(tx, community_id, group_id),
        everybody=None if has_begun else await pairings.pool_of_community(tx, community_id),
        silent=await pairings.silent_for(
            tx, community_id, group_id, SILENT_ROUNDS_MOST, round.prompt_at - SILENCE_REMEMBERED
        ),
        blocked=await avoids.blocked(tx, community_id),
        turn=await pairings.proposal(tx, community_id, group_id),
        secret=await pairings.secret(tx, community_id, group_id),
    )


async def past(tx: Connection, round: Round, who: Circumstances) -> Past:
    """What may change meanwhile without the pairs being made anew."""
    group_id = round.group_id if who.everybody is None else None
    wanted = await exchanges.wanted_by_members(tx, round.community_id, group_id)
    return Past(
        known=await pairings.former_pairs(tx, round.community_id, round.prompt_at - REMEMBERED),
        odd=await pairings.odd_last_time(tx, round.community_id, PairKind.GROUP),
        odd_across=await pairings.odd_last_time(tx, round.community_id, PairKind.ACROSS),
        offers=await offers.of_members(tx, round.community_id, group_id),
        wants=[Want(person_id, about(words)) for person_id, words in wanted],
    )


def free_within(round: Round, now: Instant, who: Circumstances) -> list[Pooled]:
    """Return the members of the round's group who are to be paired in it."""
    return [each for each in who.members if each.is_free_for(round, now) and each.person.id not in who.silent]


def match_within(round: Round, now: Instant, who: Circumstances, before: Past, most: int = PROPOSALS) -> list[Proposal]:
    """The pairs of the round's group, in each of its first `most` proposals.

    Pure, and slow with hundreds of people: not for the event loop.
    """
    candidates = candidates_of(free_within(round, now, who), before.odd, round.prompt_at)
    seed, context = seed_of(who.secret, round.group_id, round.local_date), _context(round, who, before)
    return _joined([proposals(part, context, seed, most) for part in _parts(candidates, seed)])


def match_across(round: Round, now: Instant, who: Circumstances, before: Past) -> Proposal:
    """The pairs of people who share no group. Pure, and slow.

    Who is away for the round or has it off in any of their groups has it off here too; who goes out of the pool of the
    round's group is free only where they are in that of another.
    """
    everybody = who.everybody or []
    groups_of: dict[int, set[int]] = {}
    for each in everybody:
        groups_of.setdefault(each.person.id, set()).add(each.group_id)
    resting = {each.person.id for each in everybody if each.pool is not Pool.OUT and not each.is_free_for(round, now)}
    free = [
        each
        for each in everybody
        if each.pool is Pool.IN
        and each.person.id not in resting
        and not (each.group_id == round.group_id and each.person.id in who.silent)
    ]
    candidates = [
        replace(each, group_ids=frozenset(groups_of[each.person_id]))
        for each in candidates_of(free, before.odd_across, round.prompt_at)
    ]
    seed = seed_of(who.secret, round.group_id, round.local_date)
    context = replace(_context(round, who, before), cross=True)
    return _joined([proposals(part, context, seed, most=1) for part in _parts(candidates, seed)])[0]


def _context(round: Round, who: Circumstances, before: Past) -> Context:
    return Context(
        history=remembered(before.known, round.prompt_at),
        blocked=who.blocked,
        fitting=fitting_pairs(before.wants, before.offers),
    )


def _parts(candidates: Sequence[Candidate], seed: int) -> list[list[Candidate]]:
    """Many people in equal parts, mixed by the seed."""
    people = sorted(candidates, key=lambda each: each.person_id)
    random.Random(seed).shuffle(people)
    count = max(1, -(-len(people) // MATCHED_AT_ONCE))
    return [people[start::count] for start in range(count)]


def _joined(parts: Sequence[list[Proposal]]) -> list[Proposal]:
    """Proposal by proposal, that of all parts together."""
    return [
        Proposal(
            tuple(some for part in of_all for some in part.together),
            tuple(each for part in of_all for each in part.left_out),
        )
        for of_all in zip(*parts, strict=True)
    ]
