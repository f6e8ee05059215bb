-- A community in which everything was stopped at once, and by whom; nothing moves and nothing goes out there until it is
-- resumed.
ALTER TABLE communities ADD COLUMN stopped_at BIGINT;
ALTER TABLE communities ADD COLUMN stopped_by BIGINT;

CREATE INDEX communities_stopped ON communities (id) WHERE stopped_at IS NOT NULL;

-- Who is kept from using the bot in a community.
CREATE TABLE blocks (
    community_id BIGINT NOT NULL,
    person_id    BIGINT NOT NULL,
    blocked_by   BIGINT NOT NULL,
    blocked_at   BIGINT NOT NULL,
    PRIMARY KEY (community_id, person_id)
);
