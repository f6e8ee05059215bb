-- Ids are 63-bit and made by the application, except those of communities, people and channels: Discord made them.
-- Instants are microseconds since 1970 in UTC; dates are ISO text in the zone of whom they belong to.

CREATE TABLE people (
    id              BIGINT PRIMARY KEY,
    language        TEXT NOT NULL,
    zone            TEXT NOT NULL,
    reach           TEXT NOT NULL,
    nudges_per_week SMALLINT NOT NULL,
    nudges_per_day  SMALLINT NOT NULL,
    quiet_from      TEXT NOT NULL,
    quiet_until     TEXT NOT NULL,
    created_at      BIGINT NOT NULL
);

CREATE TABLE members (
    community_id BIGINT NOT NULL,
    person_id    BIGINT NOT NULL REFERENCES people (id),
    away_until   TEXT,
    PRIMARY KEY (community_id, person_id)
);

CREATE TABLE groups (
    id           BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    name         TEXT NOT NULL,
    name_key     TEXT NOT NULL,
    channel_id   BIGINT NOT NULL,
    language     TEXT NOT NULL,
    weekday      SMALLINT NOT NULL,
    prompt_time  TEXT NOT NULL,
    zone         TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    UNIQUE (community_id, name_key)
);

CREATE TABLE memberships (
    community_id BIGINT NOT NULL,
    group_id     BIGINT NOT NULL REFERENCES groups (id),
    person_id    BIGINT NOT NULL REFERENCES people (id),
    role         TEXT NOT NULL,
    joined_at    BIGINT NOT NULL,
    PRIMARY KEY (group_id, person_id)
);

CREATE INDEX memberships_of_person ON memberships (community_id, person_id);

CREATE TABLE rounds (
    id           BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    group_id     BIGINT NOT NULL REFERENCES groups (id),
    local_date   TEXT NOT NULL,
    prompt_at    BIGINT NOT NULL,
    half_way_at  BIGINT NOT NULL,
    digest_at    BIGINT NOT NULL,
    stage        TEXT NOT NULL,
    next_at      BIGINT,
    UNIQUE (group_id, local_date)
);

CREATE INDEX rounds_due ON rounds (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE experiments (
    id             BIGINT PRIMARY KEY,
    community_id   BIGINT NOT NULL,
    group_id       BIGINT NOT NULL REFERENCES groups (id),
    person_id      BIGINT NOT NULL REFERENCES people (id),
    what           TEXT NOT NULL,
    why            TEXT NOT NULL,
    obstacle       TEXT NOT NULL,
    when_then      TEXT NOT NULL,
    learned_from   TEXT NOT NULL,
    way            TEXT NOT NULL,
    cadence        TEXT NOT NULL,
    times_per_week SMALLINT NOT NULL,
    days           SMALLINT NOT NULL,
    started_on     TEXT NOT NULL,
    ends_on        TEXT NOT NULL,
    created_at     BIGINT NOT NULL
);

CREATE INDEX experiments_of_person ON experiments (community_id, person_id, ends_on);
CREATE INDEX experiments_of_group ON experiments (group_id, ends_on);

CREATE TABLE check_ins (
    id            BIGINT PRIMARY KEY,
    community_id  BIGINT NOT NULL,
    group_id      BIGINT NOT NULL REFERENCES groups (id),
    round_id      BIGINT NOT NULL REFERENCES rounds (id),
    experiment_id BIGINT NOT NULL REFERENCES experiments (id),
    person_id     BIGINT NOT NULL REFERENCES people (id),
    outcome       TEXT NOT NULL,
    tried         TEXT NOT NULL,
    happened      TEXT NOT NULL,
    learned       TEXT NOT NULL,
    next_step     TEXT NOT NULL,
    period        TEXT NOT NULL,
    local_date    TEXT NOT NULL,
    is_comeback   BOOLEAN NOT NULL,
    created_at    BIGINT NOT NULL,
    UNIQUE (experiment_id, period)
);

CREATE INDEX check_ins_of_round ON check_ins (round_id);
CREATE INDEX check_ins_of_person ON check_ins (person_id, created_at);

CREATE TABLE drafts (
    id           BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    person_id    BIGINT NOT NULL,
    form         TEXT NOT NULL,
    texts        TEXT NOT NULL,
    created_at   BIGINT NOT NULL
);

CREATE INDEX drafts_by_age ON drafts (created_at);

CREATE TABLE deliveries (
    id           BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    kind         TEXT NOT NULL,
    subject      BIGINT NOT NULL,
    occurrence   TEXT NOT NULL,
    group_id     BIGINT NOT NULL,
    person_id    BIGINT,
    priority     SMALLINT NOT NULL,
    due_at       BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    state        TEXT NOT NULL,
    reason       TEXT,
    detail       TEXT NOT NULL DEFAULT '',
    attempts     SMALLINT NOT NULL DEFAULT 0,
    tried_at     BIGINT,
    lease_owner  TEXT,
    lease_until  BIGINT,
    channel_id   BIGINT,
    message_id   BIGINT,
    thread_id    BIGINT,
    merged_into  BIGINT,
    finished_at  BIGINT,
    UNIQUE (kind, subject, occurrence)
);

CREATE INDEX deliveries_due ON deliveries (due_at) WHERE state = 'scheduled';
CREATE INDEX deliveries_leased ON deliveries (lease_until) WHERE state = 'claimed';
CREATE INDEX deliveries_waiting ON deliveries (community_id, person_id) WHERE state = 'waiting';
CREATE INDEX deliveries_expiring ON deliveries (expires_at) WHERE state IN ('scheduled', 'waiting');
CREATE INDEX deliveries_undelivered ON deliveries (community_id, finished_at)
    WHERE state IN ('unreachable', 'expired');
CREATE INDEX deliveries_merged ON deliveries (merged_into) WHERE merged_into IS NOT NULL;

-- One row for each person whom a delivery interrupted. A person is counted over all communities.
CREATE TABLE nudges (
    person_id    BIGINT NOT NULL REFERENCES people (id),
    delivery_id  BIGINT NOT NULL REFERENCES deliveries (id),
    community_id BIGINT NOT NULL,
    given_at     BIGINT NOT NULL,
    PRIMARY KEY (person_id, delivery_id)
);
