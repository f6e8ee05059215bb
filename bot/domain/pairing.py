"""Who is whose partner this round."""

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass

import rustworkx

from bot.domain.exposure import exposable
from bot.domain.pairing_terms import Candidate, Context, Costs, price

# What is spent on finding a better trio than the first one: so much to look at one, and the square of how many people
# there are to see what it leaves for the others. Seventeen people have 680 trios, all of which are within it.
EFFORT = 250_000
TO_LOOK = 3

Trio = tuple[int, int, int]
Two = tuple[int, int]


@dataclass(frozen=True)
class Proposal:
    """Who comes together, by id: pairs, and trios whose last is the odd one that joins the two before."""

    together: tuple[tuple[int, ...], ...]
    left_out: tuple[int, ...]

    @property
    def odd_ones(self) -> tuple[int, ...]:
        return tuple(trio[2] for trio in self.together if len(trio) > 2)


@dataclass(frozen=True)
class _Found:
    """A trio, the pairs of the others, and what all of them cost."""

    total: int
    trio: Trio
    rest: Sequence[Two]


def match(candidates: Sequence[Candidate], context: Context, seed: int) -> Proposal:
    """The cheapest arrangement of everybody who can be placed, in pairs wherever possible.

    Promised, each before all that follows:

    1. Nobody meets whom `context` does not allow, in pairs and in trios.
    2. As many people are placed as pairs and trios can hold, in as few trios as that takes. The others are left out.
    3. Nobody is the odd one twice running, unless all three of a trio were the odd one last time.
    4. The sum over everybody who is together, the three pairs of a trio included, is the lowest there is, term by
       term in the order of TERMS: two who were together before are so again only where every other arrangement has
       as many who are. Who was odd last time is spared any trio where that takes no more of them. Up to 17 people
       this holds without exception; among more it holds of the pairs, and the trio is the best of the cheapest pair
       that the odd one may join and of the most promising others.
    5. The same people, context and seed give the same proposal, in whichever order the people come; among equals the
       seed chooses.

    Of another proposal (`context.is_another`) 1 to 3 hold, and the seed chooses among all arrangements of them; it
    leans away from repeats, and from the pairs in `context.shown`.
    """
    people = sorted(candidates, key=lambda each: each.person_id)
    costs = price(people, context, seed)
    left, trios = set(range(len(people))), list[Trio]()
    # One after the other finds as many trios as there can be, and the cheapest: whom a maximum matching can leave
    # alone falls into parts of which each takes one trio at most, and which parts can go together is a matroid.
    pairs: Sequence[Two] = _cheapest_pairs(costs, left)
    while (found := _cheapest_trio(costs, left, pairs)) is not None:
        trios.append(_odd_one_last(costs, found.trio))
        left, pairs = left - set(found.trio), found.rest
    together = sorted([tuple(people[each].person_id for each in some) for some in [*pairs, *trios]])
    placed = {person_id for some in together for person_id in some}
    return Proposal(tuple(together), tuple(each.person_id for each in people if each.person_id not in placed))


def _cheapest_pairs(costs: Costs, among: Set[int]) -> list[Two]:
    """As many pairs as there can be, and of those arrangements the cheapest."""
    order = sorted(among)
    place = {each: number for number, each in enumerate(order)}
    graph: rustworkx.PyGraph[int, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(order)
    graph.add_edges_from(
        [
            (place[one], place[other], -cost)
            for one in order
            for other, cost in costs.near[one].items()
            if one < other and other in place
        ]
    )
    matched = rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)
    return sorted((order[min(two)], order[max(two)]) for two in matched)


def _sum(costs: Costs, pairs: Collection[Two]) -> int:
    return sum(costs.near[one][other] for one, other in pairs)


def _cheapest_trio(costs: Costs, left: Set[int], pairs: Sequence[Two]) -> _Found | None:
    """The trio that leaves the others in as many pairs but one, cheapest together with those; None if there is none.

    `pairs` is the cheapest matching of those left. Whom it leaves alone may join one of them. Any other trio, with
    what it leaves for the others, is such a matching once its third has gone: so it costs at least as much as
    `pairs` and its own two costlier pairs.
    """
    alone = left - {each for two in pairs for each in two}
    if not alone:
        return None
    lowest = _sum(costs, pairs)
    found = _joining(costs, alone, pairs)
    effort = EFFORT
    for costliest, trio in _trios(costs, left, pairs):
        effort -= TO_LOOK
        if found and (effort < 0 or costs.as_good(found.total, lowest + costliest + costs.cheapest)):
            break
        own = costs.of_trio(*trio)
        if found and costs.as_good(found.total, lowest + own - costs.cheapest_of(trio)):
            continue
        rest = _cheapest_pairs(costs, left - set(trio))
        effort -= len(left) ** 2
        total = own + _sum(costs, rest)
        if len(rest) == len(pairs) - 1 and (not found or total < found.total):
            found = _Found(total, trio, rest)
    return found


def _joining(costs: Costs, alone: Set[int], pairs: Sequence[Two]) -> _Found | None:
    """The cheapest way for somebody who is alone to join a pair. The other pairs are then the cheapest as they are."""
    ways = [
        (costs.of_trio(one, other, odd) - costs.near[one][other], one, other, odd)
        for odd in alone
        for one, other in pairs
        if one in costs.near[odd] and other in costs.near[odd]
    ]
    if not ways:
        return None
    more, *joined, odd = min(ways)
    return _Found(
        _sum(costs, pairs) + more, (joined[0], joined[1], odd), [two for two in pairs if two != tuple(joined)]
    )


def _trios(costs: Costs, left: Set[int], pairs: Sequence[Two]) -> Iterator[tuple[int, Trio]]:
    """Every trio with which there can still be as many pairs but one, and some more, by their costliest pair."""
    mates = dict(pairs) | {other: one for one, other in pairs}
    free = exposable({each: costs.near[each].keys() & left for each in left}, mates)
    edges = sorted((costs.near[one][other], one, other) for one in free for other in costs.near[one].keys() & free)
    cheaper: dict[int, set[int]] = {each: set() for each in free}
    for cost, one, other in edges:
        if one < other:
            for third in sorted(cheaper[one] & cheaper[other]):
                yield cost, (one, other, third)
            cheaper[one].add(other)
            cheaper[other].add(one)


def _odd_one_last(costs: Costs, trio: Trio) -> Trio:
    """The odd one is not who was it last time, if that can be, and leaves the best pair of the three behind."""
    choices = [(costs.was_odd[odd], costs.near[one][other], one, other, odd) for one, other, odd in _turns(trio)]
    *_, one, other, odd = min(choices)
    return min(one, other), max(one, other), odd


def _turns(trio: Trio) -> list[Trio]:
    one, two, three = trio
    return [(one, two, three), (one, three, two), (two, three, one)]
