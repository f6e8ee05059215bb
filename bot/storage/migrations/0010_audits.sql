-- Without references: what somebody changed is told also when the group is gone, or they are.
-- before_facts and after_facts are JSON: what was changed, as it was and as it is.
CREATE TABLE audits (
    id           BIGINT PRIMARY KEY,
    community_id BIGINT NOT NULL,
    actor_id     BIGINT NOT NULL,
    action       TEXT NOT NULL,
    group_id     BIGINT,
    person_id    BIGINT,
    before_facts TEXT NOT NULL,
    after_facts  TEXT NOT NULL,
    at           BIGINT NOT NULL
);

CREATE INDEX audits_of_community ON audits (community_id, id);
