"""All that is kept about a person, wherever a table names them: one query for each kind of thing.

`holds` of each says which columns it answers for. A test walks the schema and finds a column that names people and is
in none of them, nor in WITHHELD.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.own_data import Entries, Entry, Part, Sort, Value
from bot.storage.database import Connection, Row, instant

_TEXT, _WORD, _NUMBER, _FLAG = Sort.TEXT, Sort.WORD, Sort.NUMBER, Sort.FLAG
_MOMENT, _DAY, _ID, _TREE = Sort.MOMENT, Sort.DAY, Sort.ID, Sort.TREE


@dataclass(frozen=True)
class Source:
    """`sql` gives `community_id`, unless it is the person's own everywhere, and every one of the columns."""

    part: Part
    holds: Sequence[str]
    columns: Mapping[str, Sort]
    sql: str


# Where a person is named who is not told of it, and why.
WITHHELD = {
    "avoids.avoided_id": "what somebody said of another in confidence",
    "pair_proposals.person_id": "pairs that nobody has made; several at once would tell who is never put together",
    "deliveries.caused_by": "what others were told is theirs; what you did to cause it is told where it is kept",
}

EVERYWHERE = (
    Source(
        Part.SETTINGS,
        ["people.id"],
        {
            "language": _WORD, "zone": _TEXT, "contact": _WORD, "nudges_per_week": _NUMBER, "nudges_per_day": _NUMBER,
            "quiet_from": _TEXT, "quiet_until": _TEXT, "known_since": _MOMENT,
        },
        "SELECT *, created_at AS known_since FROM people WHERE id = :person_id",
    ),
)  # fmt: skip

_EXPERIMENT: Mapping[str, Sort] = {
    "group": _TEXT, "what": _TEXT, "why": _TEXT, "obstacle": _TEXT, "when_then": _TEXT, "learned_from": _TEXT,
    "way": _WORD, "cadence": _WORD, "times_per_week": _NUMBER, "days": _NUMBER, "visibility": _WORD, "reach": _NUMBER,
    "rating_before": _NUMBER, "started_on": _DAY, "ends_on": _DAY, "paused_on": _DAY, "parked_on": _DAY,
    "former_plans": _TREE, "pauses": _TREE, "finished_on": _DAY, "verdict": _WORD, "ending": _TEXT, "advice": _TEXT,
    "rating_after": _NUMBER, "created_at": _MOMENT,
}  # fmt: skip
_CHECK_IN: Mapping[str, Sort] = {
    "experiment": _TEXT, "local_date": _DAY, "outcome": _WORD, "tried": _TEXT, "happened": _TEXT, "learned": _TEXT,
    "next_step": _TEXT, "blocker": _TEXT, "blocker_resolved_at": _MOMENT, "is_comeback": _FLAG, "created_at": _MOMENT,
}  # fmt: skip
_ASK: Mapping[str, Sort] = {
    "kind": _WORD, "question": _TEXT, "tried": _TEXT, "able": _TEXT, "hope": _TEXT, "in_return": _TEXT,
    "minutes": _NUMBER, "language": _WORD, "asked_at": _MOMENT, "state": _WORD, "state_at": _MOMENT, "worked": _WORD,
}  # fmt: skip

