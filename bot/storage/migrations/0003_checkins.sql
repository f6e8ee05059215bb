ALTER TABLE check_ins ADD COLUMN blocker TEXT NOT NULL DEFAULT '';
ALTER TABLE check_ins ADD COLUMN blocker_resolved_at BIGINT;

CREATE INDEX check_ins_blocked ON check_ins (group_id) WHERE blocker <> '' AND blocker_resolved_at IS NULL;

CREATE TABLE responses (
    id           BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    check_in_id  BIGINT NOT NULL REFERENCES check_ins (id),
    person_id    BIGINT NOT NULL REFERENCES people (id),
    question     TEXT NOT NULL,
    text         TEXT NOT NULL,
    created_at   BIGINT NOT NULL
);

CREATE INDEX responses_of_check_in ON responses (check_in_id);

-- Days away, both ends included; `members.away_until` is the last of the latest.
CREATE TABLE aways (
    community_id BIGINT NOT NULL,
    person_id    BIGINT NOT NULL REFERENCES people (id),
    first_day    TEXT NOT NULL,
    last_day     TEXT NOT NULL,
    PRIMARY KEY (community_id, person_id, first_day)
);
