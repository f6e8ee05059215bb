"""The order in which what is due is claimed: round the communities, each group's row from its beginning."""

from bot.domain.deliveries import POLICIES, Place
from bot.storage.gates import AT_WORK

# What goes to one person is in nobody's row: it keeps nothing waiting, and waits for nothing.
ALONE = ", ".join(f"'{kind}'" for kind, policy in POLICIES.items() if policy.place is Place.PERSON)
# `Delivery.lane` in SQL. Were an id of ours ever that of a community, two lanes would be one; no more comes of it.
LANE = "CASE group_id WHEN 0 THEN community_id ELSE group_id END"
# `nth` is the place in its group's row, `place` that in what its community is owed: in rows, or else alone. Of whom
# enough is held already nothing is put in order, so that a long row costs little while it waits.
IN_TURN = (
    "WITH held AS MATERIALIZED"
    f" (SELECT community_id, {LANE} AS lane, kind IN ({ALONE}) AS alone FROM deliveries WHERE state = 'claimed'),"
    " counted AS MATERIALIZED (SELECT community_id, alone, COUNT(*) AS number FROM held GROUP BY community_id, alone),"
    f" due AS MATERIALIZED (SELECT id, community_id, {LANE} AS lane, kind IN ({ALONE}) AS alone, due_at, priority"
    f" FROM deliveries WHERE state = 'scheduled' AND due_at <= :now AND {AT_WORK}"
    f" AND (kind IN ({ALONE}) OR {LANE} NOT IN (SELECT lane FROM held WHERE NOT alone))"
    f" AND (community_id, kind IN ({ALONE})) NOT IN"
    " (SELECT community_id, alone FROM counted WHERE number >= :of_community)),"
    " in_row AS (SELECT id, community_id, alone, due_at, priority AS turn, 1 AS nth FROM due WHERE alone"
    " UNION ALL SELECT id, community_id, alone, due_at, MAX(priority) OVER row, ROW_NUMBER() OVER row FROM due"
    " WHERE NOT alone WINDOW row AS (PARTITION BY lane ORDER BY due_at, priority, id)),"
    " placed AS (SELECT id, due_at, turn,"
    " ROW_NUMBER() OVER (PARTITION BY community_id, alone ORDER BY turn, due_at, id) + COALESCE((SELECT number"
    " FROM counted WHERE counted.community_id = in_row.community_id AND counted.alone = in_row.alone), 0) AS place"
    " FROM in_row WHERE nth <= :of_group)"
    " SELECT id FROM placed WHERE place <= :of_community ORDER BY place, turn, due_at, id LIMIT :most"
)