# Of communities, in the order in which they are read. Other people's words are in it where they were addressed to the
# person; of everything else that is another's only that it was, when, and whose.
IN_COMMUNITIES = (
    Source(
        Part.MEMBER,
        ["members.person_id"],
        {"looks_for": _TEXT, "away_until": _DAY},
        "SELECT * FROM members WHERE person_id = :person_id",
    ),
    Source(
        Part.AWAY,
        ["aways.person_id"],
        {"first_day": _DAY, "last_day": _DAY},
        "SELECT * FROM aways WHERE person_id = :person_id ORDER BY first_day",
    ),
    Source(
        Part.GROUPS,
        ["memberships.person_id"],
        {"group": _TEXT, "role": _WORD, "pairing": _WORD, "joined_at": _MOMENT},
        'SELECT memberships.*, groups.name AS "group" FROM memberships JOIN groups ON groups.id = group_id'
        " WHERE person_id = :person_id ORDER BY joined_at",
    ),
    Source(
        Part.INVITATIONS,
        ["invitations.person_id"],
        {"group": _TEXT, "by": _ID, "invited_at": _MOMENT},
        'SELECT invitations.*, invited_by AS "by", groups.name AS "group" FROM invitations'
        " JOIN groups ON groups.id = group_id WHERE person_id = :person_id ORDER BY invited_at",
    ),
    Source(
        Part.INVITED,
        ["invitations.invited_by"],
        {"group": _TEXT, "person": _ID, "invited_at": _MOMENT},
        'SELECT invitations.*, person_id AS person, groups.name AS "group" FROM invitations'
        " JOIN groups ON groups.id = group_id WHERE invited_by = :person_id ORDER BY invited_at",
    ),
    Source(
        Part.EXPERIMENTS,
        ["experiments.person_id"],
        _EXPERIMENT,
        'SELECT experiments.*, groups.name AS "group" FROM experiments JOIN groups ON groups.id = group_id'
        " WHERE person_id = :person_id ORDER BY experiments.id",
    ),
    Source(
        Part.CHECK_INS,
        ["check_ins.person_id"],
        _CHECK_IN,
        "SELECT check_ins.*, experiments.what AS experiment FROM check_ins"
        " JOIN experiments ON experiments.id = experiment_id"
        " WHERE check_ins.person_id = :person_id ORDER BY check_ins.id",
    ),
    Source(
        Part.RESPONSES_GIVEN,
        ["responses.person_id"],
        {"to": _ID, "question": _WORD, "text": _TEXT, "created_at": _MOMENT},
        'SELECT responses.*, check_ins.person_id AS "to" FROM responses JOIN check_ins ON check_ins.id = check_in_id'
        " WHERE responses.person_id = :person_id ORDER BY responses.id",
    ),
    Source(
        Part.RESPONSES_RECEIVED,
        [],
        {"by": _ID, "experiment": _TEXT, "question": _WORD, "text": _TEXT, "created_at": _MOMENT},
        'SELECT responses.*, responses.person_id AS "by", experiments.what AS experiment FROM responses'
        " JOIN check_ins ON check_ins.id = check_in_id JOIN experiments ON experiments.id = check_ins.experiment_id"
        " WHERE check_ins.person_id = :person_id ORDER BY responses.id",
    ),
    Source(
        Part.BACKED,
        ["witnesses.person_id"],
        {"of": _ID, "backed_at": _MOMENT},
        'SELECT witnesses.*, experiments.person_id AS "of" FROM witnesses'
        " JOIN experiments ON experiments.id = experiment_id WHERE witnesses.person_id = :person_id ORDER BY backed_at",
    ),
    Source(
        Part.BACKERS,
        [],
        {"by": _ID, "experiment": _TEXT, "backed_at": _MOMENT},
        'SELECT witnesses.*, witnesses.person_id AS "by", experiments.what AS experiment FROM witnesses'
        " JOIN experiments ON experiments.id = experiment_id"
        " WHERE experiments.person_id = :person_id ORDER BY backed_at",
    ),
    Source(
        Part.PARTNERS,
        ["pairing_people.person_id"],
        {
            "round": _DAY, "with": _ID, "across_groups": _FLAG, "met": _WORD, "answered_at": _MOMENT,
            "left_at": _MOMENT,
        },
        "SELECT own.*, rounds.local_date AS round, pairings.kind = 'across' AS across_groups,"
        ' others.person_id AS "with" FROM pairing_people AS own'
        " JOIN pairing_people AS others ON others.pairing_id = own.pairing_id AND others.person_id <> own.person_id"
        " JOIN pairings ON pairings.id = own.pairing_id JOIN rounds ON rounds.id = pairings.round_id"
        " WHERE own.person_id = :person_id ORDER BY pairings.id, others.person_id",
    ),
    Source(
        Part.AVOIDS,
        ["avoids.person_id"],
        {"person": _ID, "created_at": _MOMENT},
        "SELECT avoids.*, avoided_id AS person FROM avoids WHERE person_id = :person_id ORDER BY created_at",
    ),
    Source(
        Part.LESSONS,
        ["lessons.person_id"],
        {
            "group": _TEXT, "experiment": _TEXT, "title": _TEXT, "learned": _TEXT, "advice": _TEXT, "message_id": _ID,
            "learned_at": _MOMENT,
        },
        'SELECT lessons.*, groups.name AS "group", experiments.what AS experiment FROM lessons'
        " LEFT JOIN groups ON groups.id = lessons.group_id LEFT JOIN experiments ON experiments.id = experiment_id"
        " WHERE lessons.person_id = :person_id ORDER BY lessons.id",
    ),
    Source(
        Part.LESSONS_SAVED,
        ["lessons.saved_by"],
        {"of": _ID, "message_id": _ID, "learned_at": _MOMENT},
        'SELECT lessons.*, person_id AS "of" FROM lessons WHERE saved_by = :person_id AND person_id <> :person_id'
        " ORDER BY id",
    ),
    Source(
        Part.LESSONS_HELPED,
        ["lesson_thanks.person_id"],
        {"of": _ID, "thanked_at": _MOMENT},
        'SELECT lesson_thanks.*, lessons.person_id AS "of" FROM lesson_thanks JOIN lessons ON lessons.id = lesson_id'
        " WHERE lesson_thanks.person_id = :person_id ORDER BY thanked_at",
    ),
    Source(
        Part.LESSONS_LIKED,
        [],
        {"by": _ID, "thanked_at": _MOMENT},
        'SELECT lesson_thanks.*, lesson_thanks.person_id AS "by" FROM lesson_thanks'
        " JOIN lessons ON lessons.id = lesson_id WHERE lessons.person_id = :person_id ORDER BY thanked_at",
    ),
    Source(
        Part.HELD,
        ["held_messages.author_id"],
        {"by": _ID, "text": _TEXT, "message_id": _ID, "asked_at": _MOMENT, "consent": _WORD},
        'SELECT held_messages.*, saver_id AS "by" FROM held_messages WHERE author_id = :person_id ORDER BY id',
    ),
    Source(  # without what their authors said: a no reads as no answer does
        Part.HELD_FOR,
        ["held_messages.saver_id"],
        {"of": _ID, "message_id": _ID, "asked_at": _MOMENT},
        'SELECT held_messages.*, author_id AS "of" FROM held_messages WHERE saver_id = :person_id ORDER BY id',
    ),
    Source(
        Part.OFFERS,
        ["offers.person_id"],
        {"what": _TEXT, "times": _NUMBER, "language": _WORD, "offered_at": _MOMENT},
        "SELECT * FROM offers WHERE person_id = :person_id ORDER BY id",
    ),
    Source(
        Part.ASKS,
        ["asks.person_id"],
        _ASK,
        "SELECT * FROM asks WHERE person_id = :person_id ORDER BY id",
    ),
    Source(
        Part.HELP_GIVEN,
        ["helps.person_id"],
        {"to": _ID, "text": _TEXT, "offered_at": _MOMENT, "accepted_at": _MOMENT},
        'SELECT helps.*, asks.person_id AS "to" FROM helps JOIN asks ON asks.id = ask_id'
        " WHERE helps.person_id = :person_id ORDER BY helps.id",
    ),
    Source(
        Part.HELP_RECEIVED,
        [],
        {"by": _ID, "question": _TEXT, "text": _TEXT, "offered_at": _MOMENT, "accepted_at": _MOMENT},
        'SELECT helps.*, helps.person_id AS "by", asks.question FROM helps JOIN asks ON asks.id = ask_id'
        " WHERE asks.person_id = :person_id ORDER BY helps.id",
    ),
    Source(
        Part.ASKS_TOLD,
        ["ask_matches.person_id"],
        {"of": _ID, "told_at": _MOMENT, "declined_at": _MOMENT},
        'SELECT ask_matches.*, asks.person_id AS "of" FROM ask_matches JOIN asks ON asks.id = ask_id'
        " WHERE ask_matches.person_id = :person_id ORDER BY told_at",
    ),
    Source(
        Part.RINGS,
        ["rings.started_by"],
        {"group": _TEXT, "started_at": _MOMENT},
        'SELECT rings.*, groups.name AS "group" FROM rings JOIN groups ON groups.id = group_id'
        " WHERE started_by = :person_id ORDER BY rings.id",
    ),
    Source(
        Part.INTRODUCTIONS_MADE,
        ["introductions.introducer_id"],
        {
            "first": _ID, "second": _ID, "why": _TEXT, "hope": _TEXT, "question": _TEXT, "proposed_at": _MOMENT,
            "came_about_at": _MOMENT,
        },
        "SELECT introductions.*, first_id AS first, second_id AS second FROM introductions"
        " WHERE introducer_id = :person_id ORDER BY id",
    ),
    Source(  # only those they were asked about: nobody learns of one between themselves and somebody they avoid
        Part.INTRODUCTIONS,
        ["introductions.first_id", "introductions.second_id", "introduction_answers.person_id"],
        {
            "by": _ID, "with": _ID, "why": _TEXT, "hope": _TEXT, "question": _TEXT, "answer": _WORD,
            "answered_at": _MOMENT, "proposed_at": _MOMENT, "came_about_at": _MOMENT,
        },
        'SELECT introductions.*, introducer_id AS "by", own.answer, own.answered_at,'
        ' CASE first_id WHEN :person_id THEN second_id ELSE first_id END AS "with" FROM introductions'
        " LEFT JOIN introduction_answers AS own ON own.introduction_id = id AND own.person_id = :person_id"
        " WHERE :person_id IN (first_id, second_id) AND (own.answer IS NOT NULL OR came_about_at IS NOT NULL"
        " OR EXISTS (SELECT 1 FROM deliveries WHERE kind = 'introduction_asked' AND subject = introductions.id"
        " AND deliveries.person_id = :person_id AND state = 'delivered')) ORDER BY id",
    ),
    Source(
        Part.THANKS_GIVEN,
        ["thanks.giver_id"],
        {"to": _ID, "text": _TEXT, "given_at": _MOMENT},
        'SELECT thanks.*, receiver_id AS "to" FROM thanks WHERE giver_id = :person_id ORDER BY id',
    ),
    Source(
        Part.THANKS_RECEIVED,
        ["thanks.receiver_id"],
        {"by": _ID, "text": _TEXT, "given_at": _MOMENT},
        'SELECT thanks.*, giver_id AS "by" FROM thanks WHERE receiver_id = :person_id ORDER BY id',
    ),
    Source(
        Part.DRAFTS,
        ["drafts.person_id"],
        {"form": _TEXT, "texts": _TREE, "created_at": _MOMENT},
        "SELECT * FROM drafts WHERE person_id = :person_id ORDER BY id",
    ),
    Source(
        Part.BLOCKED,
        ["blocks.person_id"],
        {"blocked_at": _MOMENT},
        "SELECT * FROM blocks WHERE person_id = :person_id",
    ),
    Source(
        Part.BLOCKED_BY,
        ["blocks.blocked_by"],
        {"person": _ID, "blocked_at": _MOMENT},
        "SELECT blocks.*, person_id AS person FROM blocks WHERE blocked_by = :person_id ORDER BY blocked_at",
    ),
    Source(
        Part.STOPPED,
        ["communities.stopped_by"],
        {"stopped_at": _MOMENT},
        "SELECT id AS community_id, stopped_at FROM communities WHERE stopped_by = :person_id",
    ),
    Source(
        Part.AUDITS,
        ["audits.actor_id", "audits.person_id"],
        {"at": _MOMENT, "action": _WORD, "by_you": _FLAG, "before": _TREE, "after": _TREE},
        "SELECT *, actor_id = :person_id AS by_you, before_facts AS before, after_facts AS after FROM audits"
        " WHERE :person_id IN (actor_id, person_id) ORDER BY id",
    ),
    Source(
        Part.NUDGES,
        ["nudges.person_id"],
        {"given_at": _MOMENT},
        "SELECT * FROM nudges WHERE person_id = :person_id ORDER BY given_at",
    ),
    Source(  # what never reached them would tell of what others keep to themselves
        Part.DELIVERIES,
        ["deliveries.person_id"],
        {"kind": _WORD, "due_at": _MOMENT, "finished_at": _MOMENT},
        "SELECT * FROM deliveries WHERE person_id = :person_id AND state = 'delivered' ORDER BY id",
    ),
)  # fmt: skip


