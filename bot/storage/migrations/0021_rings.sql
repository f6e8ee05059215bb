-- A ring: some days in which everybody in a group may make one request, each of them an ask with this ring's id, and
-- answer one. `stage` is open, reminded or closed; `next_at` is when its next step is taken, null once it is over.
CREATE TABLE rings (
    id           BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    group_id     BIGINT NOT NULL REFERENCES groups (id),
    started_by   BIGINT NOT NULL,
    started_at   BIGINT NOT NULL,
    ends_at      BIGINT NOT NULL,
    stage        TEXT NOT NULL,
    next_at      BIGINT
);

CREATE UNIQUE INDEX rings_running ON rings (group_id) WHERE next_at IS NOT NULL;
CREATE INDEX rings_due ON rings (next_at) WHERE next_at IS NOT NULL;

-- One request a person.
CREATE UNIQUE INDEX requests_of_person ON asks (ring_id, person_id) WHERE ring_id IS NOT NULL;
