-- Since when the bot is no longer on a server; null while it is there, or before anything was noted of it.
ALTER TABLE communities ADD COLUMN removed_at BIGINT;

CREATE INDEX communities_removed ON communities (removed_at) WHERE removed_at IS NOT NULL;

-- What points at a row that is erased is looked for by these; without them each erased row reads a whole table.
CREATE INDEX nudges_of_delivery ON nudges (delivery_id);
CREATE INDEX thanks_of_check_in ON thanks (check_in_id) WHERE check_in_id IS NOT NULL;
CREATE INDEX thanks_of_ask ON thanks (ask_id) WHERE ask_id IS NOT NULL;
CREATE INDEX lessons_by_ask ON lessons (ask_id) WHERE ask_id IS NOT NULL;
CREATE INDEX introductions_of_ask ON introductions (ask_id) WHERE ask_id IS NOT NULL;
