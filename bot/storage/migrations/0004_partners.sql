-- What a community has decided; a row is made with the first decision.
CREATE TABLE communities (
    id                 BIGINT PRIMARY KEY,
    meeting_channel_id BIGINT,
    cross_paired_for   TEXT
);

-- Which proposal for the coming round its facilitator has settled on; 0 again once the pairs are made.
ALTER TABLE groups ADD COLUMN proposal SMALLINT NOT NULL DEFAULT 0;

-- Whether somebody is paired: 'in', 'skip' for the next round only, 'out'. Silent rounds count from `pairing_since`.
ALTER TABLE memberships ADD COLUMN pairing TEXT NOT NULL DEFAULT 'in';
ALTER TABLE memberships ADD COLUMN pairing_since BIGINT NOT NULL DEFAULT 0;

-- Two or three people who meet in a round; `number` tells apart those of one round, `kind` is of the group or across.
CREATE TABLE pairings (
    id           BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    group_id     BIGINT NOT NULL REFERENCES groups (id),
    round_id     BIGINT NOT NULL REFERENCES rounds (id),
    kind         TEXT NOT NULL,
    number       SMALLINT NOT NULL,
    made_at      BIGINT NOT NULL,
    ended_at     BIGINT,
    UNIQUE (round_id, kind, number)
);

CREATE INDEX pairings_by_time ON pairings (community_id, made_at);
CREATE INDEX pairings_of_group ON pairings (group_id, made_at);

CREATE TABLE pairing_people (
    community_id BIGINT NOT NULL,
    pairing_id   BIGINT NOT NULL REFERENCES pairings (id),
    person_id    BIGINT NOT NULL REFERENCES people (id),
    was_odd      BOOLEAN NOT NULL DEFAULT FALSE,
    met          TEXT,
    answered_at  BIGINT,
    left_at      BIGINT,
    PRIMARY KEY (pairing_id, person_id)
);

CREATE INDEX pairings_of_person ON pairing_people (community_id, person_id);

-- "Never with …": read by the matching and by whoever said it, by nobody else.
CREATE TABLE avoids (
    community_id BIGINT NOT NULL,
    person_id    BIGINT NOT NULL REFERENCES people (id),
    avoided_id   BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (community_id, person_id, avoided_id)
);
