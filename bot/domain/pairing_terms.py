"""What makes two people a good or a bad pair, as a list that later features add to, and the cost that follows."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from whenever import Instant, Time, TimeDelta

from bot.domain.attention import Choices
from bot.domain.people import Language

Pair = tuple[int, int]  # the lower id first, see `pair`

QUARTER = TimeDelta(minutes=15)
QUARTERS_A_DAY = 96
QUARTERS_A_STEP = 8
# From eight waking hours in common on, more of them make it no easier to find one to meet in.
COMMON_QUARTERS_ENOUGH = 32
RECENT = 1000
TIMES_TOLD_APART = 52
NOISE_BITS = 10
# The matcher's integers have 127 bits, of which its own sums over many people take a dozen.
COST_LIMIT = 1 << 115


@dataclass(frozen=True)
class Candidate:
    """Somebody to be paired. `waking` is made by `waking_hours`; `was_odd`: joined a pair as its third last time."""

    person_id: int
    language: Language
    waking: int
    was_odd: bool = False
    group_ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Together:
    """When two were last together, 1 being the round before this one, and in how many rounds all in all."""

    rounds_ago: int
    times: int = 1


@dataclass(frozen=True)
class Context:
    """What is known about pairs, each as `pair` writes it.

    `blocked`: somebody said "never with …", whichever of the two. `shown`: in proposals that were turned down.
    `fitting`: one of them looks for what the other could teach. `cross`: only people who share no group come together.
    `is_another`: it is to be another proposal than the best, in which nothing but `blocked` rules anything out.
    """

    history: Mapping[Pair, Together] = field(default_factory=dict)
    blocked: frozenset[Pair] = frozenset()
    shown: frozenset[Pair] = frozenset()
    fitting: frozenset[Pair] = frozenset()
    cross: bool = False
    is_another: bool = False

    def together(self, one: Candidate, other: Candidate) -> Together | None:
        return self.history.get(pair(one.person_id, other.person_id))

    def allows(self, one: Candidate, other: Candidate) -> bool:
        if self.cross and one.group_ids & other.group_ids:
            return False
        return pair(one.person_id, other.person_id) not in self.blocked


def pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def waking_hours(zone: str, quiet_from: Time, quiet_until: Time, on: Instant) -> int:
    """The quarter-hours of the 24 hours from `on` in which a person is not quiet: bit n is the n-th from `on`.

    Two masks compare if they were made for the same instant. Who is quiet all day has said nothing about when they
    are awake, so every hour may do.
    """
    choices = Choices(quiet_from=quiet_from, quiet_until=quiet_until)
    quarters = range(QUARTERS_A_DAY)
    return sum(
        1 << number
        for number in quarters
        if choices.always_quiet or not choices.is_quiet((on + number * QUARTER).to_tz(zone).time())
    )


Term = Callable[[Candidate, Candidate, Context], int]


def repeated(one: Candidate, other: Candidate, context: Context) -> int:
    return int(context.together(one, other) is not None)


def recently(one: Candidate, other: Candidate, context: Context) -> int:
    """Falls steeply, so that one pair of last week is worse than two of the week before it."""
    together = context.together(one, other)
    return 0 if together is None else RECENT // together.rounds_ago**2 + RECENT // together.rounds_ago


def often(one: Candidate, other: Candidate, context: Context) -> int:
    together = context.together(one, other)
    return 0 if together is None else min(together.times, TIMES_TOLD_APART)


def no_shared_language(one: Candidate, other: Candidate, context: Context) -> int:
    return int(one.language is not other.language)


def few_common_hours(one: Candidate, other: Candidate, context: Context) -> int:
    """In steps of two hours: finer, and hardly two arrangements would be equally good to choose from."""
    missing = COMMON_QUARTERS_ENOUGH - (one.waking & other.waking).bit_count()
    return max(0, -(-missing // QUARTERS_A_STEP))


def shown_before(one: Candidate, other: Candidate, context: Context) -> int:
    return int(pair(one.person_id, other.person_id) in context.shown)


def nothing_for_each_other(one: Candidate, other: Candidate, context: Context) -> int:
    """Neither looks for what the other could teach."""
    return int(pair(one.person_id, other.person_id) not in context.fitting)


# The worst first: no number of later ones outweighs an earlier one.
TERMS: tuple[Term, ...] = (
    repeated,
    recently,
    often,
    no_shared_language,
    few_common_hours,
    nothing_for_each_other,
)
# What they weigh in another proposal. Together they stay within the noise, so that for some seed every arrangement is
# the cheapest: from pairs that are missing in it nobody can tell that they are blocked.
LEANINGS: Mapping[Term, int] = {
    shown_before: 250,
    repeated: 200,
    no_shared_language: 100,
    nothing_for_each_other: 50,
}
# Next above this one stands that whoever was odd last time is spared the trio.
SPARED_ABOVE = recently


@dataclass(frozen=True)
class Costs:
    """What it costs to put people together, people being places in the list of candidates.

    `near[one][other]` is a pair's cost, and there only if the two may meet. Any sum over an arrangement, divided by
    `grain`, is its cost without the noise that decides between equals. `odd_again` is the cost of a third who was odd
    last time, `spared` of anybody in a trio who was, `cheapest` the least of any pair.
    """

    near: Sequence[Mapping[int, int]]
    was_odd: Sequence[bool]
    grain: int
    spared: int
    odd_again: int
    cheapest: int

    def as_good(self, one: int, other: int) -> bool:
        """Whether an arrangement at `one` is no worse than one at `other`, noise aside."""
        return one // self.grain <= other // self.grain

    def cheapest_of(self, trio: tuple[int, int, int]) -> int:
        one, two, three = trio
        return min(self.near[one][two], self.near[one][three], self.near[two][three])

    def of_trio(self, one: int, two: int, three: int) -> int:
        """Its three pairs, and what it costs those who were odd last time. One who was not can be the odd one."""
        again = [self.was_odd[each] for each in (one, two, three)]
        of_pairs = self.near[one][two] + self.near[one][three] + self.near[two][three]
        return of_pairs + sum(again) * self.spared + all(again) * self.odd_again


def price(people: Sequence[Candidate], context: Context, seed: int) -> Costs:
    """The terms as one integer a pair, in which each weighs more than all later ones in any arrangement together."""
    draw, places = random.Random(seed), range(len(people))
    pairs = [(one, other) for one, other in combinations(places, 2) if context.allows(people[one], people[other])]
    costs = [draw.getrandbits(NOISE_BITS) for _ in pairs]
    if context.is_another:
        leaning = [_leaning(people[one], people[other], context) for one, other in pairs]
        costs = [cost + more for cost, more in zip(costs, leaning, strict=True)]
    grain = weight = spared = _above(costs, 1, len(people))
    if context.is_another:
        weight = _above([1], weight, len(people))
    for term in () if context.is_another else reversed(TERMS):
        counts = [term(people[one], people[other], context) for one, other in pairs]
        costs = [cost + weight * count if count else cost for cost, count in zip(costs, counts, strict=True)]
        weight = _above(counts, weight, len(people))
        if term is SPARED_ABOVE:
            spared, weight = weight, _above([1], weight, len(people))
    near: list[dict[int, int]] = [{} for _ in places]
    for (one, other), cost in zip(pairs, costs, strict=True):
        near[one][other] = near[other][one] = cost
    return Costs(near, [each.was_odd for each in people], grain, spared, weight, min(costs, default=0))


def _leaning(one: Candidate, other: Candidate, context: Context) -> int:
    return sum(weight * term(one, other, context) for term, weight in LEANINGS.items())


def _above(counts: Sequence[int], weight: int, people: int) -> int:
    """What one of the next rank weighs. There are no more pairs than people in an arrangement, trios included."""
    above = weight * (1 + people * max(counts, default=0))
    if above > COST_LIMIT:
        raise OverflowError(f"the costs of {people} people are more than the matcher can add up")
    return above