async def everywhere(tx: Connection, person_id: int) -> list[Entries]:
    """What belongs to the person whichever community they are in."""
    return [_entries(each, await tx.fetch_all(each.sql, person_id=person_id)) for each in EVERYWHERE]


async def by_community(tx: Connection, person_id: int) -> dict[int, list[Entries]]:
    """What is kept about the person in each community, of parts that have anything."""
    found: dict[int, list[Entries]] = {}
    for source in IN_COMMUNITIES:
        rows: dict[int, list[Row]] = {}
        for row in await tx.fetch_all(source.sql, person_id=person_id):
            rows.setdefault(row["community_id"], []).append(row)
        for community_id, those in rows.items():
            found.setdefault(community_id, []).append(_entries(source, those))
    return dict(sorted(found.items()))


def _entries(source: Source, rows: Sequence[Row]) -> Entries:
    return Entries(source.part, source.columns, [_entry(source.columns, row) for row in rows])


def _entry(columns: Mapping[str, Sort], row: Row) -> Entry:
    return {name: _value(name, sort, row[name]) for name, sort in columns.items()}


def _value(name: str, sort: Sort, raw: Any) -> Value:
    if raw is None:
        return None
    match sort:
        case Sort.MOMENT:
            return instant(raw).format_iso()
        case Sort.ID:
            return str(raw)
        case Sort.FLAG:
            return bool(raw)
        case Sort.TREE:
            tree: Value = _TREES.get(name, _as_it_is)(json.loads(raw))
            return tree
        case _:
            value: Value = raw
            return value


def _as_it_is(tree: Any) -> Value:
    kept: Value = tree
    return kept


def _former_plans(kept: Any) -> Value:
    names = ("what", "why", "obstacle", "when_then", "learned_from", "way", "cadence", "times_per_week", "days")
    return [{**dict(zip(names, [*each["plan"], *each["frame"]], strict=True)), "until": each["until"]} for each in kept]


def _pauses(kept: Any) -> Value:
    return [{"first_day": first, "last_day": last} for first, last in kept]


# What is kept shorter than it is given out.
_TREES: Mapping[str, Callable[[Any], Value]] = {"former_plans": _former_plans, "pauses": _pauses}
